use proptest::prelude::*;

use super::*;
use crate::model::Text;

fn parse_debug(line: &str) -> String {
    match read(line) {
        Ok(TargetLine { what, figure, unit }) => {
            format!("{what}|{}|{unit}", figure_text(figure, Lang::Zh))
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
    ] {
        assert_eq!(parse_debug(line), expected, "{line}");
    }
}

#[test]
fn what_a_catalog_cannot_say_is_refused_and_not_bent() {
    for (line, expected) in [
        ("新增若干", "NoNumber"),
        ("近 600 个", "Qualifier(\"近\")"),
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
        // The earlier number is not taken in place of the last one.
        ("新增 3 个 T-5", "NoNumber"),
        ("3 km-5 km", "NoNumber"),
        ("建设 T-5 3 个", "建设 T-5|3|个"),
        ("改造 G312-5 段 1.5 km", "改造 G312-5 段|1.5|km"),
        ("T-5 3-8 个", "T-5|3-8|个"),
        // Neither a name nor, for certain, a negative number.
        ("增减-5 个", "BadAmount(\"-5\")"),
        ("-5 个", "BadAmount(\"-5\")"),
        ("气温−5 度", "BadAmount(\"−5\")"),
        ("3km-5km", "BadAmount(\"-5\")"),
        ("3-5 个", "|3-5|个"),
        ("3–5 个", "|3-5|个"),
        ("停车位3-5个", "停车位|3-5|个"),
        ("停车位 - 5 个", "停车位 -|5|个"),
        ("停车位——5 个", "停车位——|5|个"),
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
