//! Words without blanks: `昆北路停车` and 停车位在哪里 are cut into the longest pieces that the texts
//! of the catalog hold. Particles and question words drop out.
//!
//! The number of searches for pieces is linear in the length of the query: each lengthens a piece,
//! or ends one.

use std::cell::Cell;

use super::rewriting::{HoldsFn, TypedWord};
use super::spoken_number::SpokenNumber;
use super::syntax::Query;
use crate::matcher::{fold, is_syllable};

/// Words around the thing that people ask for, longest first where one begins with another.
const ASKING: &str = "我想问一下 我想问问 想问一下 我想了解一下 想了解一下 我想了解 想了解 我想知道 想知道 我想查一下 \
    我想查询 我想问 我想查 我想找 我想要 我想 想问问 想问 问一下 请问一下 请问 查一下 查询一下 查询 帮我查一下 帮我查 帮我 \
    麻烦 你好 您好 谢谢 告诉我 我要 需要 在什么地方 什么地方 在哪里 在哪儿 在哪 哪里有 哪儿有 哪里 哪儿 哪个 哪些 有哪些 \
    什么时候 有什么 是什么 什么 怎么办理 怎么办 怎么走 怎么样 怎么 怎样 如何 为什么 多少钱 多少 多久 几时 几点 有没有 \
    是不是 能不能 可不可以 可以 关于 一下 附近";

/// Words in English that only ask.
const ASKING_EN: &str = "a an and any are at can do does find for how i in is me my near of on please show tell the there \
    to what when where which who why";

/// Particles with which no word begins.
const PARTICLES: &str = "的吗呢吧啊呀嘛么";

/// Particles with which words may begin, too: 在 and 在建.
const WORD_PARTICLES: &str = "在有是我要想去到和与及给把对了被从向也都就这那里上";

/// Characters of Han numerals.
const NUMERALS: &str = "〇零一二两三四五六七八九十百千万亿廿卅";

/// Words between alternatives.
const OR: &str = "或 还是";

/// Words that compare a number.
const COMPARING: &str =
    "大于 多于 高于 超过 不少于 不低于 至少 小于 少于 低于 不超过 以上 以下 以内";

/// Maximum length of a word that is cut, in characters.
const CUT_MAX: usize = 64;

/// Length of words of which no character may be left out, but for particles.
const UNCUT_LEN: usize = 3;

/// Minimum length of an English word in a run of letters.
const ENGLISH_MIN: usize = 4;

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
            let is_kept =
                has_failed.get() || cutter.holds(&format!("{}{}", token.field, token.value));
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
        cut.filter(|_| !has_failed.get())
    }

    /// Returns the query without its shortest word; `None` if it has only one.
    pub(crate) fn without_shortest_word(&self) -> Option<Self> {
        let words =
            self.term_ranges().filter_map(|range| Some((self.text().get(range.clone())?, range)));
        let is_plain = |word: &str| word.chars().all(|c| fold(c).is_alphanumeric());
        let words: Vec<_> = words.filter(|(word, _)| is_plain(word)).collect();
        let (_, shortest) = words.iter().min_by_key(|(word, _)| word.chars().count())?;
        let mut text = self.text().to_owned();
        text.replace_range(shortest.clone(), "");
        (words.len() > 1).then(|| self.parse_like(text.trim()))
    }
}

/// Returns true if a word only asks for something.
fn is_asking(word: &str) -> bool {
    let folded: String = word.chars().map(fold).filter(|c| *c != '-').collect();
    let is_in = |words: &str| words.split_whitespace().any(|other| other == folded);
    is_in(ASKING) || is_in(ASKING_EN)
}

/// Cuts words of a query.
struct Cutter<'a> {
    query: &'a Query,
    holds: HoldsFn<'a>,
}

