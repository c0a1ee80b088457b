//! The real binary in a real terminal, with input and failures of users, shells, networks and
//! systems.
//!
//! No test waits for time to pass, but for a screen, a state of the process, or its end. Where a
//! real pause is part of the test (a slow link, a pause at the keyboard), the result does not
//! depend on its exact length.
#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::support::corpus::Corpus;
use crate::support::pty::{App, Launch, count, eventually, find, rows, run};
use minsheng::app::Profile;
use minsheng::host::{Log, ServiceConfig, run as run_board};
use minsheng::text::Ambiguous;
use minsheng::tty::{Multiplexer, Session, TermLevel, TerminalInfo, install_panic_hook};
use rustix::process::{Signal, kill_process};

/// The environment variable that selects the behaviour of [`child_that_panics`] or
/// [`child_that_is_stuck`].
const CHILD: &str = "MINSHENG_TEST_CHILD";

/// The environment variable with the path of the child's log.
const LOG: &str = "MINSHENG_TEST_LOG";

/// Starts the board and waits for project 01.
fn board() -> App {
    let app = Launch::board(&[]).start();
    app.wait(">01 ");
    app
}

/// True if the hardware cursor is visible, as in a text box.
fn is_typing(screen: &vt100::Screen) -> bool {
    !screen.hide_cursor()
}

#[test]
fn it_opens_on_the_shipped_programme() {
    let app = board();
    app.wait("1/25");
    app.wait("2026年“温暖+1℃”民生实事项目");
    app.wait_for_frame(&[]);
    assert!(!app.is_cooked());
}

#[test]
fn parking_is_found_by_what_an_input_method_sends_and_q_gives_the_terminal_back() {
    let app = board();
    app.send("/");
    app.wait_until("the cursor in the box", is_typing);
    for byte in "停车".bytes() {
        app.send([byte]);
    }
    app.wait(">20 新增公共停车位项目");
    app.wait_until("the cursor behind what is typed", |screen| {
        let (row, column) = screen.cursor_position();
        let before = column.checked_sub(2).and_then(|column| screen.cell(row, column));
        row == 0 && is_typing(screen) && before.is_some_and(|cell| cell.contents() == "车")
    });
    app.wait_until("its own screen, and pastes as such", |screen| {
        screen.alternate_screen() && screen.bracketed_paste()
    });
    app.send("\x1b");
    app.wait_until("the box closed", |screen| !is_typing(screen));
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
    let raw = app.raw();
    for mode in ["?1049", "?2004"] {
        assert_eq!(
            (count(&raw, &format!("\x1b[{mode}h")), count(&raw, &format!("\x1b[{mode}l"))),
            (1, 1),
            "{mode}"
        );
    }
}

#[test]
fn a_number_and_a_language_on_the_command_line_are_where_it_opens() {
    let app = Launch::board(&["20", "--lang", "en"]).start();
    app.wait(">20 New public parking");
    app.wait("20/25");
    app.wait_for_frame(&["20", "--lang", "en"]);
}

#[test]
fn a_window_of_any_size_keeps_the_selection() {
    let app = Launch::board(&["7"]).start();
    app.wait(">07 ");
    for size in [(80, 24), (40, 15), (30, 10), (120, 40), (1, 1), (200, 1), (1, 200), (200, 60)] {
        app.resize(size.0, size.1);
        if [(1, 1), (200, 1)].contains(&size) {
            // No text fits on such a screen, so there is nothing to wait for: the board just must
            // not end.
            continue;
        }
        app.wait_for_frame(&["7", "--size", &format!("{}x{}", size.0, size.1)]);
        assert_eq!(app.screen().join("").contains("窗口太小"), size == (30, 10));
    }
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn two_hundred_sizes_in_a_row_end_with_the_right_frame() {
    let app = Launch::board(&["7"]).start();
    app.wait(">07 ");
    for step in 0..200 {
        app.resize(20 + step * 37 % 150, 5 + step * 23 % 50);
    }
    app.resize(101, 31);
    app.wait_for_frame(&["7", "--size", "101x31"]);
}

#[test]
fn every_signal_that_ends_it_gives_the_terminal_back_and_is_named_by_the_exit_code() {
    let signals =
        [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)];
    let running = signals.map(|(signal, code)| (board(), signal, code));
    for (app, signal, _) in &running {
        app.signal(*signal);
    }
    for (app, _, code) in running {
        app.assert_exit(code);
        app.assert_restored();
    }
}

