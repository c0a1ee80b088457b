//! `docs/diagnostics.md`: every message with its code, an example and the remedy. The examples are
//! run, and the page is made from the tables of messages.

mod errors;
mod notes;

use std::fs;

use minsheng::app::KeymapError;
use minsheng::config::Config;
use minsheng::data::read;
use minsheng::diagnostics::{
    Diagnostic, DiagnosticKind, FileErrorKind as E, LineCol, Lint, Location, Note, Severity,
};
use minsheng::exchange::ImportOptions;
use minsheng::lang::Lang;
use tempfile::TempDir;

use self::errors::{file_errors, keymap_errors};
use self::notes::{lints, notes};
use super::{replaced, target};
use Example::{Changed, Field, File, Setting, Target, Told};

/// An example of what a message is about.
enum Example {
    /// A field added to the programme.
    Field(&'static str),
    /// The valid file with the first text replaced by the second.
    Changed(&'static str, &'static str),
    /// The fields of a target.
    Target(&'static str),
    /// A whole file: its name and its text.
    File(&'static str, &'static str),
    /// A setting.
    Setting(&'static str),
    /// A description of something else than a text, and the message about it.
    Told(&'static str, DiagnosticKind),
}

/// An example of a message, and the remedy if the message does not end with one.
type Documented = (Example, &'static str);

/// Returns the example of a message that says itself what to do.
fn plain(example: Example) -> Documented {
    (example, "")
}

const SUGGESTED: &str = "use the name that the message suggests";

/// Returns the example of a message that says itself what to do, about something else than a text.
fn told(what: &'static str, kind: impl Into<DiagnosticKind>) -> Documented {
    plain(Told(what, kind.into()))
}

impl Example {
    /// Returns the diagnostics about the example.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let folder = TempDir::new().unwrap();
        let read_text = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            let mut result = read(&path, &ImportOptions::default(), &mut |_, _| {});
            result.lint();
            result.diagnostics
        };
        match self {
            Field(text) => read_text("a.ron", &replaced("domains:", &format!("{text}, domains:"))),
            Changed(old, new) => read_text("a.ron", &replaced(old, new)),
            Target(text) => read_text("a.ron", &target(text)),
            File(name, text) => read_text(name, text),
            Setting(text) => {
                let errors = Config::parse(&format!("({text})")).expect_err(text);
                errors.into_iter().map(Diagnostic::from).collect()
            }
            Told(_, kind) => vec![Diagnostic::new(Location::Text(LineCol::START), kind.clone())],
        }
    }

    /// Returns the example as the page shows it.
    fn shown(&self) -> String {
        let code = |text: &str| {
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            format!("`{}`", lines.join(" ⏎ ").replace('\u{3000}', "[U+3000]"))
        };
        match self {
            File(name, "") => format!("an empty {name}"),
            File(name, text) => format!("{name}: {}", code(&text.replace(['\u{3}', '\u{4}'], ""))),
            Changed(old, "") => format!("without {}", code(old)),
            Field(text) | Changed(_, text) | Target(text) | Setting(text) => code(text),
            Told(text, _) => (*text).to_owned(),
        }
    }
}

/// Returns true if `message` is `template` with something in place of each `{}`.
fn fits(template: &str, message: &str) -> bool {
    let mut parts = template.split("{}");
    let start = parts.next().unwrap_or_default();
    let mut rest = message.strip_prefix(start);
    for part in parts {
        rest = rest.and_then(|rest| Some(rest.split_once(part)?.1));
    }
    rest.is_some_and(|rest| rest.is_empty() || template.ends_with("{}"))
}

/// Returns a section of the page, and asserts that each example gets its message.
fn section(title: &str, rows: Vec<(&str, &str)>, examples: Vec<Documented>) -> String {
    assert_eq!(rows.len(), examples.len(), "{title}: one example a message");
    let mut out = format!(
        "\n## {title}\n\n| Code | Severity | Message | Example | Remedy |\n| --- | --- | --- | --- | --- |\n"
    );
    for ((code, template), (example, remedy)) in rows.into_iter().zip(examples) {
        let found = example.diagnostics();
        let diagnostic = found
            .iter()
            .find(|diagnostic| {
                diagnostic.code() == code && fits(template, &diagnostic.message(Lang::En))
            })
            .unwrap_or_else(|| panic!("{code}, {}: {found:#?}", example.shown()));
        let severity = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let (message, remedy) = match template.split_once("; ") {
            Some((message, advice)) if remedy.is_empty() => (message, advice),
            Some((message, "{}")) => (message, remedy),
            _ => (template, remedy),
        };
        assert!(!remedy.is_empty(), "{code}: what is to be done?");
        let [message, remedy] =
            [message, remedy].map(|text| text.replace('\\', r"\\").replace('<', r"\<"));
        out += &format!("| `{code}` | {severity} | {message} | {} | {remedy} |\n", example.shown());
    }
    out
}

/// Text of the page before its tables.
const INTRODUCTION: &str = "\
# Diagnostics

The messages of `minsheng check` and of the board about data and settings. `check --format json` prints the codes;
a released code is never renamed or removed, and several messages may share one. `{}` stands for a value from the file.
To allow a lint or an unknown field on purpose, name its code: `// check: allow no-unit`.

This page is generated by a test that runs the examples (`tests/it/file_errors/documented.rs`).
";

#[test]
fn the_page_about_diagnostics_lists_them_as_they_are() {
    let page = [
        INTRODUCTION.to_owned(),
        section("Errors in files", E::rows(Lang::En), file_errors()),
        section("Errors in a key table", KeymapError::rows(Lang::En), keymap_errors()),
        section("Lints", Lint::rows(Lang::En), lints()),
        section("Notes", Note::rows(Lang::En), notes()),
    ]
    .concat();
    let text = fs::read_to_string("docs/diagnostics.md").unwrap_or_default();
    assert!(text == page, "docs/diagnostics.md should say:\n{page}");
}
