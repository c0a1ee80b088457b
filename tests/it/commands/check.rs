//! `minsheng check`: remarks about valid files, excerpts of the source, and JSON for programs.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::{Run, finish, program};

/// A data file without errors and remarks.
const GOOD: &str = r#"(
    title: (zh: "清单", en: "A list"),
    domains: [(id: "roads", name: (zh: "道路", en: "Roads"))],
    projects: [
        (
            no: 1,
            domain: "roads",
            title: (zh: "修路", en: "Roads"),
            summary: (zh: "修好城北大道。", en: "Roads."),
            targets: [(what: (zh: "长度", en: "Length"), amount: 5, unit: (zh: "米", en: "m"))],
            places: [(zh: "城北大道", en: "North Avenue")],
        ),
    ],
)
"#;

/// Runs `check` on a file with this name and text.
fn check(name: &str, text: &str, args: &str) -> Run {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    finish(program().current_dir(folder.path()).args(["check", name]).args(args.split_whitespace()))
}

/// Returns the file with `old` replaced once.
fn replaced(old: &str, new: &str) -> String {
    assert!(GOOD.contains(old), "{old}");
    GOOD.replacen(old, new, 1)
}

#[test]
fn faults_are_shown_with_the_line_and_a_mark_below_the_place() {
    let text = replaced("domain: \"roads\"", "domain: \"raods\"").replace("no: 1", "no: 0");
    assert_eq!(
        check("a.ron", &text, "").err(2),
        "a.ron:6:17: 编号 0 不对；应该是 1 到 9999999 的整数
  |
6 |             no: 0,
  |                 ^
a.ron:7:21: 没有 raods 这个领域；你是不是想写 roads？
  |
7 |             domain: \"raods\",
  |                     ^^^^^^^
"
    );
}

#[test]
fn what_a_colleague_would_remark_is_told_and_the_file_can_be_used() {
    for (old, new, location, zh) in [
        (
            ", unit: (zh: \"米\", en: \"m\")",
            "",
            "10:23",
            "“长度”没有单位；请补上 unit，如 个、米、户",
        ),
        (
            "en: \"Roads\"),\n            summary",
            "en: \"Roads from the north to the south of town\"),\n            summary",
            "8:35",
            "名称有 41 列宽，40 列的屏幕一行只放得下 36 列；请尽量缩短",
        ),
        (
            "(zh: \"修好城北大道。\", en: \"Roads.\")",
            "\"修好城北大道。\"",
            "9:22",
            "“简介”没有英文；英文读者会看到中文",
        ),
        (
            "zh: \"长度\"",
            "zh: \"长度约\"",
            "10:23",
            "“约”写在了文字里，显示和搜索数量时不起作用；请改用 qualifier",
        ),
        ("zh: \"修路\"", "zh: \"修路２０条\"", "8:25", "数字是全角的；建议写成：修路20条"),
        (
            "\"))],\n    projects",
            "\")), (id: \"water\", name: (zh: \"水\", en: \"Water\"))],\n    projects",
            "3:66",
            "领域 water 里没有项目；请删去，或添加项目",
        ),
    ] {
        let run = check("a.ron", &replaced(old, new), "");
        let domains = if zh.contains("water") { 2 } else { 1 };
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(0), &*format!("a.ron: 可以使用，1 条提醒；1 个项目，{domains} 个领域\n")),
            "{run:?}"
        );
        assert_eq!(run.err.lines().next(), Some(&*format!("a.ron:{location}: 提醒：{zh}")));
        assert_eq!(run.err.lines().count(), 4, "{}", run.err);
        assert_eq!(check("a.ron", &replaced(old, new), "--strict").code, Some(1));
        let en = check("a.ron", &replaced(old, new), "--lang en");
        assert!(
            en.err.starts_with(&format!("a.ron:{location}: warning: "))
                && en.out.starts_with("a.ron: can be used; warnings: 1,"),
            "{en:?}"
        );
    }
    assert_eq!(check("a.ron", GOOD, "--strict").out(), "a.ron: 没有问题，1 个项目，1 个领域\n");
}

