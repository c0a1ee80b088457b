//! What holds for every text and for all bytes, whatever they are.

use std::fs;
use std::sync::LazyLock;

use minsheng::catalog::{Catalog, FileError, load, parse};
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use proptest::prelude::*;
use tempfile::TempDir;

use super::LIST;

const SHIPPED: &str = include_str!("../../assets/projects.ron");

static CHARS: LazyLock<Vec<char>> = LazyLock::new(|| SHIPPED.chars().collect());

/// What is true of every judgement: its faults are in the text, in its order, and told in both
/// languages.
fn check_result(text: &str, judged: Result<Catalog, Vec<FileError>>) -> Result<(), TestCaseError> {
    let Err(problems) = judged else { return Ok(()) };
    prop_assert!(!problems.is_empty());
    prop_assert!(problems.is_sorted_by_key(|problem| problem.position));
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    for problem in problems {
        let place = problem.position;
        let line = place.line.checked_sub(1).and_then(|line| lines.get(line));
        prop_assert!(
            line.is_some_and(|chars| (1..=chars + 1).contains(&place.column)),
            "{problem:?}"
        );
        for lang in Lang::ALL {
            let message = problem.text("data.ron", lang);
            let told = message.strip_prefix(&format!("data.ron:{}:{}: ", place.line, place.column));
            prop_assert!(told.is_some_and(|told| told.chars().count() > 5), "{message}");
            prop_assert!(message.chars().all(|c| !c.is_control()), "{message}");
        }
    }
    Ok(())
}

pub(crate) fn substring(of: &[char], from: usize, length: usize) -> String {
    let from = from.min(of.len());
    of[from..(from + length).min(of.len())].iter().collect()
}

/// What a slip of the hand puts into a file.
pub(crate) fn typo() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[()\\[\\]{}\",:/*\\\\ ]{1,3}",
        "[“”：，（）【】　０万]{1,2}",
        "[a-z0-9_.+-]{1,4}",
        "\\PC{1,3}",
        any::<char>().prop_map(String::from),
        (0..CHARS.len(), 0..40_usize).prop_map(|(from, length)| substring(&CHARS, from, length)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged(text in "\\PC{0,40}|[()\\[\\]{}\",:/*\\\\a-z0-9 \r\n“：]{0,60}") {
        check_result(text.strip_prefix('\u{feff}').unwrap_or(&text), parse(&text))?;
    }

    #[test]
    fn a_small_list_with_slips_is_judged(slips in prop::collection::vec((0..LIST.chars().count(), 0..12_usize, typo()), 1..4)) {
        let mut text: Vec<char> = LIST.chars().collect();
        for (from, length, new) in slips {
            let from = from.min(text.len());
            let to = (from + length).min(text.len());
            text.splice(from..to, new.chars());
        }
        let text: String = text.into_iter().collect();
        check_result(text.strip_prefix('\u{feff}').unwrap_or(&text), parse(&text))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_shipped_list_with_a_slip_is_judged(from in 0..CHARS.len(), length in 0..60_usize, new in typo()) {
        let text = format!("{}{new}{}", substring(&CHARS, 0, from), substring(&CHARS, from + length, CHARS.len()));
        check_result(&text, parse(&text))?;
    }

    #[test]
    fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..200), from in 0..LIST.len()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("data.ron");
        let mut mixed = LIST.as_bytes().to_vec();
        mixed.splice(from..(from + bytes.len() / 8).min(LIST.len()), bytes.iter().copied().take(8));
        for bytes in [bytes, mixed] {
            fs::write(&path, &bytes).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            check_result(text.strip_prefix('\u{feff}').unwrap_or(&text), load(&path, &Sequential))?;
        }
    }
}
