//! The documents: sizes, both languages, links, and everything that they claim about the program.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use minsheng::app::{Keymap, Layer, command_table};
use minsheng::cli;
use minsheng::commands::{self, CommandOutput, Environment};
use minsheng::lang::Lang;

/// The documents that clerks and administrators read, without their endings.
const BILINGUAL: [&str; 6] =
    ["README", "docs/guide", "docs/office", "docs/data-format", "docs/hall", "docs/ssh"];

/// Returns the path of a bilingual document in a language.
fn path_in(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{name}.md"),
        Lang::Zh => format!("{name}.zh-CN.md"),
    }
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the paths of all documents.
fn documents() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = [".", "docs"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    assert!(paths.len() > 2 * BILINGUAL.len(), "{paths:?}");
    paths
}

/// A line of a document, and the language of the fenced block that it is in.
type Line<'a> = (Option<&'a str>, &'a str);

/// Returns the lines of a document, without the fences.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut fence = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        match (line.trim_start().strip_prefix("```"), fence) {
            (Some(lang), None) => fence = Some(lang),
            (Some(_), Some(_)) => fence = None,
            (None, _) => lines.push((fence, line)),
        }
    }
    lines
}

/// Returns the level and the text of each heading.
fn headings(text: &str) -> Vec<(usize, &str)> {
    let lines = lines(text).into_iter().filter(|(fence, _)| fence.is_none());
    lines
        .filter_map(|(_, line)| {
            let (marks, text) = line.split_once(' ')?;
            (!marks.is_empty() && marks.chars().all(|c| c == '#')).then_some((marks.len(), text))
        })
        .collect()
}

/// Returns the anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Returns the targets of the links in a document.
fn links(text: &str) -> Vec<&str> {
    let prose = lines(text).into_iter().filter(|(fence, _)| fence.is_none());
    prose
        .flat_map(|(_, line)| line.split("](").skip(1))
        .map(|rest| rest.split(')').next().unwrap())
        .collect()
}

/// Runs the program with these arguments; `out` then has all of its output.
fn run(args: &[&str]) -> CommandOutput {
    let args: Vec<OsString> = ["minsheng"].iter().chain(args).map(OsString::from).collect();
    let cli = cli::parse(&args, Lang::Zh, None).unwrap();
    let mut output = commands::run(&cli, &Environment::default());
    output.out.push_str(&String::from_utf8_lossy(&output.bytes));
    output
}

#[test]
fn the_readmes_are_short() {
    for (file, max) in [("README.md", 9_000), ("README.zh-CN.md", 11_000)] {
        let size = read(file).len();
        assert!(size <= max, "{file} has {size} bytes: move a part of it to docs/");
    }
}

#[test]
fn what_clerks_read_has_the_same_headings_in_both_languages() {
    for name in BILINGUAL {
        let [zh, en] = Lang::ALL.map(|lang| read(path_in(name, lang)));
        let levels =
            |text: &str| headings(text).iter().map(|(level, _)| *level).collect::<Vec<_>>();
        assert_eq!(levels(&zh), levels(&en), "{name}");
        let blocks = |text: &str| text.matches("```").count();
        assert_eq!(blocks(&zh), blocks(&en), "{name}");
    }
}

#[test]
fn links_lead_somewhere() {
    for document in documents() {
        let text = read(&document);
        for link in links(&text).into_iter().filter(|link| !link.starts_with("http")) {
            let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => document.clone(),
                path => document.parent().unwrap().join(path),
            };
            assert!(target.exists(), "{}: {link}", document.display());
            if !fragment.is_empty() {
                let text = read(&target);
                let found = headings(&text).iter().any(|(_, text)| anchor(text) == fragment);
                assert!(found, "{}: {link}", document.display());
            }
        }
    }
}

#[test]
fn every_document_can_be_reached_from_the_readmes() {
    for lang in Lang::ALL {
        let readme = read(path_in("README", lang));
        for name in BILINGUAL.into_iter().skip(1) {
            let path = path_in(name, lang);
            assert!(links(&readme).contains(&path.as_str()), "{lang:?}: {path}");
        }
    }
    let readme = read("README.md");
    for document in documents().iter().filter_map(|path| path.strip_prefix(".").ok()) {
        let name = document.to_str().unwrap();
        let linked = name == "README.md" || links(&readme).contains(&name);
        assert!(linked, "README.md does not link {name}");
    }
}

#[test]
fn the_guides_list_the_keys_as_they_are() {
    for lang in Lang::ALL {
        let keymap = Keymap::builtin();
        let rows = keymap.bindings(Layer::Board).map(|(keys, action)| {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("`{key}`")).collect();
            format!("| {} | {} |\n", keys.join(" "), action.explain(lang))
        });
        let (file, table) = (path_in("docs/guide", lang), rows.collect::<String>());
        assert!(read(&file).contains(&table), "{file} should say:\n{table}");
    }
}

#[test]
fn the_guides_list_the_commands_of_the_board_as_they_are() {
    for lang in Lang::ALL {
        let rows = command_table(lang).map(|(word, help)| format!("| `:{word}` | {help} |\n"));
        let (file, table) = (path_in("docs/guide", lang), rows.collect::<String>());
        assert!(read(&file).contains(&table), "{file} should say:\n{table}");
    }
}

