//! What a key costs from the message to the drawn frame, at 200x60, over 25, 10,000 and 1,000,000 projects: the same, as nothing
//! in it may grow with their number. `cargo bench --bench frame`; the largest list takes 2 GB for a while to make.

#![allow(clippy::expect_used, reason = "a bench has nobody to report to")]

#[path = "../tests/support/mod.rs"]
mod board;
#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;

use std::collections::HashMap;
use std::io::BufWriter;
use std::sync::{Arc, LazyLock, Mutex};

use board::Board;
use corpus::Corpus;
use divan::Bencher;
use minsheng::catalog::{Catalog, load};
use minsheng::lang::Lang;
use minsheng::term::Crew;

const SIZES: [usize; 3] = [25, 10_000, 1_000_000];

/// Made once each.
static CATALOGS: LazyLock<Mutex<HashMap<usize, Arc<Catalog>>>> = LazyLock::new(Mutex::default);

fn catalog(size: usize) -> Arc<Catalog> {
    let mut catalogs = CATALOGS.lock().expect("nobody else");
    let made = catalogs.entry(size).or_insert_with(|| {
        let file = tempfile::NamedTempFile::new().expect("a file");
        Corpus::new(20_260_701).write(size, BufWriter::new(&file)).expect("room for the projects");
        Arc::new(load(file.path(), &Crew::all(&|| false)).expect("a catalogue"))
    });
    Arc::clone(made)
}

fn main() {
    divan::main();
}

/// Presses the keys one after the other, round and round, and draws after each.
fn press(bencher: Bencher, size: usize, before: &str, keys: [&str; 2]) {
    let mut board = Board::over(catalog(size), Lang::Zh, 200, 60);
    board.press(before);
    let mut keys = keys.into_iter().cycle();
    bencher.bench_local(|| {
        keys.next().into_iter().for_each(|key| drop(board.press(key)));
        board.draw()
    });
}

#[divan::bench(args = SIZES)]
fn nothing_changes(bencher: Bencher, size: usize) {
    let board = Board::over(catalog(size), Lang::Zh, 200, 60);
    bencher.bench_local(|| board.draw());
}

#[divan::bench(args = SIZES)]
fn a_row(bencher: Bencher, size: usize) {
    press(bencher, size, "", ["j", "k"]);
}

#[divan::bench(args = SIZES)]
fn a_page(bencher: Bencher, size: usize) {
    press(bencher, size, "", ["<PgDn>", "<PgUp>"]);
}

#[divan::bench(args = SIZES)]
fn to_the_end_and_back(bencher: Bencher, size: usize) {
    press(bencher, size, "", ["G", "g"]);
}

#[divan::bench(args = SIZES)]
fn another_domain(bencher: Bencher, size: usize) {
    press(bencher, size, "h j", ["j", "k"]);
}

#[divan::bench(args = SIZES)]
fn a_project_by_its_number(bencher: Bencher, size: usize) {
    press(bencher, size, "", ["2 4 <Enter>", "0 3 <Enter>"]);
}

#[divan::bench(args = SIZES)]
fn the_overview(bencher: Bencher, size: usize) {
    press(bencher, size, "", ["o", "<Esc>"]);
}
