//! Text on its way to the clipboard of the person at the terminal: OSC 52, which goes where the terminal is, over any network.
//! Whether a terminal takes it, none says.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// What stands between us and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Multiplexer {
    /// Nothing that needs to be told.
    #[default]
    None,
    /// tmux, which takes the text itself or hands it on, as it is set.
    Tmux,
    /// GNU screen, which hands on what is wrapped for it, in small pieces.
    Screen,
}

/// The longest piece that GNU screen hands on is 768 bytes.
const SCREEN_CHUNK: usize = 512;

/// The bytes that put `text` into the clipboard.
pub(super) fn copy_sequence(text: &str, between: Multiplexer) -> Vec<u8> {
    let mut sequence = String::new();
    // Writing to a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    match between {
        Multiplexer::None => sequence,
        Multiplexer::Tmux => format!("{sequence}\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b")),
        Multiplexer::Screen => {
            // Its wrapping ends where the sequence would.
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

    fn sent(text: &str, between: Multiplexer) -> String {
        String::from_utf8(copy_sequence(text, between)).unwrap()
    }

    #[test]
    fn a_text_goes_as_base64() {
        assert_eq!(sent("停车", Multiplexer::None), "\x1b]52;c;5YGc6L2m\x1b\\");
    }

    #[test]
    fn tmux_may_take_it_or_hand_it_on() {
        assert_eq!(sent("a", Multiplexer::Tmux), "\x1b]52;c;YQ==\x1b\\\x1bPtmux;\x1b\x1b]52;c;YQ==\x1b\x1b\\\x1b\\");
    }

    #[test]
    fn screen_gets_it_in_pieces_that_make_up_the_whole() {
        let sent = sent(&"停车".repeat(500), Multiplexer::Screen);
        let pieces: Vec<&str> = sent.split_terminator("\x1b\\").map(|piece| piece.strip_prefix("\x1bP").unwrap()).collect();
        assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.len() <= 768));
        let whole = pieces.concat();
        assert!(whole.starts_with("\x1b]52;c;5YGc6L2m") && whole.ends_with('\x07'));
        assert_eq!(whole.len(), "\x1b]52;c;".len() + 4000 + 1);
    }
}
