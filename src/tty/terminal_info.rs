//! Facts about the terminal that are known before the board opens.

use std::time::Duration;

use super::clipboard::Multiplexer;
use super::parse::Pending;
use crate::app::Profile;
use crate::text::Ambiguous;

/// Properties of the terminal and its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalInfo {
    /// The kind of user: desk or kiosk.
    pub profile: Profile,
    /// Timeouts for incomplete input.
    pub timeouts: Timeouts,
    /// The multiplexer between the board and the terminal.
    pub multiplexer: Multiplexer,
    /// The width of ambiguous characters; `None` to probe it.
    pub ambiguous: Option<Ambiguous>,
    /// The supported control sequences.
    pub level: TermLevel,
}

/// A level of supported control sequences. It follows from the terminal's name: replies to a query
/// may arrive late over a slow line, as keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermLevel {
    /// No cursor addressing, or unknown: the board cannot run.
    Dumb,
    /// VT100 sequences. Most terminals of such a name support more, but the board works on all of
    /// them.
    Vt100,
    /// The sequences that every current emulator supports, and the Linux console and GNU screen.
    #[default]
    Full,
}

impl TermLevel {
    /// Returns the level of the terminal called `term`, the value of `TERM`.
    #[must_use]
    pub fn from_term(term: &str) -> Self {
        match term.split('-').next().unwrap_or_default().as_bytes() {
            b"" | b"dumb" | b"unknown" | b"vt52" => Self::Dumb,
            [b'v', b't', b'0'..=b'9', ..] => Self::Vt100,
            _ => Self::Full,
        }
    }
}

/// Timeouts for the rest of incomplete input. Slow links split escape sequences (crossterm#993).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// After a lone Esc, which may be the start of an arrow key.
    pub escape: Duration,
    /// After `ESC [`, `ESC O` and the like, which may have been typed, and within a reply.
    pub prefix: Duration,
    /// Within a sequence or character that only a terminal sends: TCP sends a lost packet again
    /// after 200 ms, then 400 ms.
    pub sequence: Duration,
    /// Within a paste.
    pub paste: Duration,
    /// For the reply to the width probe, before the board opens.
    pub probe: Duration,
}

impl Timeouts {
    /// Returns the timeouts for a local terminal, or for a `remote` one across a network.
    #[must_use]
    pub fn for_link(remote: bool) -> Self {
        Self {
            escape: Duration::from_millis(if remote { 150 } else { 50 }),
            prefix: Duration::from_millis(150),
            sequence: Duration::from_secs(1),
            paste: Duration::from_secs(1),
            probe: Duration::from_millis(if remote { 1000 } else { 250 }),
        }
    }

    /// Returns the timeout for the rest of `pending` input.
    pub(crate) fn for_pending(self, pending: Pending) -> Duration {
        match pending {
            Pending::Escape => self.escape,
            Pending::Prefix => self.prefix,
            Pending::Sequence => self.sequence,
            Pending::Paste => self.paste,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TermLevel;

    #[test]
    fn the_name_says_how_much_it_understands() {
        let full = "xterm xterm-256color putty putty-256color linux screen screen.xterm-256color \
                    tmux vte";
        for term in full.split(' ') {
            assert_eq!(TermLevel::from_term(term), TermLevel::Full, "{term}");
        }
        for term in ["vt100", "vt102", "vt220", "vt320-w", "vt420"] {
            assert_eq!(TermLevel::from_term(term), TermLevel::Vt100, "{term}");
        }
        for term in ["", "dumb", "dumb-emacs-ansi", "unknown", "vt52"] {
            assert_eq!(TermLevel::from_term(term), TermLevel::Dumb, "{term}");
        }
    }
}
