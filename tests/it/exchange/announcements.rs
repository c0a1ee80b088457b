//! Announcements as drafts: their projects, their figures, and what stays text. All texts are
//! invented in the manner of real ones.

use std::fmt::Write;

use minsheng::data::{ReadResult, read};
use minsheng::diagnostics::ListField;
use minsheng::exchange::ImportOptions;
use minsheng::lang::Lang;
use minsheng::model::{Catalog, Target};
use tempfile::TempDir;

use super::{messages, read_bytes};

/// Returns a target as `what | figure unit`.
fn shown(target: &Target) -> String {
    let figure = target.figure;
    let mut amount = figure.amount().value().to_string();
    if let Some(max) = figure.max() {
        let _ = write!(amount, "-{}", max.value());
    }
    let (what, unit) = (target.what.get(Lang::Zh), target.unit.get(Lang::Zh));
    format!("{what} | {}{amount}{unit}", figure.qualifier().word(Lang::Zh))
}

fn titles(catalog: &Catalog) -> Vec<String> {
    catalog.projects().map(|(_, project)| project.title.get(Lang::Zh).to_owned()).collect()
}

fn figures(catalog: &Catalog) -> Vec<String> {
    let targets = catalog.projects().flat_map(|(_, project)| project.targets.iter());
    targets.map(|target| shown(&target)).collect()
}

fn imported(name: &str, text: &str) -> (Catalog, ReadResult) {
    let mut result = read_bytes(name, text.as_bytes());
    let lines = messages(&result, name, Lang::En);
    (result.catalog.take().unwrap_or_else(|| panic!("{lines:#?}")), result)
}

/// Returns the figures of one project with this text, of the programme of 2026.
fn figures_of(text: &str) -> Vec<String> {
    let page = format!("云溪镇2026年民生实事项目\n1.试点\n{text}\n2.修路\n修一条路。\n");
    figures(&imported("a.txt", &page).0)
}

/// Notes in `wrong` if a text has other figures than expected, so that a test names all at once.
fn check(text: &str, expected: &[&str], wrong: &mut Vec<String>) {
    let found = figures_of(text);
    if found != expected {
        wrong.push(format!("{text}: {found:?}, not {expected:?}"));
    }
}

