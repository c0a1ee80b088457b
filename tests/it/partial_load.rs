//! Partial loads: a large file is on the board before it is read completely. The loaded part can be
//! used while the rest arrives.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::sync::Arc;
use std::time::Duration;

use crate::support::{Board, are_searches};
use minsheng::app::{DataStatus, Effect, LoadProgress, Msg, Reload, Start};
use minsheng::data::ReadProgress;
use minsheng::executor::Sequential;
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::{Catalog, ProjectNo};
use ratatui::layout::Size;

/// Returns the first `count` projects of a programme, in two alternating domains.
fn first_projects(count: u32) -> Arc<Catalog> {
    let project = |no| {
        let domain = if no % 2 == 0 { "even" } else { "odd" };
        format!("(no: {no}, domain: \"{domain}\", title: \"第{no}号 {domain}\"),")
    };
    let projects: String = (1..=count).map(project).collect();
    let domains = "(id: \"odd\", name: \"单\"), (id: \"even\", name: \"双\")";
    Arc::new(
        parse(&format!("(title: \"清单\", domains: [{domains}], projects: [{projects}])")).unwrap(),
    )
}

/// Opens the board with the first 40 of 400 projects.
fn board() -> Board {
    board_at(Start::default())
}

fn board_at(start: Start) -> Board {
    let size = Size { width: 80, height: 24 };
    Board::with_start(
        first_projects(40),
        &Start { lang: Lang::Zh, size, data_status: loading(40), ..start },
    )
}

/// Returns the status after `projects` of 400 have been read, a tenth of a second and a megabyte
/// each.
fn loading(projects: usize) -> DataStatus {
    let progress =
        |projects| ReadProgress { read: projects as u64 * 1_000_000, size: 400_000_000, projects };
    let elapsed = Duration::from_millis(100 * projects as u64);
    DataStatus::Loading(LoadProgress::estimate(elapsed, progress(0), progress(projects)))
}

fn send_part(board: &mut Board, count: u32, status: DataStatus) -> Vec<Effect> {
    board.send(Msg::PartLoaded(Reload::part(first_projects(count), status)))
}

/// Runs the last search request and sends its response.
fn respond(board: &mut Board) -> Vec<Effect> {
    let response = board.request().run(&Sequential).unwrap();
    board.send(Msg::SearchDone(response))
}

#[test]
fn one_sees_how_far_it_is_until_all_is_there() {
    let mut board = board();
    let header = |board: &Board| board.header().trim().to_owned();
    assert!(
        header(&board).ends_with("[#---------] 10%，40/400 MB，40 项，还需 37 秒，Ctrl-C 停止"),
        "{}",
        header(&board)
    );
    send_part(&mut board, 300, loading(300));
    assert!(
        header(&board).ends_with("[#######---] 75%，300/400 MB，300 项，还需 11 秒，Ctrl-C 停止"),
        "{}",
        header(&board)
    );
    board.press("e");
    assert!(
        header(&board)
            .ends_with("[#######---] 75%, 300/400 MB, 300 projects, 11 s left, Ctrl-C stops"),
        "{}",
        header(&board)
    );
    send_part(&mut board, 400, DataStatus::Current);
    assert_eq!(header(&board), "清单");
}

#[test]
fn what_one_reads_stays_where_it_is_and_the_list_grows() {
    let mut board = board();
    board.press("j j j <PgDn> <Enter> J J");
    // Except the domains, whose counts grow.
    let visible_rows = |board: &Board| {
        board.rows()[2..].iter().map(|row| row.chars().skip(14).collect()).collect::<Vec<String>>()
    };
    let before = visible_rows(&board);
    for count in [80, 160, 400] {
        send_part(&mut board, count, loading(count as usize));
        assert_eq!(visible_rows(&board), before);
        assert!(board.screen().contains(&format!("24/{count}")), "{}", board.screen());
    }
    board.press("h <End>");
    assert_eq!(board.selected(), Some(400));
}

#[test]
fn a_domain_and_the_row_in_it_stay() {
    let mut board = board();
    board.press("h j j l G");
    assert_eq!(board.selected(), Some(40));
    send_part(&mut board, 100, loading(100));
    assert_eq!((board.selected(), board.listed().len()), (Some(40), 50));
}

