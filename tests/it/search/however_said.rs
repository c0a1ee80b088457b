//! Queries in place of the plain word: marks, numbers with their words, the signs of an input
//! method that was left on, tones, zhuyin, the keys of a phone, questions.

use minsheng::query::Tier;

use super::{BUILTIN, Fixture};

/// A query, the projects that it finds first, and what was searched for in its place, if anything.
type Said = (&'static str, &'static [u32], Option<&'static str>);

fn assert_said(fixture: &Fixture, cases: &[Said]) {
    for (typed, numbers, rewriting) in cases {
        let results = fixture.search(typed);
        assert_eq!(results.numbers(), *numbers, "{typed}");
        assert_eq!(results.rewriting(), *rewriting, "{typed}");
        for no in *numbers {
            assert!(results.locate(*no).is_some(), "{typed} {no}");
        }
    }
}

/// Five projects, with invented places and figures.
fn fixture() -> Fixture {
    Fixture::from_projects(
        "(no: 3, domain: \"d\", title: \"停车位改造\", places: [\"城北\"],
            targets: [(what: \"道路\", amount: 1.5, unit: \"公里\"), (what: \"车位\", amount: 600, unit: \"个\")]),
         (no: 6, domain: \"d\", title: \"6号线站点\", places: [\"7号楼\"],
            targets: [(what: \"面积\", amount: 110000, unit: \"平方米\")]),
         (no: 7, domain: \"d\", title: \"管网、地块改造\", facts: [\"每天7×24小时\", \"房间470㎡\"]),
         (no: 20, domain: \"d\", title: \"绿地和居民点\", places: [\"昆北路\"],
            targets: [(what: \"绿地\", amount: 20, unit: \"亩\")]),
         (no: 25, domain: \"d\", title: \"幼儿园托班\", facts: [\"房间20 m²\", \"一路7x24\"]),",
    )
}

#[test]
fn marks_part_words_that_are_not_found_joined() {
    let rewriting = Some("停车 城北");
    for typed in ["停车，城北", "停车、城北", "停车；城北", "停车/城北", "停车＋城北", "停车·城北"]
    {
        assert_said(&fixture(), &[(typed, &[3], rewriting)]);
    }
    assert_said(
        &fixture(),
        &[
            ("tingche,chengbei", &[3], Some("tingche chengbei")),
            ("tc、cb", &[3], Some("tc cb")),
            ("管网、地块", &[7], None),
            ("管网地块", &[7], None),
            ("管网、改造，地块", &[7], Some("管网 改造 地块")),
            ("“停车 城北”", &[3], Some("停车 城北")),
            ("\"停车，城北\"", &[], None),
        ],
    );
}

#[test]
fn a_number_is_that_project_first_however_it_is_said() {
    for typed in [
        "7号",
        "七号",
        "第7项",
        "第七项",
        "第７个项目",
        "7号项目",
        "No.7",
        "no7",
        "NO.7",
        "编号7",
        "编号：七",
        "no:七",
        "no:第7项",
        "序号7",
        "项目7",
        "№7",
    ] {
        let results = fixture().search(typed).hits();
        assert_eq!(results.first(), Some(&(7, Some(Tier::Number))), "{typed} {results:?}");
    }
    for typed in ["第二十项", "20号项目", "#20", "⑳", "No.20", "编号20", "二十号"] {
        assert_eq!(fixture().search(typed).numbers().first(), Some(&20), "{typed}");
    }
    assert_said(
        &fixture(),
        &[
            // Then the texts.
            ("7号", &[7, 6], None),
            ("6号", &[6], None),
            ("6号线", &[6], None),
            ("7号楼", &[6], None),
            ("廿五", &[25], None),
            ("no:廿五", &[25], None),
            ("第8项", &[], None),
            ("第7", &[7], None),
            ("第7项 | 第二十项", &[20, 7], None),
        ],
    );
    let others = fixture().search("!第7项").numbers();
    assert!(!others.contains(&7) && others.len() == 4, "{others:?}");
}

#[test]
fn the_year_before_a_number_is_that_of_the_list() {
    assert_eq!(BUILTIN.search("2026年第7项").numbers(), [7]);
    assert_eq!(BUILTIN.search("二〇二六年度第七项").numbers(), [7]);
    assert!(BUILTIN.search("2025年第7项").numbers().is_empty());
}

#[test]
fn an_input_method_that_was_left_on_does_no_harm() {
    for (typed, numbers) in [
        ("数量》500", &[6, 3][..]),
        ("数量》＝600", &[6, 3]),
        ("数量>＝600", &[6, 3]),
        ("数量＞=600", &[6, 3]),
        ("ａｍｏｕｎｔ》＝６００", &[6, 3]),
        ("数量《2", &[3]),
        ("数量〈=1.5", &[3]),
        ("数量>=1千", &[6]),
        ("数量>=十万", &[6]),
        (">=1000米", &[3]),
        ("》＝1000米", &[3]),
        (">1500米", &[]),
        ("<2公里", &[3]),
        ("<0.5公里", &[]),
        ("≥11万㎡", &[6]),
        ("≥1公顷", &[6, 20]),
        ("数量>600个", &[]),
        ("数量>=600个", &[3]),
        ("！停车 ｜ 绿地", &[7, 25, 6, 20]),
        ("“管网、地块”", &[7]),
        ("地点：昆北路", &[20]),
        ("（绿地）", &[20]),
    ] {
        let mut found = fixture().search(typed).numbers();
        let mut numbers = numbers.to_vec();
        found.sort_unstable();
        numbers.sort_unstable();
        assert_eq!(found, numbers, "{typed}");
    }
}

#[test]
fn signs_and_their_names_are_the_same() {
    for typed in ["470㎡", "470m2", "470m²", "470平方米", "470 ㎡", "470 平米", "房间470M2"]
    {
        assert_eq!(fixture().search(typed).numbers(), [7], "{typed}");
    }
    for typed in ["20m²", "20㎡", "20平方米", "20m2"] {
        assert_eq!(fixture().search(typed).numbers(), [25], "{typed}");
    }
    for typed in ["7x24", "7×24", "7*24", "7＊24", "7X24"] {
        let mut found = fixture().search(typed).numbers();
        found.sort_unstable();
        assert_eq!(found, [7, 25], "{typed}");
    }
}

#[test]
fn tones_are_no_letters() {
    for typed in [
        "tíngchē",
        "TÍNGCHĒ",
        "ting2che1",
        "ting2 che1",
        "ti\u{301}ngche\u{304}",
        "ㄊㄧㄥˊㄔㄜ",
        "ㄊㄧㄥˊ ㄔㄜ",
        "ㄊㄧㄥˊㄔㄜㄨㄟˋ",
    ] {
        assert_eq!(fixture().search(typed).numbers(), [3], "{typed}");
    }
    for typed in [
        "lvdi",
        "ludi",
        "lyudi",
        "lüdi",
        "lǜdì",
        "lu:di",
        "ㄌㄩˋㄉㄧˋ",
        "jümin",
        "jvmin",
        "ju1min2",
    ] {
        assert_eq!(fixture().search(typed).numbers(), [20], "{typed}");
    }
    // The sign of a tone says that it is no other syllable.
    assert!(fixture().search("lǜ").highlighted(25).is_empty());
    let not = fixture().search("!lyudi").numbers();
    assert!(!not.contains(&20) && not.len() == 4, "{not:?}");
}

#[test]
fn digits_are_the_keys_of_a_phone() {
    assert_said(
        &fixture(),
        &[
            ("8464243", &[3], Some("九键:8464243")),
            ("8464 243", &[3], Some("九键:8464 九键:243")),
            // One of two equal digits is left out; the note has those that were typed.
            ("84664 243", &[3], Some("九键:8464 九键:243")),
            ("九键:8464243", &[3], None),
            ("8464", &[3], Some("九键:8464")),
            ("1111", &[], None),
        ],
    );
    assert_eq!(fixture().search("8464243").highlighted(3), [0, 1]);
}

#[test]
fn words_without_blanks_are_cut() {
    assert_said(
        &fixture(),
        &[
            ("城北停车位", &[3], Some("城北 停车位")),
            ("停车位在哪里", &[3], Some("停车位")),
            ("我想问一下幼儿园托班", &[25], Some("幼儿园托班")),
            ("请问，昆北路的绿地在哪里？", &[20], Some("昆北路 绿地")),
            ("chengbeitingche", &[3], Some("chengbei tingche")),
            ("停车位幼儿园", &[3, 25], Some("停车位|幼儿园")),
            ("停车 位在哪", &[3], Some("停车位")),
            ("重庆", &[], None),
            ("停车 重庆", &[], None),
        ],
    );
    assert_said(
        &BUILTIN,
        &[("昆北路停车", &[20], Some("昆北路 停车")), ("3000至8000名", &[14], Some("3000 8000名"))],
    );
}

#[test]
fn a_typing_error_is_corrected_where_nothing_else_is_found() {
    let fixture = Fixture::from_projects(
        "(no: 1, domain: \"d\", title: (zh: \"停车位\", en: \"Parking spaces\")),
         (no: 2, domain: \"d\", title: (zh: \"修路\", en: \"Roads\")),",
    );
    assert_said(
        &fixture,
        &[
            ("tingceh", &[1], Some("tingche")),
            ("tngche", &[1], Some("tingche")),
            ("tingchew", &[1], None),
            ("tingxhe", &[1], Some("tingche")),
            ("parkign", &[1], Some("parking")),
            ("parkkign", &[], None),
            ("tingceh 停", &[1], Some("tingche 停")),
            ("tingceh 路", &[], None),
        ],
    );
}

#[test]
fn numerals_are_never_cut() {
    assert_said(
        &BUILTIN,
        &[
            ("八百七十四户", &[7], None),
            ("三十三栋", &[7], None),
            ("一千五百平方米", &[10], None),
            ("1千平方米", &[2], None),
            ("十一万平方米", &[7], None),
            ("11万m2", &[7], None),
            ("11万m²", &[7], None),
            ("两千亩", &[12], None),
            ("约六百八十米", &[5], None),
            ("六百个停车位", &[20], Some("600个 停车位")),
            ("二百二十户", &[], None),
            ("八百七十五户", &[], None),
            ("十四户", &[], None),
            ("14户", &[], None),
            ("50 场活动", &[23], Some("50场 活动")),
        ],
    );
    for (typed, no) in [
        ("五所", 6),
        ("三百户", 11),
        ("两万人", 23),
        ("一百七十三个", 16),
        ("九十六个", 13),
        ("2千亩", 12),
    ] {
        let results = BUILTIN.search(typed);
        let numbers = results.numbers();
        assert!(numbers.contains(&no) && results.rewriting().is_none(), "{typed} {numbers:?}");
    }
}

#[test]
fn lists_of_numbers_are_each_of_them() {
    for (typed, expected) in [
        ("第1、2项", &[1, 2][..]),
        ("no:1-3", &[1, 2, 3]),
        ("1~5号", &[1, 2, 3, 4, 5]),
        ("3号、4号", &[3, 4]),
        ("20，21", &[20, 21]),
        ("20, 21", &[20, 21]),
        ("第3和第4项", &[3, 4]),
        ("编号:20,21", &[20, 21]),
        ("2026年第1、2项", &[1, 2]),
        ("第一至三项", &[1, 2, 3]),
        ("第 20 项", &[20]),
        ("编号 20", &[20]),
        ("number 20", &[20]),
        ("20th", &[20]),
        ("30，31", &[]),
    ] {
        let results = BUILTIN.search(typed);
        let numbers = results.numbers();
        assert_eq!((numbers.as_slice(), results.rewriting()), (expected, None), "{typed}");
    }
    for typed in ["20 号", "20 号项目", "项目 20", "20项", "project 20", "第20"] {
        let results = BUILTIN.search(typed);
        assert_eq!(results.numbers().first(), Some(&20), "{typed}");
        assert_eq!(results.rewriting(), None, "{typed}");
    }
}

#[test]
fn comparisons_may_be_said_in_words() {
    for typed in [
        "大于1000米",
        "超过1000米",
        "1000米以上",
        "> 1000米",
        ">1000 米",
        "数量 >= 1000 米",
        "不少于1千米",
        "大于 1 公里",
        "more than 1 km",
        ">1 km",
    ] {
        let results = BUILTIN.search(typed);
        assert_eq!((results.numbers(), results.rewriting()), (vec![9], None), "{typed}");
    }
    assert_said(
        &BUILTIN,
        &[
            (">1000 metres", &[9], Some(">1000m")),
            ("1523 metres", &[9], Some("1523m")),
            ("470 square metres", &[18], Some("470m2")),
            ("挡墙拆除超过1000米", &[9], Some("挡墙拆除 >1000米")),
        ],
    );
    let areas = BUILTIN.search("<1000m").numbers();
    assert!(!areas.contains(&18) && !areas.contains(&25), "{areas:?}");
    let more = |typed: &str| {
        let mut numbers = BUILTIN.search(typed).numbers();
        numbers.sort_unstable();
        numbers
    };
    assert_eq!(more("数量：>1000"), more("amount>1000"));
    assert_eq!(more("数量大于1000"), more("amount>1000"));
}

#[test]
fn no_half_is_dropped() {
    let either = BUILTIN.search("停车|消防").numbers();
    assert!(either.contains(&20) && either.contains(&10) && either.contains(&21));
    for (typed, rewriting) in [
        ("停车或消防", Some("停车|消防")),
        ("停车或者消防", Some("停车|消防")),
        ("停车还是消防", Some("停车|消防")),
        ("停车，消防", Some("停车|消防")),
        ("停车/消防", Some("停车|消防")),
        ("停车以及消防", Some("停车|消防")),
        ("停车和消防", Some("停车|消防")),
        ("停车 和 消防", Some("停车|消防")),
        ("停车 或 消防", None),
        ("停车 or 消防", None),
        ("（停车｜消防）", None),
    ] {
        let results = BUILTIN.search(typed);
        assert_eq!(
            (results.numbers(), results.rewriting()),
            (either.clone(), rewriting),
            "{typed}"
        );
    }
    assert_said(
        &BUILTIN,
        &[
            ("（改造｜消防）寰庆路", &[5], None),
            ("寰庆路(改造 or 消防)", &[5], None),
            ("寰庆路和改造", &[5], Some("寰庆路 改造")),
        ],
    );
}

#[test]
fn words_that_the_list_lacks_are_no_parts_of_others() {
    for typed in ["ranqi", "gongjiao", "yibao", "taihu", "pension"] {
        let results = BUILTIN.search(typed);
        assert_eq!(results.rewriting(), None, "{typed} {:?}", results.numbers());
    }
    for (typed, no, rewriting) in [
        ("medicla", 14, "medical"),
        ("scholo", 20, "school"),
        ("oarking", 20, "parking"),
        ("kindergarden", 6, "kindergarten"),
        ("road works huanqing", 5, "road huanqing"),
        ("hotel carpark", 20, "hotel car park"),
    ] {
        let results = BUILTIN.search(typed);
        assert!(results.numbers().contains(&no), "{typed} {:?}", results.numbers());
        assert_eq!(results.rewriting(), Some(rewriting), "{typed}");
    }
    let stations = BUILTIN.search("firestation").numbers();
    assert!(stations.contains(&10) && stations.contains(&21), "{stations:?}");
}

#[test]
fn fields_have_the_names_that_pages_show() {
    let fixture = Fixture::from_projects(
        "(no: 1, domain: \"d\", title: \"南塘路改造\", responsible: [\"建设局\"],
            supporting: [\"财政所\"], contact: (phone: \"0500-55550101\"),
            investment: (total: (amount: 0.6, unit: \"亿元\")),
            notes: [(label: \"资金来源\", text: \"镇财政\")]),
         (no: 2, domain: \"d\", title: \"社区食堂\", places: [\"水秀\"]),",
    );
    for typed in [
        "责任单位:建设局",
        "责任单位：建设",
        "牵头单位:jianshe",
        "配合单位:财政",
        "咨询电话:0500",
        "资金来源",
        "备注:资金",
        "0.6亿元",
        "0.6亿",
        "6000万元",
        "地点≠水秀",
        "地点!=水秀",
    ] {
        let results = fixture.search(typed);
        assert_eq!((results.numbers(), results.rewriting()), (vec![1], None), "{typed}");
    }
    assert_eq!(fixture.search("地点=水秀").numbers(), [2]);
    assert!(fixture.search("责任单位:水秀").numbers().is_empty());
}

#[test]
fn a_year_is_that_of_the_list() {
    assert_eq!(BUILTIN.search("2026年").rewriting(), Some("年份:2026"));
    assert_eq!(BUILTIN.search("2026年停车").rewriting(), Some("年份:2026 停车"));
    assert_eq!(BUILTIN.search("2026年停车").numbers(), BUILTIN.search("停车").numbers());
    assert_eq!(BUILTIN.search("26年第2项").numbers(), [2]);
    assert!(BUILTIN.search("25年第2项").numbers().is_empty());
}

#[test]
fn official_readings_find_names_of_places() {
    for (place, readings) in [
        ("东氿", &["dongjiu", "donggui", "dj"][..]),
        ("褚家湾", &["zhujiawan", "chujiawan", "zjw", "cjw"]),
        ("滧口", &["xiaokou"]),
        ("青山堨", &["qingshane"]),
        ("漴河", &["chonghe", "shuanghe"]),
        ("冠豸山", &["guanzhaishan", "guanzhishan"]),
        ("召市", &["shaoshi", "zhaoshi"]),
        ("坬村", &["wacun"]),
        ("浰江", &["lijiang", "lianjiang"]),
        ("笮桥", &["zuoqiao", "zeqiao"]),
        ("佴山", &["naishan"]),
        ("篢山", &["gongshan"]),
        ("嶴山", &["岙山", "aoshan"]),
        ("岙山", &["嶴山"]),
    ] {
        let fixture = Fixture::with_titles([(place, "")]);
        for typed in readings {
            let results = fixture.search(typed);
            assert_eq!((results.numbers(), results.rewriting()), (vec![101], None), "{typed}");
        }
    }
}

#[test]
fn whole_syllables_and_whole_words_come_first() {
    let fixture = Fixture::with_titles([
        ("泰和", ""),
        ("太湖", ""),
        ("甲乙丙丁", "Training"),
        ("甲乙丙丁戊", "Our AI hall"),
        ("甲乙丙丁戊己", "Air"),
    ]);
    assert_eq!(fixture.search("taihu").numbers(), [102, 101]);
    let first: Vec<u32> = fixture.search("hall").numbers();
    assert_eq!(first, [104]);
    assert_eq!(fixture.search("AI").numbers().first(), Some(&105));
}
