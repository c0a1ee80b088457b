//! Decoding of bytes, final bytes and parameters into crossterm events.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

pub(crate) const ESC: u8 = 0x1B;
pub(crate) const NONE: KeyModifiers = KeyModifiers::NONE;
pub(crate) const ALT: KeyModifiers = KeyModifiers::ALT;
pub(crate) const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
pub(crate) const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

/// Returns the press of a key.
pub(crate) fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// Decodes a character of text; `None` for control characters and noncharacters.
pub(crate) fn text_key(c: char, modifiers: KeyModifiers) -> Option<Event> {
    let is_noncharacter = u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    (!c.is_control() && !is_noncharacter).then(|| key(KeyCode::Char(c), modifiers))
}

/// Decodes an ASCII byte, a control byte included, pressed together with `modifiers`.
pub(crate) fn ascii_key(byte: u8, modifiers: KeyModifiers) -> Event {
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

/// Decodes the final byte of `ESC O`.
pub(crate) fn ss3_key(byte: u8) -> Option<Event> {
    let code = match byte {
        b'M' => KeyCode::Enter,
        // The keypad sends the ASCII row `*+,-./0123456789`, 64 higher.
        b'j'..=b'y' => KeyCode::Char(char::from(byte - 64)),
        b'R' => KeyCode::F(3),
        _ => letter_key(byte)?,
    };
    Some(key(code, NONE))
}

/// Decodes a final byte that `ESC O` and `ESC [` have in common.
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

/// Decodes the parameter of a sequence that ends with `~`.
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

/// Parses up to three decimal parameters, 0 for a missing one; `None` for private, longer or
/// malformed ones.
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

/// Decodes xterm's modifier parameter; super, hyper, meta and the locks are ignored.
fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = NONE;
    modifiers.set(SHIFT, bits & 1 != 0);
    modifiers.set(ALT, bits & 2 != 0);
    modifiers.set(CONTROL, bits & 4 != 0);
    modifiers
}

/// Decodes the complete sequence of `ESC [`, `body` and the final byte `last`.
pub(crate) fn csi_event(body: &[u8], last: u8) -> Option<Event> {
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
        // Bare, `P` is Delete on st but F1 on kitty. `R` also ends a cursor position report: it is
        // F3 only where a report could come from no more than the first columns of row 1.
        (b'P' | b'Q' | b'S', [_, 0, _]) => return None,
        (b'R', [1, m @ 2..=8, 0]) => (KeyCode::F(3), modifiers(m)),
        (b'Z', [0 | 1, m, 0]) => (KeyCode::BackTab, SHIFT | modifiers(m)),
        (_, [0 | 1, m, 0]) => (letter_key(last)?, modifiers(m)),
        _ => return None,
    };
    Some(key(code, modifiers))
}

/// Decodes a key reported by its code point (xterm's `modifyOtherKeys`, kitty) into the event of
/// its legacy encoding.
fn codepoint_key(code: u32, modifiers: KeyModifiers) -> Option<Event> {
    let shift = modifiers.contains(SHIFT);
    match (u8::try_from(code), char::from_u32(code)?) {
        (Ok(0), _) => None, // a missing parameter
        (Ok(b'\t'), _) if shift => Some(key(KeyCode::BackTab, modifiers)),
        (Ok(byte @ (..0x20 | 0x7F)), _) => Some(ascii_key(byte, modifiers)),
        // Kitty gives keys without a character numbers in the private use area: Caps Lock is no
        // text.
        (_, '\u{E000}'..='\u{F8FF}') => None,
        // Bindings match on the character, which already includes Shift.
        (_, c) if shift => text_key(c.to_ascii_uppercase(), modifiers - SHIFT),
        (_, c) => text_key(c, modifiers),
    }
}

/// Decodes a mouse report in xterm's numbering: cells count from 1, so that 0 is invalid
/// (crossterm#590 panics on it).
pub(crate) fn mouse_event(button: u32, column: u32, row: u32, released: bool) -> Option<Event> {
    let cell = |number: u32| Some(u16::try_from(number.checked_sub(1)?).unwrap_or(u16::MAX));
    let (column, row) = (cell(column)?, cell(row)?);
    let mouse_button = match button & 3 {
        1 => MouseButton::Middle,
        2 => MouseButton::Right,
        _ => MouseButton::Left,
    };
    let kind = match button & !0b1_1100 {
        0..=2 if !released => MouseEventKind::Down(mouse_button),
        // The old protocol reports the release of any button as 3.
        0..=3 => MouseEventKind::Up(mouse_button),
        32..=34 => MouseEventKind::Drag(mouse_button),
        35 => MouseEventKind::Moved,
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        66 => MouseEventKind::ScrollLeft,
        67 => MouseEventKind::ScrollRight,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: modifiers((button >> 2 & 7) + 1),
    }))
}
