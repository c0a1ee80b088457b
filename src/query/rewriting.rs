//! Rewriting: what to search for when nothing is found as typed. A rewriting is a query of its own,
//! whose text says what was searched for.
//!
//! A part of the query is rewritten only if no project has it as it was typed.

use std::borrow::Cow;
use std::ops::Range;

use super::amount::is_comparison_sign;
use super::spoken_number::loose_number;
use super::syntax::Query;
use super::term::{Filter, Term, is_keyword};
use crate::lang::Lang;
use crate::matcher::{PUNCTUATION, SearchWord, fold};

/// A function that returns true if any project matches a query as typed.
pub(super) type HoldsFn<'a> = &'a dyn Fn(&Query) -> bool;

/// A word of a query that may be rewritten.
pub(super) struct TypedWord<'a> {
    /// The name of the field with its colon; empty if the word may be in any.
    pub(super) field: &'a str,
    pub(super) value: &'a str,
    range: Range<usize>,
}

impl Query {
    /// Returns the query with other readings of words that no project has: the parts between marks
    /// (`停车，城北`), syllables without the digits of their tones (`ting2che1`), words in Chinese
    /// quotes without them. `None` if there are none.
    pub(crate) fn respelled(&self, holds: HoldsFn) -> Option<Self> {
        let all_keys = self.typed.chars().all(|c| is_key(c) || c.is_whitespace());
        self.rewritten(|token| {
            if !all_keys && holds(&self.parse_like(&format!("{}{}", token.field, token.value))) {
                return None;
            }
            if let Some(keys) = self.keys(token, holds) {
                return Some(keys);
            }
            if let Some(no) = loose_number(token.value).filter(|_| token.field.is_empty()) {
                return Some(format!("编号:{no}"));
            }
            let parts = parts_between_marks(token.value);
            let parts = parts.iter().map(|part| without_tones(part).unwrap_or((*part).to_owned()));
            Some(parts.map(|part| format!("{}{part}", token.field)).collect::<Vec<_>>().join(" "))
        })
    }

    /// Returns the text of a rewriting as readers of `lang` would type it.
    pub(crate) fn shown_text(&self, lang: Lang) -> Cow<'_, str> {
        match lang {
            Lang::Zh => self.typed.as_str().into(),
            Lang::En => self.typed.replace("九键:", "keys:").replace("编号:", "no:").into(),
        }
    }

    /// Returns a word of digits as the keys of a phone, if any project has what it spells, or would
    /// with one of two equal digits; a query of less than four digits spells too much.
    fn keys(&self, token: &TypedWord, holds: HoldsFn) -> Option<String> {
        let typed_len = self.typed.chars().filter(|c| is_key(*c)).count();
        if typed_len < KEYS_MIN || !token.value.chars().all(is_key) {
            return None;
        }
        let digits: Vec<char> = token.value.chars().map(fold).collect();
        let single = (1..digits.len()).filter(|nth| digits.get(*nth) == digits.get(*nth - 1));
        let others = std::iter::once(None).chain(single.map(Some)).map(|left_out| {
            let kept = (0..).zip(&digits).filter(|(nth, _)| Some(*nth) != left_out);
            format!("九键:{}", kept.map(|(_, digit)| *digit).collect::<String>())
        });
        others.into_iter().find(|keys| holds(&self.parse_like(keys)))
    }

    /// Returns the query on the keys of a phone, whatever its length; `None` if it has anything but
    /// digits.
    #[must_use]
    pub fn on_keypad(&self) -> Option<Self> {
        let is_keys = self.typed.chars().all(|c| is_key(c) || c.is_whitespace());
        let words = self.typed.split_whitespace().map(|word| format!("九键:{word}"));
        let keys = self.parse_like(&words.collect::<Vec<_>>().join(" "));
        (is_keys && !keys.is_empty()).then_some(keys)
    }

    /// Returns the query with the text that `rewrite` returns in place of each word that may be
    /// rewritten; `None` if that changes nothing.
    pub(super) fn rewritten(&self, rewrite: impl Fn(&TypedWord) -> Option<String>) -> Option<Self> {
        let mut text = String::new();
        let mut copied = 0;
        for range in self.word_ranges() {
            let Some(token) = self.token(range) else { continue };
            let Some(other) = rewrite(&token).filter(|_| token.range.start >= copied) else {
                continue;
            };
            text.push_str(self.typed.get(copied..token.range.start)?);
            text.push_str(&other);
            copied = token.range.end;
        }
        text.push_str(self.typed.get(copied..)?);
        let rewritten = self.parse_like(text.trim());
        (rewritten.groups != self.groups && !rewritten.is_empty()).then_some(rewritten)
    }

    /// Returns the range of each word that is not negated and has no alternatives by `|`.
    fn word_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let is_word = |term: &Term| !term.negated && matches!(term.filter, Filter::Word(..));
        self.groups.iter().filter_map(move |group| {
            let first = group.first().filter(|term| is_word(term))?;
            let is_alone = group.iter().all(|term| term.range == first.range);
            is_alone.then(|| first.range.clone())
        })
    }

    fn token(&self, range: Range<usize>) -> Option<TypedWord<'_>> {
        let text = self.typed.get(range.clone())?;
        let name_end = text.find(|c| is_comparison_sign(c) || matches!(c, ':' | '：'));
        let (name, rest) = text.split_at_checked(name_end.unwrap_or_default())?;
        let token = if is_keyword(name) {
            // Only a field has a word for its value; any other filter with one is misspelt.
            let value = rest.strip_prefix([':', '：'])?;
            let is_field = self.word(text) == self.word(value);
            is_field.then_some(TypedWord { field: text.strip_suffix(value)?, value, range })?
        } else {
            TypedWord { field: "", value: text, range }
        };
        let is_quoted = token.value.starts_with(['"', '＂']);
        (!is_quoted).then_some(token)
    }

    /// Returns the folded characters of the first word of `text`.
    fn word(&self, text: &str) -> String {
        self.parse_like(text).words().next().map(SearchWord::text).unwrap_or_default()
    }
}

