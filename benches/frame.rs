//! What a key costs from the message to the drawn frame, at 200x60, over 25, 10,000 and 1,000,000
//! projects: the same, as nothing in it may grow with their number. `cargo bench --bench frame`;
//! the largest list takes 2 GB for a while to make.

#![allow(clippy::expect_used, reason = "a bench has nobody to report to")]

#[path = "../tests/support/mod.rs"]
mod board;
#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;

use std::collections::HashMap;
use std::io::BufWriter;
use std::os::unix::fs::FileExt;
use std::sync::{Arc, LazyLock, Mutex};

use board::Board;
use corpus::Corpus;
use divan::Bencher;
use minsheng::app::{Model, Msg, Reload, SearchResponse};
use minsheng::catalog::{Catalog, load};
use minsheng::lang::Lang;
use minsheng::term::Parallel;

const SIZES: [usize; 3] = [25, 10_000, 1_000_000];

/// Made once each.
static CATALOGS: LazyLock<Mutex<HashMap<usize, Arc<Catalog>>>> = LazyLock::new(Mutex::default);
static RELOADS: LazyLock<Mutex<HashMap<usize, Reload>>> = LazyLock::new(Mutex::default);

fn catalog(size: usize) -> Arc<Catalog> {
    let mut catalogs = CATALOGS.lock().expect("nobody else");
    Arc::clone(catalogs.entry(size).or_insert_with(|| Arc::new(read(size, "试验清单"))))
}

/// The same under another title.
fn reload(size: usize) -> Reload {
    let mut renewals = RELOADS.lock().expect("nobody else");
    renewals.entry(size).or_insert_with(|| Reload::new(read(size, "改过清单"))).clone()
}

fn read(size: usize, title: &str) -> Catalog {
    let file = tempfile::NamedTempFile::new().expect("a file");
    Corpus::new(20_260_701).write(size, BufWriter::new(&file)).expect("room for the projects");
    file.as_file()
        .write_all_at(title.as_bytes(), "(title: \"".len() as u64)
        .expect("as long as what was there");
    load(file.path(), &Parallel::with_all_cores(&|| false)).expect("a catalogue")
}

fn main() {
    divan::main();
}

/// Presses the keys one after the other, round and round, and draws after each.
fn press(bencher: Bencher, size: usize, before: &str, keys: [&str; 2]) {
    let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
    board.press(before);
    let mut keys = keys.into_iter().cycle();
    bencher.bench_local(|| {
        keys.next().into_iter().for_each(|key| drop(board.press(key)));
        board.draw()
    });
}

#[divan::bench(args = SIZES)]
fn nothing_changes(bencher: Bencher, size: usize) {
    let board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
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

#[divan::bench(args = SIZES)]
fn a_line_of_the_page(bencher: Bencher, size: usize) {
    press(bencher, size, "l", ["J", "K"]);
}

#[divan::bench(args = SIZES)]
fn a_domain_and_all_of_them(bencher: Bencher, size: usize) {
    press(bencher, size, "h", ["j", "k"]);
}

/// What was found outside the loop is listed.
#[divan::bench(args = SIZES)]
fn an_answer(bencher: Bencher, size: usize) {
    let asked = || {
        let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
        board.press("/ 改");
        board
    };
    // Questions are counted: the answer to one board's is that to another's.
    let answer = respond(&asked().model);
    bencher.with_inputs(|| (asked(), answer.clone())).bench_local_values(|(mut board, answer)| {
        drop(board.send(Msg::SearchDone(answer)));
        (board.draw(), board)
    });
}

/// The last character of what is asked for is taken away: everything is listed again.
#[divan::bench(args = SIZES)]
fn a_cleared_search_box(bencher: Bencher, size: usize) {
    let asked = || {
        let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
        board.press("/ 改");
        board
    };
    let answer = respond(&asked().model);
    let found = || {
        let mut board = asked();
        drop(board.send(Msg::SearchDone(answer.clone())));
        board
    };
    bencher.with_inputs(found).bench_local_values(|mut board| {
        drop(board.press("<Backspace>"));
        (board.draw(), board)
    });
}

/// Another file in the place of the one that is shown; a large one has been compared and searched
/// outside the loop.
#[divan::bench(args = SIZES)]
fn a_reload(bencher: Bencher, size: usize) {
    let renewal = reload(size);
    let shown = || {
        let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
        board.press("G");
        board
    };
    let mut first = shown();
    drop(first.send(Msg::Reloaded(renewal.clone())));
    let answer = respond(&first.model);
    let inputs = || (shown(), renewal.clone(), answer.clone());
    bencher.with_inputs(inputs).bench_local_values(|(mut board, renewal, answer)| {
        drop(board.send(Msg::Reloaded(renewal)));
        drop(board.send(Msg::SearchDone(answer)));
        (board.draw(), board)
    });
}

fn respond(model: &Model) -> SearchResponse {
    model.search_request().run(&Parallel::with_all_cores(&|| false)).expect("nobody stops it")
}
