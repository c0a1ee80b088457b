//! The built-in programme agrees with the announcement: the tables here were copied by hand from
//! the announcement.

use minsheng::diagnostics::{ListField, TextField};
use minsheng::format;
use minsheng::lang::Lang;
use minsheng::model::{Amount, Catalog, Origin, Project, ProjectNo, Target, Text, Texts};

/// A promised number: a word of the counted thing, qualifier, amount, upper end of a range, unit.
type Promise = (&'static str, &'static str, f64, Option<f64>, &'static str);

const fn exact(what: &'static str, amount: f64, unit: &'static str) -> Promise {
    (what, "exact", amount, None, unit)
}

const fn about(what: &'static str, amount: f64, unit: &'static str) -> Promise {
    (what, "about", amount, None, unit)
}

const fn at_least(what: &'static str, amount: f64, unit: &'static str) -> Promise {
    (what, "at_least", amount, None, unit)
}

const fn more_than(what: &'static str, amount: f64, unit: &'static str) -> Promise {
    (what, "more_than", amount, None, unit)
}

const fn range(what: &'static str, amount: f64, max: f64, unit: &'static str) -> Promise {
    (what, "range", amount, Some(max), unit)
}

/// A project as the announcement describes it.
struct Row {
    no: u32,
    domain: &'static str,
    title: &'static str,
    promises: &'static [Promise],
    places: &'static [&'static str],
}

const fn row(
    no: u32,
    domain: &'static str,
    title: &'static str,
    promises: &'static [Promise],
    places: &'static [&'static str],
) -> Row {
    Row { no, domain, title, promises, places }
}

#[rustfmt::skip]
const PROGRAMME: [Row; 25] = [
    row(1, "health", "区域优质医疗能级提升行动", &[], &["市二院(新)玉山院区", "城北院区"]),
    row(2, "culture", "“家门口”设施扩容工程", &[exact("健身场地改造", 1000.0, "平方米"), exact("休闲健身设施", 5.0, "处")], &[]),
    row(3, "water", "管网、地块改造工程",
        &[exact("污水管道新建", 3.0, "条"), exact("过河管网翻建", 5.0, "条道路"), exact("雨污分流", 19.0, "个")],
        &["融锦路", "新苑路", "状元新村"]),
    row(4, "care", "“银龄幸福”乐享工程",
        &[exact("助餐点", 1.0, "处"), exact("柏龄驿站", 3.0, "处"), exact("养老服务设施", 3.0, "处")],
        &["五星社区扬子新村（助餐点）", "水秀江南（柏龄驿站）", "同进君望（柏龄驿站）", "菊园一村（柏龄驿站）",
          "江浦新村（养老服务设施）", "锦隆佳园（养老服务设施）", "姜巷村（养老服务设施）"]),
    row(5, "transport", "寰庆路道路改造工程",
        &[about("改造长度", 680.0, "米"), exact("双向", 4.0, "车道")],
        &["寰庆路", "中环北线至小河岸河"]),
    row(6, "education", "普惠托育“护蕾”行动",
        &[exact("托班改建", 5.0, "所"), exact("托班招生", 4.0, "所")],
        &["翰林幼儿园", "水秀幼儿园", "南星渎幼儿园", "紫竹幼儿园", "娄汀苑幼儿园"]),
    row(7, "renewal", "老旧小区改造工程",
        &[about("总建筑面积", 110_000.0, "平方米"), exact("房屋", 33.0, "栋"), exact("居民", 874.0, "户")],
        &["菊园新村"]),
    row(8, "culture", "公共资源扩圈工程", &[at_least("学校体育场馆", 3.0, "所")], &[]),
    row(9, "water", "河道挡墙隐患整治工程",
        &[about("挡墙拆除", 1523.0, "米"), about("仿木桩护岸", 1896.0, "米"), about("防浪墙", 290.0, "米")],
        &["大渔塘"]),
    row(10, "safety", "“平安柏庐”消防保障升级项目",
        &[about("改建建筑面积", 1500.0, "平方米")],
        &["柏庐政府专职消防救援队（新址）"]),
    row(11, "care", "“童享服务”供给工程",
        &[exact("驿站", 3.0, "处"), exact("家庭就医服务", 300.0, "户")],
        &["“庐·舍”家长驿站", "胜利稚一园青少年驿站", "“朝阳集·幸福+”服务驿站"]),
    row(12, "rural", "智慧大田应用基地提升工程",
        &[exact("农机无人化", 6.0, "台套"), exact("服务大田", 2000.0, "亩"), exact("可视化监控", 5.0, "套")],
        &[]),
    row(13, "jobs", "“玉山暖阳”公共就业服务平台建设工程", &[exact("年惠及", 50_000.0, "人次"), exact("暖阳驿站", 96.0, "个")], &[]),
    row(14, "health", "医疗服务进企业行动", &[range("单个医生工作室", 3000.0, 8000.0, "名")], &["区内规上企业"]),
    row(15, "culture", "文体载体提档工程", &[], &["高新区文体活动中心", "南星渎文体综合中心"]),
    row(16, "water", "站闸翻建及安全隐患整治工程",
        &[exact("下卧门站闸", 8.0, "米"), exact("双向水泵", 1.0, "台"),
          exact("隐患水泵", 12.0, "台"), exact("问题闸门", 3.0, "个"), exact("截污闸自动化", 173.0, "个")],
        &["红星南站"]),
    row(17, "renewal", "“悦动家园”共建行动", &[], &[]),
    row(18, "education", "家校社共育工程", &[exact("共育指导中心", 470.0, "平方米")], &["虹桥路与花园路交叉口东北侧"]),
    row(19, "water", "泵站设施改造工程", &[exact("污水泵站", 11.0, "个"), exact("截污阀", 4.0, "处")], &["斜泾村北泵站", "虹桥浜"]),
    row(20, "transport", "新增公共停车位项目",
        &[at_least("公共停车位", 600.0, "个")],
        &["城北高科园小学", "昆北路东侧", "明星路两侧停车场", "皇冠国际会展酒店地下停车场", "瀛颂酒店地下停车场"]),
    row(21, "safety", "元丰路政府专职消防救援队升级项目", &[], &["元丰路政府专职消防救援队"]),
    row(22, "rural", "高标准农田建设工程", &[about("农田提质改造", 1661.0, "亩")], &["大公村"]),
    row(23, "jobs", "“就在身边”高质量充分就业提质工程",
        &[exact("就业服务站", 7.0, "个"), exact("活动", 50.0, "场"),
          more_than("岗位", 10_000.0, "个"), more_than("城镇新增就业", 20_000.0, "人")],
        &[]),
    row(24, "business", "高新区企业重整服务中心建设工程", &[], &["企业重整服务中心"]),
    row(25, "care", "“玉”见幸福——共建和谐家庭行动",
        &[exact("服务阵地", 1.0, "个"), exact("工作机制", 3.0, "项"), exact("服务队伍", 4.0, "支")],
        &["区家庭建设服务指导中心"]),
];

