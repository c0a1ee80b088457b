//! Moving: through lists, pages and layers, and to a number.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::Pane;
use minsheng::lang::Lang;

#[test]
fn esc_goes_back_one_layer_at_a_time_and_never_out() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("h j j l / 医疗 <Enter> <Enter> ?");
    assert_eq!(board.model.nav.focus, Pane::Detail);
    let state = |board: &Board| {
        (
            board.header(),
            board.model.nav.focus,
            board.listed().len(),
            board.model.scope_domain().is_some(),
        )
    };
    let mut seen = vec![state(&board)];
    for _ in 0..6 {
        assert_eq!(board.press("<Esc>"), []);
        seen.push(state(&board));
    }
    let help = "按键帮助:                                                             打字筛选";
    let programme =
        "2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)";
    let search = "搜索: [医疗]                                                           2/25 项";
    assert_eq!(
        seen,
        [
            (help.to_owned(), Pane::Detail, 2, true),
            (search.to_owned(), Pane::Detail, 2, true),
            (search.to_owned(), Pane::Projects, 2, true),
            (programme.to_owned(), Pane::Projects, 2, true),
            (programme.to_owned(), Pane::Projects, 25, false),
            (programme.to_owned(), Pane::Projects, 25, false),
            (programme.to_owned(), Pane::Projects, 25, false),
        ]
    );
}

#[test]
fn two_digits_go_to_a_project_from_anywhere() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2");
    assert!(board.footer().starts_with("到项目编号 2_"), "{}", board.footer());
    board.press("0");
    assert_eq!(board.selected(), Some(20));
    board.press("０ ７");
    assert_eq!(board.selected(), Some(7), "full-width digits of an input method");
    board.press("9 <Enter>");
    assert_eq!(board.selected(), Some(9), "one digit and Enter");
    board.press("/ 医疗 <Enter> 2 0");
    assert_eq!(
        (board.selected(), board.listed().len()),
        (Some(20), 25),
        "a filter does not hide what one asks for"
    );
    board.press("3 j");
    assert_eq!(board.selected(), Some(21), "another key forgets the digit");
}

#[test]
fn an_unknown_number_names_the_nearest() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("j 9 9");
    assert_eq!(board.footer(), "没有 99 号项目，最接近的是 23, 24, 25");
    assert_eq!(board.selected(), Some(2));
    board.press("e");
    assert!(!board.footer().contains("99"), "said once");
}

#[test]
fn arrows_and_letters_move_alike() {
    for (letters, arrows) in [
        ("j j k", "<Down> <Down> <Up>"),
        ("G g j", "<End> <Home> <Down>"),
        ("l J", "<Right> <Shift-Down>"),
        ("<Ctrl-f> <Ctrl-b>", "<PgDn> <PgUp>"),
        ("h j j l", "<Left> <Down> <Down> <Right>"),
        ("ｊ ｊ ｋ", "j j k"),
        ("／ 停 <Esc>", "/ 停 <Esc>"),
        ("、 停 <Esc>", "<F3> 停 <Esc>"),
        ("？", "<F1>"),
    ] {
        let [mut one, mut two] = [(); 2].map(|()| Board::open(Lang::Zh, 80, 24));
        one.press(letters);
        two.press(arrows);
        assert_eq!(one.model, two.model, "{letters} / {arrows}");
    }
}

#[test]
fn half_pages_and_ends() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let mut at = |keys: &str| {
        board.press(keys);
        board.selected()
    };
    assert_eq!(
        [at("<Ctrl-d>"), at("<Ctrl-u>"), at("<PgDn>"), at("G"), at("j"), at("g")]
            .map(Option::unwrap_or_default),
        [11, 1, 21, 25, 25, 1]
    );
}

#[test]
fn the_detail_scrolls_to_its_end_and_back() {
    let mut board = Board::open(Lang::Zh, 40, 15);
    board.press("0 1 <Enter> G");
    assert_snapshot!(board.screen(), @"
    2026年“温暖+1℃”民生实事项目
    领域  项目  详情                   3/3
    更多
    - 合作对象：“长三角”地区三甲医院
    - 重点：专科建设、人才培养

    来源
    2026年“温暖+1℃”民生实事项目
    智美昆高新，经第一昆山网
    2026-01-27                            ▐
    项目由人大代表票决产生。公告点名十一个▐
    领域中的六个，其余五个和各项目的归类由▐
    本清单整理。摘要由本清单自行撰写，数字▐
    和名称照公告。                        ▐
    ? 帮助  / 搜索  q 退出  Esc 返回
    ");
    board.press("k");
    let one_up = board.screen();
    board.press("j j j");
    assert_ne!(board.screen(), one_up);
    board.press("k");
    assert_eq!(board.screen(), one_up, "nothing is counted past the end");
    board.press("<Esc> j <Enter>");
    assert!(board.rows()[2].starts_with(" 02 "), "another project's page starts at its top");
}

#[test]
fn the_domain_narrows_the_list_at_once() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("0 6 h j");
    assert_eq!(
        (board.listed(), board.selected()),
        (vec![6, 18], Some(6)),
        "the selected project stays selected"
    );
    board.press("j");
    assert_eq!((board.listed(), board.selected()), (vec![1, 14], Some(1)));
    board.press("k k");
    assert_eq!((board.listed().len(), board.selected()), (25, Some(6)));
}
