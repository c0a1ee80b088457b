//! Measures the width of text in cells, and cuts and pads text to a width. Measured by grapheme, as
//! ratatui draws.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::original_of;

/// Returns the ASCII form of a full-width character, as input methods type it: `Ａ`, `？`, U+3000.
/// Returns any other character unchanged.
#[must_use]
pub fn to_half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// The mark at the end of a text that was cut. Two dots, since `…` is two cells wide on many
/// Chinese terminals and one on others.
const ELLIPSIS: &str = "..";

/// Returns the width in cells of a simple character, `None` for any other. Simple characters do not
/// combine: in a text of these alone, each is a grapheme. Nearly all text on the board is such a
/// text and needs no segmentation.
#[must_use]
pub fn simple_width(c: char) -> Option<u16> {
    match c {
        ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}' => Some(1),
        '\u{3000}'..='\u{3029}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

/// Iterates over the graphemes of `text`: byte offset, grapheme, width in cells. It is lazy: a
/// caller that stops early has examined no more of the text.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = text.get(offset..)?;
        let mut chars = rest.chars();
        let known_width = simple_width(chars.next()?)
            .filter(|_| chars.clone().next().is_none_or(|next| simple_width(next).is_some()));
        let (grapheme, cells) = match known_width {
            Some(cells) => (rest.get(..rest.len() - chars.as_str().len())?, cells.into()),
            // The text before a boundary does not affect the next boundary.
            None => rest.graphemes(true).next().map(|grapheme| (grapheme, grapheme.width()))?,
        };
        let start = offset;
        offset += grapheme.len();
        Some((start, grapheme, cells))
    })
}

/// Returns the width of `text`: the number of cells that it takes on one row of the screen.
#[must_use]
pub fn cells(text: &str) -> usize {
    let simple = text.chars().map(|c| simple_width(c).map(usize::from)).sum::<Option<usize>>();
    simple.unwrap_or_else(|| graphemes(text).map(|(.., cells)| cells).sum())
}

/// Returns true if `text` fits into `width` cells. Stops at the first grapheme that does not fit,
/// however long the text is.
#[must_use]
pub fn fits(text: &str, width: usize) -> bool {
    prefix(text, width).len() == text.len()
}

