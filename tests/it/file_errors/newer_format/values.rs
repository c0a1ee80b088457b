//! Values of a kind that only a later format knows.

use minsheng::format::parse_with;
use minsheng::lang::Lang;
use minsheng::model::{Origin, UnknownPolicy};

use super::super::{messages, project, replaced, target};
use super::{parse_leaving_out, project_with_report, remarks};

/// Returns `text` as a file of the newer format 2, with unchanged columns.
fn as_newer_format(text: &str) -> String {
    text.replacen("(\n    title:", "(format: 2,\n    title:", 1)
}

/// Asserts the number of targets and reports that a board shows of `text` as a newer format, and
/// its remark besides the one about the format. Without the newer format, `text` is refused.
fn assert_shown(text: &str, targets: usize, reports: usize, location: &str, zh: &str, en: &str) {
    for on_unknown in [UnknownPolicy::Refuse, UnknownPolicy::LeaveOut] {
        let refusal = messages(&parse_with(text, on_unknown).expect_err(text), Lang::En);
        assert_eq!(refusal.lines().next(), Some(&*format!("data.ron:{location}: {en}")), "{text}");
    }
    let text = as_newer_format(text);
    let (projects, shown, lines) = parse_leaving_out(&text, &format!("{location}: {en}"));
    assert_eq!((projects, shown), (1, targets), "{text}");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("data.ron:1:10: warning: this file has format 2"), "{lines:?}");
    assert_eq!(lines[1], format!("data.ron:{location}: warning: this entry is not shown: {en}"));
    let catalog = parse_with(&text, UnknownPolicy::LeaveOut).unwrap();
    assert_eq!(
        remarks(&catalog, Lang::Zh)[1],
        format!("data.ron:{location}: 提醒：这一条没有显示：{zh}")
    );
    let (_, project) = catalog.projects().next().unwrap();
    let record = project.progress_record();
    let known = record.targets.iter().map(|updates| updates.iter().count()).sum::<usize>();
    assert_eq!(known + record.updates.iter().count(), reports, "{text}");
}

/// Returns the file with a known target and then `text` as another target.
fn with_second_target(text: &str) -> String {
    project(&format!(
        r#"(no: 1, domain: "roads", title: "修路", targets: [(what: "宽", amount: 3), {text}])"#
    ))
}

#[test]
fn a_target_with_a_value_of_a_later_kind_is_not_shown() {
    for (target, location, zh, en) in [
        (
            r#"(what: "长", amount: "5-6")"#,
            "5:101",
            r#"数量 "5-6" 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000"#,
            r#""5-6" is not an amount; use a plain number of at least 0, such as 600 or 110000"#,
        ),
        (
            "Band(from: 1, to: 2)",
            "5:81",
            "这里应该是圆括号里的字段 ( … )，却是 Band",
            "expected fields in round brackets, found Band",
        ),
        (
            r#"(what: "长")"#,
            "5:81",
            "缺少字段 amount；请补上",
            "the field amount is missing; add it",
        ),
        (
            r#"(what: "长", amount: 5, qualifier: range)"#,
            "5:81",
            "qualifier 是 range，却没有 max；请补上 max，或改掉 qualifier",
            "the qualifier is range, but max is missing; add max or change the qualifier",
        ),
        (
            r#"(what: "长", amount: 5, max: 6)"#,
            "5:109",
            "有 max，qualifier 却不是 range；请写 qualifier: range，或删去 max",
            "there is a max, but the qualifier is not range; write qualifier: range, or delete max",
        ),
        (
            r#"(what: "长", amount: 5, amounts: [5, 6])"#,
            "5:104",
            "没有 amounts 这个字段；你是不是想写 amount？",
            "there is no field amounts; did you mean amount?",
        ),
        (
            r#"(what: "长", amount: 5, qualifier: "about")"#,
            "5:115",
            r#""about" 在这里无效；你是不是想写 about？"#,
            r#""about" is not valid here; did you mean about?"#,
        ),
        (
            r#"(what: ["长", "宽"], amount: 5)"#,
            "5:88",
            r#"这里应该是双引号里的文字 " … "，却是 ["#,
            r#"expected a text in double quotes " … ", found ["#,
        ),
        (
            r#"(what: "长", amount: 5, updates: "auto")"#,
            "5:113",
            r#"这里应该是方括号里的列表 [ … ]，却是 "auto""#,
            r#"expected a list in square brackets, found "auto""#,
        ),
        // The first of several unknown fields.
        (
            r#"(what: 3, amount: "5-6", unit: 4)"#,
            "5:88",
            r#"这里应该是双引号里的文字 " … "，却是 3"#,
            r#"expected a text in double quotes " … ", found 3"#,
        ),
        (
            "6",
            "5:81",
            "这里应该是圆括号里的字段 ( … )，却是 6",
            "expected fields in round brackets, found 6",
        ),
    ] {
        assert_shown(&with_second_target(target), 1, 0, location, zh, en);
    }
}