#[test]
fn figures_have_qualifier_unit_and_what_is_counted() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("新建幼儿园3所、改造小学2所。", &["新建幼儿园 | 3所", "改造小学 | 2所"][..]),
        ("新建3所幼儿园。", &["新建幼儿园 | 3所"]),
        ("新增泊位约 480 张。", &["新增泊位 | 约480张"]),
        ("新增停车位不少于600个。", &["新增停车位 | 不少于600个"]),
        ("举办招聘会30场以上。", &["举办招聘会 | 不少于30场"]),
        ("新建400家以上文化礼堂。", &["新建文化礼堂 | 不少于400家"]),
        ("培训230余人。", &["培训 | 超230人"]),
        ("新增就业超1.2万人。", &["新增就业 | 超12000人"]),
        ("惠及10万余人。", &["惠及 | 超100000人"]),
        ("藏书面积150—300平方米。", &["藏书面积 | 150-300平方米"]),
        ("投资约1.2亿元。", &["投资 | 约1.2亿元"]),
        ("全长600米、宽12米。", &["全长 | 600米", "宽 | 12米"]),
        ("改厕30户、路灯40盏。", &["改厕 | 30户", "路灯 | 40盏"]),
        ("新建凉亭两个。", &["新建凉亭 | 2个"]),
        ("改造小区雨污管网，共12处。", &["改造小区雨污管网 | 12处"]),
        ("新增停车位：600个。", &["新增停车位 | 600个"]),
        ("修缮约500m²。", &["试点（修缮） | 约500m²"]),
        (
            "建设 1所100张以上床位的养老机构。",
            &["建设养老机构 | 1所", "养老机构（床位） | 不少于100张"],
        ),
        ("覆盖率达到95%以上。", &["覆盖率 | 不少于95%"]),
        ("改造农村10千伏线路98公里。", &["改造农村10千伏线路 | 98公里"]),
        ("发放补贴60元/月。", &["发放补贴 | 60元/月"]),
    ] {
        check(text, expected, &mut wrong);
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_traps_of_real_pages_make_no_wrong_figure() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        // 以上 of an age or a rank is not that of the amount.
        ("惠及65岁以上老人800人。", &["惠及65岁以上老人 | 800人"][..]),
        ("培养高级工及以上技能人才500人。", &["培养高级工及以上技能人才 | 500人"]),
        ("为1000名65岁以上老人体检。", &["为65岁以上老人体检 | 1000名"]),
        // Two measures of one thing.
        ("硬化7条16公里村道。", &["硬化村道 | 7条", "硬化村道 | 16公里"]),
        ("改造小区4个、900户。", &["改造小区 | 4个", "改造小区 | 900户"]),
        ("长300米宽5米。", &["长 | 300米", "宽 | 5米"]),
        // One amount for two things.
        ("新建、改扩建小学、幼儿园12所。", &["新建、改扩建小学、幼儿园 | 12所"]),
        // Amounts of things that were named before.
        ("养老、托育机构分别增加4家和6家。", &[]),
        ("路面由4米拓宽至6米。", &[]),
        ("床位从120张增加到180张。", &[]),
        ("由原来的4米，拓宽至6米。", &[]),
        // Rates.
        ("每个社区配备2名社工。", &[]),
        ("日处理污水200吨。", &[]),
        ("补助标准提高至每人每月90元。", &[]),
        ("各建设1个站点，A村、B村各1个。", &[]),
        // Target and done.
        ("计划改造小区30个，完成31个。", &["改造小区 | 30个"]),
        ("计划改造30户，已改造31户，为计划的103.3%。", &["试点（改造） | 30户"]),
        // Another year.
        ("2025年，全镇建成公厕12座。", &[]),
        ("去年新建公厕5座，今年再新建6座。", &[]),
        ("改造2000年前建成的小区8个。", &["改造2000年前建成的小区 | 8个"]),
        ("缩短至5个工作日，3个月内办结。", &[]),
        // Votes, deputies and the size of the list.
        ("120名代表票决，满意95票。", &[]),
        ("确定6类12件30个事项。", &[]),
        ("包括15个项目。", &[]),
        // What an extractor emptied or glued.
        ("截至1031日，有3(", &[]),
        ("招聘教师名，新增床位张。", &[]),
        ("增长6.1%8%，19月完工。", &[]),
        // Limits without an equivalent.
        ("建设近百个站点，控制在50个以内，近30处。", &[]),
        // Names.
        ("提升S246线、5G基站、12345热线和“1+5+X”平台，打造15分钟生活圈。", &[]),
        ("实施3年行动，提供7×24小时服务，一户一策。", &[]),
        ("新增泊位80个，其中地下30个。", &["新增泊位 | 80个", "新增泊位（其中地下） | 30个"]),
        ("改造9个村（含2个示范村）。", &["改造村 | 9个", "改造村（含示范村） | 2个"]),
        ("新增停车位\u{fffd}00个。", &[]),
        ("今年新增岗位?00个。", &[]),
    ] {
        check(text, expected, &mut wrong);
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_report_on_what_was_done_gives_targets_only_where_it_names_them() {
    let page = "云溪镇2026年民生实事项目完成情况\n1.改厕\n改厕所30户。\n2.修路\n计划修路3公里。\n";
    assert_eq!(figures(&imported("a.txt", page).0), ["修路 | 3公里"]);
}

#[test]
fn a_qualifier_at_the_end_of_a_line_is_not_lost() {
    assert_eq!(figures_of("改造操场约\n1500平方米。"), ["改造操场 | 约1500平方米"]);
    assert_eq!(figures_of("新增学位1\n500个。"), ["新增学位 | 1500个"]);
}

#[test]
fn projects_are_told_by_any_usual_number() {
    for numbers in [
        ["1.", "2.", "3."],
        ["1、", "2．", "3、"],
        ["一、", "二、", "三、"],
        ["（一）", "（二）", "（三）"],
        ["(1)", "(2)", "(3)"],
        ["①", "②", "③"],
        ["1\n", "2\n", "3\n"],
        ["01\n", "02\n", "03\n"],
        ["1 ", "2 ", "3 "],
        ["1。", "2。", "3。"],
        ["第一项：", "第二项：", "第三项："],
        ["项目一：", "项目二：", "项目三："],
        ["## 1. ", "## 2. ", "## 3. "],
        ["☑1.", "☑2.", "☑3."],
    ] {
        let [one, two, three] = numbers;
        let page = format!(
            "云溪镇2026年民生实事项目\n{one}新建幼儿园\n新建幼儿园2所。\n{two}“口袋”公园\n{three}修路\n修路3条。\n编辑：某某\n"
        );
        let name = if one.starts_with('#') { "a.md" } else { "a.txt" };
        let (catalog, _) = imported(name, &page);
        assert_eq!(titles(&catalog), ["新建幼儿园", "“口袋”公园", "修路"], "{one}");
        assert_eq!(figures(&catalog), ["新建幼儿园 | 2所", "修路 | 3条"], "{one}");
    }
}

#[test]
fn a_list_without_numbers_is_split_where_the_page_says_how_many_there_are() {
    for page in [
        "云溪镇2026年3件民生实事项目如下：\n新建幼儿园；\n改造公厕；\n修路。\n",
        "云溪镇2026年3件民生实事项目\n今年的3件实事项目分别是：新建幼儿园；改造公厕；修路。\n",
        "云溪镇2026年3件民生实事项目\n3项民生实事项目分别是新建幼儿园、改造公厕、修路。\n",
        "云溪镇2026年3件民生实事项目\n一是新建幼儿园；二是改造公厕；三是修路。\n",
        "云溪镇2026年3件民生实事项目：1.新建幼儿园；2.改造公厕；3.修路。\n",
    ] {
        let (catalog, _) = imported("a.txt", page);
        assert_eq!(titles(&catalog), ["新建幼儿园", "改造公厕", "修路"], "{page}");
    }
}

#[test]
fn domains_are_the_headings_above_the_projects() {
    for page in [
        "云溪镇2026年民生实事项目\n一、教育类（2项）\n1.办学\n2.办园\n二、安全（1项）\n3.消防\n",
        "云溪镇2026年民生实事项目\n一、教育\n（一）办学\n（二）办园\n二、安全\n（一）消防\n",
        "云溪镇2026年民生实事项目\n教育领域\n1.办学\n2.办园\n安全领域\n3.消防\n",
    ] {
        let (catalog, _) = imported("a.txt", page);
        assert_eq!(titles(&catalog), ["办学", "办园", "消防"], "{page}");
        let names =
            catalog.projects().map(|(_, p)| catalog.domain(p.domain).name.get(Lang::Zh).to_owned());
        let names: Vec<String> = names.collect();
        assert_eq!(names[0], names[1], "{page}");
        assert!(names[0].starts_with("教育") && names[2].contains("安全"), "{names:?}");
    }
}

#[test]
fn sub_projects_stay_text_and_orders_are_no_domains() {
    let page = "云溪镇2026年民生实事项目\n一、养老服务提升工程\n（一）新建食堂2个。\n（二）改造床位30张。\n二、道路工程\n修路3公里。\n";
    let (catalog, _) = imported("a.txt", page);
    assert_eq!(titles(&catalog), ["养老服务提升工程", "道路工程"]);
    assert_eq!(figures(&catalog), ["新建食堂 | 2个", "改造床位 | 30张", "修路 | 3公里"]);
    let page = "关于2026年民生实事项目的通知\n一、总体要求\n认真落实。\n二、实事项目\n（一）办学\n（二）修路\n三、工作要求\n（一）加强领导\n";
    let (catalog, _) = imported("a.txt", page);
    assert_eq!(titles(&catalog), ["办学", "修路"]);
}

#[test]
fn what_is_no_project_is_told() {
    let page = "云溪镇2026年民生实事项目\n发布日期：2026-01-27\n经120名代表票决。\n1.办学\n新建幼儿园2所，由4米拓宽至6米。\n联系人：某某 13800000000\n建设地点：城北公园、菊园社区\n责任单位：镇城管办\n2.修路\n来源：云溪发布\n";
    let (catalog, result) = imported("a.txt", page);
    assert_eq!(catalog.programme().published, "2026-01-27");
    assert_eq!(catalog.programme().year, 2026);
    let (_, first) = catalog.projects().next().unwrap();
    let lists = ListField::ALL.into_iter().flat_map(|field| first.list(field).iter());
    let lists: Vec<String> = lists.map(|text| text.get(Lang::Zh).to_owned()).collect();
    assert_eq!(lists, ["镇城管办", "城北公园", "菊园社区"]);
    let lines = messages(&result, "a.txt", Lang::Zh);
    for line in [
        "a.txt:1:1: 说明：清单名称取自这一行：云溪镇2026年民生实事项目；不对时用 --title 名称",
        "a.txt:1:1: 说明：2 个项目上面没有领域的标题，放在“未分类”里；请在草稿里改 domain",
        "a.txt:2:1: 说明：有的段落不属于任何项目，没有读入：3 处，第 2 行“发布日期：2026-01-27”，第 3 行“经120名代表票决。”，第 10 行“来源：云溪发布”",
        "a.txt:5:1: 说明：有的数字没有读作指标，留在简介里（是从多少到多少的变化）：2 处，第 5 行“由4米拓宽至6米”，第 5 行“由4米拓宽至6米”",
        "a.txt:6:1: 提醒：有姓名或电话的行没有读入，因为看板对公众公开：1 处，第 6 行“联系人：某某 13800000000”",
    ] {
        assert!(lines.iter().any(|other| other == line), "{line}\n{lines:#?}");
    }
    assert_eq!(result.summary.unwrap().numbers_left, 2);
}

#[test]
fn a_text_without_projects_and_a_table_in_a_text_are_told_apart() {
    let result = read_bytes("a.txt", "关于做好工作的通知\n请认真落实。\n".as_bytes());
    assert!(result.catalog.is_none());
    assert_eq!(result.diagnostics[0].code(), "no-announced-projects");
    let (catalog, _) = imported("a.txt", "清单\n编号,领域,名称\n1,道路,修路\n");
    assert_eq!(titles(&catalog), ["修路"]);
    // A data file without an extension, and one that begins with a comment.
    for text in ["(title: \"清单\",", "// 清单\n("] {
        let result = read_bytes("a", text.as_bytes());
        assert!(result.catalog.is_none() && result.summary.is_none(), "{text}");
    }
    // An announcement may begin with a bracket.
    let (catalog, _) = imported("a.txt", "(本报讯)云溪镇2026年民生实事项目\n1.修路\n2.办学\n");
    assert_eq!(catalog.len(), 2);
}

#[test]
fn a_title_that_the_user_gives_goes_before_that_of_the_page() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "本镇今年办好两件事：\n1.修路\n2.办学\n").unwrap();
    let options =
        ImportOptions { title: Some("云溪镇2026年清单".into()), ..ImportOptions::default() };
    let catalog = read(&path, &options, &mut |_, _| {}).catalog.unwrap();
    assert_eq!(
        (catalog.programme().title.get(Lang::Zh), catalog.programme().year),
        ("云溪镇2026年清单", 2026)
    );
}
