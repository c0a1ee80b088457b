//! The ends of a board: signals, panics, hang-ups, and the shell that it is suspended to.

use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::support::pty::{Launch, find};
use minsheng::app::Profile;
use minsheng::host::{Log, ServiceConfig, run as run_board};
use minsheng::text::Ambiguous;
use minsheng::tty::{Multiplexer, Session, TermLevel, TerminalInfo, install_panic_hook};
use rustix::process::{Signal, kill_process};

use super::board;

/// The environment variable that selects the behaviour of [`child_that_panics`] or
/// [`child_that_is_stuck`].
const CHILD: &str = "MINSHENG_TEST_CHILD";

/// The environment variable with the path of the child's log.
const LOG: &str = "MINSHENG_TEST_LOG";

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
    let _ = run_board(&session, terminal_info, ServiceConfig::default(), |_, _| {
        println!("stuck");
        loop {
            thread::park();
        }
    });
}

#[test]
fn a_board_that_is_stuck_ends_all_the_same_and_gives_the_terminal_back() {
    for signals in [1, 2] {
        let app = Launch::test("pty::ends::child_that_is_stuck").env(CHILD, "stuck").start();
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
        let app = Launch::test("pty::ends::child_that_panics")
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
