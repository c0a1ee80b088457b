//! Background searches: a catalog that is too large to search at once is searched by a worker.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

mod reload;

use std::cell::Cell;
use std::sync::{Arc, LazyLock};

use crate::support::corpus::Corpus;
use crate::support::{Board, are_searches};
use minsheng::app::{Effect, Layer, Msg, Start};
use minsheng::executor::{Executor, Sequential};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::{Catalog, ProjectNo};

/// A catalog with more projects than are searched at once.
static LARGE: LazyLock<Arc<Catalog>> =
    LazyLock::new(|| Arc::new(parse(&Corpus::new(2026).ron(10_001)).unwrap()));

fn board() -> Board {
    Board::with_shared(Arc::clone(&LARGE), Lang::Zh, 80, 24)
}

/// Runs the last search request and sends its response.
fn respond(board: &mut Board) -> Vec<Effect> {
    let response = board.request().run(&Sequential).unwrap();
    board.send(Msg::SearchDone(response))
}

/// Returns true if `effects` are nothing but to drop one catalog.
fn drops_one(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::Drop(_)])
}

#[test]
fn a_query_is_asked_elsewhere_and_the_board_stays_as_it_is_until_the_answer_comes() {
    let mut board = board();
    let before = board.listed();
    assert!(are_searches(&board.press("/ 停"), 1));
    assert_eq!((board.model.search.is_searching(), board.listed()), (true, before));
    assert!(board.header().ends_with("查找中…"), "{}", board.header());
    respond(&mut board);
    assert!(!board.model.search.is_searching());
    let found = board.model.search.results.found_len();
    assert!((1..10_001).contains(&found));
    assert!(board.header().ends_with(&format!("{found}/10001 项")), "{}", board.header());
    assert!(board.model.selected().unwrap().title.get(Lang::Zh).contains('停'));
}

#[test]
fn an_answer_that_comes_too_late_is_no_answer() {
    let mut board = board();
    board.press("/ 停");
    let late_response = board.request().run(&Sequential).unwrap();
    board.press("车");
    board.send(Msg::SearchDone(late_response.clone()));
    assert!(board.model.search.is_searching());
    respond(&mut board);
    let found = board.listed();
    board.send(Msg::SearchDone(late_response));
    assert_eq!(board.listed(), found);
}

#[test]
fn a_copy_menu_or_code_whose_project_is_not_among_the_hits_is_closed() {
    for (key, layer) in [("y", Layer::Copy), ("v", Layer::Code)] {
        let mut board = board();
        board.press("/ 没有这样的词 <Enter>");
        board.press(key);
        assert_eq!(board.model.layer(), layer);
        respond(&mut board);
        assert_eq!((board.model.layer(), board.model.visible_len()), (Layer::Board, 0));
        board.press("<Esc>");
        assert_eq!((board.model.layer(), board.model.visible_len()), (Layer::Board, 10_001));
    }
}

#[test]
fn an_empty_box_shows_everything_at_once() {
    let mut board = board();
    board.press("/ 停");
    assert_eq!(board.press("<Backspace>"), []);
    assert_eq!((board.model.search.is_searching(), board.model.visible_len()), (false, 10_001));
}

#[test]
fn a_query_that_is_there_from_the_start_is_asked_at_once() {
    let mut board = Board::with_query(Arc::clone(&LARGE), "停车", 80, 24);
    assert!(board.model.search.is_searching());
    respond(&mut board);
    assert!(board.model.search.results.found_len() < 10_001);
}

#[test]
fn a_project_that_is_named_with_a_query_is_selected_among_its_hits_or_without_the_query() {
    let board_at = |no| {
        let project = LARGE.by_no(ProjectNo(no));
        let query = "停车".to_owned();
        let start = Start { query, project, size: (80, 24).into(), ..Start::default() };
        let mut board = Board::with_start(Arc::clone(&LARGE), &start);
        respond(&mut board);
        board
    };
    let mut all_hits = Board::with_query(Arc::clone(&LARGE), "停车", 80, 24);
    respond(&mut all_hits);
    let hits = all_hits.listed();
    let other = (1..=10_001).find(|no| !hits.contains(no)).unwrap();
    assert_eq!((board_at(hits[9]).selected(), board_at(hits[9]).listed()), (Some(hits[9]), hits));
    assert_eq!((board_at(other).selected(), board_at(other).listed().len()), (Some(other), 10_001));
}

