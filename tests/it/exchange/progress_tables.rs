//! Tables of progress below or beside the list, and headers of progress in two rows. All data is
//! invented.

use minsheng::format::to_ron;
use minsheng::lang::Lang;

use super::layout::workbook;
use super::{messages, read_bytes, read_valid};

const LIST: &str = "云溪镇2026年民生实事项目清单\n\
    序号,类别,项目名称,目标任务\n1,养老,敬老院提升,护理床位 120 张\n2,养老,老年食堂,食堂 6 个\n";

/// Returns the data file of a file without errors on one line, and the notes on it.
fn read(name: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let (catalog, notes) = read_valid(name, bytes);
    (to_ron(&catalog).split_whitespace().collect::<Vec<_>>().join(" "), notes)
}

/// Returns the errors and warnings about a file.
fn faults(name: &str, bytes: &[u8]) -> Vec<String> {
    let lines = messages(&read_bytes(name, bytes), name, Lang::Zh);
    lines.into_iter().filter(|line| !line.contains("说明：")).collect()
}

/// Checks that both targets have their report of a day.
fn assert_reports(ron: &str, day: &str, context: &[String]) {
    for (unit, done) in [("张", 80), ("个", 3)] {
        let report = format!("unit: (zh: \"{unit}\"), updates: [ (on: \"{day}\", done: {done}), ]");
        assert!(ron.contains(&report), "{report}\n{ron}\n{context:#?}");
    }
}

#[test]
fn a_table_of_progress_below_the_list_has_the_day_above_it() {
    for below in [
        "\n截至2026年6月30日\n序号,目标,完成\n1,护理床位,80\n2,食堂,3\n",
        "\n（截至6月底）\n\n序号,目标,完成情况\n2,食堂,3个\n1,护理床位,80张\n",
        "\n进展情况（截至6月底）\n序号,项目名称,完成情况\n2,老年食堂,3个\n1,敬老院提升,80张\n",
        "截至2026年6月30日\n项目名称,完成情况,备注\n老年食堂,3个,\n敬老院提升,80张,\n",
        "\n云溪镇民生实事进展表（截至2026年6月30日）\n序号,目标,完成数\n1,护理床位,80\n2,食堂,3\n",
    ] {
        let (ron, notes) = read("a.csv", format!("{LIST}{below}").as_bytes());
        assert_reports(&ron, "2026-06-30", &notes);
        let is_told = |note: &String| note.contains("签名") || note.contains("另一张表");
        assert!(!notes.iter().any(is_told), "{notes:#?}");
    }
}

#[test]
fn a_table_of_progress_below_the_list_without_a_day_is_told() {
    let table = format!("{LIST}\n序号,目标,完成\n1,护理床位,80\n");
    let told = faults("a.csv", table.as_bytes());
    assert!(told.iter().any(|line| line.contains("没说是哪一天的进展")), "{told:#?}");
}

#[test]
fn a_table_of_offices_below_the_list_is_no_progress_of_its_projects() {
    for (day, header) in
        [("截至2026年6月30日\n", "单位"), ("截至2026年6月30日\n", "责任单位"), ("", "资金来源")]
    {
        let table = format!("{LIST}\n{day}序号,{header},完成情况\n1,县教育局,80%\n");
        let (ron, notes) = read("a.csv", table.as_bytes());
        assert!(!ron.contains("updates") && !ron.contains("percent"), "{ron}");
        assert!(notes.iter().any(|note| note.contains("清单下面的另一张表")), "{notes:#?}");
    }
}

#[test]
fn a_table_for_each_day_has_the_day_above_it() {
    let table = |day: &str, beds: u32, canteens: u32| {
        format!("\n截至{day}\n序号,目标,完成\n1,护理床位,{beds}\n2,食堂,{canteens}\n")
    };
    let text = format!("{LIST}{}{}", table("3月底", 20, 1), table("6月底", 80, 3));
    let (ron, notes) = read("a.csv", text.as_bytes());
    let reports = "(on: \"2026-03-31\", done: 20), (on: \"2026-06-30\", done: 80), ]";
    assert!(ron.contains(reports), "{ron}\n{notes:#?}");
}

