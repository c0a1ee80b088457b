//! Reads the cells of a sheet if its rows are plain: numbers and texts, with nothing hidden, no error
//! and no formula without a result.

use std::borrow::Cow;

use super::plain_xml::{Attributes, NotPlain, PlainXml, decoded};
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
#[derive(Debug)]
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
                if let Some(cell) = self.cell()? {
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

    /// Takes a cell; `None` if it has no value.
    fn cell(&mut self) -> Result<Option<PlainCell<'a>>, NotPlain> {
        let (attributes, is_empty) = self.xml.attributes().ok_or(NotPlain)?;
        let CellTag { position, style, kind } = CellTag::new(attributes)?;
        let position = position.ok_or(NotPlain)?;
        if is_empty || self.xml.skip("</c>") {
            return Ok(None);
        }
        self.xml.skip_blanks();
        self.skip_formula().ok_or(NotPlain)?;
        // The result of a formula must be there.
        let value = if kind == Some("inlineStr") { self.inline_text() } else { self.value(kind) };
        let value = value.ok_or(NotPlain)?;
        self.xml.skip_blanks();
        if !self.xml.skip("</c>") {
            return Err(NotPlain);
        }
        let is_empty = matches!(&value, PlainValue::Text(text) if text.is_empty());
        Ok((!is_empty).then_some(PlainCell { position, style, value }))
    }

    /// Skips a formula, if one comes next; `None` if its result may be made up.
    fn skip_formula(&mut self) -> Option<()> {
        if !self.xml.skip("<f>") {
            if !self.xml.skip("<f ") {
                return Some(());
            }
            let (attributes, is_empty) = self.xml.attributes()?;
            for attribute in attributes {
                attribute.ok()?;
            }
            if is_empty {
                return (!self.is_uncalculated).then_some(());
            }
        }
        self.xml.text()?;
        let is_skipped = !self.is_uncalculated && self.xml.skip("</f>");
        self.xml.skip_blanks();
        is_skipped.then_some(())
    }

    /// Takes a text that stands in the cell itself.
    fn inline_text(&mut self) -> Option<PlainValue<'a>> {
        if !self.xml.skip("<is>") {
            return None;
        }
        let text = self.xml.text_element()?;
        self.xml.skip("</is>").then_some(PlainValue::Text(text))
    }

    /// Takes the value of a cell of the type `kind`.
    fn value(&mut self, kind: Option<&str>) -> Option<PlainValue<'a>> {
        if !self.xml.skip("<v>") {
            return None;
        }
        let raw = self.xml.text()?;
        if !self.xml.skip("</v>") {
            return None;
        }
        match kind {
            Some("str") => decoded(raw, false).map(PlainValue::Text),
            Some("s") => index(raw).map(PlainValue::Shared),
            Some("n") | None => number(raw).map(PlainValue::Number),
            _ => None,
        }
    }
}

impl<'a> CellTag<'a> {
    fn new(attributes: Attributes<'a>) -> Result<Self, NotPlain> {
        let mut tag = Self::default();
        for attribute in attributes {
            match attribute? {
                ("r", value) if tag.position.is_none() => {
                    tag.position = Some(position(value).ok_or(NotPlain)?);
                }
                ("s", value) if tag.style.is_none() => {
                    tag.style = Some(index(value).ok_or(NotPlain)?);
                }
                ("t", value) if tag.kind.is_none() => tag.kind = Some(value),
                _ => return Err(NotPlain),
            }
        }
        Ok(tag)
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
fn check_row(attributes: Attributes) -> Option<()> {
    let (mut has_number, mut names) = (false, 0_usize);
    for attribute in attributes {
        let (name, value) = attribute.ok()?;
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

/// Parses a number as office programs write it.
fn number(raw: &str) -> Option<f64> {
    let is_digit_or_mark =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'E' | b'e');
    let (first, last) = (raw.bytes().next()?, raw.bytes().next_back()?);
    let is_usual = (first.is_ascii_digit() || first == b'-')
        && last.is_ascii_digit()
        && raw.bytes().all(is_digit_or_mark);
    raw.parse().ok().filter(|number: &f64| is_usual && number.is_finite())
}
