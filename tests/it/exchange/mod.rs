//! Spreadsheets and data files: conversion in both directions, and the messages on the way.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "clippy recognises tests, but not their helpers"
)]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use minsheng::data::{ReadResult, read};
use minsheng::exchange::{ImportOptions, tables, to_json, write_csv, write_xlsx};
use minsheng::format::{builtin, parse, to_ron};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use tempfile::TempDir;

mod account;
mod announcement_files;
mod announcement_mirror;
mod announcements;
mod apostrophes;
mod binary_workbooks;
mod cell_marks;
mod csv_quotes;
mod dates;
mod details;
mod domain_names;
mod errors;
mod figures;
mod foreign_files;
mod formulas;
mod headers;
mod hidden_parts;
mod kept_workbook;
mod labels;
mod layout;
mod lookalikes;
mod number_formats;
mod office_cells;
mod office_figures;
mod office_layouts;
mod office_rows;
mod office_tables;
mod open_document;
mod plan_versions;
mod progress;
mod progress_columns;
mod progress_tables;
mod properties;
mod records;
mod reports;
mod sections;
mod shuffled_tables;
mod sizes;
mod spreadsheet_quirks;
mod xml_book;

/// Returns a ZIP of parts, each with a name and a content.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads a file with this name and content.
fn read_bytes(name: &str, bytes: &[u8]) -> ReadResult {
    read_with(name, bytes, &ImportOptions::default())
}

fn read_with(name: &str, bytes: &[u8], options: &ImportOptions) -> ReadResult {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read(&path, options, &mut |_, _| {})
}

/// Returns the catalog of a file without errors, and the remarks about it in Chinese.
fn read_valid(name: &str, bytes: &[u8]) -> (Catalog, Vec<String>) {
    let result = read_bytes(name, bytes);
    let lines = messages(&result, name, Lang::Zh);
    (result.catalog.unwrap_or_else(|| panic!("{lines:#?}")), lines)
}

fn messages(result: &ReadResult, name: &str, lang: Lang) -> Vec<String> {
    result.diagnostics.iter().map(|diagnostic| diagnostic.text(name, lang)).collect()
}

fn csv(catalog: &Catalog) -> Vec<u8> {
    let [projects, updates, domains, programme] = tables(catalog);
    write_csv(&[programme, domains, projects, updates])
}

fn xlsx(catalog: &Catalog) -> Vec<u8> {
    write_xlsx(&tables(catalog), &mut |_, _| {}).expect("a workbook")
}

#[test]
fn the_shipped_programme_survives_every_format_and_nothing_need_be_said() {
    let catalog = builtin();
    for (name, bytes) in [
        ("a.ron", to_ron(&catalog).into_bytes()),
        ("a.json", to_json(&catalog).into_bytes()),
        ("a.csv", csv(&catalog)),
        ("a.xlsx", xlsx(&catalog)),
        // The format is also recognized by the first bytes.
        ("a.data", to_json(&catalog).into_bytes()),
        ("a.ron", xlsx(&catalog)),
    ] {
        assert_eq!(read_valid(name, &bytes), (catalog.clone(), vec![]), "{name}");
    }
}

#[test]
fn the_same_programme_is_the_same_file() {
    let catalog = builtin();
    assert_eq!(xlsx(&catalog), xlsx(&catalog));
    assert_eq!(csv(&catalog), csv(&catalog));
}

#[test]
fn a_row_reads_as_people_write_it() {
    let text = String::from_utf8(csv(&builtin())).unwrap();
    assert!(text.starts_with("\u{feff}清单 Programme,中文 Chinese,英文 English,"), "{text}");
    assert!(
        text.contains("编号 No.,领域 Domain,名称 Title,英文名称 Title (English),简介 Summary,")
    );
    assert!(text.contains("20,交通出行,新增公共停车位项目,New public parking spaces,"));
    assert!(
        text.contains(
            ",新增公共停车位 不少于 600 个,New public parking spaces at least 600 spaces,"
        ),
        "{text}"
    );
    // Several targets in a cell are separate lines.
    assert!(text.contains("\"总建筑面积 约 110000 平方米\n房屋 33 栋\n居民 874 户\""));
}

#[test]
fn a_path_that_is_no_file_is_refused_as_ever() {
    for path in ["/dev/zero", "/", "nowhere.xlsx"] {
        let result = read(Path::new(path), &ImportOptions::default(), &mut |_, _| {});
        assert!(result.catalog.is_none() && result.diagnostics.len() == 1);
    }
}

#[test]
fn the_progress_of_a_workbook_goes_up_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.xlsx");
    fs::write(&path, xlsx(&builtin())).unwrap();
    let mut seen = Vec::new();
    assert!(
        read(&path, &ImportOptions::default(), &mut |done, total| seen.push(done * 1000 / total))
            .catalog
            .is_some()
    );
    assert!(seen.is_sorted() && seen.iter().all(|done| *done <= 1000), "{seen:?}");
    assert!(seen.iter().any(|done| *done < 500) && seen.iter().any(|done| *done > 900), "{seen:?}");
}

#[test]
fn the_progress_of_a_text_is_told_in_either_form() {
    let folder = TempDir::new().unwrap();
    let project = |no| {
        format!(
            "(no: {no}, domain: \"a\", title: \"第{no}项\", summary: \"{}\"),\n",
            "说明".repeat(40)
        )
    };
    let projects: String = (1..=4000).map(project).collect();
    let text =
        format!("(title: \"例\", domains: [(id: \"a\", name: \"甲\")], projects: [\n{projects}])");
    let json = to_json(&parse(&text).unwrap());
    for (name, text) in [("a.ron", text), ("a.json", json)] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let mut seen = Vec::new();
        assert!(
            read(&path, &ImportOptions::default(), &mut |done, total| seen
                .push(done * 1000 / total))
            .catalog
            .is_some()
        );
        assert!(
            seen.is_sorted() && seen.first() == Some(&0) && seen.last() > Some(&500),
            "{name}: {seen:?}"
        );
    }
}
