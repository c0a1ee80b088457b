//! Breaks Chinese text mixed with Latin into lines.
//!
//! `Paragraph::wrap` starts lines with `，。”` and panics on mixed text in two columns
//! (ratatui#2679), so the board breaks its own lines: a Latin word or a number is one piece, each
//! Han character is one; a closing mark stays with the piece before it and an opening mark with the
//! one after it (the core of GB/T 15834 and of JIS X 4051); pieces fill lines greedily.

use std::ops::Range;

use super::{graphemes, original_of};

/// Marks that must not begin a line.
const NO_START: &str = "，。、；：？！）》」』】〉〕］｝…—”’·％‰℃㎡㎥㎞㎢㎏㎝㎜,.;:?!)]}%～~々ー";
/// Marks that must not end a line.
const NO_END: &str = "（《「『【〈〔［｛“‘$￥¥([{№#";

/// Units that stay with the figure before them, longest first where one begins with another.
const UNITS: &str = "平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 小时 分钟 美元 人次 户次 场次 百分点 ㎡ ㎥ ㎞ ㎢ ㎏ ℃ ％ ‰ 米 亩 \
    号窗口 号窗 号楼 号 吨 元 个 所 名 人 户 场 条 处 座 家 项 套 台 辆 张 件 次 间 栋 幢 部 盏 株 棵 岁 年 月 日 天 期 类 级 组 支 把 口 根 米";

/// A piece of text that is kept on one line if it fits on any.
struct Piece {
    bytes: Range<usize>,
    cells: usize,
    /// True for white space, where a line may break and which is dropped there.
    is_blank: bool,
}

/// Breaks `text` into lines of at most `width` cells. Returns their byte ranges, without the white
/// space at the breaks.
///
/// Only a single grapheme wider than `width` makes a line too wide. An empty text has no lines.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut builder =
        LineBuilder { width: width.max(1), lines: Vec::new(), open: None, used_cells: 0 };
    for piece in pieces(text, builder.width) {
        if piece.cells <= builder.width || piece.is_blank {
            builder.push(&piece);
            continue;
        }
        // It fits on no line, so it is broken between graphemes.
        let content = text.get(piece.bytes.clone());
        debug_assert!(content.is_some(), "{:?} is a piece of the text", piece.bytes);
        for (offset, grapheme, cells) in graphemes(content.unwrap_or_default()) {
            let start = piece.bytes.start + offset;
            builder.push(&Piece { bytes: start..start + grapheme.len(), cells, is_blank: false });
        }
    }
    builder.lines.extend(builder.open);
    builder.lines
}

/// Lines that are being filled.
struct LineBuilder {
    width: usize,
    /// The lines that are full.
    lines: Vec<Range<usize>>,
    /// The last line, if anything is on it.
    open: Option<Range<usize>>,
    /// The width of the last line in cells, with the white space after it.
    used_cells: usize,
}

impl LineBuilder {
    fn push(&mut self, piece: &Piece) {
        if let Some(line) = self.open.take_if(|_| self.used_cells + piece.cells > self.width) {
            self.lines.push(line);
            self.used_cells = 0;
        }
        match &mut self.open {
            None if piece.is_blank => return,
            None => self.open = Some(piece.bytes.clone()),
            // White space becomes part of the line only with the piece that follows it.
            Some(_) if piece.is_blank => {}
            Some(line) => line.end = piece.bytes.end,
        }
        self.used_cells += piece.cells;
    }
}

/// Splits `text` into pieces between which a line of `width` cells may break.
fn pieces(text: &str, width: usize) -> impl Iterator<Item = Piece> {
    let classify = |(offset, grapheme, cells): (usize, &str, usize)| {
        (offset..offset + grapheme.len(), BreakClass::from_grapheme(grapheme, cells), cells)
    };
    let mut graphemes = graphemes(text).map(classify).peekable();
    std::iter::from_fn(move || {
        let (bytes, mut last_class, cells) = graphemes.next()?;
        let mut piece = Piece { bytes, cells, is_blank: last_class == BreakClass::Blank };
        // The end of a unit that stays with the figure in the piece.
        let mut unit_end = 0;
        loop {
            let is_last =
                |(_, class, _): &(Range<usize>, BreakClass, usize)| !last_class.joins(*class);
            if last_class == BreakClass::Word
                && piece.bytes.end > unit_end
                && graphemes.peek().is_some_and(is_last)
                && let Some(end) = end_of_unit(text, piece.bytes.end)
                && let Some(unit) = text.get(piece.bytes.end..end)
                && piece.cells + super::cells(unit) <= width
            {
                unit_end = end;
            }
            let next = graphemes
                .next_if(|(bytes, class, _)| bytes.end <= unit_end || last_class.joins(*class));
            let Some((bytes, class, cells)) = next else { return Some(piece) };
            (piece.bytes.end, last_class) = (bytes.end, class);
            piece.cells += cells;
        }
    })
}

