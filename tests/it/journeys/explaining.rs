//! The board says why a key does nothing, and what to do instead.

use std::sync::Arc;

use minsheng::app::{Action, Effect, Exit, IdleTimeouts, Keymap, Layer, Profile, Start};
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use ratatui::layout::Size;

use crate::support::Board;

fn kiosk() -> Board {
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let size = Size { width: 80, height: 24 };
    let start = Start { profile, size, ..Start::default() };
    let mut board = Board::with_start(Arc::new(builtin()), &start);
    // The first key wakes the poster.
    board.press("x");
    board
}

#[test]
fn a_colon_opens_the_command_line_and_other_words_find_the_commands() {
    for (keys, expected) in [(": q", Some(Exit::Quit)), (": e x i t", Some(Exit::Quit))] {
        let mut board = Board::open(Lang::Zh, 80, 24);
        let effects = board.press(&format!("{keys} <Enter>"));
        assert_eq!(effects, expected.map(Effect::Quit).into_iter().collect::<Vec<_>>(), "{keys}");
    }
    for (word, found) in [
        ("颜色", "切换配色"),
        ("yanse", "切换配色"),
        ("dark", "切换配色"),
        ("theme dark", "深色"),
        ("font", "大字版"),
        ("big", "大字版"),
        ("phone", "二维码"),
        ("剪贴板", "复制"),
    ] {
        let mut board = Board::open(Lang::Zh, 80, 24);
        board.press("：");
        let keys: Vec<String> =
            word.chars().map(|c| if c == ' ' { "<Space>".into() } else { c.to_string() }).collect();
        board.press(&keys.join(" "));
        let line = board.footer();
        assert!(line.ends_with(found) || line.contains(&format!(" {found}")), "{word}: {line}");
    }
}

#[test]
fn a_key_that_does_nothing_says_so_at_a_desk_only() {
    for (lang, expected) in
        [(Lang::Zh, "没有这个键，按 ? 看全部按键"), (Lang::En, "No such key; press ? for all keys")]
    {
        for layer in ["", "o", "y", "v"] {
            let mut board = Board::open(lang, 80, 24);
            board.press(layer);
            board.press("x");
            assert!(board.footer().contains(expected), "{layer} {}", board.footer());
            board.press("<Down>");
            assert!(!board.footer().contains(expected), "{layer} {}", board.footer());
        }
    }
    // A key of the board is no unknown one.
    for (lang, expected) in
        [(Lang::Zh, "这里不能用，只能用在：看板"), (Lang::En, "Works only on the board")]
    {
        let mut board = Board::open(lang, 80, 24);
        board.press("o v");
        assert!(board.footer().contains(expected), "{}", board.footer());
    }
    let mut board = kiosk();
    let before = board.screen();
    board.press("x q y");
    assert_eq!(board.screen(), before);
}

#[test]
fn a_key_that_this_board_does_not_allow_says_so() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.settings.keymap = Keymap::builtin().without(Action::Copy).without(Action::Suspend);
    board.press("y");
    assert!(board.footer().contains("这个看板没有开放“复制”"), "{}", board.footer());
    assert_eq!(board.press("<Ctrl-z>"), []);
    assert!(board.footer().contains("没有开放“挂起，回到命令行”"), "{}", board.footer());
    // The page of the QR code advises to copy only where that is possible.
    board.settings.depth = minsheng::app::ColorDepth::None;
    board.press("v");
    assert!(board.screen().contains("没有颜色") && !board.screen().contains("按 y"));
    board.settings.keymap = Keymap::builtin();
    assert!(board.screen().contains("按 y 可以复制文字"), "{}", board.screen());
    board.press("y");
    assert!(board.screen().contains("复制:"), "{}", board.screen());
}

#[test]
fn esc_leads_back_to_the_overview_that_opened_the_list() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("o j j");
    let overview = board.screen();
    board.press("<Enter> <Esc>");
    assert_eq!(board.screen(), overview);
    // From there it leads to the list of all projects, and not round in a circle.
    board.press("<Esc> <Esc>");
    assert_eq!(board.listed().len(), 25);
    // A domain that was chosen in the sidebar leads to all domains.
    board.press("h j <Enter> <Esc>");
    assert_eq!(board.listed().len(), 25);
}

#[test]
fn hints_name_keys_of_their_layer_as_they_are_bound() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("h j / t i n g c h e");
    assert!(board.screen().contains("按 F5 查看全部领域"), "{}", board.screen());
    board.press("<F5>");
    assert_eq!(board.listed(), [20]);
    board.press("<Enter> <Esc>");
    let mut keymap = Keymap::builtin();
    let keys = |keys: &[&str]| keys.iter().map(|key| key.parse().unwrap()).collect();
    keymap.rebind(Layer::Board, Action::AllDomains, keys(&["<F12>"]));
    keymap.rebind(Layer::Board, Action::Mark, keys(&["B"]));
    keymap.rebind(Layer::Board, Action::Help, keys(&["<F1>"]));
    board.settings.keymap = keymap;
    board.press("'");
    assert!(board.footer().contains("按 B 做一个"), "{}", board.footer());
    board.press("x");
    assert!(board.footer().contains("按 F1 看全部按键"), "{}", board.footer());
    board.press("h g j / t i n g c h e <Enter>");
    assert!(board.screen().contains("按 F12 查看全部领域"), "{}", board.screen());
}

#[test]
fn a_touch_screen_names_no_keys() {
    let mut board = kiosk();
    board.press("/ x v x v");
    assert!(board.screen().contains("请点“删除”"), "{}", board.screen());
    board.press("<Enter>");
    assert!(board.screen().contains("请点“搜索”换个词，或点“首页”"), "{}", board.screen());
    assert!(!board.screen().contains("Esc"));
}

#[test]
fn data_without_progress_says_that_there_is_none() {
    for query in ["s t a t u s : b e h i n d", "滞 后", "进 度 < 5 0"] {
        let mut board = Board::open(Lang::Zh, 80, 24);
        board.press(&format!("/ {query}"));
        assert!(board.screen().contains("这份清单没有进度数据。"), "{query} {}", board.screen());
    }
}

#[test]
fn one_digit_is_enough_for_fewer_than_ten_projects() {
    let project = |no: u32| format!("(no: {no}, domain: \"a\", title: \"项目{no}\"),");
    let projects: String = (1..=6).map(project).collect();
    let text = format!(
        "(title: \"清单\", domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])"
    );
    let mut board = Board::with_catalog(parse(&text).unwrap(), Lang::Zh, 80, 24);
    board.press("3");
    assert_eq!(board.selected(), Some(3));
    board.press("? 0 - 9 <Enter>");
    assert!(board.footer().contains("请按数字键输入项目编号"), "{}", board.footer());
    board.press("5");
    assert_eq!(board.selected(), Some(5));
}

#[test]
fn a_screen_too_small_for_a_qr_code_is_told_what_it_needs() {
    let size = |width, height| Size { width, height };
    let large = |height| {
        let start = Start { large: true, size: size(40, height), ..Start::default() };
        let mut board = Board::with_start(Arc::new(builtin()), &start);
        board.press("0 1 v");
        board.screen()
    };
    let needed = (20..30).find(|height| !large(*height).contains("放不下二维码")).unwrap();
    let text = large(20).replace(['\n', ' '], "");
    assert!(text.contains(&format!("至少要40x{needed}，现在是40x20")), "{needed} {}", large(20));
}
