//! The jump list: back, forward, marks.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::Layer;
use minsheng::lang::Lang;

#[test]
fn a_clerk_looks_something_up_in_between_and_comes_back_to_the_same_line() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 改造 <Enter> j j j <Enter> J");
    let before = board.screen();
    board.press("0 1 /");
    board.press("<Ctrl-u> tc <Enter>");
    assert_eq!(board.selected(), Some(20));
    let after = board.screen();
    board.press("H H");
    assert_eq!(board.screen(), before, "query, row and line of the page");
    board.press("L L");
    assert_eq!(board.screen(), after);
    board.press("L");
    assert_eq!(board.footer(), "没有可以前进的位置");
}

#[test]
fn the_way_back_ends_where_one_began() {
    let mut board = Board::open(Lang::En, 80, 24);
    let begin = board.screen();
    board.press("2 0 o j <Enter> a");
    let seen: Vec<_> = (0..5)
        .map(|_| {
            board.press("H");
            (board.model.layer(), board.model.scope_domain().is_some(), board.selected())
        })
        .collect();
    assert_eq!(
        seen,
        [
            (Layer::Board, true, Some(2)),
            (Layer::Overview, false, Some(20)),
            (Layer::Board, false, Some(20)),
            (Layer::Board, false, Some(1)),
            (Layer::Board, false, Some(1)),
        ]
    );
    assert_eq!(board.footer(), "Nothing to go back to");
    board.press("<Ctrl-l>");
    assert_eq!(board.screen(), begin);
}

#[test]
fn a_walk_through_the_domains_is_one_way() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("0 7 h j j j j");
    let chosen = board.model.scope_domain();
    board.press("<Tab> H");
    assert_eq!((board.model.scope_domain(), board.selected()), (None, Some(7)));
    board.press("L");
    assert_eq!(board.model.scope_domain(), chosen);
}

#[test]
fn elsewhere_after_going_back_is_a_new_way_forward() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("0 5 0 9 H 1 2 L");
    assert_eq!((board.selected(), board.footer().as_str()), (Some(12), "没有可以前进的位置"));
    board.press("H H");
    assert_eq!(board.selected(), Some(1));
}

#[test]
fn a_clerk_marks_two_projects_and_goes_between_them() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("' ");
    assert_eq!(
        (board.model.layer(), board.footer().as_str()),
        (Layer::Board, "还没有记号；按 m 做一个")
    );
    board.press("2 0 m");
    assert_eq!(
        (board.model.layer(), board.footer().as_str()),
        (Layer::Mark, "按字母 a-z 给这里做记号，Esc 取消")
    );
    board.press("p");
    assert_eq!(board.footer(), "已记为 p：按 ' 再按 p 就能回来");
    board.press("<Ctrl-l>");
    let parking = board.styles();
    board.press("/ 养老 <Enter> <Enter> m y");
    let (query, care) = (board.header(), board.selected());
    board.press("'");
    assert_snapshot!(board.footer(), @"跳到哪个记号（Esc 取消）？p 20  y 04");
    board.press("p <Ctrl-l>");
    assert_eq!((board.selected(), board.styles() == parking), (Some(20), true));
    // An active input method sends other quotes and letters.
    board.press("‘ ｙ");
    assert_eq!((board.header(), board.selected()), (query, care));
    board.press("H");
    assert_eq!(board.selected(), Some(20), "a mark is left like any place");
}

#[test]
fn what_is_no_mark_is_told() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("m 7");
    assert_eq!(board.footer(), "A mark is a letter from a to z");
    board.press("m <Esc> q");
    assert_eq!(board.model.layer(), Layer::Board);
    board.press("m a ' b");
    assert_eq!(board.footer(), "There is no mark b");
    board.press("m <F1> <Esc>");
    assert_eq!(board.model.layer(), Layer::Mark, "the help goes, the question stays");
    board.send(minsheng::app::Msg::Paste("rm -rf".into()));
    assert_eq!(board.model.layer(), Layer::Mark, "a paste is no letter");
    board.press("<Ctrl-c>");
    assert_eq!(board.model.layer(), Layer::Board);
}

#[test]
fn a_place_is_found_again_on_a_screen_of_another_size() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 5 z G m a 0 1");
    for (width, height) in [(40, 15), (200, 60), (20, 5), (66, 20)] {
        board.resize(width, height);
        board.press("' a");
        assert_eq!(board.selected(), Some(25), "{width}x{height}");
        board.press("0 1");
    }
}