/// A domain: id, Chinese and English name, whether the announcement itself names it, the numbers of
/// its projects.
type DomainRow = (&'static str, &'static str, &'static str, bool, &'static [u32]);

#[rustfmt::skip]
const DOMAINS: [DomainRow; 11] = [
    ("education", "教育", "Education & childcare", true, &[6, 18]),
    ("health", "医疗", "Health", true, &[1, 14]),
    ("jobs", "就业", "Jobs", true, &[13, 23]),
    ("safety", "安全", "Public safety", true, &[10, 21]),
    ("rural", "乡村振兴", "Rural revitalisation", true, &[12, 22]),
    ("renewal", "城市更新", "Urban renewal", true, &[7, 17]),
    ("care", "关爱服务", "Care: elders, children, families", false, &[4, 11, 25]),
    ("water", "水环境治理", "Water & drainage", false, &[3, 9, 16, 19]),
    ("transport", "交通出行", "Transport & parking", false, &[5, 20]),
    ("culture", "文化体育", "Culture & sport", false, &[2, 8, 15]),
    ("business", "营商环境", "Business environment", false, &[24]),
];

/// Terms of the announcement that the texts of each project must contain.
#[rustfmt::skip]
const TERMS: [(u32, &[&str]); 24] = [
    (1, &["“长三角”", "三甲医院", "专科建设", "人才培养"]),
    (2, &["体育健身场地", "小型休闲健身设施", "健身步道", "运动球场", "儿童游乐区", "“金边银角”"]),
    (3, &["污水管道", "过河管网", "雨污分流", "新苑路污水管网"]),
    (4, &["助餐点", "柏龄驿站", "养老服务设施"]),
    (5, &["改造长度", "双向"]),
    (6, &["托班改建", "托班招生", "翰林、水秀、南星渎、紫竹幼儿园", "公办幼儿园", "托幼一体化"]),
    (7, &["总建筑面积", "房屋", "居民"]),
    (8, &["区属学校", "体育场馆", "错峰共享"]),
    (9, &["挡墙", "仿木桩护岸", "防浪墙", "楼板护坡"]),
    (10, &["改建建筑面积", "新址", "采购消防设备"]),
    (11, &["家庭就医服务", "心理干预", "流动困境儿童", "监护指导", "安全教育"]),
    (12, &["无人化", "育秧工厂", "流水线", "长势", "墒情", "可视化监控"]),
    (13, &["“暖阳驿站”", "“昆山高新区智慧人社AI助手”", "7×24 小时", "“一次登记、全链服务、跟踪帮扶”"]),
    (14, &["医生工作室", "基础诊疗", "健康管理", "宣教咨询", "绿通转诊", "特色医疗"]),
    (15, &["全面升级", "高标准运营", "培训", "展演"]),
    (16, &["下卧门站闸", "双向水泵", "隐患水泵", "问题闸门", "截污闸", "“小而危”"]),
    (17, &["社区用房", "卫生服务站", "垃圾中转站", "暖心驿站", "应急充电", "热饭饮水"]),
    (18, &["咨询室", "团体辅导区", "观察室", "青少年心理"]),
    (19, &["污水泵站", "截污阀", "虹桥浜截污泵出水管网"]),
    (21, &["装修", "采购消防设备器材"]),
    (22, &["土地平整", "灌溉排水", "机耕路"]),
    (23, &["“家门口”就业服务站", "养老护理师", "康养服务师", "情绪陪伴师", "人才夜市"]),
    (24, &["法庭", "中间库", "物证存储室", "代表委员工作室", "预重整", "庭外重组"]),
    (25, &["“1+3+4”", "预防", "调解", "事后延伸", "行政", "“三官两师”", "志愿", "专家"]),
];

