//! Large files that replace each other while a search goes on.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::sync::Arc;

use crate::support::corpus::Corpus;
use crate::support::{Board, are_searches};
use minsheng::app::{DataStatus, Msg, Reload, Start};
use minsheng::executor::Sequential;
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::{Day, ProgressCriteria};

use super::{board, drops_one, respond};

/// Returns a reload of the catalog without the projects before `from` and with `old` replaced.
fn reload(from: u32, old: &str, new: &str) -> Reload {
    let text = Corpus::new(2026).ron(10_001);
    let is_kept = |line: &&str| !(1..from).any(|no| line.starts_with(&format!("(no: {no},")));
    let text: Vec<&str> = text.lines().filter(is_kept).collect();
    Reload::new(parse(&text.join("\n").replace(old, new)).unwrap())
}

#[test]
fn a_large_file_that_says_something_else_changes_nothing_until_it_is_known_what_there_is_in_it() {
    let mut board = board();
    board.press("/ 停车 <Enter>");
    respond(&mut board);
    board.press("j j j l J");
    let (before, selected) = (board.screen(), board.selected());
    assert!(are_searches(&board.send(Msg::Reloaded(reload(1, "停车", "停泊"))), 1));
    assert_eq!((board.screen(), board.model.search.is_searching()), (before.clone(), false));
    let effects = respond(&mut board);
    assert_ne!(board.screen(), before);
    assert!(board.header().contains("停车"), "what is asked for stays: {}", board.header());
    assert!(drops_one(&effects), "the list before is to be given back");
    // The text has changed back: the same hits are found again, and the selection has not moved.
    board.press("<Esc> <Esc>");
    respond(&mut board);
    let digits: Vec<String> =
        format!("{:05}", selected.unwrap()).chars().map(String::from).collect();
    board.press(&digits.join(" "));
    board.send(Msg::Reloaded(reload(1, "", "")));
    respond(&mut board);
    assert_eq!(board.selected(), selected);
}

#[test]
fn the_same_large_file_again_changes_nothing() {
    let mut board = board();
    board.press("G k k");
    let before = board.screen();
    board.send(Msg::Reloaded(reload(1, "", "")));
    let effects = respond(&mut board);
    assert_eq!(board.screen(), before);
    assert!(drops_one(&effects), "and the second copy is given back");
}

#[test]
fn typing_goes_on_while_a_large_file_replaces_another() {
    let mut board = board();
    board.send(Msg::Reloaded(reload(1, "停车", "停泊")));
    board.press("/ 停");
    let late_response = board.request().run(&Sequential).unwrap();
    assert!(are_searches(&board.press("泊"), 1));
    board.send(Msg::SearchDone(late_response));
    assert!(board.model.search.is_searching(), "that was the answer to something else");
    respond(&mut board);
    assert!(
        board.model.search.results.found_len() > 0
            && board.model.selected().unwrap().title.get(Lang::Zh).contains("停泊")
    );
    // The query is empty: everything is listed at once, and the new catalog comes after it.
    let mut board = self::board();
    board.press("/ 停");
    board.send(Msg::Reloaded(reload(2000, "", "")));
    assert!(are_searches(&board.press("<Backspace>"), 1));
    assert_eq!(board.model.visible_len(), 10_001);
    respond(&mut board);
    assert_eq!((board.model.visible_len(), board.model.search.is_searching()), (8002, false));
}

#[test]
fn a_project_that_is_gone_from_a_large_list_gives_way_to_its_neighbour() {
    for (keys, domain) in [("", None), ("h j j <Enter>", Some(1))] {
        let mut board = board();
        board.press(keys);
        board.press("g");
        board.send(Msg::Reloaded(reload(5000, "", "")));
        respond(&mut board);
        let first = board.listed().into_iter().min();
        assert_eq!(
            (board.selected(), board.model.scope_domain().map(|_| 1)),
            (first, domain),
            "{keys}"
        );
    }
}

#[test]
fn what_stands_in_for_a_faulty_large_file_says_so_when_it_comes() {
    let mut board = board();
    board.send(Msg::Reloaded(reload(1, "停车", "停泊")));
    board.send(Msg::StatusChanged(DataStatus::Invalid { dated: None, errors: 3 }));
    assert_eq!(board.model.data.shown.status, DataStatus::Current, "that is not yet what is shown");
    respond(&mut board);
    assert_eq!(board.model.data.shown.status, DataStatus::Invalid { dated: None, errors: 3 });
}

#[test]
fn a_large_list_in_place_of_a_small_one_and_a_small_one_that_overtakes_it() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.send(Msg::Reloaded(reload(1, "", "")));
    assert_eq!(board.model.visible_len(), 25);
    let late_response = board.request().run(&Sequential).unwrap();
    board.send(Msg::Reloaded(reload(9_900, "", "")));
    board.send(Msg::SearchDone(late_response));
    assert_eq!(board.model.visible_len(), 102);
    board.send(Msg::Reloaded(reload(1, "", "")));
    respond(&mut board);
    assert_eq!(board.model.visible_len(), 10_001);
}

#[test]
fn at_midnight_the_progress_of_a_large_list_is_computed_elsewhere() {
    let dates =
        "start: \"2026-01-01\", end: \"2026-12-31\", updates: [(on: \"2026-02-01\", percent: 5)]";
    let project = |no| format!("(no: {no}, domain: \"d\", title: \"第{no}号\", {dates}),");
    let projects: String = (1..=10_001).map(project).collect();
    let text = format!(
        "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [{projects}])"
    );
    let day = |text| Day::parse(text).unwrap();
    let criteria = ProgressCriteria { day: Some(day("2026-02-02")), ..ProgressCriteria::default() };
    let start = Start {
        criteria,
        size: (80, 24).into(),
        query: "状态:滞后".to_owned(),
        ..Start::default()
    };
    let mut board = Board::with_start(Arc::new(parse(&text).unwrap()), &start);
    respond(&mut board);
    assert_eq!(board.model.visible_len(), 0);
    assert!(are_searches(&board.send(Msg::Today(day("2026-07-01"))), 1));
    assert_eq!(
        (board.model.visible_len(), board.send(Msg::Today(day("2026-07-01")))),
        (0, vec![]),
        "it is told once"
    );
    respond(&mut board);
    assert_eq!(board.model.visible_len(), 10_001);
    board.model.check_invariants().unwrap();
}
