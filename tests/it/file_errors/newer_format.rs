//! Files of a newer format: unknown fields are remarked, and entries whose numbers may have another
//! meaning are not shown.

mod values;

use std::fs;

use minsheng::data::load;
use minsheng::diagnostics::Diagnostic;
use minsheng::executor::Sequential;
use minsheng::format::{parse, parse_with};
use minsheng::lang::Lang;
use minsheng::model::{Catalog, UnknownPolicy};
use tempfile::TempDir;

use super::{VALID, assert_error, messages, project, replaced, target};

/// Returns the remarks about the unknown fields of a catalog.
fn remarks(catalog: &Catalog, lang: Lang) -> Vec<String> {
    let diagnostics: Vec<Diagnostic> =
        catalog.unknown().flat_map(|(_, unknown)| unknown.diagnostics()).collect();
    diagnostics.iter().map(|diagnostic| diagnostic.text("data.ron", lang)).collect()
}

/// Asserts that these are exactly the remarks about `text`, which can be published and shown.
fn assert_remarks(text: &str, zh: &str, en: &str) {
    for on_unknown in [UnknownPolicy::Refuse, UnknownPolicy::LeaveOut] {
        let catalog = parse_with(text, on_unknown)
            .unwrap_or_else(|errors| panic!("{}", messages(&errors, Lang::En)));
        assert_eq!(remarks(&catalog, Lang::Zh), [format!("data.ron:{zh}")], "{text}");
        assert_eq!(remarks(&catalog, Lang::En), [format!("data.ron:{en}")], "{text}");
    }
}

/// Returns the number of projects and of targets that a board shows of `text`, and its remarks.
/// `check` refuses `text` with `error`.
fn parse_leaving_out(text: &str, error: &str) -> (usize, usize, Vec<String>) {
    let refusal = messages(&parse(text).expect_err(text), Lang::En);
    assert!(refusal.starts_with(&format!("data.ron:{error}")), "{refusal}");
    let shown = parse_with(text, UnknownPolicy::LeaveOut)
        .unwrap_or_else(|errors| panic!("{}", messages(&errors, Lang::En)));
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data.ron");
    fs::write(&file, format!("\u{feff}{text}")).unwrap();
    let loaded = load(&file, &Sequential).unwrap();
    assert_eq!(
        remarks(&loaded, Lang::Zh),
        remarks(&shown, Lang::Zh),
        "it does not matter how it is read"
    );
    let targets = shown.projects().map(|(_, project)| project.targets.len()).sum();
    (shown.len(), targets, remarks(&shown, Lang::En))
}

