//! Properties of the parser for any text and any bytes.

use std::fs;
use std::sync::LazyLock;

use minsheng::data::load;
use minsheng::diagnostics::FileError;
use minsheng::executor::Sequential;
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use proptest::prelude::*;
use tempfile::TempDir;

use super::VALID;

const SHIPPED: &str = include_str!("../../../assets/projects.ron");

static CHARS: LazyLock<Vec<char>> = LazyLock::new(|| SHIPPED.chars().collect());

/// Checks that errors have positions in the text, are in its order, and have messages in both
/// languages.
fn check_result(text: &str, result: Result<Catalog, Vec<FileError>>) -> Result<(), TestCaseError> {
    let Err(errors) = result else { return Ok(()) };
    prop_assert!(!errors.is_empty());
    prop_assert!(errors.is_sorted_by_key(|error| error.position));
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    for error in errors {
        let position = error.position;
        let line = position.line.checked_sub(1).and_then(|line| lines.get(line));
        prop_assert!(
            line.is_some_and(|chars| (1..=chars + 1).contains(&position.column)),
            "{error:?}"
        );
        for lang in Lang::ALL {
            let message = error.text("data.ron", lang);
            let text =
                message.strip_prefix(&format!("data.ron:{}:{}: ", position.line, position.column));
            prop_assert!(text.is_some_and(|text| text.chars().count() > 5), "{message}");
            prop_assert!(message.chars().all(|c| !c.is_control()), "{message}");
        }
    }
    Ok(())
}

pub(crate) fn substring(chars: &[char], from: usize, length: usize) -> String {
    let from = from.min(chars.len());
    chars[from..(from + length).min(chars.len())].iter().collect()
}

/// Generates the text of a typing mistake.
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
    fn any_text_is_validated(text in "\\PC{0,40}|[()\\[\\]{}\",:/*\\\\a-z0-9 \r\n“：]{0,60}") {
        check_result(text.strip_prefix('\u{feff}').unwrap_or(&text), parse(&text))?;
    }

    #[test]
    fn a_small_list_with_typos_is_validated(slips in prop::collection::vec((0..VALID.chars().count(), 0..12_usize, typo()), 1..4)) {
        let mut text: Vec<char> = VALID.chars().collect();
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
    fn the_shipped_list_with_a_typo_is_validated(from in 0..CHARS.len(), length in 0..60_usize, new in typo()) {
        let text = format!("{}{new}{}", substring(&CHARS, 0, from), substring(&CHARS, from + length, CHARS.len()));
        check_result(&text, parse(&text))?;
    }

    #[test]
    fn any_bytes_are_validated(bytes in prop::collection::vec(any::<u8>(), 0..200), from in 0..VALID.len()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("data.ron");
        let mut mixed = VALID.as_bytes().to_vec();
        mixed.splice(from..(from + bytes.len() / 8).min(VALID.len()), bytes.iter().copied().take(8));
        for bytes in [bytes, mixed] {
            fs::write(&path, &bytes).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            check_result(text.strip_prefix('\u{feff}').unwrap_or(&text), load(&path, &Sequential))?;
        }
    }
}
