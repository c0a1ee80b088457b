//! Ambiguous-width characters: probing how wide the terminal draws them, and writing them where
//! that is not one cell.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::session::Session;
use crate::text::{Ambiguous, original_of};

/// A quote, a line, a shape and a circled digit, since a terminal may draw some wide and others
/// not; then a cursor position report is requested and the screen cleared. In row 2: a report about
/// row 1 may look like F3.
const PROBE: &str = "\x1b[2;1H“─●①\x1b[6n\x1b[2J";
/// Cursor column after four characters of one cell each, and of two.
const NARROW_COLUMN: u16 = 5;
const WIDE_COLUMN: u16 = 9;

/// The result of the probe, and input that arrived meanwhile.
pub(crate) struct ProbeReply {
    /// The width of ambiguous characters; [`Ambiguous::Safe`] if the terminal did not reply.
    pub(crate) ambiguous: Ambiguous,
    /// Bytes that are not part of the reply, such as keys.
    pub(crate) input: Vec<u8>,
}

impl From<Ambiguous> for ProbeReply {
    fn from(ambiguous: Ambiguous) -> Self {
        Self { ambiguous, input: Vec::new() }
    }
}

/// Probes how wide the terminal draws ambiguous characters, waiting at most `timeout`. The parser
/// drops a reply that comes later.
pub(crate) fn probe_width(session: &Session, timeout: Duration) -> ProbeReply {
    let mut received = Vec::new();
    let no_reply = |input| ProbeReply { ambiguous: Ambiguous::Safe, input };
    session.write(PROBE.as_bytes());
    let deadline = Instant::now() + timeout;
    loop {
        if let Some((column, input)) = parse_reply(&received) {
            let ambiguous = match column {
                NARROW_COLUMN => Ambiguous::Narrow,
                WIDE_COLUMN => Ambiguous::Wide,
                _ => Ambiguous::Safe,
            };
            return ProbeReply { ambiguous, input };
        }
        let left = Timespec::try_from(deadline.saturating_duration_since(Instant::now())).ok();
        match poll(&mut [PollFd::new(session, PollFlags::IN)], left.as_ref()) {
            Ok(1..) => {}
            Err(Errno::INTR) => continue,
            _ => return no_reply(received),
        }
        let mut bytes = [0; 256];
        match rustix::io::read(session, &mut bytes) {
            // More than this is a paste, not a reply.
            Ok(count @ 1..) if received.len() < 4096 => {
                received.extend_from_slice(bytes.get(..count).unwrap_or_default());
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            _ => return no_reply(received),
        }
    }
}

/// Returns the column in the first `ESC [ 2 ; column R`, and the bytes around it.
fn parse_reply(received: &[u8]) -> Option<(u16, Vec<u8>)> {
    let start = received.windows(4).position(|bytes| bytes == b"\x1b[2;")?;
    let (before, rest) = (received.get(..start)?, received.get(start + 4..)?);
    let (digits, rest) = rest.split_at(rest.iter().position(|byte| !byte.is_ascii_digit())?);
    let column = str::from_utf8(digits).ok()?.parse().ok()?;
    Some((column, [before, rest.strip_prefix(b"R")?].concat()))
}

/// Replaces stand-ins in `frame` by the characters they stand for, for a terminal with this width
/// of ambiguous characters.
///
/// If the width is unknown, two cells are blanked, the character is written into the first, and the
/// cursor is put after the second, wherever the character left it. On a narrow terminal a blank
/// follows the character; nothing shifts. Characters of Latin-1 (`° ² · ×`) are written so on wide
/// terminals, too: xterm draws them in one cell where all others take two.
pub(crate) fn resolve_stand_ins(frame: Vec<u8>, ambiguous: Ambiguous) -> Vec<u8> {
    if ambiguous == Ambiguous::Narrow {
        return frame;
    }
    let Ok(text) = str::from_utf8(&frame) else { return frame };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match original_of(c) {
            None => out.push(c),
            Some(c) if ambiguous == Ambiguous::Wide && c > '\u{ff}' => out.push(c),
            Some(c) => out.push_str(&format!("\x1b7  \x1b8{c}\x1b8\x1b[2C")),
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod simulation;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_among_keys() {
        let parse = |received: &str| parse_reply(received.as_bytes());
        assert_eq!(parse("\x1b[2;5R"), Some((5, Vec::new())));
        assert_eq!(parse("/停\x1b[A\x1b[2;9Rq"), Some((9, "/停\x1b[Aq".into())));
        for part in ["", "\x1b", "\x1b[2;", "\x1b[2;5", "\x1b[2;~", "\x1b[1;5R"] {
            assert_eq!(parse(part), None, "{part:?}");
        }
    }

    #[test]
    fn stand_ins_are_written_as_what_they_stand_in_for() {
        let frame = || Ambiguous::Wide.with_placeholders("停“车”").into_owned().into_bytes();
        assert_eq!(resolve_stand_ins(frame(), Ambiguous::Wide), "停“车”".as_bytes());
        let safe = "停\x1b7  \x1b8“\x1b8\x1b[2C车\x1b7  \x1b8”\x1b8\x1b[2C";
        assert_eq!(String::from_utf8(resolve_stand_ins(frame(), Ambiguous::Safe)).unwrap(), safe);
        assert_eq!(resolve_stand_ins("“a”".into(), Ambiguous::Narrow), "“a”".as_bytes());
    }
}
