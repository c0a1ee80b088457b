//! Line breaking for Chinese mixed with Latin.
//!
//! `Paragraph::wrap` starts lines with `，。”` and panics on mixed text in two columns (ratatui#2679), so the board breaks
//! its own lines: a Latin word or a number is one piece, a Han character one each; a closing mark sticks to what stands
//! before it and an opening one to what follows (the core of GB/T 15834 and of JIS X 4051); pieces fill lines greedily.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::stood_in_for;

/// Marks that must not begin a line.
const NO_START: &str = "，。、；：？！）》」』】〉〕］｝…—”’·％℃,.;:?!)]}%～~々ー";
/// Marks that must not end a line.
const NO_END: &str = "（《「『【〈〔［｛“‘$￥¥([{№#";

/// A piece of text that is kept on one line if it fits on any.
struct Piece {
    bytes: Range<usize>,
    cells: usize,
    /// White space: breaks the line, and is dropped where it does.
    blank: bool,
}

/// Where the lines of `text` lie in it (byte ranges), each at most `width` cells, white space at the breaks left out.
///
/// Only a single grapheme wider than `width` is ever over-wide. An empty text has no lines.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line: Option<Range<usize>> = None;
    let mut used = 0;
    for piece in pieces(text).into_iter().flat_map(|piece| broken(text, piece, width)) {
        if let Some(open) = line.take_if(|_| used + piece.cells > width) {
            lines.push(open);
            used = 0;
        }
        match &mut line {
            None if piece.blank => continue,
            None => line = Some(piece.bytes.clone()),
            // White space joins the line only with the piece that follows it.
            Some(_) if piece.blank => {}
            Some(open) => open.end = piece.bytes.end,
        }
        used += piece.cells;
    }
    lines.extend(line);
    lines
}

/// The pieces of `text`, glued where no line may break.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = Kind::Blank;
    for (at, grapheme) in text.grapheme_indices(true) {
        let kind = Kind::of(grapheme);
        let cells = grapheme.width();
        let end = at + grapheme.len();
        match pieces.last_mut() {
            Some(last) if before.sticks_to(kind) => {
                last.bytes.end = end;
                last.cells += cells;
            }
            _ => pieces.push(Piece { bytes: at..end, cells, blank: kind == Kind::Blank }),
        }
        before = kind;
    }
    pieces
}

/// A piece that fits no line, by its graphemes; any other as it is.
fn broken(text: &str, piece: Piece, width: usize) -> Vec<Piece> {
    if piece.cells <= width || piece.blank {
        return vec![piece];
    }
    let start = piece.bytes.start;
    let part = text.get(piece.bytes).unwrap_or_default();
    part.grapheme_indices(true)
        .map(|(at, grapheme)| Piece { bytes: start + at..start + at + grapheme.len(), cells: grapheme.width(), blank: false })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Word,
    Han,
    Open,
    /// A Chinese closing mark or a quote.
    Close,
    /// An ASCII closing mark: inside `3,000`, `a.b` and `7:30` it is part of the word.
    Mark,
}

impl Kind {
    fn of(grapheme: &str) -> Self {
        let Some(drawn) = grapheme.chars().next() else { return Self::Blank };
        let first = stood_in_for(drawn).unwrap_or(drawn);
        if first.is_whitespace() {
            Self::Blank
        } else if NO_START.contains(first) {
            if first.is_ascii() { Self::Mark } else { Self::Close }
        } else if NO_END.contains(first) {
            Self::Open
        } else if grapheme.width() == 2 && first == drawn {
            Self::Han
        } else {
            Self::Word
        }
    }

    /// Whether no line may break between `self` and a following `next`.
    fn sticks_to(self, next: Self) -> bool {
        match (self, next) {
            (Self::Blank, Self::Blank) => true,
            (Self::Blank, _) | (_, Self::Blank) => false,
            (_, Self::Close | Self::Mark) | (Self::Open, _) | (Self::Word | Self::Mark, Self::Word) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::cells;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().filter_map(|line| text.get(line)).collect()
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        assert_eq!(lines("建设停车场，新增泊位。", 10), ["建设停车", "场，新增泊", "位。"]);
        assert_eq!(lines("服务“家门口”设施", 8), ["服务“家", "门口”设", "施"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(lines("about 110,000 m² of floor", 10), ["about", "110,000 m²", "of floor"]);
        assert_eq!(lines("约合2,300.50万元", 12), ["约合2,300.50", "万元"]);
    }

    #[test]
    fn white_space_at_a_break_is_dropped() {
        assert_eq!(lines("  ab   cd  ", 3), ["ab", "cd"]);
        assert_eq!(lines("", 3), Vec::<&str>::new());
        assert_eq!(lines("停车", 1), ["停", "车"]);
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "[ a-z0-9,.()停车位改造工程，。、“”（）《》—℃]{0,60}", width in 2_usize..60) {
            let lines = lines(&text, width);
            prop_assert!(lines.iter().all(|line| cells(line) <= width), "{lines:?}");
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&lines.concat()), visible(&text));
        }

        #[test]
        fn marks_stay_where_they_belong(text in "([停车位改造工程]{2,4}[，。、；]|“[停车位改造]{2,4}”|（[工程]{1,3}）){1,12}", width in 14_usize..60) {
            for line in lines(&text, width).iter().skip(1) {
                prop_assert!(!line.starts_with(|c| NO_START.contains(c)), "{line}");
            }
            for line in lines(&text, width) {
                prop_assert!(!line.ends_with(|c| NO_END.contains(c)), "{line}");
            }
        }
    }
}
