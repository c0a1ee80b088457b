use proptest::prelude::*;

use super::*;
use crate::model::{Amount, Figure, Text};

fn parse_debug(line: &str) -> String {
    match read(line) {
        Ok(TargetLine { what, figure, unit }) => {
            format!("{what}|{}|{unit}", figure_text(figure, Lang::Zh))
        }
        Err(TargetLineError::Partial(partial)) => {
            let understood = partial.understood.as_ref().map(|line| line_text(line, Lang::Zh));
            let proposed = proposed_lines(line, &partial, Lang::Zh);
            format!(
                "? {} / {} / {}",
                understood.unwrap_or_default(),
                partial.rest,
                proposed.lines.join("; ")
            )
        }
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn a_line_is_understood_as_people_write_it() {
    for (line, expected) in [
        ("新增公共停车位 不少于 600 个", "新增公共停车位|不少于 600|个"),
        ("新增公共停车位不少于600个", "新增公共停车位|不少于 600|个"),
        ("新增公共停车位：６００个", "新增公共停车位|600|个"),
        ("总建筑面积约11万平方米", "总建筑面积|约 110000|平方米"),
        ("总建筑面积 约 110,000 平方米", "总建筑面积|约 110000|平方米"),
        ("年惠及 5 万人次", "年惠及|50000|人次"),
        ("投资 1.5 万元", "投资|1.5|万元"),
        ("覆盖员工 3000–8000 名", "覆盖员工|3000-8000|名"),
        ("覆盖员工 3000至8000 名", "覆盖员工|3000-8000|名"),
        ("覆盖 3-5万人", "覆盖|30000-50000|人"),
        ("改造3号楼等 5 栋", "改造3号楼等|5|栋"),
        ("道路 680米左右", "道路|约 680|米"),
        ("培训 50 场以上", "培训|不少于 50|场"),
        ("培训 50 场（含）以上", "培训|不少于 50|场"),
        ("培训 50 场(含)以上", "培训|不少于 50|场"),
        ("惠及 1000余户", "惠及|超 1000|户"),
        ("家庭医生预约 5 次", "家庭医生预约|5|次"),
        ("附近 3 处", "附近|3|处"),
        ("600", "|600|"),
        (
            "New public parking spaces: at least 600 spaces",
            "New public parking spaces|不少于 600|spaces",
        ),
        ("Trees throughout 5 parks", "Trees throughout|5|parks"),
        ("Sports grounds renewed 1,000.5 m²", "Sports grounds renewed|1000.5|m²"),
        ("停车位大于600个", "停车位|超 600|个"),
        ("停车位大概600个", "停车位|约 600|个"),
        ("停车位最低600个", "停车位|不少于 600|个"),
        ("停车位不得少于600个", "停车位|不少于 600|个"),
        ("Over 3000 people trained", "|超 3000|people trained"),
        ("Around 3000 people", "|约 3000|people"),
        ("Not less than 3000 trees", "|不少于 3000|trees"),
        ("No fewer than 3000 trees", "|不少于 3000|trees"),
        ("Handover 5 sites", "Handover|5|sites"),
        ("Wholesome 5 meals", "Wholesome|5|meals"),
        ("铺设沥青3000m2", "铺设沥青|3000|m2"),
        ("清淤300m3", "清淤|300|m3"),
        ("新增绿地5.2hm2", "新增绿地|5.2|hm2"),
        ("新建10kV线路25公里", "新建10kV线路|25|公里"),
        ("新建12班制幼儿园1所", "新建12班制幼儿园|1|所"),
        ("每日公交12班次", "每日公交|12|班次"),
        ("新建 12 班", "新建|12|班"),
        ("打造“1+6+N”服务站1个", "打造“1+6+N”服务站|1|个"),
        ("升级“12345”热线座席20个", "升级“12345”热线座席|20|个"),
        ("办结时限 3 个工作日", "办结时限|3|个工作日"),
        ("护理补贴 800 元/人·年", "护理补贴|800|元/人·年"),
        ("新增托位（个）：60", "新增托位|60|个"),
        ("培训 12345 人", "培训|12345|人"),
        ("新建急救站 120 个", "新建急救站|120|个"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn what_a_catalog_cannot_say_is_refused_and_not_bent() {
    for (line, expected) in [
        ("新增若干", "NoNumber"),
        ("近 600 个", "Qualifier(\"近\")"),
        ("停车位几乎600个", "Qualifier(\"几乎\")"),
        ("停车位上限600个", "Qualifier(\"上限\")"),
        ("停车位600＋个", "Qualifier(\"＋\")"),
        ("停车位600～", "Qualifier(\"～\")"),
        ("Less than 3000 trees", "Qualifier(\"less than\")"),
        ("No more than 3000 trees", "Qualifier(\"no more than\")"),
        ("Trees planted 1.2 million", "BadAmount(\"1.2 million\")"),
        ("新增绿地5.2xy2", "NoNumber"),
        ("开通公交101路", "NoNumber"),
        ("新建9班幼儿园", "NoNumber"),
        ("打造12345平台", "NoNumber"),
        ("建设120急救站", "NoNumber"),
        ("不超过 600 个", "Qualifier(\"不超过\")"),
        ("约 3000-8000 名", "Qualifier(\"约\")"),
        ("8000-3000 名", "Inverted"),
        ("气温 -5 度", "BadAmount(\"-5\")"),
        ("99999999999999999999 个", "BadAmount(\"99999999999999999999\")"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn a_number_at_the_end_of_a_name_is_no_amount_and_one_after_the_name_is() {
    for (line, expected) in [
        ("T-5 个", "NoNumber"),
        ("Ｔ－5 个", "NoNumber"),
        ("A-1 栋", "NoNumber"),
        ("改造 A-1-2 栋", "NoNumber"),
        ("G312-5 km", "NoNumber"),
        ("G312-500 km", "NoNumber"),
        ("T-5 至 8 个", "NoNumber"),
        ("G312 km", "NoNumber"),
        ("A1 栋", "NoNumber"),
        ("改造3号楼", "NoNumber"),
        ("5G", "NoNumber"),
        ("第3 处", "NoNumber"),
        ("24小时开放", "NoNumber"),
        ("新增 3 个 T-5", "? 新增 3 个 / T-5 / "),
        ("3 km-5 km", "? 3 km / -5 km / 3-5 km"),
        ("建设 T-5 3 个", "建设 T-5|3|个"),
        ("改造 G312-5 段 1.5 km", "改造 G312-5 段|1.5|km"),
        ("T-5 3-8 个", "T-5|3-8|个"),
        // Neither a name nor, for certain, a negative number.
        ("增减-5 个", "BadAmount(\"-5\")"),
        ("-5 个", "BadAmount(\"-5\")"),
        ("气温−5 度", "BadAmount(\"−5\")"),
        ("3km-5km", "? 3 km / -5km / 3-5 km"),
        ("5G基站 30 个", "5G基站|30|个"),
        ("60岁以上老人体检 500 人次", "60岁以上老人体检|500|人次"),
        ("3-6岁儿童 50 名", "3-6岁儿童|50|名"),
        ("24小时自助图书馆3个", "24小时自助图书馆|3|个"),
        ("每周开放40小时以上", "每周开放|不少于 40|小时"),
        ("PM2.5监测站 3 座", "PM2.5监测站|3|座"),
        ("3-5 个", "|3-5|个"),
        ("3–5 个", "|3-5|个"),
        ("停车位3-5个", "停车位|3-5|个"),
        ("停车位 - 5 个", "停车位 -|5|个"),
        ("停车位——5 个", "停车位——|5|个"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn a_line_is_a_figure_only_if_all_of_it_is_understood() {
    for (line, expected) in [
        ("新增床位100张（护理型80张）", "? 新增床位 100 张 / （护理型80张） / 新增床位 100 张"),
        ("每天8:00-20:00开放", "?  / 8:00-20:00 / "),
        ("新建1所24班幼儿园", "? 新建 1 所 / 24班幼儿园 / "),
        ("幼儿园2所、学位600个", "? 幼儿园 2 所 / 、学位600个 / 幼儿园 2 所; 学位 600 个"),
        (
            "改造管网12.5公里（含支管3公里）",
            "? 改造管网 12.5 公里 / （含支管3公里） / 改造管网 12.5 公里",
        ),
        ("新建公厕2座；改造5座", "? 新建公厕 2 座 / ；改造5座 / 新建公厕 2 座; 改造 5 座"),
        (
            "改造老旧小区不少于10个（约5000户）",
            "? 改造老旧小区 不少于 10 个 / （约5000户） / 改造老旧小区 不少于 10 个",
        ),
        ("托班5所（2026年底前完成）", "? 托班 5 所 / （2026年底前完成） / 托班 5 所"),
        ("不少于5所（含2所民办）", "? 不少于 5 所 / （含2所民办） / "),
        ("新增停车位600个，2026年6月完成", "? 新增停车位 600 个 / ，2026年6月完成 / "),
        ("小区12个，惠及3000户", "? 小区 12 个 / ，惠及3000户 / 小区 12 个; 惠及 3000 户"),
        ("2026年6月30日", "?  / 2026年6月30日 / "),
        ("2026年新增停车位600个", "?  / 2026年 / "),
        ("完成1/3", "?  / 1/3 / "),
        ("幼儿园由 3 所增至 5 所", "?  / 5 / "),
        ("每月2次，全年24次", "? 每月 2 次 / ，全年24次 / 每月 2 次; 全年 24 次"),
        ("3公里，铺设沥青", "? 3 公里 / ，铺设沥青 / "),
        ("为约 200 户…改造", "? 为 约 200 户 / …改造 / "),
        (
            "为约200户困难家庭改造厕所",
            "? 为 约 200 户 / 困难家庭改造厕所 / 为困难家庭改造厕所 约 200 户",
        ),
        (
            "建筑面积4800平方米；新增学位360个",
            "? 建筑面积 4800 平方米 / ；新增学位360个 / 建筑面积 4800 平方米; 新增学位 360 个",
        ),
        (
            "治理村庄5个，受益超1200户",
            "? 治理村庄 5 个 / ，受益超1200户 / 治理村庄 5 个; 受益 超 1200 户",
        ),
        ("新建3所托儿所", "? 新建 3 所 / 托儿所 / 新建托儿所 3 所"),
        ("400家以上农村文化礼堂", "? 400 家 / 以上农村文化礼堂 / 农村文化礼堂 不少于 400 家"),
        ("新增（公共停车位 600 个", "?  / （公共停车位 / "),
        ("停车位 600 个）", "? 停车位 600 个 / ） / "),
        ("路由4米拓宽至6米", "?  / 6 / "),
        ("全长600米、宽12米", "? 全长 600 米 / 、宽12米 / 全长 600 米; 宽 12 米"),
        ("不少于新建 5 所", "?  / 不少于新建 / "),
        ("1.新增停车位600个", "?  / 1. / 新增停车位 600 个"),
        ("1、新增停车位600个；2、改造3处", "?  / 1 / 新增停车位 600 个; 改造 3 处"),
        ("新增停车位 600 个。", "新增停车位|600|个"),
        ("小学、幼儿园12所；", "小学、幼儿园|12|所"),
        ("管网（含支管）12.5公里", "管网（含支管）|12.5|公里"),
        ("新建5条道路", "新建|5|条道路"),
        ("设备 3 台（套）", "设备|3|台（套）"),
        ("投资30余万元", "投资|超 30|万元"),
        ("投资3,000万元", "投资|3000|万元"),
        ("补助 90 元/月/人", "补助|90|元/月/人"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn a_qualifier_is_kept_or_refused_and_never_lost() {
    for (line, expected) in [
        ("车位约为 600 个", "车位|约 600|个"),
        ("车位突破600个", "车位|超 600|个"),
        ("技术突破 5 项", "技术突破|5|项"),
        ("附近有 3 处", "附近有|3|处"),
        ("车位＞600个", "车位|超 600|个"),
        ("车位约 600 个左右", "车位|约 600|个"),
        ("车位超 600 个左右", "Qualifier(\"左右\")"),
        ("车位 600 个以下", "Qualifier(\"以下\")"),
        ("车位 600+个", "Qualifier(\"+\")"),
        ("费用控制在600元", "Qualifier(\"控制在\")"),
        ("车位 600 个以内", "Qualifier(\"以内\")"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn an_amount_is_never_cut() {
    for (line, expected) in [
        ("受益 1.2E+05 人", "受益|120000|人"),
        ("1.2E+05", "|120000|"),
        ("受益１.２Ｅ＋０５人", "受益|120000|人"),
        ("1e+3-2e+3 人", "|1000-2000|人"),
        ("1E+30 人", "BadAmount(\"1E+30\")"),
        ("1E+999 人", "BadAmount(\"1E+999\")"),
        ("公园1e3个", "BadAmount(\"1e3\")"),
        ("公园 1E-3 个", "BadAmount(\"1E-3\")"),
        (".5", "|0.5|"),
        ("绿化 .5 万平方米", "绿化|5000|平方米"),
        ("绿化.5万平方米", "BadAmount(\".5万\")"),
        (".5.5 个", "BadAmount(\".5.5\")"),
        ("+5", "BadAmount(\"+5\")"),
        ("车位 ＋5 个", "BadAmount(\"＋5\")"),
        ("A1E3栋 5 个", "A1E3栋|5|个"),
        ("No.5 楼 3 栋", "No.5 楼|3|栋"),
        ("2百个", "BadAmount(\"2百\")"),
        ("2百余个", "BadAmount(\"2百\")"),
        ("3千人", "BadAmount(\"3千\")"),
        ("管网 3 千米", "管网|3|千米"),
        ("光伏 3 千瓦", "光伏|3|千瓦"),
        ("提高 3 百分点", "提高|3|百分点"),
        ("补助￥500/人", "BadAmount(\"￥500\")"),
        ("补助$500", "BadAmount(\"$500\")"),
        ("补助 $ 500", "BadAmount(\"$500\")"),
        ("约￥500", "BadAmount(\"￥500\")"),
        ("￥约500", "BadAmount(\"￥500\")"),
        ("¥5", "BadAmount(\"¥5\")"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn a_qualifier_is_understood_in_each_usual_spelling() {
    for word in [
        "不超",
        "不到",
        "未达",
        "未达到",
        "未到",
        "小于",
        "少于",
        "低于",
        "<=",
        "<",
        "≤",
        "＜＝",
        "不高于",
        "不大于",
        "控制在",
        "未超过",
        "未满",
        "小于等于",
    ] {
        let refused = format!("Qualifier(\"{word}\")");
        assert_eq!(parse_debug(&format!("车位{word}200个")), refused);
        assert_eq!(parse_debug(&format!("车位 {word} 200 个")), refused);
    }
    for (line, expected) in [
        ("温度不超18度", "Qualifier(\"不超\")"),
        ("费用控制在200元以内", "Qualifier(\"控制在\")"),
        ("费用控制在每人200元", "?  / 控制在每人 / "),
        ("车位不少于200个", "车位|不少于 200|个"),
        ("车位不低于200个", "车位|不少于 200|个"),
        ("车位不小于200个", "车位|不少于 200|个"),
        ("车位>=200个", "车位|不少于 200|个"),
        ("车位≥200个", "车位|不少于 200|个"),
        ("车位大于等于200个", "车位|不少于 200|个"),
        ("车位~200个", "车位|约 200|个"),
        ("车位 ～200个", "车位|约 200|个"),
        ("车位(约)200个", "车位|约 200|个"),
        ("车位（约）200个", "车位|约 200|个"),
        ("车位（近）200个", "Qualifier(\"近\")"),
        ("200~300个", "|200-300|个"),
        ("车位 200 来个", "车位|约 200|个"),
        ("车位 200多个", "车位|超 200|个"),
        ("车位 200 余个", "车位|超 200|个"),
        ("车位 200几个", "Qualifier(\"几\")"),
        ("车位 200左右个", "车位|约 200|个"),
        ("车位 200以内个", "Qualifier(\"以内\")"),
        ("车位新增200个", "车位新增|200|个"),
        ("小学等5所", "小学等|5|所"),
        ("车位（地下）200个", "车位（地下）|200|个"),
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let special = "[约超近不少于万亿余多以上左右至到 0-9.,:：\"'=+@~–—-]{0,10}";
    prop_oneof![
        special.prop_map(String::from),
        "\\PC{0,8}",
        "[新增停车位个 ]{0,6}",
        "(about|at least|more than|up to|a| ){0,5}"
    ]
    .prop_map(|text| crate::text::clean(&text).trim().to_owned())
}

fn figure() -> impl Strategy<Value = Figure> {
    let value = prop_oneof![
        (0..2000_u32).prop_map(f64::from),
        0.0..1e15,
        Just(0.1),
        Just(1e-7),
        Just(1e15)
    ];
    (value.clone(), value, 0..5).prop_map(|(a, b, kind)| {
        let (low, high) = (Amount::new(a.min(b)).unwrap(), Amount::new(a.max(b)).unwrap());
        match kind {
            0 => Figure::Exact(low),
            1 => Figure::About(low),
            2 => Figure::AtLeast(low),
            3 => Figure::MoreThan(low),
            _ => Figure::Range(low, high),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 2000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_written_reads_as_what_it_was(
        zh in text(), en in text(), figure in figure(), units in [text(), text()],
    ) {
        prop_assume!(!(zh.is_empty() && en.is_empty()));
        let [unit_zh, unit_en] = units;
        let (what, unit) = (Text::new(&zh, &en), Text::new(&unit_zh, &unit_en));
        let target = Target { what, figure, unit };
        let lines = Lang::ALL.map(|lang| write(&target, lang));
        let parsed = parse_bilingual(&lines[0], &lines[1])
            .map_err(|error| TestCaseError::fail(format!("{error:?} {lines:?}")))?
            .unwrap();
        prop_assert_eq!(
            (parsed.what.as_text(), parsed.figure, parsed.unit.as_text()),
            (target.what, target.figure, target.unit)
        );
    }

    #[test]
    fn any_line_is_read_or_refused(line in "\\PC{0,30}") {
        let _ = read(&line);
    }
}
