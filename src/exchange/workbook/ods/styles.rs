//! Styles of an `OpenDocument` file, as far as they change what a cell means.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::dates::DateParts;
use crate::exchange::xlsx::xml;

/// Maximum number of styles that a style may inherit from.
const PARENTS_MAX: usize = 16;

/// A style with a name of its own.
#[derive(Clone, Debug, Default)]
struct NamedStyle {
    parent: Option<Box<str>>,
    /// Name of the style of its numbers and dates.
    data: Option<Box<str>>,
    is_struck: Option<bool>,
    /// True if it raises its text.
    is_raised: Option<bool>,
    /// True for a row without height, a column without width, or a table that is not shown.
    is_hidden: bool,
}

/// Features of a cell by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellLook {
    pub(super) is_struck: bool,
    /// Parts of a date that are shown; `None` if the style is not for dates.
    pub(super) date: Option<DateParts>,
    /// Number of digits by which numbers are shown smaller: 3 for thousands.
    pub(super) scale: i32,
}

/// The styles of a file, as they are read.
#[derive(Debug, Default)]
pub(super) struct OdsStyles {
    /// By family and name, with a blank between them.
    named: HashMap<String, NamedStyle>,
    dates: HashMap<Box<str>, DateParts>,
    /// Number of digits by which a style of numbers shows them smaller, if any.
    scales: HashMap<Box<str>, i32>,
    /// The style that is being read.
    open: Option<String>,
    open_date: Option<Box<str>>,
    open_number: Option<Box<str>>,
}

impl OdsStyles {
    /// Reads the start of an element inside of the styles.
    pub(super) fn start(&mut self, name: &str, tag: &BytesStart) {
        let attribute = |name| xml::attribute(tag, name).map(|value| Box::from(&*value));
        match name {
            "style:style" | "style:default-style" => {
                let family = xml::attribute(tag, "family").unwrap_or_default();
                let key = key(&family, &xml::attribute(tag, "name").unwrap_or_default());
                let parent = attribute("parent-style-name");
                let data = attribute("data-style-name");
                let style = NamedStyle { parent, data, ..NamedStyle::default() };
                self.named.insert(key.clone(), style);
                self.open = Some(key);
            }
            "number:date-style" => {
                let name: Box<str> = attribute("name").unwrap_or_default();
                self.dates.insert(name.clone(), DateParts::default());
                self.open_date = Some(name);
            }
            "number:number-style" | "number:currency-style" => self.open_number = attribute("name"),
            "number:number" => {
                let factor = xml::attribute(tag, "display-factor");
                let scale = match factor.as_deref() {
                    Some("1000") => 3,
                    Some("1000000") => 6,
                    Some("1000000000") => 9,
                    _ => 0,
                };
                if let Some(name) = self.open_number.clone().filter(|_| scale > 0) {
                    self.scales.insert(name, scale);
                }
            }
            "number:year" | "number:month" | "number:day" | "number:hours" => {
                let open = self.open_date.as_ref().and_then(|name| self.dates.get_mut(name));
                if let Some(parts) = open {
                    parts.add(name);
                }
            }
            _ => self.property(name, tag),
        }
    }

    /// Reads an element with properties of the style that is open.
    fn property(&mut self, name: &str, tag: &BytesStart) {
        let Some(style) = self.open.as_ref().and_then(|key| self.named.get_mut(key)) else {
            return;
        };
        let is_none = |name| xml::attribute(tag, name).map(|value| &*value == "none");
        let is_zero = |name| {
            let size = xml::attribute(tag, name);
            size.is_some_and(|size| {
                let number = size.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                xml::is_zero_number(number)
            })
        };
        match name {
            "style:text-properties" => {
                let none = is_none("text-line-through-style");
                let none = none.or_else(|| is_none("text-line-through-type"));
                style.is_struck = none.map(|is_none| !is_none);
                // By how much it is raised, and its size: super 58%, 33% 58%, or 0% 100%.
                let position = xml::attribute(tag, "text-position");
                style.is_raised = position.map(|position| {
                    position.starts_with("super")
                        || position.starts_with(|c| matches!(c, '1'..='9'))
                });
            }
            "style:table-properties" => {
                style.is_hidden =
                    xml::attribute(tag, "display").is_some_and(|value| &*value == "false");
            }
            "style:table-row-properties" => style.is_hidden = is_zero("row-height"),
            "style:table-column-properties" => style.is_hidden = is_zero("column-width"),
            _ => {}
        }
    }

    /// Reads the end of an element inside of the styles.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "style:style" | "style:default-style" => self.open = None,
            "number:date-style" => self.open_date = None,
            "number:number-style" | "number:currency-style" => self.open_number = None,
            _ => {}
        }
    }

    /// Returns true if a table, a row or a column of this style is not shown.
    pub(super) fn is_hidden(&self, family: &str, name: &str) -> bool {
        self.named.get(&key(family, name)).is_some_and(|style| style.is_hidden)
    }

    /// Returns true if a run of text of this style is struck through; `None` if it does not tell.
    pub(super) fn run_strike(&self, name: &str) -> Option<bool> {
        self.inherited("text", name, |style| style.is_struck)
    }

    /// Returns true if a run of text of this style is raised.
    pub(super) fn run_is_raised(&self, name: &str) -> bool {
        self.inherited("text", name, |style| style.is_raised).unwrap_or_default()
    }

    /// Returns the features of a cell of this style.
    pub(super) fn look(&self, name: &str) -> CellLook {
        let data = self.inherited("table-cell", name, |style| style.data.as_deref());
        CellLook {
            is_struck: self
                .inherited("table-cell", name, |style| style.is_struck)
                .unwrap_or_default(),
            date: data.and_then(|data| self.dates.get(data)).copied(),
            scale: data.and_then(|data| self.scales.get(data)).copied().unwrap_or_default(),
        }
    }

    /// Returns a feature of a style, or that of the first style it inherits from that has it.
    fn inherited<'a, T>(
        &'a self,
        family: &str,
        name: &str,
        feature: impl Fn(&'a NamedStyle) -> Option<T>,
    ) -> Option<T> {
        let mut style = self.named.get(&key(family, name))?;
        for _ in 0..PARENTS_MAX {
            let found = feature(style);
            if found.is_some() {
                return found;
            }
            style = self.named.get(&key(family, style.parent.as_deref()?))?;
        }
        None
    }
}

fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}