/// Minimum number of digits in a query that are read as the keys of a phone.
const KEYS_MIN: usize = 4;

/// Returns true if `c` is a digit on whose key a phone has letters.
fn is_key(c: char) -> bool {
    ('2'..='9').contains(&fold(c))
}

/// Returns the parts of a word between its marks. An apostrophe parts syllables of a word, and other
/// marks between digits are part of a figure.
fn parts_between_marks(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let is_digit = |nth: Option<usize>| {
        nth.and_then(|nth| chars.get(nth)).is_some_and(|(_, c)| fold(*c).is_ascii_digit())
    };
    let (mut parts, mut start) = (Vec::new(), 0);
    for (nth, (at, c)) in chars.iter().enumerate() {
        let is_in_figure =
            is_digit(nth.checked_sub(1)) && is_digit(Some(nth + 1)) && !"、；;".contains(*c);
        if fold(*c) == PUNCTUATION && !matches!(c, '\'' | '’' | '＇') && !is_in_figure {
            parts.extend(word.get(start..*at));
            start = at + c.len_utf8();
        }
    }
    parts.extend(word.get(start..));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns pinyin without the digits of its tones, `tingche` for `ting2che1`; `None` if the word is
/// anything else.
fn without_tones(word: &str) -> Option<String> {
    let folded: String = word.chars().map(fold).collect();
    let is_tone = |c: char| ('0'..='5').contains(&c);
    let is_pinyin = folded.chars().all(|c| c.is_ascii_lowercase() || is_tone(c) || c == '-');
    let mut before = ' ';
    // One digit after a syllable of letters, which has a vowel.
    let is_spelled = folded.chars().all(|c| {
        let is_after_letter = std::mem::replace(&mut before, c).is_ascii_lowercase();
        !is_tone(c) || is_after_letter
    });
    let syllables = folded.split(is_tone).filter(|syllable| !syllable.is_empty());
    let has_vowels = syllables
        .clone()
        .all(|syllable| syllable.len() <= 6 && syllable.contains(['a', 'e', 'i', 'o', 'u', 'v']));
    let is_toned = folded.contains(is_tone) && is_pinyin && is_spelled && has_vowels;
    // A syllable ends where its tone stands.
    is_toned.then(|| syllables.collect::<Vec<_>>().join("'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the rewriting of a query in a catalog that has just these words.
    fn respelled(typed: &str, words: &[&str]) -> String {
        let holds = |query: &Query| {
            query.words().any(|word| words.iter().any(|held| held.contains(&word.text())))
        };
        let rewritten = Query::parse(typed).respelled(&holds);
        rewritten.map_or("-".to_owned(), |query| query.text().to_owned())
    }

    #[test]
    fn marks_part_words_that_are_not_found_joined() {
        for mark in ["，", "、", "；", "/", "＋", "+", ",", "·", "——", "。", "&", "："] {
            assert_eq!(respelled(&format!("停车{mark}城北"), &[]), "停车 城北", "{mark}");
        }
        let held = &["管网地块", "停车"];
        for (typed, rewritten) in [
            ("管网、地块", "-"),
            ("停车 管网、地块", "-"),
            ("管网、地块 停车，城北", "管网、地块 停车 城北"),
            ("地点:菊园/柏庐", "地点:菊园 地点:柏庐"),
            ("“公共 泊位” x", "公共 泊位 x"),
            ("1，000，城北", "1，000 城北"),
            ("7、8", "7 8"),
            ("xi'an", "-"),
            ("!a，b", "-"),
            ("\"a，b\"", "-"),
            ("x | a，b", "-"),
            ("no:7x", "-"),
            ("amount>x", "-"),
            ("status:x-y", "-"),
            ("amount>1 a，b", "amount>1 a b"),
            ("第7", "编号:7"),
            ("七项", "编号:7"),
            ("第十二个实事，停车", "第十二个实事 停车"),
        ] {
            assert_eq!(respelled(typed, held), rewritten, "{typed}");
        }
    }

    #[test]
    fn digits_are_keys_of_a_phone_where_they_are_not_found() {
        let held = &["8464", "243", "2028"];
        for (typed, rewritten) in [
            ("8464", "九键:8464"),
            ("8464 243", "九键:8464 九键:243"),
            ("84664 243", "九键:8464 九键:243"),
            ("８４６４", "九键:8464"),
            ("2028 x", "-"),
            ("243", "-"),
            ("9999", "-"),
            ("no:8464", "-"),
        ] {
            assert_eq!(respelled(typed, held), rewritten, "{typed}");
        }
    }

    #[test]
    fn digits_of_tones_are_left_out() {
        for (typed, rewritten) in [
            ("ting2che1", "ting'che"),
            ("ting2 che1", "ting che"),
            ("TING2CHE1wei", "ting'che'wei"),
            ("ting2，che1", "ting che"),
            ("p2p", "-"),
            ("m2", "-"),
            ("ting22", "-"),
            ("2a", "-"),
            ("ting7", "-"),
            ("停2", "-"),
        ] {
            assert_eq!(respelled(typed, &[]), rewritten, "{typed}");
        }
    }
}
