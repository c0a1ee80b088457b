//! Reads the elements of an `OpenDocument` file: styles, tables, rows and cells.

use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::BytesStart;

use super::cell::OdsCell;
use super::grid::OdsGrid;
use super::styles::OdsStyles;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::{COLUMNS_MAX, MemoryBudget, check_sheets};
use crate::exchange::xlsx::xml;
use crate::exchange::{HiddenReason, Sheet};

/// Elements without cells of a table: comments, notes, changes, and copies of other files.
const SKIPPED: [&str; 15] = [
    "office:annotation",
    "office:forms",
    "office:scripts",
    "office:meta",
    "office:settings",
    "office:font-face-decls",
    "office:master-styles",
    "table:tracked-changes",
    "table:shapes",
    "table:dde-links",
    "table:content-validations",
    "table:detective",
    "table:scenario",
    "text:note",
    "text:ruby-text",
];

/// Elements that begin with these are drawings, with texts of their own.
const DRAWINGS: [&str; 4] = ["draw:", "dr3d:", "svg:", "chart:"];

/// A table that is being read.
#[derive(Debug, Default)]
struct OpenTable {
    /// For each of the first columns, the style of its cells.
    column_styles: Vec<Option<Box<str>>>,
    columns: usize,
    row_style: Option<Box<str>>,
    row_copies: usize,
    row_hidden: Option<HiddenReason>,
    row_groups: GroupStack,
    column_groups: GroupStack,
    /// True if it is a copy of a table in another file.
    is_linked: bool,
}

/// Groups of rows, or of columns, around a place.
#[derive(Debug, Default)]
struct GroupStack {
    /// For each group, true if it is folded.
    groups: Vec<bool>,
    /// Number of those that are.
    folded: usize,
}

impl GroupStack {
    fn start(&mut self, tag: &BytesStart) {
        let is_folded = xml::attribute(tag, "display").is_some_and(|value| &*value == "false");
        self.groups.push(is_folded);
        self.folded += usize::from(is_folded);
    }

    fn end(&mut self) {
        let was_folded = self.groups.pop().unwrap_or_default();
        self.folded -= usize::from(was_folded);
    }

    /// Returns true if any of the groups is folded.
    fn is_folded(&self) -> bool {
        self.folded > 0
    }
}

/// Reads the elements of a file one after the other.
pub(super) struct ContentReader<'a> {
    /// Memory for the next sheet; the open one has it else.
    budget: Option<&'a mut MemoryBudget>,
    styles: OdsStyles,
    sheets: Vec<Sheet>,
    table: OpenTable,
    grid: Option<OdsGrid<'a>>,
    cell: Option<OdsCell>,
    /// Depth inside of an element that is skipped.
    skipped: usize,
    /// True if the file has a place for sheets.
    is_spreadsheet: bool,
}

impl<'a> ContentReader<'a> {
    pub(super) fn new(budget: &'a mut MemoryBudget) -> Self {
        Self {
            budget: Some(budget),
            styles: OdsStyles::default(),
            sheets: Vec::new(),
            table: OpenTable::default(),
            grid: None,
            cell: None,
            skipped: 0,
            is_spreadsheet: false,
        }
    }

    /// Reads the start of an element.
    pub(super) fn start(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = name.as_ref();
        let is_inner_table = name == "table:table" && self.grid.is_some();
        let is_drawing = DRAWINGS.iter().any(|prefix| name.starts_with(prefix));
        if self.skipped > 0 || is_inner_table || is_drawing || SKIPPED.contains(&name) {
            self.skipped += 1;
            return;
        }
        if let Some(cell) = &mut self.cell {
            cell.start(name, tag, &self.styles);
            return;
        }
        match name {
            "office:spreadsheet" => self.is_spreadsheet = true,
            "table:table" => self.start_table(tag),
            "table:table-source" => self.table.is_linked = true,
            "table:table-column" => self.start_columns(tag),
            "table:table-row" => self.start_row(tag),
            "table:table-cell" | "table:covered-table-cell" => {
                let column = self.grid.as_ref().map_or(0, OdsGrid::column);
                let of_column = self.table.column_styles.get(column).and_then(Option::as_deref);
                let default = self.table.row_style.as_deref().or(of_column);
                self.cell = Some(OdsCell::new(tag, &self.styles, default));
            }
            "table:table-row-group" => self.table.row_groups.start(tag),
            "table:table-column-group" => self.table.column_groups.start(tag),
            _ => self.styles.start(name, tag),
        }
    }

