//! The bytes for a terminal: three emulators show the same as with ratatui's own backend; and the
//! bytes are few.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "clippy recognises tests, but not their helpers"
)]

mod emulators;
mod tmux;

use self::emulators::{Emulator, VisibleCell, all_emulators};
use crate::support::Board;
use minsheng::lang::Lang;
use minsheng::tty::{Screen, TermLevel};
use proptest::prelude::*;
use proptest::sample::select;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

/// Encodes a whole frame with ratatui's own backend, for a blank screen. Not the changes, as it
/// would send them: where a narrow character replaces a wide one, that leaves the second cell in
/// the colours of the first.
fn reference(frame: &Buffer, cursor: Option<Position>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    backend.clear().unwrap();
    backend.draw(Buffer::empty(frame.area).diff(frame).into_iter()).unwrap();
    backend.hide_cursor().unwrap();
    if let Some(at) = cursor {
        backend.set_cursor_position(at).unwrap();
        backend.show_cursor().unwrap();
    }
    bytes
}

/// A terminal that gets our bytes, and one that gets those of the reference.
struct Pair {
    ours: Box<dyn Emulator>,
    reference: Box<dyn Emulator>,
}

/// Returns one pair of each emulator.
fn pairs(width: u16, height: u16) -> Vec<Pair> {
    let both = all_emulators(width, height).into_iter().zip(all_emulators(width, height));
    both.map(|(ours, reference)| Pair { ours, reference }).collect()
}

/// Asserts that all emulators show the same as the reference, frame by frame.
fn assert_same_screen(frames: &[(Buffer, Option<Position>)]) {
    assert_same_screen_on(Screen::default(), frames, Buffer::clone);
}

/// Like [`assert_same_screen`], for a screen that shows `seen(frame)`. Returns all bytes.
fn assert_same_screen_on(
    mut screen: Screen,
    frames: &[(Buffer, Option<Position>)],
    seen: impl Fn(&Buffer) -> Buffer,
) -> String {
    let Rect { width, height, .. } = frames[0].0.area;
    let (mut pairs, mut all) = (pairs(width, height), String::new());
    for (nth, (frame, cursor)) in frames.iter().enumerate() {
        let [our_bytes, reference_bytes] =
            [screen.paint(frame.clone(), *cursor), reference(&seen(frame), *cursor)];
        for Pair { ours, reference } in &mut pairs {
            ours.feed(&our_bytes);
            reference.feed(&reference_bytes);
            let name = ours.name();
            let text = String::from_utf8_lossy(&our_bytes);
            if let Some(message) = difference(&ours.cells(), &reference.cells(), width.into()) {
                panic!("{name}, frame {nth}: {message}\n{text:?}");
            }
            assert_eq!(ours.cursor(), reference.cursor(), "{name}, frame {nth}: {text:?}");
        }
        all.push_str(&String::from_utf8(our_bytes).unwrap());
    }
    all
}

/// Describes the first cell that differs.
fn difference(ours: &[VisibleCell], reference: &[VisibleCell], width: usize) -> Option<String> {
    assert_eq!(ours.len(), reference.len());
    let at = ours.iter().zip(reference).position(|(ours, reference)| ours != reference)?;
    Some(format!(
        "row {}, column {}: {:?}, not {:?}",
        at / width,
        at % width,
        ours[at],
        reference[at]
    ))
}

/// A change of the screen between two frames.
#[derive(Clone, Debug)]
enum Change {
    Text {
        x: u16,
        y: u16,
        text: String,
        style: Style,
    },
    Style {
        area: Rect,
        style: Style,
    },
    Blank(Rect),
    /// All rows move up by one.
    Scroll,
}

impl Change {
    fn apply(&self, buf: &mut Buffer) {
        let all = buf.area;
        match self {
            Self::Text { x, y, text, style } => {
                let (x, y) = (x % all.width, y % all.height);
                buf.set_stringn(x, y, text, usize::from(all.width - x), *style);
            }
            Self::Style { area, style } => buf.set_style(area.intersection(all), *style),
            Self::Blank(area) => {
                for at in area.intersection(all).positions() {
                    buf[at].reset();
                }
            }
            Self::Scroll => buf.content.rotate_left(all.width.into()),
        }
    }
}

