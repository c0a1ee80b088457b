//! `minsheng show`.

use insta::assert_snapshot;
use serde_json::json;

use super::{data_file, run, run_line, with_title};

/// The number of a project, its main figure in both languages, and lines of its page in Chinese and
/// in English.
type Figures = (&'static str, [&'static str; 2], &'static [&'static str], &'static [&'static str]);

/// The figures of the announcement.
const FIGURES: [Figures; 5] = [
    (
        "5",
        ["约 680 米", "about 680 m"],
        &["改造长度  约 680 米", "双向           4 车道"],
        &["Length rebuilt            about 680 m"],
    ),
    (
        "7",
        ["约 11 万 平方米", "about 110,000 m²"],
        &["总建筑面积  约 11 万 平方米", "房屋              33 栋", "居民             874 户"],
        &["Total floor area  about 110,000 m²", "Buildings                    33 buildings"],
    ),
    (
        "14",
        ["3000-8000 名", "3,000-8,000 people"],
        &["单个医生工作室覆盖员工  3000-8000 名"],
        &["Staff per doctors' studio  3,000-8,000 people"],
    ),
    (
        "20",
        ["不少于 600 个", "at least 600 spaces"],
        &["新增公共停车位  不少于 600 个"],
        &["New public parking spaces  at least 600 spaces"],
    ),
    (
        "23",
        ["超 2 万 人", "more than 20,000 people"],
        &[
            "“家门口”就业服务站        7 个",
            "全年发布就业岗位    超 1 万 个",
            "城镇新增就业        超 2 万 人",
        ],
        &[
            "Events in the year                        50 events",
            "Jobs posted in the year     more than 10,000 jobs",
        ],
    ),
];

#[test]
fn figures_keep_their_qualifiers() {
    for (no, markdown, zh, en) in FIGURES {
        for (lang, lines, cell) in [("zh", zh, markdown[0]), ("en", en, markdown[1])] {
            let text = run(["show", no, "--lang", lang]).out();
            for expected in lines {
                assert!(text.lines().any(|line| line == *expected), "{expected}\n{text}");
            }
            let text = run(["show", no, "--lang", lang, "--format", "md"]).out();
            assert!(text.contains(&format!(" | {cell} |\n")), "{cell}\n{text}");
        }
    }
}

#[test]
fn a_project_in_chinese() {
    assert_snapshot!(run_line("show 7").out(), @"
    07 老旧小区改造工程
       Renovation of an old residential estate
       城市更新

    菊园新村列入今年的老旧小区改造，小区里的房屋得到更新，住户的居住条件随之改
    善。

    目标
    总建筑面积  约 11 万 平方米
    房屋              33 栋
    居民             874 户

    地点
    - 菊园新村

    来源
    2026年“温暖+1℃”民生实事项目
    智美昆高新，经第一昆山网
    2026-01-27
    项目由人大代表票决产生。公告点名十一个领域中的六个，其余五个和各项目的归类由
    本清单整理。摘要由本清单自行撰写，数字和名称照公告。
    ");
}

#[test]
fn a_project_in_english() {
    assert_snapshot!(run_line("show 05 --lang en").out(), @"
    05 Huanqing Road reconstruction
       寰庆路道路改造工程
       Transport & parking (classified by this catalogue)

    The stretch of Huanqing Road between the Middle Ring North Line and the
    Xiaohe'an River is rebuilt, so that traffic flows better.

    Targets
    Length rebuilt            about 680 m
    Both directions together          4 lanes

    Places
    - Huanqing Road
    - Middle Ring North Line to Xiaohe'an River

    Source
    Warmth +1°C: public projects for 2026
    Zhimei Kungaoxin (智美昆高新), via Diyi Kunshan Net (第一昆山网)
    2026-01-27
    Chosen by a vote of people's congress deputies. The announcement names six
    of its eleven domains; the other five, and which project is in which, are
    this catalogue's own sorting. Summaries are this catalogue's own words;
    figures and names are the announcement's.
    ");
}

#[test]
fn a_project_in_markdown() {
    assert_snapshot!(run_line("show 14 --format md").out(), @"
    # 14 医疗服务进企业行动

    领域: 医疗

    在区内规上企业设医生工作室，医疗团队定期上门，让职工在单位就能得到诊疗和健康指导。

    | 目标 | 数量 |
    | --- | ---: |
    | 单个医生工作室覆盖员工 | 3000-8000 名 |

    ## 地点

    - 区内规上企业

    ## 更多

    - 服务：基础诊疗、健康管理、宣教咨询、绿通转诊，另有特色医疗

    来源: 2026年“温暖+1℃”民生实事项目 · 智美昆高新，经第一昆山网 · 2026-01-27
    ");
}

#[test]
fn markdown_of_a_project_shows_texts_as_they_are() {
    let (_folder, path) = data_file(
        r##"(title: "清单", domains: [(id: "roads", name: "道路")], projects: [(no: 1, domain: "roads", title: "a|b",
            summary: "- 一 *二*", facts: ["1. 三", "2) 四", "+ 五", "=== 六", "2026年", "&lt; R&D", "# 七"])])"##,
    );
    assert_snapshot!(run(["show", "1", "--format", "md", "--data", path.to_str().unwrap()]).out(), @r"
    # 01 a\|b

    领域: 道路

    \- 一 \*二\*

    ## 更多

    - 1\. 三
    - 2\) 四
    - \+ 五
    - \=== 六
    - 2026年
    - \&lt; R&D
    - \# 七

    来源: 清单
    ");
}

