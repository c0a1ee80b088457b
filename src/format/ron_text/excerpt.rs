//! Quotes the line that a diagnostic is about, with a mark below the position.

use unicode_segmentation::UnicodeSegmentation;

use super::lexer::{TokenKind, tokenize};
use crate::diagnostics::{LineCol, LineIndex};
use crate::text::{cells, clean};

/// Maximum number of cells of a line that are shown.
const WIDTH: usize = 96;
/// Maximum number of cells that are shown before the position in a longer line.
const CONTEXT_MAX: usize = 40;
/// Marks a cut.
const ELLIPSIS: &str = "..";
/// Maximum number of bytes before and after the position that are examined.
const SCAN_MAX: usize = 1 << 13;

/// Returns the line at `position` as compilers show it, sanitized for a terminal; `None` if there
/// is no such line.
///
/// ```text
///   |
/// 4 |     projects: [(no: 0, domain: "raods", title: "修路")],
///   |                                ^^^^^^^
/// ```
#[must_use]
pub fn excerpt(line_index: &LineIndex, position: LineCol) -> Option<[String; 3]> {
    let (before, rest) = line_index.split_line(position)?;
    let first = tokenize(rest).next().filter(|token| token.offset == 0);
    let marked_length = first.map_or(0, |token| match token.kind {
        TokenKind::LineComment => 2,
        _ => token.text.len(),
    });
    let (marked, after) = rest.split_at_checked(marked_length)?;
    let is_far = before.len() > SCAN_MAX;
    let [before, marked, after] = [tail(before), head(marked), head(after)].map(clean);
    let width = cells(&before) + cells(&marked) + cells(&after);
    let before = if is_far || width > WIDTH {
        truncate_start(&before, CONTEXT_MAX)
    } else {
        before.into_owned()
    };
    let marked = truncate_end(&marked, WIDTH.saturating_sub(cells(&before)));
    let after = truncate_end(&after, WIDTH.saturating_sub(cells(&before) + cells(&marked)));
    let number = position.line.to_string();
    let gutter = " ".repeat(number.len());
    let mark = format!("{}{}", " ".repeat(cells(&before)), "^".repeat(cells(&marked).max(1)));
    Some([
        format!("{gutter} |"),
        format!("{number} | {before}{marked}{after}"),
        format!("{gutter} | {mark}"),
    ])
}

/// Returns the start of `text`, at most [`SCAN_MAX`] bytes of it.
fn head(text: &str) -> &str {
    (0..=SCAN_MAX.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}

/// Returns the end of `text`, at most [`SCAN_MAX`] bytes of it.
fn tail(text: &str) -> &str {
    (text.len().saturating_sub(SCAN_MAX)..=text.len())
        .find_map(|start| text.get(start..))
        .unwrap_or_default()
}

/// Cuts the end of `text`, so that it has at most `width` cells.
fn truncate_end(text: &str, width: usize) -> String {
    crate::text::fit(text, width).into_owned()
}

/// Cuts the start of `text`, so that it has at most `width` cells.
fn truncate_start(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut used = ELLIPSIS.len();
    for grapheme in text.graphemes(true).rev() {
        used += cells(grapheme);
        if used > width {
            break;
        }
        kept.push(grapheme);
    }
    kept.push(ELLIPSIS);
    kept.iter().rev().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, line: usize, column: usize) -> Vec<String> {
        excerpt(&LineIndex::new(text), LineCol { line, column }).map(Vec::from).unwrap_or_default()
    }

    #[test]
    fn the_mark_stands_below_the_value_whatever_stands_before_it() {
        assert_eq!(
            shown("(\n    名称: \"修路\", no: 0)", 2, 9),
            ["  |", "2 |     名称: \"修路\", no: 0)", "  |           ^^^^^^"]
        );
        assert_eq!(
            shown("(a: \"停车\",\tb: 1)", 1, 11),
            ["  |", "1 | (a: \"停车\", b: 1)", "  |             ^"]
        );
        assert_eq!(shown("(a", 1, 3), ["  |", "1 | (a", "  |   ^"]);
        assert_eq!(shown("\u{1b}[31m(", 1, 6), ["  |", "1 | \u{fffd}[31m(", "  |      ^"]);
        assert_eq!(shown("a", 7, 1), Vec::<String>::new());
    }

    #[test]
    fn of_a_long_line_the_place_is_in_sight() {
        let text = format!("{}\"原文\": 5, {}", "长".repeat(300), "x".repeat(300));
        let [_, line, mark] =
            excerpt(&LineIndex::new(&text), LineCol { line: 1, column: 301 }).unwrap();
        assert!(cells(&line) <= WIDTH + 4, "{line}");
        let at = cells(mark.trim_end_matches('^'));
        let under: String = line
            .graphemes(true)
            .scan(0, |used, g| {
                *used += cells(g);
                Some((*used, g))
            })
            .filter(|(used, _)| *used > at)
            .map(|(_, g)| g)
            .take(4)
            .collect();
        assert_eq!(under, "\"原文\"");
    }

    #[test]
    fn however_far_in_a_line_a_place_is_it_is_shown_the_same() {
        let piece = |times: usize| "停车 P+R，".repeat(times);
        let at = |times: usize| {
            let text = format!("{}\"原文\": 5, {}", piece(times), piece(times));
            let column = piece(times).chars().count() + 1;
            shown(&text, 1, column)
        };
        assert_eq!(at(100), at(100_000));
        let text = format!("\"{}", piece(100_000));
        assert_eq!(shown(&text, 1, 1), shown(text.get(..1 + piece(100).len()).unwrap(), 1, 1));
    }
}
