//! The board for a long time in a terminal that never rests: random keys, pastes, noise and sizes. What it takes of memory and of
//! descriptors must not grow. `SOAK_SECONDS=3600 cargo test --release --test soak -- --ignored --nocapture` is an hour of that.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "these are tests, though clippy cannot see that in a helper")]
#![allow(clippy::print_stdout, reason = "whoever runs it wants to see how it goes")]

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// What somebody may type, and what a bad line may make of it; nothing that ends or suspends the board.
const INPUT: [&[u8]; 20] = [
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
];

/// In kB; so much may come and go.
const SLACK: u64 = 1024;

fn status(pid: u32, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

fn descriptors(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).unwrap().count()
}

/// Everything once, on the largest screen: later a flood of keys lets few frames through, and the largest might come late.
fn see_everything(writer: &mut dyn Write, taken: &AtomicU64) {
    for input in INPUT {
        let before = taken.load(Ordering::Relaxed);
        writer.write_all(input).unwrap();
        writer.write_all(b"\x0c").unwrap();
        let start = Instant::now();
        while taken.load(Ordering::Relaxed) <= before + 1000 {
            assert!(start.elapsed() < Duration::from_secs(30), "never drawn: {input:?}");
            thread::sleep(Duration::from_millis(1));
        }
    }
}

#[test]
#[ignore = "takes as long as SOAK_SECONDS says, a minute by default"]
fn neither_memory_nor_descriptors_grow() {
    let seconds = env::var("SOAK_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_minsheng"));
    command.env_clear();
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let pid = child.process_id().unwrap();
    let taken = Arc::new(AtomicU64::new(0));
    let mut reader = pair.master.try_clone_reader().unwrap();
    thread::spawn({
        let taken = Arc::clone(&taken);
        move || {
            let mut bytes = [0; 1 << 12];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                taken.fetch_add(count as u64, Ordering::Relaxed);
            }
        }
    });
    let mut writer = pair.master.take_writer().unwrap();
    let mut seed = 2026_u64;
    let mut random = |end: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 16).unwrap() % end
    };
    pair.master.resize(PtySize { rows: 200, cols: 400, pixel_width: 0, pixel_height: 0 }).unwrap();
    see_everything(&mut writer, &taken);
    let start = Instant::now();
    // What it has once it has seen the largest screen and everything once.
    let (mut settled, mut typed, mut told) = (None, 0_u64, Instant::now());
    while start.elapsed() < Duration::from_secs(seconds) {
        for _ in 0..200 {
            writer.write_all(INPUT[random(INPUT.len())]).unwrap();
            typed += 1;
        }
        let [cols, rows] = [400, 200].map(|end| u16::try_from(random(end)).unwrap());
        pair.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let (memory, open) = (status(pid, "VmHWM"), descriptors(pid));
        let early = start.elapsed() < Duration::from_secs(seconds / 4);
        let (most, before) = *settled.get_or_insert((memory, open));
        if early {
            settled = Some((memory, open));
        } else {
            assert!(memory <= most + SLACK && open == before, "{memory} kB, not {most}; {open} descriptors, not {before}");
        }
        if told.elapsed() > Duration::from_secs(10) {
            told = Instant::now();
            let sent = taken.load(Ordering::Relaxed) >> 10;
            println!("{:?}: {typed} inputs, {sent} KiB sent, {memory} kB at most, {open} descriptors", start.elapsed());
        }
    }
    assert!(child.try_wait().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
}
