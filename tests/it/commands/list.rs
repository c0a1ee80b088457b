//! `minsheng list`.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Run, data_file, run, run_line, with_title};

fn numbers(run: Run) -> Vec<u64> {
    run.json().as_array().unwrap().iter().map(|project| project["no"].as_u64().unwrap()).collect()
}

#[test]
fn all_projects_are_listed_in_their_order() {
    let all: Vec<u64> = (1..=25).collect();
    assert_eq!(numbers(run_line("list --format json")), all);
    assert_eq!(numbers(run(["list", "", "--format", "json"])), all);
    assert_eq!(run_line("list").out().lines().count(), 25);
    assert_eq!(run_line("list --format csv").out().lines().count(), 26);
    assert_eq!(run_line("list --format md").out().lines().count(), 27);
}

#[test]
fn a_table_has_straight_columns() {
    assert_snapshot!(run_line("list --domain water").out(), @"
    03  管网、地块改造工程          水环境治理       19 个
    09  河道挡墙隐患整治工程        水环境治理  约 1896 米
    16  站闸翻建及安全隐患整治工程  水环境治理      173 个
    19  泵站设施改造工程            水环境治理       11 个
    ");
    assert_snapshot!(run_line("list parking --lang en").out(), @"
    20  New public parking spaces     Transport & parking  at least 600 spaces
    05  Huanqing Road reconstruction  Transport & parking              4 lanes
    ");
}

#[test]
fn csv_is_for_spreadsheets() {
    assert_eq!(
        run_line("list 停车 --format csv").out(),
        "no,title,domain,domain_name,figure\n20,新增公共停车位项目,transport,交通出行,不少于 600 个\n"
    );
    let (_folder, path) = data_file(&with_title("路,\"桥\"", "=HYPERLINK(\"http://x\")"));
    let list = |lang| {
        run(["list", "--format", "csv", "--lang", lang, "--data", path.to_str().unwrap()]).out()
    };
    assert_eq!(list("zh"), "no,title,domain,domain_name,figure\n1,\"路,\"\"桥\"\"\",roads,道路,\n");
    // A spreadsheet would compute what begins with = + - or @.
    assert_eq!(
        list("en"),
        "no,title,domain,domain_name,figure\n1,\"'=HYPERLINK(\"\"http://x\"\")\",roads,道路,\n"
    );
    for title in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\u{200b}=1"] {
        let (_folder, path) = data_file(&with_title(title, ""));
        let text = run(["list", "--format", "csv", "--data", path.to_str().unwrap()]).out();
        assert!(
            text.contains(&format!(
                "1,'{},roads",
                title.trim_start_matches([' ', '\t', '\r', '\u{200b}'])
            )),
            "{text}"
        );
    }
}

#[test]
fn markdown_shows_texts_as_they_are() {
    assert_snapshot!(run_line("list 停车 --format md").out(), @"
    | 编号 | 名称 | 领域 | 数量 |
    | ---: | --- | --- | ---: |
    | 20 | 新增公共停车位项目 | 交通出行 | 不少于 600 个 |
    ");
    let (_folder, path) = data_file(&with_title("a|b*c_d`e<b>[f](g)#h~i\\j", ""));
    let text = run(["list", "--format", "md", "--data", path.to_str().unwrap()]).out();
    assert_eq!(
        text.lines().last(),
        Some(r"| 01 | a\|b\*c\_d\`e\<b\>\[f\](g)\#h\~i\\j | 道路 |  |")
    );
}

#[test]
fn json_says_what_matched_and_where() {
    assert_eq!(
        run_line("list 停车 --format json").json(),
        json!([{
            "no": 20, "title": "新增公共停车位项目", "domain": "transport", "domain_name": "交通出行",
            "figure": { "what": "新增公共停车位", "qualifier": "at_least", "amount": 600, "unit": "个" },
            "match": { "field": "title", "positions": [4, 5], "lang": "zh", "nth": 0, "text": "新增公共停车位项目", "tier": "title" },
        }])
    );
    let found = run_line("list parking --format json --lang zh").json();
    assert_eq!(found[0]["title"], "新增公共停车位项目");
    assert_eq!(
        found[0]["match"],
        json!({
            "field": "title", "positions": [11, 12, 13, 14, 15, 16, 17], "lang": "en", "nth": 0, "text": "New public parking spaces",
            "tier": "title",
        })
    );
    let names: Vec<&String> = found[0].as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        ["no", "title", "domain", "domain_name", "match", "figure"],
        "their order is a promise, too"
    );
    assert_eq!(
        run_line("list --format json").json()[0].get("match"),
        None,
        "nothing was asked for"
    );
}

#[test]
fn positions_count_characters_of_the_text_that_is_given() {
    for (query, letters) in [
        ("停车", "停车"),
        ("城北", "城北"),
        ("养老", "养老"),
        ("PARKING", "parking"),
        ("菊园", "菊园"),
        ("20", "20"),
    ] {
        for project in run(["list", query, "--format", "json"]).json().as_array().unwrap() {
            let found = &project["match"];
            let text: Vec<char> = found["text"].as_str().unwrap().chars().collect();
            let at = |position: &Value| text[usize::try_from(position.as_u64().unwrap()).unwrap()];
            let highlighted: String =
                found["positions"].as_array().unwrap().iter().map(at).collect();
            assert_eq!(highlighted.to_lowercase(), letters, "{found}");
        }
    }
}

#[test]
fn every_word_of_a_query_must_match() {
    assert_eq!(numbers(run(["list", "停车 城北", "--format", "json"])), [20]);
    assert_eq!(numbers(run(["list", "停车", "城北", "--format", "json"])), [20]);
    assert_eq!(
        numbers(run(["list", "停车　城北", "--format", "json"])),
        [20],
        "a blank of the input method"
    );
    assert!(numbers(run(["list", "城北", "--format", "json"])).len() > 1);
}

#[test]
fn a_domain_is_known_by_its_id_and_by_its_names() {
    for domain in ["transport", "交通出行", "Transport & parking"] {
        for lang in ["zh", "en"] {
            assert_eq!(
                numbers(run(["list", "--format", "json", "--lang", lang, "--domain", domain])),
                [5, 20]
            );
        }
    }
    assert_eq!(numbers(run_line("list 道路 --domain transport --format json")), [5, 20]);
}

#[test]
fn an_unknown_domain_is_an_error_that_names_the_known_ones() {
    let known = "education, health, jobs, safety, rural, renewal, care, water, transport, culture, business\n";
    assert_eq!(
        run_line("list --domain 交通 --lang zh").err(2),
        format!("没有 交通 这个领域；可以写：{known}")
    );
    assert_eq!(
        run_line("list --domain roads --lang en").err(2),
        format!("there is no domain roads; possible values: {known}")
    );
    assert_eq!(
        run_line("frame --domain x --lang en").err(2),
        format!("there is no domain x; possible values: {known}")
    );
}

#[test]
fn finding_nothing_is_an_answer_and_no_error() {
    for (format, out) in [
        ("json", "[]\n"),
        ("table", ""),
        ("csv", "no,title,domain,domain_name,figure\n"),
        ("md", "| 编号 | 名称 | 领域 | 数量 |\n| ---: | --- | --- | ---: |\n"),
    ] {
        let run = run(["list", "航天飞机", "--format", format]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), out, "没有找到。\n"));
    }
    assert_eq!(run_line("list zzzqqq --lang en").err, "No results.\n");
}

#[test]
fn a_list_that_is_only_alike_says_so() {
    let run = run_line("list 停位 --lang en --format json");
    assert_eq!((run.code, run.err.as_str()), (Some(0), "No exact matches; these match loosely.\n"));
    assert_ne!(run.out, "[]\n");
}
