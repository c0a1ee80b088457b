//! Words without blanks: `昆北路停车` and 停车位在哪里 are cut into the longest pieces that the texts
//! of the catalog hold. Particles and question words drop out.
//!
//! The number of searches for pieces is linear in the length of the query: each lengthens a piece,
//! or ends one.

use std::cell::Cell;
use std::ops::Range;

use super::amount::NUMERALS;
use super::asking::{OR, PARTICLES, asking_len, han_units, is_asking};
use super::extent::Extent;
use super::rewriting::{HoldsFn, TypedWord};
use super::spoken_amount::leading_amount;
use super::spoken_number::SpokenNumber;
use super::syntax::Query;
use crate::matcher::{fold, is_syllable};

/// Particles with which words may begin, too: 在 and 在建.
const WORD_PARTICLES: &str = "在有是我要想去到和与及给把对了被从向也都就这那里上";

/// Words that compare a number.
const COMPARING: &str =
    "大于 多于 高于 超过 不少于 不低于 至少 小于 少于 低于 不超过 以上 以下 以内";

/// Maximum length of a word that is cut, in characters.
const CUT_MAX: usize = 64;

/// Length of words of which no character may be left out, but for particles.
const UNCUT_LEN: usize = 3;

/// Minimum length of the beginning of an English word in a run of letters.
const ENGLISH_MIN: usize = 4;

/// Endings of English words that may be left out.
const ENDINGS: [&str; 5] = ["s", "es", "ed", "er", "ing"];

impl Query {
    /// Returns the query with its words cut into pieces that the catalog holds, without what only
    /// asks for them; `None` if that changes nothing, or if some word has no such piece.
    pub(crate) fn cut(&self, holds: HoldsFn) -> Option<Self> {
        let has_failed = Cell::new(false);
        let cutter = Cutter { query: self, holds };
        let cut = self.rewritten(|token| {
            if is_asking(token.value) {
                return Some(String::new());
            }
            let is_kept = has_failed.get()
                || cutter.holds(&format!("{}{}", token.field, token.value), Extent::Any);
            if is_kept {
                return None;
            }
            let mut pieces = cutter.pieces(token);
            // Two characters of three are no piece, but another word: 充电 for 充电桩.
            let is_left_out = |c: &char| !PARTICLES.contains(*c) && !pieces.concat().contains(*c);
            if token.value.chars().count() <= UNCUT_LEN
                && token.value.chars().any(|c| is_left_out(&c))
            {
                pieces.clear();
            }
            has_failed.set(has_failed.get() || pieces.is_empty());
            (!pieces.is_empty()).then(|| pieces.join(" "))
        });
        if has_failed.get() {
            // A blank may stand within a word: 停车 位在哪.
            let joined = self.without_blanks().and_then(|joined| joined.cut(holds))?;
            let is_typed =
                |piece: &str| self.typed.split_whitespace().any(|word| word.contains(piece));
            let is_across = joined.typed.split_whitespace().any(|piece| !is_typed(piece));
            // No whole word is left out: 重庆 of 幸 福 重庆.
            let is_in_piece = |c: char| joined.typed.contains(c);
            let is_kept = |word: &str| is_asking(word) || word.contains(is_in_piece);
            let is_found = is_across && self.typed.split_whitespace().all(is_kept);
            return is_found.then_some(joined);
        }
        cut
    }

    /// Returns the query without the blanks between Han characters; `None` if there are none.
    fn without_blanks(&self) -> Option<Self> {
        let mut joined = String::with_capacity(self.text().len());
        let mut words = self.text().split_whitespace().peekable();
        let mut is_other = false;
        while let Some(word) = words.next() {
            joined.push_str(word);
            let is_within = |next: &&str| word.ends_with(is_han) && next.starts_with(is_han);
            match words.peek() {
                Some(next) if is_within(next) => is_other = true,
                Some(_) => joined.push(' '),
                None => {}
            }
        }
        is_other.then(|| self.parse_like(&joined))
    }

