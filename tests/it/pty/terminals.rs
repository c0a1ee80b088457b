//! Terminals: none, half of one, those of other names and sizes, and the probe of their width.

use std::fs;

use crate::support::pty::{App, Launch, find, run};
use rustix::process::Signal;

use super::{board, is_typing};

#[test]
fn without_a_terminal_it_says_so_and_sends_no_escape_codes() {
    let output = run(&[], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("minsheng list"));
    assert_eq!(output.stdout, b"");
}

#[test]
fn with_half_a_terminal_it_says_so_and_sends_no_escape_codes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out");
    let app = Launch::shell("exec \"$0\" > \"$OUT\"").env("OUT", file.to_str().unwrap()).start();
    app.assert_exit(2);
    app.wait("看板要在终端里打开");
    assert_eq!(find(&app.raw(), "\x1b"), None);
    assert_eq!(fs::read(&file).unwrap(), b"");

    for closed in ["< /dev/null", "<&-", ">&-"] {
        let app = Launch::shell(&format!("exec \"$0\" {closed}")).start();
        app.assert_exit(2);
        app.wait("看板要在终端里打开");
        assert_eq!(find(&app.raw(), "\x1b"), None);
    }
}

#[test]
fn a_terminal_that_promises_nothing_gets_words_and_no_escape_codes() {
    for term in ["dumb", "", "unknown", "vt52"] {
        let app = Launch::board(&[]).env("TERM", term).start();
        app.assert_exit(2);
        app.wait(&format!("TERM={term} "));
        assert_eq!(find(&app.raw(), "\x1b"), None);
        assert!(app.is_cooked());
    }
    let app = Launch::shell("unset TERM; exec \"$0\"").start();
    app.assert_exit(2);
    app.wait("TERM=xterm-256color minsheng");
}

#[test]
fn a_terminal_of_any_other_name_gets_the_board() {
    for term in [
        "xterm",
        "putty",
        "putty-256color",
        "screen",
        "screen-256color",
        "tmux-256color",
        "vt220",
        "rxvt",
        "ansi",
        "陌生",
    ] {
        let app = Launch::board(&["--lang", "zh"]).env("TERM", term).start();
        app.wait_for_frame(&[]);
        app.send("/tingche\r");
        app.wait(">20 新增公共停车位项目");
        // Home as PuTTY and screen send it.
        app.send("\x1b\x1b[1~");
        app.wait(" 1/25");
        app.send("q");
        app.assert_exit(0);
        app.assert_restored();
    }
}

#[test]
fn a_vt100_is_told_only_what_it_understands() {
    let app = Launch::board(&[]).env("TERM", "vt100").start();
    app.wait_for_frame(&[]);
    for keys in ["/ting", "\x1b[B", "\x1b", "G", "o", "\x1b", "?", "\x1b[6~"] {
        app.send_and_settle(keys);
    }
    app.send("\x03\x03");
    app.assert_exit(0);
    let raw = String::from_utf8(app.raw()).unwrap();
    for part in raw.split("\x1b[").skip(1).filter(|part| !part.starts_with('?')) {
        let (numbers, rest) =
            part.split_at(part.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap());
        let word = rest.chars().next().unwrap();
        let pen = numbers.split(';').all(|code| ["", "0", "1", "4", "5", "7"].contains(&code));
        assert!(if word == 'm' { pen } else { "HCDJK".contains(word) }, "{part:?}");
    }
}

#[test]
fn the_linux_console_has_no_chinese_and_is_told_so_in_english() {
    let app = Launch::board(&[]).env("TERM", "linux").start();
    app.wait("This console cannot show Chinese (key e);");
    app.send("j");
    app.wait_for_frame(&["2", "--lang", "en"]);
    // F1 and F3 as it sends them.
    app.send("\x1b[[A");
    app.wait("type to filter");
    app.send_and_settle("\x1b");
    app.send("\x1b[[C");
    app.wait_until("the box", is_typing);
    app.send("parking");
    app.wait(">20 ");
    app.send("\x03\x03\x03");
    app.assert_exit(0);
    // A user with a Chinese font can choose Chinese.
    let app = Launch::board(&["--lang", "zh"]).env("TERM", "linux").start();
    app.wait_for_frame(&[]);
}

#[test]
fn where_there_is_no_other_screen_the_shell_goes_on_upon_a_blank_one() {
    let app = board();
    app.send("q");
    app.assert_exit(0);
    // Terminals without an alternate screen, such as the Linux console, and screen by default.
    let raw =
        String::from_utf8(app.raw()).unwrap().replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
    let mut terminal = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    terminal.process(raw.as_bytes());
    assert_eq!(
        (terminal.screen().contents().trim(), terminal.screen().cursor_position()),
        ("", (0, 0))
    );
}

#[test]
fn a_terminal_that_does_not_know_its_size_gets_80x24() {
    let app = Launch::board(&[]).claim_size(0, 0).start();
    app.wait_for_frame(&[]);
}

#[test]
fn a_terminal_that_claims_four_billion_cells_gets_a_screen_that_fits_into_memory() {
    let app = Launch::board(&[]).size(400, 200).claim_size(65535, 65535).start();
    app.wait_for_frame(&["--size", "400x200"]);
    app.send("?");
    app.wait("按键帮助");
    assert!(app.proc_counter("status", "VmHWM") < 64 << 10);
}

/// Starts the board in a terminal that has just received the width probe.
fn probed_board(args: &[&str]) -> App {
    let app = Launch::board(args).allow_probe().start();
    app.wait_for_probe();
    app
}

#[test]
fn a_terminal_that_draws_quotes_in_one_cell_gets_lines_and_quotes() {
    let app = probed_board(&[]);
    app.send("\x1b[2;5R");
    app.wait("│");
    app.wait("2026年“温暖+1℃”民生实事项目");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn a_terminal_that_draws_quotes_in_two_cells_gets_room_for_them() {
    let app = probed_board(&[]);
    app.send("\x1b[2;9R");
    app.wait("|");
    app.wait("1/25");
    assert_eq!(find(&app.raw(), "│"), None);
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn a_terminal_that_does_not_answer_gets_what_is_right_anyway() {
    for late in ["", "\x1b[2;5R"] {
        let app = probed_board(&[]);
        app.wait("2026年“ 温暖+1℃ ” 民生实事项目");
        app.send(late);
        app.send("j");
        app.wait(">02 ");
        app.wait_until("a late answer is no key", |screen| !is_typing(screen));
        app.send("q");
        app.assert_exit(0);
    }
}

#[test]
fn keys_that_come_before_the_answer_count() {
    let app = probed_board(&[]);
    app.send("/停");
    app.send("\x1b[2;5R");
    app.send("车");
    app.wait(">20 新增公共停车位项目");
    app.send("\rq");
    app.assert_exit(0);
}

#[test]
fn a_signal_while_the_terminal_thinks_gives_it_back() {
    let app = probed_board(&[]);
    app.signal(Signal::TERM);
    app.assert_exit(128 + 15);
    app.assert_restored();
}

#[test]
fn a_terminal_of_known_width_is_not_asked() {
    for (args, sign) in [(["--ambiguous", "wide"], "|"), (["--ambiguous", "narrow"], "│")] {
        let app = Launch::board(&args).env("MINSHENG_AMBIGUOUS", "").start();
        app.wait(sign);
        app.send("q");
        app.assert_exit(0);
    }
}
