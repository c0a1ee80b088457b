//! `docs/diagnostics.md`: every message with its code, an example and the remedy. The examples are
//! run, and the page is made from the tables of messages.

use std::fs;

use minsheng::app::KeymapError;
use minsheng::config::Config;
use minsheng::data::read;
use minsheng::diagnostics::{
    CellList, CellOccurrences, Diagnostic, DiagnosticKind, FileErrorKind as E, LineCol, Lint,
    Location, Note, Severity, Shortage,
};
use minsheng::exchange::ImportOptions;
use minsheng::lang::Lang;
use tempfile::TempDir;

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

/// Examples of the errors in files, in the order of their table.
fn file_errors() -> Vec<Documented> {
    [unreadable_files(), wrong_texts(), wrong_programmes(), wrong_spreadsheets()]
        .into_iter()
        .flatten()
        .collect()
}

/// Returns a table with a target and a report on it.
fn report(target: &str, done: &str) -> Example {
    let table = format!(
        "清单\n编号,领域,名称,目标\n1,道路,修路,{target}\n编号,目标,日期,完成\n1,#1,2026-05-31,{done}\n"
    );
    File("a.csv", table.leak())
}

fn unreadable_files() -> Vec<Documented> {
    vec![
        told("a path that leads nowhere", E::Missing),
        told("a file of mode 600 that belongs to someone else", E::Forbidden),
        told("a FIFO", E::NotAFile),
        told("a folder with spreadsheets only", E::NoFiles),
        told("minsheng a.ron a.ron", E::NamedTwice),
        told("a file of 2 GiB", E::TooLarge),
        told(
            "a file of 700 MB on a machine with 1 GiB",
            E::NoRoom { needed: 3 << 30, free: 1 << 29 },
        ),
        (
            Told("a disk with a broken block", E::Unreadable("Input/output error".into()).into()),
            "fix what the message from the system names",
        ),
        (
            Told("a board under `ulimit -n 5`", E::Short(Shortage::Descriptors).into()),
            "raise the limit that the message names",
        ),
        told("an export to .xlsx with TMPDIR=/proc", E::NoDraft("/proc".into())),
        told("a file saved as GBK", E::Encoding("GBK")),
        told("a photo", E::NotText),
        told("a file that was being written at a power cut", E::ZeroBytes),
    ]
}

