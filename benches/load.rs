//! Measures the time and the memory that loading a file takes, compared with the parser alone:
//! `cargo bench --bench load`, or with numbers of projects after `--`; `-- write 1000000 big.ron`
//! only writes such a file. Each method runs in a process of its own, the methods take turns, and
//! the median counts. Memory is `VmHWM` (peak) and `VmRSS` (at the end) of the process. "From the
//! disk" means that the file was evicted from the page cache. Three reloads run as on a board:
//! beside the catalog on screen, with an index, and the old catalog is dropped once the new one is
//! there.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints its results and panics on failure"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
#[path = "../tests/it/support/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod table_row;

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
use minsheng::data::{FileLoader, LoadStep, load};
use minsheng::executor::{Parallel, Sequential};
use minsheng::model::Catalog;
use serde::{Deserialize, Serialize};
use table_row::print_row;

/// The name of a loading method, and the function that loads a file. The function returns the time
/// until the projects are there, their number, and the loaded value, which stays alive until memory
/// is measured.
type Method = (&'static str, fn(&Path) -> (Duration, usize, Box<dyn std::any::Any>));

const METHODS: [Method; 7] = [
    ("ron::from_str, a String for each text", load_ron),
    ("minsheng, 1 thread", |path| {
        timed(|| load(path, &Sequential).expect("a catalog"), Catalog::len)
    }),
    ("minsheng, 2 threads", |path| {
        timed(|| load(path, &two_threads()).expect("a catalog"), Catalog::len)
    }),
    ("minsheng, the first projects only", |path| {
        timed(|| load_first(path), |catalog| catalog.len())
    }),
    ("serde_json, a String for each text", load_json),
    ("ron::from_str, from the disk", |path| load_ron(evict_from_cache(path))),
    ("minsheng, 2 threads, from the disk", |path| {
        timed(|| load(evict_from_cache(path), &two_threads()).expect("a catalog"), Catalog::len)
    }),
];

fn two_threads() -> Parallel<'static> {
    Parallel { threads: 2, is_cancelled: &|| false }
}

/// The argument that measures the memory after reloads.
const RELOADS: &str = "reloads";

/// A programme without any validation, as serde derives it.
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
    if let [method, path] = &args[..]
        && let Some((_, method)) = METHODS.iter().find(|(name, _)| name == method)
    {
        let (time, projects, _kept) = method(Path::new(path));
        println!(
            "{} {projects} {} {}",
            time.as_secs_f64() * 1e3,
            status("VmHWM:"),
            status("VmRSS:")
        );
        return;
    }
    if let [method, path] = &args[..]
        && method == RELOADS
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

/// Runs `method` on `path` in a process of its own and returns the four numbers that it prints:
/// milliseconds, projects, peak memory and memory at the end in KiB.
#[expect(clippy::disallowed_methods, reason = "the ban is for the board; this bench starts itself")]
fn measure_in_process(method: &str, path: &Path) -> [f64; 4] {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .arg(method)
        .arg(path)
        .output()
        .expect("a run");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> =
        text.split_whitespace().map(|word| word.parse().unwrap_or(0.0)).collect();
    numbers.try_into().expect("four numbers")
}

/// The files of a comparison, in a temporary folder.
struct Files {
    _folder: tempfile::TempDir,
    ron: PathBuf,
    json: PathBuf,
}

impl Files {
    /// Writes the same `size` projects as RON and as JSON.
    fn create(size: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (ron, json) = (folder.path().join("data.ron"), folder.path().join("data.json"));
        let out = BufWriter::new(File::create(&ron).expect("a file"));
        Corpus::new(20_260_701).write(size, out).expect("room for the projects");
        as_json(&ron, &json);
        Self { _folder: folder, ron, json }
    }

    /// Returns the file that a method loads.
    fn of_method(&self, name: &str) -> &Path {
        if name.starts_with("serde_json") { &self.json } else { &self.ron }
    }
}

fn megabytes_of(path: &Path) -> f64 {
    mb(fs::metadata(path).expect("the file").len())
}

/// The runs of all methods, in the order of [`METHODS`]; the four numbers of a run are those of
/// [`measure_in_process`].
struct Runs(Vec<Vec<[f64; 4]>>);

impl Runs {
    /// Runs all methods in turn.
    fn measure(files: &Files, rounds: usize) -> Self {
        let mut runs: Vec<Vec<[f64; 4]>> = vec![Vec::new(); METHODS.len()];
        for _ in 0..rounds {
            for (runs, (name, _)) in runs.iter_mut().zip(METHODS) {
                runs.push(measure_in_process(name, files.of_method(name)));
            }
        }
        Self(runs)
    }

    /// Returns the median time of the first method whose name starts with `prefix`.
    fn time(&self, prefix: &str) -> f64 {
        self.median(prefix, 0)
    }

