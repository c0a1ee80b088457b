//! The overview: the whole programme on one page, and ways from there to its projects.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Layer, Pane};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::text::cells;

#[test]
fn a_visitor_sees_the_programme_in_one_look() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 3 o");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
     总览                                                      25 个项目，11 个领域
     教育       ━━━━━━━━         2            5 所  托班改建
     医疗       ━━━━━━━━         2    3000-8000 名  单个医生工作室覆盖员工
    >就业       ━━━━━━━━         2      超 2 万 人  城镇新增就业
     安全       ━━━━━━━━         2  约 1500 平方米  改建建筑面积
     乡村振兴   ━━━━━━━━         2          6 台套  农机无人化改造
     城市更新   ━━━━━━━━         2          874 户  居民
     关爱服务   ━━━━━━━━━━━━     3          300 户  家庭就医服务覆盖
     水环境治理 ━━━━━━━━━━━━━━━━ 4          173 个  截污闸自动化改造
     交通出行   ━━━━━━━━         2   不少于 600 个  新增公共停车位
     文化体育   ━━━━━━━━━━━━     3            5 处  小型休闲健身设施新设
     营商环境   ━━━━             1
     每个领域显示一个数：人数、户数优先，其次是件数，最后是长度和面积。
     就业                                                                         2
        ▀▀█
        █▀▀
     超 ▀▀▀ 万 人
     城镇新增就业（23 号项目）
     13 “玉山暖阳”公共就业服务平台建设工程
     23 “就在身边”高质量充分就业提质工程


     ? 帮助  Enter 打开  Esc 返回  / 搜索  ↑↓ 选领域  0-9 按编号打开  e English
    ");
}

#[test]
fn an_english_reader_sees_it_on_a_small_screen() {
    let mut board = Board::open(Lang::En, 40, 15);
    board.press("o");
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: public projects for 2026
     Overview     25 projects in 11 domains
     Education & childcare      ━━━━     2
    >Health                     ━━━━     2
     Jobs                       ━━━━     2
     Public safety              ━━━━     2
     Rural revitalisation       ━━━━     2
     Urban renewal              ━━━━     2
     Care                       ━━━━━━   3
     Water & drainage           ━━━━━━━━ 4
     Transport & parking        ━━━━     2
     Culture & sport            ━━━━━━   3
     Business environment       ━━       1
     3,000-8,000 people  Staff per doctors..
     ? Help  Enter Open  Esc Close  / Search
    ");
    board.press("j");
    assert_eq!(
        board.rows()[13].trim(),
        "more than 20,000 people  New urban em..",
        "a number is never cut"
    );
}

#[test]
fn a_wall_has_a_card_for_every_domain() {
    let mut board = Board::open(Lang::Zh, 124, 46);
    board.press("o");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                                                             昆山高新区(玉山镇)
     总览                                                                                                  25 个项目，11 个领域
     教育       ━━━━━━━━━━━━             2            5 所  托班改建
    >医疗       ━━━━━━━━━━━━             2    3000-8000 名  单个医生工作室覆盖员工
     就业       ━━━━━━━━━━━━             2      超 2 万 人  城镇新增就业
     安全       ━━━━━━━━━━━━             2  约 1500 平方米  改建建筑面积
     乡村振兴   ━━━━━━━━━━━━             2          6 台套  农机无人化改造
     城市更新   ━━━━━━━━━━━━             2          874 户  居民
     关爱服务   ━━━━━━━━━━━━━━━━━━       3          300 户  家庭就医服务覆盖
     水环境治理 ━━━━━━━━━━━━━━━━━━━━━━━━ 4          173 个  截污闸自动化改造
     交通出行   ━━━━━━━━━━━━             2   不少于 600 个  新增公共停车位
     文化体育   ━━━━━━━━━━━━━━━━━━       3            5 处  小型休闲健身设施新设
     营商环境   ━━━━━━                   1
     每个领域显示一个数：人数、户数优先，其次是件数，最后是长度和面积。
     教育                                2    医疗                                2    就业                                2
     5 所  托班改建                           3000-8000 名  单个医生工作室覆盖员工     超 2 万 人  城镇新增就业
     06 普惠托育“护蕾”行动                    01 区域优质医疗能级提升行动              13 “玉山暖阳”公共就业服务平台建设工程
     18 家校社共育工程                        14 医疗服务进企业行动                    23 “就在身边”高质量充分就业提质工程



     安全                                2    乡村振兴                            2    城市更新                            2
     约 1500 平方米  改建建筑面积             6 台套  农机无人化改造                   874 户  居民
     10 “平安柏庐”消防保障升级项目            12 智慧大田应用基地提升工程              07 老旧小区改造工程
     21 元丰路政府专职消防救援队升级项目      22 高标准农田建设工程                    17 “悦动家园”共建行动



     关爱服务                            3    水环境治理                          4    交通出行                            2
     300 户  家庭就医服务覆盖                 173 个  截污闸自动化改造                 不少于 600 个  新增公共停车位
     04 “银龄幸福”乐享工程                    03 管网、地块改造工程                    05 寰庆路道路改造工程
     11 “童享服务”供给工程                    09 河道挡墙隐患整治工程                  20 新增公共停车位项目
     25 “玉”见幸福——共建和谐家庭行动          16 站闸翻建及安全隐患整治工程
                                              19 泵站设施改造工程

     文化体育                            3    营商环境                            1
     5 处  小型休闲健身设施新设               24 高新区企业重整服务中心建设工程
     02 “家门口”设施扩容工程
     08 公共资源扩圈工程
     15 文体载体提档工程





     ? 帮助  Enter 打开  Esc 返回  / 搜索  ↑↓ 选领域  0-9 按编号打开  e English  : 命令  t 切换配色  + 大字版（关怀版）
    ");
}