#[test]
fn what_is_asked_for_is_asked_again_of_all_that_has_come() {
    let mut board = board();
    board.press("/ 8 号");
    let before = board.listed();
    assert_eq!(before, [8, 18, 28, 38]);
    board.press("<Enter> j");
    assert_eq!(board.selected(), Some(18));
    assert!(are_searches(&send_part(&mut board, 600, loading(100)), 1));
    assert_eq!(board.listed(), before, "until the answer is there");
    assert!(!board.model.search.is_searching(), "the query has not changed");
    // More projects arrive before the response; the next request covers them.
    assert_eq!(send_part(&mut board, 620, loading(120)), []);
    assert!(are_searches(&respond(&mut board), 1));
    assert_eq!(respond(&mut board), []);
    assert_eq!(board.listed(), (8..=618).step_by(10).collect::<Vec<u32>>());
    assert_eq!(board.selected(), Some(18));
}

#[test]
fn what_is_small_is_answered_at_once() {
    let mut board = board();
    board.press("/ 8 号 <Enter> j");
    assert_eq!(send_part(&mut board, 100, loading(100)), []);
    assert_eq!((board.listed(), board.selected()), ((8..100).step_by(10).collect(), Some(18)));
}

#[test]
fn an_answer_from_among_fewer_is_caught_up_with() {
    let mut board = board();
    board.press("/ 9 9 号");
    assert!(board.listed().is_empty());
    send_part(&mut board, 600, loading(90));
    let response = board.request().run(&Sequential).unwrap();
    send_part(&mut board, 700, DataStatus::Current);
    assert!(are_searches(&board.send(Msg::SearchDone(response)), 1), "it knew of 600");
    assert_eq!(respond(&mut board), []);
    assert_eq!(board.listed(), [99, 199, 299, 399, 499, 599, 699]);
}

#[test]
fn a_letter_typed_meanwhile_is_asked_of_all_that_has_come() {
    let mut board = board();
    board.press("/ e v");
    // More projects than are searched at once without an index.
    send_part(&mut board, 600, loading(300));
    assert!(are_searches(&board.press("e n"), 2));
    respond(&mut board);
    assert_eq!(board.listed().len(), 300);
}

#[test]
fn the_rest_can_be_done_without() {
    let mut board = board();
    assert_eq!(board.press("<Ctrl-c>"), [Effect::StopLoading]);
    send_part(&mut board, 60, DataStatus::Stopped);
    assert!(board.header().trim().ends_with("只读了文件的前一部分"), "{}", board.header());
    assert_eq!(board.press("<Ctrl-c>"), [], "there is nothing more to stop");
    assert!(board.screen().contains("再按一次 Ctrl-C 退出"));
}

#[test]
fn faults_further_down_are_told_and_what_has_come_can_be_used() {
    let mut board = board();
    send_part(&mut board, 60, loading(60));
    board.send(Msg::StatusChanged(DataStatus::PartlyInvalid { errors: 3 }));
    assert!(
        board.header().trim().ends_with("只有文件的前一部分：后面有 3 处错误"),
        "{}",
        board.header()
    );
    board.press("5 0");
    assert_eq!(board.selected(), Some(50));
    // The file is corrected.
    let corrected = Arc::into_inner(first_projects(400)).unwrap();
    board.send(Msg::Reloaded(Reload::new(corrected)));
    assert_eq!(
        (board.selected(), board.listed().len(), board.header().trim()),
        (Some(50), 400, "清单")
    );
}

#[test]
fn the_project_of_the_last_session_is_selected_when_it_comes_unless_a_key_came_first() {
    let start = || Start { pending_jump: Some(ProjectNo(321).into()), ..Start::default() };
    let mut board = board_at(start());
    send_part(&mut board, 320, loading(320));
    assert_eq!(board.selected(), Some(1));
    send_part(&mut board, 330, loading(330));
    assert_eq!(board.selected(), Some(321));
    board.press("g");
    send_part(&mut board, 400, DataStatus::Current);
    assert_eq!(board.selected(), Some(1), "once");
    let mut board = board_at(start());
    board.press("j");
    send_part(&mut board, 400, DataStatus::Current);
    assert_eq!(board.selected(), Some(2));
}
