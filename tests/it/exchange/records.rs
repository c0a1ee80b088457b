//! JSON that is a list of records. Invented data.

use minsheng::lang::Lang;

use super::*;

const RECORDS: &str = r#"[
  {"序号": 1, "类别": "教育", "项目名称": "新建幼儿园", "年度目标": ["幼儿园 2 所", "学位 360 个"], "完成时限": "2026-08-31"},
  {"序号": 2, "类别": "交通出行", "项目名称": "修路", "年度目标": null, "预算": 3.5}
]"#;

fn with_title(name: &str, text: &str) -> ReadResult {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let title = Some("云溪镇2026年民生实事项目清单".to_owned());
    read(&path, &ImportOptions { title, ..ImportOptions::default() }, &mut |_, _| {})
}

#[test]
fn records_are_read_by_the_names_of_their_fields() {
    for name in ["a.json", "a.data", "a"] {
        let result = with_title(name, &format!("\u{feff}{RECORDS}"));
        let lines = messages(&result, name, Lang::En);
        let ron = to_ron(&result.catalog.unwrap_or_else(|| panic!("{lines:#?}")));
        for part in ["新建幼儿园", "unit: (zh: \"所\")", "amount: 360", "2026-08-31", "修路"]
        {
            assert!(ron.contains(part), "{part}: {ron}");
        }
        // The field that is unknown is told with its place: records begin below their names.
        assert!(
            lines.iter().any(|line| line.contains("预算") && line.contains("F3")),
            "{lines:#?}"
        );
    }
}

#[test]
fn a_list_without_records_is_no_table_and_no_ron() {
    for text in ["[1, 2]", "[]", "[[\"编号\"], [1]]", "[\"a\", null, true, 1.5]"] {
        let lines = messages(&with_title("a.json", text), "a.json", Lang::En);
        assert!(lines.iter().any(|line| line.contains("there is no table")), "{text}: {lines:#?}");
    }
    let lines = messages(&with_title("a.json", "[{\"编号\": 1,}]"), "a.json", Lang::En);
    assert!(lines[0].contains("not valid JSON"), "{lines:#?}");
}

#[test]
fn messages_name_the_record_and_its_field() {
    let text = r#"[{"编号": 1, "领域": "教育", "名称": "办学", "目标": "学校若干"}, {"No.": 2},
        {"编号": 2, "领域": "教育", "名称": "办学", "完成时限": "年底前后"}]"#;
    let result = with_title("a.json", text);
    for (lang, places) in [
        (
            Lang::Zh,
            ["a.json:D2（第 1 条记录的“目标”）: ", "a.json:F4（第 3 条记录的“完成时限”）: "],
        ),
        (Lang::En, ["a.json:D2 (record 1, \"目标\"): ", "a.json:F4 (record 3, \"完成时限\"): "]),
    ] {
        let lines = messages(&result, "a.json", lang);
        for place in places {
            assert!(lines.iter().any(|line| line.starts_with(place)), "{place}: {lines:#?}");
        }
        let is_about_ron = |line: &&String| line.contains("RON") || line.contains("括号");
        assert_eq!(lines.iter().find(is_about_ron), None);
    }
}

#[test]
fn records_have_english_names_of_fields_too() {
    let text =
        r#"[{"No.": 1, "Domain": "Education", "Title": "School", "Targets": "Schools 3 schools"}]"#;
    let result = with_title("a.json", text);
    let lines = messages(&result, "a.json", Lang::En);
    assert_eq!(result.catalog.unwrap_or_else(|| panic!("{lines:#?}")).len(), 1);
}

#[test]
fn records_without_a_common_field_are_told_in_one_line() {
    let records: Vec<String> = (0..40_000).map(|nth| format!("{{\"k{nth}\":1}}")).collect();
    let text = format!("[{}]", records.join(","));
    let lines = messages(&with_title("a.json", &text), "a.json", Lang::En);
    assert!(lines.len() == 1 && lines[0].contains("there is no table"), "{lines:#?}");
}
