//! Ranking over all texts: the first hit, its tier, and its highlighted text.

use minsheng::query::Tier;

use super::BUILTIN;

/// Returns the first hit of a query in one line: number, tier, and the text with the highlighted
/// parts in brackets.
fn first_hit(typed: &str) -> String {
    let results = BUILTIN.search(typed);
    let Some((no, tier)) = results.hits().first().copied() else { return "-".to_owned() };
    let name = match tier {
        Some(Tier::InitialsIn(field)) => format!("initials:{}", field.name()),
        tier => tier.map_or("all", Tier::name).to_owned(),
    };
    let Some(matched) = results.locate(no) else { return format!("{no} {name}") };
    let text = matched.text(&BUILTIN.catalog, &BUILTIN.catalog.project(BUILTIN.ix(no)));
    let mut marked = String::new();
    let mut in_highlight = false;
    for (at, c) in text.chars().enumerate() {
        if matched.positions.contains(&at) != in_highlight {
            in_highlight = !in_highlight;
            marked.push(if in_highlight { '[' } else { ']' });
        }
        marked.push(c);
    }
    if in_highlight {
        marked.push(']');
    }
    format!("{no} {name} {marked}")
}

fn assert_first_hits(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(first_hit(typed), *expected, "{typed}");
    }
}

fn assert_finds(cases: &[(&str, &[u32])]) {
    for (typed, expected) in cases {
        assert_eq!(BUILTIN.search(typed).numbers(), *expected, "{typed}");
    }
}
#[test]
fn the_other_texts_are_searched_after_the_titles() {
    assert_first_hits(&[
        ("菊园", "7 place [菊园]新村"),
        ("kunbeilu", "20 place [昆北路]东侧"),
        ("新苑路", "3 place [新苑路]"),
        ("dayutang", "9 place [大渔塘]"),
        ("复旦", "1 partner 上海[复旦]大学附属肿瘤医院"),
        ("fudan", "1 partner 上海[复旦]大学附属肿瘤医院"),
        ("瑞金", "1 partner 上海[瑞金]医院"),
        ("cancer", "1 partner Fudan University Shanghai [Cancer] Center"),
        ("华东医院", "1 partner [华东医院]医疗联盟"),
        ("huadong", "1 partner [华东]医院医疗联盟"),
        ("jiangxiangcun", "4 place [姜巷村]（养老服务设施）"),
        ("hongqiaobang", "19 place [虹桥浜]"),
        ("hongxingnanzhan", "16 place [红星南站]"),
        ("hanlinyoueryuan", "6 place [翰林幼儿园]"),
        ("kaifang", "8 target 区属学校体育场馆[开放] 不少于 3 所"),
        (
            "yuyang",
            "12 summary 给大田添上智能化装备：农机改成无人作业，建起[育秧]工厂，随时掌握长势和墒情，提高生产效率。",
        ),
        ("三甲", "1 fact 合作对象：“长三角”地区[三甲]医院"),
        ("3A", "1 fact Partners: top-grade ([3A]) hospitals of the Yangtze River Delta"),
        ("AI助手", "13 fact 线上：“昆山高新区智慧人社[AI助手]”，7×24 小时服务"),
        ("aizhushou", "13 fact 线上：“昆山高新区智慧人社[AI助手]”，7×24 小时服务"),
        ("24小时", "13 fact 线上：“昆山高新区智慧人社AI助手”，7×[24] [小时]服务"),
        ("7×24", "13 fact 线上：“昆山高新区智慧人社AI助手”，[7]×[24] 小时服务"),
        ("7*24", "13 fact 线上：“昆山高新区智慧人社AI助手”，[7]×[24] 小时服务"),
        ("1+3+4", "25 fact “[1]+[3]+[4]”家庭服务体系"),
    ]);
}

