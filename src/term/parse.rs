//! Bytes from the terminal in, crossterm's [`Event`]s out: a pure, bounded push parser without clock or IO.
//!
//! | in                                             | out                                                      |
//! |------------------------------------------------|----------------------------------------------------------|
//! | `q` `Q` `医`                                   | that character, without modifiers                        |
//! | CR or LF, TAB, DEL or BS, other C0             | Enter, Tab, Backspace, Ctrl with a character             |
//! | `ESC` alone (after [`Parser::expire`])         | Esc                                                      |
//! | `ESC x`, `ESC CR`, `ESC 医`                    | Alt-x, Alt-Enter, plain 医                               |
//! | `ESC [ A`, `ESC O A`, `ESC [ 1;5A`, `ESC [ a`  | Up, Up, Ctrl-Up, Shift-Up                                |
//! | `ESC [ 15~`, `ESC [ 5^`, `ESC [ [A`            | F5, Ctrl-PageUp (rxvt), F1 (Linux console)               |
//! | `ESC [ 97;5u`, `ESC [ 27;5;97~`                | Ctrl-a                                                   |
//! | `ESC [ <0;1;1M`, `ESC [ M` and three bytes     | mouse, counted from 0                                    |
//! | `ESC [ I`, `ESC [ O`                           | focus gained, focus lost                                 |
//! | `ESC [ 200~` … `ESC [ 201~`                    | one paste of at most [`MAX_PASTE`] bytes                 |
//! | `ESC [ ? …`, OSC, DCS, APC, PM, SOS            | nothing: replies to questions we did not ask             |
//! | broken UTF-8, C1 controls, noncharacters       | nothing                                                  |
//!
//! Why not crossterm's own reader (0.29): it spins at full load when the terminal has gone away (crossterm#793), sits in
//! `read(2)` after half a sequence so that no timer or resize runs (#692), takes an arrow key split by a slow link for
//! Esc and two letters (#993), and never comes back from a typed `Alt-[ 200~` (#1060). Here the loop owns the descriptor
//! and the clock; this file only remembers what has not ended yet, and where the bytes are split changes nothing.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

#[cfg(test)]
mod tests;

/// Most bytes looked at between `ESC [` and the final byte; a longer sequence is swallowed whole, never typed.
pub const MAX_SEQUENCE: usize = 64;

/// Most bytes of text one paste delivers; what comes after them is swallowed up to the end marker.
pub const MAX_PASTE: usize = 4096;

/// Three more bytes are kept, so that a character across the limit is whole when it is cut off, and not U+FFFD.
const PASTE_KEPT: usize = MAX_PASTE + 3;
const PASTE_END: &[u8] = b"\x1b[201~";
const BEL: u8 = 0x07;
const ESC: u8 = 0x1B;
const ABORT: [u8; 2] = [0x18, 0x1A]; // CAN and SUB break off whatever they are in
const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

/// What a [`Parser`] waits for; the loop chooses how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A lone `ESC`: the Esc key, or the start of something longer.
    Escape,
    /// A sequence, a reply or a character that has not ended.
    Sequence,
    /// A paste without its end marker.
    Paste,
}

/// Where in the input we are, and what the buffer holds there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    Escape,
    Ss3,          // after `ESC O`
    Csi,          // after `ESC [`: the parameters
    Skip,         // in a sequence that means nothing to us, up to its final byte
    X10,          // after `ESC [ M`: the three bytes of a mouse report
    Osc,          // the one reply that BEL may end
    Reply,        // DCS, APC, PM or SOS
    ReplyEscape,  // after an `ESC` in one of those
    Char,         // in a UTF-8 character: its first bytes
    Paste(usize), // in a paste, with so many bytes of the end marker matched: its text
}

/// The parser. It holds a state and one buffer, never longer than [`MAX_PASTE`] and a few bytes.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    buffer: Vec<u8>,
    /// Whether something came that is no UTF-8, from a terminal set to GBK perhaps.
    pub garbled: bool,
}