#[test]
fn before_the_index_is_there_the_texts_are_read_and_the_same_is_found() {
    let mut without_index = board();
    let mut with_index = board();
    with_index.model.data.index_job().unwrap().build();
    assert!(
        without_index.model.data.index_job().is_some()
            && with_index.model.data.index_job().is_none()
    );
    for keys in ["/ 停车", "<Space> xiaoqu", "<Backspace>", "x", "<Ctrl-u> yilioa"] {
        let found = [&mut without_index, &mut with_index].map(|board| {
            board.press(keys);
            respond(board);
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
    respond(&mut board);
    let found = board.model.search.results.found_len();
    board.press("<Enter> h j j");
    assert!(board.model.visible_len() < found);
    assert_eq!(board.model.search.results.found_len(), found);
}

/// An executor that is cancelled after a number of parts.
struct CancelAfter(Cell<usize>);

impl Executor for CancelAfter {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        let mut part = |nth| {
            self.0.set(self.0.get().checked_sub(1)?);
            Some(work(nth))
        };
        (0..parts).map(&mut part).collect()
    }
}

#[test]
fn a_cancelled_search_gives_no_results() {
    let mut board = board();
    board.press("/ 停车");
    assert_eq!(board.request().run(&CancelAfter(Cell::new(1))), None);
    board.model.data.index_job().unwrap().build();
    assert_eq!(board.request().run(&CancelAfter(Cell::new(1))), None);
    assert!(board.request().run(&CancelAfter(Cell::new(1000))).is_some());
}

#[test]
fn the_way_back_waits_for_the_answer() {
    let mut board = board();
    board.press("/ 停");
    respond(&mut board);
    board.press("<Enter> j j j");
    let before = (board.selected(), board.header());
    board.press("0 0 0 0 1");
    assert_eq!(board.selected(), Some(1));
    assert!(are_searches(&board.press("H"), 1), "what is found there has to be found again");
    respond(&mut board);
    assert_eq!((board.selected(), board.header()), before);
}

/// Opens a board with its index built.
fn indexed_board() -> Board {
    let board = board();
    board.model.data.index_job().unwrap().build();
    board
}

/// Returns the numbers of the projects in the first `rows` rows.
fn first_rows(board: &Board, rows: usize) -> Vec<u32> {
    board.listed().into_iter().take(rows).collect()
}

#[test]
fn the_best_is_listed_before_everything_is_counted_and_stays_where_it_is() {
    let mut board = indexed_board();
    let everywhere = board.rows();
    board.press("/ 停");
    let best = board.request().top_hits(&Sequential).unwrap();
    board.send(Msg::TopHits(best));
    assert!(!board.model.search.is_searching() && board.model.search.results.is_partial());
    let (partial_count, listed) = (board.model.search.results.found_len(), board.listed());
    assert!(board.header().ends_with(&format!("{partial_count}+/10001 项")), "{}", board.header());
    board.press("<Enter> j j j");
    let selected = board.selected();
    respond(&mut board);
    assert_eq!((board.selected(), first_rows(&board, partial_count)), (selected, listed));
    let all = board.model.search.results.found_len();
    assert!(all > partial_count && !board.model.search.results.is_partial());
    assert!(board.header().ends_with(&format!("{all}/10001 项")), "{}", board.header());
    assert_ne!(board.rows(), everywhere);
}

#[test]
fn the_best_of_any_words_is_how_the_whole_answer_begins() {
    let mut board = indexed_board();
    board.press("/");
    for (typed, has_top_hits) in [
        ("g", true),
        ("gz", true),
        ("gongcheng", true),
        ("停车", true),
        ("gaizao 停", true),
        ("停车 公园 村", true),
        ("停车|老旧", true),
        ("1", true),
        ("la", true),
        ("!停车", true),
        ("place:路", true),
        ("amount>100 停车", true),
        ("停车 鹱", false),
    ] {
        board.press("<Ctrl-u>");
        board.send(Msg::Paste(typed.to_owned()));
        let best = board.request().top_hits(&Sequential);
        let mut partial_hits = Vec::new();
        if let Some(best) = best {
            board.send(Msg::TopHits(best));
            partial_hits = board.listed();
        }
        assert_eq!(partial_hits.len() >= 64, has_top_hits, "{typed}");
        respond(&mut board);
        assert_eq!(first_rows(&board, partial_hits.len()), partial_hits, "{typed}");
    }
}

#[test]
fn nothing_is_said_early_of_what_is_hardly_anywhere() {
    let mut board = indexed_board();
    board.press("/");
    for typed in ["停车 !停车", "place:鹱", "amount>9999999", "xyzzy", "鹱"] {
        board.press("<Ctrl-u>");
        board.send(Msg::Paste(typed.to_owned()));
        assert_eq!(board.request().top_hits(&Sequential), None, "{typed}");
    }
}

#[test]
fn the_next_letter_goes_on_from_what_was_found_in_full() {
    let mut board = indexed_board();
    board.press("/ t");
    let best = board.request().top_hits(&Sequential).unwrap();
    board.send(Msg::TopHits(best));
    // Typed before all hits are there: hits that are only in a summary are found, too.
    board.press("c");
    respond(&mut board);
    let found = board.listed();
    board.press("<Ctrl-u> t c");
    respond(&mut board);
    assert_eq!(board.listed(), found);
}

#[test]
fn the_best_of_other_domains_is_no_answer_in_this_one() {
    let mut board = indexed_board();
    board.press("h j");
    let inside = board.model.visible_len();
    board.press("/ 停车");
    let best = board.request().top_hits(&Sequential).unwrap();
    board.send(Msg::TopHits(best.clone()));
    assert!((1..inside).contains(&board.model.visible_len()), "what of it is in this domain");
    board.press("<Ctrl-u>");
    board.send(Msg::TopHits(best));
    assert!(!board.model.search.results.is_partial(), "that came too late");
}