    /// Returns the query with each of its plain words left out once, the shortest first; none if it
    /// has less than three.
    pub(crate) fn without_one_word(&self) -> Vec<Self> {
        let mut words = self.plain_words();
        if words.len() < 3 {
            return Vec::new();
        }
        words.sort_by_key(ExactSizeIterator::len);
        let without = |range: &Range<usize>| {
            let mut text = self.text().to_owned();
            text.replace_range(range.clone(), "");
            self.parse_like(&text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        words.iter().map(without).collect()
    }

    /// Returns the query with its words as alternatives; `None` if it has other terms than two or
    /// more plain words.
    pub(crate) fn any_word(&self) -> Option<Self> {
        let words = self.plain_words();
        let is_all = words.len() > 1 && self.term_ranges().count() == words.len();
        let texts = words.into_iter().filter_map(|range| self.text().get(range));
        let texts = texts.filter(|word| !is_asking(word)).collect::<Vec<_>>();
        (is_all && texts.len() > 1).then(|| self.parse_like(&texts.join("|")))
    }

    /// Returns the ranges of the words without a field, quotes or alternatives.
    fn plain_words(&self) -> Vec<Range<usize>> {
        let is_plain = |range: &Range<usize>| {
            let word = self.text().get(range.clone());
            word.is_some_and(|word| word.chars().all(|c| fold(c).is_alphanumeric()))
        };
        let alone = self.groups.iter().filter_map(|group| {
            let range = &group.first()?.range;
            group.iter().all(|term| term.range == *range && !term.negated).then(|| range.clone())
        });
        let mut words: Vec<_> = alone.filter(is_plain).collect();
        words.dedup();
        words
    }
}

/// Cuts words of a query.
struct Cutter<'a> {
    query: &'a Query,
    holds: HoldsFn<'a>,
}

impl Cutter<'_> {
    fn holds(&self, text: &str, extent: Extent) -> bool {
        (self.holds)(&self.query.parse_like(text), extent)
    }

    /// Returns the pieces of a word; none if it cannot be cut.
    fn pieces(&self, token: &TypedWord) -> Vec<String> {
        let chars: Vec<char> = token.value.chars().map(fold).filter(|c| *c != '-').collect();
        // A project that is not there is no other one.
        let is_cuttable = token.field.is_empty()
            && SpokenNumber::parse(token.value).is_none()
            && !is_indivisible(&chars)
            && chars.len() <= CUT_MAX
            && chars.iter().all(|c| c.is_ascii_alphanumeric() || is_han(*c));
        if !is_cuttable {
            return Vec::new();
        }
        let text: String = chars.into_iter().collect();
        self.pieces_of_runs(&text).unwrap_or_default()
    }