#[test]
fn an_unknown_field_is_remarked_wherever_it_stands() {
    for (text, location, name) in [
        (project(r#"(no: 1, domain: "roads", title: "修路", 备注: "x")"#), "5:47", "备注"),
        (
            project(r#"(budget: Some((1, "元")), no: 1, domain: "roads", title: "修路")"#),
            "5:10",
            "budget",
        ),
        (
            project(
                r#"(no: 1, domain: "roads", title: "修路", /* lead */ lead /* lead */: ["甲"])"#,
            ),
            "5:58",
            "lead",
        ),
        (project(r#"(no: 1, domain: "roads", title: (zh: "修路", de: "Weg"))"#), "5:52", "de"),
        (
            project(
                r#"(no: 1, domain: "roads", title: "修路", places: [(zh: "城北", lat: 31.4)])"#,
            ),
            "5:67",
            "lat",
        ),
        (
            project(r#"(no: 1, domain: "roads", title: "修路", start: "2026-05-01", owner: None)"#),
            "5:68",
            "owner",
        ),
        (replaced(r#"name: "道路""#, r#"name: "道路", colour: Rgb(1, 2, 3)"#), "3:41", "colour"),
        (replaced(r#""测试清单""#, r#"(zh: "清单", fr: "liste")"#), "2:23", "fr"),
        (
            replaced("domains:", "licence: {\"by\": 4, (1, 2): 'x'},\n    domains:"),
            "3:5",
            "licence",
        ),
        (replaced("    ],\n)", "    ],\n    licence: \"projects: [\",\n)"), "7:5", "licence"),
    ] {
        assert_remarks(
            &text,
            &format!("{location}: 提醒：未知字段 {name}，没有读入"),
            &format!("{location}: warning: the field {name} is unknown and was ignored"),
        );
    }
}

#[test]
fn a_field_that_is_like_another_is_remarked_with_that() {
    assert_remarks(
        &project(r#"(no: 1, domain: "roads", title: "修路", summaries: "修")"#),
        "5:47: 提醒：未知字段 summaries，没有读入；你是不是想写 summary？",
        "5:47: warning: the field summaries is unknown and was ignored; did you mean summary?",
    );
}

#[test]
fn one_letter_from_a_known_field_is_a_fault_though_that_is_there_too() {
    for (name, meant) in [
        ("titel", "title"),
        ("titl", "title"),
        ("titles", "title"),
        ("tytle", "title"),
        ("Title", "title"),
        ("TITLE", "title"),
        ("nr", "no"),
        ("on", "no"),
        ("Facts", "facts"),
        ("ends", "end"),
    ] {
        assert_error(
            &project(&format!("(no: 1, domain: \"roads\", title: \"修路\", {name}: 1)")),
            &format!("5:47: 没有 {name} 这个字段；你是不是想写 {meant}？"),
            &format!("5:47: there is no field {name}; did you mean {meant}?"),
        );
    }
    assert_error(
        &replaced("title:", "formt: 2,\n    title:"),
        "2:5: 没有 formt 这个字段；你是不是想写 format？",
        "2:5: there is no field formt; did you mean format?",
    );
}

#[test]
fn a_field_in_the_place_of_one_that_is_missing_is_a_fault() {
    assert_error(
        &project(r#"(no: 1, domain: "roads", title_zh: "修路")"#),
        "5:34: 没有 title_zh 这个字段；你是不是想写 title？",
        "5:34: there is no field title_zh; did you mean title?",
    );
}

#[test]
fn a_later_format_is_remarked_and_a_number_that_is_none_is_a_fault() {
    for format in ["2", "3", "4_000_000_000", "18446744073709551615"] {
        let number = format.replace('_', "");
        for (text, location) in [
            (replaced("title:", &format!("format: {format},\n    title:")), "2:13"),
            (replaced("    ],\n)", &format!("    ],\n    format: {format},\n)")), "7:13"),
        ] {
            assert_remarks(
                &text,
                &format!(
                    "{location}: 提醒：文件格式是 {number}，本程序支持到 1：无法识别的内容不显示"
                ),
                &format!(
                    "{location}: warning: this file has format {number}, this program supports up to 1: content that it does not recognise is not shown"
                ),
            );
        }
    }
    let plain = parse(&replaced("title:", "format: 1,\n    title:")).unwrap();
    assert_eq!(
        (Ok(&plain), remarks(&plain, Lang::En)),
        (parse(VALID).as_ref(), Vec::new()),
        "it says nothing more"
    );
    for format in ["0", "-2", "2.0", "\"2\"", "two", "()", "18446744073709551616"] {
        assert_error(
            &replaced("title:", &format!("format: {format},\n    title:")),
            &format!("2:13: 格式 {format} 不对；应该是 1 或更大的整数，一般不用写"),
            &format!(
                "2:13: {format} is not a format number; write a whole number of at least 1, or leave it out"
            ),
        );
    }
}

#[test]
fn a_target_that_may_mean_something_else_is_not_shown_and_cannot_be_published() {
    for (fields, error, cause) in [
        (
            "amount: 5, approx: true",
            "5:81: there is no field approx; possible values",
            "there is no field approx; possible values",
        ),
        (
            "amount: 5, qualifier: at_most",
            "5:92: at_most is not valid here",
            "at_most is not valid here; did you mean at_least?",
        ),
        (
            "amount: 5, unit: (zh: \"米\", per: \"年\")",
            "5:97: there is no field per",
            "there is no field per; possible values",
        ),
        // The unknown field may explain the rest.
        (
            "percent: 95",
            "5:57: the field amount is missing",
            "there is no field percent; possible values",
        ),
        (
            "amount: \"95%\", kind: share",
            "5:78: \"95%\" is not an amount",
            "there is no field kind; possible values",
        ),
    ] {
        let (projects, targets, lines) = parse_leaving_out(&target(fields), error);
        assert_eq!((projects, targets, lines.len()), (1, 0, 1), "{lines:?}");
        assert!(
            lines[0].contains(&format!("warning: this entry is not shown: {cause}")),
            "{lines:?}"
        );
    }
}

#[test]
fn a_report_that_may_mean_something_else_is_not_shown_but_its_target_is() {
    let report = r#"amount: 5, updates: [(on: "2026-05-31", done: 1), (on: "2026-06-30", done: 2, by: "甲")]"#;
    let (projects, targets, lines) =
        parse_leaving_out(&target(report), "5:148: there is no field by");
    assert_eq!((projects, targets, lines.len()), (1, 1, 1), "{lines:?}");
    let shown = parse_with(&target(report), UnknownPolicy::LeaveOut).unwrap();
    let (_, project) = shown.projects().next().unwrap();
    assert_eq!(project.progress_record().targets.iter().next().unwrap().iter().count(), 1);
    assert_eq!((shown.left_out(), shown.left_out_of(&project)), (1, 1));
    let text = project_with_report("(on: \"2026-05-31\", percent: 5, basis: \"总投资\")");
    let (_, _, lines) = parse_leaving_out(&text, "5:88: there is no field basis");
    assert_eq!(lines.len(), 1, "{lines:?}");
}

fn project_with_report(report: &str) -> String {
    project(&format!("(no: 1, domain: \"roads\", title: \"修路\", updates: [{report}])"))
}

#[test]
fn what_is_wrong_in_a_target_is_wrong_on_a_board_too() {
    for text in [
        target("amuont: 5"),
        target("amount: 5, qualifier: abuot"),
        target("amount: 5, qualifier: abuot, approx: true"),
        target("amount: \"5\""),
        target("amount: 5, qualifier: \"about\""),
        target("amount: 5, qualifier: 3"),
        project_with_report("(on: \"2026-05-31\", percent: 5, notes: \"x\", by: 3)"),
        replaced(r#"name: "道路""#, r#"name: "道路", origin: survey"#),
    ] {
        assert!(parse_with(&text, UnknownPolicy::LeaveOut).is_err(), "{text}");
        assert!(parse(&text).is_err(), "{text}");
    }
}

#[test]
fn a_field_that_is_everywhere_is_named_once() {
    let many = |count: u32| {
        let projects: String = (1..=count)
            .map(|no| format!("(no: {no}, domain: \"roads\", title: \"修路\", budget: {no}),\n"))
            .collect();
        project(projects.trim_end_matches(",\n"))
    };
    assert_remarks(
        &many(3),
        "5:47: 提醒：未知字段 budget，没有读入（共 3 处：5:47，6:39，7:39）",
        "5:47: warning: the field budget is unknown and was ignored (times: 3; at 5:47, 6:39, 7:39)",
    );
    assert_remarks(
        &many(9999),
        "5:47: 提醒：未知字段 budget，没有读入（共 9999 处：5:47，6:39，7:39，..）",
        "5:47: warning: the field budget is unknown and was ignored (times: 9999; at 5:47, 6:39, 7:39, ..)",
    );
    // The same number in one project, and the same number of different fields.
    let repeated = "budget: 1, ".repeat(10_000);
    let catalog =
        parse(&project(&format!("({repeated}no: 1, domain: \"roads\", title: \"修路\")"))).unwrap();
    assert_eq!(remarks(&catalog, Lang::En).len(), 1);
    let different: String = (0..10_000).map(|nth| format!("budget{nth:06}: 1, ")).collect();
    let catalog =
        parse(&project(&format!("({different}no: 1, domain: \"roads\", title: \"修路\")")))
            .unwrap();
    let lines = remarks(&catalog, Lang::En);
    let further =
        lines.last().map(|last| last.ends_with("warning: 9900 more unknown fields are not listed"));
    assert_eq!((lines.len(), further), (101, Some(true)), "{lines:?}");
}

#[test]
fn what_is_unknown_is_another_matter_than_where_it_stands() {
    let text = |fields: &str| parse(&replaced("title:", &format!("{fields}\n    title:"))).unwrap();
    assert_eq!(text("budget: 1,"), text("\n\n   budget: 2,"));
    assert_ne!(text("budget: 1,"), text(""));
    assert_ne!(text("format: 2,"), text("format: 3,"));
}
