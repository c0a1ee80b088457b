//! The command line: a clerk who knows what they want types it.

use std::sync::Arc;

use crate::support::Board;
use minsheng::app::{
    Action, Effect, Exit, IdleTimeouts, Keymap, Layer, Profile, Scale, Start, ThemeName,
};
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use minsheng::model::{Day, ProgressCriteria};
use minsheng::query::SortKey;
use ratatui::layout::Size;

/// The sizes of the journeys.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 15), (120, 40)];

/// Returns the last two rows of the screen: the completions, and the line itself.
fn line(board: &Board) -> [String; 2] {
    let rows = board.rows();
    let row = |from_end: usize| rows[rows.len() - from_end].trim().to_owned();
    [row(2), row(1)]
}

fn board_with(text: &str, lang: Lang) -> Board {
    let catalog = parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    let day = Day::parse("2026-05-31");
    let criteria = ProgressCriteria { day, ..ProgressCriteria::default() };
    let size = Size { width: 80, height: 24 };
    Board::with_start(Arc::new(catalog), &Start { lang, size, criteria, ..Start::default() })
}

#[test]
fn words_with_values_do_what_they_say() {
    for (width, height) in SIZES {
        for lang in Lang::ALL {
            let mut board = Board::open(lang, width, height);
            board.press(": theme <Space> dark <Enter>");
            assert_eq!(board.model.prefs.theme, ThemeName::Dark);
            assert_eq!(board.model.layer(), Layer::Board);
            board.press(": 配 色 <Space> 浅 <Enter>");
            let is_light = board.model.prefs.theme == ThemeName::Light;
            assert_eq!(is_light, lang == Lang::Zh, "titles are those of the language");
            board.press("<Esc> <Esc> : lang <Space> en <Enter>");
            assert_eq!(board.model.prefs.lang, Lang::En);
            board.press(": lang <Space> zh <Enter>");
            assert_eq!(board.model.prefs.lang, Lang::Zh);
            board.press(": sort <Space> figure <Enter>");
            assert_eq!(board.model.prefs.order.key, SortKey::Figure);
            board.press(": sort <Space> found <Enter>");
            assert_eq!(board.model.prefs.order.key, SortKey::Found);
            board.press(": go <Space> 2 0 <Enter>");
            assert_eq!(board.selected(), Some(20));
            board.press(": 7 <Enter>");
            assert_eq!(board.selected(), Some(7));
            board.press(": filter <Space> tingche <Enter>");
            assert_eq!(board.listed(), [20]);
            board.press("H");
            assert_eq!(board.listed().len(), 25, "the place before is one key away");
            assert_eq!(board.press(": q <Enter>"), [Effect::Quit(Exit::Quit)]);
        }
    }
}

#[test]
fn names_of_domains_are_commands() {
    for (typed, listed) in [
        ("水 环 境", vec![3, 9, 16, 19]),
        ("shuihuanjing", vec![3, 9, 16, 19]),
        ("water", vec![3, 9, 16, 19]),
        ("Water <Space> & <Space> drainage", vec![3, 9, 16, 19]),
        ("jiaoyu", vec![6, 18]),
        ("education", vec![6, 18]),
    ] {
        for lang in Lang::ALL {
            let mut board = Board::open(lang, 80, 24);
            board.press(&format!("/ xyz <Enter> : {typed} <Enter>"));
            assert_eq!(board.listed(), listed, "{typed} {:?}", line(&board));
        }
    }
}

#[test]
fn an_input_method_that_was_left_on_does_no_harm() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("： ｔｈｅｍｅ <Space> ｄａｒｋ <Enter>");
    assert_eq!(board.model.prefs.theme, ThemeName::Dark);
    board.press("： ２ ０ <Enter>");
    assert_eq!(board.selected(), Some(20));
    board.press("： 总 览 <Enter>");
    assert_eq!(board.model.layer(), Layer::Overview);
    board.press(": 退 出");
    let typed = line(&board)[1].clone();
    assert!(typed.starts_with(":退出 ") && typed.ends_with(" 退出"), "{typed}");
}

#[test]
fn an_unknown_word_says_so_and_can_be_mended() {
    let zh = [
        ("thene", "没有“thene”这个命令；是不是 theme？"),
        ("xyzxyz", "没有“xyzxyz”这个命令；按 Tab 看有哪些"),
        ("theme <Space> drak", "“drak”不能用于 theme；可以写：auto16、dark、light、contrast、mono"),
        ("lang <Space> klingon", "“klingon”不能用于 lang；可以写：zh、en"),
        ("9 9", "没有 99 号项目，最接近的是 23, 24, 25"),
        ("go <Space> x", "x 不是项目编号；编号是整数，如 7"),
        ("zoom <Space> 2", "命令 zoom 后面不用再写什么"),
        ("m", "不止一个：mark、mouse"),
        ("jy", "不止一个：教育、就业"),
    ];
    for (typed, refusal) in zh {
        let mut board = Board::open(Lang::Zh, 80, 24);
        board.press(&format!(": {typed} <Enter>"));
        let [said, _] = line(&board);
        assert_eq!((board.model.layer(), said.as_str()), (Layer::Command, refusal), "{typed}");
        // The text is there to be mended.
        board.press("<Ctrl-u> overview <Enter>");
        assert_eq!(board.model.layer(), Layer::Overview);
    }
    let mut board = Board::open(Lang::En, 40, 15);
    board.press(": theme <Space> drak <Enter>");
    let screen = board.screen();
    assert!(screen.contains("“drak” is no value of theme; write"), "{screen}");
    assert!(screen.contains("contrast,\n mono"), "nothing is cut: {screen}");
}

