//! Searching on the board: without an input method, with a stuck one, with several words.

use std::sync::Arc;

use crate::support::Board;
use minsheng::app::{IdleTimeouts, Msg, Profile, Start};
use minsheng::format::builtin;
use minsheng::lang::Lang;
use ratatui::layout::Size;

fn board(keys: &str) -> Board {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press(keys);
    board
}

#[test]
fn a_hall_without_an_input_method_finds_it_by_pinyin_and_by_initials() {
    for (typed, best) in [
        ("tingche", 20),
        ("tc", 20),
        ("yiliao", 14),
        ("gwdk", 3),
        ("bolu", 10),
        ("yil", 14),
        ("yi疗", 14),
    ] {
        assert_eq!(board(&format!("/ {typed}")).selected(), Some(best), "{typed}");
    }
}

#[test]
fn an_input_method_that_is_stuck_finds_it_all_the_same() {
    for (typed, best) in [
        ("ｔｉｎｇｃｈｅ", 20),
        ("ＴＣＷ", 20),
        ("醫療", 14),
        ("停車位", 20),
        ("２０", 20),
        ("二十五", 25),
    ] {
        assert_eq!(board(&format!("/ {typed}")).selected(), Some(best), "{typed}");
    }
}

#[test]
fn the_characters_are_lit_that_were_spelled() {
    let board = board("/ ylxf <Enter>");
    // Row 2: mark, number and blank take four cells, the quote one; 银龄幸福 the eight after it.
    let highlighted = board
        .styles()
        .lines()
        .find(|run| run.starts_with("2: ") && run.contains("UNDERLINED"))
        .map(str::to_owned);
    assert_eq!(highlighted.as_deref(), Some("2: 21..29 BOLD UNDERLINED REVERSED"));
}

#[test]
fn what_is_asked_for_stands_there_piece_by_piece_and_esc_takes_the_last() {
    let mut board = board("/ 停车 <Space> | <Space> 消防 <Space> !采购 <Enter>");
    assert!(board.header().starts_with("搜索: [停车] | [消防] [!采购] "), "{}", board.header());
    let mut seen = Vec::new();
    while !board.model.search.input.text().is_empty() {
        seen.push(board.model.search.input.text().to_owned());
        board.press("<Esc>");
    }
    assert_eq!(seen, ["停车 | 消防 !采购", "停车 | 消防", "停车"]);
    assert_eq!(board.listed().len(), 25);
}

#[test]
fn near_sounds_are_a_last_resort_and_the_screen_says_so() {
    let board = board("/ gaobiaozunlongtian");
    assert_eq!(board.listed(), [22]);
    assert!(board.header().ends_with("读音相近 1/25 项"), "{}", board.header());
}

#[test]
fn a_title_with_others_between_is_called_alike() {
    let board = board("/ yllx");
    assert_eq!(board.listed(), [4]);
    assert!(board.header().ends_with("相近 1/25 项"), "{}", board.header());
}

#[test]
fn nothing_found_says_what_to_try_while_typing_and_after() {
    let mut board = board("/ 地铁");
    assert!(board.screen().contains("Ctrl-w 删去一个词"));
    board.press("<Enter>");
    assert!(board.screen().contains("Esc 删去最后"), "{}", board.screen());
    board.press("<Esc>");
    assert_eq!(board.listed().len(), 25);
}

#[test]
fn earlier_searches_come_back_with_the_arrow() {
    let mut board = board("/ 停车 <Enter> <Esc> / 医疗 <Esc> <Esc> / <Up>");
    assert_eq!((board.model.search.input.text(), board.selected()), ("医疗", Some(14)));
    board.press("<Up>");
    assert_eq!((board.model.search.input.text(), board.selected()), ("停车", Some(20)));
    board.press("<Down> <Down>");
    assert_eq!((board.model.search.input.text(), board.listed().len()), ("", 25));
}

