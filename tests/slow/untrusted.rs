//! Untrusted input: every code point as a text of the catalog, a paste, an argument, a file name or
//! an error in a file, through every screen and every subcommand. The output contains no command to
//! a terminal and no change of the reading direction.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "clippy recognises tests, but not their helpers"
)]

use std::ffi::OsString;
use std::fmt::Write;

use crate::support::Board;
use minsheng::app::Msg;
use minsheng::cli;
use minsheng::cli::{BoardOptions, Cli, FrameOptions, ProjectChoice, Task};
use minsheng::commands::{CommandOutput, Environment, FAILURE, run};
use minsheng::exchange::ImportOptions;
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::query::ListOrder;
use minsheng::tty::Screen;

/// The number of code points that are tested together.
const CHUNK: usize = 4096;

/// The number of code points in a short text.
const PIECE: usize = 24;

/// The ranges of all characters that are not plain glyphs. Unoptimised, the others take minutes;
/// `.ci/run` tests them.
const SPECIAL_RANGES: [std::ops::RangeInclusive<u32>; 4] =
    [0..=0x1fff, 0x2000..=0x2fff, 0xf000..=0xffff, 0xe0000..=0xe0fff];

/// Returns all code points, `size` at a time, without surrogates.
fn chunks(size: usize) -> Vec<Vec<char>> {
    let all = ('\0'..=char::MAX).filter(|c| {
        !cfg!(debug_assertions) || SPECIAL_RANGES.iter().any(|range| range.contains(&u32::from(*c)))
    });
    all.collect::<Vec<_>>().chunks(size).map(<[char]>::to_vec).collect()
}

/// True for characters that must not reach a terminal, a log or a reader, by the standard and not
/// by our own table: controls of both ranges, changes of the reading direction, invisible
/// characters, variation selectors.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[track_caller]
fn assert_harmless(text: &str, context: &str) {
    let unexpected = text.chars().find(|c| is_unsafe(*c) && *c != '\n');
    assert_eq!(unexpected, None, "{context}");
}

/// Asserts that the sequences of a frame are from a short list and that all other bytes are
/// harmless.
#[track_caller]
fn assert_frame(bytes: &[u8], context: &str) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut parts = text.split('\u{1b}');
    assert_harmless(parts.next().unwrap_or_default(), context);
    for part in parts {
        let body = part.strip_prefix('[').unwrap_or_else(|| panic!("{context}: ESC {part:?}"));
        let end = body
            .find(|c: char| !c.is_ascii_digit() && c != ';' && c != '?')
            .unwrap_or_else(|| panic!("{context}: {body:?}"));
        let (word, rest) = body.split_at(end + 1);
        let known = matches!(word, "?2026h" | "?2026l" | "?25h" | "?25l")
            || word.ends_with(['H', 'G', 'C', 'D', 'J', 'K', 'X', 'm']) && !word.starts_with('?');
        assert!(known, "{context}: CSI {word}");
        // Down, and to the start of a row.
        assert_harmless(&rest.replace(['\r', '\n'], ""), context);
    }
}

/// Returns a data file with these code points in every text.
fn data_file(points: &[char]) -> String {
    let quoted = |points: &[char]| {
        let escaped: String =
            points.iter().map(|c| format!("\\u{{{:x}}}", u32::from(*c))).collect();
        format!("(zh: \"文{escaped}\", en: \"T{escaped}\")")
    };
    let all = quoted(points);
    let mut domains = String::new();
    let mut projects = String::new();
    for (nth, piece) in points.chunks(PIECE).enumerate() {
        let text = quoted(piece);
        write!(domains, "(id: \"d{nth}\", name: {text}), ").unwrap();
        write!(projects, "(no: {}, domain: \"d{nth}\", title: {text}", nth + 1).unwrap();
        if nth == 0 {
            write!(
                projects,
                ", summary: {all}, targets: [(what: {text}, amount: 1, unit: {text})]"
            )
            .unwrap();
            write!(projects, ", places: [{text}], partners: [{text}], facts: [{text}]").unwrap();
        }
        projects.push_str("), ");
    }
    let head = quoted(&points[..PIECE]);
    format!(
        "(title: {head}, locality: {head}, source: {head}, note: {head}, domains: [{domains}], projects: [{projects}])"
    )
}

#[test]
fn no_text_of_a_catalog_commands_the_terminal() {
    for points in chunks(CHUNK) {
        let context = format!("U+{:X} and on", u32::from(points[0]));
        let catalog =
            parse(&data_file(&points)).unwrap_or_else(|errors| panic!("{context}: {errors:?}"));
        let mut board = Board::with_catalog(catalog, Lang::Zh, 200, 100);
        let mut screen = Screen::default();
        for keys in ["", "h <PgDn>", "l <PgDn> e", "9 9 9", "/ T <Enter>"] {
            board.press(keys);
            let (frame, cursor) = board.draw();
            assert_frame(&screen.paint(frame, cursor), &context);
        }
    }
}

