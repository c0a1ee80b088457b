//! Syntax errors.

use super::{assert_error, project, replaced};

#[test]
fn a_missing_comma_is_missed_where_it_should_stand() {
    assert_error(
        &replaced(r#"清单","#, r#"清单""#),
        "3:5: 这里应该是逗号，却是 domains",
        "3:5: expected a comma, found domains",
    );
    assert_error(
        &project(
            "(no: 1, domain: \"roads\", title: \"修路\")\n        (no: 2, domain: \"roads\", title: \"修桥\")",
        ),
        "6:9: 这里应该是逗号，却是 (",
        "6:9: expected a comma, found (",
    );
    assert_error(
        &project(r#"(no: 1 domain: "roads", title: "修路")"#),
        "5:16: 这里应该是逗号，却是 domain",
        "5:16: expected a comma, found domain",
    );
}

#[test]
fn a_bracket_that_is_never_closed_is_named_where_it_opens() {
    assert_error(
        &replaced("    ],\n)", ")"),
        "4:15: 这里的 [ 没有配对的 ]，第 6 行却是 )；请补上",
        "4:15: this [ has no closing ], but line 6 has ); add it",
    );
    assert_error(
        &replaced(r#""道路")]"#, r#""道路")"#),
        "3:14: 这里的 [ 没有配对的 ]，第 4 行却是 :；请补上",
        "3:14: this [ has no closing ], but line 4 has :; add it",
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路""#),
        "5:9: 这里的 ( 没有配对的 )，第 6 行却是 ]；请补上",
        "5:9: this ( has no closing ), but line 6 has ]; add it",
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路"]"#),
        "5:9: 这里的 ( 没有配对的 )，第 5 行却是 ]；请补上",
        "5:9: this ( has no closing ), but line 5 has ]; add it",
    );
    assert_error(
        &replaced("],\n)\n", "],\n"),
        "1:1: 这里的 ( 没有配对的 )；请补上",
        "1:1: this ( has no closing ); add it",
    );
    assert_error("(", "1:1: 这里的 ( 没有配对的 )；请补上", "1:1: this ( has no closing ); add it");
}

#[test]
fn a_quote_that_is_never_closed_is_named_where_it_opens() {
    assert_error(
        &replaced(r#"清单","#, "清单,"),
        r#"2:12: 这里的 " 没有配对的 "；请补上"#,
        r#"2:12: this " has no closing "; add it"#,
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路)"#),
        r#"5:41: 这里的 " 没有配对的 "；请补上"#,
        r#"5:41: this " has no closing "; add it"#,
    );
    assert_error(
        &replaced(r#"清单""#, "清单”"),
        r#"2:12: 这里的 " 没有配对的 "；请补上"#,
        r#"2:12: this " has no closing "; add it"#,
    );
}

#[test]
fn a_comment_that_is_never_closed_is_named_where_it_opens() {
    assert_error(
        &replaced("domains", "/* domains"),
        "3:5: 这里的 /* 没有配对的 */；请补上",
        "3:5: this /* has no closing */; add it",
    );
}

#[test]
fn a_quote_inside_a_text_is_called_that() {
    assert_error(
        &replaced("测试清单", r#"测试"好"清单"#),
        r#"2:16: 前面的引号已经结束了文字；请检查引号和逗号，正文里的引号用“ ”或写成 \""#,
        r#"2:16: the quote before this ends the text; check quotes and commas, and write a quote inside a text as “ ” or \""#,
    );
    assert_error(
        &project(r#"(no: 1, domain: "roads, title: "修路")"#),
        r#"5:41: 前面的引号已经结束了文字；请检查引号和逗号，正文里的引号用“ ”或写成 \""#,
        r#"5:41: the quote before this ends the text; check quotes and commas, and write a quote inside a text as “ ” or \""#,
    );
}

#[test]
fn a_stray_character_is_named() {
    assert_error(
        &project(r#"(no: 1, domain: "roads", title: "修路" x)"#),
        "5:46: 这里应该是逗号，却是 x",
        "5:46: expected a comma, found x",
    );
    assert_error(
        &replaced("    projects", "    ; projects"),
        "4:5: 这里应该是字段名，却是 ;",
        "4:5: expected a field name, found ;",
    );
    assert_error(
        &replaced(r#"清单","#, r#"清单",,"#),
        "2:19: 这里应该是字段名，却是 ,",
        "2:19: expected a field name, found ,",
    );
    assert_error(
        &project(r#",(no: 1, domain: "roads", title: "修路")"#),
        "5:9: , 不该在这里；请对照自带的 projects.ron",
        "5:9: , does not belong here; compare with the shipped projects.ron",
    );
    assert_error(
        &replaced("    domains", "    # 领域\n    domains"),
        "3:5: 这里应该是字段名，却是 #",
        "3:5: expected a field name, found #",
    );
    assert_error(
        &replaced("    domains", "    / 领域\n    domains"),
        "3:5: / 不该在这里；请对照自带的 projects.ron",
        "3:5: / does not belong here; compare with the shipped projects.ron",
    );
    assert_error(
        &replaced(",\n)\n", ",\n))\n"),
        "7:2: 这里应该是文件结尾，却是 )",
        "7:2: expected the end of the file, found )",
    );
    assert_error(
        &replaced(",\n)\n", ",\n)完"),
        "7:2: 这里应该是文件结尾，却是 完",
        "7:2: expected the end of the file, found 完",
    );
}

#[test]
fn chinese_punctuation_is_called_that() {
    assert_error(
        &replaced(r#""测试清单""#, "“测试清单”"),
        r#"2:12: 这里的 “ 是中文标点或全角字符；请改成英文半角的 ""#,
        r#"2:12: “ is a Chinese or full-width character; use the half-width ""#,
    );
    assert_error(
        &project(r#"(no: 1, domain: “roads”, title: "修路")"#),
        r#"5:25: 这里的 “ 是中文标点或全角字符；请改成英文半角的 ""#,
        r#"5:25: “ is a Chinese or full-width character; use the half-width ""#,
    );
    assert_error(
        &replaced("title:", "title："),
        "2:10: 这里的 ： 是中文标点或全角字符；请改成英文半角的 :",
        "2:10: ： is a Chinese or full-width character; use the half-width :",
    );
    assert_error(
        &project(r#"(no：1, domain: "roads", title: "修路")"#),
        "5:12: 这里的 ： 是中文标点或全角字符；请改成英文半角的 :",
        "5:12: ： is a Chinese or full-width character; use the half-width :",
    );
    assert_error(
        &replaced(r#"清单","#, r#"清单"，"#),
        "2:18: 这里的 ， 是中文标点或全角字符；请改成英文半角的 ,",
        "2:18: ， is a Chinese or full-width character; use the half-width ,",
    );
    assert_error(
        &project(r#"(no: 1，domain: "roads", title: "修路")"#),
        "5:15: 这里的 ， 是中文标点或全角字符；请改成英文半角的 ,",
        "5:15: ， is a Chinese or full-width character; use the half-width ,",
    );
    assert_error(
        &project(r#"（no: 1, domain: "roads", title: "修路"）"#),
        "5:9: 这里的 （ 是中文标点或全角字符；请改成英文半角的 (",
        "5:9: （ is a Chinese or full-width character; use the half-width (",
    );
    assert_error(
        &replaced("[(", "【("),
        "3:14: 这里的 【 是中文标点或全角字符；请改成英文半角的 [",
        "3:14: 【 is a Chinese or full-width character; use the half-width [",
    );
    assert_error(
        &project(r#"(no: １, domain: "roads", title: "修路")"#),
        "5:14: 这里的 １ 是中文标点或全角字符；请改成英文半角的 1",
        "5:14: １ is a Chinese or full-width character; use the half-width 1",
    );
}

#[test]
fn an_invisible_character_is_made_visible() {
    assert_error(
        &project("(no:\u{3000}1, domain: \"roads\", title: \"修路\")"),
        "5:13: 这里有一个看不见的字符 U+3000；请删去",
        "5:13: there is an invisible character U+3000 here; delete it",
    );
    assert_error(
        &project("(no:\u{200b}1, domain: \"roads\", title: \"修路\")"),
        "5:13: 这里有一个看不见的字符 U+200B；请删去",
        "5:13: there is an invisible character U+200B here; delete it",
    );
    assert_error(
        &project("(no:\u{a0}1, domain: \"roads\", title: \"修路\")"),
        "5:13: 这里有一个看不见的字符 U+00A0；请删去",
        "5:13: there is an invisible character U+00A0 here; delete it",
    );
    assert_error(
        &replaced("    domains", "\u{1b}[31m    domains"),
        "3:1: 这里有一个看不见的字符 U+001B；请删去",
        "3:1: there is an invisible character U+001B here; delete it",
    );
}

#[test]
fn a_missing_colon_is_missed() {
    assert_error(
        &replaced("title:", "title"),
        r#"2:11: 这里应该是冒号，却是 "测试清单""#,
        r#"2:11: expected a colon, found "测试清单""#,
    );
    assert_error(
        &replaced("title:", "title ="),
        "2:11: 这里应该是冒号，却是 =",
        "2:11: expected a colon, found =",
    );
}

#[test]
fn a_backslash_means_something_only_before_some_letters() {
    assert_error(
        &replaced("测试", r"C:\data"),
        r"2:13: 反斜杠后面的写法不对；正文里的反斜杠要写成 \\",
        r"2:13: this backslash does not begin a valid escape; write a backslash inside a text as \\",
    );
    assert_error(
        &replaced("测试", r"\u{zz}"),
        r"2:13: 反斜杠后面的写法不对；正文里的反斜杠要写成 \\",
        r"2:13: this backslash does not begin a valid escape; write a backslash inside a text as \\",
    );
}

#[test]
fn a_value_of_another_kind_is_refused() {
    assert_error(
        &replaced(r#""测试清单""#, "7"),
        r#"2:12: 这里应该是双引号里的文字 " … "，却是 7"#,
        r#"2:12: expected a text in double quotes " … ", found 7"#,
    );
    assert_error(
        &replaced(r#""测试清单""#, "'测试清单'"),
        r#"2:12: 这里应该是双引号里的文字 " … "，却是 '"#,
        r#"2:12: expected a text in double quotes " … ", found '"#,
    );
    assert_error(
        &replaced(r#""测试清单""#, r#"["x"]"#),
        r#"2:12: 这里应该是双引号里的文字 " … "，却是 ["#,
        r#"2:12: expected a text in double quotes " … ", found ["#,
    );
    assert_error(
        &project(r#"(no: 1, domain: roads, title: "修路")"#),
        r#"5:25: 这里应该是双引号里的文字 " … "，却是 roads"#,
        r#"5:25: expected a text in double quotes " … ", found roads"#,
    );
    assert_error(
        &project(r#""修路""#),
        r#"5:9: 这里应该是圆括号里的字段 ( … )，却是 "修路""#,
        r#"5:9: expected fields in round brackets, found "修路""#,
    );
    assert_error(
        &project("{no: 1}"),
        "5:9: 这里应该是圆括号里的字段 ( … )，却是 {",
        "5:9: expected fields in round brackets, found {",
    );
    assert_error(
        &project(r#"(1, "修路")"#),
        "5:10: 这里应该是字段名，却是 1",
        "5:10: expected a field name, found 1",
    );
    assert_error(
        &replaced(r#"[(id: "roads", name: "道路")]"#, r#""道路""#),
        r#"3:14: 这里应该是方括号里的列表 [ … ]，却是 "道路""#,
        r#"3:14: expected a list in square brackets, found "道路""#,
    );
    assert_error(
        &replaced(r#"[(id: "roads", name: "道路")]"#, r#"(id: "roads")"#),
        "3:14: 这里应该是方括号里的列表 [ … ]，却是 (",
        "3:14: expected a list in square brackets, found (",
    );
}

#[test]
fn a_file_that_stops_too_early_is_told_what_is_open() {
    assert_error("(", "1:1: 这里的 ( 没有配对的 )；请补上", "1:1: this ( has no closing ); add it");
    assert_error(
        r#"(title: "清单"#,
        r#"1:9: 这里的 " 没有配对的 "；请补上"#,
        r#"1:9: this " has no closing "; add it"#,
    );
    assert_error(
        r#"(title: "清单", domains: ["#,
        "1:24: 这里的 [ 没有配对的 ]；请补上",
        "1:24: this [ has no closing ]; add it",
    );
    assert_error(
        "(title: /* ",
        "1:9: 这里的 /* 没有配对的 */；请补上",
        "1:9: this /* has no closing */; add it",
    );
}

#[test]
fn a_file_of_another_kind_is_refused_at_its_start() {
    assert_error(
        "{\"title\": \"清单\"}\n",
        "1:1: 这里应该是圆括号里的字段 ( … )，却是 {",
        "1:1: expected fields in round brackets, found {",
    );
    assert_error(
        "编号,名称\n1,修路\n",
        "1:1: 这里应该是圆括号里的字段 ( … )，却是 编号",
        "1:1: expected fields in round brackets, found 编号",
    );
    assert_error(
        "这是一篇很长的没有任何标点符号的关于民生实事的文章啊\n",
        "1:1: 这里应该是圆括号里的字段 ( … )，却是 这是一篇很长的没有任何标点符号的关于民生…",
        "1:1: expected fields in round brackets, found 这是一篇很长的没有任何标点符号的关于民生…",
    );
}
