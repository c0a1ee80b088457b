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

/// Number of digits of a mobile number.
const MOBILE: usize = 11;

/// Returns true if there is a mobile number among the words of `text`.
pub(crate) fn has_mobile(text: &str) -> bool {
    find_mobile(text).is_some()
}

/// Returns the first mobile number among the words of `text`.
pub(crate) fn find_mobile(text: &str) -> Option<String> {
    // Nearly no text has as many digits; full-width ones begin with this byte.
    let is_digit = |byte: &&u8| byte.is_ascii_digit() || **byte == 0xef;
    if text.len() < MOBILE || text.as_bytes().iter().filter(is_digit).count() < MOBILE {
        return None;
    }
    let plain: String = text.chars().map(to_half_width).collect();
    let is_joint = |c: char| c == ' ' || c == '-';
    plain.split(|c: char| !c.is_ascii_digit() && !is_joint(c)).find_map(|run| {
        let joined: String = run.chars().filter(char::is_ascii_digit).collect();
        let is_one = is_mobile_digits(joined.strip_prefix("86").unwrap_or(&joined));
        let part = || run.split(is_joint).find(|part| is_mobile_digits(part));
        let found = if is_one { Some(run.trim_matches(is_joint)) } else { part() };
        found.map(str::to_owned)
    })
}

/// Takes the numbers of offices, that is all but mobile ones, out of a text, and returns them and
/// the rest of it: 张某 0512-55550101 has one number, and 张某 is the rest.
pub(crate) fn split_landlines(text: &str) -> (Vec<&str>, String) {
    let is_digit = |c: char| to_half_width(c).is_ascii_digit();
    let is_joint = |c: char| is_digit(c) || " -－—–()（）转#*".contains(c);
    let (mut numbers, mut rest, mut words) = (Vec::new(), Vec::new(), text);
    let (mut from, mut at) = (text, text.find(is_digit));
    while let Some((before, run_on)) = at.and_then(|at| from.split_at_checked(at)) {
        let end = run_on.find(|c| !is_joint(c)).unwrap_or(run_on.len());
        let Some((run, behind)) = run_on.split_at_checked(end) else { break };
        // An area code may stand in brackets, which then begin before it.
        let bracket = before.strip_suffix(['（', '(']).map(str::len);
        let start = text.len() - from.len() + bracket.unwrap_or(before.len());
        let end = text.len() - behind.len();
        let is_end = |c: char| " -－—–()（）转#*".contains(c);
        let run = run.trim_end_matches(is_end);
        let has_code_in_brackets = bracket.is_some() && run.contains(['）', ')']);
        let whole = if has_code_in_brackets { text.get(start..end).unwrap_or(run) } else { run };
        let whole = whole.trim_end_matches(is_end);
        let parts: Vec<&str> = if is_landline_text(whole) {
            vec![whole]
        } else {
            run.split(' ').filter(|part| is_landline_text(part)).collect()
        };
        for part in parts {
            // All are slices of one text.
            if let Some((left, right)) = words.split_once(part) {
                numbers.push(part);
                rest.push(left);
                words = right;
            }
        }
        from = behind;
        at = behind.find(is_digit);
    }
    rest.push(words);
    let is_mark = |c: char| SEPARATORS.contains(&c) || " 　：:".contains(c);
    let rest = rest.into_iter().map(|part| {
        part.trim_matches(is_mark)
            .trim_end_matches(['（', '('])
            .trim_start_matches(['）', ')'])
            .trim_matches(is_mark)
    });
    (numbers, rest.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("、"))
}

fn is_landline_text(text: &str) -> bool {
    is_phone(text) && !is_mobile(text)
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
    digits.len() == MOBILE && digits.starts_with('1') && digits.bytes().all(|b| b.is_ascii_digit())
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
    fn the_numbers_of_offices_are_taken_out_of_a_text() {
        for (text, numbers, rest) in [
            ("张某 0512-55550101", &["0512-55550101"][..], "张某"),
            ("张某0512-55550101", &["0512-55550101"], "张某"),
            ("县民政局（0512-55550101）", &["0512-55550101"], "县民政局"),
            ("张某（0512）55550101", &["（0512）55550101"], "张某"),
            (
                "张某 0512-55550101转8、李某 13800000000",
                &["0512-55550101转8"],
                "张某、李某 13800000000",
            ),
            ("0512-55550101 13800000000", &["0512-55550101"], "13800000000"),
            ("0512-55550101/12345", &["0512-55550101", "12345"], ""),
            ("张某：13800000000", &[], "张某：13800000000"),
            ("3 号窗", &[], "3 号窗"),
            ("", &[], ""),
        ] {
            assert_eq!(split_landlines(text), (numbers.to_vec(), rest.to_owned()), "{text}");
        }
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