#[test]
fn every_bar_opens_its_list_at_the_project_of_its_number() {
    for size in [(80, 24), (40, 15), (200, 60)] {
        for (row, (count, no)) in [
            (2, 6),
            (2, 14),
            (2, 23),
            (2, 10),
            (2, 12),
            (2, 7),
            (3, 11),
            (4, 16),
            (2, 20),
            (3, 2),
            (1, 24),
        ]
        .into_iter()
        .enumerate()
        {
            let mut board = Board::open(Lang::Zh, size.0, size.1);
            board.press("/ 没有这个 <Enter> o g");
            board.press(&"j ".repeat(row));
            let bar = board.rows().into_iter().find(|line| line.starts_with('>')).unwrap();
            let number =
                bar.split('━').next_back().unwrap().trim().split(' ').next().unwrap().to_owned();
            board.press("<Enter>");
            assert_eq!(
                (board.model.layer(), board.model.nav.focus),
                (Layer::Board, Pane::Projects)
            );
            assert_eq!((board.listed().len(), board.selected()), (count, Some(no)), "{bar}");
            assert_eq!(number, count.to_string(), "what the bar says is what is listed: {bar}");
        }
    }
}

#[test]
fn the_overview_opens_where_one_is_and_esc_goes_back_there() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 0 <Enter>");
    let before = board.screen();
    board.press("o");
    assert!(board.rows()[10].starts_with(">交通出行"), "{}", board.screen());
    for back in ["<Esc>", "o", "q", "<Left>"] {
        assert_eq!(board.press(back), [], "{back} is no way out of the board");
        assert_eq!(board.screen(), before, "{back}");
        board.press("o");
    }
}

#[test]
fn from_the_overview_one_searches_and_goes_to_numbers_as_from_the_board() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("o / 停车");
    assert_eq!((board.model.layer(), board.selected()), (Layer::Search, Some(20)));
    board.press("<Enter> o 0");
    assert!(board.footer().starts_with("到项目编号 0_"));
    board.press("7");
    assert_eq!((board.model.layer(), board.selected()), (Layer::Board, Some(7)));
    board.press("o 9 9");
    assert_eq!(
        (board.model.layer(), board.footer().as_str()),
        (Layer::Overview, "没有 99 号项目，最接近的是 23, 24, 25")
    );
    board.press("? <Esc>");
    assert_eq!(board.model.layer(), Layer::Overview, "the help goes, the overview stays");
    board.press("e");
    assert!(board.screen().contains("people first"));
}