    /// Returns the pieces of each run of letters, of Han characters, and of each amount; `None` if
    /// letters cannot be cut.
    fn pieces_of_runs(&self, text: &str) -> Option<Vec<String>> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((amount, after)) = leading_amount(rest) {
                if self.holds(amount, Extent::Any) {
                    pieces.push(amount.to_owned());
                }
                rest = after;
                continue;
            }
            let is_end = |(at, c): (usize, char)| {
                let is_other = c.is_ascii() != first.is_ascii();
                let from = || rest.get(at..).unwrap_or_default();
                (at > 0 && (is_other || !c.is_ascii() && leading_amount(from()).is_some()))
                    .then_some(at)
            };
            let len = rest.char_indices().find_map(is_end).unwrap_or(rest.len());
            let (run, after) = rest.split_at_checked(len)?;
            rest = after;
            if !run.is_ascii() {
                pieces.extend(self.longest(&han_units(run), Extent::Any));
            } else if self.holds(run, Extent::FromStart) {
                pieces.push(run.to_owned());
            } else {
                let of_letters = self.pieces_of_letters(run);
                pieces.extend((!of_letters.is_empty()).then_some(of_letters)?);
            }
        }
        Some(pieces)
    }

    /// Returns the longest pieces of two units or more, from left to right.
    fn longest(&self, units: &[&str], extent: Extent) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut rest = units;
        while let [first, after @ ..] = rest {
            let asking = asking_len(rest);
            if asking > 0 {
                rest = rest.get(asking..).unwrap_or_default();
                continue;
            }
            let piece = |len: usize| rest.get(..len).map(<[&str]>::concat);
            let is_particle = WORD_PARTICLES.contains(*first)
                && after.get(..2).is_some_and(|next| self.holds(&next.concat(), extent));
            let is_held = |len: usize| {
                let is_within = asking_len(rest.get(len - 1..).unwrap_or_default()) == 0;
                is_within && piece(len).is_some_and(|piece| self.holds(&piece, extent))
            };
            let mut len = 1;
            while !is_particle && is_held(len + 1) {
                len += 1;
            }
            if len > 1 {
                pieces.extend(piece(len));
            }
            rest = rest.get(len..).unwrap_or_default();
        }
        pieces
    }

    /// Returns the pieces of a run of letters: of pinyin, whose syllables hold together, or of
    /// English words.
    fn pieces_of_letters(&self, letters: &str) -> Vec<String> {
        let is_most =
            |pieces: &[String]| pieces.iter().map(String::len).sum::<usize>() * 2 > letters.len();
        if let Some(syllables) = syllables(letters) {
            let pieces = self.longest(&syllables, Extent::Whole);
            return if is_most(&pieces) { pieces } else { Vec::new() };
        }
        let mut pieces = Vec::new();
        let mut rest = letters;
        while !(rest.is_empty() || ENDINGS.contains(&rest) && is_most(&pieces)) {
            let quoted = |len: usize| Some(format!("\"{}\"", rest.get(..len)?));
            let lengths = (ENGLISH_MIN - 1..=rest.len()).take_while(|len| {
                quoted(*len).is_some_and(|piece| self.holds(&piece, Extent::Any))
            });
            let lengths: Vec<usize> = lengths.collect();
            let is_word = |len: &&usize| {
                let extent = if **len < ENGLISH_MIN { Extent::Whole } else { Extent::FromStart };
                quoted(**len).is_some_and(|piece| self.holds(&piece, extent))
            };
            let longest = lengths.iter().rev().find(is_word);
            let Some((piece, after)) = longest.and_then(|len| rest.split_at_checked(*len)) else {
                return Vec::new();
            };
            pieces.push(piece.to_owned());
            rest = after;
        }
        pieces
    }
}

