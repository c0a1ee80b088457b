//! Errors in data files: each message names the location, the mistake and the correction.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "clippy recognises tests, but not their helpers"
)]

use std::error::Error;

use minsheng::app::KeymapError;
use minsheng::diagnostics::{
    Diagnostic, FileDiagnostics, FileError, FileErrorKind, LineCol, Lint, Location, Shortage,
};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::storage::SaveError;

mod documented;
mod files;
mod hostile;
mod newer_format;
mod progress;
mod properties;
mod semantics;
mod split;
mod syntax;
mod values;

/// A data file without errors. The files in these tests differ from it in one place.
const VALID: &str = r#"(
    title: "测试清单",
    domains: [(id: "roads", name: "道路")],
    projects: [
        (no: 1, domain: "roads", title: "修路"),
    ],
)
"#;

/// Returns the file with `old` replaced once.
fn replaced(old: &str, new: &str) -> String {
    assert!(VALID.contains(old), "the list has no {old}");
    VALID.replacen(old, new, 1)
}

/// Returns the file with another project.
fn project(text: &str) -> String {
    replaced(r#"(no: 1, domain: "roads", title: "修路")"#, text)
}

/// Returns the file with a target; `text` has its fields except `what`.
fn target(text: &str) -> String {
    project(&format!(
        r#"(no: 1, domain: "roads", title: "修路", targets: [(what: "长度", {text})])"#
    ))
}

/// Formats errors of a file called `data.ron`.
fn messages(errors: &[FileError], lang: Lang) -> String {
    let lines = errors.iter().map(|error| error.text("data.ron", lang) + "\n");
    lines.collect()
}

/// Asserts that these are exactly the messages about `text`, each after the file name.
fn assert_error(text: &str, zh: &str, en: &str) {
    let errors = parse(text).expect_err(text);
    for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
        let expected: String = expected.lines().map(|line| format!("data.ron:{line}\n")).collect();
        assert_eq!(messages(&errors, lang), expected, "{text}");
    }
}

#[test]
fn the_list_that_all_others_differ_from_has_no_fault() {
    for text in [
        VALID.to_owned(),
        format!("\u{feff}{VALID}"),
        VALID.replace('\n', "\r\n"),
        format!("// 说明\n{VALID}// 完"),
    ] {
        let catalog = parse(&text).expect(&text);
        assert_eq!(catalog.projects().len(), 1);
    }
}

#[test]
fn what_the_format_allows_is_no_fault() {
    for text in [
        target("amount: 8, qualifier: range, max: 8"),
        target("amount: 0"),
        target("amount: 11_000.5, qualifier: more_than"),
        replaced("\"测试清单\"", "(en: \"A list\")"),
        replaced("domains:", "year: 2026, published: \"2028-02-29\", domains:"),
        replaced("测试", "“测试” \\\" \\\\ \\n"),
    ] {
        assert_eq!(parse(&text).map(drop), Ok(()), "{text}");
    }
}

#[test]
fn errors_are_errors_of_the_standard_library() {
    let error = parse(&replaced("no: 1", "no: 0")).unwrap_err().remove(0);
    let cell = Diagnostic::new(Location::cell("一", 3, 2), FileErrorKind::OpenQuote);
    let lint = Diagnostic::new(Location::Text(LineCol::START), Lint::SameTitle(7));
    let file = FileDiagnostics { file: "a.ron".into(), errors: vec![error.clone()] };
    let errors: [Box<dyn Error>; 8] = [
        error.clone().into(),
        error.kind.into(),
        cell.into(),
        lint.into(),
        file.into(),
        KeymapError::BadKey("<x\u{1b}>".into()).into(),
        SaveError::Exists.into(),
        Shortage::Memory.into(),
    ];
    let number = "0 is not a project number; use a whole number from 1 to 9999999".to_owned();
    let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            format!("5:14: {number}"),
            number.clone(),
            "一!B3 (row 3, column B): a quote \" here is not paired, or has text after it, so characters may be lost or rows joined; add or delete one, and use “ ” within a text".to_owned(),
            "1:1: warning: project 07 has the same title".to_owned(),
            format!("a.ron:5:14: {number}"),
            "there is no key <x\u{fffd}>; write one character, or a name such as <F5> or <Ctrl-d>".to_owned(),
            "FILE already exists and was not changed; choose another name, or add --force to overwrite it".to_owned(),
            Shortage::Memory.text(Lang::En).to_owned(),
        ]
    );
}
