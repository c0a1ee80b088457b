//! The architecture: which modules import which, file lengths, names and comments.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minsheng::app::KeymapError;
use minsheng::diagnostics::{FileErrorKind, Lint, Note};
use minsheng::lang::Lang;

/// The layers from top to bottom: a module may import modules of lower layers only.
const LAYERS: [&[&str]; 19] = [
    &["main"],
    &["cli", "commands"],
    &["config"],
    &["host"],
    &["tty"],
    &["view"],
    &["app"],
    &["page"],
    &["index"],
    &["query"],
    &["matcher", "data"],
    &["exchange"],
    &["format"],
    &["storage"],
    &["model"],
    &["diagnostics"],
    &["text"],
    &["lang"],
    &["executor", "paged_buf"],
];
/// Imports within a layer that are allowed: commands run the requests that `cli` parses.
const SAME_LAYER_ALLOWED: [(&str, &str); 1] = [("commands", "cli")];

/// Returns the Rust files below a folder.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<PathBuf> {
    rust_files("src")
}

/// Returns the top module of a file: `query` for `src/query/syntax.rs`.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix("src").unwrap().components().next().unwrap();
    inside.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| panic!("{module} is in no layer"))
}

/// Returns the modules that `text` names as `crate::x` or, in the binary, `minsheng::x`, also in
/// groups over several lines.
fn imports(text: &str) -> Vec<String> {
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for start in ["crate::", "minsheng::"] {
        for (at, _) in code.match_indices(start) {
            let path = code.split_at(at + start.len()).1;
            let paths = path.strip_prefix('{').map_or_else(|| vec![path], group_members);
            let names = paths.into_iter().map(|path| {
                let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
                path.trim_start().chars().take_while(is_name).collect::<String>()
            });
            found.extend(names.filter(|name| !name.is_empty()));
        }
    }
    found
}

/// Returns the members of the import group at the start of `text`, up to its closing brace.
fn group_members(text: &str) -> Vec<&str> {
    let (mut members, mut start, mut depth) = (Vec::new(), 0, 1);
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 || depth == 1 && c == ',' {
            members.push(text.get(start..at).unwrap());
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    members
}

#[test]
fn imports_sees_nested_groups_over_several_lines() {
    let text = "use crate::{\n    app::{Model, update},\n    // page,\n    text,\n};\n\
                use crate::lang;\nfn f() { minsheng::cli::parse(x, y) }";
    assert_eq!(imports(text), ["app", "text", "lang", "cli"]);
}

#[test]
fn no_module_imports_upwards() {
    // Unit tests may use whatever makes them short.
    let is_test = |path: &PathBuf| path.ends_with("tests.rs") || path.ends_with("simulation.rs");
    for path in sources().into_iter().filter(|path| !path.ends_with("lib.rs") && !is_test(path)) {
        let from = module(&path);
        let text = fs::read_to_string(&path).unwrap();
        for to in imports(text.split("#[cfg(test)]\nmod tests").next().unwrap()) {
            let allowed = from == to
                || layer(&from) < layer(&to)
                || SAME_LAYER_ALLOWED.contains(&(&from, &to));
            assert!(allowed, "{} imports {to}", path.display());
        }
    }
}

#[test]
fn clock_threads_environment_and_crates_stay_in_their_modules() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let from = module(&path);
        for (word, owners) in [
            ("signal_hook", &["tty"][..]),
            ("std::thread", &["executor", "host", "tty"]),
            ("Instant::now", &["host", "tty"]),
            ("crossterm::terminal", &["tty"]),
            ("std::env", &["main"]),
            ("fuzzy_matcher", &["matcher"]),
            ("ratatui", &["app", "view", "host", "tty", "commands"]),
            ("crossterm", &["app", "host", "tty"]),
        ] {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let used = code.into_iter().any(|line| {
                line.contains(&format!("use {word}")) || line.contains(&format!(" {word}::"))
            });
            assert!(!used || owners.contains(&from.as_str()), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn one_file_imports_fuzzy_matcher() {
    let users: Vec<_> = sources()
        .into_iter()
        .filter(|path| fs::read_to_string(path).unwrap().contains("use fuzzy_matcher"))
        .collect();
    assert_eq!(users, [PathBuf::from("src/matcher/scorer.rs")]);
}

/// The files that read RON with the `ron` crate: the data format, the settings and the session.
const RON_USERS: [&str; 7] = [
    "src/commands/session.rs",
    "src/format/fast.rs",
    "src/format/fields.rs",
    "src/format/split.rs",
    "src/format/syntax.rs",
    "src/format/validator.rs",
    "src/format/values.rs",
];

/// Signs in a source text that it looks for strings, comments or brackets itself, and the files of
/// the format that do.
const SCANNERS: [(&str, &[&str]); 3] = [
    // `fast.rs` only asks whether a text may have comments, and leaves it to the validator then.
    ("\"//\")", &["src/format/fast.rs", "src/format/ron_text/lexer.rs"]),
    ("b'\"'", &["src/format/ron_text/lexer.rs"]),
    ("'(' | '['", &["src/format/ron_text/lexer.rs"]),
];

#[test]
fn two_readers_know_the_grammar_of_ron() {
    let users_of = |folder: &str, sign: &str| -> Vec<String> {
        let files = rust_files(folder).into_iter().filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(sign))
        });
        files.map(|path| path.to_string_lossy().into_owned()).collect()
    };
    assert_eq!(users_of("src", " ron::"), RON_USERS);
    for (sign, files) in SCANNERS {
        assert_eq!(users_of("src/format", sign), files, "{sign}");
    }
}