/// Returns true if a part of the word would mean something else than the word: a number without its
/// comparison, or one of two alternatives.
fn is_indivisible(chars: &[char]) -> bool {
    let text: String = chars.iter().collect();
    let has_number = text.contains(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
    OR.iter().any(|word| text.contains(word))
        || has_number && COMPARING.split(' ').any(|word| text.contains(word))
}

fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Splits letters into syllables of pinyin, long ones first; `None` if they are anything else.
pub(super) fn syllables(letters: &str) -> Option<Vec<&str>> {
    // By offset: the length of the syllable that begins there, if the rest can be split.
    let mut lengths = vec![0; letters.len() + 1];
    for start in (0..letters.len()).rev() {
        let fits = |len: &usize| {
            let rest = start + len;
            (rest == letters.len() || lengths.get(rest).is_some_and(|len| *len > 0))
                && letters.get(start..rest).is_some_and(is_syllable)
        };
        let longest = (1..=6).rev().find(fits).unwrap_or_default();
        lengths[start] = longest;
    }
    let mut syllables = Vec::new();
    let mut rest = letters;
    while !rest.is_empty() {
        let len = lengths.get(letters.len() - rest.len()).filter(|len| **len > 0)?;
        let (syllable, after) = rest.split_at_checked(*len)?;
        syllables.push(syllable);
        rest = after;
    }
    Some(syllables)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how a query is cut in a catalog of these texts, and the number of searches.
    fn cut(typed: &str, texts: &[&str]) -> (String, usize) {
        let searches = Cell::new(0);
        let holds = |query: &Query, _| {
            searches.set(searches.get() + 1);
            let has = |word: &str| texts.iter().any(|text| text.contains(word));
            query.words().next().is_some_and(|word| has(&word.text()))
        };
        let cut = Query::parse(typed).cut(&holds);
        (cut.map_or("-".to_owned(), |query| query.text().to_owned()), searches.get())
    }

    #[test]
    fn words_without_blanks_are_cut_into_the_longest_pieces() {
        let texts = &[
            "昆北路东侧",
            "新增公共停车位",
            "幼儿园托班",
            "的地方在城北",
            "路灯",
            "publicparking",
            "kunbeilu",
            "tingchewei",
            "600个",
        ];
        for (typed, expected) in [
            ("昆北路停车", "昆北路 停车"),
            ("昆北路的停车位", "昆北路 停车位"),
            ("停车位在哪里", "停车位"),
            ("请问停车位在哪里？", "停车位"),
            ("停车位在哪里 昆北路", "停车位 昆北路"),
            ("我想问一下幼儿园托班", "幼儿园托班"),
            ("停车在城北", "停车 城北"),
            ("路灯坏了怎么办", "路灯"),
            ("停车位600个", "停车位 600个"),
            ("停车位601个", "停车位"),
            ("601个", "-"),
            ("停车位六百个", "停车位"),
            ("停车位三十三栋", "停车位"),
            ("第十二中学停车", "停车"),
            ("停车 位在哪", "停车位"),
            ("停 车 重庆", "-"),
            ("publicparks", "publicpark"),
            ("昆北路999号停车", "昆北路 停车"),
            ("3A停车", "-"),
            ("2025年第600项", "-"),
            ("kunbeilutingche", "kunbeilu tingche"),
            ("kunbeilu停车", "kunbeilu 停车"),
            ("where is the parking", "parking"),
            ("publicroads", "-"),
            ("重庆", "-"),
            ("停车桩", "-"),
            ("停车 重庆", "-"),
            ("停车\u{301}吧", "-"),
            ("停车", "-"),
            ("在哪里", "-"),
            ("\"昆北路停车\"", "-"),
            ("地点:昆北路停车", "-"),
            ("!昆北路停车", "-"),
            ("tingceh", "-"),
            ("六百四十个停车位", "停车位"),
            ("6百个", "-"),
            ("八百七十四户", "-"),
            ("停车或幼儿园", "-"),
            ("大于600个", "-"),
        ] {
            assert_eq!(cut(typed, texts).0, expected, "{typed}");
        }
    }

    #[test]
    fn the_searches_are_linear_in_the_query() {
        for len in [16, 32, 64] {
            let (_, searches) = cut(&"停车".repeat(len / 2), &["停车"]);
            assert!(searches <= 2 * len, "{searches} for {len}");
            let (_, searches) = cut(&"在停车".repeat(len / 3), &["停车"]);
            assert!(searches <= 3 * len, "{searches} for {len}");
        }
    }

    #[test]
    fn the_shortest_word_is_left_out_first() {
        let texts = |queries: Vec<Query>| {
            queries.iter().map(|query| query.text().to_owned()).collect::<Vec<_>>()
        };
        let shorter = |text: &str| texts(Query::parse(text).without_one_word());
        assert_eq!(
            shorter("路 停车位 昆北 amount>1"),
            ["停车位 昆北 amount>1", "路 停车位 amount>1", "路 昆北 amount>1"]
        );
        assert!(shorter("停车位 昆北").is_empty());
        let any = |text: &str| {
            Query::parse(text).any_word().map_or("-".to_owned(), |query| query.text().to_owned())
        };
        assert_eq!(any("停车位 昆北"), "停车位|昆北");
        assert_eq!(any("请问 停车位 昆北"), "停车位|昆北");
        assert_eq!(any("停车位 amount>1"), "-");
        assert_eq!(any("停车位"), "-");
    }
}
