//! Reads from the XML of a sheet what calamine does not tell: hidden rows and columns, formulas
//! without a result, and texts of which a part is struck through (ECMA-376 part 1, 18.3.1).

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::strike::{Strike, StrikeReader, StruckTexts};
use super::xml;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::{COLUMNS_MAX, MemoryBudget, cell_position, is_in_sheet};
use crate::exchange::{BrokenCell, HiddenParts, HiddenReason};

/// Maximum number of bytes that are kept of the value of a cell: more than an index or a number has.
const VALUE_MAX: usize = 40;

/// Row and column, from 0.
pub(in crate::exchange) type Position = (usize, usize);

/// Content of a sheet that calamine does not tell.
#[derive(Debug, Default)]
pub(super) struct SheetScan {
    pub(super) hidden: HiddenParts,
    pub(super) broken_cells: BTreeMap<Position, BrokenCell>,
    /// Cells with runs of text that are struck through.
    pub(super) struck: BTreeMap<Position, Strike>,
}

/// Facts about the workbook that its sheets depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScanContext<'a> {
    /// True if the program that wrote the workbook calculated no formula.
    pub(super) is_uncalculated: bool,
    pub(super) struck_texts: &'a StruckTexts,
}

/// Scans the XML of a sheet.
///
/// # Errors
/// There is too much to be kept.
pub(super) fn scan(
    part: impl BufRead,
    context: ScanContext,
    budget: &mut MemoryBudget,
) -> Result<SheetScan, FileErrorKind> {
    let mut scanner = Scanner {
        context,
        budget,
        found: SheetScan::default(),
        region: Region::Head,
        next: (0, 0),
        cell: None,
        strike: StrikeReader::default(),
        array_ends: Vec::new(),
    };
    let (mut xml, mut buffer) = (xml::reader(part), Vec::new());
    // calamine reports invalid XML.
    while let Ok(event) = xml.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) => scanner.start(&tag)?,
            Event::Text(text) => scanner.text(&text),
            Event::GeneralRef(_) | Event::CData(_) => scanner.text("&"),
            Event::End(tag) => scanner.end(tag.local_name().as_ref())?,
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(scanner.found)
}

/// Region of the XML of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    /// Before the cells.
    Head,
    Cells,
    /// After the cells.
    Tail,
}

/// A cell that is being read.
#[derive(Debug, Default)]
struct ScannedCell {
    /// Row and column, from 0.
    position: (u32, u32),
    kind: ValueKind,
    has_formula: bool,
    has_value: bool,
    is_value: bool,
    value: String,
}

/// Type of the value of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ValueKind {
    #[default]
    Number,
    SharedText,
    /// The text that a formula gave.
    FormulaText,
    InlineText,
    Error,
    Other,
}

struct Scanner<'a> {
    context: ScanContext<'a>,
    budget: &'a mut MemoryBudget,
    found: SheetScan,
    region: Region,
    /// Row and column, from 0, of a cell that does not tell its own.
    next: (u32, u32),
    cell: Option<ScannedCell>,
    strike: StrikeReader,
    /// For each column, the row after the last one of an array formula in it.
    array_ends: Vec<u32>,
}