/// The parts of the model have methods of their own; those of the model are the rules that cross
/// parts.
#[test]
fn the_model_has_methods_in_one_file() {
    let is_impl = |line: &str| {
        line.trim_start().starts_with("impl") && line.split_whitespace().any(|word| word == "Model")
    };
    let files: Vec<_> = sources()
        .into_iter()
        .filter(|path| fs::read_to_string(path).unwrap().lines().any(is_impl))
        .collect();
    assert_eq!(files, [PathBuf::from("src/app/model.rs")]);
}

#[test]
fn no_file_is_too_long() {
    // The table of texts is read row by row, like a dictionary.
    for path in sources().into_iter().filter(|path| !path.ends_with("lang/strings.rs")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn no_thread_is_started_without_a_way_out() {
    // A test may start what it likes.
    for path in sources().into_iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code: Vec<&str> =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let spawns: Vec<&&str> = code.iter().filter(|line| line.contains("spawn")).collect();
        if path == Path::new("src/executor/threads.rs") {
            // Those of a `Builder` return an error; `thread::spawn` and `Scope::spawn` panic.
            let known = |line: &&&str| {
                line.contains("builder.spawn(") || line.contains("Builder::new().spawn_scoped(")
            };
            assert!(spawns.iter().all(known), "{spawns:?}");
        } else {
            assert!(spawns.is_empty(), "{} starts a thread by itself: {spawns:?}", path.display());
        }
    }
}

/// The type names that may be defined twice in `src`, with a reason each.
const SHARED_TYPE_NAMES: [&str; 0] = [];

/// Returns the names of types, traits and aliases that a source text defines, except associated
/// types.
fn defined_types(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
            Some(rest) => rest.split_once(") ").map_or(rest, |(_, rest)| rest),
            None => rest.trim_start(),
        });
        let (kind, rest) = line.split_once(' ')?;
        let is_associated = kind == "type"
            && rest.split('=').next().is_some_and(|name| ASSOCIATED.contains(&name.trim()));
        let is_type =
            ["struct", "enum", "trait", "type", "union"].contains(&kind) && !is_associated;
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        (is_type && name.starts_with(|c: char| c.is_uppercase())).then_some(name)
    })
}

/// Associated types of traits of other crates.
const ASSOCIATED: [&str; 7] = ["Value", "Err", "Error", "Item", "IntoIter", "Output", "Target"];

#[test]
fn a_type_name_stands_once() {
    let mut seen: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in sources() {
        for name in defined_types(&fs::read_to_string(&path).unwrap()) {
            seen.entry(name.to_owned()).or_default().push(path.clone());
        }
    }
    assert!(seen.len() > 300, "{}", seen.len());
    let several: Vec<_> =
        seen.iter().filter(|(_, paths)| paths.len() > 1).map(|(name, _)| name.as_str()).collect();
    assert_eq!(several, SHARED_TYPE_NAMES, "{seen:#?}");
}

