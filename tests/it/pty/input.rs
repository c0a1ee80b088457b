//! Input as networks, input methods and stuck keys send it: in pieces, at length, and never ended.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::pty::{Launch, eventually};
use rustix::process::Signal;

use super::{board, is_typing};

#[test]
fn an_arrow_key_that_a_slow_link_cuts_in_two_is_one_arrow_key() {
    let app = Launch::board(&[]).env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22").start();
    app.wait(">01 ");
    // The pause is real. If this test itself was delayed for too long, it did not send the bytes as
    // intended.
    let sent_in_time = || {
        let start = Instant::now();
        app.send("\x1b");
        thread::sleep(Duration::from_millis(20));
        app.send("[B");
        start.elapsed() < Duration::from_millis(120)
    };
    eventually("a slow link, but not that slow", sent_in_time);
    app.wait_for_frame(&["2"]);
}

#[test]
fn the_marker_of_a_paste_that_a_slow_link_cuts_in_two_is_one_marker() {
    let app = Launch::board(&[]).env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22").start();
    app.wait(">01 ");
    app.send("/");
    app.wait_until("the box", is_typing);
    let sent_in_time = || {
        app.send("\x15");
        let start = Instant::now();
        app.send("\x1b[20");
        // A lost packet is sent again after 200 ms, and then after 400 more.
        thread::sleep(Duration::from_millis(700));
        app.send("0~tingche\x1b[201~");
        start.elapsed() < Duration::from_millis(900)
    };
    eventually("a slow link, but not that slow", sent_in_time);
    app.wait("搜索: tingche");
}

#[test]
fn a_paste_whose_escape_came_long_before_the_rest_is_no_string_of_commands() {
    let app = board();
    for first in ["\x1b", "\x1b["] {
        app.send_and_settle(first);
        app.send("\x1b[200~q\x1b[201~".get(first.len()..).unwrap());
    }
    app.send("j");
    app.wait_for_frame(&["2"]);
}

#[test]
fn esc_and_a_key_right_behind_it_both_count() {
    let app = board();
    app.send("/tingche");
    app.wait("搜索: tingche");
    app.send("\x1be");
    app.wait("[tingche]");
    app.wait_until("English, and no box", |screen| {
        !is_typing(screen) && screen.contents().contains("Search: [tingche]")
    });
    // Esc is not lost either where the key may begin a sequence.
    for key in ["[", "O", "]", "P", "X", "^", "_"] {
        app.send("/");
        app.wait_until("the box", is_typing);
        app.send(format!("\x1b{key}"));
        app.wait_until("no box", |screen| !is_typing(screen));
    }
    app.send("\x1b\x03");
    app.wait("Ctrl-C again");
    app.send("\x03");
    app.assert_exit(0);
}

#[test]
fn a_machine_that_stalls_in_the_middle_of_an_arrow_key_does_not_break_it() {
    let app = board();
    let sent_in_time = || {
        app.send_and_wait_read("\x1b");
        app.signal(Signal::STOP);
        let before = app.proc_counter("io", "rchar");
        app.send("[");
        // Longer than the board waits after Esc.
        thread::sleep(Duration::from_millis(100));
        let start = Instant::now();
        app.signal(Signal::CONT);
        eventually("the board reads on", || app.proc_counter("io", "rchar") > before);
        app.send("B");
        start.elapsed() < Duration::from_millis(100)
    };
    eventually("the rest of the key in time", sent_in_time);
    app.wait(">02 ");
}

#[test]
fn half_a_sequence_does_not_freeze_the_keyboard() {
    let app = board();
    for half in [
        "\x1b[",
        "\x1bO",
        "\x1b[1;5",
        "\x1b]11;rgb",
        "\x1bP",
        "\x1b[M",
        "\x1b[?2026;2$",
        "停".get(..3).unwrap(),
    ] {
        // The parser recovers on its own; then the very next key counts.
        app.send_and_settle(half);
    }
    app.send("j");
    app.wait(">02 ");
}

#[test]
fn half_a_character_does_not_freeze_the_keyboard() {
    let app = board();
    app.send("/");
    app.wait_until("the box", is_typing);
    app.send(&"停车".as_bytes()[..4]);
    eventually("the board gives up on it", || app.is_sleeping());
    app.send("位");
    app.wait("搜索: 停位");
}

#[test]
fn text_in_gbk_is_noticed_and_said_so() {
    let app = board();
    // 停车 as a terminal set to GBK sends it.
    app.send(b"\xcd\xa3\xb3\xb5");
    app.wait("请把终端的字符编码设为 UTF-8");
    app.send("j");
    app.wait_for_frame(&["2"]);
}

#[test]
fn a_paste_that_never_ends_is_taken_as_it_is_and_keys_work_again() {
    let app = board();
    app.send("/");
    app.wait_until("the box", is_typing);
    app.send("\x1b[200~停车");
    app.wait(">20 ");
    app.send("位");
    app.wait("搜索: 停车位");
}

#[test]
fn with_the_input_method_left_on_the_keys_still_mean_what_they_say() {
    let app = board();
    app.send("？");
    app.wait("按键帮助");
    app.send("？");
    app.wait_for_frame(&[]);
    app.send("ｊ");
    app.wait(">02 ");
    app.send("２０");
    app.wait(">20 ");
    app.send("／");
    app.wait_until("the box", is_typing);
    app.send("ｑ？");
    app.wait("搜索: ｑ？");
}

#[test]
fn a_paste_of_a_megabyte_leaves_no_more_than_a_query() {
    let app = Launch::board(&["1"]).size(200, 40).start();
    app.wait(">01 ");
    app.send("/");
    app.wait_until("the box", is_typing);
    let before = app.proc_counter("status", "VmHWM");
    let paste = format!("\x1b[200~{}\x1b[201~\x7fX", "停".repeat(350_000));
    app.send_in_background(paste.into());
    app.wait(&format!("搜索: {}X", "停".repeat(63)));
    let grown = app.proc_counter("status", "VmHWM") - before;
    assert!(grown < 2048, "{grown} kB");
}

#[test]
fn a_paste_outside_the_search_box_is_no_string_of_commands() {
    let app = board();
    app.send("\x1b[200~Gq/?jj\x03\x03\x1b[201~j");
    app.wait_for_frame(&["2"]);
}

#[test]
fn a_key_held_down_for_a_megabyte_ends_at_the_last_project() {
    let app = board();
    app.send_in_background(vec![b'j'; 1 << 20]);
    app.wait("25/25");
    app.send("g");
    app.wait(" 1/25");
    app.send("q");
    app.assert_exit(0);
    // One frame for all keys that arrived together, not one for each key.
    assert!(app.raw().len() < 1 << 20);
}
