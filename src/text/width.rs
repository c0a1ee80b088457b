//! How many cells a text takes, and texts that take exactly so many. Measured by grapheme, as ratatui draws.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::stood_in_for;

/// The ASCII form of a full-width one, which input methods type: `Ａ`, `？`, U+3000. Any other character as it is.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Stands for what did not fit. Two dots, since `…` is two cells wide on many Chinese terminals and one on others.
const CUT: &str = "..";

/// The cells of a character that is a grapheme of its own between others of that kind: of nearly all text that a board shows, which
/// need not be searched for graphemes then. `None` for all other characters.
#[must_use]
pub fn alone(c: char) -> Option<u16> {
    match c {
        ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}' => Some(1),
        '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

/// The cells that `text` takes in one row.
#[must_use]
pub fn cells(text: &str) -> usize {
    let alone = text.chars().map(|c| alone(c).map(usize::from)).sum::<Option<usize>>();
    alone.unwrap_or_else(|| text.graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// `text` if it fits into `width` cells, else as much of it as does, and a mark. Never splits a grapheme.
#[must_use]
pub fn fit(text: &str, width: usize) -> Cow<'_, str> {
    if cells(text) <= width {
        return Cow::Borrowed(text);
    }
    let Some(room) = width.checked_sub(CUT.len()) else {
        return Cow::Owned(".".repeat(width));
    };
    let mut used = 0;
    let kept: String = text
        .graphemes(true)
        .take_while(|grapheme| {
            used += grapheme.width();
            used <= room
        })
        .collect();
    // An opening quote or bracket before the mark would stand there alone.
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || "“‘（《「【(".contains(stood_in_for(c).unwrap_or(c)));
    Cow::Owned(format!("{kept}{CUT}"))
}

/// `name` if it fits into `width` cells, else its first words, as many as do: `Water & drainage` is known as `Water`, and
/// `Care: elders, children` as `Care`. A word that does not fit is cut like any text.
#[must_use]
pub fn first_words(name: &str, width: usize) -> Cow<'_, str> {
    let ends = name.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let words = ends.filter_map(|end| name.get(..end)).rfind(|words| cells(words) <= width);
    let words = words.and_then(|words| words.split(':').next());
    let words = words.map(|words| words.trim_end_matches(|c: char| !c.is_alphanumeric())).filter(|words| !words.is_empty());
    words.filter(|_| cells(name) > width).map_or_else(|| fit(name, width), Cow::Borrowed)
}

/// `text` cut or filled up with spaces at its end to exactly `width` cells.
#[must_use]
pub fn pad_end(text: &str, width: usize) -> String {
    let mut text = fit(text, width).into_owned();
    text.push_str(&" ".repeat(width.saturating_sub(cells(&text))));
    text
}

/// `text` cut or filled up with spaces at its start to exactly `width` cells.
#[must_use]
pub fn pad_start(text: &str, width: usize) -> String {
    let text = fit(text, width);
    format!("{}{text}", " ".repeat(width.saturating_sub(cells(&text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_forms_have_an_ascii_one() {
        assert_eq!(['！', '９', 'Ｚ', '～', '　', '。', '停', 'a'].map(half_width), ['!', '9', 'Z', '~', ' ', '。', '停', 'a']);
    }

    #[test]
    fn what_stands_alone_is_measured_as_what_does_not() {
        for c in ('\0'..=char::MAX).filter(|c| alone(*c).is_some()) {
            let (text, width) = (String::from_iter([c, '停', c, 'a', c, c]), alone(c).map(usize::from).unwrap_or_default());
            assert!(text.graphemes(true).map(UnicodeWidthStr::width).eq([width, 2, width, 1, width, width]), "{c:?}");
        }
    }

    #[test]
    fn han_takes_two_cells() {
        assert_eq!((cells("abc"), cells("停车"), cells("e\u{301}"), cells("")), (3, 4, 1, 0));
    }

    #[test]
    fn what_does_not_fit_is_cut_with_a_mark() {
        assert_eq!(fit("新增公共停车位", 14), "新增公共停车位");
        assert_eq!(fit("新增公共停车位", 13), "新增公共停..");
        assert_eq!(fit("新增公共停车位", 1), ".");
        assert_eq!(fit("家校“护蕾”行动", 8), "家校..");
    }

    #[test]
    fn a_name_is_cut_between_words_and_never_ends_with_what_joins_them() {
        let of = |name| move |width| first_words(name, width).into_owned();
        let list = "Care: elders, children & families";
        assert_eq!([33, 32, 5, 4].map(of(list)), [list, "Care", "Care", "Ca.."]);
        let pair = "Business & rural environment";
        assert_eq!([28, 27, 15, 7].map(of(pair)), [pair, "Business & rural", "Business", "Busin.."]);
        assert_eq!(first_words("水环境治理", 8), "水环境..");
        assert_eq!(first_words("& so on", 3), "&..");
    }

    #[test]
    fn padded_text_is_exactly_as_wide_as_asked() {
        for width in 0..40 {
            for text in ["", "a", "停", "停车位", "a停b车c", "“平安柏庐”消防保障升级项目"] {
                assert_eq!(cells(&pad_end(text, width)), width, "{text} {width}");
                assert_eq!(cells(&pad_start(text, width)), width, "{text} {width}");
            }
        }
    }
}
