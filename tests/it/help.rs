//! The help page: finding a key and running its action.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Effect, Exit, Layer, Pane};
use minsheng::lang::Lang;

/// Returns the keys that the help page lists, the selected one first.
fn key_column(board: &Board) -> Vec<String> {
    let rows = board.rows();
    let mut rows: Vec<String> =
        rows[1..rows.len() - 1].iter().map(|row| row.trim().to_owned()).collect();
    rows.retain(|row| row.contains("  "));
    rows.sort_by_key(|row| !row.starts_with('>'));
    rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_visitor_types_what_is_wanted_and_does_it() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("? full");
    assert_snapshot!(board.screen(), @"
     Keys: full                                                      type to filter
     On the board
    >z F7  Full-width details




















     Enter Run  Esc Close  ↑↓ Choose
    ");
    board.press("<Enter>");
    assert_eq!(
        (board.model.layer(), board.model.areas().map(|areas| areas.count())),
        (Layer::Board, Some(1))
    );
}

#[test]
fn a_clerk_finds_a_key_by_its_sound_its_name_in_english_or_itself() {
    for (typed, found) in [
        ("qiehuanpeise", ">t F10 切换配色"),
        ("peise", ">t F10 切换配色"),
        ("theme", ">t F10 切换配色"),
        ("F10", ">t F10 切换配色"),
        ("总览", ">o F6 总览"),
        ("zl", ">o F6 总览"),
        ("语言", ">e F2 语言：换成 English"),
        ("yuyan", ">e F2 语言：换成 English"),
        ("language", ">e F2 语言：换成 English"),
        ("english", ">e F2 语言：换成 English"),
        ("all <Space> domains", ">a F5 查看全部领域"),
    ] {
        let mut board = Board::open(Lang::Zh, 80, 40);
        board.press(&format!("? {typed}"));
        assert_eq!(key_column(&board).first().map(String::as_str), Some(found), "{typed}");
    }
}

#[test]
fn whoever_wants_to_leave_or_to_read_another_language_finds_the_key() {
    for lang in Lang::ALL {
        for (typed, key) in [
            ("退出", "q "),
            ("quit", "q "),
            ("tuichu", "q "),
            ("语言", "e F2 "),
            ("language", "e F2 "),
            ("中文", "e F2 "),
            ("English", "e F2 "),
        ] {
            let mut board = Board::open(lang, 80, 24);
            board.press(&format!("? {typed}"));
            let found = key_column(&board);
            let is_listed =
                found.iter().any(|row| row.trim_start_matches('>').trim().starts_with(key));
            assert!(is_listed, "{lang:?} {typed}: {found:#?}");
        }
    }
}

#[test]
fn the_last_row_says_how_to_leave_on_every_screen() {
    for (lang, quit) in [(Lang::Zh, "q 退出"), (Lang::En, "q Quit")] {
        for (width, height) in [(40, 15), (60, 20), (80, 24), (120, 40)] {
            let mut board = Board::open(lang, width, height);
            assert!(board.footer().contains(quit), "{width}: {}", board.footer());
            // Where q closes something first, so does Esc.
            for keys in ["o", "<Esc> y", "<Esc> v", "<Esc> ?", "<Esc> /"] {
                board.press(keys);
                assert!(board.footer().contains("Esc "), "{width} {keys}: {}", board.footer());
            }
        }
    }
}

#[test]
fn the_keys_of_the_moment_come_first() {
    for (keys, first) in [
        ("", "Find"),
        ("/ <F1>", "In the search box"),
        ("o", "On the overview"),
        ("y", "In the copy menu"),
    ] {
        let mut board = Board::open(Lang::En, 80, 24);
        board.press(keys);
        if !keys.contains("F1") {
            board.press("?");
        }
        // Where there is room, another column stands beside the first.
        assert_eq!(board.rows()[1].trim().split("   ").next(), Some(first), "{}", board.screen());
    }
}

#[test]
fn what_works_elsewhere_is_not_done_here() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let before = board.model.clone();
    assert_eq!(board.press("? 光标左移 <Enter>"), []);
    assert_eq!(board.footer(), "这里不能用，只能用在：搜索框里");
    board.press("<Esc> <Esc>");
    assert_eq!(board.model, before, "Esc takes back what is asked for, then the page");
}

#[test]
fn whatever_the_board_can_do_the_help_page_can() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("? next <Space> pane <Enter>");
    assert_eq!((board.model.layer(), board.model.nav.focus), (Layer::Board, Pane::Detail));
    board.press("? overview <Enter>");
    assert_eq!(board.model.layer(), Layer::Overview);
    board.press("<Esc> / parking <F1> previous <Space> search <Enter>");
    assert_eq!(
        (board.model.layer(), board.model.search.input.text()),
        (Layer::Search, ""),
        "the empty box before the first search"
    );
    board.press("<Esc>");
    assert_eq!(board.press("? quit <Down> <Up> <Enter>"), []);
    assert!(
        board.footer().contains("again to quit"),
        "the first that quits is Ctrl-C, which asks: {}",
        board.footer()
    );
    assert_eq!(board.press("? quit <Down> <Enter>"), [Effect::Quit(Exit::Quit)]);
}

#[test]
fn where_nothing_is_found_it_says_so() {
    let mut board = Board::open(Lang::Zh, 40, 15);
    board.press("? 没有这个键");
    assert_snapshot!(board.screen().trim_end(), @"
    按键帮助: 没有这个键          打字筛选

    没有找到。











    Enter 执行  Esc 返回  ↑↓ 选择
    ");
    assert_eq!(board.press("<Enter>"), []);
    board.press("<Ctrl-u>");
    assert!(board.rows()[2].starts_with(">/ F3"), "{}", board.screen());
}