#[test]
fn json_has_all_there_is() {
    let project = run_line("show 14 --format json").json();
    let names: Vec<&String> = project.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "no",
            "title",
            "domain",
            "domain_name",
            "domain_sorted_by",
            "summary",
            "figures",
            "places",
            "partners",
            "facts",
            "programme",
            "lang",
            "translations"
        ],
        "their order is a promise, too"
    );
    assert_eq!(
        project["figures"],
        json!([{ "what": "单个医生工作室覆盖员工", "qualifier": "range", "amount": 3000, "max": 8000, "unit": "名" }])
    );
    assert_eq!(project["domain_sorted_by"], "announcement");
    assert_eq!(project["programme"]["year"], 2026);
    assert_eq!(
        (&project["lang"], &project["translations"]["en"]["figures"][0]["unit"]),
        (&json!("zh"), &json!("people"))
    );
    for (no, figure) in [
        (
            "5",
            json!({ "what": "Length rebuilt", "qualifier": "about", "amount": 680, "unit": "m" }),
        ),
        (
            "7",
            json!({ "what": "Total floor area", "qualifier": "about", "amount": 110_000, "unit": "m²" }),
        ),
        (
            "20",
            json!({ "what": "New public parking spaces", "qualifier": "at_least", "amount": 600, "unit": "spaces" }),
        ),
    ] {
        assert_eq!(
            run(["show", no, "--format", "json", "--lang", "en"]).json()["figures"][0],
            figure
        );
    }
    let jobs = run_line("show 23 --format json --lang en").json();
    assert_eq!(
        jobs["figures"][3],
        json!({ "what": "New urban employment", "qualifier": "more_than", "amount": 20_000, "unit": "people" })
    );
}

#[test]
fn a_half_stays_a_half() {
    let text = with_title("修路", "").replace(
        "title: (zh",
        "targets: [(what: \"长度\", amount: 1.5, unit: \"公里\")], title: (zh",
    );
    let (_folder, path) = data_file(&text);
    let show = |format| run(["show", "1", "--format", format, "--data", path.to_str().unwrap()]);
    assert_eq!(show("json").json()["figures"][0]["amount"], 1.5);
    assert!(show("text").out().contains("长度  1.5 公里\n"));
}

#[test]
fn an_unknown_number_names_the_nearest_ones() {
    for format in ["text", "json", "md"] {
        assert_eq!(
            run(["show", "99", "--format", format]).err(1),
            "没有 99 号项目，最接近的是 23, 24, 25\n"
        );
    }
    assert_eq!(
        run_line("show 0 --lang en").err(1),
        "There is no project 00; the nearest are 01, 02, 03\n"
    );
}

#[test]
fn what_is_no_number_is_an_error() {
    for no in ["七", "7a", "7.0", "99999999999", "", "０７"] {
        assert_eq!(run(["show", no]).err(2), format!("{no} 不是项目编号；编号是整数，如 7\n"));
        let en = format!("{no} is not a project number; write a whole number such as 7\n");
        assert_eq!(run(["show", no, "--lang", "en"]).err(2), en);
    }
}
