//! Examples of the errors.

use minsheng::diagnostics::{Column, FileErrorKind as E, ForeignFormat, Shortage};
use minsheng::lang::Lang;

use super::Example::{Changed, Field, File, Setting, Target, Told};
use super::{Documented, Example, SUGGESTED, plain, told};

/// Examples of the errors in files, in the order of their table.
pub(super) fn file_errors() -> Vec<Documented> {
    [
        unreadable_files(),
        wrong_texts(),
        wrong_programmes(),
        wrong_reports(),
        wrong_tables(),
        wrong_cells(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns a table with a target and a report on it.
pub(super) fn report(target: &str, done: &str) -> Example {
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
        told("a file in an encoding that is not known", E::NotText),
        told("a file that was being written at a power cut", E::ZeroBytes),
        told(
            "minsheng list --data list.xlsx",
            E::NotRon(ForeignFormat::Workbook, "list.xlsx".into(), "list.ron".into()),
        ),
        (
            Told("minsheng list --data photo.jpg", E::Foreign(ForeignFormat::Picture).into()),
            "do as the message says, which depends on the format",
        ),
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
        plain(File("a.csv", "清单\n领域代号,领域名称\nroads,道路\n编号,领域,名称\n1,公园,修路\n")),
    ]
}

fn wrong_programmes() -> Vec<Documented> {
    vec![
        plain(Changed(r#"[(id: "roads""#, r#"[(id: "roads", name: "路"), (id: "roads""#)),
        plain(Changed(r#"id: "roads""#, r#"id: "Roads!""#)),
        plain(Changed("    ],\n)", "(no: 1, domain: \"roads\", title: \"修桥\"), ],\n)")),
        told("two sheets that both have number 1", E::RepeatedOnSheet(1, "教育".into(), 3)),
        told("two sheets that both begin with number 1", E::RestartedOnSheet(1, "教育".into(), 3)),
        told(
            "two sheets with the same projects and other places",
            E::RepeatedProjects(1, "清单".into(), 3),
        ),
        plain(Field("year: 0")),
        plain(Changed("no: 1", "no: 0")),
        plain(File("a.csv", "清单\n编号,名称\n1,道路类\n1.1,修路\n")),
        plain(File("a.csv", "清单\n编号,名称\n一、道路类\n1,修路\n二、公园类\n1,建园\n3,栽树\n")),
        plain(Changed(r#"title: "修路""#, r#"title: """#)),
        plain(Changed(
            r#"title: "修路""#,
            r#"title: "修路", notes: [(label: "资金：", text: "镇财政")]"#,
        )),
        plain(File("a.csv", "清单\n编号,领域,名称,总投资 Total investment\n1,道路,修路,约300\n")),
        plain(Target("amount: -5")),
        plain(Target("amount: 8, qualifier: range, max: 3")),
        plain(Target("amount: 8, qualifier: range")),
        plain(Target("amount: 3, max: 8")),
        plain(Field(r#"published: "2026-02-30""#)),
        plain(File("a.csv", "清单\n编号,领域,名称,完成时限\n1,道路,修路,12月底\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,完成时限\n1,道路,修路,2026.1\n")),
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
    ]
}

fn wrong_reports() -> Vec<Documented> {
    vec![
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,目标\n1,道路,修路,\"路 3 条\n路 2 公里\"\n编号,目标,日期,完成\n1,路,2026-05-31,1\n",
        )),
        plain(File(
            "a.csv",
            "2026年清单\n编号,领域,名称,目标,截至6月底完成数\n1,道路,修路,\"路 3 条\n桥 2 座\",1\n",
        )),
        (
            File(
                "a.csv",
                "清单\n编号,领域,名称\n1,道路,修路\n\n项目名称,日期,完成\n修桥,2026-05-31,40%\n",
            ),
            SUGGESTED,
        ),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称\n1,道路,修路\n2,道路,修路\n\n项目名称,日期,完成\n修路,2026-05-31,40%\n",
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

fn wrong_tables() -> Vec<Documented> {
    vec![
        plain(File("a.json", r#"{"title": "清单",}"#)),
        plain(File("a.txt", "关于做好民生实事的通知\n请各部门认真落实。\n")),
        plain(File("a.docx", "no document")),
        told("a page of 200,000 elements in each other", E::HugeAnnouncement),
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
        told("30 MiB of blanks, packed", E::Bomb(24 << 20)),
        told("an .ods with a row that is repeated a million times", E::TooManyCopies(1 << 17)),
        told("a workbook with a password", E::LockedWorkbook),
        plain(File("a.xlsx", "")),
        plain(File("a.csv", "修路,1\n")),
        told("a workbook whose column 名称 is hidden", E::NoVisibleTable),
        told("a workbook whose projects are all in hidden rows", E::NoVisibleProjects),
        (
            File("a.csv", "清单\n序号,领域,工程项目名\n1,道路,修路\n"),
            "rename the column that the message names, or add the one that is missing",
        ),
        plain(File("a.csv", "编号,日期,完成\n1,2026-05-31,40%\n")),
        plain(File("a.csv", "清单\n编号,名称,完成比例\n1,修路,40%\n")),
        plain(File(
            "a.csv",
            "2026年民生实事\n编号,名称\n一、道路\n1,修路\n2025年民生实事项目清单\n2,修桥\n",
        )),
        told("import --into of a project that is new and has no domain", E::NoDomainColumn),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,完成时限\n1,道路,修路,2026-05-01\n1,道路,修路,2026-06-01\n",
        )),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称\n1,道路,修路\n\n编号,日期,完成\n1,2026-05-31,40%\n1,2026-05-31,50%\n",
        )),
        plain(File("a.csv", "清单\n编号,领域,名称,目标,计量单位\n1,道路,修路,路 3 条,公里\n")),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称\n1,道路,修路\n\n编号,项目名称,日期,完成\n1,修桥,2026-05-31,40%\n",
        )),
        plain(File("a.csv", "编号,领域,名称\n1,道路,修路\n")),
    ]
}

fn wrong_cells() -> Vec<Documented> {
    vec![
        told("a cell with #REF!", E::BrokenCell),
        told("a formula as openpyxl writes it, without its value", E::EmptyFormula),
        told("a formula as XlsxWriter writes it, with the value 0", E::MadeUpZero),
        told("a cell with 600 struck through, and 500 after it", E::PartlyStruck),
        told("a cell with the mark of a footnote, 540¹, as Excel writes it", E::RaisedDigit),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,道路,\n")),
        told("an empty cell in a workbook", E::EmptyInWorkbook(Column::Domain)),
        told(
            "targets that are merged over two projects",
            E::MergedProjects("D3:D4".into(), Column::Targets(Lang::Zh)),
        ),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,道路,修路\n2,道路,修桥\n3,道路,修路,修桥\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,路1,200米\n")),
        told("an export to .xlsx of a summary of 40,000 characters", E::LongCell(32_767)),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,道路,\"修路\n")),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,道路,\"修路\n2,道路,修桥\"\n")),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,地点,英文地点\n1,道路,修路,\"东村\n西村\",West\n",
        )),
        plain(File(
            "a.csv",
            "清单\n序号,领域,名称,2025年目标,2026年目标\n1,道路,修路,路 1 条,路 2 条\n",
        )),
        plain(File(
            "a.csv",
            "清单\n序号,领域,名称,目标任务,\n,,,上半年,下半年\n1,道路,修路,路 1 条,路 2 条\n",
        )),
        told("two sheets with projects, one of them named 作废", E::SpareList("作废".into())),
        plain(File("a.csv", "清单\n编号,领域,名称,简介\n1,道路,修路,东村\n,,,西村\n")),
        told("a file with 150 errors", E::FurtherErrors(50)),
        plain(File(
            "a.csv",
            "清单\n序号,领域,名称,序号,领域,名称,地点\n1,道路,修路,2,道路,修桥,东村\n",
        )),
        plain(File("a.csv", "清单\n序号,领域,名称\n1,道路,修路\n2,道路,同上\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,新增若干\n")),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,目标,责任单位\n1,道路,修路,路 3 条,甲局\n1,道路,修路,路 3 条,乙局\n",
        )),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,联系人：张某10000000000\n")),
        (
            File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,车位 600 个（充电 120 个）\n"),
            "write the lines that the message proposes, and move the rest to More",
        ),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,600 个\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标（个）\n1,道路,修路,\"5\n6\"\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,车位 不超过 600 个\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,路灯 8000-3000 盏\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,目标,英文目标\n1,道路,修路,井 5 口,Wells 6\n")),
    ]
}

/// Examples of the errors in a key table, in the order of their table.
pub(super) fn keymap_errors() -> Vec<Documented> {
    vec![
        plain(Setting(r#"keys: (board: [(keys: ["<Hyper-x>"], action: quit)])"#)),
        plain(Setting(r#"keys: (board: [(keys: ["j"], action: quit)])"#)),
    ]
}
