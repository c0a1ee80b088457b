//! The list as a table: its columns on screens of all widths, and its order.
#![allow(clippy::expect_used, reason = "clippy recognises tests, but not their helpers")]

use std::path::Path;
use std::sync::Arc;

use minsheng::app::{IdleTimeouts, Profile, Start};
use minsheng::data;
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use minsheng::model::{Catalog, Day};
use ratatui::layout::Size;

use crate::support::Board;

/// Returns the invented programme with progress.
fn progress_catalog() -> Arc<Catalog> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples/invented-progress.ron");
    Arc::new(data::load(&path, &Sequential).expect("a valid file"))
}

/// Opens a board with progress as of 1 July 2026.
fn with_progress(lang: Lang, width: u16, height: u16) -> Board {
    let mut start = Start { lang, size: Size { width, height }, ..Start::default() };
    let day = Day::parse("2026-07-01");
    start.criteria.day = day;
    start.as_of = day;
    Board::with_start(progress_catalog(), &start)
}

/// Returns the row of the list that begins with `text` after its mark.
fn row_with(board: &Board, text: &str) -> String {
    let rows = board.rows();
    let begins = |list: &str| list.trim_start_matches([' ', '>']).starts_with(text);
    let row = rows.iter().find(|row| row.split('│').nth(1).is_some_and(begins));
    let row = row.unwrap_or_else(|| panic!("{text} is not listed:\n{}", board.screen()));
    row.split('│').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn the_figure_of_a_project_stands_in_the_list_from_100_columns() {
    for (lang, title, figure) in
        [(Lang::Zh, "20 ", "不少于 600 个"), (Lang::En, "20 ", "at least 600 spaces")]
    {
        for width in [40, 60, 80, 99] {
            let board = Board::open(lang, width, 40);
            let list: String = (0..40).filter_map(|y| board.rows().get(y).cloned()).collect();
            assert!(!list.contains(figure), "{width}");
        }
        for width in [100, 110, 120, 150, 160, 190, 200, 240, 400] {
            let board = Board::open(lang, width, 40);
            assert!(row_with(&board, title).contains(figure), "{width}:\n{}", board.screen());
        }
    }
}

#[test]
fn figures_end_in_one_column_and_are_whole_or_absent() {
    for (lang, width) in [(Lang::Zh, 100), (Lang::Zh, 200), (Lang::En, 100), (Lang::En, 200)] {
        let board = Board::open(lang, width, 60);
        let figures: Vec<String> = board
            .model
            .visible_from(0)
            .filter_map(|project| Some(project.headline()?.amount_text(lang)))
            .collect();
        let shown: Vec<bool> = board
            .model
            .visible_from(0)
            .filter(|project| project.headline().is_some())
            .zip(&figures)
            .map(|(project, figure)| {
                row_with(&board, &format!("{} ", project.no)).contains(figure.as_str())
            })
            .collect();
        let absent: Vec<_> = figures.iter().zip(&shown).filter(|(_, shown)| !**shown).collect();
        assert!(absent.is_empty(), "{lang:?} {width}: {absent:?}");
    }
}

/// Returns the words in the list, in the order of their columns, as far as they are shown.
fn columns(row: &str, words: &[&str]) -> Vec<usize> {
    words.iter().map(|word| row.find(word).map_or(usize::MAX, |at| at)).collect()
}

#[test]
fn a_column_keeps_its_place_in_the_order_when_the_window_grows() {
    for (lang, words) in [
        (Lang::Zh, ["! 滞后", "45%", "不少于 600 个"]),
        (Lang::En, ["! behind", "45%", "at least 600 spaces"]),
    ] {
        let mut last = 0;
        for width in (100..=240).step_by(5) {
            let board = with_progress(lang, width, 24);
            let at = columns(&row_with(&board, "01 "), &words);
            let shown: Vec<usize> = at.into_iter().filter(|at| *at < usize::MAX).collect();
            assert!(shown.is_sorted(), "{width}: {shown:?}");
            assert!(shown.len() >= last, "a column is gone at {width}:\n{}", board.screen());
            last = shown.len();
        }
        assert_eq!(last, 3, "{lang:?}");
    }
}

#[test]
fn sorting_by_figure_puts_the_largest_first_and_again_reverses_it() {
    for (lang, order, reversed, no_values) in [
        (Lang::Zh, "按数量↓", "按数量↑", "都没有写“责任单位”，按编号排列"),
        (Lang::En, "by figure↓", "by figure↑", "Responsible office: not given; sorted by number"),
    ] {
        for (width, height) in [(40, 15), (80, 24), (120, 40), (200, 60)] {
            let mut board = Board::open(lang, width, height);
            board.press("s j j j j <Enter>");
            assert_eq!(board.listed()[..4], [13, 23, 14, 9]);
            assert_eq!((board.selected(), board.model.nav.projects.offset()), (Some(13), 0));
            let short = order.trim_start_matches("by ").trim_start_matches('按');
            assert!(board.screen().contains(short), "{}", board.screen());
            assert!(width < 80 || board.screen().contains(order), "{}", board.screen());
            // Once more the menu has that key selected, and its key chooses.
            board.press("s s");
            // Projects without a figure stay last.
            assert_eq!(board.listed()[20..], [1, 15, 17, 21, 24]);
            assert!(width < 80 || board.screen().contains(reversed), "{}", board.screen());
            board.press("s G <Enter>");
            assert_eq!(board.listed(), (1..=25).collect::<Vec<_>>());
            assert!(width < 80 || board.footer().contains(no_values), "{}", board.footer());
            board.press("s g <Enter>");
            assert!(!board.screen().contains(short), "{}", board.screen());
        }
    }
}

#[test]
fn results_of_a_search_are_sorted_too() {
    let mut board = Board::open(Lang::Zh, 120, 40);
    board.press("/ g o n g c h e n g <Enter>");
    let best_first = board.listed();
    board.press("s j <Enter>");
    let mut by_number = best_first.clone();
    by_number.sort_unstable();
    assert_eq!(board.listed(), by_number);
    assert!(board.screen().contains("按编号↑"), "{}", board.screen());
    // A new query and a domain keep the order.
    board.press("/ <Ctrl-u> <Enter> s g <Enter>");
    assert_eq!(board.listed(), (1..=25).collect::<Vec<_>>());
    board.press("s j j j j <Enter> h j j <Enter>");
    assert_eq!(board.listed(), [14, 1]);
    assert!(board.screen().contains("按数量↓"), "{}", board.screen());
}

#[test]
fn titles_are_sorted_anew_in_the_other_language() {
    let mut board = Board::open(Lang::Zh, 120, 40);
    board.press("s j j <Enter>");
    assert_eq!(board.listed()[..3], [19, 22, 24]);
    board.press("e");
    let titles: Vec<String> = board
        .model
        .visible_from(0)
        .map(|project| project.title.get(Lang::En).to_lowercase())
        .collect();
    assert!(titles.is_sorted(), "{titles:?}");
    assert_eq!(board.selected(), Some(19));
}

#[test]
fn what_lags_comes_first_by_progress_and_the_unreported_last() {
    for lang in Lang::ALL {
        let mut board = with_progress(lang, 120, 24);
        board.press("s j j j j j <Enter>");
        assert_eq!(board.listed(), [2, 1, 4, 3, 5, 6]);
        board.press("s s");
        assert_eq!(board.listed(), [3, 4, 1, 2, 5, 6]);
        board.press("s j <Enter>");
        assert_eq!(board.listed()[..3], [3, 1, 2], "by the planned end:\n{}", board.screen());
    }
}

#[test]
fn a_click_chooses_the_order() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("s");
    board.click_on("Figure, largest");
    assert_eq!(board.selected(), Some(13));
}

#[test]
fn a_kiosk_does_not_sort() {
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let start = Start { size: Size { width: 80, height: 24 }, profile, ..Start::default() };
    let mut board = Board::with_start(Arc::new(minsheng::format::builtin()), &start);
    board.press("x");
    let before = board.screen();
    board.press("s");
    assert_eq!(board.screen(), before);
}