#[test]
fn a_report_with_a_value_of_a_later_kind_is_not_shown_but_its_target_is() {
    for (report, location, zh, en) in [
        (
            r#"(on: "2026-03", done: 1)"#,
            "5:125",
            "日期 2026-03 不对；请写成 2026-12-31 这样",
            "2026-03 is not a date; write it like 2026-12-31",
        ),
        (
            "(on: Quarter(2026, 1), done: 1)",
            "5:125",
            r#"这里应该是双引号里的文字 " … "，却是 Quarter"#,
            r#"expected a text in double quotes " … ", found Quarter"#,
        ),
        ("(done: 1)", "5:120", "缺少字段 on；请补上", "the field on is missing; add it"),
        (
            r#"(on: "2026-03-01")"#,
            "5:120",
            "这条进展没有内容；请写上 done，或写一句说明（note）",
            "this report is empty; add done or a note",
        ),
        (
            r#"(on: "2026-03-01", done: (1, 2))"#,
            "5:145",
            "数量 (1, 2) 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
            "(1, 2) is not an amount; use a plain number of at least 0, such as 600 or 110000",
        ),
        (
            r#"(on: "2026-03-01", done: 1, nots: 5)"#,
            "5:148",
            "没有 nots 这个字段；你是不是想写 note？",
            "there is no field nots; did you mean note?",
        ),
    ] {
        let known = r#"(on: "2026-05-31", done: 1)"#;
        let text = target(&format!("amount: 5, updates: [{known}, {report}]"));
        assert_shown(&text, 1, 1, location, zh, en);
    }
    let known = r#"(on: "2026-05-31", percent: 5)"#;
    let text = project_with_report(&format!(r#"{known}, (on: "2026-06-30", percent: 101)"#));
    let zh = "完成比例 101 不对；请写 0 到 100 的百分数，如 40（表格里写成文字 40%）";
    let en = "101 is not a percentage; write a number from 0 to 100, such as 40 (in a spreadsheet, the text 40%)";
    assert_shown(&text, 0, 1, "5:117", zh, en);
}

#[test]
fn an_origin_of_a_later_kind_counts_as_not_given() {
    for origin in ["survey", "\"survey\"", "Survey(2026)"] {
        let text = replaced(r#"name: "道路""#, &format!(r#"name: "道路", origin: {origin}"#));
        let found = origin.split('(').next().unwrap();
        assert_shown(
            &text,
            0,
            0,
            "3:49",
            &format!("{found} 在这里无效；可以写：announced, catalogue"),
            &format!("{found} is not valid here; possible values: announced, catalogue"),
        );
        let catalog = parse_with(&as_newer_format(&text), UnknownPolicy::LeaveOut).unwrap();
        assert_eq!(catalog.domains().next().unwrap().1.origin, Origin::Announced);
    }
}

#[test]
fn a_later_format_excuses_nothing_outside_of_targets_and_reports() {
    for text in [
        project(r#"(no: 1, domain: "roads", title: 3)"#),
        project(r#"(no: 1, domain: "roads", title: "修路", start: "2026-03")"#),
        project(r#"(no: 1, domain: "roads", title: "修路", targets: 5)"#),
        project(r#"(no: 1, domain: "roads", title: "修路", targts: [])"#),
        replaced(r#"name: "道路""#, "name: 3"),
        target("amount: 5").replacen("title:", "format: 0, title:", 1),
        target("amount: \"5\"").replacen("title:", "format: 1, title:", 1),
    ] {
        let newer = if text.contains("format:") { text } else { as_newer_format(&text) };
        assert!(parse_with(&newer, UnknownPolicy::LeaveOut).is_err(), "{newer}");
    }
}

#[test]
fn a_format_behind_the_projects_excuses_too_and_so_does_a_later_one() {
    let text = with_second_target("Band(from: 1, to: 2)");
    for format in ["2", "3", "18446744073709551615"] {
        let text = text.replace("    ],\n)", &format!("    ],\n    format: {format},\n)"));
        let (projects, targets, lines) = parse_leaving_out(&text, "5:81: ");
        assert_eq!((projects, targets, lines.len()), (1, 1, 2), "{lines:?}");
    }
    // More of them than errors are listed.
    let many = vec![r#"(what: "长", amount: "5-6")"#; 300].join(", ");
    let (projects, targets, lines) =
        parse_leaving_out(&as_newer_format(&with_second_target(&many)), "5:101: ");
    assert_eq!((projects, targets, lines.len()), (1, 1, 101), "the first hundred are named");
}