#[test]
fn a_new_search_replaces_the_last_one_and_the_last_one_is_not_lost() {
    let text_after = |keys: &str| {
        let mut board = board("/ 停车 <Enter>");
        board.press(keys);
        board.model.search.input.text().to_owned()
    };
    for (keys, text) in [
        ("/", "停车"),
        ("/ 医", "医"),
        ("/ 医 疗", "医疗"),
        ("<F3> t c", "tc"),
        ("/ 医 <Up>", "停车"),
        ("/ 医 <Esc> H", "停车"),
        ("/ <Enter>", "停车"),
        ("/ <Esc>", "停车"),
        ("/ <Esc> / 医", "医"),
        // To go on with it.
        ("/ <Space> 泊位", "停车 泊位"),
        ("/ <End> 位", "停车位"),
        ("/ <Right> 位", "停车位"),
        ("/ <Left> 位", "停位车"),
        ("/ <Home> 大", "大停车"),
        ("/ <Backspace>", "停"),
        ("/ <Ctrl-u>", ""),
        ("/ <Ctrl-c>", ""),
        ("/ <F1> <Esc> 医", "医"),
    ] {
        assert_eq!(text_after(keys), text, "{keys}");
    }
    let mut board = board("/ 改造 <Enter> / <Ctrl-n>");
    assert_eq!(board.selected(), Some(board.listed()[1]), "the list can be walked");
    board.send(Msg::Paste("医疗".to_owned()));
    assert_eq!(board.model.search.input.text(), "医疗");
}

#[test]
fn a_search_that_a_session_has_left_is_replaced_too() {
    let mut board = Board::with_query(Arc::new(builtin()), "停车", 80, 24);
    // What is replaced is shown as such, also without colours.
    board.settings.depth = minsheng::app::ColorDepth::None;
    board.press("/");
    let header = |board: &Board| {
        let runs = board.styles();
        runs.lines().filter(|run| run.starts_with("0: ")).collect::<Vec<_>>().join("\n")
    };
    assert!(header(&board).contains("0: 7..11 BOLD REVERSED"), "{}", header(&board));
    board.press("医");
    assert!(!header(&board).contains("REVERSED"), "{}", header(&board));
    assert_eq!(board.model.search.input.text(), "医");
    // A number that several programmes have is a query to go on with.
    let mut board = Board::with_query(Arc::new(builtin()), "编号:7 ", 80, 24);
    board.press("/ 小区");
    assert_eq!(board.model.search.input.text(), "编号:7 小区");
}

#[test]
fn on_a_touch_screen_the_letters_go_on() {
    let size = Size { width: 80, height: 24 };
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let start = Start { profile, size, ..Start::default() };
    let mut board = Board::with_start(Arc::new(builtin()), &start);
    board.click((1, 1));
    board.press("/ t <Enter>");
    board.press("/ c");
    assert_eq!(board.model.search.input.text(), "tc");
}

#[test]
fn the_list_can_be_walked_while_typing() {
    let mut board = board("/ 改造 <Ctrl-n>");
    let second = board.listed()[1];
    assert_eq!(board.selected(), Some(second));
    board.press("<Ctrl-p>");
    assert_eq!(board.selected(), Some(board.listed()[0]));
}

#[test]
fn a_field_can_be_named() {
    for (typed, found) in [
        ("domain:jiaotong", vec![5, 20]),
        ("领域：教育", vec![18, 6]),
        ("place:菊园新村", vec![7]),
        ("no:07", vec![7]),
        ("amount>10000 不少于", vec![]),
        ("amount>=20000 domain:就业", vec![23, 13]),
    ] {
        let board = board(&format!("/ {}", typed.replace(' ', " <Space> ")));
        assert_eq!(board.listed(), found, "{typed}");
    }
}

#[test]
fn half_a_query_never_empties_the_list() {
    let mut board = board("/ 停车");
    for c in " domain:交通".chars() {
        board.press(&if c == ' ' { "<Space>".to_owned() } else { c.to_string() });
        assert!(
            board.listed().contains(&20) || !board.model.search.input.text().contains(':'),
            "{}",
            board.model.search.input.text()
        );
    }
    assert_eq!(board.listed(), [20]);
}

#[test]
fn without_colours_everything_is_still_told_apart() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.settings.depth = minsheng::app::ColorDepth::None;
    board.press("/ 改造 <Enter>");
    let styles = board.styles();
    assert!(!styles.contains("fg="), "{styles}");
    for look in ["BOLD UNDERLINED REVERSED", "BOLD UNDERLINED\n", "REVERSED", "DIM"] {
        assert!(styles.contains(look), "{look} in {styles}");
    }
}
