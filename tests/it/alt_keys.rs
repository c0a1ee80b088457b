//! Alt-keys: terminals and multiplexers join Esc and the next key to one.

use std::sync::Arc;

use crate::support::Board;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use minsheng::app::{Chord, Effect, Layer, Msg, Profile, Start};
use minsheng::config::Config;
use minsheng::format::builtin;
use minsheng::host::dispatch;
use minsheng::lang::Lang;
use ratatui::layout::Size;

/// Returns all keys that a terminal can send without Alt.
fn keys() -> Vec<KeyEvent> {
    use KeyModifiers as With;
    let plain = (' '..='~').chain("医？／ｊ１".chars()).map(|c| (KeyCode::Char(c), With::NONE));
    let control = ('a'..='z').chain("4567 ".chars()).map(|c| (KeyCode::Char(c), With::CONTROL));
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
    ];
    let named = named.into_iter().chain((1..=12).map(KeyCode::F));
    let named =
        named.flat_map(|code| [With::NONE, With::SHIFT, With::CONTROL].map(|with| (code, with)));
    plain.chain(control).chain(named).map(|(code, with)| KeyEvent::new(code, with)).collect()
}

fn with_alt(key: KeyEvent) -> KeyEvent {
    KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key }
}

/// Returns the model and the effects that `keys` would lead to; the board stays as it is.
fn after(board: &Board, keys: &[KeyEvent]) -> (minsheng::app::Model, Vec<Effect>) {
    let mut model = board.model.clone();
    let effects = keys.iter().flat_map(|key| dispatch(&mut model, &board.settings, Msg::Key(*key)));
    let effects = effects.collect();
    assert_eq!(model.check_invariants(), Ok(()));
    (model, effects)
}

/// Compares every Alt-key without a binding of its own with Esc followed by the key.
fn compare(board: &Board, context: &str) {
    for key in keys() {
        if board
            .settings
            .keymap
            .resolve(board.model.layer(), Chord::from_event(with_alt(key)))
            .is_none()
        {
            let (with_alt_key, with_esc) =
                (after(board, &[with_alt(key)]), after(board, &[KeyCode::Esc.into(), key]));
            assert!(
                with_alt_key == with_esc,
                "{key:?} {context}: {:?} {:?}",
                with_alt_key.1,
                with_esc.1
            );
        }
    }
}

/// Keys that lead to every layer of the board and into the middle of two-key commands, with the
/// layer.
const PLACES: [(&str, Layer); 17] = [
    ("", Layer::Board),
    ("2", Layer::Board),
    ("<Ctrl-c>", Layer::Board),
    ("h j j", Layer::Board),
    ("2 0 z", Layer::Board),
    ("7 7 9 9 H", Layer::Board),
    ("/ 停车 <Space> 泊位 <Enter>", Layer::Board),
    ("/", Layer::Search),
    ("/ 停车 <Space> 泊位 <Left>", Layer::Search),
    ("o j", Layer::Overview),
    ("o 1", Layer::Overview),
    ("y j", Layer::Copy),
    ("v", Layer::Code),
    ("m a ' ", Layer::Mark),
    ("?", Layer::Help),
    ("? t h", Layer::Help),
    ("/ t <F1> t", Layer::Help),
];

#[test]
fn an_alt_key_that_means_nothing_is_esc_and_then_that_key_everywhere() {
    for (keys, layer) in PLACES {
        let mut board = Board::open(Lang::Zh, 80, 24);
        board.press(keys);
        assert_eq!(board.model.layer(), layer, "{keys}");
        compare(&board, keys);
    }
}

#[test]
fn in_a_hall_it_is_the_same_and_leads_nowhere_else() {
    let profile = Profile::Kiosk(minsheng::app::IdleTimeouts::default());
    let size = Size { width: 80, height: 24 };
    let mut board =
        Board::with_start(Arc::new(builtin()), &Start { profile, size, ..Start::default() });
    compare(&board, "on the attract screen");
    for keys in ["<Esc>", "1", "/ t", "?", "o"] {
        board.press(keys);
        compare(&board, keys);
    }
    let number = board.model.subscriptions().idle_timer.unwrap().id;
    board.send(Msg::TimerFired(number));
    assert_eq!(board.model.layer(), Layer::Idle);
    compare(&board, "at the idle prompt");
}

#[test]
fn an_alt_key_of_a_persons_own_does_what_they_want_where_they_want_it() {
    let text = "(keys: (
        board: [(keys: [\"<Alt-j>\", \"<Alt-[>\"], action: bottom), (keys: [\"<F12>\"], action: back)],
        search: [(keys: [\"<Alt-b>\"], action: cursor_start)],
    ))";
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.settings.keymap = Config::parse(text).unwrap().keymap();
    for key in ["<Alt-j>", "<Alt-[>"] {
        board.press("0 1");
        board.press(key);
        assert_eq!(board.selected(), Some(25), "{key}");
    }
    board.press("/ t c <Alt-b> x");
    assert_eq!((board.model.layer(), board.model.search.input.text()), (Layer::Search, "xtc"));
    // Of the board alone: here it is Esc, and then a key of the board.
    board.press("<Alt-b> <Delete> <Alt-j>");
    assert_eq!((board.model.layer(), board.model.search.input.text()), (Layer::Board, "tc"));
    // Where Esc itself means nothing the key still counts.
    board.press("0 1 <Alt-n> <Alt-q>");
    for (keys, layer) in [("", Layer::Board), ("2", Layer::Board), ("/ x", Layer::Search)] {
        board.press(keys);
        assert_eq!(board.model.layer(), layer);
        compare(&board, keys);
    }
}

#[test]
fn esc_and_a_key_that_come_as_one_close_the_box_and_move() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 改造");
    let [first, second] = [board.listed()[0], board.listed()[1]];
    assert_eq!(board.selected(), Some(first));
    board.press("<Alt-j>");
    assert!(board.header().starts_with("搜索: [改造]"), "{}", board.header());
    assert_eq!((board.model.layer(), board.selected()), (Layer::Board, Some(second)));
    // Esc clears a half-typed number, and never ends the board; the key after it may.
    assert_eq!(board.press("2 <Alt-0-9>"), []);
    assert_eq!(board.press("<Alt-q>").len(), 1);
}
