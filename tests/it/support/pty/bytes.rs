//! Screens and output as bytes and text.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::collections::BTreeSet;

use portable_pty::MasterPty;
use vt100::Screen;

/// The sequences that the board may send. Modes: cursor, alternate screen, bracketed paste,
/// synchronized update; no mouse. Neither `c`, `n`, `p`, `t`, `u` nor an OSC or DCS: it sends no
/// query.
pub(super) const ALLOWED_SEQUENCES: [&str; 16] = [
    "H", "G", "C", "D", "J", "K", "X", "m", "?25h", "?25l", "?1049h", "?1049l", "?2004h", "?2004l",
    "?2026h", "?2026l",
];

/// Returns the rows of a screen, without blanks at their ends.
pub(crate) fn rows(screen: &Screen) -> Vec<String> {
    screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
}

/// Returns the number of occurrences of `part` in `bytes`.
pub(crate) fn count(bytes: &[u8], part: &str) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part.as_bytes()).count()
}

/// Returns the offset of `part` in `bytes`.
pub(crate) fn find(bytes: &[u8], part: &str) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part.as_bytes())
}

/// Returns the kinds of control sequences in `bytes`: the final byte, with private parameters; `ESC
/// x` for anything but CSI.
pub(super) fn sequence_kinds(bytes: &[u8]) -> BTreeSet<String> {
    let kind = |sequence: &[u8]| {
        let Some(body) = sequence.strip_prefix(b"[") else {
            return format!("ESC {}", String::from_utf8_lossy(&sequence[..sequence.len().min(4)]));
        };
        let end = body
            .iter()
            .position(|byte| (0x40..0x7F).contains(byte))
            .map_or(body.len(), |end| end + 1);
        String::from_utf8_lossy(&body[..end])
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')
            .to_owned()
    };
    let mut kinds: BTreeSet<_> = bytes.split(|byte| *byte == 0x1B).skip(1).map(kind).collect();
    // Reading may have stopped in the middle of a sequence.
    kinds.retain(|kind| !["", "ESC "].contains(&kind.as_str()));
    kinds
}

/// Returns the state of the terminal driver as text.
pub(super) fn termios_text(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
