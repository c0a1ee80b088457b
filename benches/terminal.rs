//! Measures the load on a terminal: the time to the first frame, the time from a key to the last
//! byte of its frame, and the bytes of common interactions. The bytes are compared with those of
//! the changed cells (the minimum: no cursor movement, no colour) and with other programs that move
//! down a line. `cargo bench --bench terminal`; the bytes are the same in every run, the times are
//! those of this machine.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints its results and panics on failure"
)]

#[path = "../tests/it/support/board.rs"]
mod board;
#[path = "../tests/it/support/pty/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use the rest")]
mod pty;

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use board::Board;
use minsheng::lang::Lang;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use pty::{App, Launch};
use ratatui::buffer::Buffer;

const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

/// Interactions: a label; the preceding keys and the measured key as bytes; both as a key script.
const INTERACTIONS: [(&str, [&str; 2], [&str; 2]); 6] = [
    ("cursor down", ["", "j"], ["", "j"]),
    ("a page down", ["", "\x1b[6~"], ["", "<PgDn>"]),
    ("to the next pane", ["", "\t"], ["", "<Tab>"]),
    ("open the help", ["", "?"], ["", "?"]),
    ("open the search", ["", "/"], ["", "/"]),
    ("type a letter", ["/", "t"], ["/", "t"]),
];

/// Keys that each cause a frame, to be sent in turn.
const KEY_CYCLE: [&str; 19] = [
    "j", "k", "\x1b[6~", "\x1b[5~", "\t", "\x1b[Z", "e", "e", "?", "\x1b[6~", "?", "/", "t", "i",
    "n", "g", "\x15", "\r", "t",
];

/// The number of rounds through `KEY_CYCLE`.
const ROUNDS: usize = 60;

/// Other programs that move down by a line: a label, the shell command with the list as `$1`, and
/// the key.
const OTHER_PROGRAMS: [(&str, &str, &str); 6] = [
    ("fzf", "fzf < $1", "\x1b[A"),
    ("fzf with preview", "fzf --preview '\"$0\" show {1}' < $1", "\x1b[A"),
    ("less (scrolls)", "less $1", "j"),
    ("vim", "vim -u NONE -nN $1", "j"),
    ("vim, line marked", "vim -u NONE -nN -c 'set cursorline' $1", "j"),
    ("vim (scrolls)", "vim -u NONE -nN $1", "\x05"),
];

