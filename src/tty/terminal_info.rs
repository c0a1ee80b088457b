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
    /// True if the terminal is at the other end of a network.
    pub remote: bool,
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

impl TerminalInfo {
    /// Returns the timeout for the rest of `pending` input. Slow links split escape sequences
    /// (crossterm#993).
    pub(crate) fn input_timeout(&self, pending: Pending) -> Duration {
        Duration::from_millis(match pending {
            // It may be the start of an arrow key.
            Pending::Escape if !self.remote => 50,
            Pending::Escape | Pending::Prefix => 150,
            // TCP sends a lost packet again after 200 ms, then 400 ms.
            Pending::Sequence | Pending::Paste => 1000,
        })
    }

    /// Returns the timeout for the reply to the width probe, before the board opens.
    pub(crate) fn probe_timeout(&self) -> Duration {
        Duration::from_millis(if self.remote { 1000 } else { 250 })
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
