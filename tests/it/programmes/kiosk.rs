//! Several programmes in a kiosk.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::time::Duration;

use crate::support::Board;
use minsheng::app::{IdleTimeouts, Msg, Profile, Start};
use ratatui::layout::Size;

use super::{both, number_labels};

#[test]
fn at_a_kiosk_one_touches_a_year_then_a_domain_and_the_pictures_name_their_programme() {
    let size = Size { width: 80, height: 24 };
    let start = Start {
        profile: Profile::Kiosk(IdleTimeouts::default()),
        size,
        mouse: true,
        overview: true,
        ..Start::default()
    };
    let mut board = Board::with_start(both(), &start);
    assert!(board.screen().contains("云溪镇2025年民生实事"), "{}", board.screen());
    for _ in 0..5 {
        let alarm = board.model.subscriptions().idle_timer.unwrap();
        board.send(Msg::TimerFired(alarm.id));
    }
    assert!(
        board.screen().contains("云溪镇2026年民生实事"),
        "the sixth is of the other: {}",
        board.screen()
    );
    board.click((1, 1));
    board.click_on("+ 2026");
    assert!(
        board.screen().contains("- 2026") && board.screen().contains("养老助残"),
        "{}",
        board.screen()
    );
    board.click_on("养老助残");
    assert_eq!(number_labels(&board), ["2026/01", "2026/07"]);
    board.click_on("适老化");
    assert!(board.screen().contains("请对窗口说“2026/07 号项目”"), "{}", board.screen());
}

#[test]
fn whoever_only_unfolds_a_programme_in_a_kiosk_is_there() {
    let start = Start {
        profile: Profile::Kiosk(IdleTimeouts::default()),
        // One programme below the other, so that the arrows do not lead from one to the next.
        size: Size { width: 40, height: 30 },
        mouse: true,
        overview: true,
        ..Start::default()
    };
    let mut board = Board::with_start(both(), &start);
    board.click((1, 1));
    board.click_on("+ 2026");
    let timer = |board: &Board| board.model.subscriptions().idle_timer.unwrap().id;
    for (second, keys, shown) in [(1, "<Left>", "+ 2026"), (2, "<Right>", "- 2026")] {
        board.send(Msg::Now(Duration::from_secs(second)));
        let before = (timer(&board), board.model.scope());
        board.press(keys);
        assert!(board.screen().contains(shown), "{}", board.screen());
        assert_eq!(board.model.scope(), before.1);
        assert!(timer(&board) > before.0, "{keys} puts off the question");
    }
    // What changes nothing does not.
    board.send(Msg::Now(Duration::from_secs(3)));
    let before = timer(&board);
    board.press("<F12>");
    assert_eq!(timer(&board), before);
}
