//! Lints: content of a file that is valid but hardly intended.

use super::cell_list::CellList;
use super::column::Column;
use super::error::{label_in, short};
use super::field::ProgrammeField;
use super::message_table::message_table;

/// Maximum width of a title, in cells, on a line of the smallest screen, which is 40 columns wide:
/// the number and the marks beside it take the rest.
pub const TITLE_MAX: usize = 36;

/// Maximum length of a text, in characters: several screens of the largest size, and more than
/// people read on a board.
pub const TEXT_MAX: usize = 5_000;

/// Largest difference of a day's year from the programme's that is usual.
pub(crate) const YEARS_MAX: u16 = 10;

message_table! {
/// Content that the user should look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lint in lang {
    /// Target without a unit; holds its description.
    NoUnit(what: String) = "no-unit", lint_no_unit(what);
    /// Title that does not fit on a narrow screen, and its width in cells.
    LongTitle(width: usize) = "long-title", lint_long_title(width, TITLE_MAX);
    /// Text that no screen shows as a whole, and its length in characters.
    LongText(length: usize) = "long-text", lint_long_text(length, TEXT_MAX);
    /// Text in Chinese only, while others are in English, too; holds its bilingual label.
    NoEnglish(label: &'static str) = "no-english", lint_no_english(label_in(label, lang));
    /// Place that is named in the summary but missing in the list.
    UnlistedPlace(place: String) = "unlisted-place", lint_unlisted_place(place);
    /// Full-width digits; holds the text with plain ones.
    FullWidthDigits(plain: String) = "full-width-digits", lint_full_width_digits(plain);
    /// Characters that look like ideographs, and the text with these.
    Lookalikes(found: String, plain: String) = "lookalikes", lint_lookalikes(short(found), plain);
    /// Qualifier among the words of a target, where it has no effect.
    StrayQualifier(word: String) = "stray-qualifier", lint_stray_qualifier(word);
    /// Number or half a bracket among the words of a target.
    FigureInWords(found: String) = "figure-in-words", lint_figure_in_words(short(found));
    /// Unit that offices do not use, and the cells of a table with it.
    UnknownUnit(unit: String, cells: CellList) = "unknown-unit",
        lint_unknown_unit(short(unit), cells.times(lang));
    /// Target of nothing, as the result of a formula may be; holds its description.
    ZeroFigure(what: String) = "zero-figure", lint_zero_figure(short(what));
    /// Target with a part of something that is counted in whole things: its description and amount.
    PartOfCount(what: String, amount: String) = "part-of-count",
        lint_part_of_count(short(what), amount);
    /// Total that is less than an earlier one: what it counts, the earlier report, and this one.
    FallingTotal(what: String, before: String, after: String) = "falling-total",
        lint_falling_total(short(what), before, after);
    /// Report far above its target: what it counts, the report, and the target.
    SurplusReport(what: String, done: String, target: String) = "surplus-report",
        lint_surplus_report(short(what), done, target);
    /// Report of another year than that of the programme, and that year.
    ReportYear(day: String, year: u16) = "report-year", lint_report_year(day, year);
    /// Phone number in no form that is in use.
    OddPhone(found: String) = "odd-phone", lint_odd_phone(short(found));
    /// Mobile number where everybody reads it.
    PublicMobile(found: String) = "public-mobile", lint_public_mobile(short(found));
    /// Day that is many years from the programme's year.
    FarDay(day: String, year: u16) = "far-day", lint_far_day(day, year);
    /// Title that another project has, too; holds its number.
    SameTitle(no: u32) = "same-title", lint_same_title(format!("{no:02}"));
    /// Name of a domain that differs only in its spelling from that of another, and the other.
    SimilarDomain(name: String, other: String) = "similar-domain",
        lint_similar_domain(short(name), short(other));
    /// Domain without projects; holds its id.
    IdleDomain(id: String) = "idle-domain", lint_idle_domain(id);
}
}

/// Owner of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The programme, and the field.
    Programme(ProgrammeField),
    /// The domain at this position, from 0.
    Domain(usize),
    /// The project at this position, from 0.
    Project(usize),
}

/// Location of a text within a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// Owner of the text.
    pub owner: Owner,
    /// Field and language.
    pub column: Column,
    /// Position within a list, from 0.
    pub nth: usize,
}