#[test]
fn a_place_that_the_summary_names_belongs_into_the_list() {
    let second = "(no: 2, domain: \"roads\", title: (zh: \"修桥\", en: \"Bridge\"), summary: (zh: \"桥在城北大道旁。\", en: \"A bridge.\")),\n    ],\n)";
    let run = check("a.ron", &replaced("    ],\n)", second), "");
    assert!(
        run.err
            .starts_with("a.ron:13:73: 提醒：简介提到“城北大道”，地点里却没有；请补上，或改简介\n"),
        "{}",
        run.err
    );
    let twice = second.replace("修桥", "修路").replace("桥在城北大道旁", "桥");
    let run = check("a.ron", &replaced("    ],\n)", &twice), "");
    assert!(run.err.starts_with("a.ron:13:38: 提醒：名称和 01 号项目一样\n"), "{}", run.err);
}

#[test]
fn a_remark_that_the_file_answers_is_counted_and_not_told() {
    let long = replaced(
        "en: \"Roads\"),\n            summary",
        "en: \"Roads from the north to the south of town\"),\n            summary",
    );
    for (old, new) in [
        (
            "            title: (zh: \"修路\"",
            "            // check: allow long-title  公告原名\n            title: (zh: \"修路\"",
        ),
        ("south of town\"),", "south of town\"), // check: allow long-title"),
        ("    projects", "    // check: allow no-unit, long-title: both\n    projects"),
        ("(\n    title", "// check: allow long-title\n(\n    title"),
    ] {
        let text = long.replacen(old, new, 1);
        assert_ne!(text, long);
        let run = check("a.ron", &text, "--strict");
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(0), "a.ron: 没有问题，1 个项目，1 个领域\n"),
            "{run:?}"
        );
        assert_eq!(run.err, "a.ron: 另有 1 条提醒，文件里已注明允许（check: allow）\n");
    }
    // The comment allows that remark only, and for that item only.
    for comment in ["// check: allow no-unit", "// check: long-title"] {
        let text = long.replacen(
            "            title",
            &format!("            {comment}\n            title"),
            1,
        );
        assert_eq!(check("a.ron", &text, "--strict").code, Some(1), "{comment}");
    }
    let text = long.replacen(
        "            no: 1",
        "            // check: allow long-title\n            no: 1",
        1,
    );
    assert_eq!(check("a.ron", &text, "--strict").code, Some(1));
}

#[test]
fn the_shipped_programme_has_no_remark_that_it_does_not_answer() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/projects.ron");
    let run = finish(program().args(["check", path, "--strict"]));
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), &*format!("{path}: 没有问题，25 个项目，11 个领域\n")),
        "{}",
        run.err
    );
}

#[test]
fn a_spreadsheet_is_remarked_about_by_its_cells() {
    let table = "清单\n编号,领域,名称,英文名称,目标\n1,道路,修路,Roads,长度 5\n";
    let run = check("a.csv", table, "");
    assert!(run.err.contains("a.csv:E3（第 3 行 E 列）: 提醒：“长度”没有单位；"), "{}", run.err);
    assert_eq!(run.code, Some(0));
}

#[test]
fn programs_get_all_of_it_as_json() {
    let run = check("a.ron", &replaced("no: 1", "no: 0"), "--format json --lang en");
    assert_eq!((run.code, run.err.as_str()), (Some(2), ""));
    assert_eq!(
        run.json_of_failure(),
        json!({
            "file": "a.ron",
            "usable": false,
            "projects": null,
            "domains": null,
            "findings": [{
                "severity": "error",
                "code": "bad-number",
                "message": "0 is not a project number; use a whole number from 1 to 9999999",
                "line": 6,
                "column": 17,
            }],
        })
    );
    let run = check(
        "a.csv",
        "清单\n编号,领域,名称,英文名称,目标\n1,roads,修路,Roads,长度 5\n",
        "--format json --strict",
    );
    let value = run.json_of_failure();
    assert_eq!(
        (run.code, &value["usable"], &value["projects"]),
        (Some(1), &json!(true), &json!(1))
    );
    let unit = value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|diagnostic| diagnostic["code"] == "no-unit")
        .unwrap()
        .clone();
    assert_eq!(
        (&unit["sheet"], &unit["row"], &unit["column"], &unit["cell"]),
        (&json!(""), &json!(3), &json!(5), &json!("E3"))
    );
    assert_eq!(unit["severity"], "warning");
}

