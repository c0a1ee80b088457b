//! Splits sentences at commas and brackets.

use crate::text::to_half_width;

/// A clause of a sentence.
pub(super) struct SentenceClause {
    pub text: String,
    /// Its end in the sentence without brackets, in characters.
    pub to: usize,
}

/// Splits a sentence at commas and colons that are no part of a number.
pub(super) fn clauses(sentence: &str) -> Vec<SentenceClause> {
    let chars: Vec<char> = sentence.chars().collect();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).is_some_and(|c| to_half_width(*c).is_ascii_digit())
    };
    let (mut out, mut from) = (Vec::new(), 0);
    for at in 0..=chars.len() {
        let is_break = match chars.get(at) {
            None | Some('，') => true,
            Some('：' | ':') => !is_digit(Some(at + 1)) || !is_digit(at.checked_sub(1)),
            Some(' ' | '\u{3000}') => is_gap(&chars, from, at),
            Some(',') => !(is_digit(at.checked_sub(1)) && (1..=3).all(|n| is_digit(Some(at + n)))),
            Some(_) => false,
        };
        if is_break {
            let text: String = chars.get(from..at).unwrap_or_default().iter().collect();
            if !text.trim().is_empty() {
                out.push(SentenceClause { text: text.trim().to_owned(), to: at });
            }
            from = at + 1;
        }
    }
    out
}

/// Returns true if a blank at `at` stands for a comma: between words, each of several characters.
fn is_gap(chars: &[char], from: usize, at: usize) -> bool {
    const WORDS_MIN: usize = 4;
    let is_word = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}' | '”' | '“' | '》' | '《');
    let after = chars.get(at + 1..).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    at - from >= WORDS_MIN
        && before.is_some_and(is_word)
        && after.iter().take(WORDS_MIN).all(|c| is_word(c) || c.is_ascii_digit())
        && after.first().is_some_and(is_word)
}

/// Takes the brackets out of a sentence. Returns the rest, and for each bracket its position in the
/// rest, in characters, and its content.
pub(super) fn without_brackets(sentence: &str) -> (String, Vec<(usize, String)>) {
    let (mut main, mut brackets) = (String::new(), Vec::new());
    let (mut depth, mut inside, mut length) = (0_usize, String::new(), 0);
    for c in sentence.chars() {
        match c {
            '（' | '(' => {
                depth += 1;
                if depth == 1 {
                    continue;
                }
            }
            '）' | ')' if depth > 0 => {
                depth -= 1;
                // 800人（次）
                if depth == 0 && matches!(inside.as_str(), "次" | "套") {
                    main.push_str(&std::mem::take(&mut inside));
                    length += 1;
                    continue;
                }
                if depth == 0 {
                    brackets.push((length, std::mem::take(&mut inside)));
                    continue;
                }
            }
            _ => {}
        }
        if depth > 0 {
            inside.push(c);
        } else {
            main.push(c);
            length += 1;
        }
    }
    // A bracket that is never closed hides nothing.
    main.push_str(&inside);
    (main, brackets)
}