#[test]
fn a_signal_that_comes_twice_gives_the_terminal_back_all_the_same() {
    // As `timeout` sends it. The second signal may arrive at any point of the exit.
    for _ in 0..20 {
        let app = board();
        app.signal(Signal::TERM);
        app.signal(Signal::TERM);
        app.assert_exit(143);
        app.assert_restored();
    }
}

/// Not a test of its own: the child process of the next test.
#[test]
fn child_that_is_stuck() {
    if env::var(CHILD).as_deref() != Ok("stuck") {
        return;
    }
    let session = Session::open(Profile::Desk).unwrap();
    let ambiguous = Some(Ambiguous::Narrow);
    let terminal_info = TerminalInfo {
        profile: Profile::Desk,
        remote: false,
        multiplexer: Multiplexer::None,
        ambiguous,
        level: TermLevel::Full,
    };
    let _ = run_board(&session, terminal_info, ServiceConfig::default(), |_| {
        println!("stuck");
        loop {
            thread::park();
        }
    });
}

#[test]
fn a_board_that_is_stuck_ends_all_the_same_and_gives_the_terminal_back() {
    for signals in [1, 2] {
        let app = Launch::test("pty::child_that_is_stuck").env(CHILD, "stuck").start();
        app.wait("stuck");
        for _ in 0..signals {
            app.signal(Signal::TERM);
        }
        app.assert_exit(143);
        app.assert_restored();
    }
}

#[test]
fn ctrl_c_is_a_key_that_asks_first() {
    let app = board();
    app.send("\x03");
    app.wait("再按一次 Ctrl-C 退出");
    app.send("\x03");
    app.assert_exit(0);
    app.assert_restored();
}

#[test]
fn a_terminal_that_goes_away_takes_the_board_with_it_even_if_hang_ups_are_ignored() {
    // In the first case only the board is left; in the second the shell is, too, and gets the
    // signal in its place.
    let wrappers = ["trap '' HUP; exec \"$0\"", "trap '' HUP; \"$0\"; exit $?"];
    let mut running = wrappers.map(|wrapper| Launch::shell(wrapper).start());
    for app in &mut running {
        app.wait(">01 ");
        app.hang_up();
        let gone = Instant::now();
        app.assert_exit(129);
        assert!(gone.elapsed() < Duration::from_secs(2), "{:?}", gone.elapsed());
    }
}

/// Not a test of its own: the child process of the next test.
#[test]
fn child_that_panics() {
    let Ok(part) = env::var(CHILD) else { return };
    let log = Log::from_name(&env::var(LOG).unwrap());
    install_panic_hook(move |panic| log.critical(panic));
    let _session = Session::open(Profile::Desk).unwrap();
    assert_ne!(part, "main", "the board fell over");
    // A worker thread: the event loop would keep running.
    let worker = thread::spawn(move || assert_ne!(part, "thread", "the board fell over"));
    let _ = worker.join();
}