impl Parser {
    /// A parser that holds nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes as they come, split anywhere, and pushes the events they complete.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            match self.state {
                State::Ground => self.ground(byte, events),
                State::Csi => self.csi(byte, events),
                // Old Konsoles put a modifier into SS3 (`ESC O 5 P`): the final byte must not be typed.
                State::Ss3 | State::Skip if matches!(byte, 0x20..=0x3F) => self.enter(State::Skip),
                State::Ss3 => self.last(byte, ss3_key(byte), events),
                State::Skip => self.last(byte, None, events),
                State::X10 => self.x10(byte, events),
                State::Osc if byte == BEL => self.enter(State::Ground),
                State::Osc | State::Reply if byte == ESC => self.enter(State::ReplyEscape),
                State::Osc | State::Reply if ABORT.contains(&byte) => self.enter(State::Ground),
                State::Osc | State::Reply => {}
                State::ReplyEscape if byte == b'\\' => self.enter(State::Ground),
                State::Escape | State::ReplyEscape => self.escape(byte, events),
                State::Char => self.char(byte, events),
                State::Paste(matched) => self.paste(byte, matched, events),
            }
        }
    }

    /// What is held back, if anything: the loop sets a deadline for it, anew whenever bytes come.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        match self.state {
            State::Ground => None,
            State::Escape => Some(Held::Escape),
            State::Paste(_) => Some(Held::Paste),
            _ => Some(Held::Sequence),
        }
    }

    /// Gives up on what is held: a lone `ESC` is the Esc key, a paste is delivered as it is, anything else is dropped.
    pub fn expire(&mut self, events: &mut Vec<Event>) {
        match self.state {
            State::Escape => events.push(key(KeyCode::Esc, NONE)),
            State::Ss3 => events.push(key(KeyCode::Char('O'), ALT)),
            State::Paste(_) => events.push(self.pasted()),
            _ => {}
        }
        self.enter(State::Ground);
    }

    fn enter(&mut self, state: State) {
        self.buffer.clear();
        self.state = state;
    }

    fn ground(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.enter(State::Ground);
        match byte {
            ESC => self.enter(State::Escape),
            0x00..0x80 => events.push(ascii_key(byte, NONE)),
            0x80.. => self.char(byte, events),
        }
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.enter(State::Ground);
        match byte {
            ESC => {
                events.push(key(KeyCode::Esc, NONE));
                self.enter(State::Escape);
            }
            b'[' => self.enter(State::Csi),
            b'O' => self.enter(State::Ss3),
            b']' => self.enter(State::Osc),
            b'P' | b'X' | b'^' | b'_' => self.enter(State::Reply),
            0x00..0x80 => events.push(ascii_key(byte, ALT)),
            // An input method that ate an Esc sends it together with the next word: that is text, not Alt.
            0x80.. => self.char(byte, events),
        }
    }

    fn csi(&mut self, byte: u8, events: &mut Vec<Event>) {
        // By the standard `$` ends nothing, but rxvt ends Shift with it; in mode reports there is a `;` before it.
        let rxvt = byte == b'$' && self.buffer.iter().all(u8::is_ascii_digit);
        match byte {
            b'[' if self.buffer.is_empty() => self.buffer.push(byte), // the Linux console's F1 to F5
            b'M' if self.buffer.is_empty() => self.enter(State::X10),
            b'~' if self.buffer == b"200" => self.enter(State::Paste(0)),
            0x20..=0x3F if !rxvt && self.buffer.len() < MAX_SEQUENCE => self.buffer.push(byte),
            0x20..=0x3F if !rxvt => self.enter(State::Skip),
            _ => self.last(byte, csi_event(&self.buffer, byte), events),
        }
    }

    /// The byte that ends a sequence, whether it belongs to it or breaks it off.
    fn last(&mut self, byte: u8, meaning: Option<Event>, events: &mut Vec<Event>) {
        self.enter(State::Ground);
        match byte {
            0x20..=0x7E => events.extend(meaning),
            _ if ABORT.contains(&byte) => {}
            // A person typed on after a stray Alt-[: their key counts.
            _ => self.ground(byte, events),
        }
    }

    fn x10(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.buffer.push(byte);
        if let [button, column, row] = self.buffer[..] {
            self.enter(State::Ground);
            // Below 32 there is no code: such a button wraps to one that does not exist, such a cell to 0.
            let button = u32::from(button).wrapping_sub(32);
            let [column, row] = [column, row].map(|cell| u32::from(cell).saturating_sub(32));
            events.extend(mouse_event(button, column, row, false));
        }
    }

    fn char(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.buffer.push(byte);
        match str::from_utf8(&self.buffer) {
            Ok(text) => {
                events.extend(text.chars().filter_map(|c| text_key(c, NONE)));
                self.enter(State::Ground);
            }
            Err(broken) if broken.error_len().is_none() => self.state = State::Char,
            Err(_) => {
                self.garbled = true;
                // What came before was broken; this byte may be fine, if it is not the first.
                if self.buffer.len() == 1 { self.enter(State::Ground) } else { self.ground(byte, events) }
            }
        }
    }

    fn paste(&mut self, byte: u8, matched: usize, events: &mut Vec<Event>) {
        let (begun, missing) = PASTE_END.split_at(matched.min(PASTE_END.len()));
        if missing == [byte] {
            events.push(self.pasted());
            self.enter(State::Ground);
        } else if missing.first() == Some(&byte) {
            self.state = State::Paste(matched + 1);
        } else if matched > 0 {
            // The marker has its only ESC at the start: nothing but this byte itself can begin it again.
            self.keep(begun);
            self.paste(byte, 0, events);
        } else {
            self.keep(&[byte]);
            self.state = State::Paste(0);
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = PASTE_KEPT.saturating_sub(self.buffer.len());
        self.buffer.extend(bytes.iter().take(room));
    }

    fn pasted(&self) -> Event {
        let text = String::from_utf8_lossy(&self.buffer);
        let mut longest = (0..=MAX_PASTE.min(text.len())).rev();
        let kept = longest.find_map(|end| text.get(..end));
        Event::Paste(kept.unwrap_or_default().to_owned())
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn text_key(c: char, modifiers: KeyModifiers) -> Option<Event> {
    let noncharacter = u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    (!c.is_control() && !noncharacter).then(|| key(KeyCode::Char(c), modifiers))
}

fn ascii_key(byte: u8, modifiers: KeyModifiers) -> Event {
    let (code, own) = match byte {
        b'\r' | b'\n' => (KeyCode::Enter, NONE),
        b'\t' => (KeyCode::Tab, NONE),
        0x08 | 0x7F => (KeyCode::Backspace, NONE),
        ESC => (KeyCode::Esc, NONE),
        0x00 => (KeyCode::Char(' '), CONTROL),
        0x01..=0x1A => (KeyCode::Char(char::from(byte - 0x01 + b'a')), CONTROL),
        0x1C..=0x1F => (KeyCode::Char(char::from(byte - 0x1C + b'4')), CONTROL),
        _ => (KeyCode::Char(char::from(byte)), NONE),
    };
    key(code, own | modifiers)
}

fn ss3_key(byte: u8) -> Option<Event> {
    let code = match byte {
        b'M' => KeyCode::Enter,
        // The keypad is the ASCII row `*+,-./0123456789`, 64 further up.
        b'j'..=b'y' => KeyCode::Char(char::from(byte - 64)),
        b'R' => KeyCode::F(3),
        _ => letter_key(byte)?,
    };
    Some(key(code, NONE))
}

fn letter_key(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' | b'Q' | b'S' => KeyCode::F(byte - b'P' + 1),
        _ => return None,
    })
}