fn project(catalog: &Catalog, no: u32) -> Project<'_> {
    let Some(at) = catalog.by_no(ProjectNo(no)) else { panic!("no project {no}") };
    catalog.project(at)
}

fn chinese(texts: Texts<'_>) -> Vec<&str> {
    texts.iter().map(|text| text.exactly(Lang::Zh)).collect()
}

fn texts_of<'a>(project: &Project<'a>) -> Vec<Text<'a>> {
    let targets = project.targets.iter().flat_map(|target| [target.what, target.unit]);
    project.texts().chain(targets).collect()
}

fn all_texts(catalog: &Catalog) -> Vec<Text<'_>> {
    let programme = catalog.programme();
    [programme.title, programme.locality, programme.source, programme.note]
        .into_iter()
        .chain(catalog.domains().map(|(_, domain)| domain.name))
        .chain(catalog.projects().flat_map(|(_, project)| texts_of(&project)))
        .collect()
}

#[test]
fn the_programme_is_named_placed_and_dated_as_announced() {
    let catalog = format::builtin();
    let programme = catalog.programme();
    assert_eq!(programme.title.exactly(Lang::Zh), "2026年“温暖+1℃”民生实事项目");
    assert_eq!(programme.locality.exactly(Lang::Zh), "昆山高新区(玉山镇)");
    assert_eq!((programme.year, programme.published), (2026, "2026-01-27"));
    for name in ["智美昆高新", "第一昆山网"] {
        assert!(programme.source.exactly(Lang::Zh).contains(name), "{name}");
    }
    assert!(programme.note.exactly(Lang::Zh).contains("人大代表票决"));
}

#[test]
fn there_are_25_projects_in_the_announced_order() {
    let catalog = format::builtin();
    let numbers: Vec<u32> = catalog.projects().map(|(_, project)| project.no.0).collect();
    assert_eq!(numbers, (1..=25).collect::<Vec<_>>());
    assert_eq!(PROGRAMME.map(|row| row.no).to_vec(), numbers);
}

#[test]
fn there_are_11_domains_in_order_with_their_names() {
    let catalog = format::builtin();
    let found: Vec<_> = catalog
        .domains()
        .map(|(_, domain)| {
            (domain.id, domain.name.exactly(Lang::Zh), domain.name.exactly(Lang::En))
        })
        .collect();
    assert_eq!(found, DOMAINS.map(|(id, zh, en, ..)| (id, zh, en)));
}

#[test]
fn only_the_six_domains_that_the_announcement_names_say_so() {
    let catalog = format::builtin();
    let found: Vec<_> = catalog.domains().map(|(_, domain)| (domain.id, domain.origin)).collect();
    let expected = DOMAINS.map(|(id, _, _, announced, _)| {
        (id, if announced { Origin::Announced } else { Origin::Catalogue })
    });
    assert_eq!(found, expected);
}

