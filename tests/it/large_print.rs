//! Large print (关怀版): one pane, large numbers, blank lines, buttons.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Layer, Pane, Scale, lay_out_buttons};
use minsheng::lang::Lang;

#[test]
fn a_key_makes_all_of_it_large_and_back() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let usual = board.screen();
    board.press("<F11>");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
     项目                                                                1/25
    > █▀█ ▀█   区域优质医疗能级提升行动
      █ █  █   医疗
      ▀▀▀ ▀▀▀

      █▀█ ▀▀█  “家门口”设施扩容工程
      █ █ █▀▀  小型休闲健身设施新设 5 处
      ▀▀▀ ▀▀▀

      █▀█ ▀▀█  管网、地块改造工程
      █ █  ▀█  小区雨污分流改造 19 个
      ▀▀▀ ▀▀▀

      █▀█ █ █  “银龄幸福”乐享工程
      █ █ ▀▀█  柏龄驿站改造 3 处                                               下页
      ▀▀▀   ▀                                                                  PgDn





         首页            返回            搜索           English         标准字
           o              Esc              /               e               +
    ");
    board.press("+");
    assert_eq!(board.screen(), usual);
}

#[test]
fn the_domains_are_where_one_begins() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("+ o");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
     领域
    > 全部                            25   教育                             2
                                           5 所 托班改建

      医疗                             2   就业                             2
      3000-8000 名 单个医生工作室覆盖..    超 2 万 人 城镇新增就业

      安全                             2   乡村振兴                         2
      约 1500 平方米 改建建筑面积          6 台套 农机无人化改造

      城市更新                         2   关爱服务                         3
      874 户 居民                          300 户 家庭就医服务覆盖

      水环境治理                       4   交通出行                         2
      173 个 截污闸自动化改造              不少于 600 个 新增公共停车位

      文化体育                         3   营商环境                         1
      5 处 小型休闲健身设施新设



         首页            返回            搜索           English         标准字
           o              Esc              /               e               +
    ");
}

#[test]
fn lines_of_a_page_have_air_between_them() {
    let mut board = Board::open(Lang::En, 40, 15);
    board.press("+ 2 0 <Enter>");
    assert_snapshot!(board.screen(), @"
    Warmth +1°C: public projects for 2026
    Details                     1/10
    20 New public parking spaces    ▐

       新增公共停车位项目

       Transport & parking

       (classified by this            Down
                                      PgDn
       catalogue)


    Home    Back   QR code  中文   Normal
      o      Esc      v       e       +
    ");
}

#[test]
fn a_finger_goes_there_and_back_by_buttons_alone() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("+");
    board.click_on("首页");
    assert_eq!(board.model.nav.focus, Pane::Domains);
    board.click_on("交通出行");
    assert_eq!((board.model.nav.focus, board.listed()), (Pane::Projects, vec![5, 20]));
    board.click_on("新增公共停车位");
    assert_eq!((board.model.nav.focus, board.selected()), (Pane::Detail, Some(20)));
    board.click_on("扫码");
    assert_eq!(board.model.layer(), Layer::Code);
    board.click_on("返回");
    board.click_on("English");
    assert_eq!((board.model.layer(), board.model.prefs.lang), (Layer::Board, Lang::En));
    board.click_on("Back");
    assert_eq!(board.model.nav.focus, Pane::Projects);
    board.click_on("Back");
    assert_eq!(
        (board.model.nav.focus, board.listed().len()),
        (Pane::Domains, 25),
        "and all of them again"
    );
    board.click_on("Back");
    assert_eq!(board.model.nav.focus, Pane::Domains, "home is as far back as one gets");
    board.click_on("Normal");
    assert_eq!(board.model.prefs.scale, Scale::Desk);
}

#[test]
fn pages_are_turned_by_buttons_that_are_there_only_if_there_is_more() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("+");
    assert!(!board.screen().contains("上页"));
    let mut seen = vec![board.model.nav.projects.offset()];
    while board.screen().contains("下页") {
        board.click_on("下页");
        seen.push(board.model.nav.projects.offset());
    }
    assert_eq!(seen.last(), Some(&21), "{seen:?}");
    board.click_on("上页");
    assert!(board.screen().contains("下页"));
}

#[test]
fn every_button_is_large_enough_for_a_finger_and_in_its_place_on_every_page() {
    for (width, height) in [(40, 15), (60, 20), (80, 24), (200, 60)] {
        let mut board = Board::open(Lang::Zh, width, height);
        board.press("+");
        let homes: Vec<_> = ["", "h", "0 7 <Enter>", "v", "<Esc> / 停车 <Enter>"]
            .into_iter()
            .map(|keys| {
                board.press(keys);
                let buttons = lay_out_buttons(&board.model, &board.settings);
                for button in &buttons {
                    assert!(
                        button.area.height >= 3 && button.area.width >= 6,
                        "{width}x{height} {keys}: {button:?}"
                    );
                }
                [0, 1, 3, 4].map(|nth| (buttons[nth].area, buttons[nth].action))
            })
            .collect();
        assert!(homes.windows(2).all(|two| two[0] == two[1]), "{width}x{height}");
    }
}

#[test]
fn arrows_go_through_tiles_as_they_lie() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("+ h");
    let mut row = |keys: &str| {
        board.press(keys);
        board.model.nav.domains().selected()
    };
    assert_eq!(
        [row("<Right>"), row("<Down>"), row("<Left>"), row("<Up>"), row("<End>")],
        [1, 3, 2, 0, 11]
    );
}

#[test]
fn what_is_searched_for_is_lit_in_large_titles_too() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("+ / tc <Enter>");
    let highlighted =
        board.styles().lines().any(|run| run.contains("UNDERLINED") && run.starts_with("2: "));
    assert!(highlighted, "{}", board.styles());
}