/// Returns as much of the beginning of `text` as fits into `width` cells, without splitting a
/// grapheme.
#[must_use]
pub fn prefix(text: &str, width: usize) -> &str {
    let mut used_cells = 0;
    let end = graphemes(text).find_map(|(offset, _, cells)| {
        used_cells += cells;
        (used_cells > width).then_some(offset)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Returns `text` if it fits into `width` cells, else as much of it as does, followed by `..`.
/// Never splits a grapheme.
#[must_use]
pub fn fit(text: &str, width: usize) -> Cow<'_, str> {
    let fitting = prefix(text, width);
    if fitting.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let Some(kept_width) = width.checked_sub(ELLIPSIS.len()) else {
        return Cow::Owned(".".repeat(width));
    };
    let kept = prefix(fitting, kept_width);
    // Cut an opening quote or bracket at the end, too: nothing of its contents would follow.
    let kept = kept.trim_end_matches(|c: char| {
        c.is_whitespace() || "“‘（《「【(".contains(original_of(c).unwrap_or(c))
    });
    Cow::Owned(format!("{kept}{ELLIPSIS}"))
}

/// Returns `name` if it fits into `width` cells, else as many of its first words as do:
/// `Water & drainage` becomes `Water`, and `Care: elders, children` becomes `Care`. If the first
/// word does not fit, it is cut as by [`fit`].
#[must_use]
pub fn first_words(name: &str, width: usize) -> Cow<'_, str> {
    let fitting = prefix(name, width);
    let rest = name.get(fitting.len()..).unwrap_or_default();
    if rest.is_empty() {
        return Cow::Borrowed(name);
    }
    let words = if rest.starts_with(' ') {
        Some(fitting)
    } else {
        fitting.rsplit_once(' ').map(|(words, _)| words)
    };
    let words = words.and_then(|words| words.split(':').next());
    let words = words
        .map(|words| words.trim_end_matches(|c: char| !c.is_alphanumeric()))
        .filter(|words| !words.is_empty());
    words.map_or_else(|| fit(name, width), Cow::Borrowed)
}

/// Cuts `text`, or pads it with spaces at its end, to exactly `width` cells.
#[must_use]
pub fn pad_end(text: &str, width: usize) -> String {
    let mut text = fit(text, width).into_owned();
    text.push_str(&" ".repeat(width.saturating_sub(cells(&text))));
    text
}

/// Cuts `text`, or pads it with spaces at its start, to exactly `width` cells.
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
        assert_eq!(
            ['！', '９', 'Ｚ', '～', '　', '。', '停', 'a'].map(to_half_width),
            ['!', '9', 'Z', '~', ' ', '。', '停', 'a']
        );
    }

    #[test]
    fn simple_characters_are_graphemes_of_their_width_among_each_other() {
        for c in ('\0'..=char::MAX).filter(|c| simple_width(*c).is_some()) {
            let (text, width) = (
                String::from_iter([c, '停', c, 'a', c, c]),
                simple_width(c).map(usize::from).unwrap_or_default(),
            );
            assert!(
                text.graphemes(true)
                    .map(UnicodeWidthStr::width)
                    .eq([width, 2, width, 1, width, width]),
                "{c:?}"
            );
        }
    }

    #[test]
    fn graphemes_agrees_with_unicode_segmentation() {
        let parts = [
            "a",
            "停",
            " ",
            "，",
            "e\u{301}",
            "\u{301}",
            "🇨",
            "🇳",
            "👨",
            "\u{200d}",
            "क",
            "\u{94d}",
            "ㄱ",
            "한",
            "ᄒ",
            "ᅡ",
            "\u{600}",
            "\r",
            "\n",
            "·",
            "\u{1f3fb}",
        ];
        let pairs = || parts.iter().flat_map(|one| parts.iter().map(move |two| (one, two)));
        for ((one, two), three) in
            pairs().flat_map(|pair| parts.iter().map(move |three| (pair, three)))
        {
            let text = format!("a{one}{two}{three}停{three}{two}{one}");
            let known: Vec<(usize, &str, usize)> =
                text.grapheme_indices(true).map(|(at, one)| (at, one, one.width())).collect();
            assert_eq!(graphemes(&text).collect::<Vec<_>>(), known, "{text:?}");
        }
    }

    #[test]
    fn measuring_stops_where_the_width_is_used_up() {
        let seen = std::cell::Cell::new(0);
        let long = "停车位 ".repeat(100_000);
        let looked_at =
            |take: usize| graphemes(&long).inspect(|_| seen.set(seen.get() + 1)).take(take).count();
        assert_eq!((looked_at(10), seen.get()), (10, 10));
        assert_eq!(
            (fit(&long, 9), first_words(&long, 9), fits(&long, 9)),
            ("停车位..".into(), "停车位".into(), false)
        );
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
        let cut = |name| move |width| first_words(name, width).into_owned();
        let list = "Care: elders, children & families";
        assert_eq!([33, 32, 5, 4].map(cut(list)), [list, "Care", "Care", "Ca.."]);
        let pair = "Business & rural environment";
        assert_eq!(
            [28, 27, 15, 7].map(cut(pair)),
            [pair, "Business & rural", "Business", "Busin.."]
        );
        assert_eq!(first_words("水环境治理", 8), "水环境..");
        assert_eq!(first_words("& so on", 3), "&..");
    }

    #[test]
    fn padded_text_is_exactly_as_wide_as_asked() {
        for width in 0..40 {
            for text in ["", "a", "停", "停车位", "a停b车c", "“平安柏庐”消防保障升级项目"]
            {
                assert_eq!(cells(&pad_end(text, width)), width, "{text} {width}");
                assert_eq!(cells(&pad_start(text, width)), width, "{text} {width}");
            }
        }
    }
}
