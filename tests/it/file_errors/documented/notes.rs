//! Examples of the notes and the lints.

use minsheng::diagnostics::{CellList, FileErrorKind as E, LinePlaces, Lint, NoFigure, Note};

use super::Example::{Changed, Field, File, Target, Told};
use super::errors::report;
use super::{Documented, plain, told};

/// Examples of the lints, in the order of their table.
pub(super) fn lints() -> Vec<Documented> {
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
        plain(Target("amount: 0, unit: \"个\"")),
        plain(Target("amount: 0.5, unit: \"个\"")),
        plain(Target(
            r#"amount: 600, unit: "个",
            updates: [(on: "2026-03-31", done: 480), (on: "2026-06-30", done: 300)]"#,
        )),
        plain(Target(r#"amount: 600, unit: "个", updates: [(on: "2026-06-30", done: 6000)]"#)),
        plain(File(
            "a.ron",
            r#"(title: "清单", year: 2026, domains: [(id: "roads", name: "道路")],
            projects: [(no: 1, domain: "roads", title: "修路",
            updates: [(on: "2027-06-30", percent: 60)])])"#,
        )),
        plain(Changed(r#"title: "修路""#, r#"title: "修路", contact: (phone: "5555")"#)),
        plain(Changed(r#"title: "修路""#, r#"title: "修路", contact: (phone: "10000000001")"#)),
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
    CellList::new(names.len(), names)
}

/// Examples of the notes, in the order of their table.
pub(super) fn notes() -> Vec<Documented> {
    [
        cell_notes(),
        hidden_notes(),
        column_notes(),
        layout_notes(),
        reading_notes(),
        announcement_notes(),
        format_notes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Examples of the notes about cells.
fn cell_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
        told("a CSV file saved as GBK", Note::Encoding("GBK"), "none is needed"),
        told("a CSV file saved as Big5", Note::DoubtfulEncoding("GBK"), ""),
        (
            File("a.csv", "清单\n编号,领域,名称,领导批示\n1,道路,修路,x\n"),
            "give the column a known name, or delete it",
        ),
        told(
            "a sheet with notes",
            Note::SkippedSheet("备注".into(), CellList::default()),
            "none is needed",
        ),
        (
            File("a.csv", "清单,中文\n清单名称,实事\n清单名称,别的\n编号,领域,名称\n1,道路,修路\n"),
            "do as the message says, or leave it if nothing of that is needed",
        ),
        told(
            "a cell that was filled before it was merged with the one to its left",
            Note::CoveredCells(CellList::default()),
            "check the cells, and delete what is not wanted",
        ),
        told(
            "a cell with a bell character",
            Note::Cleaned(CellList::default()),
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
            "50000 in a cell that shows 500-00",
            Note::NumberFormat("50000".into(), "000-00".into(), list(&["D4"]).into()),
            "",
        ),
        told(
            "66.6666666666667 in a cell that shows 66.7",
            Note::Rounded("66.7".into(), "66.6666666666667".into(), list(&["D4"]).into()),
            "none is needed if the shown number is meant",
        ),
        told(
            "5 in a cell whose number format is `;;;`",
            Note::HiddenNumbers("5".into(), list(&["D4"])),
            "",
        ),
    ]
}

/// Examples of the notes about rows and columns.
fn column_notes() -> Vec<Documented> {
    vec![
        (
            File("a.csv", "清单\n编号,领域,名称,填报单位\n1,道路,修路,云溪镇建设局\n"),
            "none is needed; to show the content, move it to 更多 More",
        ),
        plain(File("a.csv", "清单\n编号,领域,名称,资金来源\n1,道路,修路,镇财政\n")),
        plain(File("a.csv", "清单\n编号,领域,名称,总投资\n1,道路,修路,约300万元\n")),
        (
            File(
                "a.csv",
                "清单\n编号,领域,名称,咨询电话\n1,道路,修路,0500-55550101、10000000001\n",
            ),
            "check which part is for whom",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,项目名称\n1,道路,修路,路\n"),
            "none is needed if the right one is used; otherwise rename one",
        ),
        (
            File("a.csv", "2026年清单\n编号,领域,名称,2025年目标\n1,道路,修路,路 1 条\n"),
            "none is needed, unless the header names the wrong year",
        ),
        plain(File("a.csv", "清单\n编号,领域,名称,床位（张）\n1,养老,建院,200\n")),
        (
            File("a.csv", "清单\n编号,领域,名称,\n1,道路,修路,x\n"),
            "give the column a known name, or delete it",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,建设工期\n1,道路,修路,12个月\n"),
            "write the days in full, or delete the cells",
        ),
    ]
}

/// Examples of the notes about the layout of tables.
fn layout_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
        told(
            "a sheet that is a copy of the sheet 清单",
            Note::CopiedTable(20, "清单!A2".into()),
            "none is needed",
        ),
        told(
            "a sheet with the number, title and investment of each project of the list",
            Note::RepeatedTable(20),
            "",
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
            File("a.csv", "清单\n编号,领域,名称（条）\n1,道路,修路\n"),
            "move the unit to the column of the targets, or delete it",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,建设规模（米）\n1,道路,修路,300\n"),
            "none is needed if the text is right",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,数量\n1,养老,新增床位（张）,200\n"),
            "none is needed if the target is right",
        ),
        (File("a.csv", "清单\n序号,领域,名称,目标\n1,道路,修路,—\n"), "none is needed"),
        (
            File("a.csv", "清单\n序号,领域,名称\n1,道路,修路\n2,同上,修桥\n"),
            "none is needed if that is meant",
        ),
        (
            File("a.csv", "清单\n序号,领域,名称,序号,领域,名称\n1,道路,修路,2,道路,修桥\n"),
            "none is needed",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称\n1,道路,修路\n2,一、道路类（2项）,修桥\n"),
            "none is needed",
        ),
        (
            File("a.csv", "清单\n编号,领域,主要任务\n1,道路,修路\n"),
            "none is needed if these are the titles",
        ),
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
        told(
            "import --title 实事 of a table below the row 云溪镇2026年实事清单",
            Note::YearFromRow("云溪镇2026年实事清单".into(), 2026),
            "none is needed if the year is right",
        ),
        told("import --title 实事 of a table without a year", Note::NoYear, ""),
        (
            File("a.csv", "清单\n编号,领域,名称,完成时限\n1,道路,修路,2026年12月\n"),
            "none is needed if the day is right; otherwise write it in full",
        ),
        (
            File("a.csv", "2026年清单\n编号,领域,名称,截至2026年6月30日进展\n1,道路,修路,40%\n"),
            "none is needed if the day is right",
        ),
        plain(File("a.csv", "2026年清单\n编号,领域,名称,完成时限\n1,道路,修路,1926-05-01\n")),
        plain(File(
            "a.csv",
            "2026年清单\n编号,领域,名称,目标,截至2027年6月底完成\n1,道路,修路,道路 9 公里,3公里\n",
        )),
        (report("车位 600 个", "40%"), "none is needed if the amount is right"),
        (report("车位 600 个", "正在施工"), "none is needed; with an amount, write that here"),
        (report("车位 600 个", ""), "add an amount or a note, or delete the row"),
        (
            File(
                "a.csv",
                "清单\n编号,领域,名称\n1,道路,修路\n\n编号,日期,完成\n1,2026-05-31,40%\n1,2026-05-31,40%\n",
            ),
            "none is needed",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,新建3所托儿所\n"),
            "none is needed if the target is right; otherwise write it as the note does",
        ),
        plain(File(
            "a.csv",
            "清单\n编号,领域,名称,目标,地点\n1,道路,修路,路 3 条,城东\n1,道路,修路,路 3 条,城西\n",
        )),
        (
            File("a.csv", "清单\n编号,领域,名称,目标\n1,道路,修路,\"1、路 3 条\n2、桥 2 座\"\n"),
            "none is needed if the targets are right",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称\n1,教育类,办学\n"),
            "none is needed if that domain is meant; otherwise give it another name",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称\n1,教育,办学\n2,教育类,修路\n"),
            "use one spelling, or names that differ in more",
        ),
        (File("a.csv", "清单\n编号,领域,名称\n1,道路,⼩路\n"), "none is needed"),
    ]
}

/// Examples of the notes on announcements.
fn announcement_notes() -> Vec<Documented> {
    const COMPARE: &str = "compare the draft with the original";
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    let places = |words: &str| {
        let mut places = LinePlaces::default();
        places.push(12, words);
        places
    };
    vec![
        told("a page of a mirror that adds readings", Note::MendedMirror(427, 16), COMPARE),
        told("a page in traditional characters", Note::Simplified, "none is needed"),
        told(
            "a character whose first byte is lost",
            Note::ChosenCharacters(places("强化专科建设")),
            COMPARE,
        ),
        told(
            "a number whose first digit is lost",
            Note::LostCharacters(places("新增�000个")),
            COMPARE,
        ),
        told(
            "an announcement",
            Note::TitleFromLine("云溪镇2026年民生实事项目".into()),
            "none is needed if it is the name",
        ),
        told(
            "a project that widens a road",
            Note::NumbersLeft(NoFigure::Change, places("由4米拓宽至6米")),
            "add what is a target to the draft",
        ),
        told(
            "an announcement with an introduction",
            Note::LinesLeftOut(places("经镇人大会议票决")),
            "none is needed if it is no project",
        ),
        told(
            "an announcement that names who is in charge",
            Note::PersonsLeftOut(places("联系人：某某")),
            "none is needed",
        ),
        told(
            "a list without numbers",
            Note::Renumbered(10),
            "none is needed if the order is right",
        ),
        (
            File("a.csv", "清单\n编号,名称\n一、道路类\n1,修路\n二、公园类\n1,建园\n"),
            "none is needed if the new numbers are right",
        ),
        told(
            "a list without domains",
            Note::UnsortedProjects(10),
            "give each project its domain in the draft",
        ),
        plain(File("a.csv", "清单\n编号,名称\n1,修路\n")),
        plain(File("a.csv", "清单\n编号,领域,名称\n1,养老,建院\n2,养老、医疗,建站\n")),
        (
            File("a.csv", "清单\n,领域,名称\n1,道路,修路\n2,道路,修桥\n"),
            "none is needed; a header 编号 says it better",
        ),
        (
            File("a.csv", "清单\n编号,领域,名称,所在乡镇,建设地点\n1,道路,修路,城东镇,甲村\n"),
            "none is needed if the places are right",
        ),
        (
            File("a.csv", "清单\n编号，领域，名称\n1，道路，修路\n"),
            "none is needed if the cells are right",
        ),
    ]
}

/// Examples of the notes on the format.
fn format_notes() -> Vec<Documented> {
    let told = |what, note: Note, remedy| (Told(what, note.into()), remedy);
    vec![
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
