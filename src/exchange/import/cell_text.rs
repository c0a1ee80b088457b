//! The texts and numbers of cells.

use std::borrow::Cow;

use super::list_years::list_year;
use crate::model::OwnedText;
use crate::text::{clean, to_half_width};

/// Returns a text of both languages.
pub(crate) fn owned_text(zh: String, en: String) -> OwnedText<'static> {
    OwnedText { zh: zh.into(), en: en.into() }
}

/// Returns the text of a cell on one line, sanitized.
pub(crate) fn clean_line(cell: &str) -> String {
    clean(cell).trim().to_owned()
}

/// Returns the lines of a cell, each as by [`clean_line()`], without empty ones at the end.
pub(crate) fn clean_lines(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let cell: Cow<str> = if cell.contains('\r') {
        cell.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        cell.into()
    };
    let mut lines: Vec<String> = cell.split('\n').map(clean_line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Parses a whole number in half-width or full-width digits.
pub(crate) fn parse_integer(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().map(to_half_width).collect();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// Returns the year of the list with this title, if it is clear.
pub(crate) fn year_in(title: &str) -> Option<u16> {
    list_year(title).year()
}

/// Returns a header without colons, which would end it as a label, and its line breaks.
pub(crate) fn bare(label: &str) -> String {
    label.replace(['：', ':'], " ").trim().to_owned()
}