#[test]
fn the_documents_show_the_screen_as_it_is() {
    for (name, size, keys) in [("README", "100x22", "2 0"), ("docs/guide", "80x24", "o")] {
        for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let output = run(&["frame", "--lang", code, "--size", size, "--keys", keys]);
            let screen: Vec<&str> = output.out.lines().map(str::trim_end).collect();
            let (file, screen) =
                (path_in(name, lang), format!("```text\n{}\n```\n", screen.join("\n")));
            assert!(read(&file).contains(&screen), "{file} should show:\n{screen}");
        }
    }
}

#[test]
fn the_guides_name_every_command() {
    let help = cli::parse(&["minsheng", "--help"].map(OsString::from), Lang::En, None);
    let help = help.unwrap_err().text;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert!(commands.lines().count() > 10, "{help}");
    for lang in Lang::ALL {
        let file = path_in("docs/guide", lang);
        let text = read(&file);
        for name in commands.lines().map(|line| line.split_whitespace().next().unwrap()) {
            assert!(text.contains(&format!("| `minsheng {name}")), "{file} does not list {name}");
        }
    }
}

#[test]
fn command_lines_in_the_documents_can_be_parsed() {
    let mut count = 0;
    for document in documents() {
        let text = read(&document);
        for (fence, line) in lines(&text) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if fence != Some("sh") || words.first() != Some(&"minsheng") {
                continue;
            }
            let words = words.into_iter().take_while(|word| !["#", ">", "|"].contains(word));
            let args: Vec<OsString> = words.map(OsString::from).collect();
            let error = cli::parse(&args, Lang::En, None).err().map(|message| message.text);
            assert_eq!(error, None, "{}: {line}", document.display());
            count += 1;
        }
    }
    assert!(count > 10, "{count} command lines");
}

#[test]
fn the_tables_in_the_documents_can_be_imported() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["README", "docs/office"] {
        for lang in Lang::ALL {
            let file = path_in(name, lang);
            let text = read(&file);
            // Projects, the list itself and reports, with an empty row between two tables.
            let tables: Vec<String> = text
                .split("```csv\n")
                .skip(1)
                .map(|block| block.split("```").next().unwrap().replace("\n   ", "\n"))
                .collect();
            let table = tables.join("\n");
            let path = folder.path().join("list.csv");
            fs::write(&path, &table).unwrap();
            let output = run(&["import", path.to_str().unwrap()]);
            assert_eq!(output.code, 0, "{file}: {:?}", output.err);
            assert!(minsheng::format::parse(&output.out).is_ok_and(|catalog| catalog.len() > 1));
        }
    }
}

#[test]
fn the_office_guides_list_the_columns_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let exported = run(&["export", "--format", "csv"]).out;
    let header = exported.lines().find(|line| line.starts_with("编号 No.,领域")).unwrap();
    for lang in Lang::ALL {
        let file = path_in("docs/office", lang);
        let text = read(&file);
        for heading in header.trim_end().split(',') {
            assert!(text.contains(&format!("`{heading}`")), "{file} does not name {heading}");
        }
        let (_, table) = text.split_once("<!-- columns -->").unwrap();
        for row in table.lines().take_while(|line| !line.starts_with("## ")) {
            let quoted: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
            let Some(column) = quoted.first().filter(|_| row.starts_with("| `")) else { continue };
            for other in &quoted[1..] {
                let mut headings = vec!["编号 No.", "领域 Domain", "名称 Title"];
                headings.retain(|heading| heading != column);
                headings.push(other);
                fs::write(&path, format!("清单\n{}\n", headings.join(","))).unwrap();
                let found = run(&["check", path.to_str().unwrap(), "--format", "json"]).out;
                let known = !found.contains("unknown-column") && !found.contains("no-table");
                assert!(known, "{file}: {column} is not called {other}: {found}");
            }
        }
    }
}

#[test]
fn data_files_in_the_documents_have_no_errors() {
    for document in documents() {
        let text = read(&document);
        for block in text.split("```ron\n").skip(1).filter(|block| block.starts_with('(')) {
            let block = block.split("```").next().unwrap();
            let errors = minsheng::format::parse(block).err();
            assert_eq!(errors, None, "{}: {block}", document.display());
        }
    }
}

#[test]
fn the_module_map_names_every_module() {
    let text = read("docs/development.md");
    for entry in fs::read_dir("src").unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let slash = if entry.path().is_dir() { "/" } else { "" };
        let row = format!("| `src/{name}{slash}` |");
        assert!(name == "lib.rs" || text.contains(&row), "docs/development.md lacks {row}");
    }
}

#[test]
fn the_names_in_the_development_guide_exist() {
    let mut sources = String::new();
    let mut folders = vec![PathBuf::from("src"), PathBuf::from("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push_str(&read(path));
            }
        }
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let known: HashSet<&str> = sources.split(|c| !is_word(c)).collect();
    let text = read("docs/development.md") + &read("docs/glossary.md");
    let prose = lines(&text).into_iter().filter(|(fence, _)| fence.is_none());
    let names: Vec<&str> = prose
        .flat_map(|(_, line)| line.split('`').skip(1).step_by(2))
        .filter(|name| name.starts_with(char::is_uppercase) && name.chars().all(is_word))
        .collect();
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        assert!(known.contains(name), "the guide names {name}, which does not exist");
    }
}
