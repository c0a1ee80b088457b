//! The lists of an exported workbook that a user chooses from in place of typing.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError as WriteError,
};

use super::sheet_design::column_number;
use crate::diagnostics::{Column, column_letters};
use crate::exchange::Sheet;
use crate::exchange::export::{DOMAINS_SHEET, PROJECTS_SHEET, origin_word};
use crate::lang::Lang;
use crate::model::Origin;

/// Number of rows below a table for which there are lists, too.
const ROWS_BELOW: usize = 200;
/// Highest index of a row that Excel has.
const ROW_MAX: usize = 1_048_575;
/// Choices for the share done of a project; any other can be typed.
const SHARES: [&str; 5] = ["0%", "25%", "50%", "75%", "100%"];
/// Forms of a target, with each qualifier: none of them is understood before it is filled in.
const TARGET_FORMS: [&str; 5] = [
    "（内容）（数）（单位）",
    "（内容）约（数）（单位）",
    "（内容）不少于（数）（单位）",
    "（内容）超（数）（单位）",
    "（内容）（数）-（数）（单位）",
];
/// Maximum length of a message beside a cell.
const MESSAGE_MAX: usize = 255;

/// The cells with the choices that stand in sheets of their own.
pub(super) struct ChoiceLists {
    /// The names of the domains; `None` if a project names its domain otherwise.
    domains: Option<String>,
    /// The numbers of the projects.
    numbers: Option<String>,
}

impl ChoiceLists {
    /// Finds the cells in the sheets of a workbook.
    pub(super) fn new(sheets: &[Sheet]) -> Self {
        let sheet = |name: &str| sheets.iter().find(|sheet| sheet.name == name);
        let (projects, domains) = (sheet(PROJECTS_SHEET), sheet(DOMAINS_SHEET));
        let column = |sheet: &Sheet, column: Column| {
            let header = sheet.rows.first()?;
            header.iter().position(|cell| cell == column.header())
        };
        let texts = |sheet: &'_ Sheet, column: usize| -> HashSet<String> {
            let rows = sheet.rows.iter().skip(1);
            rows.filter_map(|cells| cells.get(column)).cloned().collect()
        };
        let domain_cells = || {
            let (projects, domains) = projects.zip(domains)?;
            let (domain, name) =
                column(projects, Column::Domain).zip(column(domains, Column::Name(Lang::Zh)))?;
            let is_named = texts(projects, domain).is_subset(&texts(domains, name));
            is_named.then(|| range(domains, name))
        };
        let number_cells = || Some(range(projects?, column(projects?, Column::No)?));
        Self { domains: domain_cells(), numbers: number_cells() }
    }
}

/// Returns the cells of a column below its header, with some rows that are still empty.
fn range(sheet: &Sheet, column: usize) -> String {
    let letters = column_letters(column + 1);
    format!("='{}'!${letters}$2:${letters}${}", sheet.name, last_row(sheet) + 1)
}

/// Returns the index of the last row that has a list.
fn last_row(sheet: &Sheet) -> usize {
    (sheet.rows.len() + ROWS_BELOW).min(ROW_MAX)
}

/// Adds the lists to the columns of a sheet, and messages on how to fill them in.
pub(super) fn add_choices(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    lists: &ChoiceLists,
) -> Result<(), WriteError> {
    let s = Lang::Zh.strings();
    let is_projects = sheet.name == PROJECTS_SHEET;
    let columns: Vec<Option<Column>> = sheet
        .rows
        .first()
        .map(|header| header.iter().map(|cell| Column::from_header(cell)).collect())
        .unwrap_or_default();
    let end = sheet.rows.len().max(1);
    for (nth, column) in columns.into_iter().enumerate() {
        let Some(column) = column else { continue };
        let list =
            |cells: &String| DataValidation::new().allow_list_formula(Formula::new(cells.as_str()));
        let choice = match column {
            Column::Domain => {
                lists.domains.as_ref().map(|cells| asking(list(cells), s.choice_other_domain))
            }
            Column::No if !is_projects => {
                lists.numbers.as_ref().map(|cells| asking(list(cells), s.choice_other_number))
            }
            Column::Origin => {
                let words = [Origin::Announced, Origin::Catalogue].map(origin_word);
                let list = DataValidation::new().allow_list_strings(&words)?;
                Some(asking(list, s.choice_other_origin))
            }
            Column::Done => {
                let list = DataValidation::new().allow_list_strings(&SHARES)?;
                let list = list.show_error_message(false);
                Some(with_message(list, s.about_done))
            }
            Column::Targets(Lang::Zh) => {
                let empty = DataValidation::new().allow_list_strings(&TARGET_FORMS)?;
                let empty = with_message(empty.show_error_message(false), s.about_qualifier)?;
                add(worksheet, nth, end..=last_row(sheet), &empty)?;
                Some(with_message(DataValidation::new().allow_any_value(), s.about_targets))
            }
            Column::Target => {
                Some(with_message(DataValidation::new().allow_any_value(), s.about_target))
            }
            _ => None,
        };
        let Some(choice) = choice.transpose()? else { continue };
        let is_above = column == Column::Targets(Lang::Zh);
        let rows = 1..=if is_above { end - 1 } else { last_row(sheet) };
        if !rows.is_empty() {
            add(worksheet, nth, rows, &choice)?;
        }
    }
    Ok(())
}

/// Adds a list to some rows of a column.
fn add(
    worksheet: &mut Worksheet,
    column: usize,
    rows: RangeInclusive<usize>,
    choice: &DataValidation,
) -> Result<(), WriteError> {
    let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
    let column = column_number(column);
    worksheet.add_data_validation(row(*rows.start()), column, row(*rows.end()), column, choice)?;
    Ok(())
}

/// Makes a list ask before it takes another text.
fn asking(list: DataValidation, message: &str) -> Result<DataValidation, WriteError> {
    list.set_error_style(DataValidationErrorStyle::Warning).set_error_message(message)
}

/// Adds a message that stands beside the cell while it is selected.
fn with_message(list: DataValidation, message: &str) -> Result<DataValidation, WriteError> {
    list.set_input_message(message.chars().take(MESSAGE_MAX).collect::<String>())
}
