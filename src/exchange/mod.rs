//! Exports a programme as a spreadsheet (Excel, CSV) or as JSON, and imports it again without loss.
//!
//! A spreadsheet has up to four tables, each recognized by its header and not by its position: the
//! programme's own fields, the domains, the projects and their updates, with one project or update
//! per row. In a workbook each table has a sheet of its own; in a CSV file they follow each other.
//! Several items in one cell stand on lines of their own; the English ones are in the next column,
//! line for line.
//!
//! An announcement is read as a draft (`announcement`): a web page, a Word document or plain text.

mod about_sheet;
mod announcement;
mod csv;
mod date_text;
mod decimal;
mod export;
mod hidden;
mod import;
mod json;
mod json_records;
mod labels;
mod lookalikes;
mod measures;
mod odd_reports;
mod options;
mod report_text;
mod sheet;
mod sizes;
mod summary;
mod target_text;
mod units;
mod unsorted;
mod workbook;
mod xlsx;

pub use self::about_sheet::about_sheet;
pub use self::announcement::FigureWords;
pub(crate) use self::announcement::{
    AnnouncementContent, AnnouncementDraft, AnnouncementForm, is_page, read as read_announcement,
};
pub use self::csv::write as write_csv;
pub(crate) use self::csv::{decode_text, is_table, read as read_csv};
pub use self::export::{has_details, tables};
pub(crate) use self::export::{origin_word, programme_value};
pub(crate) use self::hidden::{leave_out as leave_out_hidden, mention as mention_hidden};
pub(crate) use self::import::{CellMap, import, number_sign};
pub(crate) use self::json::from_json;
pub use self::json::{amount_value as json_number, money_value, to_json};
pub(crate) use self::json_records::read as read_records;
pub(crate) use self::labels::label_key;
pub(crate) use self::lookalikes::unify;
pub(crate) use self::measures::{is_divisible, ratio};
pub(crate) use self::odd_reports::{DatedAmount, ReportSeries, is_part_of_count};
pub use self::options::{BaseProgramme, ImportOptions};
pub use self::sheet::{
    BrokenCell, CellPlaces, HiddenParts, HiddenReason, MergedBlock, NumberDisplay, Sheet,
};
pub use self::summary::{
    ColumnUse, ImportSummary, ReadDayCell, ReadFigure, ReadUpdate, SheetRows, UnreadRowText,
};
pub(crate) use self::target_text::{
    half_bracket, stray_number, stray_qualifier, stray_unit_qualifier, write as written_target,
};
pub(crate) use self::units::{is_known as is_known_unit, split_measure};
pub(crate) use self::workbook::read as read_workbook;
pub use self::xlsx::{write as write_xlsx, write_low_memory as write_xlsx_low_memory};

/// Progress callback: called with the amount of work done, and the total.
pub(crate) type ProgressFn<'a> = &'a mut dyn FnMut(usize, usize);

/// Prefixes `text` with an apostrophe if a spreadsheet would take it for a formula, as users do in
/// a spreadsheet themselves. Full-width `＝` and the like count, too: under some system languages
/// they are taken for their half-width forms.
#[must_use]
pub fn escape_formula(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) { format!("'{text}").into() } else { text.into() }
}

/// Removes the apostrophe that [`escape_formula`] adds. Office programs keep it as text when they
/// open a CSV file and save it as a workbook.
pub(crate) fn unescape_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_STARTS)).unwrap_or(text)
}

/// Prefixes `text` with an apostrophe if [`unescape_formula`] would remove the one that it has. In
/// a workbook no text can be a formula, so others stay as they are.
fn escape_apostrophe(text: &str) -> std::borrow::Cow<'_, str> {
    if unescape_formula(text) == text { text.into() } else { format!("'{text}").into() }
}

/// Characters that a formula can begin with, and the apostrophe itself, so that every text comes
/// back unchanged.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\''];