#[test]
fn a_file_that_is_wrong_throughout_is_not_read_out() {
    let text = replaced("places: [", &format!("facts: [{}], places: [", "\"１\",".repeat(300)));
    let run = check("a.ron", &text, "");
    assert!(
        run.err.ends_with("a.ron: 还有 500 条没有列出\n"),
        "{}",
        run.err.lines().last().unwrap_or_default()
    );
}

#[test]
fn a_text_that_no_screen_shows_is_remarked_upon_where_it_stands() {
    let long = |length: usize| replaced("修好城北大道。", &"修".repeat(length));
    let zh = "提醒：这段文字有 5001 个字，任何屏幕都显示不全；请缩短到 5000 个字以内";
    let run = check("a.ron", &long(5_001), "");
    assert!(run.err.starts_with(&format!("a.ron:9:27: {zh}\n")), "{}", run.err);
    assert!(run.err.lines().all(|line| line.len() < 500), "{}", run.err);
    assert_eq!((run.code, check("a.ron", &long(5_001), "--strict").code), (Some(0), Some(1)));
    assert_eq!(check("a.ron", &long(5_000), "--strict").code, Some(0));
    let allowed = long(5_001).replacen(
        "            summary",
        "            // check: allow long-text\n            summary",
        1,
    );
    assert_eq!(check("a.ron", &allowed, "--strict").code, Some(0));
    let value = check("a.ron", &long(5_001), "--format json --lang en").json();
    assert_eq!(
        value["findings"],
        json!([{
            "severity": "warning",
            "code": "long-text",
            "message": "this text has 5001 characters, more than any screen shows; shorten it to at most 5000",
            "line": 9,
            "column": 27,
        }])
    );
    // Reports, too, whose notes have no language.
    let note = "修".repeat(5_001);
    let reports = format!(
        "updates: [(on: \"2026-05-01\", percent: 5), (on: \"2026-05-31\", note: \"{note}\")],"
    );
    let run = check(
        "a.ron",
        &replaced("            places", &format!("            {reports}\n            places")),
        "",
    );
    assert!(run.err.starts_with(&format!("a.ron:11:80: {zh}\n")), "{}", run.err);
    let run = check("a.csv", &format!("清单\n编号,领域,名称,简介\n1,道路,修路,{note}\n"), "");
    assert!(run.err.contains(&format!("a.csv:D3（第 3 行 D 列）: {zh}\n")), "{}", run.err);
}

#[test]
fn many_remarks_about_one_list_are_told_where_each_item_is() {
    let items: Vec<String> =
        (0..3_000).map(|nth| format!("(zh: \"第{nth}１号\", en: \"No. {nth}\")")).collect();
    let text = replaced("places: [", &format!("facts: [{}], places: [", items.join(", ")));
    let value = check("a.ron", &text, "--format json").json();
    let locations: Vec<(u64, u64)> = value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|diagnostic| {
            (diagnostic["line"].as_u64().unwrap(), diagnostic["column"].as_u64().unwrap())
        })
        .collect();
    let line = text.lines().nth(10).unwrap();
    let expected: Vec<(u64, u64)> = line
        .match_indices("\"第")
        .map(|(at, _)| (11, line.split_at(at).0.chars().count() as u64 + 1))
        .collect();
    assert_eq!((locations.len(), locations), (3_000, expected));
}
