//! The sheet of an exported workbook that explains the columns of the others. An import leaves it
//! out without a word, as long as it is the one that `export` writes.

use super::Sheet;
use crate::diagnostics::{Column, Table, TextField};
use crate::lang::{Lang, Strings, fill};
use crate::model::Status;

/// Name of the sheet.
const NAME: &str = "说明 About";
/// Header of the column with the headers that are explained.
const TITLE: &str = "列 Column";

/// Returns the sheet, with an explanation of each column in both languages. The columns of details
/// are among them if there are any.
#[must_use]
pub fn about_sheet(has_details: bool) -> Sheet {
    let line = |label: &str, text: fn(&Strings) -> String| {
        let [zh, en] = Lang::ALL.map(|lang| text(lang.strings()));
        vec![label.to_owned(), zh, en]
    };
    let mut rows = vec![
        line(TITLE, |s| s.about_how.to_owned()),
        line("行 Rows", |s| s.about_rows.to_owned()),
        line("英文 English", |s| s.about_english.to_owned()),
        line("读入 Import", |s| s.about_import.to_owned()),
    ];
    for table in [Table::Projects, Table::Updates, Table::Domains, Table::Programme] {
        let is_written = |column: &Column| has_details || !column.is_optional();
        let columns: Vec<Column> = table.columns().filter(is_written).collect();
        for column in columns.into_iter().filter(|column| column.translated().is_none()) {
            let [zh, en] = Lang::ALL.map(|lang| explanation(column, lang.strings()).to_owned());
            rows.push(vec![column.header().to_owned(), zh, en]);
            match column {
                Column::Targets(_) => {
                    rows.push(line("限定 Qualifier", |s| s.about_qualifier.to_owned()));
                }
                Column::Done => rows.push(status_row()),
                _ => {}
            }
        }
    }
    Sheet { name: NAME.to_owned(), rows, ..Sheet::default() }
}

/// Returns true if a sheet has no other content than [`about_sheet()`]. One that a user has written
/// to is a sheet like any other.
pub(super) fn is_about_sheet(sheet: &Sheet) -> bool {
    let is_titled =
        sheet.rows.first().and_then(|cells| cells.first()).is_some_and(|cell| cell == TITLE);
    if !is_titled || sheet.name != NAME || !sheet.broken_cells.is_empty() {
        return false;
    }
    let content = |sheet: &Sheet| {
        let trim = |cells: &Vec<String>| cells.join("\t").trim_end().to_owned();
        sheet.rows.iter().map(trim).filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    [true, false].iter().any(|has_details| content(sheet) == content(&about_sheet(*has_details)))
}

/// Returns the row that says which statuses there are.
fn status_row() -> Vec<String> {
    let statuses = [Status::Unreported, Status::UnderWay, Status::Behind, Status::Done];
    let [zh, en] = Lang::ALL.map(|lang| {
        let separator = if lang == Lang::Zh { "、" } else { ", " };
        let words = statuses.map(|status| status.word(lang)).join(separator);
        fill(lang.strings().about_status, &[&words, Status::Done.word(lang)])
    });
    vec!["状态 Status".to_owned(), zh, en]
}

fn explanation(column: Column, s: &Strings) -> &'static str {
    match column {
        Column::Field => s.about_field,
        Column::ValueZh | Column::ValueEn => s.about_value,
        Column::Id => s.about_id,
        Column::Name(_) => s.about_name,
        Column::Origin => s.about_origin,
        Column::No => s.about_no,
        Column::Domain => s.about_domain,
        Column::Title(_) => s.about_title,
        Column::Text(TextField::Summary, _) => s.about_summary,
        Column::Targets(_) => s.about_targets,
        Column::List(..) => s.about_list,
        Column::Contact(field, _) if field.is_internal() => s.about_internal,
        Column::Contact(..) => s.about_contact,
        Column::Investment(_) => s.about_investment,
        Column::Notes(_) => s.about_notes,
        Column::Start | Column::End | Column::Date | Column::Span => s.about_day,
        Column::Target => s.about_target,
        Column::Done => s.about_done,
        Column::Note(_) => s.about_note,
        // Columns that are never written.
        Column::Unit | Column::TargetName | Column::Progress(_) | Column::Extra(_) => "",
    }
}
