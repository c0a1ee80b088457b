//! Valid and invalid progress data.

use minsheng::format::parse;
use minsheng::model::{Amount, Day};

use super::{assert_error, project, target};

fn project_with(fields: &str) -> String {
    project(&format!(r#"(no: 1, domain: "roads", title: "修路", {fields})"#))
}

#[test]
fn progress_is_kept_as_it_is_said() {
    let text = project_with(
        r#"start: "2026-03-01", updates: [(on: "2026-05-31", percent: 40, note: "开工"), (on: "2026-04-30", note: "报批")]"#,
    );
    let catalog = parse(&text).expect(&text);
    assert!(catalog.has_reports());
    let (_, project) = catalog.projects().next().unwrap();
    assert_eq!(
        (project.progress_record().start, project.progress_record().end),
        (Day::new(2026, 3, 1), None)
    );
    let updates: Vec<_> = project
        .progress_record()
        .updates
        .iter()
        .map(|update| (update.date.to_string(), update.done.map(Amount::value)))
        .collect();
    assert_eq!(updates, [("2026-05-31".to_owned(), Some(40.0)), ("2026-04-30".to_owned(), None)]);
    let text = target(r#"amount: 600, updates: [(on: "2026-05-31", done: 240)]"#);
    let catalog = parse(&text).expect(&text);
    let (_, project) = catalog.projects().next().unwrap();
    assert_eq!(
        project.progress_record().targets.iter().next().unwrap().iter().next().unwrap().done,
        Amount::new(240.0)
    );
    // Empty lists are no progress data.
    assert!(!parse(&project_with("updates: []")).unwrap().has_reports());
    assert!(!parse(super::VALID).unwrap().has_reports());
}

#[test]
fn progress_that_cannot_be_is_told() {
    assert_error(
        &project_with(r#"start: "2026-05-01", end: "2026-04-01""#),
        "5:73: 完成日期早于开始日期；请对调",
        "5:73: the end is before the start; swap the dates",
    );
    assert_error(
        &project_with(r#"end: "5月1日""#),
        "5:52: 日期 5月1日 不对；请写成 2026-12-31 这样",
        "5:52: 5月1日 is not a date; write it like 2026-12-31",
    );
    assert_error(
        &project_with(r#"updates: [(on: "2026-05-31", percent: 140)]"#),
        "5:85: 完成比例 140 不对；请写 0 到 100 的百分数，如 40（表格里写成文字 40%）",
        "5:85: 140 is not a percentage; write a number from 0 to 100, such as 40 (in a spreadsheet, the text 40%)",
    );
    assert_error(
        &project_with(r#"updates: [(on: "2026-05-31")]"#),
        "5:57: 这条进展没有内容；请写上 percent，或写一句说明（note）",
        "5:57: this report is empty; add percent or a note",
    );
    assert_error(
        &project_with("updates: [(percent: 3)]"),
        "5:57: 缺少字段 on；请补上",
        "5:57: the field on is missing; add it",
    );
    assert_error(
        &target(r#"amount: 600, updates: [(on: "2026-05-31", percent: 40)]"#),
        "5:112: 没有 percent 这个字段；可以写：on, done, note",
        "5:112: there is no field percent; possible values: on, done, note",
    );
}
