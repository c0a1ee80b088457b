//! Writes short forms of a time in full: 2026Q4, 26.12.

/// Returns a text with quarters as 2026年4季度 for 2026Q4, Q4 2026 excepted.
pub(super) fn with_quarters(text: String) -> String {
    if !text.contains(['Q', 'q']) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().copied().filter(|digit| ('1'..='4').contains(digit));
        let Some(digit) = digit.filter(|_| matches!(c, 'Q' | 'q')) else {
            out.push(c);
            continue;
        };
        chars.next();
        let head = out.trim_end_matches([' ', '-', '.', '/']);
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 4 {
            out.truncate(head.len());
            out.push('年');
        }
        out.push(digit);
        out.push_str("季度");
    }
    out
}

/// Returns the month that two digits, a point and two digits mean in the year whose last digits are
/// the first: 2026-12 for 26.12. A month of one digit may be 1 or 10.
pub(super) fn short_month(text: &str, year: Option<u16>) -> Option<String> {
    let (short, month) = text.split_once('.')?;
    let is_number = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = year.filter(|year| short.parse() == Ok(year % 100))?;
    (is_number(short) && is_number(month)).then(|| format!("{year}-{month}"))
}
