//! Measures the time from spawning a program to its first screen with data in a terminal of 80x24:
//! the board over 25 projects and over many, compared with a program in C that only writes one
//! screen, and with others. `cargo bench --bench start`, or with a number of projects and the paths
//! of other builds of the board after `--`. All take turns, round by round; the minimum and the
//! median count.
//!
//! Boards are copied first, as an installation does: the pages of a binary that a linker has just
//! written are not contiguous in the page cache, and it starts 0.1 ms later until it is copied or
//! read from the disk again.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints its results and panics on failure"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "the ban is for the board; this bench starts other programs"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
#[path = "../tests/it/support/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod table_row;

use std::fs::{self, File};
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use corpus::Corpus;
use minsheng::data::{FileLoader, LoadStep};
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROUNDS: usize = 31;

/// The minimum that a terminal program does: raw mode, and one screen in one write.
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

/// A program to measure: its label and its command line.
type Contender = (String, Vec<String>);

/// The files of a run.
struct Files {
    folder: tempfile::TempDir,
    /// A data file of 25 projects.
    small: PathBuf,
    /// A data file of as many projects as the command line says.
    large: PathBuf,
    /// The titles of the small file, a line each.
    lines: PathBuf,
}

impl Files {
    fn create(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let [small, large, lines] =
            ["few.ron", "many.ron", "lines"].map(|name| folder.path().join(name));
        for (size, file) in [(25, &small), (count, &large)] {
            let out = BufWriter::new(File::create(file).expect("a file"));
            Corpus::new(20_260_701).write(size, out).expect("room for the projects");
        }
        fs::write(&lines, titles(&small).join("\n") + "\n").expect("room for the titles");
        Self { folder, small, large, lines }
    }

    /// Copies a build of the board into the folder and returns its command line on a data file.
    fn board(&self, program: &str, nth: usize, data: &Path) -> Vec<String> {
        let copy = self.folder.path().join(format!("board{nth}"));
        fs::copy(program, &copy).expect("room for a program");
        vec![text(&copy), "--data".to_owned(), text(data)]
    }

    /// Compiles the C program and returns its command line, if there is a compiler.
    fn baseline(&self) -> Option<Vec<String>> {
        let [source, program] = ["floor.c", "floor"].map(|name| self.folder.path().join(name));
        fs::write(&source, BASELINE_C).expect("room for a program");
        let mut compiler = Command::new("cc");
        compiler.args(["-O2", "-w", "-o"]).args([&program, &source]);
        let status = compiler.status();
        status.is_ok_and(|status| status.success()).then(|| vec![text(&program), text(&self.lines)])
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn is_installed(program: &str) -> bool {
    let status =
        Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Returns the programs to measure. The first is the one that the others are compared with.
fn contenders(files: &Files, count: usize) -> Vec<Contender> {
    let program = env!("CARGO_BIN_EXE_minsheng");
    let mut contenders: Vec<Contender> = vec![
        ("minsheng, 25 projects".to_owned(), files.board(program, 0, &files.small)),
        (
            format!("minsheng, {} projects", table_row::format_count(count)),
            files.board(program, 0, &files.large),
        ),
    ];
    let builds = std::env::args().skip(1).filter(|arg| arg.contains('/'));
    contenders.extend((1..).zip(builds).map(|(nth, path)| {
        let command = files.board(&path, nth, &files.small);
        (path, command)
    }));
    if let Some(command) = files.baseline() {
        contenders.insert(0, ("a program in C, one write".to_owned(), command));
    } else {
        println!("no C compiler: without the floor");
    }
    for (name, script) in [("less", "exec less \"$0\""), ("fzf", "exec fzf < \"$0\"")] {
        if is_installed(name) {
            let command = ["/bin/sh", "-c", script, &text(&files.lines)].map(str::to_owned);
            contenders.push((format!("{name}, 25 lines"), command.to_vec()));
        }
    }
    contenders
}

fn main() {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let files = Files::create(count);
    let contenders = contenders(&files, count);
    // On every first screen, and in no output before it.
    let marker: String = titles(&files.small)[1].chars().take(6).collect();
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for ((_, command), times) in contenders.iter().zip(&mut times) {
            times.push(first_screen(command, &marker));
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    // The ratio of the minima, too: other load on the machine makes all medians alike.
    let minima: Vec<f64> = times.iter().map(|times| times[0].as_secs_f64() * 1e3).collect();
    println!(
        "{:<40} {:>10} {:>10} {:>10}",
        "spawn to first screen", "median ms", "min ms", "x first"
    );
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    let with_ratio =
        |ms: f64, first: f64| format!("{} = {:.1}x", table_row::format_ms(ms), ms / first);
    for (((name, _), ms), min) in contenders.iter().zip(medians.iter()).zip(minima.iter()) {
        println!("{name:<40} {ms:>10.2} {min:>10.2} {:>10.2}", ms / medians[0]);
        let (label, column) = name
            .strip_prefix("minsheng, ")
            .map_or((name.as_str(), &mut others), |name| (name, &mut ours));
        column.push(format!(
            "{label} {}, median {}",
            with_ratio(*min, minima[0]),
            with_ratio(*ms, medians[0])
        ));
    }
    table_row::print_row(
        &format!("start to first screen, 80x24, fastest of {ROUNDS}"),
        &ours.join("; "),
        &others.join("; "),
    );
}

fn titles(file: &Path) -> Vec<String> {
    let mut loader = FileLoader::open(file).expect("a file");
    loop {
        if let Some(LoadStep::Done(read)) = loader.step(&Sequential) {
            let catalog = read.expect("a catalog");
            return catalog
                .projects()
                .map(|(_, project)| project.title.get(Lang::Zh).to_owned())
                .collect();
        }
    }
}

/// Returns the time from spawning the program until it has written `marker`.
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
    let (mut output, mut buffer) = (Vec::new(), [0; 1 << 14]);
    while !String::from_utf8_lossy(&output).contains(marker) {
        let count = reader.read(&mut buffer).unwrap_or_default();
        assert!(count > 0, "{command:?} has ended: {}", String::from_utf8_lossy(&output));
        output.extend_from_slice(&buffer[..count]);
    }
    let time = start.elapsed();
    child.kill().expect("it is still there");
    child.wait().expect("its end");
    time
}

/// Sorts the times and returns their median in milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}