#[test]
fn tab_completes_and_says_what_the_command_does() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press(":");
    let [completions, typed] = line(&board);
    assert!(completions.starts_with("search  filter  "), "{completions}");
    assert!(typed.starts_with(':') && typed.ends_with("搜索：和搜索框里一样写"), "{typed}");
    board.press("th <Tab>");
    assert!(line(&board)[1].starts_with(":theme  "), "{:?}", line(&board));
    assert_eq!(line(&board)[0], "auto16  dark  light  contrast  mono");
    board.press("<Tab> <Tab>");
    assert_eq!(line(&board)[1].split_whitespace().collect::<Vec<_>>(), [":theme", "dark", "深色"]);
    board.press("<Shift-Tab>");
    assert!(line(&board)[1].starts_with(":theme auto16"), "{:?}", line(&board));
    board.press("<Down> <Down> <Enter>");
    assert_eq!(board.model.prefs.theme, ThemeName::Light);
    // By pinyin, and by what else it is called.
    for (typed, completed) in [("peise", ":theme"), ("颜 色", ":theme"), ("saoma", ":qr")] {
        board.press(&format!(": {typed} <Tab>"));
        assert!(line(&board)[1].starts_with(completed), "{typed}: {:?}", line(&board));
        board.press("<Esc>");
    }
    // A number shows what it leads to.
    board.press(": 2 0");
    assert!(line(&board)[1].ends_with("新增公共停车位项目"), "{:?}", line(&board));
    board.press("<Backspace> <Backspace> <Backspace>");
    assert_eq!(board.model.layer(), Layer::Board, "Backspace leaves the empty line");
}

#[test]
fn a_filter_is_completed_by_what_the_data_have() {
    let text = include_str!("../../examples/invented-progress.ron");
    let mut board = board_with(text, Lang::Zh);
    board.press(": filter <Space> 状 态 :");
    let [completions, _] = line(&board);
    assert!(completions.contains("状态:滞后"), "{completions}");
    board.press("滞 <Tab> <Enter>");
    assert_eq!(board.model.search.input.text(), "状态:滞后");
    assert_eq!(board.listed().len(), 1);
    let mut board = board_with(text, Lang::En);
    board.press(": filter <Space> stat <Tab>");
    assert!(line(&board)[1].starts_with(":filter status:"), "{:?}", line(&board));
}

#[test]
fn what_a_board_does_not_offer_is_said() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.settings.keymap = Keymap::builtin().without(Action::Suspend).without(Action::Copy);
    for (typed, said) in
        [("suspend", "这个看板没有开放“挂起，回到命令行”"), ("复 制", "这个看板没有开放“复制”")]
    {
        assert_eq!(board.press(&format!(": {typed} <Enter>")), []);
        assert_eq!(board.footer(), said);
    }
    board.press(":");
    assert!(!line(&board)[0].contains("copy"), "it is not offered either: {:?}", line(&board));
}

#[test]
fn no_command_leads_out_of_a_kiosk() {
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let size = Size { width: 120, height: 40 };
    let start = Start { profile, size, mouse: true, overview: true, ..Start::default() };
    let kiosk = || {
        let mut board = Board::with_start(Arc::new(builtin()), &start);
        board.click((1, 1));
        board
    };
    let bindings = Layer::ALL.into_iter().flat_map(|layer| {
        Keymap::builtin().bindings(layer).map(|(_, action)| action).collect::<Vec<_>>()
    });
    let words = bindings.flat_map(|action| [action.word(), action.name()]);
    let letters = |word: &str| word.replace('_', "-").chars().map(String::from).collect::<Vec<_>>();
    for word in words.chain(["q", "exit", "sh", "!sh", "w", "wq"]) {
        let mut board = kiosk();
        let effects = board.press(&format!(": {} <Enter>", letters(word).join(" ")));
        let harmless = |effect: &Effect| matches!(effect, Effect::Redraw | Effect::Search(_));
        assert!(effects.iter().all(harmless), "{word}: {effects:?}");
    }
    let mut board = kiosk();
    board.press(": q u i t <Enter>");
    assert_eq!(board.header(), "这个看板没有开放“退出”");
    assert_eq!(board.model.prefs.scale, Scale::Touch);
}

#[test]
fn the_line_works_over_everything_that_has_no_text_of_its_own() {
    for keys in ["", "o", "y", "v", "u", "l z"] {
        let mut board = Board::open(Lang::En, 80, 24);
        board.press(keys);
        let layer = board.model.layer();
        board.press(": <Esc>");
        assert_eq!(board.model.layer(), layer, "{keys}");
        board.press(": 2 0 <Enter>");
        assert_eq!(board.selected(), Some(20), "{keys}");
    }
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("+ : theme <Space> mono <Enter>");
    assert_eq!(board.model.prefs.theme, ThemeName::Mono, "in large print it is at the top");
}
