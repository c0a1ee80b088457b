//! Columns of progress up to a day in a table of projects, and tables that have only progress.

use minsheng::format::to_ron;
use minsheng::lang::Lang;
use minsheng::model::Catalog;

use super::{messages, read_bytes, read_valid};

/// Returns a data file without its line breaks.
fn plain_ron(catalog: &Catalog) -> String {
    to_ron(catalog).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the data file of a table of two projects with this column of progress.
fn with_column(header: &str, cells: [&str; 2]) -> (String, Vec<String>) {
    let (catalog, notes) = read_valid("a.csv", table(header, cells).as_bytes());
    (plain_ron(&catalog), notes)
}

fn table(header: &str, [first, second]: [&str; 2]) -> String {
    format!(
        "2026年实事\n编号,领域,名称,目标,{header}\n1,交通,停车,车位 600 个,{first}\n2,交通,修桥,,{second}\n"
    )
}

/// Returns the errors and warnings about a table with this column.
fn faults(header: &str, cells: [&str; 2]) -> Vec<String> {
    let result = read_bytes("a.csv", table(header, cells).as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    lines.into_iter().filter(|line| !line.contains("说明：")).collect()
}

#[test]
fn a_column_whose_header_has_the_day_gives_reports_of_that_day() {
    for (header, day) in [
        ("截至2026年6月30日完成情况", "2026-06-30"),
        ("截至6月底进展", "2026-06-30"),
        ("6月进度", "2026-06-30"),
        ("上半年完成情况", "2026-06-30"),
        ("1-8月实际完成情况", "2026-08-31"),
        ("进展情况（截至9月30日）", "2026-09-30"),
        ("前三季度进度", "2026-09-30"),
        ("２０２６年５月底进展", "2026-05-31"),
    ] {
        let (text, notes) = with_column(header, ["240个", "40%"]);
        let amount = format!("updates: [ (on: \"{day}\", done: 240), ]");
        let percent = format!("updates: [ (on: \"{day}\", percent: 40), ]");
        assert!(text.contains(&amount) && text.contains(&percent), "{header}: {text}");
        let note = format!("一列按截至 {day} 的进展读入（数目 2 格；不是数目的 0 格作为说明）");
        assert!(notes.iter().any(|line| line.contains(&note)), "{header}: {notes:?}");
        // A day without its year was concluded.
        let is_literal = header.contains("2026年6月30日");
        let has_day = notes.iter().any(|line| line.contains(&format!("按 {day} 读入")));
        assert_ne!(is_literal, has_day, "{header}: {notes:?}");
    }
}

#[test]
fn words_of_progress_are_the_note_of_a_report() {
    let (text, _) = with_column("截至6月底进展", ["主体结构封顶", "-"]);
    assert!(text.contains("(on: \"2026-06-30\", note: (zh: \"主体结构封顶\"))"), "{text}");
    let (text, _) = with_column("截至6月底完成率,截至6月底进展", ["40%,城北两处已开放", "10%,"]);
    let report = "(on: \"2026-06-30\", percent: 40, note: (zh: \"城北两处已开放\"))";
    assert!(text.contains(report), "{text}");
    let (text, notes) = with_column("截至6月底进展", ["已完成约240个", ""]);
    assert!(text.contains("note: (zh: \"已完成约240个\")") && !text.contains("done"), "{text}");
    assert!(notes.iter().any(|line| line.contains("不是数目的 1 格")), "{notes:?}");
}

#[test]
fn a_number_is_read_by_the_words_of_its_header() {
    for (header, cells, expected) in [
        ("截至6月底完成数", ["240", ""], "done: 240"),
        ("截至6月底完成数（个）", ["240", ""], "done: 240"),
        ("截至6月底完成率", ["40", ""], "percent: 40"),
        ("截至6月底进度（%）", ["40", ""], "percent: 40"),
        ("截至6月底完成比例", ["240个", ""], "done: 240"),
        ("截至6月底完成数量", ["40%", ""], "done: 240"),
        ("截至6月底进展", ["240/600", ""], "done: 240"),
        ("截至6月底进展", ["300", ""], "done: 300"),
        ("截至6月底进展", ["", "40"], "percent: 40"),
        ("截至6月底", ["240个", ""], "done: 240"),
    ] {
        let (text, _) = with_column(header, cells);
        assert!(text.contains(&format!("\"2026-06-30\", {expected})")), "{header}: {text}");
    }
}

#[test]
fn a_number_that_may_mean_two_things_is_told() {
    for (header, cells, fault) in [
        ("截至6月底进展", ["40", ""], "“40”可能是 40 个，也可能是 40%；请写成其中一种"),
        ("截至6月底完成率", ["0.4", ""], "完成比例 0.4 不对"),
        ("截至6月底完成率", ["120%", ""], "完成比例 120% 不对"),
        ("截至6月底进展", ["", "0.4"], "完成比例 0.4 不对"),
        ("截至6月底完成数（公里）", ["2", ""], "“2公里”的单位“公里”不能准确换算"),
        ("截至6月底完成数", ["240.5.1", ""], "“240.5.1”不是一个确切的数目"),
        // Only the month's.
        ("6月完成数", ["40", ""], "进展只记截至某一天一共完成多少"),
        ("第二季度完成情况", ["40", ""], "进展只记截至某一天一共完成多少"),
        // No day.
        (
            "当前进度（%）",
            ["40", ""],
            "“当前进度（%）”一列（进展）这个版本还不保存，没有读入（1 格：E3）；要读入就把日期写进表头",
        ),
        ("完成比例", ["40%", ""], "要读入就把日期写进表头"),
        ("已完成数量", ["240", ""], "要读入就把日期写进表头"),
    ] {
        let faults = faults(header, cells);
        assert!(faults.len() == 1 && faults[0].contains(fault), "{header}: {faults:?}");
    }
    let targets = "2026年实事\n编号,领域,名称,目标,截至6月底完成数\n1,交通,停车,\"车位 600 个\n充电桩 60 台\",24\n";
    let result = read_bytes("a.csv", targets.as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    assert!(
        lines.iter().any(|line| line.contains("“24”没说是哪个目标（车位、充电桩）")),
        "{lines:?}"
    );
    let text = targets.replace(",24\n", ",24台\n");
    let (catalog, _) = read_valid("a.csv", text.as_bytes());
    assert!(
        plain_ron(&catalog)
            .contains("unit: (zh: \"台\"), updates: [ (on: \"2026-06-30\", done: 24), ]")
    );
}

#[test]
fn each_row_of_a_project_reports_on_its_own_target() {
    let table = "2026年实事\n编号,领域,名称,目标,截至6月底完成情况\n1,交通,停车,车位 600 个,40%\n1,交通,停车,充电桩 60 台,30台\n";
    let (catalog, _) = read_valid("a.csv", table.as_bytes());
    let text = plain_ron(&catalog);
    assert!(
        text.contains("unit: (zh: \"个\"), updates: [ (on: \"2026-06-30\", done: 240), ]"),
        "{text}"
    );
    assert!(
        text.contains("unit: (zh: \"台\"), updates: [ (on: \"2026-06-30\", done: 30), ]"),
        "{text}"
    );
}

#[test]
fn a_day_above_the_table_or_on_the_sheet_is_that_of_its_progress() {
    let table = "2026年民生实事\n（截至2026年6月30日）\n编号,领域,名称,完成比例\n1,交通,停车,40%\n";
    let (catalog, notes) = read_valid("a.csv", table.as_bytes());
    assert!(plain_ron(&catalog).contains("(on: \"2026-06-30\", percent: 40)"), "{notes:?}");
    assert!(!notes.iter().any(|line| line.contains("没有读入")), "{notes:?}");
    // A remark beside a single day is the note of its report.
    let remarked = format!("{table}\n序号,项目名称,截至7月底,备注\n1,停车,60%,封顶\n");
    let (catalog, _) = read_valid("a.csv", remarked.as_bytes());
    let report = "(on: \"2026-07-31\", percent: 60, note: (zh: \"封顶\"))";
    assert!(plain_ron(&catalog).contains(report), "{}", plain_ron(&catalog));
    // An unclear day is none.
    let table = table.replace("（截至2026年6月30日）", "（截至目前）");
    let (catalog, _) = read_valid("a.csv", table.as_bytes());
    assert!(!plain_ron(&catalog).contains("updates"));
}

#[test]
fn a_table_of_progress_has_names_or_numbers_and_a_column_for_each_day() {
    let projects = "2026年实事\n编号,领域,名称,目标\n1,交通,停车,车位 600 个\n2,交通,修桥,\n\n";
    for progress in [
        "项目名称,3月底,6月底\n停车,120个,240个\n修 桥,10%,40%\n",
        "编号,3月底完成情况,6月底完成情况\n1,120个,240个\n2,10%,40%\n",
        "序号,项目名称,截至3月底,截至6月底\n1,停车,120个,240个\n2,修桥,10%,40%\n",
        "项目名称,截至日期,完成比例\n停车,3月底,20%\n停车,6月底,40%\n修桥,3月底,10%\n修桥,6月底,40%\n",
        "序号,项目名称,截至日期,完成比例\n1,停车,3月底,20%\n1,停车,6月底,40%\n2,修桥,3月底,10%\n2,修桥,6月底,40%\n",
    ] {
        let (catalog, _) = read_valid("a.csv", format!("{projects}{progress}").as_bytes());
        let text = plain_ron(&catalog);
        for day in ["2026-03-31", "2026-06-30"] {
            assert_eq!(text.matches(&format!("(on: \"{day}\"")).count(), 2, "{progress}{text}");
        }
        assert!(text.contains("\"2026-06-30\", percent: 40"), "{progress}{text}");
    }
    for (progress, fault) in [
        ("项目名称,6月底\n停场,240个\n", "没有名称叫“停场”的项目"),
        ("序号,项目名称,6月底\n1,修桥,40%\n", "“修桥”和这个编号的项目名称“停车”不一样"),
        ("序号,项目名称,6月底\n9,修桥,40%\n", "没有 9 号项目"),
        ("序号,项目名称,完成比例\n1,停车,40%\n", "这像是进展表，但没说是哪一天的进展"),
    ] {
        let result = read_bytes("a.csv", format!("{projects}{progress}").as_bytes());
        let lines = messages(&result, "a.csv", Lang::Zh);
        assert!(lines.iter().any(|line| line.contains(fault)), "{progress}{lines:?}");
        assert!(result.catalog.is_none());
    }
    let twice = projects.replace("修桥", "停车");
    let result = read_bytes("a.csv", format!("{twice}项目名称,6月底\n停车,40%\n").as_bytes());
    let lines = messages(&result, "a.csv", Lang::Zh);
    let fault = "名称叫“停车”的项目不止一个（编号 1、2）；请加上编号";
    assert!(lines.iter().any(|line| line.contains(fault)), "{lines:?}");
}

#[test]
fn a_file_with_only_progress_says_where_it_goes() {
    for table in [
        "编号,日期,完成\n1,2026-06-30,40%\n",
        "2026年进展\n序号,项目名称,截至6月底完成比例\n1,停车,40%\n",
        "项目名称,3月底,6月底\n停车,10%,40%\n",
    ] {
        let result = read_bytes("a.csv", table.as_bytes());
        let lines = messages(&result, "a.csv", Lang::Zh);
        assert!(lines.iter().any(|line| line.contains("--into")), "{table}{lines:?}");
    }
    // A list of projects by sections is one, though it has nothing but their progress.
    let table = "2026年民生实事\n序号,项目名称,截至6月底进展\n一、交通类,,\n1,停车,40%\n";
    let (catalog, _) = read_valid("a.csv", table.as_bytes());
    assert!(plain_ron(&catalog).contains("(on: \"2026-06-30\", percent: 40)"));
}

#[test]
fn a_day_far_from_the_year_is_told_at_its_cell() {
    let table = "2026年实事\n编号,领域,名称,计划完成\n1,交通,停车,2062-06-30\n";
    let (_, notes) = read_valid("a.csv", table.as_bytes());
    let note = "D3（第 3 行 D 列）: 提醒：2062-06-30 和清单的年份 2026 相差太远";
    assert!(notes.iter().any(|line| line.contains(note)), "{notes:?}");
}