fn any_style() -> impl Strategy<Value = Style> {
    let colour = || {
        let named = select(vec![
            Color::Reset,
            Color::Reset,
            Color::Reset,
            Color::Magenta,
            Color::White,
            Color::DarkGray,
        ]);
        prop_oneof![6 => named, 1 => any::<u8>().prop_map(Color::Indexed), 1 => Just(Color::Rgb(1, 20, 255))]
    };
    let modifier = prop_oneof![
        2 => Just(Modifier::empty()),
        // Crossterm and the emulators have only one kind of blinking.
        2 => any::<u16>().prop_map(|bits| Modifier::from_bits_truncate(bits) - Modifier::RAPID_BLINK - Modifier::HIDDEN),
        2 => select(vec![Modifier::BOLD, Modifier::DIM, Modifier::REVERSED, Modifier::UNDERLINED]),
    ];
    (colour(), colour(), modifier).prop_map(|(fg, bg, modifier)| {
        // For vt100 a cell is either bold or dim: the last one counts.
        let modifier =
            if modifier.contains(Modifier::BOLD) { modifier - Modifier::DIM } else { modifier };
        Style::reset().fg(fg).bg(bg).add_modifier(modifier)
    })
}

fn any_change() -> impl Strategy<Value = Change> {
    let area = || {
        (0..40_u16, 0..12_u16, 1..20_u16, 1..5_u16)
            .prop_map(|(x, y, width, height)| Rect::new(x, y, width, height))
    };
    let text = prop_oneof![
        3 => "[a-c停车位，“”│①℃é　 ]{0,12}",
        1 => "[ ]{0,30}",
        1 => "(停车|ab| ){0,10}",
    ];
    prop_oneof![
        6 => (0..40_u16, 0..12_u16, text, any_style()).prop_map(|(x, y, text, style)| Change::Text { x, y, text, style }),
        1 => (area(), any_style()).prop_map(|(area, style)| Change::Style { area, style }),
        2 => area().prop_map(Change::Blank),
        1 => Just(Change::Scroll),
    ]
}

/// Generates frames of one size, each derived from the one before.
fn any_frames() -> impl Strategy<Value = Vec<(Buffer, Option<Position>)>> {
    let size = prop_oneof![(1..40_u16, 1..12_u16), Just((40_u16, 6_u16))];
    let steps = prop::collection::vec(
        (prop::collection::vec(any_change(), 0..5), any::<Option<(u16, u16)>>()),
        1..8,
    );
    (size, steps).prop_map(|((width, height), steps)| {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let frames = steps.into_iter().map(|(changes, cursor)| {
            for change in &changes {
                change.apply(&mut buf);
            }
            (repair_wide_cells(&buf), cursor.map(|(x, y)| Position { x: x % width, y: y % height }))
        });
        frames.collect()
    })
}

/// Replaces wide characters without a second cell by a blank, and gives both cells of the others
/// one style: terminals differ in their handling of halves.
fn repair_wide_cells(buf: &Buffer) -> Buffer {
    let mut whole = buf.clone();
    let width = usize::from(buf.area.width);
    for row in whole.content.chunks_mut(width) {
        for x in 0..width {
            if ratatui::buffer::CellWidth::cell_width(&row[x]) < 2 {
                continue;
            }
            match row.get(x + 1) {
                Some(next) if next.symbol() == " " => {
                    let style = row[x].style();
                    row[x + 1].set_style(style);
                }
                _ => {
                    row[x].set_symbol(" ");
                }
            }
        }
    }
    whole
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn whatever_changes_three_terminals_show_what_the_reference_shows(frames in any_frames()) {
        assert_same_screen(&frames);
    }
}

/// Returns a frame as a VT100 shows it: no colours, and four attributes.
fn as_on_vt100(frame: &Buffer) -> Buffer {
    let mut frame = frame.clone();
    let has = Modifier::BOLD | Modifier::UNDERLINED | Modifier::SLOW_BLINK | Modifier::REVERSED;
    for cell in &mut frame.content {
        let modifier = cell.modifier & has;
        cell.set_style(Style::reset().add_modifier(modifier));
    }
    frame
}

