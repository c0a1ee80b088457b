//! Proposes how to write a line that was only understood in part.

use super::reader::{PartialLine, TargetLine, read};
use super::writer::line_text;
use crate::lang::Lang;

/// Maximum number of targets that are proposed for a line.
const PROPOSED_MAX: usize = 4;

/// Marks that part one figure of a line from the next.
const SEPARATORS: [char; 9] = ['；', ';', '，', ',', '、', '。', '（', '）', '和'];

/// Returns the targets that `line` probably means, as they should be written, one per line; empty
/// if a part of it is no target.
pub(crate) fn proposed_lines(line: &str, found: &PartialLine, lang: Lang) -> Vec<String> {
    let text = |target: &TargetLine| line_text(target, lang);
    if let Some(target) = &found.reordered {
        let written = text(target);
        return if read(&written).is_ok() { vec![written] } else { Vec::new() };
    }
    let targets: Option<Vec<TargetLine>> = pieces(without_list_number(line))
        .into_iter()
        .map(without_list_number)
        .filter(|piece| !piece.is_empty())
        .map(|piece| read(piece).ok().filter(|target| !target.what.is_empty()))
        .take(PROPOSED_MAX + 1)
        .collect();
    let min = if without_list_number(line) == line { 2 } else { 1 };
    let targets = targets.filter(|targets| (min..=PROPOSED_MAX).contains(&targets.len()));
    targets.unwrap_or_default().iter().map(text).collect()
}

/// Removes the number that a line has in a list, `1.` or 1、.
fn without_list_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=2).contains(&(line.len() - rest.len()));
    let marks = ['.', '．', '、', ')', '）'];
    let rest = if rest.is_empty() { Some(rest) } else { rest.strip_prefix(marks) };
    rest.filter(|_| is_number).map_or(line, str::trim_start)
}

/// Splits a line at its separators; a comma within a number is none.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut is_after_digit) = (0, false);
    for (at, c) in line.char_indices() {
        let next = line.get(at + c.len_utf8()..).unwrap_or_default();
        let is_in_number =
            c == ',' && is_after_digit && next.starts_with(|c: char| c.is_ascii_digit());
        if SEPARATORS.contains(&c) && !is_in_number {
            pieces.extend(line.get(start..at));
            start = at + c.len_utf8();
        }
        is_after_digit = c.is_ascii_digit();
    }
    pieces.extend(line.get(start..));
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}
