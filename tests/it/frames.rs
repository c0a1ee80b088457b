//! Every screen at every size: no panic, no row that is too wide, no character that a terminal
//! obeys.

use crate::support::Board;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use minsheng::app::{Msg, detail_page};
use minsheng::lang::Lang;
use minsheng::text::cells;
use proptest::prelude::*;
use ratatui::layout::Size;

/// Keys that lead to every kind of screen.
const SCREENS: [&str; 24] = [
    "+",
    "+ h",
    "+ <Enter>",
    "+ / 停车 <Enter>",
    "+ v",
    "",
    "m",
    "m a '",
    "v",
    "2 0 v",
    "h j j",
    "<Enter>",
    "/ 停车",
    "/ 停车 <Enter>",
    "/ 没有这个",
    "?",
    "2",
    "9 9",
    "o",
    "o G",
    "o ?",
    "z",
    "0 7 z G",
    "0 7 y j",
];

fn assert_exact(board: &Board, context: &str) {
    let Size { width, height } = board.model.size();
    let rows = board.rows();
    assert_eq!(rows.len(), usize::from(height), "{context}");
    for row in &rows {
        assert_eq!(cells(row), usize::from(width), "{context}: {row:?}");
        assert!(!row.chars().any(char::is_control), "{context}: {row:?}");
    }
}

#[test]
fn every_row_is_exactly_as_wide_as_the_screen() {
    for (lang, keys) in Lang::ALL.into_iter().flat_map(|lang| SCREENS.map(|keys| (lang, keys))) {
        let mut board = Board::open(lang, 80, 24);
        board.press(keys);
        for width in 1..=200 {
            board.resize(width, 24);
            assert_exact(&board, &format!("{lang:?} {keys:?} {width}"));
        }
    }
}

#[test]
fn no_size_is_too_odd() {
    let sizes = [
        (0, 0),
        (0, 9),
        (1, 1),
        (2, 1),
        (1, 200),
        (200, 1),
        (39, 15),
        (40, 14),
        (40, 15),
        (400, 200),
        (65535, 65535),
    ];
    for (lang, keys) in Lang::ALL.into_iter().flat_map(|lang| SCREENS.map(|keys| (lang, keys))) {
        let mut board = Board::open(lang, 80, 24);
        board.press(keys);
        for (width, height) in sizes {
            board.resize(width, height);
            assert_exact(&board, &format!("{lang:?} {keys:?} {width}x{height}"));
        }
    }
}

#[test]
fn every_project_is_shown_whole_at_every_width() {
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for lang in Lang::ALL {
        let mut board = Board::open(lang, 400, 200);
        for no in 1..=25 {
            board.press(&format!("{no:02}"));
            for width in [40, 60, 76, 80, 120, 400] {
                board.resize(width, 200);
                let page = detail_page(&board.model, &board.settings, 0..usize::MAX);
                let page: String = page.lines.iter().map(|line| visible(&line.text())).collect();
                let project = board.model.selected().unwrap();
                let texts = project.texts().map(|text| text.get(lang).to_owned());
                let figures = project.targets.iter().map(|target| target.amount_text(lang));
                for text in texts.chain(figures) {
                    assert!(
                        page.contains(&visible(&text)),
                        "{no} at {width}: {text} not in {page}"
                    );
                }
            }
        }
    }
}

fn any_key() -> impl Strategy<Value = Msg> {
    let code = prop_oneof![
        6 => "[a-zA-Z0-9/?'停车医疗工程？／、 \u{301}\u{200b}]".prop_map(|c| KeyCode::Char(c.chars().next().unwrap_or('j'))),
        1 => any::<char>().prop_map(KeyCode::Char),
        6 => prop::sample::select(vec![
            KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab,
            KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown, KeyCode::Backspace, KeyCode::Delete, KeyCode::F(1), KeyCode::F(3), KeyCode::F(11),
        ]),
    ];
    let modifiers = prop::sample::select(vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
    ]);
    (code, modifiers).prop_map(|(code, modifiers)| Msg::Key(KeyEvent::new(code, modifiers)))
}

fn any_mouse() -> impl Strategy<Value = Msg> {
    let left = MouseButton::Left;
    let kind = prop::sample::select(vec![
        MouseEventKind::Down(left),
        MouseEventKind::Down(left),
        MouseEventKind::Up(left),
        MouseEventKind::Up(left),
        MouseEventKind::Drag(left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
        MouseEventKind::Moved,
        MouseEventKind::Down(MouseButton::Right),
    ]);
    let position = prop_oneof![6 => (0..90_u16, 0..30_u16), 1 => any::<(u16, u16)>()];
    (kind, position).prop_map(|(kind, (column, row))| {
        Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    })
}

fn any_msg() -> impl Strategy<Value = Msg> {
    prop_oneof![
        12 => any_key(),
        1 => (0..130_u16, 0..60_u16).prop_map(|(width, height)| Msg::Resize(Size { width, height })),
        4 => any_mouse(),
        1 => any::<String>().prop_map(Msg::Paste),
        1 => prop::sample::select(vec![Msg::Resumed, Msg::CannotSuspend, Msg::Suspend]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// `Board::send` checks the model after every message.
    #[test]
    fn whatever_happens_the_model_fits_together_and_can_be_drawn(msgs in prop::collection::vec(any_msg(), 1..80)) {
        let mut board = Board::open(Lang::Zh, 80, 24);
        for msg in msgs {
            board.send(msg);
        }
        assert_exact(&board, "after random messages");
    }
}