/// Returns the end of the unit at `start` of `text`, after a blank or not; `None` if no figure stands
/// before it, or no unit there.
fn end_of_unit(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(start)?;
    let is_figure = before.ends_with(|c: char| original_of(c).unwrap_or(c).is_ascii_digit());
    let unit = is_figure.then(|| rest.strip_prefix(' ').unwrap_or(rest))?;
    let unscaled = unit.trim_start_matches(['万', '亿', '千', '百']);
    let scaled = unit.strip_prefix(['万', '亿']).map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
    let after = [unscaled, scaled.unwrap_or(unit), unit]
        .into_iter()
        .find_map(|unit| UNITS.split_whitespace().find_map(|name| unit.strip_prefix(name)));
    // 11 万, of what is said before.
    let after = after.or_else(|| unit.strip_prefix(['万', '亿']));
    Some(text.len() - after?.len())
}

/// The class of a grapheme, which decides where a line may break.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BreakClass {
    Blank,
    Word,
    Han,
    Open,
    /// A Chinese closing mark or a quote.
    Close,
    /// An ASCII closing mark: inside `3,000`, `a.b` and `7:30` it is part of the word.
    AsciiClose,
}

impl BreakClass {
    /// Returns the class of a grapheme that is `cells` cells wide.
    fn from_grapheme(grapheme: &str, cells: usize) -> Self {
        let first = match (grapheme.chars().next(), cells) {
            // The most frequent first.
            (Some('\u{4e00}'..='\u{9fff}'), 2) => return Self::Han,
            (Some('0'..='9' | 'A'..='Z' | 'a'..='z'), 1) => return Self::Word,
            (Some(first), _) => first,
            (None, _) => return Self::Blank,
        };
        let original = original_of(first).unwrap_or(first);
        if original.is_whitespace() {
            Self::Blank
        } else if NO_START.contains(original) {
            if original.is_ascii() { Self::AsciiClose } else { Self::Close }
        } else if NO_END.contains(original) {
            Self::Open
        } else if cells == 2 && original == first {
            Self::Han
        } else {
            Self::Word
        }
    }

    /// Returns true if no line may break between `self` and a following `next`.
    fn joins(self, next: Self) -> bool {
        match (self, next) {
            (Self::Blank, Self::Blank) => true,
            (Self::Blank, _) | (_, Self::Blank) => false,
            (_, Self::Close | Self::AsciiClose)
            | (Self::Open, _)
            | (Self::Word | Self::AsciiClose, Self::Word) => true,
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
        assert_eq!(lines("约合2,300.50万元", 12), ["约合", "2,300.50万元"]);
    }

    #[test]
    fn a_figure_stays_with_its_unit_where_there_is_room() {
        for (text, width, expected) in [
            ("改造道路680米", 10, &["改造道路", "680米"][..]),
            ("改造道路 680 米。", 12, &["改造道路", "680 米。"]),
            ("建筑面积11 万平方米", 14, &["建筑面积", "11 万平方米"]),
            ("建筑面积11 万 平方米", 14, &["建筑面积", "11 万 平方米"]),
            ("面积为470㎡的房", 8, &["面积为", "470㎡的", "房"]),
            ("面积为470 ㎡的房", 8, &["面积为", "470 ㎡的", "房"]),
            ("新增车位600 个", 10, &["新增车位", "600 个"]),
            ("服务中心 3 号窗", 12, &["服务中心", "3 号窗"]),
            // Without room the figure stands alone.
            ("共110,000平方米", 8, &["共", "110,000", "平方米"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn white_space_at_a_break_is_dropped() {
        assert_eq!(lines("  ab   cd  ", 3), ["ab", "cd"]);
        assert_eq!(lines("", 3), Vec::<&str>::new());
        assert_eq!(lines("停车", 1), ["停", "车"]);
    }

    #[test]
    fn what_fits_on_no_line_is_broken_however_long_it_is() {
        for long in ["a", "，", "停", "e\u{301}", "🇨🇳"] {
            let text = long.repeat(30_000);
            let lines = lines(&text, 10);
            assert_eq!(lines.concat(), text, "{long}");
            assert!(lines.iter().all(|line| cells(line) <= 10), "{long}");
        }
    }

    proptest! {
        #![proptest_config(crate::proptest_config())]

        #[test]
        fn lines_fit_and_lose_nothing(
            text in "[ a-z0-9,.()停车位改造工程，。、“”（）《》—℃]{0,60}",
            width in 2_usize..60,
        ) {
            let lines = lines(&text, width);
            prop_assert!(lines.iter().all(|line| cells(line) <= width), "{lines:?}");
            let is_visible = |c: &char| !c.is_whitespace();
            let visible = |text: &str| text.chars().filter(is_visible).collect::<String>();
            prop_assert_eq!(visible(&lines.concat()), visible(&text));
        }

        #[test]
        fn marks_stay_where_they_belong(
            text in "([停车位改造工程]{2,4}[，。、；]|“[停车位改造]{2,4}”|（[工程]{1,3}）){1,12}",
            width in 14_usize..60,
        ) {
            for line in lines(&text, width).iter().skip(1) {
                prop_assert!(!line.starts_with(|c| NO_START.contains(c)), "{line}");
            }
            for line in lines(&text, width) {
                prop_assert!(!line.ends_with(|c| NO_END.contains(c)), "{line}");
            }
        }
    }
}
