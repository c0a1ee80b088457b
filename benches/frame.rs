//! Measures the time from a key's message to the drawn frame, at 200x60, over 25, 10,000 and
//! 1,000,000 projects. It must not grow with the number of projects. `cargo bench --bench frame`;
//! building the largest list takes 2 GB for a while.

#![allow(clippy::expect_used, reason = "a bench panics on failure")]

#[path = "../tests/it/support/board.rs"]
mod board;
#[allow(dead_code, reason = "another bench uses the rest")]
#[path = "../tests/it/support/corpus.rs"]
mod corpus;

use std::collections::HashMap;
use std::io::BufWriter;
use std::os::unix::fs::FileExt;
use std::sync::{Arc, LazyLock, Mutex};

use board::Board;
use corpus::Corpus;
use divan::Bencher;
use minsheng::app::{Msg, Reload, SearchResponse};
use minsheng::data::load;
use minsheng::executor::Parallel;
use minsheng::lang::Lang;
use minsheng::model::Catalog;

const SIZES: [usize; 3] = [25, 10_000, 1_000_000];

/// The catalogs by their numbers of projects; each is built once.
static CATALOGS: LazyLock<Mutex<HashMap<usize, Arc<Catalog>>>> = LazyLock::new(Mutex::default);
static RELOADS: LazyLock<Mutex<HashMap<usize, Reload>>> = LazyLock::new(Mutex::default);

fn catalog(size: usize) -> Arc<Catalog> {
    let mut catalogs = CATALOGS.lock().expect("the lock is not poisoned");
    Arc::clone(catalogs.entry(size).or_insert_with(|| Arc::new(read(size, "试验清单"))))
}

/// Returns a reload with the catalog of `size` projects under another title.
fn reload(size: usize) -> Reload {
    let mut reloads = RELOADS.lock().expect("the lock is not poisoned");
    reloads.entry(size).or_insert_with(|| Reload::new(read(size, "改过清单"))).clone()
}

fn read(size: usize, title: &str) -> Catalog {
    let file = tempfile::NamedTempFile::new().expect("a file");
    Corpus::new(20_260_701).write(size, BufWriter::new(&file)).expect("room for the projects");
    file.as_file()
        .write_all_at(title.as_bytes(), "(title: \"".len() as u64)
        .expect("as long as what was there");
    load(file.path(), &Parallel::with_all_cores(&|| false)).expect("a catalog")
}

fn main() {
    divan::main();
}

/// Measures the keys, pressed in turn after `before`, and a frame after each.
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

/// Measures listing the results of a search that ran outside the event loop.
#[divan::bench(args = SIZES)]
fn an_answer(bencher: Bencher, size: usize) {
    let board_with_query = || {
        let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
        board.press("/ 改");
        board
    };
    // Requests are numbered: a response to the request of one board fits another.
    let response = respond(&board_with_query(), size);
    bencher.with_inputs(|| (board_with_query(), response.clone())).bench_local_values(
        |(mut board, response)| {
            if let Some(response) = response {
                drop(board.send(Msg::SearchDone(response)));
            }
            (board.draw(), board)
        },
    );
}

/// Measures deleting the only character of a query, which lists everything again.
#[divan::bench(args = SIZES)]
fn a_cleared_search_box(bencher: Bencher, size: usize) {
    let board_with_query = || {
        let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
        board.press("/ 改");
        board
    };
    let response = respond(&board_with_query(), size);
    let board_with_results = || {
        let mut board = board_with_query();
        if let Some(response) = response.clone() {
            drop(board.send(Msg::SearchDone(response)));
        }
        board
    };
    bencher.with_inputs(board_with_results).bench_local_values(|mut board| {
        drop(board.press("<Backspace>"));
        (board.draw(), board)
    });
}

/// Measures replacing the catalog on screen; a large one was compared and searched outside the
/// event loop.
#[divan::bench(args = SIZES)]
fn a_reload(bencher: Bencher, size: usize) {
    let reload = reload(size);
    let board = || {
        let mut board = Board::with_shared(catalog(size), Lang::Zh, 200, 60);
        board.press("G");
        board
    };
    let mut first = board();
    drop(first.send(Msg::Reloaded(reload.clone())));
    let response = respond(&first, size);
    let inputs = || (board(), reload.clone(), response.clone());
    bencher.with_inputs(inputs).bench_local_values(|(mut board, reload, response)| {
        drop(board.send(Msg::Reloaded(reload)));
        if let Some(response) = response {
            drop(board.send(Msg::SearchDone(response)));
        }
        (board.draw(), board)
    });
}

/// Returns the response to the search that the board has requested; `None` for the smallest
/// catalog, where it was answered at once.
fn respond(board: &Board, size: usize) -> Option<SearchResponse> {
    let run = || board.request().run(&Parallel::with_all_cores(&|| false));
    (size > SIZES[0]).then(|| run().expect("the search is not cancelled"))
}