    /// Returns the median of the `nth` number of the first method whose name starts with `prefix`.
    fn median(&self, prefix: &str, nth: usize) -> f64 {
        let index = METHODS.iter().position(|(name, _)| name.starts_with(prefix));
        median(&self.0[index.expect("a method")], nth)
    }
}

/// Measures all methods on a file of `size` projects and prints the results.
fn compare(size: usize) {
    let files = Files::create(size);
    let rounds = if size > 200_000 { 3 } else { 7 };
    println!(
        "{size} projects, {:.1} MB of RON, {:.1} MB of JSON; median of {rounds} rounds",
        megabytes_of(&files.ron),
        megabytes_of(&files.json)
    );
    let runs = Runs::measure(&files, rounds);
    print_table(&files, &runs);
    let projects = table_row::format_count(size);
    print_time_rows(&files, &runs, &projects);
    print_memory_rows(&files, &runs, &projects);
}

fn print_table(files: &Files, runs: &Runs) {
    println!(
        "{:<40} {:>10} {:>8} {:>8} {:>12} {:>12}",
        "", "ms", "MB/s", "x ron", "peak/file", "kept/file"
    );
    let baseline = median(&runs.0[0], 0);
    for (runs, (name, _)) in runs.0.iter().zip(METHODS) {
        let file = megabytes_of(files.of_method(name));
        let (ms, share) = (median(runs, 0), |nth| median(runs, nth) * 1024.0 / file / 1e6);
        println!(
            "{name:<40} {ms:>10.2} {:>8.0} {:>8.2} {:>12.2} {:>12.2}",
            file / ms * 1e3,
            baseline / ms,
            share(2),
            share(3)
        );
    }
}

/// Prints the table rows about time.
fn print_time_rows(files: &Files, runs: &Runs, projects: &str) {
    let baseline = runs.time("ron::from_str");
    let with_ratio = |prefix: &str| {
        let time = runs.time(prefix);
        format!("{} = {:.2}x", table_row::format_ms(time), baseline / time)
    };
    print_row(
        &format!("loading {projects} projects, {:.0} MB", megabytes_of(&files.ron)),
        &format!(
            "2 threads {}, 1 thread {}",
            with_ratio("minsheng, 2 threads"),
            with_ratio("minsheng, 1 thread")
        ),
        &format!(
            "`ron::from_str` {}, `serde_json` {}",
            table_row::format_ms(baseline),
            with_ratio("serde_json")
        ),
    );
    let [ours, ron] = ["minsheng, 2 threads, from", "ron::from_str, from"].map(|p| runs.time(p));
    print_row(
        "the same, from a cold cache",
        &format!("{} = {:.2}x", table_row::format_ms(ours), ron / ours),
        &format!("`ron::from_str` {}", table_row::format_ms(ron)),
    );
}

/// Prints the table rows about memory.
fn print_memory_rows(files: &Files, runs: &Runs, projects: &str) {
    let share = |prefix: &str, nth: usize| {
        runs.median(prefix, nth) * 1024.0 / megabytes_of(&files.ron) / 1e6
    };
    for (label, nth) in [
        ("peak memory, as a share of the file", 2),
        ("memory after loading, as a share of the file", 3),
    ] {
        print_row(
            &format!("{label}, {projects} projects"),
            &format!("{:.2}", share("minsheng, 2 threads", nth)),
            &format!("`ron::from_str` {:.2}", share("ron::", nth)),
        );
    }
    let [before, after, peak, _] =
        measure_in_process(RELOADS, &files.ron).map(|kib| kib * 1024.0 / 1e6);
    print_row(
        &format!("memory after three reloads, as a share of that before, {projects} projects"),
        &format!(
            "{:.2} = {after:.0} MB, {before:.0} MB before, at most {peak:.0} MB meanwhile",
            after / before
        ),
        "",
    );
}

/// Returns the resident memory in KiB before and after three reloads. As on a board, a new thread
/// loads each catalog and another drops the old one.
fn measure_reloads(path: &Path) -> [f64; 2] {
    let load_reload = || {
        let work = || Reload::new(load(path, &two_threads()).expect("a catalog"));
        thread::scope(|scope| scope.spawn(work).join().expect("a catalog"))
    };
    let mut reload = load_reload();
    let before = status("VmRSS:");
    for _ in 0..3 {
        let old = mem::replace(&mut reload, load_reload());
        thread::spawn(|| drop(old)).join().expect("a thread");
    }
    [before, status("VmRSS:")]
}

/// Evicts the file from the page cache and returns its path.
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

/// Loads the first part of a file, which is enough for a board to open.
fn load_first(path: &Path) -> Arc<Catalog> {
    let mut loader = FileLoader::open(path).expect("a file");
    match loader.step(&Sequential) {
        Some(LoadStep::Done(result)) => result.expect("a catalog").into(),
        _ => loader.partial_catalog().expect("some projects"),
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

/// Returns a field of `/proc/self/status`, in KiB.
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