impl Cutter<'_> {
    fn holds(&self, text: &str) -> bool {
        (self.holds)(&self.query.parse_like(text))
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
        let mut pieces = Vec::new();
        // Letters and digits, and what stands between them.
        for run in chars.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
            let run: String = run.iter().collect();
            if !run.is_ascii() {
                pieces.extend(self.longest(&han_units(&run)));
            } else if self.holds(&run) {
                pieces.push(run);
            } else if !run.bytes().all(|byte| byte.is_ascii_digit()) {
                let of_letters = self.pieces_of_letters(&run);
                if of_letters.is_empty() {
                    return Vec::new();
                }
                pieces.extend(of_letters);
            }
        }
        pieces
    }

    /// Returns the longest pieces of two units or more, from left to right.
    fn longest(&self, units: &[&str]) -> Vec<String> {
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
                && after.get(..2).is_some_and(|next| self.holds(&next.concat()));
            let is_held = |len: usize| {
                let is_within = asking_len(rest.get(len - 1..).unwrap_or_default()) == 0;
                is_within && piece(len).is_some_and(|piece| self.holds(&piece))
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
        if let Some(syllables) = syllables(letters) {
            let pieces = self.longest(&syllables);
            let kept: usize = pieces.iter().map(String::len).sum();
            return if kept * 2 > letters.len() { pieces } else { Vec::new() };
        }
        let mut pieces = Vec::new();
        let mut rest = letters;
        while !rest.is_empty() {
            let lengths = (ENGLISH_MIN..=rest.len()).take_while(|len| {
                rest.get(..*len).is_some_and(|piece| self.holds(&format!("\"{piece}\"")))
            });
            let Some((piece, after)) = lengths.last().and_then(|len| rest.split_at_checked(len))
            else {
                return Vec::new();
            };
            pieces.push(piece.to_owned());
            rest = after;
        }
        pieces
    }
}

/// Returns true if a part of the word would mean something else than the word: a part of a numeral,
/// 十四 of 八百七十四, a number without its multiple or its comparison, or one of two alternatives.
fn is_indivisible(chars: &[char]) -> bool {
    let is_numeral = |c: &char| NUMERALS.contains(*c);
    let is_number = |c: &char| c.is_ascii_digit() || is_numeral(c);
    let text: String = chars.iter().collect();
    let has = |words: &str| words.split(' ').any(|word| text.contains(word));
    chars.windows(2).any(|two| two.iter().all(is_number) && two.iter().any(is_numeral))
        || has(OR)
        || (chars.iter().any(is_number) && has(COMPARING))
}

/// Returns the number of units at the start that only ask for something.
fn asking_len(units: &[&str]) -> usize {
    let text: String = units.iter().take(8).copied().collect();
    let asking = ASKING.split_whitespace().filter(|asking| text.starts_with(asking));
    let longest = asking.map(|asking| asking.chars().count()).max();
    let is_particle = || units.first().is_some_and(|first| PARTICLES.contains(first));
    longest.unwrap_or(usize::from(is_particle()))
}

fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Splits a text into its characters.
fn han_units(text: &str) -> Vec<&str> {
    let ends = text.char_indices().map(|(at, c)| at..at + c.len_utf8());
    ends.filter_map(|range| text.get(range)).collect()
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
        let holds = |query: &Query| {
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
            ("停车位600个", "停车位 600"),
            ("昆北路999号停车", "昆北路 停车"),
            ("3A停车", "-"),
            ("2025年第600项", "-"),
            ("kunbeilutingche", "kunbeilu tingche"),
            ("kunbeilu停车", "kunbeilu 停车"),
            ("where is the parking", "parking"),
            ("publicroads", "-"),
            ("重庆", "-"),
            ("停车桩", "-"),
            ("停车吗", "停车"),
            ("停车 重庆", "-"),
            ("停车\u{301}吧", "-"),
            ("停车", "-"),
            ("在哪里", "-"),
            ("\"昆北路停车\"", "-"),
            ("地点:昆北路停车", "-"),
            ("!昆北路停车", "-"),
            ("tingceh", "-"),
            ("六百四十个停车位", "-"),
            ("6百个", "-"),
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
        let shorter = |text: &str| {
            let query = Query::parse(text).without_shortest_word();
            query.map_or("-".to_owned(), |query| query.text().to_owned())
        };
        assert_eq!(shorter("停车位 昆北"), "停车位");
        assert_eq!(shorter("路 停车位 昆北 amount>1"), "停车位 昆北 amount>1");
        assert_eq!(shorter("停车位 amount>1"), "-");
    }
}
