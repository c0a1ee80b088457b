//! Noise of all kinds, and the kiosk, which must get over it.

use std::time::Duration;
use std::{fs, thread};

use crate::support::pty::{Launch, eventually, find};
use rustix::process::Signal;

/// The number of bytes of noise; unoptimised, searching for it takes ten times as long.
const NOISE: usize = if cfg!(debug_assertions) { 20_000 } else { 200_000 };

fn noise() -> impl Iterator<Item = u8> {
    let mut seed = 0x2026_0127_u64;
    std::iter::repeat_with(move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()[3]
    })
}

#[test]
fn noise_does_not_make_a_kiosk_end() {
    let app = Launch::board(&["--kiosk"]).allow_mouse().start();
    app.wait("Touch to begin");
    // All bytes, Ctrl-C and Ctrl-Z too.
    app.send_in_background(noise().take(NOISE).collect());
    eventually("all of it taken in", || app.proc_counter("io", "rchar") >= NOISE as u64);
    app.signal(Signal::TERM);
    app.assert_exit(143);
    app.assert_restored();
}

#[test]
fn noise_does_not_kill_it() {
    // Some of it copies texts or captures the mouse.
    let app = Launch::board(&[]).allow_clipboard().allow_mouse().start();
    app.wait(">01 ");
    let amount = NOISE;
    // Keys that end or suspend the board are left out.
    let noise: Vec<u8> =
        noise().filter(|byte| ![b'q', 0x03, 0x1A].contains(byte)).take(amount).collect();
    // CAN ends any escape sequence, Esc closes any page.
    app.send_in_background([&noise[..], &[0x18; 4], &[0x1B; 12]].concat());
    eventually("all of it taken in", || {
        app.proc_counter("io", "rchar") >= amount as u64 + 16 && app.is_sleeping()
    });
    // The board may be in large print, which does not show the number of projects.
    let is_large = |screen: &vt100::Screen| {
        ["标准字", "Normal"].iter().any(|word| screen.contents().contains(word))
    };
    app.send("\x0c");
    app.wait_until("one or the other", |screen| {
        is_large(screen) || screen.contents().contains("/25")
    });
    if app.screen().join("").contains("标准字") || app.screen().join("").contains("Normal") {
        app.send("+");
        app.wait_until("usual print", |screen| !is_large(screen));
    }
    app.send("\x1b\x1bG");
    app.wait("25/25");
    app.send("g");
    app.wait(" 1/25");
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
}

#[test]
fn a_kiosk_cannot_be_left_and_forgets_its_visitor_by_itself() {
    let app = Launch::board(&["--kiosk", "--idle", "2", "--answer", "2"]).allow_mouse().start();
    app.wait("Touch to begin");
    app.send("\x1b[<0;9;9M\x1b[<0;9;9m");
    app.wait("交通出行");
    for signal in [Signal::INT, Signal::QUIT, Signal::TSTP, Signal::INT] {
        app.signal(signal);
    }
    app.send("qq\x03\x03\x1a\x1c\x04ZZ:q\r/tc");
    app.wait("> 20 ");
    // A stuck board is ended after a second; one that only ignores a signal is not.
    app.wait("还在吗？");
    app.wait("Touch to begin");
    app.send("x");
    app.wait_until("the domains again, nothing asked for", |screen| {
        let screen = screen.contents();
        screen.contains("交通出行") && !screen.contains("tc")
    });
    app.signal(Signal::TERM);
    app.assert_exit(143);
    app.assert_restored();
}

/// Sends noise to a kiosk after a visitor has left, until the attract screen is back, and checks
/// its end.
fn assert_kiosk_recovers(label: &str, noise: &[&[u8]]) {
    let app = Launch::board(&["--kiosk", "--idle", "1", "--answer", "1"]).allow_mouse().start();
    app.wait("Touch to begin");
    app.send("\x1b[<0;9;9M\x1b[<0;9;9m");
    app.wait("交通出行");
    app.send("/tc");
    app.wait("> 20 ");
    let sent = std::cell::Cell::new(0);
    eventually(label, || {
        app.send(noise[sent.replace(sent.get() + 1) % noise.len()]);
        thread::sleep(Duration::from_millis(20));
        app.screen().join("\n").contains("Touch to begin")
    });
    app.signal(Signal::TERM);
    app.assert_exit(143);
    // A kiosk does not use bracketed paste.
    assert_eq!(find(&app.raw(), "\x1b[?2004h"), None);
    app.assert_restored();
}