#[test]
fn first_letters_find_places_and_partners() {
    assert_first_hits(&[
        ("jyxc", "7 initials:place [菊园新村]"),
        ("xjcbbz", "19 initials:place [斜泾村北泵站]"),
        ("fddx", "1 initials:partner 上海[复旦大学]附属肿瘤医院"),
        ("yzxc", "4 initials:place 五星社区[扬子新村]（助餐点）"),
        ("jyyc", "4 initials:place [菊园一村]（柏龄驿站）"),
        ("hqb", "19 initials:place [虹桥浜]"),
        ("hxnz", "16 initials:place [红星南站]"),
        ("hlyey", "6 initials:place [翰林幼儿园]"),
        ("nxd", "15 initials:place [南星渎]文体综合中心"),
        ("mxl", "20 initials:place [明星路]两侧停车场"),
        ("ＪＹＸＣ", "7 initials:place [菊园新村]"),
    ]);
}

#[test]
fn figures_are_found_as_they_are_written() {
    assert_first_hits(&[
        ("600个", "20 target 新增公共停车位 不少于 [600] [个]"),
        ("不少于600", "20 target 新增公共停车位 [不少于] [600] 个"),
        ("不少于", "8 target 区属学校体育场馆开放 [不少于] 3 所"),
        ("约", "7 target 总建筑面积 [约] 11 万 平方米"),
        ("平方米", "18 target 共育指导中心总面积 470 [平方米]"),
        ("11万", "7 target 总建筑面积 约 [11] [万] 平方米"),
        ("11 万", "7 target 总建筑面积 约 [11] [万] 平方米"),
        ("680米", "5 target 改造长度 约 [680] [米]"),
        ("1,000", "2 target 体育健身场地改造 [1000] 平方米"),
        ("1000", "2 target 体育健身场地改造 [1000] 平方米"),
        ("874户", "7 target 居民 [874] [户]"),
        ("1661亩", "22 target 农田提质改造 约 [1661] [亩]"),
        ("2万人", "23 target 城镇新增就业 超 [2] [万] [人]"),
        ("5万人次", "13 target 年惠及 [5] [万] [人次]"),
        ("20,000", "23 target New urban employment more than [20],[000] people"),
        ("3000-8000", "14 target 单个医生工作室覆盖员工 [3000]-[8000] 名"),
        ("3000–8000", "14 target 单个医生工作室覆盖员工 [3000]-[8000] 名"),
    ]);
}

#[test]
fn a_number_is_a_project_first() {
    assert_first_hits(&[
        ("二十五", "25 number [25]"),
        ("二十", "20 number [20]"),
        ("七", "7 number [07]"),
        ("07", "7 number [07]"),
        ("7", "7 number [07]"),
        ("７", "7 number [07]"),
        ("２０", "20 number [20]"),
        ("十", "10 number [10]"),
        ("2", "2 number [02]"),
        ("0", "7 number [0]7"),
        ("一", "1 number [01]"),
        ("no:7", "7 number [07]"),
        ("编号：２５", "25 number [25]"),
        ("二十 停车", "20 title [20]"),
    ]);
}

#[test]
fn english_finds_what_it_says() {
    assert_first_hits(&[
        ("sewer", "3 title_start [Sewer] network and neighbourhood drainage upgrades"),
        ("river", "9 title Making [river] retaining walls safe"),
        ("silver age", "4 title [Silver] [Age] Happiness: services for seniors"),
        (
            "happiness",
            "25 title_start [Happiness] in Yushan: building harmonious families together",
        ),
        ("kindergarten", "6 place Hanlin [Kindergarten]"),
        ("fire brigade", "21 title Yuanfeng Road [fire] and rescue [brigade] upgrade"),
        ("gold edges", "2 fact Where: idle spare corners (“[gold] [edges], silver corners”)"),
        ("parking hotel", "20 place New public [parking] spaces"),
        ("ruijin hospital", "1 partner City No. 2 [Hospital], (new) Yushan Campus"),
        ("Ｙｕｓｈａｎ", "13 title_start “[玉山]暖阳”公共就业服务平台建设工程"),
        ("\"silver age\"", "4 title_start [Silver] [Age] Happiness: services for seniors"),
        ("\"public parking\"", "20 title New [public] [parking] spaces"),
        ("“public parking”", "20 title New [public] [parking] spaces"),
        (
            "place:\"New Site\"",
            "10 place Bolu government full-time fire and rescue brigade ([new] [site])",
        ),
    ]);
}