    /// Reads the end of an element.
    pub(super) fn end(&mut self, name: &str) -> Result<(), FileErrorKind> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some((cell, grid)) = self.cell.take().zip(self.grid.as_mut()) {
                    let (copies, spans) = (cell.copies, cell.spans);
                    grid.add(cell.into_content(), copies, spans)?;
                }
            }
            "table:table-row" => {
                if let Some(grid) = &mut self.grid {
                    grid.end_row(self.table.row_copies.max(1), self.table.row_hidden)?;
                }
            }
            "table:table" => self.end_table()?,
            "table:table-row-group" => self.table.row_groups.end(),
            "table:table-column-group" => self.table.column_groups.end(),
            _ => match &mut self.cell {
                Some(cell) => cell.end(name),
                None => self.styles.end(name),
            },
        }
        Ok(())
    }

    /// Reads text.
    pub(super) fn text(&mut self, text: &str) {
        if self.skipped == 0
            && let Some(cell) = &mut self.cell
        {
            cell.text(text);
        }
    }

    /// Reads a character that is written as `&name;`. Others than those of XML itself are kept as
    /// they are: a file may define them as texts of any length.
    pub(super) fn entity(&mut self, name: &str) {
        match resolve_xml_entity(name) {
            Some(text) => self.text(text),
            None => self.text(&format!("&{name};")),
        }
    }

    fn start_table(&mut self, tag: &BytesStart) {
        let Some(budget) = self.budget.take() else { return };
        let name = xml::attribute(tag, "name").unwrap_or_default();
        let name = unescape(&name).map_or_else(|_| name.to_string(), std::borrow::Cow::into_owned);
        let style = xml::attribute(tag, "style-name").unwrap_or_default();
        let is_hidden = self.styles.is_hidden("table", &style);
        self.table = OpenTable::default();
        self.grid = Some(OdsGrid::new(name, is_hidden, budget));
    }

    fn end_table(&mut self) -> Result<(), FileErrorKind> {
        let Some(grid) = self.grid.take() else { return Ok(()) };
        let (sheet, budget) = grid.into_sheet();
        self.budget = Some(budget);
        // LibreOffice shows no copy of a table in another file.
        if !self.table.is_linked {
            self.sheets.push(sheet);
        }
        check_sheets(self.sheets.len(), usize::MAX)
    }

    fn start_columns(&mut self, tag: &BytesStart) {
        let copies = copies(tag, "number-columns-repeated");
        let first = self.table.columns;
        self.table.columns = first.saturating_add(copies);
        let last = self.table.columns.min(COLUMNS_MAX as usize);
        let style = xml::attribute(tag, "default-cell-style-name");
        let style: Option<Box<str>> = style.map(|style| Box::from(&*style));
        for _ in first..last {
            self.table.column_styles.push(style.clone());
        }
        let hidden = self.hidden(tag, "table-column", self.table.column_groups.is_folded());
        if let Some((grid, reason)) = self.grid.as_mut().zip(hidden) {
            grid.hide_columns(first..last, reason);
        }
    }

    fn start_row(&mut self, tag: &BytesStart) {
        self.table.row_copies = copies(tag, "number-rows-repeated");
        let style = xml::attribute(tag, "default-cell-style-name");
        self.table.row_style = style.map(|style| Box::from(&*style));
        let is_folded = self.table.row_groups.is_folded();
        self.table.row_hidden = self.hidden(tag, "table-row", is_folded);
    }

    /// Returns the reason why a row or column is not shown, if so.
    fn hidden(&self, tag: &BytesStart, family: &str, is_folded: bool) -> Option<HiddenReason> {
        let visibility = xml::attribute(tag, "visibility").unwrap_or_default();
        let style = xml::attribute(tag, "style-name").unwrap_or_default();
        match &*visibility {
            "filter" => Some(HiddenReason::Filtered),
            "collapse" => Some(HiddenReason::Hidden),
            _ => {
                (is_folded || self.styles.is_hidden(family, &style)).then_some(HiddenReason::Hidden)
            }
        }
    }

    /// Returns the sheets; `None` if the file is cut off or no spreadsheet.
    pub(super) fn into_sheets(self) -> Option<Vec<Sheet>> {
        (self.is_spreadsheet && self.grid.is_none()).then_some(self.sheets)
    }
}

/// Returns the number of rows or columns that an element stands for.
fn copies(tag: &BytesStart, name: &str) -> usize {
    let number = xml::attribute(tag, name).and_then(|number| number.parse().ok());
    number.unwrap_or(1).max(1)
}
