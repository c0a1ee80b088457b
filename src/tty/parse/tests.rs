use crossterm::event::{KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::keys::{CONTROL, SHIFT};
use super::*;

fn feed_all(bytes: &[u8]) -> (Parser, Vec<Event>) {
    let (mut parser, mut events) = (Parser::new(), Vec::new());
    parser.feed(bytes, &mut events);
    (parser, events)
}

fn parse(bytes: &[u8]) -> Vec<Event> {
    feed_all(bytes).1
}

/// Returns the events for the bytes when nothing follows them.
fn parse_and_expire(bytes: &[u8]) -> Vec<Event> {
    let (mut parser, mut events) = feed_all(bytes);
    parser.expire(&mut events);
    assert_eq!(parser.pending(), None);
    events
}

/// Formats events in short: `C-S-PageUp`, `"text"`, `Down(Left)@3,4`.
fn describe(events: &[Event]) -> String {
    let modifiers = |m: KeyModifiers| {
        [(CONTROL, "C-"), (ALT, "A-"), (SHIFT, "S-")]
            .map(|(bit, name)| if m.contains(bit) { name } else { "" })
            .concat()
    };
    let describe_event = |event: &Event| match event {
        Event::Key(k) => {
            modifiers(k.modifiers)
                + &match k.code {
                    KeyCode::Char(c) => c.to_string(),
                    KeyCode::F(n) => format!("F{n}"),
                    code => format!("{code:?}"),
                }
        }
        Event::Mouse(m) => modifiers(m.modifiers) + &format!("{:?}@{},{}", m.kind, m.column, m.row),
        Event::Paste(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    };
    events.iter().map(describe_event).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_parses(table: &[(&str, &str)]) {
    for (bytes, expected) in table {
        assert_eq!(describe(&parse(bytes.as_bytes())), *expected, "{bytes:?}");
        let (next, after) = (format!("{bytes}z"), format!("{expected} z"));
        assert_eq!(describe(&parse(next.as_bytes())), after.trim_start(), "{next:?}");
    }
}

#[test]
fn plain_characters_and_control_bytes() {
    assert_parses(&[
        ("qQ~ 医🏠", "q Q ~   医 🏠"),
        ("\r", "Enter"),
        ("\n", "Enter"),
        ("\t", "Tab"),
        ("\x7f\x08", "Backspace Backspace"),
        ("\0", "C- "),
        ("\x01\x03\x1a", "C-a C-c C-z"),
        ("\x1c\x1d\x1e\x1f", "C-4 C-5 C-6 C-7"),
        ("\u{80}\u{9b}\u{9f}\u{fffe}\u{ffff}\u{1fffe}\u{fdd0}", ""),
    ]);
}

#[test]
fn alt_and_escape() {
    assert_parses(&[
        ("\x1bx\x1bQ\x1b1\x1b ", "A-x A-Q A-1 A- "),
        ("\x1b\r\x1b\x7f\x1b\x01\x1b\0", "A-Enter A-Backspace C-A-a C-A- "),
        ("\x1b\x1b\x1bx", "Esc Esc A-x"),
        ("\x1b\x1b[A", "Esc Up"),
        ("\x1b医x", "医 x"),
        // No terminal replies with those: they were typed.
        (
            "\x1b^x\x1bXx\x1b]x\x1b]\x1b[A\x1bP\r\x1bPj\x1b_x",
            "A-^ x A-X x A-] x A-] Up A-P Enter A-P j A-_ x",
        ),
    ]);
    assert_eq!(describe(&parse_and_expire(b"\x1b")), "Esc");
    assert_eq!(describe(&parse_and_expire(b"\x1b\x1b")), "Esc Esc");
}

#[test]
fn xterm_keys() {
    assert_parses(&[
        ("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "Up Down Right Left Home End"),
        ("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End"),
        ("\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4"),
        (
            "\x1b[15~\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~",
            "F5 F6 F7 F8 F9 F10 F11 F12",
        ),
        ("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown"),
        ("\x1b[1;2A\x1b[1;3B\x1b[1;5C\x1b[1;8D\x1b[1;9H", "S-Up A-Down C-Right C-A-S-Left Home"),
        ("\x1b[1;5P\x1b[1;5Q\x1b[1;5R\x1b[1;2S", "C-F1 C-F2 C-F3 S-F4"),
        ("\x1b[3;5~\x1b[15;2~", "C-Delete S-F5"),
        ("\x1b[Z\x1b[1;6Z", "S-BackTab C-S-BackTab"),
        ("\x1b[I\x1b[O", "FocusGained FocusLost"),
        ("\x1b[27;5;97~\x1b[27;2;13~\x1b[27;6;65~", "C-a S-Enter C-A"),
    ]);
}

#[test]
fn putty_linux_rxvt_and_kitty_keys() {
    assert_parses(&[
        ("\x1b[1~\x1b[4~\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "Home End F1 F2 F3 F4"),
        ("\x1bOM\x1bOj\x1bOk\x1bOl\x1bOm\x1bOn\x1bOo\x1bOp\x1bOy", "Enter * + , - . / 0 9"),
        ("\x1b[[A\x1b[[B\x1b[[C\x1b[[D\x1b[[E", "F1 F2 F3 F4 F5"),
        ("\x1b[[Z", ""),
        ("\x1b[7~\x1b[8~\x1b[a\x1b[b\x1b[c\x1b[d", "Home End S-Up S-Down S-Right S-Left"),
        ("\x1b[5^\x1b[5$\x1b[6@\x1b[7^\x1b[3$", "C-PageUp S-PageUp C-S-PageDown C-Home S-Delete"),
        ("\x1b[97u\x1b[97;5u\x1b[97;2u\x1b[21307;3u", "a C-a A A-医"),
        ("\x1b[27u\x1b[13;5u\x1b[9;2u\x1b[127;3u", "Esc C-Enter S-BackTab A-Backspace"),
        ("\x1b[57358u\x1b[133u\x1b[55296u\x1b[4294967296u\x1b[u\x1b[97;1:3u", ""),
    ]);
}

#[test]
fn replies_and_unknown_sequences_are_swallowed() {
    assert_parses(&[
        ("\x1b[?1;2c\x1b[>41;354;0c\x1b[?2026;2$y\x1b[?997;1n\x1b[=1u\x1b[?0u", ""),
        (
            "\x1b[4;2$y\x1b[2;0$y\x1b[0n\x1b[8;24;80t\x1b[12;40R\x1b[1;1R\x1b[1;80R\x1b[2;5R\x1b[R",
            "",
        ),
        ("\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b]11;rgb:0/0/0\x1b\\\x1b]0;医\r\n\x1b\\", ""),
        (
            "\x1bP>|XTerm(390)\x1b\\\x1bP1$r0m\x07\x1b\\\x1b_Gi=1;OK\x1b\\\x1b]lq\x1b\\\x1bP!|0\x1b\\",
            "",
        ),
        ("\x1bP\x18\x1b]\x1a\x1b[1;\x18\x1bO\x1a\x1b[?\x18", ""),
        ("\x1bO5P\x1bOz\x1bO#A", ""),
        ("\x1b[P\x1b[99~\x1b[1;2;3;4A\x1b[1;2?A\x1b[5A\x1b[201~\x1b[<0;1;1Q\x1b[<A", ""),
        ("\x1b]1x\x1b[A", "Up"),
    ]);
}

#[test]
fn a_sequence_that_is_broken_off_gives_way_to_what_follows() {
    assert_parses(&[
        ("\x1b[1;\x1b[A", "Up"),
        ("\x1b[\r\x1b[?1\t\x1bO\x7f", "Enter Tab Backspace"),
        ("\x1b[医\x1bO医\x1b[?医", "医 医 医"),
    ]);
}

#[test]
fn a_sequence_too_long_is_swallowed_to_its_final_byte() {
    let digits = |n: usize| format!("\x1b[{}1A", "0".repeat(n - 1));
    assert_eq!(describe(&parse(digits(MAX_SEQUENCE).as_bytes())), "Up");
    assert_eq!(describe(&parse((digits(MAX_SEQUENCE + 1) + "q").as_bytes())), "q");
    assert_eq!(describe(&parse((digits(1 << 20) + "q").as_bytes())), "q");
}

#[test]
fn text_in_another_encoding_is_noticed_and_text_that_has_not_ended_is_not() {
    for (bytes, garbled) in [
        (&b"\xcd\xa3\xb3\xb5"[..], true),
        (b"\xe9j", true),
        ("停车é".as_bytes(), false),
        (b"\xe5\x81", false),
    ] {
        let mut parser = Parser::new();
        parser.feed(bytes, &mut Vec::new());
        parser.expire(&mut Vec::new());
        assert_eq!(parser.invalid_utf8, garbled, "{bytes:x?}");
    }
}

#[test]
fn broken_utf8_is_dropped_without_its_neighbours() {
    for (bytes, expected) in [
        (&b"\xe5\x8cq"[..], "q"),
        (b"\xffq\xc0\xafq", "q q"),
        (b"\x80\x9bq", "q"),
        (b"\xf5\x80\x80\x80q\xf4\x90\x80\x80q", "q q"),
        (b"\xed\xa0\x80q\xe0\x80\x80q", "q q"),
        (b"\xe5\xe5\x8c\xbb", "医"),
        (b"\xe5\x1b[A", "Up"),
        (b"\x1b\xffq", "q"),
    ] {
        assert_eq!(describe(&parse(bytes)), expected, "{bytes:?}");
    }
}

#[test]
fn what_is_held_and_what_becomes_of_it() {
    for (bytes, expected, left) in [
        (&b"q"[..], None, "q"),
        (b"\x1b", Some(Pending::Escape), "Esc"),
        (b"\x1b[", Some(Pending::Prefix), "A-["),
        (b"\x1b[[", Some(Pending::Sequence), ""),
        (b"\x1b[1;5", Some(Pending::Sequence), ""),
        (b"\x1b[M!!", Some(Pending::Sequence), ""),
        (b"\x1bO", Some(Pending::Prefix), "A-O"),
        (b"\x1b]", Some(Pending::Prefix), "A-]"),
        (b"\x1b]11;", Some(Pending::Prefix), ""),
        (b"\x1bP1\x1b", Some(Pending::Prefix), ""),
        (b"\xe5\x8c", Some(Pending::Sequence), ""),
        (b"\x1b[200~", Some(Pending::Paste), "\"\""),
        (b"\x1b[200~ab\x1b[20", Some(Pending::Paste), "\"ab\""),
    ] {
        assert_eq!(feed_all(bytes).0.pending(), expected, "{bytes:?}");
        assert_eq!(describe(&parse_and_expire(bytes)), left, "{bytes:?}");
    }
}

#[test]
fn a_key_behind_esc_that_may_begin_a_sequence_is_an_alt_key_when_nothing_follows() {
    for byte in (0x00..0x80).filter(|byte| *byte != ESC) {
        assert_eq!(parse_and_expire(&[ESC, byte]), [ascii_key(byte, ALT)], "{byte:x}");
    }
}

/// Returns the events for the bytes with a timeout at each `|`.
fn paused(bytes: &str) -> String {
    let (mut parser, mut events) = (Parser::new(), Vec::new());
    for part in bytes.split('|') {
        parser.feed(part.as_bytes(), &mut events);
        parser.expire(&mut events);
    }
    describe(&events)
}

#[test]
fn what_a_slow_link_holds_up_behind_an_esc_is_no_string_of_commands() {
    for (bytes, expected) in [
        ("\x1b|[200~q\x1b[A\x1b[201~j", "Esc \"q\\u{1b}[A\" j"),
        ("\x1b[|200~q\x1b[201~j", "A-[ \"q\" j"),
        ("\x1b|[<0;3;4M\x1b[|<0;3;4mj", "Esc Down(Left)@2,3 A-[ Up(Left)@2,3 j"),
        // Typed on after Esc.
        ("\x1b|[", "Esc ["),
        ("\x1b[|[", "A-[ ["),
        ("\x1b[|j", "A-[ j"),
        ("\x1b|j[200~", "Esc j [ 2 0 0 ~"),
        ("\x1b|[j", "Esc [ j"),
        ("\x1b|[20|0~", "Esc [ 2 0 0 ~"),
        ("\x1b|[2\x1b[A[", "Esc [ 2 Up ["),
        ("\x1b|[A\x1b|[5~\x1b|[<0;1M", "Esc [ A Esc [ 5 ~ Esc"),
        ("\x1b|[201~\x1b|医", "Esc [ 2 0 1 ~ Esc 医"),
    ] {
        assert_eq!(paused(bytes), expected, "{bytes:?}");
    }
}

#[test]
fn mouse_reports() {
    assert_parses(&[
        ("\x1b[<0;1;1M\x1b[<1;3;4M\x1b[<2;3;4m", "Down(Left)@0,0 Down(Middle)@2,3 Up(Right)@2,3"),
        ("\x1b[<32;2;2M\x1b[<34;2;2M\x1b[<35;2;2M", "Drag(Left)@1,1 Drag(Right)@1,1 Moved@1,1"),
        ("\x1b[<64;2;2M\x1b[<65;2;2M", "ScrollUp@1,1 ScrollDown@1,1"),
        ("\x1b[<66;2;2M\x1b[<67;2;2M", "ScrollLeft@1,1 ScrollRight@1,1"),
        (
            "\x1b[<4;2;2M\x1b[<8;2;2M\x1b[<80;2;2M",
            "S-Down(Left)@1,1 A-Down(Left)@1,1 C-ScrollUp@1,1",
        ),
        ("\x1b[<0;99999999999;65536M", "Down(Left)@65535,65535"),
        ("\x1b[<128;2;2M\x1b[<256;2;2M\x1b[<4294967295;2;2M", ""),
        ("\x1b[M !\"\x1b[M#!!\x1b[M`!!", "Down(Left)@0,1 Up(Left)@0,0 ScrollUp@0,0"),
    ]);
}

#[test]
fn a_mouse_at_zero_is_ignored() {
    assert_parses(&[
        ("\x1b[<0;0;0M\x1b[<0;0;1M\x1b[<0;1;0m\x1b[<0;;M\x1b[<0M", ""),
        ("\x1b[M  !\x1b[M ! \x1b[M \x1b\x1b\x1b[M\0!!", ""),
        ("\x1b[M\x1f!!\x1b[M \0\0", ""),
    ]);
}

#[test]
fn a_paste_is_one_event() {
    assert_parses(&[
        (
            "\x1b[200~养老\r\n\x03\x1b[A\x1b[20\x1b\x1b[201~",
            "\"养老\\r\\n\\u{3}\\u{1b}[A\\u{1b}[20\\u{1b}\"",
        ),
        ("\x1b[200~\x1b[201~", "\"\""),
        ("\x1b[200~\x1b[200~\x1b[201~\x1b[201~", "\"\\u{1b}[200~\""),
    ]);
    assert_eq!(
        parse(b"\x1b[200~a\xe5\xffb\x1b[201~"),
        [Event::Paste("a\u{fffd}\u{fffd}b".to_owned())]
    );
}

#[test]
fn in_a_hall_a_paste_only_begins_and_keys_are_keys() {
    let (mut parser, mut events) = (Parser::without_pastes(), Vec::new());
    parser.feed(b"\x1b[200~j\x1b[<0;9;9Mk\x1b[201~l", &mut events);
    assert_eq!(describe(&events), "\"\" j Down(Left)@8,8 k l");
    assert_eq!(parser.pending(), None);
}

#[test]
fn a_paste_is_cut_at_a_character() {
    for (lead, text, kept) in [
        ("", "a", MAX_PASTE),
        ("", "医", MAX_PASTE / 3),
        ("a", "医", 1365),
        ("", "🏠", MAX_PASTE / 4),
        ("a", "🏠", 1023),
    ] {
        let events = parse(format!("\x1b[200~{lead}{}\x1b[201~q", text.repeat(9000)).as_bytes());
        let expected = Event::Paste(format!("{lead}{}", text.repeat(kept)));
        assert_eq!(events, [expected, key(KeyCode::Char('q'), NONE)], "{lead}{text}");
    }
    let Some(Event::Paste(text)) =
        parse(&[b"\x1b[200~", &[0xff; 9000][..], PASTE_END].concat()).pop()
    else {
        panic!("no paste");
    };
    assert_eq!(text.len(), 4095);
}

#[test]
fn an_endless_paste_and_an_endless_reply_take_no_memory() {
    for start in [&b"\x1b[200~"[..], b"\x1b]11;", b"\x1bP", b"\x1b[", b"\x1b[?"] {
        let (mut parser, mut events) = feed_all(start);
        for _ in 0..200 {
            parser.feed(&[b'1'; 5000], &mut events);
            assert!(parser.buffer.capacity() <= 2 * PASTE_KEPT);
        }
        assert!(events.is_empty());
        parser.expire(&mut events);
        parser.feed(b"q", &mut events);
        assert_eq!(events.last(), Some(&key(KeyCode::Char('q'), NONE)));
    }
}

/// Generates bytes that look like terminal input, broken anywhere.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(&b"\x1b\x1b\x1b[[[OPM<>?=$^;:012789ABRZabu~\x07\\]_X\x18\x1a\r"[..]).prop_map(|b| vec![b]),
        2 => prop::sample::select(&[
            "\x1b[200~", "\x1b[201~", "\x1b[1;5A", "\x1b[<0;5;5M", "\x1b[M", "\x1b]11;", "\x1b\\", "\x1b[[", "医", "🏠", "\u{9b}",
            "\x1b[27;5;", "\u{ffff}", "\x1b[8;5u", "\x1b[133;5u",
        ][..]).prop_map(|s| s.as_bytes().to_vec()),
        2 => prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(crate::proptest_config())]

    #[test]
    fn chunking_does_not_matter(bytes in input(), cuts in prop::collection::vec(1_usize..9, 1..20)) {
        let (mut parser, mut events) = (Parser::new(), Vec::new());
        let (mut rest, mut cuts) = (&bytes[..], cuts.into_iter().cycle());
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at(cuts.next().unwrap_or(1).min(rest.len()));
            parser.feed(chunk, &mut events);
            rest = later;
        }
        prop_assert_eq!(&events, &parse(&bytes));
        prop_assert_eq!(parser.pending(), feed_all(&bytes).0.pending());
    }

    #[test]
    fn any_bytes_are_harmless(bytes in input(), expire_at in 0_usize..200) {
        let (mut parser, mut events) = (Parser::new(), Vec::new());
        for (at, byte) in bytes.iter().enumerate() {
            parser.feed(&[*byte], &mut events);
            prop_assert!(parser.buffer.len() <= PASTE_KEPT);
            prop_assert!(parser.state != State::Ground || parser.buffer.is_empty());
            if at == expire_at {
                parser.expire(&mut events);
                prop_assert_eq!(parser.pending(), None);
            }
        }
        for event in events {
            match event {
                Event::Key(KeyEvent { code: KeyCode::Char(c), .. }) => prop_assert!(!c.is_control(), "{c:?}"),
                Event::Paste(text) => prop_assert!(text.len() <= MAX_PASTE),
                _ => {}
            }
        }
    }

    #[test]
    fn after_expiry_keys_work_again(bytes in input()) {
        let (mut parser, mut events) = feed_all(&bytes);
        parser.expire(&mut events);
        events.clear();
        parser.feed(b"q\x1b[A", &mut events);
        prop_assert_eq!(events, [key(KeyCode::Char('q'), NONE), key(KeyCode::Up, NONE)]);
    }
}
