//! Bytes from the terminal in, crossterm [`Event`]s out: a pure, bounded push parser without
//! clock or I/O.
//!
//! | in                                            | out                                         |
//! |-----------------------------------------------|---------------------------------------------|
//! | `q` `Q` `医`                                  | that character, without modifiers           |
//! | CR or LF, TAB, DEL or BS, other C0            | Enter, Tab, Backspace, Ctrl and a character |
//! | `ESC` alone (after [`Parser::expire`])        | Esc                                         |
//! | `ESC x`, `ESC CR`, `ESC 医`                   | Alt-x, Alt-Enter, plain 医                  |
//! | `ESC [`, `ESC O`, `ESC P` alone (as above)    | Alt-\[, Alt-O, Alt-P                        |
//! | `ESC [ A`, `ESC O A`, `ESC [ 1;5A`, `ESC [ a` | Up, Up, Ctrl-Up, Shift-Up                   |
//! | `ESC [ 15~`, `ESC [ 5^`, `ESC [ [A`           | F5, Ctrl-PageUp (rxvt), F1 (Linux console)  |
//! | `ESC [ 97;5u`, `ESC [ 27;5;97~`               | Ctrl-a                                      |
//! | `ESC [ <0;1;1M`, `ESC [ M` and three bytes    | mouse, counted from 0                       |
//! | `ESC [ I`, `ESC [ O`                          | focus gained, focus lost                    |
//! | `ESC [ 200~` … `ESC [ 201~`                   | a paste, cut at [`MAX_PASTE`]; kiosk: keys  |
//! | `[200~` or `[<0;1;1M` after an expired `ESC`  | as if the `ESC` had not expired             |
//! | `ESC [ ? …`, OSC, DCS, APC                    | nothing: unrequested replies                |
//! | broken UTF-8, C1 controls, noncharacters      | nothing                                     |
//!
//! crossterm's own reader (0.29) is not used: it spins at full load when the terminal has gone away
//! (crossterm#793), blocks in `read(2)` after half a sequence so that no timer or resize runs
//! (#692), takes an arrow key split by a slow link for Esc and two letters (#993), and never
//! returns from a typed `Alt-[ 200~` (#1060). Here the loop owns the descriptor and the clock; the
//! parser only remembers unfinished input, and gives the same events wherever the bytes are split.

use crossterm::event::{Event, KeyCode};

use self::keys::{ALT, ESC, NONE, ascii_key, csi_event, key, mouse_event, ss3_key, text_key};

mod keys;
#[cfg(test)]
mod tests;

/// Maximum number of bytes of a sequence that is parsed; a longer sequence is skipped as a whole,
/// never typed.
const MAX_SEQUENCE: usize = 64;

/// Maximum number of bytes of text delivered from a paste; the rest is dropped up to the end
/// marker.
pub const MAX_PASTE: usize = 4096;

/// Three more bytes are kept, so that a character across the limit is cut off whole, not as U+FFFD.
const PASTE_KEPT: usize = MAX_PASTE + 3;
const PASTE_END: &[u8] = b"\x1b[201~";
const BEL: u8 = 0x07;
const CANCEL_BYTES: [u8; 2] = [0x18, 0x1A]; // CAN and SUB abort any sequence

/// Incomplete input that a [`Parser`] holds; the event loop chooses the timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// A lone `ESC`: the Esc key, or the start of something longer.
    Escape,
    /// `ESC [`, `ESC O` and the like, which may have been typed, or an unfinished reply.
    Prefix,
    /// An unfinished sequence with parameters, or character: only terminals send those.
    Sequence,
    /// A paste without its end marker.
    Paste,
}

/// The parser's state; the comments say what the buffer holds in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    Escape,
    Ss3,          // after `ESC O`
    Csi,          // after `ESC [`: the parameters
    Skip,         // in an ignored sequence, up to its final byte
    X10,          // after `ESC [ M`: the three bytes of a mouse report
    Late(usize),  // after an expired `ESC`: the bytes after it; that many are keys already
    Osc,          // in the only reply that BEL can end: its introducer and first byte
    Reply,        // in a DCS or APC: likewise
    ReplyEscape,  // after an `ESC` in OSC, DCS or APC
    Char,         // in a UTF-8 character: its first bytes
    Paste(usize), // in a paste: its text; that many bytes of the end marker have matched
}

/// The input parser: a state and one buffer of little more than [`MAX_PASTE`] bytes at most.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    buffer: Vec<u8>,
    /// True if input was not valid UTF-8, from a terminal set to GBK perhaps.
    pub invalid_utf8: bool,
    /// True if a paste gives an empty paste event and then keys, so that no paste can lack its end.
    no_pastes: bool,
}