/// Returns a programme of many domains with long names, and amounts of every size.
fn odd_programme() -> String {
    let domains: String = (0..40)
        .map(|nth| {
            format!(
                "(id: \"d{nth}\", name: (zh: \"{}\", en: \"{}\")),",
                "领域".repeat(nth % 9 + 1),
                "domain ".repeat(nth % 7 + 1)
            )
        })
        .collect();
    let projects: String = (1..=400)
        .map(|no| {
            let domain = no * no % 40;
            let amount = 10_u64.pow(no % 16);
            format!("(no: {no}, domain: \"d{domain}\", title: \"{}\", targets: [(what: \"新增\", qualifier: at_least, amount: {amount}, unit: \"平方米\")]),", "改造ab".repeat(usize::try_from(no % 11 + 1).unwrap()))
        })
        .collect();
    format!(
        "(title: \"试\", locality: \"试\", year: 2026, domains: [{domains}], projects: [{projects}])"
    )
}

#[test]
fn a_programme_of_any_shape_fits_at_every_size() {
    let catalog = parse(&odd_programme()).unwrap();
    let mut board = Board::with_catalog(catalog, Lang::Zh, 80, 24);
    board.press("o");
    for (width, height) in (40..=200)
        .step_by(7)
        .flat_map(|width| [15, 16, 24, 47, 60, 90].map(|height| (width, height)))
    {
        board.resize(width, height);
        board.press("j");
        for row in board.rows() {
            assert_eq!(cells(&row), usize::from(width), "{width}x{height}: {row:?}");
        }
        assert!(
            board.rows().iter().any(|row| row.starts_with('>')),
            "{width}x{height}: the chosen domain is in sight"
        );
    }
}

#[test]
fn a_board_with_room_for_all_cards_begins_with_them_unless_it_has_room_for_both() {
    use minsheng::app::Start;
    use ratatui::layout::Size;
    for (width, height, begins) in [
        (80, 24, Layer::Board),
        (100, 30, Layer::Board),
        (120, 40, Layer::Overview),
        (200, 60, Layer::Board),
    ] {
        let size = Size { width, height };
        let start = Start { lang: Lang::Zh, size, overview: true, ..Start::default() };
        let board = Board::with_start(std::sync::Arc::new(minsheng::format::builtin()), &start);
        assert_eq!(board.model.layer(), begins, "{width}x{height}\n{}", board.screen());
    }
}

#[test]
fn on_a_wall_the_overview_is_below_the_list_and_its_bars_open_lists_there() {
    let mut board = Board::open(Lang::Zh, 200, 60);
    let below = |board: &Board| {
        let screen = board.rows();
        let at = screen
            .iter()
            .rposition(|row| row.starts_with(" 总览"))
            .unwrap_or_else(|| panic!("{}", board.screen()));
        (at, screen)
    };
    let (at, rows) = below(&board);
    assert_eq!(at, 60 - 1 - 12, "eleven domains and their heading, above the footer");
    assert!(rows[at + 1].contains("━") && rows[at + 1].contains("5 所"), "{}", rows[at + 1]);
    assert!(rows.iter().take(at).any(|row| row.contains("25")), "the list of all 25 is above it");

    board.click((10, u16::try_from(at + 3).unwrap()));
    assert_eq!((board.model.layer(), board.model.nav.focus), (Layer::Board, Pane::Projects));
    let (again, rows) = below(&board);
    assert_eq!(again, at, "nothing jumps");
    assert!(
        rows[at + 3].starts_with('>'),
        "the bar of the domain in the list is marked: {}",
        rows[at + 3]
    );
}

#[test]
fn of_very_many_domains_those_in_sight_are_shown_with_their_numbers() {
    let domains: String =
        (0..2_000).map(|nth| format!("(id: \"d{nth}\", name: \"领域{nth}\"),")).collect();
    let project = |no: usize| {
        format!(
            "(no: {no}, domain: \"d{}\", title: \"p\", targets: [(what: \"停车\", amount: {no}, unit: \"个\")]),",
            no - 1
        )
    };
    let projects: String = (1..=2_000).map(project).collect();
    let catalog =
        parse(&format!("(title: \"清单\", domains: [{domains}], projects: [{projects}])")).unwrap();
    let mut board = Board::with_catalog(catalog, Lang::Zh, 80, 24);
    board.press("o G");
    let rows = board.rows();
    assert!(
        rows.iter().any(|row| row.contains(">领域1999 ━") && row.contains("2000 个  停车")),
        "{}",
        board.screen()
    );
    let cut = |row: &String| row.contains("..");
    assert!(!rows.iter().any(cut), "{}", board.screen());
    board.press("g");
    assert!(
        board.rows().iter().any(|row| row.contains(">领域0") && row.contains("1 个  停车")),
        "{}",
        board.screen()
    );
}
