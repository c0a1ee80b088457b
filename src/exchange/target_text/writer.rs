//! Writes figures, and targets in the plain form.

use super::reader::TargetLine;
use crate::lang::Lang;
use crate::model::{Amount, Figure};

/// Writes a target in the plain form, which is not always read back unchanged.
pub(crate) fn line_text(line: &TargetLine, lang: Lang) -> String {
    let figure = figure_text(line.figure, lang);
    let parts = [&line.what, &figure, &line.unit].into_iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Writes a figure with its qualifier and in plain digits, `约 110000`, so that it is easy to edit.
pub(crate) fn figure_text(figure: Figure, lang: Lang) -> String {
    let number = |amount: Amount| amount.value().to_string();
    let number = figure.max().map_or_else(
        || number(figure.amount()),
        |max| format!("{}-{}", number(figure.amount()), number(max)),
    );
    match figure.qualifier().word(lang) {
        "" => number,
        word => format!("{word} {number}"),
    }
}
