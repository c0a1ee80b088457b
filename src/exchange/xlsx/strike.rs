//! Finds texts that are struck through or have a raised digit, in shared strings and in cells.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::xml;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;

/// Extent to which a text is struck through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Strike {
    /// All of it.
    Whole,
    /// Some of its runs.
    Part,
    /// None, but a digit is raised that stands behind another, so that it may be a footnote mark.
    RaisedDigit,
}

/// The shared strings that are struck through, by their index.
pub(super) type StruckTexts = BTreeMap<usize, Strike>;

/// Reads the runs of a text and tells which of them are struck through (ECMA-376 part 1, 18.4).
#[derive(Debug, Default)]
pub(super) struct StrikeReader {
    /// True inside of a run with the mark.
    is_struck: bool,
    /// True inside of a phonetic run, which is not part of the text.
    is_phonetic: bool,
    is_text: bool,
    raised: RaisedRuns,
    seen: SeenRuns,
}

/// The raised runs of a text so far.
#[derive(Clone, Copy, Debug, Default)]
struct RaisedRuns {
    /// True inside of one.
    is_inside: bool,
    /// True if the text ends with a digit.
    ends_with_digit: bool,
    /// True if one of them begins with a digit behind a digit.
    has_digit: bool,
}

/// The runs of a text so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SeenRuns {
    #[default]
    None,
    Struck,
    Plain,
    Both,
}

impl StrikeReader {
    pub(super) fn start(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "r" => (self.is_struck, self.raised.is_inside) = (false, false),
            "vertAlign" => {
                self.raised.is_inside =
                    xml::attribute(tag, "val").is_some_and(|v| v == "superscript");
            }
            "strike" => {
                self.is_struck = xml::attribute(tag, "val").is_none_or(|v| xml::is_true(&v));
            }
            "rPh" => self.is_phonetic = true,
            "t" => self.is_text = true,
            _ => {}
        }
    }

    /// Reads a text; one of blanks has no visible mark.
    pub(super) fn text(&mut self, text: &str) {
        if self.is_text && !self.is_phonetic && !text.trim().is_empty() {
            let is_digit = |c: char| c.is_ascii_digit();
            let RaisedRuns { is_inside, ends_with_digit, .. } = self.raised;
            self.raised.has_digit |= is_inside && ends_with_digit && text.starts_with(is_digit);
            self.raised.ends_with_digit = text.ends_with(is_digit);
            self.seen = match (self.seen, self.is_struck) {
                (SeenRuns::None | SeenRuns::Struck, true) => SeenRuns::Struck,
                (SeenRuns::None | SeenRuns::Plain, false) => SeenRuns::Plain,
                _ => SeenRuns::Both,
            };
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "r" => (self.is_struck, self.raised.is_inside) = (false, false),
            "rPh" => self.is_phonetic = false,
            "t" => self.is_text = false,
            _ => {}
        }
    }

    /// Returns the extent of the mark in the text that ends here, and begins anew.
    pub(super) fn finish(&mut self) -> Option<Strike> {
        let Self { seen, raised, .. } = std::mem::take(self);
        match seen {
            SeenRuns::Struck => Some(Strike::Whole),
            SeenRuns::Both => Some(Strike::Part),
            SeenRuns::Plain if raised.has_digit => Some(Strike::RaisedDigit),
            SeenRuns::None | SeenRuns::Plain => None,
        }
    }
}

/// Reads the shared strings of a workbook.
///
/// # Errors
/// Too many of them are struck through to be kept.
pub(super) fn struck_texts(
    part: impl BufRead,
    budget: &mut MemoryBudget,
) -> Result<StruckTexts, FileErrorKind> {
    let (mut texts, mut index, mut reader) = (StruckTexts::new(), 0, StrikeReader::default());
    let (mut xml, mut buffer) = (xml::reader(part), Vec::new());
    // The library that reads the strings reports invalid XML.
    while let Ok(event) = xml.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) => reader.start(&tag),
            Event::Text(text) => reader.text(&text),
            Event::GeneralRef(_) | Event::CData(_) => reader.text("?"),
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                if let Some(strike) = reader.finish() {
                    budget.reserve(1, 0)?;
                    texts.insert(index, strike);
                }
                index += 1;
            }
            Event::End(tag) => reader.end(tag.local_name().as_ref()),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(texts)
}