fn wrong_texts() -> Vec<Documented> {
    vec![
        plain(File("a.ron", "")),
        plain(Changed("(no: 1", ",(no: 1")),
        plain(Changed("no: 1,", "no: 1，")),
        plain(Changed("no: 1", "no:\u{3000}1")),
        plain(Changed(r#""修路"),"#, r#""修路","#)),
        plain(Changed("测试清单", "测试\"清单\"")),
        plain(Changed("测试清单", r"C:\data")),
        (Changed("no: 1,", "no: 1"), "write what is expected there"),
        told("a list in a list, 200 times", E::TooDeep),
        plain(Field("format: 0")),
        (Changed(r#"title: "修路""#, r#"titel: "修路""#), SUGGESTED),
        plain(Changed(r#", title: "修路""#, "")),
        plain(Changed("no: 1,", "no: 1, no: 1,")),
        (Target("amount: 600, qualifier: abuot"), SUGGESTED),
        (Changed(r#"domain: "roads""#, r#"domain: "road""#), SUGGESTED),
    ]
}

fn wrong_programmes() -> Vec<Documented> {
    vec![
        plain(Changed(r#"[(id: "roads""#, r#"[(id: "roads", name: "路"), (id: "roads""#)),
        plain(Changed(r#"id: "roads""#, r#"id: "Roads!""#)),
        plain(Changed("    ],\n)", "(no: 1, domain: \"roads\", title: \"修桥\"), ],\n)")),
        told("two sheets that both begin with number 1", E::RepeatedOnSheet(1, "教育".into(), 3)),
        plain(Field("year: 0")),
        plain(Changed("no: 1", "no: 0")),
        plain(Changed(r#"title: "修路""#, r#"title: """#)),
        plain(Target("amount: -5")),
        plain(Target("amount: 8, qualifier: range, max: 3")),
        plain(Target("amount: 8, qualifier: range")),
        plain(Target("amount: 3, max: 8")),
        plain(Field(r#"published: "2026-02-30""#)),
        plain(File("a.csv", "清单\n编号,领域,名称,完成时限\n1,道路,修路,12月底\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,完成时限\n1,道路,修路,2026年10月左右\n")),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,开工时间,完成时限\n1,道路,修路,2026-03-01,2026年3月至5月\n",
        )),
        plain(Changed("no: 1", r#"start: "2026-05-01", end: "2026-04-01", no: 1"#)),
        plain(Changed("no: 1", r#"updates: [(on: "2026-05-31", percent: 140)], no: 1"#)),
        plain(Changed("no: 1", r#"updates: [(on: "2026-05-31")], no: 1"#)),
        told("an update of project 99", E::UnknownProject("99".into())),
        (
            Told(
                "an update of a target that was renamed",
                E::UnknownTarget("路灯".into(), vec!["路灯盏数".into()]).into(),
            ),
            SUGGESTED,
        ),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,目标\n1,道路,修路,\"路 3 条\n路 2 公里\"\n编号,目标,日期,完成\n1,路,2026-05-31,1\n",
        )),
        plain(report("车位 600 米", "3万元")),
        plain(report("学校 7 所", "33%")),
        plain(report("学校 7 所", "0.4")),
        plain(report("车位 600 个", "约240个")),
        (
            Setting(r#"keys: (board: [(keys: ["<Hyper-x>"], action: quit)])"#),
            "see the message; those about keys are listed below",
        ),
        plain(Setting("ceiling: 0")),
        plain(Changed(r#"(id: "roads", name: "道路")"#, "")),
        plain(Changed(r#"(no: 1, domain: "roads", title: "修路"),"#, "")),
    ]
}

fn wrong_spreadsheets() -> Vec<Documented> {
    vec![
        plain(File("a.json", r#"{"title": "清单",}"#)),
        plain(File("a.xlsx", "PK\u{3}\u{4} and no workbook")),
        told(
            "a part with more texts declared than it has bytes",
            E::TooManyTexts { part: "xl/sharedStrings.xml".into(), declared: 1 << 40, max: 7 },
        ),
        told(
            "a workbook that lists a sheet twice",
            E::MoreSheetsThanParts { declared: 90, max: 9 },
        ),
        told("a workbook of 100,000 sheets", E::TooManySheets { count: 100_000, max: 4096 }),
        told("a cell in row 2,000,000", E::CellOutsideSheet("A2000000".into())),
        told("a few cells at the corners of the largest sheet", E::TooMuchMemory(2 << 30)),
        told("an .xls of Excel 97", E::OldWorkbook),
        plain(File("a.csv", "修路,1\n")),
        told("a workbook whose column 名称 is hidden", E::NoVisibleTable),
        told("a workbook whose projects are all in hidden rows", E::NoVisibleProjects),
        (
            File("a.csv", "清单\n序号,领域,工程项目名\n1,道路,修路\n"),
            "rename the column that the message names, or add the one that is missing",
        ),
        plain(File(
            "a.csv",
            "2026年民生实事\n编号,名称\n一、道路\n1,修路\n2025年民生实事项目清单\n2,修桥\n",
        )),
        plain(File("a.csv", "清单\n编号,名称\n1,修路\n")),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,完成时限\n1,道路,修路,2026-05-01\n1,道路,修路,2026-06-01\n",
        )),
        plain(File("a.csv", "清单\n编号,领域,名称,目标,计量单位\n1,道路,修路,路 3 条,公里\n")),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称\n1,道路,修路\n\n编号,项目名称,日期,完成\n1,修桥,2026-05-31,40%\n",
        )),
        plain(File("a.csv", "编号,领域,名称\n1,道路,修路\n")),
        told("a cell with #REF!", E::BrokenCell),
        told("a formula as openpyxl writes it, without its value", E::EmptyFormula),
        told("a formula as XlsxWriter writes it, with the value 0", E::MadeUpZero),
        told("a cell with 600 struck through, and 500 after it", E::PartlyStruck),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,道路,\n")),
        told("an export to .xlsx of a summary of 40,000 characters", E::LongCell(32_767)),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,道路,\"修路\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,新增若干\n")),
        (
            File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,车位 600 个（充电 120 个）\n"),
            "write the lines that the message proposes, and move the rest to More",
        ),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,600 个\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,车位 不超过 600 个\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,路灯 8000-3000 盏\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标,英文目标\n1,道路,修路,井 5 口,Wells 6\n")),
    ]
}

/// Examples of the errors in a key table, in the order of their table.
fn keymap_errors() -> Vec<Documented> {
    vec![
        plain(Setting(r#"keys: (board: [(keys: ["<Hyper-x>"], action: quit)])"#)),
        plain(Setting(r#"keys: (board: [(keys: ["j"], action: quit)])"#)),
    ]
}

/// Examples of the lints, in the order of their table.
fn lints() -> Vec<Documented> {
    vec![
        plain(Target("amount: 600")),
        plain(Changed("修路", "修建连接东西两个片区并且通往高铁站和长途汽车站的快速道路")),
        told("a summary of 5001 characters", Lint::LongText(5001)),
        (
            Changed(r#"title: "修路""#, r#"title: (zh: "修路", en: "Roads")"#),
            "add an English text, unless Chinese is enough",
        ),
        plain(Changed(
            r#"(no: 1, domain: "roads", title: "修路")"#,
            r#"(no: 1, domain: "roads", title: "修路", summary: "在城北公园旁修路", places: ["老街"]),
            (no: 2, domain: "roads", title: "修桥", places: ["城北公园"])"#,
        )),
        plain(Changed(r#"title: "修路""#, r#"title: "修路１公里""#)),
        plain(Changed(r#"title: "修路""#, r#"title: "⼩路""#)),
        plain(Target(r#"amount: 600, unit: "个以上""#)),
        plain(Target(r#"amount: 600, unit: "个（其中""#)),
        plain(Target(r#"amount: 600, unit: "户困难家庭""#)),
        plain(File(
            "a.ron",
            r#"(title: "清单", year: 2026, domains: [(id: "roads", name: "道路")],
            projects: [(no: 1, domain: "roads", title: "修路", end: "1926-05-01")])"#,
        )),
        (
            Changed("    ],\n)", "(no: 2, domain: \"roads\", title: \"修路\"), ],\n)"),
            "give one of them another title",
        ),
        plain(Changed(r#"[(id: "roads""#, r#"[(id: "parks", name: "道路类"), (id: "roads""#)),
        plain(Changed(r#"[(id: "roads""#, r#"[(id: "parks", name: "公园"), (id: "roads""#)),
    ]
}

const UNHIDE: &str = "none is needed; to take it, unhide it or use import --hidden";

/// Returns a list of cells or rows with these names.
fn list(names: &[&str]) -> CellList {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    CellList { count: names.len(), names, has_more: false }
}

/// Examples of the notes, in the order of their table.
fn notes() -> Vec<Documented> {
    [cell_notes(), hidden_notes(), layout_notes(), reading_notes()].into_iter().flatten().collect()
}

/// Examples of the notes about cells.
fn cell_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
        told("a CSV file saved as GBK", Note::Encoding("GBK"), "none is needed"),
        (
            File("a.csv", "清单\n编号,领域,名称,心得\n1,道路,修路,x\n"),
            "give the column a known name, or delete it",
        ),
        told(
            "a sheet with notes",
            Note::SkippedSheet("备注".into(), CellOccurrences::default()),
            "none is needed",
        ),
        (
            File("a.csv", "清单,中文\n清单名称,实事\n清单名称,别的\n编号,领域,名称\n1,道路,修路\n"),
            "do as the message says, or leave it if nothing of that is needed",
        ),
        told(
            "a cell that was filled before it was merged with the one to its left",
            Note::CoveredCells(CellOccurrences::default()),
            "check the cells, and delete what is not wanted",
        ),
        told(
            "a cell with a bell character",
            Note::Cleaned(CellOccurrences::default()),
            "check what is left",
        ),
        (File("a.csv", "清单\n编号,领域,名称\n1,道路,\"修\n路\"\n"), "none is needed"),
    ]
}

/// Examples of the notes about parts that an office program does not show.
fn hidden_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
        told("a hidden sheet", Note::HiddenSheet("2025".into(), 26), UNHIDE),
        told("a hidden column", Note::HiddenColumn("预算".into(), list(&["D2", "D3"])), UNHIDE),
        told("a hidden row", Note::HiddenRows(list(&["4"])), UNHIDE),
        told("a table with a filter", Note::FilteredRows(list(&["4", "6"])), UNHIDE),
        told("a row with a line through it", Note::StruckRows(list(&["4"])), UNHIDE),
        told("import --hidden", Note::HiddenTaken(1, 0, 3), "none is needed"),
        told(
            "a cell with a line through it, in a row that counts",
            Note::StruckCells(list(&["D4"])),
            "",
        ),
        told(
            "50000 in a cell that shows 5.0万元",
            Note::NumberFormat("50000".into(), "0!.0,\"万元\"".into(), list(&["D4"]).into()),
            "",
        ),
    ]
}

/// Examples of the notes about rows and columns.
fn layout_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
        (
            File("a.csv", "清单\n编号,领域,名称,责任单位\n1,道路,修路,镇建设局\n"),
            "none is needed; to show the content, move it to 更多 More",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,项目名称\n1,道路,修路,路\n"),
            "none is needed if the right one is used; otherwise rename one",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,\n1,道路,修路,x\n"),
            "give the column a known name, or delete it",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,建设工期\n1,道路,修路,12个月\n"),
            "write the days in full, or delete the cells",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称\n1,道路,修路\n合计,,1 项\n"),
            "none is needed if it is no project",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,路 3 条\n1,道路,修路,桥 2 座\n"),
            "none is needed; two projects need two numbers",
        ),
        (File("a.csv", "清单\n编号,领域,名称\n9*,道路,修路\n"), "none is needed"),
        (
            File("a.csv", "清单\n编号,领域,名称,目标（条）\n1,道路,修路,3\n"),
            "none is needed if the unit is right",
        ),
        (File("a.csv", "清单\n编号,名称\n一、道路类（1项）\n1,修路\n"), "none is needed"),
        told(
            "two sheets with the names of domains and no column for them",
            Note::SheetDomains("教育".into(), 2),
            "none is needed",
        ),
    ]
}

/// Examples of the notes about how texts were read.
fn reading_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
        (File("a.csv", "清单\n编号,领域,名称\n1,道路,修路\n"), "none is needed"),
        (File("a.csv", "清单\n编号,领域,名称\n1,道路,修路\n"), "none is needed"),
        (
            File("a.csv", "清单\n编号,领域,名称,完成时限\n1,道路,修路,2026年12月\n"),
            "none is needed if the day is right; otherwise write it in full",
        ),
        (report("车位 600 个", "40%"), "none is needed if the amount is right"),
        (
            File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,新建3所托儿所\n"),
            "none is needed if the target is right; otherwise write it as the note does",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称\n1,教育,办学\n2,教育类,修路\n"),
            "use one spelling, or names that differ in more",
        ),
        (File("a.csv", "清单\n编号,领域,名称\n1,道路,⼩路\n"), "none is needed"),
        (Field("format: 2"), "use a newer minsheng to see everything"),
        (Field("budget: 5"), "correct the name, or delete the field"),
        told(
            "a file with 90 unknown fields",
            Note::FurtherFields(40),
            "correct the fields listed before it",
        ),
        told(
            "an entry with an error in a file of a newer format",
            Note::LeftOut(E::BadAmount("-5".into())),
            "correct the entry, or use a newer minsheng",
        ),
    ]
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