impl Scanner<'_> {
    fn start(&mut self, tag: &BytesStart) -> Result<(), FileErrorKind> {
        let name = tag.local_name();
        match (self.region, name.as_ref()) {
            (Region::Cells, "c") => self.start_cell(tag),
            (Region::Cells, "v") => {
                if let Some(cell) = &mut self.cell {
                    (cell.has_value, cell.is_value) = (true, true);
                }
            }
            (Region::Cells, "f") => self.start_formula(tag),
            (Region::Cells, "row") => self.start_row(tag)?,
            (Region::Cells, _) if self.is_inline_text() => self.strike.start(tag),
            (Region::Head, "sheetData") => self.region = Region::Cells,
            (Region::Head, "col") => self.hide_columns(tag),
            (Region::Tail, "autoFilter") => self.mark_filtered(tag),
            _ => {}
        }
        Ok(())
    }

    fn is_inline_text(&self) -> bool {
        self.cell.as_ref().is_some_and(|cell| cell.kind == ValueKind::InlineText)
    }

    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        if cell.is_value && cell.value.len() + text.len() <= VALUE_MAX {
            cell.value.push_str(text);
        } else if cell.is_value {
            cell.value.push('?');
        } else if cell.kind == ValueKind::InlineText {
            self.strike.text(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), FileErrorKind> {
        match (self.region, name) {
            (Region::Cells, "c") => return self.end_cell(),
            (Region::Cells, "v") => {
                if let Some(cell) = &mut self.cell {
                    cell.is_value = false;
                }
            }
            (Region::Cells, "row") => self.next = (self.next.0.saturating_add(1), 0),
            (Region::Cells, "sheetData") => self.region = Region::Tail,
            (Region::Cells, name) => self.strike.end(name),
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &BytesStart) -> Result<(), FileErrorKind> {
        let row = xml::attribute(tag, "r").and_then(|row| row.trim().parse::<u32>().ok());
        self.next.0 = row.map_or(self.next.0, |row| row.saturating_sub(1));
        if (xml::flag(tag, "hidden") || xml::is_zero(tag, "ht")) && is_in_sheet(self.next.0, 0) {
            self.budget.reserve(1, 0)?;
            self.found.hidden.rows.insert(self.next.0 as usize, HiddenReason::Hidden);
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart) {
        let mut cell = ScannedCell { position: self.next, ..ScannedCell::default() };
        let mut attributes = tag.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            match attribute.key.local_name().as_ref() {
                "r" => {
                    if let Some((column, row)) = cell_position(&attribute.value) {
                        let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_sub(1);
                        self.next.1 = column;
                        let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_sub(1);
                        cell.position = (row, column);
                    }
                }
                "t" => {
                    cell.kind = match &*attribute.value {
                        "n" => ValueKind::Number,
                        "s" => ValueKind::SharedText,
                        "str" => ValueKind::FormulaText,
                        "inlineStr" | "is" => ValueKind::InlineText,
                        "e" => ValueKind::Error,
                        _ => ValueKind::Other,
                    }
                }
                _ => {}
            }
        }
        self.cell = Some(cell);
    }

    fn start_formula(&mut self, tag: &BytesStart) {
        let Some(cell) = &mut self.cell else { return };
        cell.has_formula = true;
        if xml::attribute(tag, "t").is_none_or(|kind| kind != "array") {
            return;
        }
        // Only the first cell of an array has the formula.
        let Some([first, last]) = xml::attribute(tag, "ref").and_then(|range| corners(&range))
        else {
            return;
        };
        if self.array_ends.is_empty() {
            self.array_ends.resize(COLUMNS_MAX as usize, 0);
        }
        let columns = last.1.saturating_sub(first.1) + 1;
        for end in self.array_ends.iter_mut().skip(first.1).take(columns) {
            *end = (*end).max(u32::try_from(last.0 + 1).unwrap_or(u32::MAX));
        }
    }

    fn end_cell(&mut self) -> Result<(), FileErrorKind> {
        self.next.1 = self.next.1.saturating_add(1);
        let strike = self.strike.finish();
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (row, column) = cell.position;
        if !is_in_sheet(row, column) || column >= COLUMNS_MAX {
            return Ok(());
        }
        let position = (row as usize, column as usize);
        if let Some(broken) = self.broken(&cell) {
            self.budget.reserve(2, 0)?;
            self.found.broken_cells.insert(position, broken);
        }
        let is_shared = cell.kind == ValueKind::SharedText && !self.context.struck_texts.is_empty();
        let index = is_shared.then(|| cell.value.trim().parse::<usize>().ok()).flatten();
        let strike = index.map_or(strike, |at| self.context.struck_texts.get(&at).copied());
        if let Some(strike) = strike {
            self.budget.reserve(2, 0)?;
            self.found.struck.insert(position, strike);
        }
        Ok(())
    }

    /// Returns the reason why the cell has no usable value, if so.
    fn broken(&self, cell: &ScannedCell) -> Option<BrokenCell> {
        let is_empty = cell.value.trim().is_empty();
        let is_zero = || cell.value.trim().parse::<f64>() == Ok(0.0);
        match cell.kind {
            ValueKind::Error => return Some(BrokenCell::Error),
            ValueKind::InlineText | ValueKind::SharedText => return None,
            _ => {}
        }
        let is_uncalculated = self.context.is_uncalculated;
        if !cell.has_formula {
            let (row, column) = cell.position;
            let end = self.array_ends.get(column as usize).copied().unwrap_or_default();
            let is_made_up = is_uncalculated && row < end && is_zero();
            return is_made_up.then_some(BrokenCell::ZeroFormula);
        }
        let is_empty_text = cell.kind == ValueKind::FormulaText && cell.has_value;
        if is_empty && !is_empty_text {
            return Some(BrokenCell::Formula);
        }
        let is_made_up = is_empty || (cell.kind == ValueKind::Number && is_zero());
        (is_uncalculated && is_made_up).then_some(BrokenCell::ZeroFormula)
    }

    fn hide_columns(&mut self, tag: &BytesStart) {
        if !xml::flag(tag, "hidden") && !xml::is_zero(tag, "width") {
            return;
        }
        let number = |name| xml::attribute(tag, name)?.trim().parse::<usize>().ok();
        let (Some(first), Some(last)) = (number("min"), number("max")) else { return };
        for column in first.max(1)..=last.min(COLUMNS_MAX as usize) {
            self.found.hidden.columns.insert(column - 1, HiddenReason::Hidden);
        }
    }

    /// Marks the hidden rows of a filter, which is told only after the rows.
    fn mark_filtered(&mut self, tag: &BytesStart) {
        let range = xml::attribute(tag, "ref");
        let Some([first, last]) = range.and_then(|range| corners(&range)) else { return };
        if first.0 < last.0 {
            // The first row is the header.
            let rows = first.0 + 1..=last.0;
            for (_, reason) in self.found.hidden.rows.range_mut(rows) {
                *reason = HiddenReason::Filtered;
            }
        }
    }
}

/// Returns the first and the last cell of a range such as `A2:E5`.
fn corners(range: &str) -> Option<[Position; 2]> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let position = |text: &str| {
        let (column, row) = cell_position(&text.replace('$', ""))?;
        let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
        Some((index(row), index(column)))
    };
    Some([position(first)?, position(last)?])
}
