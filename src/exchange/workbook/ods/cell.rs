//! A cell of an `OpenDocument` file: its attributes and the text in it.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::dates::{date_text, time_text};
use super::shown_number::{ShownNumber, shown_number};
use super::styles::{CellLook, OdsStyles};
use crate::exchange::xlsx::{CellText, Strike, decimal, is_year_and_tenth, xml};
use crate::exchange::{BrokenCell, NumberDisplay, unescape_formula};

/// Maximum number of blanks in a row: an element may stand for any number of them.
const BLANKS_MAX: usize = 256;

/// Type of the value of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum OdsValueKind {
    #[default]
    None,
    Number,
    Percentage,
    Date,
    Time,
    Boolean,
    Text,
}

/// A cell that is being read.
#[expect(clippy::struct_excessive_bools, reason = "they do not depend on each other")]
#[derive(Debug, Default)]
pub(super) struct OdsCell {
    kind: OdsValueKind,
    value: Option<String>,
    has_formula: bool,
    is_error: bool,
    look: CellLook,
    /// Number of cells side by side that it stands for.
    pub(super) copies: usize,
    /// Numbers of rows and columns that are merged into it.
    pub(super) spans: (usize, usize),
    text: String,
    paragraphs: usize,
    is_in_paragraph: bool,
    /// The runs of text around the place.
    runs: Vec<OdsRun>,
    has_raised_digit: bool,
    has_struck: bool,
    has_plain: bool,
}

/// A run of text.
#[derive(Clone, Copy, Debug)]
struct OdsRun {
    is_struck: bool,
    is_raised: bool,
}

/// A cell as it is written into the sheet.
#[derive(Clone, Debug)]
pub(super) struct OdsContent {
    pub(super) cell: CellText,
    pub(super) broken: Option<BrokenCell>,
    pub(super) strike: Option<Strike>,
}