fn number_key(number: u32) -> Option<KeyCode> {
    Some(match u8::try_from(number).ok()? {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        f @ 11..=15 => KeyCode::F(f - 10),
        f @ 17..=21 => KeyCode::F(f - 11),
        f @ 23..=24 => KeyCode::F(f - 12),
        _ => return None,
    })
}

/// Up to three parameters; a missing one is 0. None for private, longer and otherwise strange ones.
fn parameters(body: &[u8]) -> Option<[u32; 3]> {
    let mut numbers = [0_u32; 3];
    let mut fields = body.split(|&byte| byte == b';');
    for (number, field) in numbers.iter_mut().zip(&mut fields) {
        for &byte in field {
            let digit = char::from(byte).to_digit(10)?;
            *number = number.saturating_mul(10).saturating_add(digit);
        }
    }
    fields.next().is_none().then_some(numbers)
}

/// The bits of an xterm modifier parameter; super, hyper, meta and the locks are ignored.
fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = NONE;
    modifiers.set(SHIFT, bits & 1 != 0);
    modifiers.set(ALT, bits & 2 != 0);
    modifiers.set(CONTROL, bits & 4 != 0);
    modifiers
}

/// The meaning of a whole `ESC [ body last`.
fn csi_event(body: &[u8], last: u8) -> Option<Event> {
    if body == b"[" {
        return matches!(last, b'A'..=b'E').then(|| key(KeyCode::F(last - b'@'), NONE));
    }
    if let Some(mouse) = body.strip_prefix(b"<") {
        let [button, column, row] = parameters(mouse).filter(|_| matches!(last, b'M' | b'm'))?;
        return mouse_event(button, column, row, last == b'm');
    }
    let (code, modifiers) = match (last, parameters(body)?) {
        (b'I', [0, 0, 0]) => return Some(Event::FocusGained),
        (b'O', [0, 0, 0]) => return Some(Event::FocusLost),
        (b'u', [code, m, 0]) | (b'~', [27, m, code]) => return codepoint_key(code, modifiers(m)),
        (b'~', [number, m, 0]) => (number_key(number)?, modifiers(m)),
        (b'^', [number, 0, 0]) => (number_key(number)?, CONTROL), // this and the next three: rxvt
        (b'$', [number, 0, 0]) => (number_key(number)?, SHIFT),
        (b'@', [number, 0, 0]) => (number_key(number)?, CONTROL | SHIFT),
        (b'a'..=b'd', [0, 0, 0]) => (letter_key(last.to_ascii_uppercase())?, SHIFT),
        // Bare, `P` is Delete on st but F1 on kitty. `R` also answers "where is the cursor": F3 only where the first
        // row's first columns cannot be told from it.
        (b'P' | b'Q' | b'S', [_, 0, _]) => return None,
        (b'R', [1, m @ 2..=8, 0]) => (KeyCode::F(3), modifiers(m)),
        (b'Z', [0 | 1, m, 0]) => (KeyCode::BackTab, SHIFT | modifiers(m)),
        (_, [0 | 1, m, 0]) => (letter_key(last)?, modifiers(m)),
        _ => return None,
    };
    Some(key(code, modifiers))
}