#[test]
fn a_letter_too_few_is_no_harm_in_a_title() {
    assert_first_hits(&[
        ("prking", "20 gapped New public [p]a[rking] spaces"),
        ("parkng", "20 gapped New public [park]i[ng] spaces"),
        ("paking", "20 gapped New public [pa]r[king] spaces"),
        ("reconstructon", "5 gapped Huanqing Road [reconstruct]i[on]"),
        ("老旧工程", "7 gapped [老旧]小区改造[工程]"),
        ("玉幸福", "25 gapped “[玉]”见[幸福]——共建和谐家庭行动"),
        ("智基地", "12 gapped [智]慧大田应用[基地]提升工程"),
        ("道工程", "5 gapped 寰庆路[道]路改造[工程]"),
    ]);
}

#[test]
fn similar_sounds_match_when_nothing_else_does() {
    assert_first_hits(&[
        ("longtian", "22 near_sound 高标准[农田]建设工程"),
        ("longye", "12 near_sound [农业]监测系统：长势、墒情监测"),
        ("nanzan", "16 near_sound 红星[南站]"),
        ("lanzan", "16 near_sound 红星[南站]"),
        ("lanxingdu", "15 near_sound [南星渎]文体综合中心"),
        ("chenbei", "20 near_sound [城北]高科园小学"),
        ("chenbeiyuanqu", "1 near_sound [城北院区]"),
        ("zanza", "16 near_sound [站闸]翻建及安全隐患整治工程"),
        ("huanqinlu", "5 near_sound [寰庆路]道路改造工程"),
        ("rongjing", "3 near_sound [融锦]路"),
    ]);
}

#[test]
fn languages_and_ways_may_be_mixed() {
    assert_first_hits(&[
        ("gaizao 泵站", "19 title [泵站]设施[改造]工程"),
        ("泵站 gaizao", "19 title [泵站]设施[改造]工程"),
        ("医疗 玉山", "1 place 区域优质[医疗]能级提升行动"),
        ("停车\u{3000}学校", "20 summary 新增公共[停车]位项目"),
        ("yangzi xincun", "4 place 五星社区[扬子新村]（助餐点）"),
    ]);
}

#[test]
fn traditional_script_names_every_domain() {
    assert_first_hits(&[
        ("領域:醫療", "14 domain [医疗]"),
        ("領域:教育", "18 domain [教育]"),
        ("領域:就業", "23 domain [就业]"),
        ("領域:安全", "10 domain [安全]"),
        ("領域:鄉村振興", "22 domain [乡村振兴]"),
        ("領域:城市更新", "7 domain [城市更新]"),
        ("領域:關愛服務", "4 domain [关爱服务]"),
        ("領域:水環境治理", "19 domain [水环境治理]"),
        ("領域:交通出行", "5 domain [交通出行]"),
        ("領域:文化體育", "8 domain [文化体育]"),
        ("領域:營商環境", "24 domain [营商环境]"),
        ("地點:柏廬", "10 place [柏庐]政府专职消防救援队（新址）"),
    ]);
}

#[test]
fn a_name_before_a_word_says_where() {
    assert_first_hits(&[
        ("domain:health", "14 domain [Health]"),
        ("DOMAIN:jobs", "23 domain [Jobs]"),
        ("domain:jy", "18 initials:domain [教育]"),
        ("domain:yl", "14 initials:domain [医疗]"),
        ("领域:yiliao", "14 domain [医疗]"),
        ("ｄｏｍａｉｎ：教育", "18 domain [教育]"),
        ("place:菊园", "7 place [菊园]新村"),
        ("place:路", "18 place 虹桥[路]与花园路交叉口东北侧"),
        ("place:jyxc", "7 initials:place [菊园新村]"),
        ("地点：柏庐", "10 place [柏庐]政府专职消防救援队（新址）"),
    ]);
}

