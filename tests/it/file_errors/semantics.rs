//! Semantic errors: well-formed files with impossible values.

use minsheng::diagnostics::FileErrorKind;
use minsheng::format::parse;
use minsheng::lang::Lang;

use super::{assert_error, project, replaced, target};

#[test]
fn a_misspelt_field_is_named_with_the_one_that_was_meant() {
    assert_error(
        &project(r#"(no: 1, domain: "roads", titel: "修路")"#),
        "5:34: 没有 titel 这个字段；你是不是想写 title？",
        "5:34: there is no field titel; did you mean title?",
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路", /* tilte */ tilte: "tilte")"#),
        "5:59: 没有 tilte 这个字段；你是不是想写 title？",
        "5:59: there is no field tilte; did you mean title?",
    );
    assert_error(
        &replaced(r#"name: "道路""#, r#"name: "道路", orign: catalogue"#),
        "3:41: 没有 orign 这个字段；你是不是想写 origin？",
        "3:41: there is no field orign; did you mean origin?",
    );
}

#[test]
fn a_missing_field_is_named_at_its_owner() {
    assert_error(
        &project(r#"(no: 1, title: "修路")"#),
        "5:9: 缺少字段 domain；请补上",
        "5:9: the field domain is missing; add it",
    );
    assert_error(
        &project("()"),
        "5:9: 缺少字段 no；请补上\n5:9: 缺少字段 domain；请补上\n5:9: 缺少字段 title；请补上",
        "5:9: the field no is missing; add it\n5:9: the field domain is missing; add it\n5:9: the field title is missing; add it",
    );
    assert_error(
        "// 清单\n()",
        "2:1: 缺少字段 title；请补上\n2:1: 缺少字段 domains；请补上\n2:1: 缺少字段 projects；请补上",
        "2:1: the field title is missing; add it\n2:1: the field domains is missing; add it\n2:1: the field projects is missing; add it",
    );
    assert_error(
        &target(r#"unit: "米""#),
        "5:57: 缺少字段 amount；请补上",
        "5:57: the field amount is missing; add it",
    );
}

#[test]
fn a_repeated_field_is_named_the_second_time() {
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路", title: "修路")"#),
        "5:47: 字段 title 写了两次；请删去一个",
        "5:47: the field title occurs twice; delete one",
    );
    assert_error(
        &replaced("title:", "title: \"清单\",\n    title:"),
        "3:5: 字段 title 写了两次；请删去一个",
        "3:5: the field title occurs twice; delete one",
    );
}

#[test]
fn an_unknown_domain_is_named_with_the_one_that_was_meant() {
    assert_error(
        &project(r#"(no: 1, domain: "raods", title: "修路")"#),
        "5:25: 没有 raods 这个领域；你是不是想写 roads？",
        "5:25: there is no domain raods; did you mean roads?",
    );
    assert_error(
        &project(r#"(no: 1, domain: "water", title: "修路")"#),
        "5:25: 没有 water 这个领域；可以写：roads",
        "5:25: there is no domain water; possible values: roads",
    );
    assert_error(
        &project(r#"(no: 1, domain: "道路", title: "修路")"#),
        "5:25: 没有 道路 这个领域；可以写：roads",
        "5:25: there is no domain 道路; possible values: roads",
    );
}

#[test]
fn a_repeated_domain_is_named_the_second_time() {
    assert_error(
        &replaced(r#""道路")]"#, r#""道路"), (id: "roads", name: "路")]"#),
        "3:47: 领域 roads 定义了两次；请改掉一个",
        "3:47: the domain roads is defined twice; rename one",
    );
}

#[test]
fn a_bad_id_is_not_blamed_on_the_projects_too() {
    assert_error(
        &replaced(r#"id: "roads""#, r#"id: "Roads 1""#),
        "3:20: 领域代号 Roads 1 不合规；只用小写字母、数字、- 和 _",
        "3:20: Roads 1 is not a domain id; use only lower-case letters, digits, - and _",
    );
    assert_error(
        &replaced(r#"id: "roads""#, r#"id: "道路""#),
        "3:20: 领域代号 道路 不合规；只用小写字母、数字、- 和 _",
        "3:20: 道路 is not a domain id; use only lower-case letters, digits, - and _",
    );
    assert_error(
        &replaced(r#"id: "roads""#, r#"id: """#),
        "3:20: id 是空的；请填写文字",
        "3:20: id is empty; fill it in",
    );
}

#[test]
fn a_repeated_number_names_the_line_of_the_first() {
    assert_error(
        &project(
            "(no: 1, domain: \"roads\", title: \"修路\"),\n        // 又一个\n        (no: 1, domain: \"roads\", title: \"修桥\")",
        ),
        "7:14: 编号 1 重复，第 5 行已经用过；请改成没用过的编号",
        "7:14: number 1 is already used in line 5; give this project another number",
    );
}

#[test]
fn a_number_is_a_whole_one_from_1_to_9999999() {
    assert_error(
        &project(r#"(no: 0, domain: "roads", title: "修路")"#),
        "5:14: 编号 0 不对；应该是 1 到 9999999 的整数",
        "5:14: 0 is not a project number; use a whole number from 1 to 9999999",
    );
    assert_error(
        &project(r#"(no: -1, domain: "roads", title: "修路")"#),
        "5:14: 编号 -1 不对；应该是 1 到 9999999 的整数",
        "5:14: -1 is not a project number; use a whole number from 1 to 9999999",
    );
    assert_error(
        &project(r#"(no: 10000000, domain: "roads", title: "修路")"#),
        "5:14: 编号 10000000 不对；应该是 1 到 9999999 的整数",
        "5:14: 10000000 is not a project number; use a whole number from 1 to 9999999",
    );
    assert_error(
        &project(r#"(no: 1.5, domain: "roads", title: "修路")"#),
        "5:14: 编号 1.5 不对；应该是 1 到 9999999 的整数",
        "5:14: 1.5 is not a project number; use a whole number from 1 to 9999999",
    );
    assert_error(
        &project(r#"(no: "一", domain: "roads", title: "修路")"#),
        r#"5:14: 编号 "一" 不对；应该是 1 到 9999999 的整数"#,
        r#"5:14: "一" is not a project number; use a whole number from 1 to 9999999"#,
    );
    assert_error(
        &project(r#"(no: 一, domain: "roads", title: "修路")"#),
        "5:14: 编号 一 不对；应该是 1 到 9999999 的整数",
        "5:14: 一 is not a project number; use a whole number from 1 to 9999999",
    );
    assert_error(
        &project(r#"(no: 999999999, domain: "roads", title: "修路")"#),
        "5:14: 编号 999999999 不对；应该是 1 到 9999999 的整数",
        "5:14: 999999999 is not a project number; use a whole number from 1 to 9999999",
    );
}

#[test]
fn a_text_that_says_nothing_is_refused() {
    assert_error(
        &replaced("测试清单", ""),
        "2:12: title 是空的；请填写文字",
        "2:12: title is empty; fill it in",
    );
    assert_error(
        &replaced(r#""测试清单""#, r#""\u{200b}\u{feff}\u{202e}""#),
        "2:12: title 是空的；请填写文字",
        "2:12: title is empty; fill it in",
    );
    assert_error(
        &replaced("测试清单", "\u{200b}"),
        "2:12: title 是空的；请填写文字",
        "2:12: title is empty; fill it in",
    );
    assert_error(
        &replaced("测试清单", "\u{3000} \\t"),
        "2:12: title 是空的；请填写文字",
        "2:12: title is empty; fill it in",
    );
    assert_error(
        &replaced(r#""测试清单""#, r#"(zh: "", en: "")"#),
        "2:12: title 是空的；请填写文字",
        "2:12: title is empty; fill it in",
    );
    assert_error(
        &replaced(r#""测试清单""#, "()"),
        "2:12: title 是空的；请填写文字",
        "2:12: title is empty; fill it in",
    );
    assert_error(
        &replaced(r#""道路""#, r#""""#),
        "3:35: name 是空的；请填写文字",
        "3:35: name is empty; fill it in",
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "")"#),
        "5:41: title 是空的；请填写文字",
        "5:41: title is empty; fill it in",
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路", places: ["城北", ""])"#),
        "5:62: places 是空的；请填写文字",
        "5:62: places is empty; fill it in",
    );
}

#[test]
fn a_list_without_projects_or_domains_is_none() {
    assert_error(
        &replaced(r#"(no: 1, domain: "roads", title: "修路"),"#, ""),
        "4:15: 一个项目也没有；请至少写一个",
        "4:15: there are no projects; add at least one",
    );
    assert_error(
        &replaced(r#"(id: "roads", name: "道路")"#, ""),
        "3:14: 一个领域也没有；请至少写一个",
        "3:14: there are no domains; add at least one",
    );
}

#[test]
fn a_file_without_content_is_called_that() {
    assert_error(
        "",
        "1:1: 文件里没有内容；可以复制一份自带的 projects.ron 来修改",
        "1:1: the file is empty; start from a copy of the shipped projects.ron",
    );
    assert_error(
        " \n\r\n\t",
        "1:1: 文件里没有内容；可以复制一份自带的 projects.ron 来修改",
        "1:1: the file is empty; start from a copy of the shipped projects.ron",
    );
    assert_error(
        "\u{feff}",
        "1:1: 文件里没有内容；可以复制一份自带的 projects.ron 来修改",
        "1:1: the file is empty; start from a copy of the shipped projects.ron",
    );
    assert_error(
        "// 只有说明\n/* 没有别的 */\n",
        "1:1: 文件里没有内容；可以复制一份自带的 projects.ron 来修改",
        "1:1: the file is empty; start from a copy of the shipped projects.ron",
    );
}

#[test]
fn a_byte_order_mark_is_no_fault_and_moves_nothing() {
    assert_error(
        "\u{feff}(tilte: \"清单\", domains: [], projects: [])",
        "1:2: 没有 tilte 这个字段；你是不是想写 title？",
        "1:2: there is no field tilte; did you mean title?",
    );
}

#[test]
fn columns_count_characters_also_after_chinese() {
    assert_error(
        &project(r#"(title: "修路修路", no: 0, domain: "roads")"#),
        "5:29: 编号 0 不对；应该是 1 到 9999999 的整数",
        "5:29: 0 is not a project number; use a whole number from 1 to 9999999",
    );
    assert_error(
        &project(r#"(title: "𠮷🚧", no: 0, domain: "roads")"#),
        "5:27: 编号 0 不对；应该是 1 到 9999999 的整数",
        "5:27: 0 is not a project number; use a whole number from 1 to 9999999",
    );
}

#[test]
fn a_comment_before_a_value_does_not_shift_its_place() {
    assert_error(
        &project("(no: /* 编号 */ 0, domain: // 领域\n            \"water\", title: \"修路\")"),
        "5:23: 编号 0 不对；应该是 1 到 9999999 的整数\n6:13: 没有 water 这个领域；可以写：roads",
        "5:23: 0 is not a project number; use a whole number from 1 to 9999999\n6:13: there is no domain water; possible values: roads",
    );
}

#[test]
fn all_faults_are_told_in_the_order_of_the_text() {
    let text = "(
    title: \"\",
    domains: [(id: \"roads\", name: \"道路\"), (id: \"roads\", name: \"路\")],
    projects: [
        (no: 0, domain: \"water\", titel: \"修路\"), (domain: \"roads\", title: \"修桥\"),
        (no: 2, domain: \"roads\", title: \"修灯\", targets: [(what: \"\", amount: -1)]),
    ],
    year: 1,
    yera: 2,
)";
    let zh = "2:12: title 是空的；请填写文字
3:47: 领域 roads 定义了两次；请改掉一个
5:14: 编号 0 不对；应该是 1 到 9999999 的整数
5:25: 没有 water 这个领域；可以写：roads
5:34: 没有 titel 这个字段；你是不是想写 title？
5:48: 缺少字段 no；请补上
6:64: what 是空的；请填写文字
6:76: 数量 -1 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000
9:5: 没有 yera 这个字段；你是不是想写 year？";
    let en = "2:12: title is empty; fill it in
3:47: the domain roads is defined twice; rename one
5:14: 0 is not a project number; use a whole number from 1 to 9999999
5:25: there is no domain water; possible values: roads
5:34: there is no field titel; did you mean title?
5:48: the field no is missing; add it
6:64: what is empty; fill it in
6:76: -1 is not an amount; use a plain number of at least 0, such as 600 or 110000
9:5: there is no field yera; did you mean year?";
    assert_error(text, zh, en);
    // Windows ends lines with two characters; line and column numbers stay.
    assert_error(&text.replace('\n', "\r\n"), zh, en);
}

#[test]
fn a_file_that_is_wrong_throughout_is_not_counted_out() {
    let errors = minsheng::format::parse(&project(&vec!["()"; 5000].join(", "))).unwrap_err();
    assert_eq!(errors.len(), 101);
    assert_eq!(errors[100].kind, FileErrorKind::FurtherErrors(14_900));
}

#[test]
fn a_message_quotes_no_more_than_the_beginning_of_a_long_text() {
    assert_error(
        &project(&format!("(no: 1, domain: \"{}\", title: \"修路\")", "长".repeat(1000))),
        &format!("5:25: 没有 {}… 这个领域；可以写：roads", "长".repeat(40)),
        &format!("5:25: there is no domain {}…; possible values: roads", "长".repeat(40)),
    );
}

#[test]
fn in_a_line_of_any_length_each_fault_is_told_where_it_is() {
    let piece =
        |no: usize| format!("(no: {no}, domain: \"roads\", titel: \"停车😀\", title: \"修路\"),");
    for (between, lines) in [("", 1), ("\n", 2_000), ("\r\n", 2_000)] {
        let pieces: Vec<String> = (1..=2_000).map(piece).collect();
        let text = replaced("(no: 1, domain: \"roads\", title: \"修路\"),", &pieces.join(between))
            .replace("\n    ", " ");
        let errors = parse(&text).unwrap_err();
        let expected: Vec<(usize, usize)> = text
            .split('\n')
            .enumerate()
            .flat_map(|(nth, line)| {
                line.match_indices("titel")
                    .map(move |(at, _)| (nth + 1, line.split_at(at).0.chars().count() + 1))
            })
            .take(100)
            .collect();
        assert_eq!(
            errors
                .iter()
                .take(100)
                .map(|error| (error.position.line, error.position.column))
                .collect::<Vec<_>>(),
            expected
        );
        assert!(text.lines().count() >= lines);
    }
}

#[test]
fn of_many_domains_some_are_named_unless_one_is_meant() {
    let domains = |count: usize| {
        (0..count).map(|nth| format!("(id: \"d{nth}\", name: \"n\"),")).collect::<String>()
    };
    let list = |count, id: &str| {
        let text = replaced("(id: \"roads\", name: \"道路\")", &domains(count))
            .replace("domain: \"roads\"", &format!("domain: \"{id}\""));
        let errors = parse(&text).unwrap_err();
        errors.iter().map(|error| error.kind.text(Lang::En)).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(list(2, "x"), "there is no domain x; possible values: d0, d1");
    assert_eq!(list(20_000, "d7777x"), "there is no domain d7777x; did you mean d7777?");
    let some: Vec<String> = (0..50).map(|nth| format!("d{nth}")).collect();
    assert_eq!(
        list(20_000, "xyz"),
        format!("there is no domain xyz; possible values: {}, …", some.join(", "))
    );
}