/// A key told by its code point (xterm's `modifyOtherKeys`, kitty), made equal to the same key told in the old way.
fn codepoint_key(code: u32, modifiers: KeyModifiers) -> Option<Event> {
    let shift = modifiers.contains(SHIFT);
    match (u8::try_from(code), char::from_u32(code)?) {
        (Ok(0), _) => None, // a parameter left out
        (Ok(b'\t'), _) if shift => Some(key(KeyCode::BackTab, modifiers)),
        (Ok(byte @ (..0x20 | 0x7F)), _) => Some(ascii_key(byte, modifiers)),
        // Kitty numbers keys without a character in the private use area: Caps Lock is no text.
        (_, '\u{E000}'..='\u{F8FF}') => None,
        // Bindings match on the character, which already tells of Shift.
        (_, c) if shift => text_key(c.to_ascii_uppercase(), modifiers - SHIFT),
        (_, c) => text_key(c, modifiers),
    }
}

/// A mouse report in xterm's numbering: cells from 1, so that 0 is a broken report (crossterm#590 panics on it).
fn mouse_event(button: u32, column: u32, row: u32, released: bool) -> Option<Event> {
    let cell = |number: u32| Some(u16::try_from(number.checked_sub(1)?).unwrap_or(u16::MAX));
    let (column, row) = (cell(column)?, cell(row)?);
    let side = match button & 3 {
        1 => MouseButton::Middle,
        2 => MouseButton::Right,
        _ => MouseButton::Left,
    };
    let kind = match button & !0b1_1100 {
        0..=2 if !released => MouseEventKind::Down(side),
        // 3 is how the old protocol lets go of any button.
        0..=3 => MouseEventKind::Up(side),
        32..=34 => MouseEventKind::Drag(side),
        35 => MouseEventKind::Moved,
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        66 => MouseEventKind::ScrollLeft,
        67 => MouseEventKind::ScrollRight,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: modifiers((button >> 2 & 7) + 1) }))
}
