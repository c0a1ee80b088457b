//! From the start of a program to its first screen with data in a terminal of 80x24: the board over
//! 25 projects and over many, beside a program in C that writes one screen and does nothing else,
//! and beside others. `cargo bench --bench start`, or with a number of projects behind `--`, and
//! with paths of other builds of the board. All take turns, round by round; the least and the
//! median count.
//!
//! Boards are copied first, as whoever installs one does: a program that a linker has just written
//! lies in the system's memory in single pages and starts 0.1 ms later, until it is copied or read
//! from the disk again.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints, and has nobody to report to"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "the board starts no programs; this compares it with others"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod row;

use std::fs::{self, File};
use std::io::{BufWriter, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use corpus::Corpus;
use minsheng::catalog::{FileLoader, LoadStep};
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROUNDS: usize = 31;

/// The least that a program can do: a terminal in raw mode, and one screen in one write.
const BASELINE_C: &str = r#"
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
int main(int argc, char **argv) {
    struct termios old, raw;
    if (tcgetattr(0, &old)) return 1;
    raw = old;
    cfmakeraw(&raw);
    tcsetattr(0, TCSANOW, &raw);
    static char screen[1 << 14];
    FILE *file = fopen(argv[1], "r");
    size_t length = file ? fread(screen, 1, 2400, file) : 0;
    if (write(1, screen, length) < 0) return 1;
    char key;
    while (read(0, &key, 1) > 0) if (key == 'q') break;
    tcsetattr(0, TCSANOW, &old);
    return 0;
}
"#;

/// A program that is started: what it is called, and its command line.
type Contender = (String, Vec<String>);

#[expect(clippy::too_many_lines, reason = "formatting alone takes it past the limit")]
fn main() {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let [few, many, lines, source, floor] =
        ["few.ron", "many.ron", "lines", "floor.c", "floor"].map(path);
    for (size, file) in [(25, &few), (count, &many)] {
        let out = BufWriter::new(File::create(file).expect("a file"));
        Corpus::new(20_260_701).write(size, out).expect("room for the projects");
    }
    let titles = titles(Path::new(&few));
    fs::write(&lines, titles.join("\n") + "\n").expect("room for the titles");
    fs::write(&source, BASELINE_C).expect("room for a program");
    let installed = |program: &str, nth: usize| {
        let copy = folder.path().join(format!("board{nth}"));
        fs::copy(program, &copy).expect("room for a program");
        copy.to_string_lossy().into_owned()
    };
    let here = installed(env!("CARGO_BIN_EXE_minsheng"), 0);
    let board = |data: &str| [&here, "--data", data].map(str::to_owned).to_vec();
    let mut contenders: Vec<Contender> = vec![
        ("minsheng, 25 projects".to_owned(), board(&few)),
        (format!("minsheng, {} projects", row::count(count)), board(&many)),
    ];
    let others = std::env::args().skip(1).filter(|arg| arg.contains('/'));
    let others = (1..).zip(others).map(|(nth, path)| (installed(&path, nth), path));
    contenders
        .extend(others.map(|(copy, path)| (path, vec![copy, "--data".to_owned(), few.clone()])));
    let compiled = Command::new("cc").args(["-O2", "-w", "-o", &floor, &source]).status();
    if compiled.is_ok_and(|status| status.success()) {
        contenders.insert(0, ("a program in C, one write".to_owned(), vec![floor, lines.clone()]));
    } else {
        println!("no C compiler: without the floor");
    }
    for (name, script) in [("less", "exec less \"$0\""), ("fzf", "exec fzf < \"$0\"")] {
        let there = Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if there.is_ok_and(|status| status.success()) {
            let command = ["/bin/sh", "-c", script, &lines].map(str::to_owned).to_vec();
            contenders.push((format!("{name}, 25 lines"), command));
        }
    }
    // On every first screen, and nowhere before that.
    let marker: String = titles[1].chars().take(6).collect();
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for ((_, command), times) in contenders.iter().zip(&mut times) {
            times.push(first_screen(command, &marker));
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    let first = times[0].clone();
    println!(
        "{:<40} {:>10} {:>10} {:>10}",
        "spawn to first screen", "median ms", "min ms", "x first"
    );
    for (((name, _), times), ms) in contenders.iter().zip(&times).zip(&medians) {
        println!(
            "{name:<40} {ms:>10.2} {:>10.2} {:>10.2}",
            times[0].as_secs_f64() * 1e3,
            ms / medians[0]
        );
    }
    // Of the least, too: a machine that does something else meanwhile makes all of them alike.
    let least = |times: &[Duration]| times[0].as_secs_f64() * 1e3;
    let (mut here, mut beside) = (Vec::new(), Vec::new());
    for (((name, _), times), ms) in contenders.iter().zip(&times).zip(&medians) {
        let (short, list) = name
            .strip_prefix("minsheng, ")
            .map_or((name.as_str(), &mut beside), |name| (name, &mut here));
        let of = |ms: f64, first: f64| format!("{} = {:.1}x", row::time(ms), ms / first);
        list.push(format!(
            "{short} {}, median {}",
            of(least(times), least(&first)),
            of(*ms, medians[0])
        ));
    }
    row::row(
        &format!("spawn to first screen, 80x24, least of {ROUNDS}"),
        &here.join("; "),
        &beside.join("; "),
    );
}

fn titles(file: &Path) -> Vec<String> {
    let mut loading = FileLoader::open(file).expect("a file");
    loop {
        if let Some(LoadStep::Done(read)) = loading.step(&Sequential) {
            let catalog = read.expect("a catalogue");
            return catalog
                .projects()
                .map(|(_, project)| project.title.get(Lang::Zh).to_owned())
                .collect();
        }
    }
}

/// How long it is until the program has written `marker`.
fn first_screen(command: &[String], marker: &str) -> Duration {
    let pair = native_pty_system()
        .openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })
        .expect("a pty");
    let mut builder = CommandBuilder::new(&command[0]);
    builder.args(&command[1..]);
    builder.env_clear();
    for (name, value) in [
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("TERM", "xterm-256color"),
        ("LANG", "C.UTF-8"),
        ("LC_ALL", "C.UTF-8"),
        ("MINSHENG_AMBIGUOUS", "narrow"),
        ("XDG_CONFIG_HOME", "/dev/null"),
        ("XDG_STATE_HOME", "/dev/null"),
    ] {
        builder.env(name, value);
    }
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(builder).expect("a program");
    drop(pair.slave);
    let (mut seen, mut bytes) = (Vec::new(), [0; 1 << 14]);
    while !String::from_utf8_lossy(&seen).contains(marker) {
        let count = reader.read(&mut bytes).unwrap_or_default();
        assert!(count > 0, "{command:?} has ended: {}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&bytes[..count]);
    }
    let time = start.elapsed();
    child.kill().expect("it is still there");
    child.wait().expect("its end");
    time
}

/// In milliseconds; the times are in order then.
fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}
