//! What a terminal is like, as far as that is known before the board opens.

use std::time::Duration;

use super::clipboard::Multiplexer;
use super::parse::Pending;
use crate::app::Profile;
use crate::text::Ambiguous;

/// What is known of a terminal, and of whoever is at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalInfo {
    /// Who is at it.
    pub profile: Profile,
    /// How long it may take.
    pub timeouts: Timeouts,
    /// What stands between us and it.
    pub multiplexer: Multiplexer,
    /// How wide it draws ambiguous characters; it is asked if nobody knows.
    pub ambiguous: Option<Ambiguous>,
    /// How much it understands.
    pub level: TermLevel,
}

/// How much a terminal understands. By its name: what it would answer may arrive as keys, late and over a slow line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermLevel {
    /// No addressing of the cursor, or nobody knows: there can be no board.
    Dumb,
    /// What a VT100 understands. Most that say so can do more, but nobody is worse off.
    Vt100,
    /// What every emulator of our time understands, the Linux console and GNU screen among them.
    #[default]
    Full,
}

impl TermLevel {
    /// That of a terminal of this name, the value of `TERM`.
    #[must_use]
    pub fn from_term(term: &str) -> Self {
        let name = term.split('-').next().unwrap_or_default();
        match name {
            "" | "dumb" | "unknown" | "vt52" => Self::Dumb,
            _ if name.strip_prefix("vt").is_some_and(|model| model.starts_with(|c: char| c.is_ascii_digit())) => Self::Vt100,
            _ => Self::Full,
        }
    }
}

/// How long to wait for the rest of something that came in part. Slow links cut escape sequences in pieces (crossterm#993).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// After a lone Esc, which may be the start of an arrow key.
    pub escape: Duration,
    /// After `ESC [`, `ESC O` and the like, which may have been typed, and within a reply.
    pub prefix: Duration,
    /// Within a sequence or a character that only a terminal sends: a lost packet is sent again after 200 ms, then 400 ms.
    pub sequence: Duration,
    /// Within a paste.
    pub paste: Duration,
    /// For the answer to the one question that there is, before the board opens.
    pub probe: Duration,
}

impl Timeouts {
    /// For a terminal that is near, or one behind a network.
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

    pub(super) fn for_pending(self, held: Pending) -> Duration {
        match held {
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
        for term in
            ["xterm", "xterm-256color", "putty", "putty-256color", "linux", "screen", "screen.xterm-256color", "tmux", "vte"]
        {
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
