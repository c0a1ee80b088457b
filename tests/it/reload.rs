//! Reloads: the data file changes while the board is in use. The selection stays, and an invalid
//! file changes only a status line.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::sync::Arc;

use crate::support::Board;
use minsheng::app::{DataStatus, IdleTimeouts, Msg, Pane, Presence, Profile, Reload, Start};
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use ratatui::layout::Size;

/// Returns the built-in programme with some texts replaced.
fn changed(changes: &[(&str, &str)]) -> Catalog {
    let mut text = include_str!("../../assets/projects.ron").to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    parse(&text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// Returns a programme of projects with these numbers, in two alternating domains.
fn numbered(numbers: impl IntoIterator<Item = u32>) -> Catalog {
    let project = |no| {
        let domain = if no % 2 == 0 { "even" } else { "odd" };
        format!("(no: {no}, domain: \"{domain}\", title: \"第{no}号 {domain}\"),")
    };
    let projects: String = numbers.into_iter().map(project).collect();
    let domains = "(id: \"odd\", name: \"单\"), (id: \"even\", name: \"双\")";
    parse(&format!("(title: \"清单\", domains: [{domains}], projects: [{projects}])")).unwrap()
}

fn reload(board: &mut Board, catalog: Catalog) {
    assert_eq!(board.send(Msg::Reloaded(Reload::new(catalog))), []);
}

#[test]
fn a_clerk_reads_on_while_a_figure_changes() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 停车 <Enter> <Enter> J J");
    let before = board.screen();
    assert!(before.contains("不少于 600 个"), "{before}");
    reload(&mut board, changed(&[("amount: 600", "amount: 650")]));
    // Besides the figure there is only the mark, and the note that says where to see more.
    let after = board.screen();
    let marked = before.replace("600", "650").replace(">20 ", ">20*");
    let without_footer = |screen: &str| screen.lines().rev().skip(1).collect::<Vec<_>>().join("\n");
    assert_eq!(without_footer(&after), without_footer(&marked));
    assert!(board.footer().ends_with("1 项有变化，u 查看"), "{}", board.footer());
    assert_eq!(board.model.nav.focus, Pane::Detail);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    for keys in ["/ 工程", "<Enter> j j", "o", "<Esc> y", "<Esc> ?", "<Esc> <Esc> 2 0 v"] {
        board.press(keys);
        let before = board.model.clone();
        reload(&mut board, builtin());
        // Also what is not on the screen stays: what other keys lead back to.
        let after = std::mem::replace(&mut board.model, before);
        let mut unchanged = Vec::new();
        let ways = ["", "j", "H", "L", "<Esc>", "<Down>", "e"];
        for keys in ways {
            board.press(keys);
            unchanged.push(board.draw());
        }
        board.model = after;
        for (keys, unchanged) in ways.into_iter().zip(unchanged) {
            board.press(keys);
            assert_eq!(board.draw(), unchanged, "{keys}");
        }
    }
}

#[test]
fn the_project_in_the_middle_of_the_window_stays_in_its_row_when_others_come_before_it() {
    let mut board = Board::with_catalog(numbered(2..=60), Lang::Zh, 80, 24);
    board.press("G k k k k k");
    let row = |board: &Board| board.rows().iter().position(|row| row.contains(">55 ")).unwrap();
    let before = row(&board);
    reload(&mut board, numbered(1..=62));
    assert_eq!((board.selected(), row(&board)), (Some(55), before));
}

#[test]
fn a_project_that_is_gone_gives_way_to_the_nearest_number_from_the_top_of_its_page() {
    let mut board = Board::with_catalog(numbered(1..=9), Lang::Zh, 80, 24);
    board.press("0 7 v");
    reload(&mut board, numbered([1, 2, 6, 9]));
    assert_eq!(board.selected(), Some(6));
    assert!(board.model.code_project().is_none(), "a code that has become another is not shown");
}

#[test]
fn a_query_and_a_domain_stay_and_find_what_there_is_now() {
    let mut board = Board::with_catalog(numbered(1..=9), Lang::Zh, 80, 24);
    board.press("/ 号 <Enter> h j j");
    assert_eq!(board.listed(), [2, 4, 6, 8]);
    // The domains have changed places.
    let text = "(title: \"清单\", domains: [(id: \"even\", name: \"双数\"), (id: \"odd\", name: \"单\")], projects: [
        (no: 1, domain: \"odd\", title: \"第1号\"), (no: 4, domain: \"even\", title: \"第4号\"), (no: 6, domain: \"even\", title: \"六\")])";
    reload(&mut board, parse(text).unwrap());
    assert_eq!(board.listed(), [4]);
    assert!(board.screen().contains(">双数"), "{}", board.screen());
    // The domain is gone: all hits of the query are listed.
    reload(&mut board, parse(&text.replace("even", "all")).unwrap());
    assert_eq!(board.listed(), [1, 4]);
}

#[test]
fn ways_back_and_marks_lead_to_the_same_project_in_another_row() {
    let mut board = Board::with_catalog(numbered(10..=40), Lang::Zh, 80, 24);
    board.press("2 0 m a 3 0 3 9");
    reload(&mut board, numbered(1..=50));
    board.press("H");
    assert_eq!(board.selected(), Some(30));
    board.press("' a");
    assert_eq!(board.selected(), Some(20));
}

#[test]
fn typing_goes_on() {
    let mut board = Board::with_catalog(numbered(1..=9), Lang::Zh, 80, 24);
    board.press("/ 第");
    reload(&mut board, numbered(1..=20));
    board.press("2 0");
    assert_eq!((board.listed().first(), board.header().contains("第20")), (Some(&20), true));
    board.press("<Esc> <Esc> <Esc> 1");
    reload(&mut board, numbered(1..=9));
    board.press("<Esc> 0 9");
    assert_eq!(board.selected(), Some(9), "half a number, and what stands behind it");
}

#[test]
fn a_large_list_comes_in_place_of_a_small_one_and_is_searched_at_once() {
    let mut board = Board::with_catalog(numbered(1..=9), Lang::Zh, 80, 24);
    board.press("/ even <Enter>");
    reload(&mut board, numbered(1..=4999));
    assert_eq!((board.listed().len(), board.model.search.is_searching()), (2499, false));
}

#[test]
fn visitors_see_that_what_they_read_is_old_and_not_why() {
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let start =
        Start { profile, size: Size { width: 80, height: 24 }, overview: true, ..Start::default() };
    let mut board = Board::with_start(Arc::new(builtin()), &start);
    board.send(Msg::StatusChanged(invalid_status()));
    let shows_date = |board: &Board| {
        board.rows().iter().any(|row| row.trim().ends_with("数据截至 2026-11-25 14:02"))
    };
    assert!(shows_date(&board), "{}", board.screen());
    board.click((1, 1));
    assert!(shows_date(&board) && !board.screen().contains("错误"), "{}", board.screen());
    // The reason is for staff, not for visitors.
    board.send(Msg::StatusChanged(DataStatus::Unreadable {
        dated: Some("2026-11-25 14:02".to_owned()),
    }));
    assert!(
        board.screen().contains("数据截至 2026-11-25 14:02；数据文件无法读取"),
        "{}",
        board.screen()
    );
    board.send(Msg::StatusChanged(invalid_status()));
    // The next visitor sees it, too.
    while !matches!(board.model.idle.presence, Presence::Attract(_)) {
        let timer = board.model.subscriptions().idle_timer.unwrap();
        board.send(Msg::TimerFired(timer.id));
    }
    assert!(shows_date(&board), "{}", board.screen());
    reload(&mut board, changed(&[("amount: 600", "amount: 650")]));
    assert!(!shows_date(&board), "{}", board.screen());
}

fn invalid_status() -> DataStatus {
    DataStatus::Invalid { dated: Some("2026-11-25 14:02".to_owned()), errors: 3 }
}

#[test]
fn staff_are_told_why_what_they_read_is_old() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let before = board.rows();
    board.send(Msg::StatusChanged(invalid_status()));
    assert!(
        board.header().ends_with("数据截至 2026-11-25 14:02；新文件有 3 处错误"),
        "{}",
        board.header()
    );
    assert_eq!(board.rows()[1..], before[1..], "and nothing else has changed");
    board.press("e");
    assert!(
        board.header().ends_with("Data as of 2026-11-25 14:02; errors in the new file: 3"),
        "{}",
        board.header()
    );
    board.press("e / 车 <Enter>");
    assert!(
        board.footer().ends_with("数据截至 2026-11-25 14:02；新文件有 3 处错误"),
        "{}",
        board.footer()
    );
    board.press("<Esc>");
    board.send(Msg::StatusChanged(DataStatus::Unreadable { dated: None }));
    assert!(board.header().ends_with("自带的 2026 年清单；数据文件无法读取"), "{}", board.header());
    reload(&mut board, builtin());
    assert_eq!(board.rows().first(), before.first(), "once the file is right again");
}

#[test]
fn whatever_one_is_at_another_programme_fits() {
    let keys = [
        "j",
        "k",
        "l",
        "h",
        "G",
        "g",
        "<Enter>",
        "<Esc>",
        "/ 号 <Enter>",
        "/ 工程",
        "n",
        "N",
        "a",
        "o",
        "0 7",
        "2",
        "v",
        "y",
        "m a",
        "' a",
        "H",
        "L",
        "z",
        "J",
        "?",
        "+",
        "e",
        "<Tab>",
        "<PageDown>",
        "<Backspace>",
    ];
    let programmes =
        [builtin(), numbered(1..=9), numbered(5..=60), numbered([7]), numbered((1..=40).rev())];
    let reloads = programmes.map(Reload::new);
    let mut board = Board::open(Lang::Zh, 80, 24);
    let mut seed = 0x2026_1125_u64;
    for _ in 0..1200 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let random = usize::try_from(seed >> 20).unwrap();
        // Each of these messages checks the invariants, and the result is drawn.
        if random % 8 == 0 {
            let before = board.selected();
            let reload = &reloads[random / 8 % reloads.len()];
            board.send(Msg::Reloaded(reload.clone()));
            let listed = before.is_some_and(|no| board.listed().contains(&no));
            assert!(
                !listed || board.selected() == before,
                "{before:?} is there and no longer selected"
            );
        } else {
            board.press(keys[random / 8 % keys.len()]);
        }
        board.draw();
    }
}
