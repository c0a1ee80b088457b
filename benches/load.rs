//! How long a file of many projects takes to load, and how much memory, beside the parser alone:
//! `cargo bench --bench load`, or with numbers of projects behind `--`; `-- write 1000000 big.ron`
//! only writes such a file. Each way is a process of its own, they take turns, and the median
//! counts; memory is what the system says of the process (`VmHWM` at most, `VmRSS` in the end).
//! From the disk: the system has been told to forget the file. Reloads are three, as a board does
//! them: beside what is shown, ready to be searched, and what was shown goes when the other is
//! there.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints, and has nobody to report to"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod row;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{mem, thread};

use corpus::Corpus;
use minsheng::app::Reload;
use minsheng::catalog::{Catalog, FileLoader, LoadStep, load};
use minsheng::executor::Sequential;
use minsheng::term::Parallel;
use row::row;
use serde::{Deserialize, Serialize};

/// The name of a way, and what it does with a file: until its projects are there, and how many they
/// are.
type Method = (&'static str, fn(&Path) -> (Duration, usize, Box<dyn std::any::Any>));

const METHODS: [Method; 7] = [
    ("ron::from_str, a String for each text", load_ron),
    ("minsheng, 1 thread", |path| {
        timed(|| load(path, &Sequential).expect("a catalogue"), Catalog::len)
    }),
    ("minsheng, 2 threads", |path| {
        timed(|| load(path, &two_threads()).expect("a catalogue"), Catalog::len)
    }),
    ("minsheng, the first projects only", |path| {
        timed(|| load_first(path), |catalog| catalog.len())
    }),
    ("serde_json, a String for each text", load_json),
    ("ron::from_str, from the disk", |path| load_ron(evict_from_cache(path))),
    ("minsheng, 2 threads, from the disk", |path| {
        timed(|| load(evict_from_cache(path), &two_threads()).expect("a catalogue"), Catalog::len)
    }),
];

fn two_threads() -> Parallel<'static> {
    Parallel { threads: 2, is_cancelled: &|| false }
}

/// What has the memory measured that is left behind.
const RELOADS: &str = "reloads";

/// A file of projects as a derived type has it that knows nothing of what it reads.
#[derive(Deserialize, Serialize)]
struct Programme {
    title: String,
    domains: Vec<Domain>,
    projects: Vec<Project>,
}

#[derive(Deserialize, Serialize)]
struct Domain {
    id: String,
    name: String,
}

