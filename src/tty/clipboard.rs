//! Copying to the user's clipboard by OSC 52, which works over any network. No terminal reports
//! whether it accepted the text.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The terminal multiplexer between the board and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Multiplexer {
    /// No multiplexer: sequences are sent as they are.
    #[default]
    None,
    /// tmux, sent both forms: its settings decide whether it takes OSC 52 itself or passes the
    /// wrapped sequence on.
    Tmux,
    /// GNU screen, which passes on only what is wrapped in DCS strings, in small pieces.
    Screen,
}

impl Multiplexer {
    /// Returns the innermost multiplexer, by the values of `TMUX`, `STY` and `TERM`. Of nested ones
    /// both variables are set, but each gives the terminals in it a name of its own.
    #[must_use]
    pub fn innermost(tmux: &str, sty: &str, term: &str) -> Self {
        match (tmux.is_empty(), sty.is_empty()) {
            (true, true) => Self::None,
            (true, false) => Self::Screen,
            // A tmux in GNU screen that is set to use the name of screen is not told apart.
            (false, false) if term.starts_with("screen") => Self::Screen,
            (false, _) => Self::Tmux,
        }
    }
}

/// Bytes in each piece for GNU screen, which passes on at most 768.
const SCREEN_CHUNK: usize = 512;

/// Returns the bytes that put `text` into the clipboard through `multiplexer`.
pub(crate) fn copy_sequence(text: &str, multiplexer: Multiplexer) -> Vec<u8> {
    let mut sequence = String::new();
    // Writing to a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    match multiplexer {
        Multiplexer::None => sequence,
        Multiplexer::Tmux => {
            format!("{sequence}\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
        }
        Multiplexer::Screen => {
            // The terminator ST would end the DCS wrapper as well; OSC may also end with BEL.
            let sequence = sequence.replace("\x1b\\", "\x07");
            let pieces = sequence.as_bytes().chunks(SCREEN_CHUNK).map(String::from_utf8_lossy);
            pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
        }
    }
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_nested_multiplexers_the_inner_one_gives_the_terminal_its_name() {
        // As tmux 3.3a and GNU screen 4.9.0 set them.
        let (tmux, sty) = ("/tmp/tmux-1000/default,9667,0", "9674.pts-0.host");
        for (tmux, sty, term, innermost) in [
            ("", "", "xterm-256color", Multiplexer::None),
            // Over SSH only TERM comes along.
            ("", "", "tmux-256color", Multiplexer::None),
            (tmux, "", "tmux-256color", Multiplexer::Tmux),
            (tmux, "", "screen-256color", Multiplexer::Tmux),
            ("", sty, "screen.xterm-256color", Multiplexer::Screen),
            ("", sty, "xterm-256color", Multiplexer::Screen),
            (tmux, sty, "screen", Multiplexer::Screen),
            (tmux, sty, "screen.tmux-256color", Multiplexer::Screen),
            (tmux, sty, "tmux-256color", Multiplexer::Tmux),
            (tmux, sty, "xterm-256color", Multiplexer::Tmux),
        ] {
            assert_eq!(Multiplexer::innermost(tmux, sty, term), innermost, "{tmux} {sty} {term}");
        }
    }

    fn sent(text: &str, multiplexer: Multiplexer) -> String {
        String::from_utf8(copy_sequence(text, multiplexer)).unwrap()
    }

    #[test]
    fn a_text_goes_as_base64() {
        assert_eq!(sent("停车", Multiplexer::None), "\x1b]52;c;5YGc6L2m\x1b\\");
    }

    #[test]
    fn tmux_may_take_it_or_hand_it_on() {
        assert_eq!(
            sent("a", Multiplexer::Tmux),
            "\x1b]52;c;YQ==\x1b\\\x1bPtmux;\x1b\x1b]52;c;YQ==\x1b\x1b\\\x1b\\"
        );
    }

    #[test]
    fn screen_gets_it_in_pieces_that_make_up_the_whole() {
        let sent = sent(&"停车".repeat(500), Multiplexer::Screen);
        let pieces: Vec<&str> = sent
            .split_terminator("\x1b\\")
            .map(|piece| piece.strip_prefix("\x1bP").unwrap())
            .collect();
        assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.len() <= 768));
        let whole = pieces.concat();
        assert!(whole.starts_with("\x1b]52;c;5YGc6L2m") && whole.ends_with('\x07'));
        assert_eq!(whole.len(), "\x1b]52;c;".len() + 4000 + 1);
    }
}