#[test]
fn a_panic_on_any_thread_gives_the_terminal_back_then_speaks_then_ends_it_all() {
    for part in ["main", "thread"] {
        let log = tempfile::NamedTempFile::new().unwrap();
        let app = Launch::test("pty::child_that_panics")
            .env(CHILD, part)
            .env(LOG, log.path().to_str().unwrap())
            .start();
        app.assert_exit(101);
        assert!(fs::read_to_string(log.path()).unwrap().contains("the board fell over"));
        app.assert_restored();
        let raw = app.raw();
        let [entered, left, spoke] =
            ["\x1b[?1049h", "\x1b[?1049l", "the board fell over"].map(|part| find(&raw, part));
        assert!(
            entered.is_some() && entered < left && left < spoke,
            "{part}: {entered:?} {left:?} {spoke:?}"
        );
        // The test harness of the child did not report a result.
        assert_eq!(find(&raw, "test result"), None, "{part}");
    }
}

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
fn esc_closes_the_help_page() {
    let app = board();
    app.send("?");
    app.wait("按键帮助");
    app.send("\x1b");
    app.wait_for_frame(&[]);
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
    let app = Launch::board(&[]).size(200, 40).start();
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

#[test]
fn a_key_that_is_let_go_has_its_page_on_the_screen() {
    let app = board();
    // Faster than typing: like a key that is held down.
    for row in 2..=12 {
        app.send("j");
        app.wait(&format!(">{row:02} "));
    }
    app.wait_for_frame(&["12"]);
    eventually("it sleeps, with no timer set", || app.is_sleeping());
}

#[test]
fn a_large_catalog_is_searched_while_keys_go_on() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), Corpus::new(2026).ron(10_001)).unwrap();
    let app = Launch::board(&["--data", file.path().to_str().unwrap()]).start();
    app.wait("1/10001");
    app.send("/ting");
    app.wait("ting");
    app.send("che");
    app.wait_until("what was found", |screen| {
        let header = &rows(screen)[0];
        header.contains("tingche")
            && header.ends_with("/10001 项")
            && !header.ends_with(" 10001/10001 项")
    });
    app.send("\rj");
    app.wait(" 2/");
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
}

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
        ["标准字", "Usual"].iter().any(|word| screen.contents().contains(word))
    };
    app.send("\x0c");
    app.wait_until("one or the other", |screen| {
        is_large(screen) || screen.contents().contains("/25")
    });
    if app.screen().join("").contains("标准字") || app.screen().join("").contains("Usual") {
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
fn where_no_shell_waits_it_does_not_suspend_but_says_so() {
    let app = board();
    app.send("\x1a");
    app.wait("这里不能挂起");
    app.send("j");
    app.wait_for_frame(&["2"]);
    app.signal(Signal::TSTP);
    app.wait("这里不能挂起");
    app.send("j");
    app.wait_for_frame(&["3"]);
}

#[test]
fn ctrl_z_and_fg_lead_to_the_shell_and_back() {
    let app =
        Launch::shell("set -m; \"$0\"; echo stopped $?; read -r line; fg; echo ended $?").start();
    app.wait(">01 ");
    app.send("j");
    app.wait(">02 ");
    app.send("\x1a");
    // 128 and SIGTSTP or SIGSTOP.
    app.wait("stopped 14");
    app.assert_restored();
    // Changes of the shell to the terminal in between do not matter.
    app.resize(100, 30);
    app.send("\r");
    app.wait_for_frame(&["2", "--size", "100x30"]);
    assert!(!app.is_cooked());
    app.send("q");
    app.wait("ended 0");
    app.assert_exit(0);
    app.assert_restored();
}

#[test]
fn a_restricted_board_does_not_stop_even_where_a_shell_waits() {
    let app = Launch::shell("set -m; \"$0\" --restricted; echo ended $?").start();
    app.wait(">01 ");
    let board = app.child("minsheng");
    app.send("\x1a");
    app.send("j");
    app.wait(">02 ");
    kill_process(board, Signal::TSTP).unwrap();
    app.send("j");
    app.wait(">03 ");
    app.send("q");
    app.wait("ended 0");
    app.assert_exit(0);
}

/// Starts the board in a terminal that has stopped reading and whose buffer is full.
fn stuck_board() -> App {
    stop_terminal(board())
}

fn stop_terminal(mut app: App) -> App {
    app.stop_reading();
    let repaints = || {
        let before = app.proc_counter("io", "wchar");
        app.send_and_settle("\x0c");
        app.proc_counter("io", "wchar") > before
    };
    eventually("no room for another frame", || !repaints());
    app
}

#[test]
fn a_peer_that_stops_reading_does_not_hold_up_the_end() {
    let app = stuck_board();
    app.signal(Signal::TERM);
    app.assert_exit(143);
    assert!(app.is_cooked());
}

#[test]
fn a_peer_that_reads_on_gets_the_last_of_the_texts_that_were_copied_meanwhile() {
    let app = Launch::board(&[]).allow_clipboard().start();
    app.wait("1/25");
    let mut app = stop_terminal(app);
    for keys in ["20y", &"y".repeat(500), "jjj", &"y".repeat(500)] {
        app.send_and_settle(keys);
    }
    app.resume_reading();
    // The number of the project as Base64.
    eventually("the text", || find(&app.raw(), "]52;c;MjA=").is_some());
    assert_eq!(count(&app.raw(), "]52;c;"), 1, "and none of the thousand before it");
    app.send("q");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn a_peer_that_reads_on_sees_how_things_are_now() {
    let mut app = stuck_board();
    for key in ["j", "j", "?", "?", "G"] {
        app.send_and_settle(key);
    }
    app.resume_reading();
    app.wait_for_frame(&["25"]);
}

#[test]
fn nothing_is_sent_for_a_key_that_changes_nothing_and_nothing_happens_without_input() {
    let app = board();
    eventually("it sleeps, with no timer set", || app.is_sleeping());
    let written = app.proc_counter("io", "wchar");
    let frames = count(&app.raw(), "\x1b[?2026h");
    app.send_and_settle("k");
    assert_eq!(app.proc_counter("io", "wchar"), written);
    app.send("j");
    app.wait(">02 ");
    assert_eq!(count(&app.raw(), "\x1b[?2026h"), frames + 1);
}

#[test]
fn nothing_wakes_it_without_input() {
    let app = board();
    eventually("it sleeps, with no timer set", || app.is_at_rest());
    let (before, written) = (app.wakeups(), app.proc_counter("io", "wchar"));
    // The pause is the point; its exact length does not matter.
    thread::sleep(Duration::from_secs(1));
    assert_eq!((app.wakeups(), app.proc_counter("io", "wchar")), (before, written));
}

#[test]
fn a_whole_session_asks_the_terminal_nothing_and_leaves_the_mouse_alone() {
    let app = board();
    for keys in
        ["j", "?", "?", "/", "停", "\r", "\t", "J", "e", "\x0c", "9", "9", "\x1a", "\x1b[5~", "G"]
    {
        app.send_and_settle(keys);
    }
    app.resize(60, 20);
    app.send("/");
    app.wait_until("the box in the new window", |screen| {
        is_typing(screen) && rows(screen).len() == 20
    });
    app.send("\x03\x03\x03");
    // `assert_exit` checks the same list of sequences in every other test.
    app.assert_exit(0);
}

#[test]
fn the_mouse_is_taken_by_a_key_and_given_back_at_the_end() {
    let app = Launch::board(&[]).allow_mouse().start();
    app.wait("1/25");
    app.send("M");
    app.wait("鼠标可以点按");
    app.send("\x1b[<0;30;7M\x1b[<0;30;7m");
    app.wait(">05 寰庆路");
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
    let raw = app.raw();
    for mode in ["?1000", "?1002", "?1006"] {
        let [on, off] = ["h", "l"].map(|end| find(&raw, &format!("\x1b[{mode}{end}")));
        assert!(on.is_some() && on < off, "{mode} is given back");
    }
}

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
    app.wait("This console cannot show Chinese characters;");
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

#[test]
fn a_text_goes_to_the_clipboard_of_the_terminal() {
    let app = Launch::board(&["20", "--lang", "en"]).allow_clipboard().start();
    app.wait(">20 ");
    app.send("yjjy");
    app.wait("Sent to the terminal's clipboard");
    // "New public parking spaces"
    assert_eq!(count(&app.raw(), "\x1b]52;c;TmV3IHB1YmxpYyBwYXJraW5nIHNwYWNlcw==\x1b\\"), 1);
    app.send("\x1b");
    app.wait_until("the menu closed", |screen| rows(screen)[1].contains("Projects"));
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn in_tmux_the_text_is_wrapped_for_it_too() {
    let app =
        Launch::board(&["20"]).env("TMUX", "/tmp/tmux-1000/default,1,0").allow_clipboard().start();
    app.wait(">20 ");
    app.send("yy");
    app.wait("已发送到终端的剪贴板");
    assert_eq!(count(&app.raw(), "\x1bPtmux;\x1b\x1b]52;c;"), 1);
    app.send("\x03\x03");
    app.assert_exit(0);
}

#[test]
fn staff_come_back_to_where_they_left_and_a_place_on_the_command_line_goes_first() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().to_str().unwrap();
    let leave = |args: &[&str], shown: &str, keys: &str| {
        let app = Launch::board(args).env("XDG_STATE_HOME", state).start();
        app.wait(shown);
        app.send(keys);
        app.assert_exit(0);
    };
    leave(&[], " 1/25", "16q");
    leave(&[], ">16 站闸翻建", "q");
    leave(&["--domain", "health"], ">01 区域优质医疗", "Gq");
    leave(&[], ">14 医疗服务进企业", "q");
    // The session of one file does not apply to another.
    let other = home.path().join("other.ron");
    let text = "(title: \"清单\", domains: [(id: \"a\", name: \"道路\")], projects: [(no: 1, domain: \"a\", title: \"一条路\")])";
    std::fs::write(&other, text).unwrap();
    let other = ["--data", other.to_str().unwrap()];
    leave(&[], ">14 医疗服务进企业", "a/闸翻建\rq");
    leave(&[], ">16 站闸翻建", "q");
    leave(&other, ">01 一条路", "q");
    leave(&other, ">01 一条路", "/一条\rq");
    leave(&other, "一条", "q");
    std::fs::write(
        home.path().join("minsheng/place.ron"),
        "(no: Some(99), domain: Some(\"gone\"), query: \"",
    )
    .unwrap();
    leave(&[], " 1/25", "q");
}

#[test]
fn what_a_person_has_set_counts_unless_the_command_line_says_otherwise() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("minsheng")).unwrap();
    let file = home.path().join("minsheng/config.ron");
    let settings =
        "(lang: \"en\", ascii: true, mouse: true, keys: (board: [(keys: [\"x\"], action: quit)]))";
    std::fs::write(&file, settings).unwrap();
    let start = |args: &[&str]| {
        Launch::board(args)
            .env("XDG_CONFIG_HOME", home.path().to_str().unwrap())
            .allow_mouse()
            .start()
    };
    let app = start(&[]);
    app.wait("| Projects");
    app.send("\x1b[<0;30;7M\x1b[<0;30;7m");
    app.wait(">05 Huanqing Road");
    app.send("qx");
    app.assert_exit(0);
    let app = start(&["--lang", "zh"]);
    app.wait("| 项目");
    app.send("x");
    app.assert_exit(0);
    let app = start(&["--restricted"]);
    app.wait("│ 项目");
    app.send("q");
    app.assert_exit(0);
    std::fs::write(&file, "(lang: en)").unwrap();
    let output = run(&[], &[("XDG_CONFIG_HOME", home.path().to_str().unwrap())]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.contains("minsheng/config.ron:1:8: ") && stderr.contains("minsheng config --print"),
        "{stderr}"
    );
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
fn a_slip_in_the_settings_for_everybody_leaves_a_hall_its_board_and_is_logged() {
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
    assert!(log.contains("config.ron:1:11: ") && log.contains("86400"), "{log}");
}
