//! Invalid values: amounts, ranges, words, dates, years.

use super::{assert_error, replaced, target};

#[test]
fn an_amount_is_a_plain_number() {
    assert_error(
        &target("amount: NaN"),
        "5:78: 数量 NaN 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: NaN is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target("amount: inf"),
        "5:78: 数量 inf 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: inf is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target("amount: -1"),
        "5:78: 数量 -1 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: -1 is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target("amount: 1e999"),
        "5:78: 数量 1e999 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: 1e999 is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target("amount: 1e16"),
        "5:78: 数量 1e16 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: 1e16 is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target(r#"amount: "六百""#),
        r#"5:78: 数量 "六百" 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000"#,
        r#"5:78: "六百" is not an amount; use a plain number of at least 0, such as 600 or 110000"#,
    );
    assert_error(
        &target("amount: 110,000"),
        "5:78: 数量 110,000 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: 110,000 is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target("amount: 11万"),
        "5:78: 数量 11万 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: 11万 is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
    assert_error(
        &target("amount: 11 万"),
        "5:78: 数量 11 万 不对；应该是不小于 0 的普通数字，如 600；11 万写成 110000",
        "5:78: 11 万 is not an amount; use a plain number of at least 0, such as 600 or 110000",
    );
}

#[test]
fn a_range_has_two_ends_in_order_and_nothing_else_has() {
    assert_error(
        &target("amount: 8, qualifier: range, max: 3"),
        "5:104: max 比 amount 小；请对调",
        "5:104: max is less than amount; swap them",
    );
    assert_error(
        &target("amount: 8, qualifier: range"),
        "5:57: qualifier 是 range，却没有 max；请补上 max，或改掉 qualifier",
        "5:57: the qualifier is range, but max is missing; add max or change the qualifier",
    );
    assert_error(
        &target("amount: 8, max: 9"),
        "5:86: 有 max，qualifier 却不是 range；请写 qualifier: range，或删去 max",
        "5:86: there is a max, but the qualifier is not range; write qualifier: range, or delete max",
    );
    assert_error(
        &target("amount: 8, qualifier: about, max: 9"),
        "5:104: 有 max，qualifier 却不是 range；请写 qualifier: range，或删去 max",
        "5:104: there is a max, but the qualifier is not range; write qualifier: range, or delete max",
    );
}

#[test]
fn an_unknown_word_is_named_with_the_one_that_was_meant() {
    assert_error(
        &target("amount: 8, qualifier: abuot"),
        "5:92: abuot 在这里无效；你是不是想写 about？",
        "5:92: abuot is not valid here; did you mean about?",
    );
    assert_error(
        &target(r#"amount: 8, qualifier: "at_least""#),
        r#"5:92: "at_least" 在这里无效；你是不是想写 at_least？"#,
        r#"5:92: "at_least" is not valid here; did you mean at_least?"#,
    );
    assert_error(
        &target("amount: 8, qualifier: 约"),
        "5:92: 约 在这里无效；可以写：exact, about, at_least, more_than, range",
        "5:92: 约 is not valid here; possible values: exact, about, at_least, more_than, range",
    );
    assert_error(
        &replaced(r#"name: "道路""#, r#"name: "道路", origin: catalog"#),
        "3:49: catalog 在这里无效；你是不是想写 catalogue？",
        "3:49: catalog is not valid here; did you mean catalogue?",
    );
}

#[test]
fn a_date_is_a_day_of_the_calendar() {
    assert_error(
        &replaced("domains:", "published: \"2026-02-30\",\n    domains:"),
        "3:16: 日期 2026-02-30 不对；请写成 2026-12-31 这样",
        "3:16: 2026-02-30 is not a date; write it like 2026-12-31",
    );
    assert_error(
        &replaced("domains:", "published: \"2025-02-29\",\n    domains:"),
        "3:16: 日期 2025-02-29 不对；请写成 2026-12-31 这样",
        "3:16: 2025-02-29 is not a date; write it like 2026-12-31",
    );
    assert_error(
        &replaced("domains:", "published: \"2026-13-01\",\n    domains:"),
        "3:16: 日期 2026-13-01 不对；请写成 2026-12-31 这样",
        "3:16: 2026-13-01 is not a date; write it like 2026-12-31",
    );
    assert_error(
        &replaced("domains:", "published: \"2026年1月27日\",\n    domains:"),
        "3:16: 日期 2026年1月27日 不对；请写成 2026-12-31 这样",
        "3:16: 2026年1月27日 is not a date; write it like 2026-12-31",
    );
    assert_error(
        &replaced("domains:", "published: 2026-01-27,\n    domains:"),
        r#"3:16: 这里应该是双引号里的文字 " … "，却是 2026-01-27"#,
        r#"3:16: expected a text in double quotes " … ", found 2026-01-27"#,
    );
}

#[test]
fn a_year_is_a_whole_number() {
    assert_error(
        &replaced("domains:", "year: \"2026\",\n    domains:"),
        r#"3:11: 年份 "2026" 不对；应该写成 2026 这样的整数"#,
        r#"3:11: "2026" is not a year; write a whole number such as 2026"#,
    );
    assert_error(
        &replaced("domains:", "year: -1,\n    domains:"),
        "3:11: 年份 -1 不对；应该写成 2026 这样的整数",
        "3:11: -1 is not a year; write a whole number such as 2026",
    );
    assert_error(
        &replaced("domains:", "year: 99999,\n    domains:"),
        "3:11: 年份 99999 不对；应该写成 2026 这样的整数",
        "3:11: 99999 is not a year; write a whole number such as 2026",
    );
    assert_error(
        &replaced("domains:", "year: 0,\n    domains:"),
        "3:11: 年份 0 不对；应该写成 2026 这样的整数",
        "3:11: 0 is not a year; write a whole number such as 2026",
    );
}