impl Parser {
    /// Creates a parser.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a parser that delivers the text of pastes as keys, since a paste might never end.
    #[must_use]
    pub fn without_pastes() -> Self {
        Self { no_pastes: true, ..Self::default() }
    }

    /// Parses bytes, split anywhere, and pushes the events they complete.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            match self.state {
                State::Ground => self.ground(byte, events),
                State::Csi => self.csi(byte, events),
                // Old Konsoles put a modifier into SS3 (`ESC O 5 P`): the final byte must not be
                // typed.
                State::Ss3 | State::Skip if matches!(byte, 0x20..=0x3F) => self.enter(State::Skip),
                State::Ss3 => self.end_sequence(byte, ss3_key(byte), events),
                State::Skip => self.end_sequence(byte, None, events),
                State::X10 => self.x10(byte, events),
                State::Late(_) => self.late(byte, events),
                State::Osc | State::Reply if !self.continues_reply(byte) => {
                    self.expire(events);
                    self.ground(byte, events);
                }
                State::Osc if byte == BEL => self.enter(State::Ground),
                State::Osc | State::Reply if byte == ESC => self.enter(State::ReplyEscape),
                State::Osc | State::Reply if CANCEL_BYTES.contains(&byte) => {
                    self.enter(State::Ground);
                }
                State::Osc | State::Reply if self.buffer.len() == 1 => self.buffer.push(byte),
                State::Osc | State::Reply => {}
                State::ReplyEscape if byte == b'\\' => self.enter(State::Ground),
                State::Escape | State::ReplyEscape => self.escape(byte, events),
                State::Char => self.char(byte, events),
                State::Paste(matched) => self.paste(byte, matched, events),
            }
        }
    }

    /// Returns the kind of incomplete input, if any. The loop restarts its timeout with each read.
    #[must_use]
    pub fn pending(&self) -> Option<Pending> {
        match self.state {
            State::Ground => None,
            State::Late(delivered) if self.buffer.len() == delivered => None,
            State::Escape => Some(Pending::Escape),
            State::Paste(_) => Some(Pending::Paste),
            State::Csi if self.buffer.is_empty() => Some(Pending::Prefix),
            State::Ss3 | State::Late(_) | State::Osc | State::Reply | State::ReplyEscape => {
                Some(Pending::Prefix)
            }
            State::Csi | State::Skip | State::X10 | State::Char => Some(Pending::Sequence),
        }
    }

    /// Ends incomplete input: a lone `ESC` is the Esc key, a prefix that may have been typed is an
    /// Alt key or plain keys, a paste is delivered as it is, anything else is dropped.
    pub fn expire(&mut self, events: &mut Vec<Event>) {
        match (self.state, &self.buffer[..]) {
            (State::Escape, _) => {
                events.push(key(KeyCode::Esc, NONE));
                return self.enter(State::Late(0));
            }
            (State::Csi, []) => {
                events.push(ascii_key(b'[', ALT));
                self.state = State::Late(1);
                return self.buffer.push(b'[');
            }
            (State::Ss3, _) => events.push(ascii_key(b'O', ALT)),
            (State::Osc | State::Reply, [introducer]) => events.push(ascii_key(*introducer, ALT)),
            (State::Late(delivered), bytes) => {
                events.extend(bytes.iter().skip(delivered).map(|byte| ascii_key(*byte, NONE)));
            }
            (State::Paste(_), _) => events.push(self.paste_event()),
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
            b']' | b'P' | b'_' => {
                self.state = if byte == b']' { State::Osc } else { State::Reply };
                self.buffer.push(byte);
            }
            // Includes SOS and PM (`ESC X`, `ESC ^`): no terminal replies with those.
            0x00..0x80 => events.push(ascii_key(byte, ALT)),
            // An input method that ate an Esc sends it together with the next word: that is text,
            // not Alt.
            0x80.. => self.char(byte, events),
        }
    }

    /// Returns true if `byte` can follow in an OSC, DCS or APC. A first byte that no terminal
    /// replies with was typed.
    fn continues_reply(&self, byte: u8) -> bool {
        CANCEL_BYTES.contains(&byte)
            || match self.buffer[..] {
                [b']'] => byte.is_ascii_digit() || matches!(byte, b'l' | b'L' | BEL),
                [b'P'] => matches!(byte, b'!'..=b'?'),
                [b'_'] => byte == b'G',
                _ => true,
            }
    }

    /// Continues a sequence whose `ESC` was taken for the Esc key after a delay on a slow link: the
    /// start of a paste, whose text would act as commands, or a mouse report. Anything else was
    /// typed.
    fn late(&mut self, byte: u8, events: &mut Vec<Event>) {
        let parameters = self.buffer.get(1..).unwrap_or_default();
        let (is_paste, is_mouse) = (parameters == b"200", parameters.starts_with(b"<"));
        match byte {
            b'[' if self.buffer.is_empty() => self.buffer.push(byte),
            0x30..=0x3F if (1..MAX_SEQUENCE).contains(&self.buffer.len()) => self.buffer.push(byte),
            b'~' if is_paste => self.start_paste(events),
            b'M' | b'm' if is_mouse => {
                let parameters = self.buffer.split_off(1);
                self.end_sequence(byte, csi_event(&parameters, byte), events);
            }
            _ => {
                self.expire(events);
                self.ground(byte, events);
            }
        }
    }

    fn csi(&mut self, byte: u8, events: &mut Vec<Event>) {
        // By the standard `$` ends nothing, but rxvt ends Shift with it; in mode reports there is a
        // `;` before it.
        let is_rxvt_shift = byte == b'$' && self.buffer.iter().all(u8::is_ascii_digit);
        match byte {
            b'[' if self.buffer.is_empty() => self.buffer.push(byte), // Linux console, F1 to F5
            b'M' if self.buffer.is_empty() => self.enter(State::X10),
            b'~' if self.buffer == b"200" => self.start_paste(events),
            0x20..=0x3F if !is_rxvt_shift && self.buffer.len() < MAX_SEQUENCE => {
                self.buffer.push(byte);
            }
            0x20..=0x3F if !is_rxvt_shift => self.enter(State::Skip),
            _ => self.end_sequence(byte, csi_event(&self.buffer, byte), events),
        }
    }

    /// Ends a sequence at `byte`, which is its final byte, so that the sequence means `event`, or
    /// breaks it off.
    fn end_sequence(&mut self, byte: u8, event: Option<Event>, events: &mut Vec<Event>) {
        self.enter(State::Ground);
        match byte {
            0x20..=0x7E => events.extend(event),
            _ if CANCEL_BYTES.contains(&byte) => {}
            // Typed after a stray Alt-[: the key counts.
            _ => self.ground(byte, events),
        }
    }

    fn x10(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.buffer.push(byte);
        if let [button, column, row] = self.buffer[..] {
            self.enter(State::Ground);
            // Codes start at 32: a lower button wraps to an unknown one, a lower cell becomes 0.
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
            Err(error) if error.error_len().is_none() => self.state = State::Char,
            Err(_) => {
                self.invalid_utf8 = true;
                // The bytes before it are invalid; this one may start a character, unless it is the
                // first.
                if self.buffer.len() == 1 {
                    self.enter(State::Ground);
                } else {
                    self.ground(byte, events);
                }
            }
        }
    }

    fn start_paste(&mut self, events: &mut Vec<Event>) {
        self.enter(if self.no_pastes { State::Ground } else { State::Paste(0) });
        events.extend(self.no_pastes.then(|| self.paste_event()));
    }

    fn paste(&mut self, byte: u8, matched: usize, events: &mut Vec<Event>) {
        debug_assert!(matched < PASTE_END.len(), "a complete end marker ends the paste");
        let (seen, missing) = PASTE_END.split_at(matched.min(PASTE_END.len()));
        if missing == [byte] {
            events.push(self.paste_event());
            self.enter(State::Ground);
        } else if missing.first() == Some(&byte) {
            self.state = State::Paste(matched + 1);
        } else if matched > 0 {
            // The marker has its only ESC at the start: only this byte itself can start it again.
            self.push_paste(seen);
            self.paste(byte, 0, events);
        } else {
            self.push_paste(&[byte]);
            self.state = State::Paste(0);
        }
    }

    fn push_paste(&mut self, bytes: &[u8]) {
        debug_assert!(self.buffer.len() <= PASTE_KEPT, "{} bytes are kept", self.buffer.len());
        let left = PASTE_KEPT.saturating_sub(self.buffer.len());
        self.buffer.extend(bytes.iter().take(left));
    }

    fn paste_event(&self) -> Event {
        let text = String::from_utf8_lossy(&self.buffer);
        let mut ends = (0..=MAX_PASTE.min(text.len())).rev();
        let kept = ends.find_map(|end| text.get(..end));
        Event::Paste(kept.unwrap_or_default().to_owned())
    }
}