#[test]
fn a_hall_gets_over_a_touch_that_jitters() {
    let cells: [&[u8]; 2] = [b"\x1b[<0;40;10M\x1b[<0;40;10m", b"\x1b[<0;41;10M\x1b[<0;41;10m"];
    assert_kiosk_recovers("the pictures, with touches of two cells beside each other", &cells);
    assert_kiosk_recovers(
        "the pictures, with a finger that jitters",
        &[b"\x1b[<32;40;10M", b"\x1b[<32;41;10M"],
    );
}

#[test]
fn a_hall_gets_over_broken_bytes() {
    assert_kiosk_recovers("the pictures, with a broken byte", &[b"\xff"]);
    assert_kiosk_recovers(
        "the pictures, with text in another encoding",
        &[b"\xcd\xa3\xb3", b"\xb5"],
    );
}

#[test]
fn a_hall_is_not_deaf_after_a_paste_that_never_ends_while_a_key_is_held() {
    let app = Launch::board(&["--kiosk"]).allow_mouse().start();
    app.wait("Touch to begin");
    app.send("\x1b[200~");
    let touched = |cell: &str, text: &str| {
        app.send(format!("\x1b[<0;{cell}M\x1b[<0;{cell}m"));
        eventually(text, || {
            app.send("j");
            thread::sleep(Duration::from_millis(20));
            app.screen().join("\n").contains(text)
        });
    };
    touched("40;12", "交通出行");
    touched("55;23", "Transport");
    app.signal(Signal::TERM);
    app.assert_exit(143);
}

#[test]
fn a_hall_asks_at_its_ceiling_whatever_comes_in_and_is_answered_by_a_reader() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.ron");
    fs::write(&config, "(ceiling: 2)").unwrap();
    let args = ["--kiosk", "--idle", "30", "--answer", "2", "--config", config.to_str().unwrap()];
    let app = Launch::board(&args).allow_mouse().start();
    app.wait("Touch to begin");
    app.send("\x1b[<0;9;9M\x1b[<0;9;9m");
    app.wait("交通出行");
    let sent = std::cell::Cell::new(0);
    // Slow enough for a human.
    let busy = || {
        app.send(["e", "+"][sent.replace(sent.get() + 1) % 2]);
        thread::sleep(Duration::from_millis(250));
        app.screen().join("\n")
    };
    let digit = || {
        let screen_text = app.screen().join("\n");
        let (_, rest) =
            screen_text.split_once("按数字键").or_else(|| screen_text.split_once("or press"))?;
        rest.chars().find(char::is_ascii_digit)
    };
    for _ in 0..2 {
        eventually("the question", || busy().contains("按钮") || busy().contains("the button"));
        app.send(digit().unwrap().to_string());
        app.wait_until("the page again", |screen| {
            !screen.contents().contains("按钮") && !screen.contents().contains("the button")
        });
        assert!(!app.screen().join("\n").contains("Touch to begin"));
    }
    eventually("the pictures", || busy().contains("Touch to begin"));
    app.signal(Signal::TERM);
    app.assert_exit(143);
}

#[test]
fn a_hall_reads_no_settings_of_the_account_that_it_runs_as() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("minsheng")).unwrap();
    fs::write(folder.path().join("minsheng/config.ron"), "(ceiling: 0, theme: \"drak\")").unwrap();
    let log = folder.path().join("log");
    let app = Launch::board(&["--kiosk", "--log", log.to_str().unwrap()])
        .env("XDG_CONFIG_HOME", folder.path().to_str().unwrap())
        .allow_mouse()
        .start();
    app.wait("Touch to begin");
    app.signal(Signal::TERM);
    app.assert_exit(143);
    let log = fs::read_to_string(log).unwrap();
    assert!(!log.contains("config.ron"), "{log}");
}
