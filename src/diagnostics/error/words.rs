//! The parts of messages about errors.

use super::super::column::Column;
use super::partial_figure::PartialFigure;
use super::suggest::short;
use crate::lang::{Lang, fill};

/// Formats a suggestion: the `likely` name, or else all `known` names.
pub(super) fn suggestion<S: AsRef<str>>(likely: Option<&str>, known: &[S], lang: Lang) -> String {
    let s = lang.strings();
    likely.map_or_else(
        || fill(s.fault_one_of, &[&known.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")]),
        |name| fill(s.fault_did_you_mean, &[name]),
    )
}

/// Formats the advice to rename the header that was probably meant, or else to add a column.
pub(super) fn meant_header(meant: Option<&str>, lacks: Column, lang: Lang) -> String {
    let s = lang.strings();
    meant.map_or_else(
        || s.fault_add_column.to_owned(),
        |meant| fill(s.fault_meant_header, &[&short(meant), lacks.name(lang)]),
    )
}

/// Formats the part of a target that was understood.
pub(super) fn understood_part(understood: Option<&str>, lang: Lang) -> String {
    let understood_part = |part| fill(lang.strings().fault_understood, &[&short(part)]);
    understood.map(understood_part).unwrap_or_default()
}

/// Formats the advice to write the proposed lines, or else how a target is written.
pub(super) fn proposal(found: &PartialFigure, lang: Lang) -> String {
    let s = lang.strings();
    if found.proposed.is_empty() {
        return s.fault_write_target.to_owned();
    }
    let rest = if found.leaves_part { s.fault_part_to_more } else { "" };
    fill(s.fault_write_lines, &[&found.proposed.join(" / ")]) + rest
}

/// Formats the closing mark that was found instead of the missing one, and its line.
pub(super) fn closed_by(found: Option<(char, usize)>, lang: Lang) -> String {
    let closed_by = lang.strings().fault_closed_by;
    let fill = |(c, line): (char, usize)| fill(closed_by, &[&line.to_string(), &c.to_string()]);
    found.map(fill).unwrap_or_default()
}

/// Formats the text that was found instead of an element of the grammar, if there is any.
pub(super) fn found_instead(found: &str, lang: Lang) -> String {
    if found.is_empty() { String::new() } else { fill(lang.strings().fault_found, &[found]) }
}

/// Returns the half in `lang` of a bilingual label: Chinese, a space and English.
pub(crate) fn label_in(label: &str, lang: Lang) -> &str {
    let (zh, en) = label.split_once(' ').unwrap_or((label, label));
    if lang == Lang::Zh { zh } else { en }
}

/// Formats a number of bytes in whole MiB.
pub(super) fn mib(bytes: u64) -> String {
    (bytes >> 20).to_string()
}
