//! A soak test: random keys, pastes, noise and sizes, and data files that are new, unchanged,
//! broken or half-written, for a long time. Neither memory nor file descriptors may grow.
//! `SOAK_SECONDS=3600 cargo test --release --test slow soak:: -- --ignored --nocapture` runs for an hour.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]
#![allow(clippy::print_stdout, reason = "the test prints its progress")]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Input of users and broken lines, without keys that end or suspend the board.
const INPUT: [&[u8]; 34] = [
    b"j",
    b"k",
    b"\x1b[B",
    b"\x1b[A",
    b"\x1b[6~",
    b"\t",
    b"G",
    b"g",
    b"?",
    b"\x1b",
    b"/tc\r",
    b"/parking\r",
    "/停车\r".as_bytes(),
    b"n",
    b"e",
    b"20",
    b"\x1b[200~paste\x1b[201~",
    b"\x1b[<0;1;1M",
    b"\xcd\xa3\xb3\xb5",
    b"\x0c",
    b"o",
    b"v",
    b"z",
    b"y\r",
    b"t",
    b"ma",
    b"'a",
    b"H",
    b"L",
    b"\x1b[<64;20;9M\x1b[<65;20;9M",
    b"\x1b[<0;20;9M\x1b[<0;20;9m",
    b"/no:7 | !\"x\r",
    b"?parking\r",
    b"\x1b[",
];

/// The built-in data file.
const PROGRAMME: &str = include_str!("../../assets/projects.ron");

/// The files that replace the data file, after the built-in one.
const FILES: [&str; 4] = [
    "(title: \"短\", domains: [(id: \"a\", name: \"道路\")], projects: [(no: 1, domain: \"a\", title: \"一条路\")])",
    "(title: \"坏\", domains: [(id: \"a\"",
    "",
    "(title: \"错\", domains: [], projects: [(no: 1, domain: \"b\", title: \"没有领域\")])",
];

/// The memory in KiB that may come and go.
const SLACK: u64 = 1024;

fn status(pid: u32, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// Returns the used processor time in hundredths of a second.
fn cpu_ticks(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields = stat.rsplit_once(')').unwrap().1.split_whitespace().skip(11).take(2);
    fields.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

fn descriptors(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).unwrap().count()
}

/// A pseudo-random number generator (xorshift).
struct Rng(u64);

impl Rng {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end
    }
}

/// The board in a terminal that reads all its output, with a data file of its own.
struct Harness {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pid: u32,
    /// The number of bytes that the board has written.
    bytes_read: Arc<AtomicU64>,
    folder: TempDir,
}

impl Harness {
    fn start() -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_minsheng"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        // The allocator keeps large blocks for later once it has seen some, and pieces between
        // them: frames of all sizes then hide by megabytes what a leak would add. So large
        // blocks go back at once.
        command.env("MALLOC_MMAP_THRESHOLD_", "131072");
        command.args(["--data".into(), folder.path().join("projects.ron")]);
        command.args(["--lang".into(), "en".into(), "--log".into(), folder.path().join("log")]);
        fs::write(folder.path().join("projects.ron"), PROGRAMME).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = child.process_id().unwrap();
        let bytes_read = Arc::new(AtomicU64::new(0));
        let mut reader = pair.master.try_clone_reader().unwrap();
        thread::spawn({
            let bytes_read = Arc::clone(&bytes_read);
            move || {
                let mut bytes = [0; 1 << 12];
                while let Ok(count @ 1..) = reader.read(&mut bytes) {
                    bytes_read.fetch_add(count as u64, Ordering::Relaxed);
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { master: pair.master, keyboard, child, pid, bytes_read, folder }
    }

    fn send(&mut self, input: &[u8]) {
        self.keyboard.write_all(input).unwrap();
    }

    fn resize(&self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).unwrap();
    }

    /// Replaces the data file: by a rename if `at_once`, otherwise by overwriting it in two writes.
    fn replace_data(&self, text: &str, at_once: bool) {
        let [data, new] =
            ["projects.ron", "new"].map(|name| -> PathBuf { self.folder.path().join(name) });
        if at_once {
            fs::write(&new, text).unwrap();
            fs::rename(&new, data).unwrap();
        } else {
            let mut file = fs::File::create(data).unwrap();
            let (first, second) = text.as_bytes().split_at(text.len() / 2);
            file.write_all(first).unwrap();
            file.write_all(second).unwrap();
        }
    }

    /// Shows every screen once at the largest size. Later a flood of keys lets few frames through,
    /// and the largest might come late.
    fn visit_everything(&mut self) {
        self.resize(400, 200);
        for input in INPUT {
            let before = self.bytes_read.load(Ordering::Relaxed);
            self.send(input);
            self.send(b"\x0c");
            let start = Instant::now();
            while self.bytes_read.load(Ordering::Relaxed) <= before + 1000 {
                assert!(start.elapsed() < Duration::from_secs(30), "never drawn: {input:?}");
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

#[test]
#[ignore = "takes as long as SOAK_SECONDS says, a minute by default"]
fn neither_memory_nor_descriptors_grow() {
    let seconds = env::var("SOAK_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let mut harness = Harness::start();
    let mut rng = Rng(2026);
    harness.visit_everything();
    let start = Instant::now();
    // The memory after the largest screen and every kind of screen.
    let settling = Duration::from_secs((seconds / 4).min(120));
    let (mut settled, mut typed, mut last_report, mut files) = (None, 0_u64, Instant::now(), 0_u64);
    while start.elapsed() < Duration::from_secs(seconds) {
        for _ in 0..200 {
            harness.send(INPUT[rng.below(INPUT.len())]);
            typed += 1;
        }
        let [cols, rows] = [400, 200].map(|end| u16::try_from(rng.below(end)).unwrap());
        harness.resize(cols, rows);
        // Every six seconds, because the board looks every two seconds and reads a file that looks
        // the same twice.
        if start.elapsed() > Duration::from_secs(6 * files) {
            files += 1;
            let text = if files % 2 == 0 { PROGRAMME } else { FILES[rng.below(FILES.len())] };
            harness.replace_data(text, rng.below(2) == 0);
        }
        let (memory, open) = (status(harness.pid, "VmHWM"), descriptors(harness.pid));
        let (most, before) = *settled.get_or_insert((memory, open));
        if start.elapsed() < settling {
            settled = Some((memory, open));
        } else {
            // One more descriptor while a new data file is read.
            let kept = open <= before + 1;
            assert!(
                memory <= most + SLACK && kept,
                "{memory} kB, not {most}; {open} descriptors, not {before}"
            );
        }
        if last_report.elapsed() > Duration::from_secs(10) {
            last_report = Instant::now();
            let (at, sent) =
                (start.elapsed().as_secs(), harness.bytes_read.load(Ordering::Relaxed) >> 10);
            let (now, cpu) = (status(harness.pid, "VmRSS"), cpu_ticks(harness.pid));
            println!(
                "{at} s: {typed} inputs, {files} files, {sent} KiB sent, {now} kB, {memory} at most, {open} descriptors, {cpu} ticks"
            );
        }
    }
    let log = fs::read_to_string(harness.folder.path().join("log")).unwrap();
    let [shown, refused] =
        ["new data", "; what was shown stays"].map(|what| log.matches(what).count());
    println!("of {files} files {shown} were shown and {refused} refused");
    // Every second file is valid, and some of the others.
    assert!(seconds < 60 || shown > 2 && refused > 0, "{log}");
    assert!(harness.child.try_wait().unwrap().is_none());
    harness.child.kill().unwrap();
    harness.child.wait().unwrap();
}
