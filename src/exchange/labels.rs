//! Names that users mean to be one although they spell them differently.

use crate::text::{to_half_width, unified_ideograph};

/// Quotes around a name, and the colon after it.
const QUOTES: &str = ":\"“”‘’「」";

/// Returns the form in which names are compared: without blanks, quotes and colons, in half width
/// and lower case, with one kind of brackets, and without a final 类, 领域 or 方面: 教　育 and 教育类
/// are 教育.
#[must_use]
pub(crate) fn label_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars().map(unified_ideograph).map(to_half_width) {
        match c {
            '[' | '{' | '【' | '〔' | '〖' | '﹙' => key.push('('),
            ']' | '}' | '】' | '〕' | '〗' | '﹚' => key.push(')'),
            c if c.is_whitespace() || QUOTES.contains(c) => {}
            c => key.extend(c.to_lowercase()),
        }
    }
    let rest = ["领域", "方面", "类"].iter().find_map(|end| key.strip_suffix(end));
    if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
        key.truncate(rest.len());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_by_blanks_width_brackets_or_a_final_word_are_one() {
        for (name, key) in [
            ("教　育", "教育"),
            ("教育类", "教育"),
            ("教育领域", "教育"),
            ("教育方面", "教育"),
            ("“教育”：", "教育"),
            ("城乡建设（一）", "城乡建设(一)"),
            ("城乡建设 〔一〕", "城乡建设(一)"),
            ("ＡＢ c", "abc"),
            ("⾼新区", "高新区"),
            ("类", "类"),
            ("", ""),
        ] {
            assert_eq!(label_key(name), key, "{name}");
        }
        assert_ne!(label_key("城乡建设(一)"), label_key("城乡建设(二)"));
    }
}
