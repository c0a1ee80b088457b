//! Tables on a detour through the programs that offices and their tools use.
//!
//! `OFFICE_TABLES` is the number of tables (12 by default), `OFFICE_PYTHON` the Python that has
//! openpyxl.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the test starts programs of offices and prints the number of tables"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use minsheng::exchange::{about_sheet, tables, write_xlsx};
use minsheng::format::{builtin, parse};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use super::super::read_valid;
use super::*;

/// Loads each workbook with openpyxl and saves it in the folder `openpyxl`.
const OPENPYXL: &str = "\
import pathlib, sys, openpyxl
for path in sorted(pathlib.Path('.').glob('*.xlsx')):
    openpyxl.load_workbook(path).save(pathlib.Path('openpyxl') / path.name)
";

/// Converts all workbooks in `folder` to `format` in `folder/format`.
fn convert_by_libreoffice(folder: &Path, format: &str) -> PathBuf {
    let output = folder.join(format);
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let workbooks: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    // Of some hundred files LibreOffice converts only a part, and says nothing.
    for workbooks in workbooks.chunks(40) {
        let run = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", format, "--outdir"])
            .arg(&output)
            .args(workbooks)
            .output()
            .expect("LibreOffice");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    output
}

/// Loads all workbooks in `folder` with openpyxl and saves them in another folder.
fn save_by_openpyxl(folder: &Path) -> PathBuf {
    let output = folder.join("openpyxl");
    fs::create_dir(&output).unwrap();
    let python = std::env::var("OFFICE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let status = Command::new(python).args(["-c", OPENPYXL]).current_dir(folder).status().unwrap();
    assert!(status.success());
    output
}

/// Fails unless each workbook in `folder` gives what the table with its number does.
fn assert_all_imported(tables: &[OfficeTable], folder: &Path, extension: &str) {
    for (nth, table) in tables.iter().enumerate() {
        let grids = table.grids(true);
        let path = folder.join(format!("{nth:03}.{extension}"));
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if let Err(error) = assert_imported(table, &grids, "a.xlsx", &bytes) {
            panic!("{}: {error}", path.display());
        }
    }
    println!("{}: {} tables", folder.file_name().unwrap().to_string_lossy(), tables.len());
}

#[test]
#[ignore = "needs LibreOffice, and Python with openpyxl"]
fn a_detour_through_office_programs_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let count = std::env::var("OFFICE_TABLES").map_or(12, |text| text.parse().unwrap());
    let mut runner = TestRunner::deterministic();
    let tables: Vec<OfficeTable> =
        (0..count).map(|_| office_table().new_tree(&mut runner).unwrap().current()).collect();
    for (nth, table) in tables.iter().enumerate() {
        fs::write(folder.join(format!("{nth:03}.xlsx")), xlsx(&table.grids(true))).unwrap();
    }
    assert_all_imported(&tables, folder, "xlsx");
    assert_all_imported(&tables, &save_by_openpyxl(folder), "xlsx");
    assert_all_imported(&tables, &convert_by_libreoffice(folder, "xlsx"), "xlsx");
    // Its other formats, and its own one back.
    for format in ["xls", "fods"] {
        assert_all_imported(&tables, &convert_by_libreoffice(folder, format), format);
    }
    let own = convert_by_libreoffice(folder, "ods");
    assert_all_imported(&tables, &own, "ods");
    assert_all_imported(&tables, &convert_by_libreoffice(&own, "xlsx"), "xlsx");
}

#[test]
#[ignore = "needs LibreOffice, and Python with openpyxl"]
fn our_own_workbook_comes_back_from_office_programs() {
    let example = include_str!("../../../examples/invented-progress.ron");
    let catalogs = [builtin(), parse(example).unwrap()];
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    for (nth, catalog) in catalogs.iter().enumerate() {
        let mut sheets = Vec::from(tables(catalog));
        sheets.push(about_sheet(false));
        let bytes = write_xlsx(&sheets, &mut |_, _| {}).unwrap();
        fs::write(folder.join(format!("{nth}.xlsx")), bytes).unwrap();
    }
    let by_libreoffice = |format: &'static str| (convert_by_libreoffice(folder, format), format);
    let formats = ["xlsx", "xls", "ods", "fods"].map(by_libreoffice);
    for (saved, format) in [(save_by_openpyxl(folder), "xlsx")].into_iter().chain(formats) {
        for (nth, catalog) in catalogs.iter().enumerate() {
            let bytes = fs::read(saved.join(format!("{nth}.{format}"))).unwrap();
            let (read, notes) = read_valid("a.xlsx", &bytes);
            assert!(read == *catalog, "{}: {nth}", saved.display());
            assert_eq!(notes, Vec::<String>::new(), "{}: {nth}", saved.display());
        }
    }
}
