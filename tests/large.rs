//! A catalogue that is too large to search between two keys: asked elsewhere, answered later.

#![allow(clippy::unwrap_used, reason = "this is a test, though clippy cannot see that everywhere")]

#[allow(dead_code, reason = "benches use the rest")]
#[path = "../benches/corpus/mod.rs"]
mod corpus;
mod support;

use std::cell::Cell;
use std::sync::{Arc, LazyLock};

use corpus::Corpus;
use minsheng::app::{Effect, Msg};
use minsheng::catalog::{Catalog, parse};
use minsheng::lang::Lang;
use minsheng::work::{Alone, Workers};
use support::Board;

/// One project more than are searched between two keys.
static LARGE: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(parse(&Corpus::new(2026).ron(10_001)).unwrap()));

fn board() -> Board {
    Board::over(Arc::clone(&LARGE), Lang::Zh, 80, 24)
}

/// Has the last question answered.
fn answer(board: &mut Board) {
    let answer = board.model.inquiry().answer(&Alone).unwrap();
    board.tell(Msg::Found(answer));
}

#[test]
fn a_query_is_asked_elsewhere_and_the_board_stays_as_it_is_until_the_answer_comes() {
    let mut board = board();
    let before = board.listed();
    assert_eq!(board.press("/ 停"), [Effect::Search]);
    assert_eq!((board.model.is_waiting(), board.listed()), (true, before));
    assert!(board.header().ends_with("查找中…"), "{}", board.header());
    answer(&mut board);
    assert!(!board.model.is_waiting());
    let found = board.model.found_len();
    assert!((1..10_001).contains(&found));
    assert!(board.header().ends_with(&format!("{found}/10001 项")), "{}", board.header());
    assert!(board.model.selected().unwrap().title.get(Lang::Zh).contains('停'));
}

#[test]
fn an_answer_that_comes_too_late_is_no_answer() {
    let mut board = board();
    board.press("/ 停");
    let late = board.model.inquiry().answer(&Alone).unwrap();
    board.press("车");
    board.tell(Msg::Found(late.clone()));
    assert!(board.model.is_waiting());
    answer(&mut board);
    let found = board.listed();
    board.tell(Msg::Found(late));
    assert_eq!(board.listed(), found);
}

#[test]
fn an_empty_box_shows_everything_at_once() {
    let mut board = board();
    board.press("/ 停");
    assert_eq!(board.press("<Backspace>"), []);
    assert_eq!((board.model.is_waiting(), board.model.visible_len()), (false, 10_001));
}

#[test]
fn a_query_that_is_there_from_the_start_is_asked_at_once() {
    let mut board = Board::starting(Arc::clone(&LARGE), "停车", 80, 24);
    assert!(board.model.is_waiting());
    answer(&mut board);
    assert!(board.model.found_len() < 10_001);
}

#[test]
fn before_the_index_is_there_the_texts_are_read_and_the_same_is_found() {
    let mut plain = board();
    let mut quick = board();
    quick.model.unbuilt().unwrap().build();
    assert!(plain.model.unbuilt().is_some() && quick.model.unbuilt().is_none());
    for keys in ["/ 停车", "<Space> xiaoqu", "<Backspace>", "x", "<Ctrl-u> yilioa"] {
        let found = [&mut plain, &mut quick].map(|board| {
            board.press(keys);
            answer(board);
            let mut found = board.listed();
            found.sort_unstable();
            found
        });
        assert_eq!(found[0], found[1], "{keys}");
    }
}

#[test]
fn the_list_keeps_to_the_chosen_domain() {
    let mut board = board();
    board.press("/ 停车");
    answer(&mut board);
    let found = board.model.found_len();
    board.press("<Enter> h j j");
    assert!(board.model.visible_len() < found);
    assert_eq!(board.model.found_len(), found);
}

/// Somebody who stops after so many parts of the work.
struct Impatient(Cell<usize>);

impl Workers for Impatient {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        let mut part = |nth| {
            self.0.set(self.0.get().checked_sub(1)?);
            Some(work(nth))
        };
        (0..parts).map(&mut part).collect()
    }
}

#[test]
fn whoever_is_told_to_stop_answers_nothing() {
    let mut board = board();
    board.press("/ 停车");
    assert_eq!(board.model.inquiry().answer(&Impatient(Cell::new(1))), None);
    board.model.unbuilt().unwrap().build();
    assert_eq!(board.model.inquiry().answer(&Impatient(Cell::new(1))), None);
    assert!(board.model.inquiry().answer(&Impatient(Cell::new(1000))).is_some());
}

#[test]
fn the_way_back_waits_for_the_answer() {
    let mut board = board();
    board.press("/ 停");
    answer(&mut board);
    board.press("<Enter> j j j");
    let before = (board.selected(), board.header());
    board.press("0 0 0 0 1");
    assert_eq!(board.selected(), Some(1));
    assert_eq!(board.press("H"), [Effect::Search], "what is found there has to be found again");
    answer(&mut board);
    assert_eq!((board.selected(), board.header()), before);
}