#[derive(Deserialize, Serialize)]
struct Project {
    no: u32,
    domain: String,
    title: String,
    summary: String,
    targets: Vec<Target>,
    places: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Target {
    what: String,
    #[serde(default)]
    qualifier: Qualifier,
    amount: f64,
    unit: String,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Qualifier {
    #[default]
    Exact,
    About,
    AtLeast,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [way, path] = &args[..]
        && let Some((_, way)) = METHODS.iter().find(|(name, _)| name == way)
    {
        let (time, projects, _kept) = way(Path::new(path));
        println!(
            "{} {projects} {} {}",
            time.as_secs_f64() * 1e3,
            status("VmHWM:"),
            status("VmRSS:")
        );
        return;
    }
    if let [way, path] = &args[..]
        && way == RELOADS
    {
        let [before, after] = measure_reloads(Path::new(path));
        println!("{before} {after} {} 0", status("VmHWM:"));
        return;
    }
    if let [write, size, path] = &args[..]
        && write == "write"
    {
        let out = BufWriter::new(File::create(path).expect("a file"));
        Corpus::new(20_260_701)
            .write(size.parse().expect("a number"), out)
            .expect("room for the projects");
        return;
    }
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    for size in if sizes.is_empty() { vec![25, 10_000, 100_000] } else { sizes } {
        compare(size);
    }
}

/// The four numbers that a process of its own prints.
#[expect(clippy::disallowed_methods, reason = "the board starts no programs; this starts itself")]
fn measure_in_process(way: &str, path: &Path) -> [f64; 4] {
    let answer = Command::new(std::env::current_exe().expect("this program"))
        .arg(way)
        .arg(path)
        .output()
        .expect("a run");
    let text = String::from_utf8_lossy(&answer.stdout);
    let numbers: Vec<f64> =
        text.split_whitespace().map(|word| word.parse().unwrap_or(0.0)).collect();
    numbers.try_into().expect("four numbers")
}

#[expect(clippy::too_many_lines, reason = "formatting alone takes it past the limit")]
fn compare(size: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let (ron, json) = (folder.path().join("data.ron"), folder.path().join("data.json"));
    let out = BufWriter::new(File::create(&ron).expect("a file"));
    Corpus::new(20_260_701).write(size, out).expect("room for the projects");
    as_json(&ron, &json);
    let bytes = |path: &PathBuf| fs::metadata(path).expect("the file").len();
    let rounds = if size > 200_000 { 3 } else { 7 };
    println!(
        "{size} projects, {:.1} MB of RON, {:.1} MB of JSON; median of {rounds} rounds",
        mb(bytes(&ron)),
        mb(bytes(&json))
    );
    println!(
        "{:<40} {:>10} {:>8} {:>8} {:>12} {:>12}",
        "", "ms", "MB/s", "x ron", "peak/file", "kept/file"
    );
    let mut runs: Vec<Vec<[f64; 4]>> = vec![Vec::new(); METHODS.len()];
    for _ in 0..rounds {
        for (runs, (name, _)) in runs.iter_mut().zip(METHODS) {
            let path = if name.starts_with("serde_json") { &json } else { &ron };
            runs.push(measure_in_process(name, path));
        }
    }
    let plain = median(&runs[0], 0);
    for (runs, (name, _)) in runs.iter().zip(METHODS) {
        let file = if name.starts_with("serde_json") { bytes(&json) } else { bytes(&ron) };
        let (ms, share) = (median(runs, 0), |nth| median(runs, nth) * 1024.0 / mb(file) / 1e6);
        let speed = mb(file) / ms * 1e3;
        println!(
            "{name:<40} {ms:>10.2} {speed:>8.0} {:>8.2} {:>12.2} {:>12.2}",
            plain / ms,
            share(2),
            share(3)
        );
    }
    let named =
        |start: &str| METHODS.iter().position(|(name, _)| name.starts_with(start)).expect("a way");
    let time = |start: &str| median(&runs[named(start)], 0);
    let of_ron = |start: &str| format!("{} = {:.2}x", row::time(time(start)), plain / time(start));
    let share = |start: &str, nth: usize| {
        format!("{:.2}", median(&runs[named(start)], nth) * 1024.0 / mb(bytes(&ron)) / 1e6)
    };
    let projects = row::count(size);
    let beside =
        format!("`ron::from_str` {}, `serde_json` {}", row::time(plain), of_ron("serde_json"));
    let here = format!(
        "2 threads {}, 1 thread {}",
        of_ron("minsheng, 2 threads"),
        of_ron("minsheng, 1 thread")
    );
    row(&format!("all of {projects} projects, {:.0} MB", mb(bytes(&ron))), &here, &beside);
    let (cold, other) = (time("minsheng, 2 threads, from"), time("ron::from_str, from"));
    let here = format!("{} = {:.2}x", row::time(cold), other / cold);
    row(
        "the same, none of the file in memory before",
        &here,
        &format!("`ron::from_str` {}", row::time(other)),
    );
    let memory = |nth| {
        [share("minsheng, 2 threads", nth), format!("`ron::from_str` {}", share("ron::", nth))]
    };
    for (what, [here, beside]) in
        [("memory at most, of the file", memory(2)), ("memory kept, of the file", memory(3))]
    {
        row(&format!("{what}, {projects} projects"), &here, &beside);
    }
    let [before, after, most, _] = measure_in_process(RELOADS, &ron).map(|kib| kib * 1024.0 / 1e6);
    let here = format!(
        "{:.2} = {after:.0} MB, {before:.0} MB before, at most {most:.0} MB meanwhile",
        after / before
    );
    row(&format!("memory after three reloads, of what it was, {projects} projects"), &here, "");
}

/// What a board has of memory, in kB, before and after three reloads. Each thing is done by a
/// thread that is there for it.
fn measure_reloads(path: &Path) -> [f64; 2] {
    let renewal = || {
        let work = || Reload::new(load(path, &two_threads()).expect("a catalogue"));
        thread::scope(|scope| scope.spawn(work).join().expect("a catalogue"))
    };
    let mut shown = renewal();
    let before = status("VmRSS:");
    for _ in 0..3 {
        let old = mem::replace(&mut shown, renewal());
        thread::spawn(|| drop(old)).join().expect("a thread");
    }
    [before, status("VmRSS:")]
}

/// The file, and nothing of it in memory any more.
fn evict_from_cache(path: &Path) -> &Path {
    let file = File::open(path).expect("the file");
    file.sync_all().expect("a disk");
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)
        .expect("a file that one can forget");
    path
}

fn timed<T: 'static>(
    load: impl FnOnce() -> T,
    count: impl FnOnce(&T) -> usize,
) -> (Duration, usize, Box<dyn std::any::Any>) {
    let start = Instant::now();
    let loaded = load();
    (start.elapsed(), count(&loaded), Box::new(loaded))
}

fn load_ron(path: &Path) -> (Duration, usize, Box<dyn std::any::Any>) {
    let read = || {
        ron::from_str::<Programme>(&fs::read_to_string(path).expect("a text")).expect("a programme")
    };
    timed(read, |programme| programme.projects.len())
}

fn load_json(path: &Path) -> (Duration, usize, Box<dyn std::any::Any>) {
    let read = || {
        serde_json::from_str::<Programme>(&fs::read_to_string(path).expect("a text"))
            .expect("a programme")
    };
    timed(read, |programme| programme.projects.len())
}

/// What a board needs to open.
fn load_first(path: &Path) -> Arc<Catalog> {
    let mut loading = FileLoader::open(path).expect("a file");
    match loading.step(&Sequential) {
        Some(LoadStep::Done(result)) => result.expect("a catalogue").into(),
        _ => loading.partial_catalog().expect("some projects"),
    }
}

fn as_json(ron: &Path, json: &Path) {
    let programme: Programme =
        ron::from_str(&fs::read_to_string(ron).expect("a text")).expect("a programme");
    serde_json::to_writer(
        BufWriter::new(File::create(json).expect("a file")),
        black_box(&programme),
    )
    .expect("room for it");
}

/// In kB, what the system says of this process.
fn status(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0)
}

fn mb(bytes: u64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "no file has 2^52 bytes")]
    let bytes = bytes as f64;
    bytes / 1e6
}

fn median(runs: &[[f64; 4]], nth: usize) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(|run| run[nth]).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
