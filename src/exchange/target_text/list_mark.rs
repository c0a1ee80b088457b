//! Finds the number of a line in a list.

/// Returns the number of a line in a list, if it is none in plain digits: ①, （1）, 一、 or 一是.
pub(super) fn list_mark(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let is_circled = |c: char| matches!(c, '①'..='⒛' | '㈠'..='㈩' | '❶'..='❿' | '➀'..='➓');
    let first = line.chars().next()?;
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let length =
        |is: &dyn Fn(char) -> bool, text: &str| text.find(|c: char| !is(c)).unwrap_or(text.len());
    let end = if is_circled(first) {
        let rest = line.get(first.len_utf8()..)?;
        first.len_utf8() + length(&|c| matches!(c, '.' | '、' | '．'), rest)
    } else if matches!(first, '（' | '(') {
        let inside = line.get(first.len_utf8()..)?;
        let count = length(&|c| is_numeral(c) || c.is_ascii_digit(), inside);
        let close = inside.get(count..)?.chars().next().filter(|c| matches!(c, '）' | ')'))?;
        if count == 0 {
            return None;
        }
        first.len_utf8() + count + close.len_utf8()
    } else {
        let ordinal = line.strip_prefix('第').unwrap_or(line);
        let count = length(&is_numeral, ordinal);
        let rest = ordinal.get(count..)?;
        let mark = rest.chars().next().filter(|c| matches!(c, '、' | '是' | '.' | '．' | '，'))?;
        // 三、四年级 are two numbers.
        let after = rest.get(mark.len_utf8()..)?;
        if count == 0 || after.is_empty() || after.starts_with(is_numeral) {
            return None;
        }
        line.len() - after.len()
    };
    line.get(..end)
}