fn main() {
    print_start_times();
    for size in [(80, 24), (400, 120)] {
        print_key_latency(size);
    }
    println!(
        "{:<18} {:>8} {:>8} {:>6} {:>8} {:>8} {:>6}",
        "", "80x24", "floor", "ratio", "200x60", "floor", "ratio"
    );
    println!(
        "{:<18} {}",
        "first frame",
        row(&SIZES.map(|size| (open_board(size).raw().len(), min_frame_bytes(size))))
    );
    for (name, keys, script) in INTERACTIONS {
        println!(
            "{name:<18} {}",
            row(&SIZES.map(|size| (key_bytes(size, keys), min_bytes(size, script))))
        );
    }
    println!(
        "{:<18} {}",
        "24 times down",
        row(&SIZES.map(|size| (list_walk_bytes(size), min_bytes(size, ["", &"j ".repeat(24)]))))
    );
    println!(
        "{:<18} {}",
        "and held down",
        row(&SIZES.map(|size| (held_key_bytes(size), min_bytes(size, ["", &"j ".repeat(24)]))))
    );
    println!(
        "{:<18} {}",
        "idle, a minute",
        idle_kiosk_bytes().map(|bytes| format!("{bytes:>8} {:>15}", "")).join(" ")
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list");
    let list = String::from_utf8(pty::run(&["list"], &[]).stdout).unwrap();
    // Long enough to scroll; the 25 projects come first.
    std::fs::write(&file, list.repeat(8)).unwrap();
    for (name, command, key) in OTHER_PROGRAMS {
        let program = command.split(' ').next().unwrap_or_default();
        if !["/usr/bin", "/bin", "/usr/local/bin"]
            .iter()
            .any(|folder| Path::new(folder).join(program).exists())
        {
            println!("{name:<18} not installed");
            continue;
        }
        let [small, large] = SIZES.map(|size| other_program_bytes(size, command, key, &file));
        println!("{name:<18} {small:>8} {:>15} {large:>8}", "");
    }
}

fn print_start_times() {
    let mut starts: Vec<f64> = (0..15)
        .map(|_| {
            let start = Instant::now();
            let _app = open_board(SIZES[0]);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    starts.sort_by(f64::total_cmp);
    println!(
        "spawn to first frame, 80x24: min {:.1} ms, median {:.1} ms",
        starts[0],
        starts[starts.len() / 2]
    );
}

/// Prints the times from a key to the last byte of its frame. Nothing is drawn: a thread that reads
/// the bytes and notes the time stands for the terminal.
fn print_key_latency((cols, rows): (u16, u16)) {
    let pair = native_pty_system()
        .openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
        .unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_minsheng"));
    command.env_clear();
    for (name, value) in
        [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8"), ("MINSHENG_AMBIGUOUS", "narrow")]
    {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut keyboard = pair.master.take_writer().unwrap();
    let frames = frame_ends(pair.master.try_clone_reader().unwrap());
    frames.recv().unwrap();
    let mut times: Vec<(f64, &str)> = (0..ROUNDS)
        .flat_map(|_| KEY_CYCLE)
        .map(|key| {
            let start = Instant::now();
            keyboard.write_all(key.as_bytes()).unwrap();
            let end = frames
                .recv_timeout(Duration::from_secs(5))
                .unwrap_or_else(|_| panic!("no frame for {key:?}"));
            ((end - start).as_secs_f64() * 1e3, key)
        })
        .collect();
    child.kill().unwrap();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let median = |key: &str| {
        let times: Vec<f64> =
            times.iter().filter(|(_, other)| *other == key).map(|(time, _)| *time).collect();
        times[times.len() / 2]
    };
    let slowest = KEY_CYCLE
        .iter()
        .copied()
        .max_by(|a, b| median(a).total_cmp(&median(b)))
        .unwrap_or_default();
    let [p50, p99, max] =
        [times.len() / 2, times.len() * 99 / 100, times.len() - 1].map(|at| times[at].0);
    println!(
        "key to last byte, {cols}x{rows}: p50 {p50:.2} ms, p99 {p99:.2} ms, slowest of {} keys {max:.2} ms; the slowest key is \
         {slowest:?} with p50 {:.2} ms",
        times.len(),
        median(slowest)
    );
}

/// Returns a channel that receives the time at which each frame is complete.
fn frame_ends(mut reader: Box<dyn Read + Send>) -> Receiver<Instant> {
    let (sender, frames) = channel();
    thread::spawn(move || {
        let (mut bytes, mut frame) = (vec![0; 1 << 16], Vec::new());
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            let now = Instant::now();
            frame.extend_from_slice(&bytes[..count]);
            if frame.ends_with(b"\x1b[?2026l") {
                frame.clear();
                let _ = sender.send(now);
            }
        }
    });
    frames
}

fn row(pairs: &[(usize, usize)]) -> String {
    let ratio = |(bytes, min): &(usize, usize)| {
        #[allow(clippy::cast_precision_loss, reason = "a screen has fewer than 2^52 bytes")]
        let ratio = *bytes as f64 / *min as f64;
        format!("{bytes:>8} {min:>8} {ratio:>6.2}")
    };
    pairs.iter().map(ratio).collect::<Vec<_>>().join(" ")
}

/// Starts the board and waits for its first frame.
fn open_board((width, height): (u16, u16)) -> App {
    let app = Launch::board(&[]).size(width, height).start();
    app.wait("1/25");
    app.send_and_settle("");
    app
}

/// Returns the number of bytes that `key` causes after the key `before`.
fn key_bytes(size: (u16, u16), [before, key]: [&str; 2]) -> usize {
    let app = open_board(size);
    if !before.is_empty() {
        frame_bytes(&app, before);
    }
    frame_bytes(&app, key)
}

/// Returns the number of bytes for walking down the list, key by key.
fn list_walk_bytes(size: (u16, u16)) -> usize {
    let app = open_board(size);
    (0..24).map(|_| frame_bytes(&app, "j")).sum()
}

/// Returns the number of bytes for walking down the list with the key held down, up to the frame
/// with the last row.
fn held_key_bytes(size: (u16, u16)) -> usize {
    let app = open_board(size);
    let before = app.raw().len();
    for row in 2..=25 {
        app.send("j");
        app.wait(&format!(">{row:02} "));
    }
    wait_until_quiet(&app) - before
}

/// Returns the number of bytes that an idle kiosk sends in a minute, for each size.
fn idle_kiosk_bytes() -> [usize; 2] {
    let apps = SIZES.map(|(width, height)| {
        Launch::board(&["--kiosk"]).allow_mouse().size(width, height).start()
    });
    for app in &apps {
        app.wait("Touch to begin");
    }
    let before = apps.each_ref().map(|app| app.raw().len());
    thread::sleep(Duration::from_secs(60));
    [0, 1].map(|at| apps[at].raw().len() - before[at])
}

/// Presses a key that changes the screen and returns the number of bytes of its frame.
fn frame_bytes(app: &App, key: &str) -> usize {
    let before = app.raw().len();
    app.send_and_settle(key);
    // The board sleeps, but its last bytes may not have arrived yet.
    while app.raw().len() == before || !app.raw().ends_with(b"\x1b[?2026l") {
        thread::yield_now();
    }
    app.raw().len() - before
}

/// Returns the number of bytes of the cells that change with the keys of `script`, key by key,
/// after the keys `before`.
fn min_bytes((width, height): (u16, u16), [before, script]: [&str; 2]) -> usize {
    let mut board = Board::open(Lang::Zh, width, height);
    board.press(before);
    let mut previous = board.draw().0;
    let mut sum = 0;
    for key in script.split_whitespace() {
        board.press(key);
        let next = board.draw().0;
        sum += changed_bytes(&previous, &next);
        previous = next;
    }
    sum
}

fn min_frame_bytes((width, height): (u16, u16)) -> usize {
    let frame = Board::open(Lang::Zh, width, height).draw().0;
    changed_bytes(&Buffer::empty(frame.area), &frame)
}

fn changed_bytes(previous: &Buffer, next: &Buffer) -> usize {
    previous.diff(next).iter().map(|(_, _, cell)| cell.symbol().len()).sum()
}

/// Returns the median number of bytes that another program sends to move down a line.
fn other_program_bytes(
    (width, height): (u16, u16),
    command: &str,
    key: &str,
    file: &Path,
) -> usize {
    let script = command.replace("$1", file.to_str().unwrap());
    // A locale that every machine has: in another, less refuses the list as a binary file.
    let env =
        [("PATH", "/usr/local/bin:/usr/bin:/bin"), ("SHELL", "/bin/sh"), ("LC_ALL", "C.UTF-8")];
    let launch =
        env.iter().fold(Launch::shell(&script), |launch, (key, value)| launch.env(key, value));
    let app = launch.size(width, height).start();
    wait_until_quiet(&app);
    let mut moves: Vec<usize> = (0..9)
        .map(|_| {
            let before = app.raw().len();
            app.send(key);
            wait_until_quiet(&app) - before
        })
        .collect();
    moves.sort_unstable();
    moves[moves.len() / 2]
}

/// Waits until the program has sent nothing for 300 ms and returns the number of bytes so far.
/// There is no better sign for programs other than the board.
fn wait_until_quiet(app: &App) -> usize {
    loop {
        let before = app.raw().len();
        thread::sleep(Duration::from_millis(300));
        if before > 0 && app.raw().len() == before {
            return before;
        }
    }
}
