//! Phone numbers as they are written in China.

use std::ops::RangeInclusive;

use super::width::to_half_width;

/// Marks between two numbers.
const SEPARATORS: [char; 8] = ['、', '/', '／', '，', ',', '；', ';', '\n'];

/// Numbers of digits of a number without its area code.
const LOCAL: RangeInclusive<usize> = 7..=8;

/// Returns the numbers in a text, each as it is written.
pub(crate) fn phone_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty())
}

/// Returns true if `text` is a number in a form that is in use: 11 digits from 1, an area code with
/// 7 or 8 digits, one of 400 or 800, 95xxx, 123xx, or of an emergency service. An extension may
/// follow one with an area code.
pub(crate) fn is_phone(text: &str) -> bool {
    let Some(groups) = groups(text) else { return false };
    let has_form = |groups: &[String]| {
        let digits = groups.concat();
        let digits = digits.strip_prefix("86").filter(|rest| is_mobile_digits(rest));
        let all = groups.concat();
        let digits = digits.unwrap_or(&all);
        is_mobile_digits(digits) || is_service(digits) || is_landline(digits)
    };
    let is_extension = |last: &String| (1..=6).contains(&last.len());
    has_form(&groups)
        || groups
            .split_last()
            .is_some_and(|(last, others)| is_extension(last) && is_landline(&others.concat()))
}

/// Returns true if `text` is a mobile number.
pub(crate) fn is_mobile(text: &str) -> bool {
    groups(text).is_some_and(|groups| {
        let digits = groups.concat();
        is_mobile_digits(digits.strip_prefix("86").unwrap_or(&digits))
    })
}

/// Returns true if there is a mobile number among the words of `text`.
pub(crate) fn has_mobile(text: &str) -> bool {
    let plain: String = text.chars().map(to_half_width).collect();
    let is_joint = |c: char| c == ' ' || c == '-';
    plain.split(|c: char| !c.is_ascii_digit() && !is_joint(c)).any(|run| {
        let joined: String = run.chars().filter(char::is_ascii_digit).collect();
        is_mobile_digits(joined.strip_prefix("86").unwrap_or(&joined))
            || run.split(is_joint).any(is_mobile_digits)
    })
}

/// Returns the groups of digits of a number; `None` if there is anything else in it.
fn groups(text: &str) -> Option<Vec<String>> {
    let text: String = text.trim().chars().map(to_half_width).collect();
    let text = text.strip_prefix('+').unwrap_or(&text);
    let is_joint = |c: char| " -－—–()转#*".contains(c);
    let groups: Vec<String> =
        text.split(is_joint).filter(|group| !group.is_empty()).map(str::to_owned).collect();
    let are_digits =
        groups.iter().flat_map(|group| group.bytes()).all(|byte| byte.is_ascii_digit());
    (are_digits && !groups.is_empty()).then_some(groups)
}

fn is_mobile_digits(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Returns true for 400, 800, 95xxx, 123xx and the numbers of emergency services.
fn is_service(digits: &str) -> bool {
    let starts = |starts: &[&str]| starts.iter().any(|start| digits.starts_with(start));
    match digits.len() {
        3 => matches!(digits, "110" | "119" | "120" | "122"),
        5 => starts(&["95", "96", "123", "100"]),
        6 => starts(&["95", "96"]),
        10 => starts(&["400", "800"]),
        _ => false,
    }
}

/// Returns true for an area code of three or four digits, and a number of seven or eight.
fn is_landline(digits: &str) -> bool {
    let is_short = digits.starts_with("01") || digits.starts_with("02");
    let code = if is_short { 3 } else { 4 };
    digits.starts_with('0') && LOCAL.contains(&digits.len().saturating_sub(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_of_the_forms_in_use() {
        for text in [
            "13800000000",
            "138 0000 0000",
            "+86 138-0000-0000",
            "0512-55550101",
            "051255550101",
            "（0512）55550101",
            "0512 5555010",
            "010-55550101",
            "0512-55550101-802",
            "0512-55550101转8",
            "０５１２－５５５５０１０１",
            "400-820-0000",
            "8008200000",
            "95598",
            "12345",
            "110",
            "119",
            "120",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in
            ["", "55550101", "1380000000", "138000000001", "0512-555501", "12", "见公告", "99999"]
        {
            assert!(!is_phone(text), "{text}");
        }
        assert_eq!(
            phone_numbers("12345、0512-1/，x ").collect::<Vec<_>>(),
            ["12345", "0512-1", "x"]
        );
    }

    #[test]
    fn mobile_numbers_are_found_among_words() {
        for text in
            ["13800000000", "张某 13800000000", "张某138 0000 0000（微信同号）", "86-13800000000"]
        {
            assert!(has_mobile(text), "{text}");
        }
        for text in ["0512-55550101", "2026年1月", "320583199001011234", "110", ""] {
            assert!(!has_mobile(text), "{text}");
        }
        assert!(is_mobile("138-0000-0000") && !is_mobile("0512-55550101"));
    }
}