/// True if a VT100 supports a sequence, given without `ESC [`; it ignores unknown modes.
fn vt100_supports(part: &str) -> bool {
    let end = part.find(|c: char| !c.is_ascii_digit() && c != ';' && c != '?').unwrap();
    match part.split_at(end + 1).0 {
        "?2026h" | "?2026l" | "?25h" | "?25l" => true,
        word if word.ends_with('m') => word
            .trim_end_matches('m')
            .split(';')
            .all(|code| ["", "0", "1", "4", "5", "7"].contains(&code)),
        word => word.ends_with(['H', 'C', 'D', 'J', 'K']) && !word.starts_with('?'),
    }
}

proptest! {
    #[test]
    fn a_terminal_that_knows_what_a_vt100_knows_is_told_nothing_else(frames in any_frames()) {
        let text = assert_same_screen_on(Screen::new(TermLevel::Vt100), &frames, as_on_vt100);
        for part in text.split('\x1b').skip(1) {
            prop_assert!(vt100_supports(part.strip_prefix('[').unwrap()), "{part:?}");
        }
    }
}

#[test]
fn where_terminals_do_not_agree_how_wide_a_character_is_the_rest_of_the_row_stays_in_place() {
    // avt gives a combining mark a cell of its own; after it, ratatui's own backend is off by one
    // up to the end of the row.
    let frame = Buffer::with_lines(["e\u{301}停车"]);
    let [our_bytes, reference_bytes] =
        [Screen::default().paint(frame.clone(), None), reference(&frame, None)];
    for Pair { mut ours, mut reference } in pairs(5, 1) {
        ours.feed(&our_bytes);
        reference.feed(&reference_bytes);
        assert_eq!(
            (ours.cells()[1].text.as_str(), ours.cells()[3].text.as_str()),
            ("停", "车"),
            "{}",
            ours.name()
        );
        assert_eq!(ours.cells() == reference.cells(), ours.name() != "avt", "{}", ours.name());
    }
}

/// Keys that use all features.
const SESSION: &str = "j j j <Tab> j J K <Tab> j j k G g ? <PgDn> <Esc> / 停 车 <Enter> n N <Esc> <Esc> e j 2 0 9 9 <PgDn> <PgUp> \
                       / p a r k <Backspace> <Backspace> <Esc> h l a <F2>";

#[test]
fn a_whole_session_looks_as_the_reference_has_it() {
    for (width, height) in [(80, 24), (200, 60), (40, 15), (61, 20), (30, 5)] {
        let mut board = Board::open(Lang::Zh, width, height);
        let mut frames = vec![board.draw()];
        for key in SESSION.split_whitespace() {
            board.press(key);
            frames.push(board.draw());
        }
        assert_same_screen(&frames);
    }
}

/// Returns the number of bytes of the cells that change: no cursor movement, no colour, no erasing.
fn min_bytes(shown: &Buffer, next: &Buffer) -> usize {
    shown.diff(next).iter().map(|(_, _, cell)| cell.symbol().len()).sum()
}

#[test]
fn moving_the_cursor_costs_at_most_half_as_much_again_as_the_cells_that_change() {
    for (lang, width, height) in
        Lang::ALL.into_iter().flat_map(|lang| [(lang, 80, 24), (lang, 200, 60)])
    {
        let mut board = Board::open(lang, width, height);
        let mut screen = Screen::default();
        let mut shown = board.draw().0;
        let _ = screen.paint(shown.clone(), None);
        let (mut sent, mut least) = (0, 0);
        for _ in 0..24 {
            board.press("j");
            let next = board.draw().0;
            least += min_bytes(&shown, &next);
            sent += screen.paint(next.clone(), None).len();
            shown = next;
        }
        assert!(
            sent * 2 <= least * 3,
            "{lang:?} {width}x{height}: {sent} bytes for cells of {least}"
        );
    }
}
