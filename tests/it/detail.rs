//! The detail page of a project.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Pane, detail_page, visible_detail};
use minsheng::lang::Lang;

#[test]
fn a_clerk_gives_the_details_the_whole_screen() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("0 7");
    let before = board.screen();
    board.press("z");
    assert_snapshot!(board.screen(), @"
    2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
    领域  项目  详情                                                           1/2
    07 老旧小区改造工程                                                           ▐
       Renovation of an old residential estate                                    ▐
       城市更新                                                                   ▐
                                                                                  ▐
    █▀█ ▀▀█ █ █                                                                   ▐
    █▀█   █ ▀▀█                                                                   ▐
    ▀▀▀   ▀   ▀ 户                                                                ▐
    居民                                                                          ▐
                                                                                  ▐
    菊园新村列入今年的老旧小区改造，小区里的房屋得到更新，住户的居住条件随之改善。▐
                                                                                  ▐
    目标                                                                          ▐
    总建筑面积  约 11 万 平方米                                                   ▐
    房屋              33 栋                                                       ▐
    居民             874 户                                                       ▐
                                                                                  ▐
    地点                                                                          ▐
    - 菊园新村                                                                    ▐

    来源
    2026年“温暖+1℃”民生实事项目
    ? 帮助  / 搜索  q 退出  Esc 返回  Enter 全屏  ↑↓ 滚动  y 复制  v 二维码  f 筛选
    ");
    board.press("z <Esc>");
    assert_eq!(board.screen(), before);
}

#[test]
fn the_details_are_left_step_by_step() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let panes = |board: &Board| board.model.areas().map(|areas| areas.count());
    let mut seen = Vec::new();
    for key in [
        "<Enter>",
        "<Enter>",
        "2",
        "3",
        "n",
        "<Esc>",
        "<Esc>",
        "z",
        "<Tab>",
        "<Tab>",
        "<Shift-Tab>",
        "z",
        "<Left>",
    ] {
        board.press(key);
        seen.push((key, panes(&board), board.model.nav.focus == Pane::Detail));
    }
    assert_eq!(
        seen,
        [
            ("<Enter>", Some(3), true),
            ("<Enter>", Some(1), true),
            ("2", Some(1), true),
            ("3", Some(1), true),
            ("n", Some(1), true),
            ("<Esc>", Some(3), true),
            ("<Esc>", Some(3), false),
            ("z", Some(1), true),
            ("<Tab>", Some(3), false),
            ("<Tab>", Some(3), false),
            ("<Shift-Tab>", Some(3), false),
            ("z", Some(1), true),
            ("<Left>", Some(3), false),
        ]
    );
}

#[test]
fn a_wide_screen_has_the_number_in_large_digits_and_lines_that_the_eye_can_follow() {
    let mut board = Board::open(Lang::En, 160, 40);
    board.press("1 4 z");
    assert_snapshot!(board.screen(), @"
    Warmth +1°C: public projects for 2026                                                                                     Kunshan High-tech Zone (Yushan Town)
    Domains  Projects  Details
                                           14 Medical services inside companies
                                              医疗服务进企业行动
                                              Health

                                           ▀▀█   █▀█ █▀█ █▀█    █▀█   █▀█ █▀█ █▀█
                                            ▀█   █ █ █ █ █ █ ▀▀ █▀█   █ █ █ █ █ █
                                           ▀▀▀ █ ▀▀▀ ▀▀▀ ▀▀▀    ▀▀▀ █ ▀▀▀ ▀▀▀ ▀▀▀ people
                                           Staff per doctors' studio

                                           Doctors' studios open in the zone's larger companies; medical teams come
                                           regularly, so that staff get care and health advice at work.

                                           Targets
                                           Staff per doctors' studio  3,000-8,000 people

                                           Places
                                           - Companies above the designated size in the zone

                                           More
                                           - Services: basic care, health management, health education and advice,
                                             fast-track referral, special care

                                           Source
                                           Warmth +1°C: public projects for 2026
                                           Zhimei Kungaoxin (智美昆高新), via Diyi Kunshan Net (第一昆山网)
                                           2026-01-27
                                           Chosen by a vote of people's congress deputies. The announcement names six of
                                           its eleven domains; the other five, and which project is in which, are this
                                           catalogue's own sorting. Summaries are this catalogue's own words; figures and
                                           names are the announcement's.







    ? Help  / Search  q Quit  Esc Close  Enter Full width  ↑↓ Scroll  y Copy  v QR code  f Filter  s Sort  : Command  o Overview  e 中文  Tab Next pane  H Back
    ");
    for row in &board.rows()[2..39] {
        assert!(row.trim().chars().count() <= 80, "{row}");
    }
}

#[test]
fn the_page_sets_its_number_large_only_where_there_is_room() {
    let large = |width, height, keys: &str| {
        let mut board = Board::open(Lang::Zh, width, height);
        board.press(keys);
        board.rows().iter().any(|row| row.contains("▀▀▀"))
    };
    assert!(large(80, 24, "2 0 z") && large(120, 40, "2 0"));
    assert!(!large(80, 24, "2 0") && !large(40, 15, "2 0 z"), "no room");
    assert!(!large(80, 24, "2 4 z"), "no number");
}

#[test]
fn the_scroll_bar_shows_where_one_is() {
    let mut board = Board::open(Lang::Zh, 40, 15);
    board.press("0 1 <Enter>");
    let bar = |board: &Board| -> String {
        board.rows()[2..14].iter().map(|row| if row.ends_with('▐') { '#' } else { '.' }).collect()
    };
    let mut seen = vec![bar(&board)];
    for key in ["<PgDn>", "G", "k"] {
        board.press(key);
        seen.push(bar(&board));
    }
    assert_snapshot!(seen.join("\n"), @"
    #####.......
    .....#####..
    .......#####
    .......#####
    ");
    board.resize(40, 60);
    let whole: String = board.rows().concat();
    assert!(!whole.contains('▐'), "all of it is in sight");
}

#[test]
fn of_a_page_of_any_length_the_lines_in_sight_are_made() {
    let summary = (0..30_000).map(|nth| format!("第{nth}段，停车。")).collect::<String>();
    let places: String = (0..5_000).map(|nth| format!("\"停车场{nth}\",")).collect();
    let project = format!(
        "(no: 1, domain: \"d\", title: \"修路\", summary: \"{summary}\", places: [{places}])"
    );
    let text =
        format!("(title: \"清单\", domains: [(id: \"d\", name: \"道路\")], projects: [{project}])");
    let mut board = Board::with_catalog(minsheng::format::parse(&text).unwrap(), Lang::Zh, 80, 24);
    board.press("/ 停 <Enter> <Enter> z");
    let whole = detail_page(&board.model, &board.settings, 0..usize::MAX);
    assert_eq!(whole.lines.len(), whole.len);
    for keys in ["", "<PageDown>", "G", "<PageUp>", "k", "g"] {
        board.press(keys);
        let (offset, seen) = visible_detail(&board.model, &board.settings);
        assert_eq!((seen.lines.len(), seen.len), (21, whole.len), "{keys}");
        assert_eq!(seen.lines[..], whole.lines[offset..offset + 21], "{keys}");
    }
    board.press("G");
    let (offset, _) = visible_detail(&board.model, &board.settings);
    assert_eq!(offset, whole.len - 21);
    assert!(board.screen().contains("- 停车场4999"), "{}", board.screen());
    // On a wider screen the page is shorter: its end is visible all the same.
    board.resize(120, 40);
    assert!(board.screen().contains("- 停车场4999"), "{}", board.screen());
}
