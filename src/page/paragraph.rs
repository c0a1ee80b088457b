//! Text broken into lines, with a hanging indent.

use std::ops::Range;

use super::line::{Line, Role, Span, spans};
use crate::text::{cells, wrap};

/// Breaks `text` into lines of at most `width` cells. The first line begins with `prefix`, the
/// others with as many blanks. The characters at `positions` (character indexes in `text`, sorted)
/// are highlighted.
pub(crate) fn paragraph(
    text: &str,
    width: usize,
    prefix: &str,
    role: Role,
    positions: &[usize],
) -> Vec<Line> {
    let paragraph = Paragraph::new(text, width, prefix, role);
    paragraph.lines(0..paragraph.len(), positions)
}

/// A text broken into lines, of which only those that are visible are built.
pub(crate) struct Paragraph<'a> {
    text: &'a str,
    prefix: &'a str,
    role: Role,
    lines: Vec<Range<usize>>,
}

impl<'a> Paragraph<'a> {
    pub(crate) fn new(text: &'a str, width: usize, prefix: &'a str, role: Role) -> Self {
        Self { text, prefix, role, lines: wrap(text, width.saturating_sub(cells(prefix))) }
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the lines with an index in the range `visible`. The characters at `positions`
    /// (character indexes in the text, sorted) are highlighted.
    pub(crate) fn lines(&self, visible: Range<usize>, positions: &[usize]) -> Vec<Line> {
        let indent = cells(self.prefix);
        // Byte index of the end of the last line, and character index of the start of the next.
        let (mut end, mut start) = (0, 0);
        let lines = self.lines.iter().enumerate().take(visible.end).skip(visible.start).map(
            |(nth, bytes)| {
                start += self.text.get(end..bytes.start).map_or(0, |gap| gap.chars().count());
                let piece = self.text.get(bytes.clone());
                debug_assert!(piece.is_some(), "a line is a range of its text");
                let piece = piece.unwrap_or_default();
                let mut line = Vec::new();
                if indent > 0 {
                    let prefix = if nth == 0 { self.prefix.to_owned() } else { " ".repeat(indent) };
                    line.push(Span { text: prefix, role: Role::Dim, highlighted: false });
                }
                line.extend(spans(piece, start, self.role, positions));
                start += piece.chars().count();
                end = bytes.end;
                Line(line)
            },
        );
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_lines_are_those_of_the_whole_paragraph() {
        let text = "建设停车场 新增泊位，e\u{301}tc. ".repeat(200);
        let positions: Vec<usize> = (0..text.chars().count()).step_by(7).collect();
        let all = paragraph(&text, 20, "- ", Role::Text, &positions);
        let paragraph = Paragraph::new(&text, 20, "- ", Role::Text);
        assert_eq!(paragraph.len(), all.len());
        for from in [0, 1, 50, all.len() - 1, all.len()] {
            let to = (from + 10).min(all.len());
            assert_eq!(paragraph.lines(from..to, &positions), all[from..to]);
        }
        let highlighted: String = all
            .iter()
            .flat_map(|line| &line.0)
            .filter(|span| span.highlighted)
            .map(|span| span.text.as_str())
            .collect();
        let expected = |(nth, c): (usize, char)| {
            (nth % 7 == 0 && !c.is_whitespace() && c != '\u{301}').then_some(c)
        };
        let expected: String = text.chars().enumerate().filter_map(expected).collect();
        assert_eq!(highlighted.replace(['\u{301}', ' '], ""), expected);
    }
}
