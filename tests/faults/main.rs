//! Every way a data file can be wrong, and what the clerk who must mend it is told: where, what,
//! and what to do.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use minsheng::catalog::{FileError, parse};
use minsheng::lang::Lang;

mod files;
mod harmless;
mod meaning;
mod progress;
mod properties;
mod split;
mod syntax;
mod tomorrow;
mod values;

/// A list without faults. The ones in these tests differ from it in one place.
const LIST: &str = r#"(
    title: "测试清单",
    domains: [(id: "roads", name: "道路")],
    projects: [
        (no: 1, domain: "roads", title: "修路"),
    ],
)
"#;

/// The list with one piece of it replaced.
fn replaced(old: &str, new: &str) -> String {
    assert!(LIST.contains(old), "the list has no {old}");
    LIST.replacen(old, new, 1)
}

/// The list with another project.
fn project(text: &str) -> String {
    replaced(r#"(no: 1, domain: "roads", title: "修路")"#, text)
}

/// The list with a target of a project, of which `text` says all but what is counted.
fn target(text: &str) -> String {
    project(&format!(
        r#"(no: 1, domain: "roads", title: "修路", targets: [(what: "长度", {text})])"#
    ))
}

/// The messages about a file of the name `data.ron`.
fn messages(problems: &[FileError], lang: Lang) -> String {
    let lines = problems.iter().map(|problem| problem.text("data.ron", lang) + "\n");
    lines.collect()
}

/// Exactly these are the messages about `text`, but for the file's name before each.
fn assert_error(text: &str, zh: &str, en: &str) {
    let problems = parse(text).expect_err(text);
    for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
        let expected: String = expected.lines().map(|line| format!("data.ron:{line}\n")).collect();
        assert_eq!(messages(&problems, lang), expected, "{text}");
    }
}

#[test]
fn the_list_that_all_others_differ_from_has_no_fault() {
    for text in [
        LIST.to_owned(),
        format!("\u{feff}{LIST}"),
        LIST.replace('\n', "\r\n"),
        format!("// 说明\n{LIST}// 完"),
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