#[test]
fn no_constructor_is_called_of() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let of = text.lines().find(|line| line.contains("fn of(") || line.contains("fn of<"));
        assert_eq!(of, None, "{}", path.display());
    }
}

/// Beginnings of doc comments that do not say what an item is or does.
const RIDDLES: [&str; 6] = ["What ", "Whether ", "How ", "The same ", "So many ", "Of "];

#[test]
fn doc_comments_say_what_a_thing_is_or_does() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let text = fs::read_to_string(&path).unwrap();
        let docs: Vec<Option<&str>> = text
            .lines()
            .map(str::trim_start)
            .map(|line| {
                line.strip_prefix("/// ")
                    .or_else(|| line.strip_prefix("//! "))
                    .or((line == "///").then_some(""))
            })
            .collect();
        let mut before = None;
        for (nth, doc) in docs.into_iter().enumerate() {
            let begins = doc
                .filter(|_| before.is_none())
                .filter(|doc| RIDDLES.iter().any(|riddle| doc.starts_with(riddle)));
            assert_eq!(begins, None, "{}:{}", path.display(), nth + 1);
            before = doc;
        }
    }
}

/// The codes of errors, notes and lints in `check --format json`. A released code is neither renamed
/// nor removed.
const CODES: &str = "\
    bad-amount bad-date bad-document bad-escape bad-format bad-id bad-investment bad-json \
    bad-number bad-workbook bad-year bare-figure blank-marks broken-cell cells-not-read \
    chosen-characters cleaned colon-in-label column-as-notes covered-cells ditto \
    double-column empty empty-cell empty-formula empty-reports empty-text encoding expected \
    extra-cells falling-range falling-total far-day figure-in-words figures-differ forbidden \
    foreign-format full-width full-width-digits further-errors further-fields \
    gathered-domains header-unit hidden-column hidden-rows hidden-sheet hidden-taken \
    huge-announcement idle-domain internal-contacts inverted-range investment-text invisible \
    joined-lines joined-places joined-rows left-out left-out-rows line-numbers lines-differ \
    lines-left-out long-cell long-text long-title lookalikes lost-characters \
    max-without-range mended-mirror merged-projects misreport missetting missing \
    missing-field named-twice newer-format no-announced-projects no-domain-column no-domains \
    no-draft no-english no-figure no-files no-header no-projects no-report-day no-room \
    no-table no-title no-unit no-year not-a-file not-ron not-text number-format numbers-left \
    odd-phone old-workbook open-quote other-list other-year oversize part-of-count \
    partial-figure partly-struck persons-left-out placed-target public-mobile quote-in-text \
    raised-digit range-without-max read-day read-progress read-report renumbered \
    reordered-target repeated-domain repeated-field repeated-number repeated-reports \
    repeated-table report-year rows-differ same-label same-title several-targets short \
    side-by-side similar-domain simplified skipped-sheet starred-number stray-qualifier \
    struck-cells surplus-report target-units task-titles title-from-line title-from-row \
    title-unit too-deep too-large unclosed undecided-year unexpected unit-differs \
    unkept-column unknown-column unknown-domain unknown-field unknown-qualifier unknown-unit \
    unknown-word unlisted-place unread-cells unreadable unsorted-projects unused-unit \
    wide-commas year-from-row zero-bytes zero-figure";

#[test]
fn the_codes_for_programs_keep_their_spelling() {
    let tables = [FileErrorKind::rows, Note::rows, Lint::rows, KeymapError::rows];
    let mut found: Vec<_> =
        tables.iter().flat_map(|rows| rows(Lang::En)).map(|(code, _)| code).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.join(" "), CODES.split_whitespace().collect::<Vec<_>>().join(" "));
}

/// The maximum number of files of `src` that name a field of a project.
const FIELD_FILES_MAX: usize = 6;

#[test]
fn few_files_name_a_field_of_a_project() {
    let guide = fs::read_to_string("docs/development.md").unwrap();
    let has_name =
        |path: &PathBuf| fs::read_to_string(path).unwrap().to_lowercase().contains("partner");
    let files: Vec<_> = sources().into_iter().filter(has_name).collect();
    assert!((1..=FIELD_FILES_MAX).contains(&files.len()), "{files:?}");
    for file in files {
        let file = file.strip_prefix("src").unwrap().display().to_string();
        assert!(guide.contains(&file), "docs/development.md does not name {file}");
    }
}