#[test]
fn marks_around_a_word_do_not_matter() {
    assert_first_hits(&[
        ("「家门口」", "2 title_start “[家门口]”设施扩容工程"),
        ("『護蕾』", "6 title 普惠托育“[护蕾]”行动"),
        ("〈护蕾〉", "6 title 普惠托育“[护蕾]”行动"),
        ("《家门口》", "2 title_start “[家门口]”设施扩容工程"),
        ("（新址）", "10 place 柏庐政府专职消防救援队（[新址]）"),
        ("'yl'", "14 initials [医疗]服务进企业行动"),
        ("\"停车", "20 title 新增公共[停车]位项目"),
        ("停车\"", "20 title 新增公共[停车]位项目"),
        ("停\"车\"", "20 title 新增公共[停车]位项目"),
        ("停车 |", "20 title 新增公共[停车]位项目"),
        ("| 停车", "20 title 新增公共[停车]位项目"),
        ("! 停车", "20 title 新增公共[停车]位项目"),
    ]);
}

#[test]
fn nothing_is_found_that_is_not_there() {
    for typed in [
        "hqq",
        "zhongnan",
        "\"parking public\"",
        "领域：cy",
        "领域:健康",
        "no:99",
        "no:026",
        "no:7x",
        "colour:red",
        "foo:停车",
        "amount>1亿",
        "amount>x",
        "停车 !学校",
        "\"yl\"",
        "\"医疗能级提升行动啊\"",
        "幸 福 重庆",
    ] {
        assert_eq!(first_hit(typed), "-", "{typed}");
    }
}

#[test]
fn amounts_are_compared() {
    assert_finds(&[
        ("amount>5000", &[7, 14, 23, 13]),
        ("amount>=50000", &[7, 13]),
        ("数量>=5万", &[7, 13]),
        ("Ａｍｏｕｎｔ＞＝５００００", &[7, 13]),
        ("amount>50,000", &[7]),
        ("數量≤1", &[4, 16, 25]),
        ("数量＝５万", &[13]),
        ("amount=3500", &[14]),
        ("amount=110000", &[7]),
        ("amount>1万 !居民", &[23, 13]),
        ("domain:water amount>1000", &[9]),
    ]);
}

#[test]
fn either_both_or_not() {
    assert_finds(&[
        ("停车 | 消防", &[10, 20, 21]),
        ("停车|消防", &[10, 20, 21]),
        ("停车｜泊位", &[20]),
        ("停车|泊位 学校", &[20]),
        ("消防 !柏庐", &[21]),
        ("!停车 消防", &[10, 21]),
        ("！停车 xiaofang", &[10, 21]),
        ("改造 !工程", &[17]),
        ("改造 !gongcheng", &[17]),
        ("no:7 | no:8", &[7, 8]),
        ("no:7 no:8", &[]),
        ("\"就业\" !\"玉山\"", &[23]),
    ]);
    let others = BUILTIN.search("!消防").numbers();
    assert_eq!(others.len(), 23);
    assert!(!others.contains(&10) && !others.contains(&21));
    // Nor does the first digit: there is no 2 in the texts of 21, 22 and 24.
    let others = BUILTIN.search("!2").numbers();
    assert!(
        !others.contains(&2) && [21, 22, 24].iter().all(|no| others.contains(no)),
        "{others:?}"
    );
    // Initials do not count against a project: 学校 and 效果 begin so, too.
    assert!(BUILTIN.search("!xf").numbers().contains(&10));
}

#[test]
fn what_is_not_complete_asks_for_nothing_yet() {
    for typed in [
        "停车 domain:",
        "停车 place：",
        "停车 amount>",
        "停车 数量＜",
        "停车 no:",
        "停车 \"",
        "停车 !",
        "停车 |",
        "停车 ''",
    ] {
        assert_eq!(BUILTIN.search(typed).numbers(), [20], "{typed}");
    }
}

#[test]
fn one_domain_has_two_projects_or_more_but_for_business() {
    for (typed, count) in [
        ("领域:医疗", 2),
        ("领域:水环境", 4),
        ("领域:关爱", 3),
        ("领域:营商", 1),
        ("domain:rural", 2),
        ("domain:jt", 2),
    ] {
        assert_eq!(BUILTIN.search(typed).numbers().len(), count, "{typed}");
    }
}