#[test]
fn no_text_of_a_catalog_is_printed_as_it_came() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.ron");
    let task = |nth: usize| match nth {
        0..5 => Task::List {
            choice: ProjectChoice::default(),
            order: ListOrder::default(),
            format: ["table", "json", "csv", "md", "html"][nth].into(),
        },
        5..8 => {
            Task::Show { numbers: vec!["1".into()], format: ["text", "json", "md"][nth - 5].into() }
        }
        8 => Task::Frame {
            board_options: BoardOptions::default(),
            options: FrameOptions { keys: String::new(), size: "200x100".into(), styles: true },
        },
        _ => Task::Check {
            files: vec![file.clone()],
            format: "text".into(),
            options: ImportOptions::default(),
            strict: false,
        },
    };
    for points in chunks(CHUNK) {
        std::fs::write(&file, data_file(&points)).unwrap();
        for nth in 0..10 {
            let cli = Cli {
                lang: Lang::Zh,
                has_lang: true,
                config: None,
                data: vec![file.clone()],
                restricted: false,
                audience: minsheng::model::Audience::Staff,
                as_of: None,
                task: task(nth),
            };
            let output = run(&cli, &Environment::default());
            assert_eq!(output.code, 0, "{:?}", output.err);
            assert_harmless(&output.out, &format!("U+{:X} and on: {nth}", u32::from(points[0])));
        }
    }
}

#[test]
fn no_paste_commands_the_terminal() {
    let text = "(title: \"一\", domains: [(id: \"a\", name: \"一\")], projects: [(no: 1, domain: \"a\", title: \"一\")])";
    let mut board = Board::with_catalog(parse(text).unwrap(), Lang::Zh, 150, 15);
    let mut screen = Screen::default();
    // As much as the box takes.
    for pasted in chunks(minsheng::app::QUERY_MAX) {
        board.press("/ <Ctrl-u>");
        board.send(Msg::Paste(pasted.iter().collect()));
        let (frame, cursor) = board.draw();
        assert_frame(&screen.paint(frame, cursor), &format!("U+{:X} and on", u32::from(pasted[0])));
    }
}

#[test]
fn no_argument_no_name_of_a_file_and_no_fault_commands_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.ron");
    for points in chunks(CHUNK) {
        let context = format!("U+{:X} and on", u32::from(points[0]));
        let text: String = points.iter().filter(|c| **c != '\0').collect();
        for args in [
            &["list", "--domain", &text][..],
            &["list", &text],
            &["show", &text],
            &[&text],
            &["--lang", &text],
            &["list", "--format", &text],
            &["check", &text],
            &["list", "--data", &text],
            &["frame", "--size", &text],
            &["frame", "--keys", &text, "--size", "400x20"],
        ] {
            let args: Vec<OsString> =
                std::iter::once(&"minsheng").chain(args).map(OsString::from).collect();
            let output = match cli::parse(&args, Lang::Zh, None) {
                Ok(cli) => run(&cli, &Environment::default()),
                Err(message) => CommandOutput::error(&message.text),
            };
            assert_harmless(&output.out, &context);
            for line in &output.err {
                assert!(!line.contains('\n'), "{context}: {line}");
                assert_harmless(line, &context);
            }
        }
        // The message about an error in a file quotes it.
        let odd: String = points.iter().map(|c| format!("\\u{{{:x}}}", u32::from(*c))).collect();
        for data in [
            format!(
                "(title: \"一\", domains: [(id: \"a\", name: \"一\")], projects: [(no: 1, domain: \"{odd}\", title: \"一\")])"
            ),
            format!("(title: \"一\", domains: [(id: \"{odd}\", name: \"一\")], projects: [])"),
            points.iter().collect(),
        ] {
            std::fs::write(&file, data).unwrap();
            let cli = Cli {
                lang: Lang::En,
                has_lang: true,
                config: None,
                data: Vec::new(),
                restricted: false,
                audience: minsheng::model::Audience::Staff,
                as_of: None,
                task: Task::Check {
                    files: vec![file.clone()],
                    format: "text".into(),
                    options: ImportOptions::default(),
                    strict: false,
                },
            };
            let output = run(&cli, &Environment::default());
            assert_eq!(output.code, FAILURE, "{context}");
            for line in &output.err {
                assert_harmless(line, &context);
            }
        }
    }
}
