//! Reads the cells of a sheet if its rows are plain: numbers and texts, with nothing hidden, no error
//! and no formula without a result.

use std::borrow::Cow;

use super::plain_xml::{Attributes, PlainXml, decoded};
use super::xml;
use crate::exchange::sizes::{cell_position, is_in_sheet};

/// A cell with a value.
#[derive(Debug)]
pub(super) struct PlainCell<'a> {
    /// Row and column, from 0.
    pub(super) position: (u32, u32),
    /// The index of its style, if it has one.
    pub(super) style: Option<usize>,
    pub(super) value: PlainValue<'a>,
}

/// Value of a cell.
#[derive(Debug)]
pub(super) enum PlainValue<'a> {
    Number(f64),
    /// The index of a shared string.
    Shared(usize),
    Text(Cow<'a, str>),
}

/// The rows of a sheet.
#[derive(Clone, Debug)]
pub(super) struct PlainRows<'a> {
    xml: PlainXml<'a>,
    is_in_row: bool,
    /// True if formulas may have made-up results.
    is_uncalculated: bool,
}

/// Attributes of a cell.
#[derive(Debug, Default)]
struct CellTag<'a> {
    position: Option<(u32, u32)>,
    style: Option<usize>,
    kind: Option<&'a str>,
}

impl<'a> PlainRows<'a> {
    /// Creates a reader of the XML between the tags of `sheetData`.
    pub(super) fn new(xml: &'a str, is_uncalculated: bool) -> Self {
        Self { xml: PlainXml { rest: xml }, is_in_row: false, is_uncalculated }
    }

    /// Returns the next cell that has a value, or `None` at the end; the error means that the rows
    /// are not plain.
    pub(super) fn next(&mut self) -> Result<Option<PlainCell<'a>>, NotPlain> {
        loop {
            self.xml.skip_blanks();
            if self.is_in_row && self.xml.skip("<c ") {
                if let Some(cell) = self.cell().ok_or(NotPlain)? {
                    return Ok(Some(cell));
                }
            } else if self.is_in_row && self.xml.skip("</row>") {
                self.is_in_row = false;
            } else if !self.is_in_row && self.xml.skip("<row ") {
                let (attributes, is_empty) = self.xml.attributes().ok_or(NotPlain)?;
                check_row(attributes).ok_or(NotPlain)?;
                self.is_in_row = !is_empty;
            } else if !self.is_in_row && self.xml.rest.is_empty() {
                return Ok(None);
            } else {
                return Err(NotPlain);
            }
        }
    }

    /// Takes a cell; the inner `None` is one without a value.
    fn cell(&mut self) -> Option<Option<PlainCell<'a>>> {
        let (attributes, is_empty) = self.xml.attributes()?;
        let CellTag { position, style, kind } = CellTag::new(attributes)?;
        let position = position?;
        if is_empty || self.xml.skip("</c>") {
            return Some(None);
        }
        self.xml.skip_blanks();
        let has_formula = self.skip_formula()?;
        let value = if kind == Some("inlineStr") {
            self.inline_text()?
        } else if self.xml.skip("<v>") {
            let raw = self.xml.text()?;
            if !self.xml.skip("</v>") {
                return None;
            }
            value(kind, raw)?
        } else {
            return None;
        };
        // The result of a formula must be there.
        if has_formula && value.is_none() && kind != Some("str") {
            return None;
        }
        self.xml.skip_blanks();
        let cell = value.map(|value| PlainCell { position, style, value });
        self.xml.skip("</c>").then_some(cell)
    }

    /// Skips a formula, if one comes next.
    fn skip_formula(&mut self) -> Option<bool> {
        if !self.xml.skip("<f>") {
            if !self.xml.skip("<f ") {
                return Some(false);
            }
            let (mut attributes, is_empty) = self.xml.attributes()?;
            while let Some(attribute) = attributes.next() {
                attribute?;
            }
            if is_empty {
                return (!self.is_uncalculated).then_some(true);
            }
        }
        self.xml.text()?;
        let is_skipped = !self.is_uncalculated && self.xml.skip("</f>");
        self.xml.skip_blanks();
        is_skipped.then_some(true)
    }

    /// Takes a text that stands in the cell itself; the inner `None` is an empty one.
    fn inline_text(&mut self) -> Option<Option<PlainValue<'a>>> {
        if !self.xml.skip("<is>") {
            return None;
        }
        let text = self.xml.text_element()?;
        let value = if text.is_empty() { None } else { Some(PlainValue::Text(text)) };
        self.xml.skip("</is>").then_some(value)
    }
}

/// The XML is not plain.
#[derive(Debug)]
pub(super) struct NotPlain;

impl<'a> CellTag<'a> {
    fn new(mut attributes: Attributes<'a>) -> Option<Self> {
        let mut tag = Self::default();
        while let Some(attribute) = attributes.next() {
            match attribute? {
                ("r", value) if tag.position.is_none() => tag.position = Some(position(value)?),
                ("s", value) if tag.style.is_none() => tag.style = Some(index(value)?),
                ("t", value) if tag.kind.is_none() => tag.kind = Some(value),
                _ => return None,
            }
        }
        Some(tag)
    }
}

/// Parses a reference such as `B3` into row and column, from 0.
fn position(reference: &str) -> Option<(u32, u32)> {
    let is_usual =
        reference.len() <= 10 && reference.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (column, row) = cell_position(reference).filter(|_| is_usual)?;
    let index = |number: u64| u32::try_from(number.checked_sub(1)?).ok();
    let (row, column) = (index(row)?, index(column)?);
    is_in_sheet(row, column).then_some((row, column))
}

/// Parses a small number in digits.
fn index(digits: &str) -> Option<usize> {
    let is_usual =
        (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_usual { digits.parse().ok() } else { None }
}

/// Returns `None` if the row is hidden, or an attribute of it is not known.
fn check_row(mut attributes: Attributes) -> Option<()> {
    let (mut has_number, mut names) = (false, 0_usize);
    while let Some(attribute) = attributes.next() {
        let (name, value) = attribute?;
        names += 1;
        match name {
            "r" if !has_number => {
                has_number = true;
                index(value).filter(|row| (1..=1 << 20).contains(row))?;
            }
            "hidden" if !xml::is_true(value) => {}
            "ht" if !xml::is_zero_number(value) => {}
            "spans" | "s" | "customFormat" | "customHeight" | "outlineLevel" | "collapsed"
            | "thickTop" | "thickBot" | "ph" | "x14ac:dyDescent" => {}
            _ => return None,
        }
    }
    (has_number && names <= 20).then_some(())
}

/// Returns the value of a cell of the type `kind` that is written as `raw`; the inner `None` is that
/// of an empty cell.
fn value<'a>(kind: Option<&str>, raw: &'a str) -> Option<Option<PlainValue<'a>>> {
    match kind {
        Some("str") => {
            let text = decoded(raw, false)?;
            Some(if text.is_empty() { None } else { Some(PlainValue::Text(text)) })
        }
        _ if raw.is_empty() => None,
        Some("s") => Some(Some(PlainValue::Shared(index(raw)?))),
        Some("n") | None => {
            let is_start = |byte: &u8| byte.is_ascii_digit() || *byte == b'-';
            let is_usual = raw.as_bytes().first().is_some_and(is_start)
                && raw.as_bytes().last().is_some_and(u8::is_ascii_digit)
                && raw.bytes().all(|byte| {
                    byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'E' | b'e')
                });
            let number = raw.parse().ok().filter(|number: &f64| is_usual && number.is_finite())?;
            Some(Some(PlainValue::Number(number)))
        }
        _ => None,
    }
}