#[test]
fn every_project_is_in_its_domain() {
    let catalog = format::builtin();
    for row in &PROGRAMME {
        assert_eq!(
            catalog.domain(project(&catalog, row.no).domain).id,
            row.domain,
            "project {}",
            row.no
        );
    }
}

#[test]
fn every_domain_has_its_projects_and_no_others() {
    let catalog = format::builtin();
    for (at, domain) in catalog.domains() {
        let found: Vec<u32> = catalog
            .projects()
            .filter(|(_, project)| project.domain == at)
            .map(|(_, project)| project.no.0)
            .collect();
        let expected =
            DOMAINS.iter().find(|(id, ..)| *id == domain.id).map(|(.., numbers)| *numbers);
        assert_eq!(Some(found.as_slice()), expected, "{}", domain.id);
    }
}

#[test]
fn titles_are_the_official_ones_to_the_character() {
    let catalog = format::builtin();
    for row in &PROGRAMME {
        assert_eq!(project(&catalog, row.no).title.exactly(Lang::Zh), row.title);
    }
}

#[test]
fn every_figure_has_its_qualifier_amount_and_unit() {
    let catalog = format::builtin();
    for row in &PROGRAMME {
        let found: Vec<_> = project(&catalog, row.no)
            .targets
            .iter()
            .map(|Target { figure, unit, .. }| {
                let (amount, max) = (figure.amount().value(), figure.max().map(Amount::value));
                (figure.qualifier().name(), amount, max, unit.exactly(Lang::Zh))
            })
            .collect();
        let expected: Vec<_> = row
            .promises
            .iter()
            .map(|&(_, qualifier, amount, max, unit)| (qualifier, amount, max, unit))
            .collect();
        assert_eq!(found, expected, "project {}", row.no);
    }
}

#[test]
fn every_figure_counts_what_was_announced() {
    let catalog = format::builtin();
    for row in &PROGRAMME {
        for (target, (word, ..)) in project(&catalog, row.no).targets.iter().zip(row.promises) {
            let what = target.what.exactly(Lang::Zh);
            assert!(what.contains(word), "project {}: {what} does not say {word}", row.no);
        }
    }
}

#[test]
fn every_place_is_there_one_entry_each() {
    let catalog = format::builtin();
    for row in &PROGRAMME {
        let places = project(&catalog, row.no).list(ListField::Places);
        assert_eq!(chinese(places), row.places, "project {}", row.no);
    }
}

#[test]
fn the_hospitals_are_the_only_partners() {
    let catalog = format::builtin();
    for (_, project) in catalog.projects() {
        let expected: &[&str] = match project.no.0 {
            1 => &["上海复旦大学附属肿瘤医院", "华东医院医疗联盟", "上海瑞金医院"],
            _ => &[],
        };
        assert_eq!(chinese(project.list(ListField::Partners)), expected, "project {}", project.no);
    }
}

#[test]
fn no_term_of_the_announcement_is_lost() {
    let catalog = format::builtin();
    for (no, terms) in TERMS {
        let texts: Vec<_> = texts_of(&project(&catalog, no))
            .into_iter()
            .map(|text| text.exactly(Lang::Zh))
            .collect();
        for term in terms {
            assert!(
                texts.iter().any(|text| text.contains(term)),
                "project {no} does not say {term}"
            );
        }
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let catalog = format::builtin();
    for text in all_texts(&catalog) {
        for lang in Lang::ALL {
            assert!(!text.exactly(lang).trim().is_empty(), "{lang:?} is missing: {text:?}");
        }
    }
}

#[test]
fn what_is_counted_fits_a_narrow_pane() {
    let catalog = format::builtin();
    for target in catalog.projects().flat_map(|(_, project)| project.targets.iter()) {
        let what = target.what.exactly(Lang::Zh);
        let han = what.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        assert!(han <= 12, "{what} is {han} characters long");
    }
}

#[test]
fn summaries_leave_the_figures_to_the_table() {
    let catalog = format::builtin();
    for (_, project) in catalog.projects() {
        for lang in Lang::ALL {
            let summary = project.text(TextField::Summary).exactly(lang);
            assert!(
                !summary.contains(|c: char| c.is_ascii_digit()),
                "project {}: {summary}",
                project.no
            );
        }
    }
}

#[test]
fn the_link_of_the_third_party_mirror_is_nowhere() {
    let catalog = format::builtin();
    for text in all_texts(&catalog) {
        for lang in Lang::ALL {
            let text = text.exactly(lang);
            assert!(!text.contains("fitnesscentre") && !text.contains("http"), "{text}");
        }
    }
}