impl OdsCell {
    /// Creates a cell from its tag; `default_style` is that of its row or column.
    pub(super) fn new(tag: &BytesStart, styles: &OdsStyles, default_style: Option<&str>) -> Self {
        let number = |name| xml::attribute(tag, name).and_then(|value| value.parse().ok());
        let mut cell = Self {
            copies: number("number-columns-repeated").unwrap_or(1).max(1),
            spans: (
                number("number-rows-spanned").unwrap_or(1),
                number("number-columns-spanned").unwrap_or(1),
            ),
            has_formula: xml::attribute(tag, "formula").is_some(),
            ..Self::default()
        };
        let style = xml::attribute(tag, "style-name");
        if let Some(style) = style.as_deref().or(default_style) {
            cell.look = styles.look(style);
        }
        let mut attributes = tag.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            let value = || unescape(&attribute.value).map(std::borrow::Cow::into_owned).ok();
            match attribute.key.as_ref() {
                "office:value-type" => cell.kind = OdsValueKind::from_name(&attribute.value),
                "calcext:value-type" => cell.is_error = &*attribute.value == "error",
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.value = value(),
                _ => {}
            }
        }
        cell
    }

    /// Reads the start of an element inside of the cell.
    pub(super) fn start(&mut self, name: &str, tag: &BytesStart, styles: &OdsStyles) {
        match name {
            "text:p" | "text:h" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.is_in_paragraph = true;
            }
            "text:s" => {
                let count = xml::attribute(tag, "c").and_then(|count| count.parse().ok());
                let count: usize = count.unwrap_or(1);
                self.text.extend(std::iter::repeat_n(' ', count.min(BLANKS_MAX)));
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            "text:span" => {
                let style = xml::attribute(tag, "style-name").unwrap_or_default();
                let is_struck = styles.run_strike(&style).unwrap_or_else(|| self.is_struck());
                let is_raised = styles.run_is_raised(&style);
                self.runs.push(OdsRun { is_struck, is_raised });
            }
            _ => {}
        }
    }

    /// Reads the end of an element inside of the cell.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => self.is_in_paragraph = false,
            "text:span" => _ = self.runs.pop(),
            _ => {}
        }
    }

    /// Adds text, whose white space counts as a single blank.
    pub(super) fn text(&mut self, text: &str) {
        if !self.is_in_paragraph {
            return;
        }
        let is_digit = |c: char| c.is_ascii_digit();
        self.has_raised_digit |= self.runs.last().is_some_and(|run| run.is_raised)
            && self.text.ends_with(is_digit)
            && text.starts_with(is_digit);
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\r' | '\n') {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        if !text.trim().is_empty() {
            if self.is_struck() {
                self.has_struck = true;
            } else {
                self.has_plain = true;
            }
        }
    }

    /// Returns true if the text at this place is struck through.
    fn is_struck(&self) -> bool {
        self.runs.last().map_or(self.look.is_struck, |run| run.is_struck)
    }

    /// Returns the content; `None` if the cell is empty.
    pub(super) fn into_content(self) -> Option<OdsContent> {
        let strike = match (self.has_struck, self.has_plain) {
            (true, true) => Some(Strike::Part),
            (true, false) => Some(Strike::Whole),
            (false, _) => self.has_raised_digit.then_some(Strike::RaisedDigit),
        };
        let broken = self.broken();
        let cell = self.into_text();
        if cell.text.is_empty() && cell.display.is_none() && broken.is_none() {
            return None;
        }
        Some(OdsContent { cell, broken, strike })
    }

    fn broken(&self) -> Option<BrokenCell> {
        if !self.has_formula && !self.is_error {
            return None;
        }
        let shown = self.text.trim();
        let is_error = self.is_error
            || matches!(
                shown,
                "#N/A" | "#DIV/0!" | "#REF!" | "#NAME?" | "#VALUE!" | "#NUM!" | "#NULL!"
            )
            || shown.starts_with("Err:");
        if is_error {
            return Some(BrokenCell::Error);
        }
        let is_empty = self.kind == OdsValueKind::None && self.value.is_none() && shown.is_empty();
        is_empty.then_some(BrokenCell::Formula)
    }

    /// Returns the text of the cell, and how it shows its number.
    fn into_text(self) -> CellText {
        let value = self.value.as_deref().unwrap_or_default();
        let text = match self.kind {
            OdsValueKind::Number | OdsValueKind::Percentage => {
                let is_percentage = self.kind == OdsValueKind::Percentage;
                let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
                if let Some(number) = number {
                    return self.number(number, is_percentage);
                }
                None
            }
            OdsValueKind::Date if !value.is_empty() => Some(date_text(value, self.look.date)),
            OdsValueKind::Time => time_text(value),
            OdsValueKind::Boolean if !value.is_empty() => Some(value.to_owned()),
            OdsValueKind::Text if self.paragraphs == 0 => Some(value.to_owned()),
            _ => None,
        };
        let text = text.unwrap_or_else(|| unescape_formula(&self.text).to_owned());
        CellText { text, display: None }
    }

    fn number(&self, number: f64, is_percentage: bool) -> CellText {
        // A paragraph without text is that of a number format which shows nothing.
        if self.paragraphs > 0 && self.text.trim().is_empty() {
            let held = decimal(number).into();
            return CellText { text: String::new(), display: Some(NumberDisplay::Hidden(held)) };
        }
        let shown = shown_number(number, &self.text, is_percentage, self.look.scale);
        let (text, display) = match shown {
            ShownNumber::Clear(text) => {
                let is_unsure = !is_percentage && is_year_and_tenth(number);
                (text, is_unsure.then_some(NumberDisplay::YearAndTenth))
            }
            ShownNumber::Rounded(text, held) => (text, Some(NumberDisplay::Rounded(held.into()))),
            ShownNumber::Unclear(text) => {
                (text, Some(NumberDisplay::Unclear(self.text.as_str().into())))
            }
        };
        CellText { text, display }
    }
}

impl OdsValueKind {
    fn from_name(name: &str) -> Self {
        match name {
            "float" | "currency" => Self::Number,
            "percentage" => Self::Percentage,
            "date" => Self::Date,
            "time" => Self::Time,
            "boolean" => Self::Boolean,
            "string" => Self::Text,
            _ => Self::None,
        }
    }
}

impl OdsContent {
    /// Content of a cell without any, which others are merged into.
    pub(super) fn empty() -> Self {
        Self { cell: CellText::default(), broken: None, strike: None }
    }
}