#[test]
fn a_day_below_the_list_without_a_table_is_left_out() {
    let table = format!("{LIST}\n截至2026年6月30日\n");
    let (_, notes) = read("a.csv", table.as_bytes());
    assert!(notes.iter().any(|note| note.contains("没有读入：截至2026年6月30日")), "{notes:#?}");
}

#[test]
fn a_table_of_progress_beside_the_list_names_its_own_projects() {
    let title: &[&str] = &["云溪镇2026年民生实事项目清单"];
    let left = ["序号", "类别", "项目名称", "目标任务", ""];
    let first = ["1", "养老", "敬老院提升", "护理床位 120 张", ""];
    let second = ["2", "养老", "老年食堂", "食堂 6 个", ""];
    // The rows on the right are in another order, and without units.
    for (header, rows) in [
        (
            &["序号", "项目名称", "截至6月底完成数"][..],
            [["2", "老年食堂", "3"], ["1", "敬老院提升", "80"]],
        ),
        (&["序号", "目标", "截至6月底完成数"], [["2", "食堂", "3"], ["1", "护理床位", "80"]]),
        (&["序号", "日期", "完成"], [["2", "2026-06-30", "3个"], ["1", "2026-06-30", "80张"]]),
        (&["序号", "", "截至6月底完成数"], [["2", "", "3个"], ["1", "", "80张"]]),
    ] {
        let rows: Vec<Vec<&str>> = vec![
            title.to_vec(),
            [&left[..], header].concat(),
            [&first[..], &rows[0]].concat(),
            [&second[..], &rows[1]].concat(),
        ];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let (ron, notes) = read("a.xlsx", &workbook(&[("清单", &rows, &[])]));
        assert_reports(&ron, "2026-06-30", &notes);
    }
}

#[test]
fn months_below_a_header_of_progress_are_reports_of_their_days() {
    let head = ["序号", "类别", "项目名称", "目标任务"];
    for (upper, lower) in [
        ("完成情况", ["3月底", "6月底"]),
        ("进展情况", ["截至3月底", "截至6月底"]),
        ("工作进展", ["1-3月", "1-6月"]),
    ] {
        let rows: [&[&str]; 4] = [
            &["云溪镇2026年民生实事项目清单"],
            &[head[0], head[1], head[2], head[3], upper, ""],
            &["", "", "", "", lower[0], lower[1]],
            &["1", "养老", "敬老院提升", "护理床位 120 张", "20张", "60张"],
        ];
        let merged = [[1, 0, 2, 0], [1, 1, 2, 1], [1, 2, 2, 2], [1, 3, 2, 3], [1, 4, 1, 5]];
        for blocks in [&merged[..], &[]] {
            let (ron, notes) = read("a.xlsx", &workbook(&[("清单", &rows, blocks)]));
            let reports = "(on: \"2026-03-31\", done: 20), (on: \"2026-06-30\", done: 60), ]";
            assert!(ron.contains(reports), "{upper} {lower:?}\n{ron}\n{notes:#?}");
        }
    }
}

#[test]
fn months_below_a_header_of_targets_or_deadlines_are_no_reports() {
    let table = |upper: &str, lower: &str| {
        format!(
            "云溪镇2026年民生实事项目清单\n序号,类别,项目名称,{upper},\n,,,{lower}\n\
            1,养老,敬老院提升,床位 60 张,床位 120 张\n"
        )
    };
    let (ron, _) = read("a.csv", table("年度目标", "6月底,12月底").as_bytes());
    assert!(ron.contains("amount: 120") && !ron.contains("amount: 60"), "{ron}");
    let told = faults("a.csv", table("年度目标", "3月底,6月底").as_bytes());
    assert!(told.len() == 1 && told[0].contains("目标下面分了几列（3月底、6月底）"), "{told:#?}");
    let told = faults("a.csv", table("时间节点", "6月底,12月底").as_bytes());
    for column in ["时间节点 / 6月底", "时间节点 / 12月底"] {
        assert!(told.iter().any(|line| line.contains(column)), "{told:#?}");
    }
}
