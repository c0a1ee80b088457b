//! The question at the ceiling, which only a reader answers.

use std::sync::Arc;
use std::time::Duration;

use insta::assert_snapshot;
use minsheng::app::{Challenge, IdleTimeouts, Msg, Presence};
use minsheng::catalog::builtin;
use minsheng::lang::Lang;
use minsheng::text::cells;

use super::noise::Hall;
use super::support::Board;

const MINUTE: Duration = Duration::from_secs(60);

/// A visitor who is still busy after ten minutes.
fn challenged(width: u16, height: u16) -> Hall {
    let mut hall = Hall::open(Arc::new(builtin()), width, height);
    hall.send(b"\x1b[<0;40;12M\x1b[<0;40;12m");
    keep_busy(&mut hall);
    hall
}

/// Something else every half minute, until the question comes.
fn keep_busy(hall: &mut Hall) {
    for nth in 0..22 {
        hall.pass(MINUTE / 2);
        match hall.board.model.presence() {
            Presence::Challenged(_) => return,
            Presence::Active => hall.send([&b"e"[..], b"+"][nth % 2]),
            other => panic!("{other:?}"),
        }
    }
    panic!("never asked");
}

fn challenge(board: &Board) -> Challenge {
    board.model.challenge().unwrap()
}

/// A finger on the button.
fn touch_button(hall: &mut Hall) {
    let area = challenge(&hall.board).button.unwrap();
    let (x, y) = (area.x + area.width, area.y + area.height);
    hall.send(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
}

#[test]
fn it_says_what_to_do_and_how_long_there_is() {
    let hall = challenged(80, 24);
    assert_snapshot!(hall.board.screen(), @"

    我还在，继续
         0

                                    还在吗？

                ▀█  █▀▀
                 █  ▀▀█
                ▀▀▀ ▀▀▀

                要继续看，请轻触按钮，或按数字键 0。不然 15 秒后
                回到首页
    ");
    let hall = challenged(40, 15);
    assert_snapshot!(hall.board.screen(), @"

      我还在，继续
           0

                  还在吗？

    ▀█  █▀▀
     █  ▀▀█
    ▀▀▀ ▀▀▀

    要继续看，请轻触按钮，或按数字键 0。
    不然 15 秒后回到首页
    ");
}

#[test]
fn whoever_reads_answers_as_often_as_they_like() {
    let mut hall = challenged(80, 24);
    for nth in 0..30 {
        hall.pass(Duration::from_secs(5));
        let before = challenge(&hall.board);
        if nth % 2 == 0 {
            touch_button(&mut hall);
        } else {
            hall.send(before.digit.to_string().as_bytes());
        }
        assert_eq!(hall.board.model.presence(), Presence::Active);
        keep_busy(&mut hall);
        let after = challenge(&hall.board);
        assert_ne!(after.digit, before.digit);
        assert!(nth % 2 > 0 || after.button != before.button, "it stands where it was touched");
    }
    // After an answer the ceiling starts over.
    touch_button(&mut hall);
    hall.send(b"e");
    for nth in 0..10 {
        assert_eq!(hall.pass(Duration::from_secs(59)), None);
        assert_eq!(hall.board.model.presence(), Presence::Active, "{nth}");
        hall.send([&b"e"[..], b"+"][nth % 2]);
    }
}

#[test]
fn the_page_is_there_again_after_an_answer_which_does_nothing_else() {
    for by_touch in [true, false] {
        let mut hall = Hall::open(Arc::new(builtin()), 80, 24);
        hall.send(b"\x1b[<0;40;12M\x1b[<0;40;12m");
        hall.send(b"/");
        keep_busy(&mut hall);
        let mut before = hall.board.model.clone();
        if by_touch {
            touch_button(&mut hall);
        } else {
            let digit = challenge(&hall.board).digit;
            hall.send(digit.to_string().as_bytes());
        }
        for key in [Lang::Zh, Lang::En] {
            (before.lang, hall.board.model.lang) = (key, key);
            assert_eq!(hall.board.model.search.text(), before.search.text());
        }
        assert_eq!(hall.board.model.number_input, "");
        assert!(hall.board.model.search.open && hall.board.model.focus == before.focus);
    }
}

#[test]
fn nothing_else_answers_it() {
    let mut hall = challenged(80, 24);
    let Challenge { digit, button, .. } = challenge(&hall.board);
    let button = button.unwrap();
    let wrong: Vec<char> = ('0'..='9').filter(|key| *key != digit).collect();
    let (slips, others) = wrong.split_at(2);
    for key in slips.iter().chain(&['e', '\r', '\x1b', ' ']) {
        hall.send(key.to_string().as_bytes());
        hall.pass(Duration::from_millis(300));
    }
    // From the third wrong answer on a second is left; no time passes here.
    for key in others {
        hall.send(key.to_string().as_bytes());
    }
    hall.send(format!("\x1b[200~{digit}\x1b[201~").as_bytes());
    for y in 1..=24 {
        for x in (1..=80).filter(|x| !button.contains((x - 1, y - 1).into())) {
            hall.send(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
        }
    }
    // Over the button, without a press.
    let (x, y) = (button.x + 2, button.y + 2);
    hall.send(format!("\x1b[<35;{x};{y}M\x1b[<32;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
    assert!(matches!(hall.board.model.presence(), Presence::Challenged(_)));
    assert!(
        hall.pass(IdleTimeouts::default().reset).is_some(),
        "no longer than the other question"
    );
}

/// Another digit than the one that answers, `nth` after it.
fn wrong_digit(hall: &Hall, nth: u32) -> String {
    let digit = challenge(&hall.board).digit.to_digit(10).unwrap();
    ((digit + nth) % 10).to_string()
}

#[test]
fn presses_at_random_do_not_answer_it_but_a_hand_may_slip_twice() {
    let mut hall = challenged(80, 24);
    for nth in 1..=2 {
        hall.send(wrong_digit(&hall, nth).as_bytes());
        hall.pass(Duration::from_millis(300));
    }
    touch_button(&mut hall);
    assert_eq!(hall.board.model.presence(), Presence::Active, "two slips");
    keep_busy(&mut hall);
    for nth in 1..=3 {
        hall.pass(Duration::from_millis(300));
        hall.send(wrong_digit(&hall, nth).as_bytes());
    }
    assert_eq!(hall.board.model.presence(), Presence::Challenged(1), "three are no slip");
    touch_button(&mut hall);
    hall.send(challenge(&hall.board).digit.to_string().as_bytes());
    assert_eq!(hall.board.model.presence(), Presence::Challenged(1));
    hall.pass(Duration::from_secs(1));
    assert_eq!(hall.board.model.presence(), Presence::Attract(0));
}

#[test]
fn a_digit_that_is_held_and_a_finger_that_jitters_do_not_answer() {
    // The digit and the place that would be chosen first.
    let finger = ["\x1b[<0;5;2M\x1b[<0;5;2m", "\x1b[<0;6;2M\x1b[<0;6;2m"];
    let far = ["\x1b[<0;5;2M\x1b[<0;5;2m", "\x1b[<0;25;2M\x1b[<0;25;2m"];
    for (noise, every) in [(&["0"][..], 500), (&["0", "1"], 300), (&finger, 500), (&far, 300)] {
        for (width, height) in [(80, 24), (40, 15)] {
            let mut hall = Hall::open(Arc::new(builtin()), width, height);
            hall.send(b"\x1b[<0;20;12M\x1b[<0;20;12m");
            let (mut nth, mut challenged) = (0, false);
            // Until it is anew; as long as it may last, the visitor does something else now and
            // then.
            while hall.pass(Duration::from_millis(every)).is_none() {
                let was = matches!(hall.board.model.presence(), Presence::Challenged(_));
                challenged |= was;
                if nth % 20 == 0 {
                    hall.send(if nth % 40 == 0 { b"e" } else { b"+" });
                    assert_eq!(hall.pass(Duration::from_millis(100)), None);
                }
                hall.send(noise[nth % noise.len()].as_bytes());
                let is = matches!(hall.board.model.presence(), Presence::Challenged(_));
                assert!(is || !was, "{noise:?} answers on {width}x{height}");
                nth += 1;
            }
            assert!(challenged, "{noise:?} on {width}x{height}");
        }
    }
}

#[test]
fn it_fits_on_any_screen() {
    let mut hall = challenged(80, 24);
    for lang in Lang::ALL {
        hall.board.model.lang = lang;
        for (width, height) in (1..=200)
            .step_by(3)
            .flat_map(|width| [1, 2, 3, 5, 8, 9, 15, 24, 61].map(|height| (width, height)))
        {
            hall.board.resize(width, height);
            let Challenge { digit, button, region, text, .. } = challenge(&hall.board);
            let rows = hall.board.rows();
            assert!(
                rows.iter().all(|row| cells(row) == usize::from(width)),
                "{lang:?} {width}x{height}\n{}",
                hall.board.screen()
            );
            assert!(
                region.intersection(text) == text
                    && button.is_none_or(|button| region.intersection(button) == button)
            );
            if width >= 20 && height >= 8 {
                let screen = hall.board.screen();
                assert!(
                    screen.contains(digit) && screen.contains(lang.strings().still_there),
                    "{width}x{height}\n{screen}"
                );
                assert!(
                    screen.contains(lang.strings().button_continue) || button.is_none(),
                    "{width}x{height}\n{screen}"
                );
                assert!(
                    button.is_none_or(|button| !button.intersects(text)),
                    "{width}x{height}\n{screen}"
                );
            }
            assert!(
                width < 40
                    || height < 15
                    || button.is_some_and(|button| button.width >= 12 && button.height == 3)
            );
        }
    }
}

#[test]
fn who_is_asked_without_a_touch_is_asked_once() {
    // Nothing since the first touch: the usual question, and then the pictures.
    let mut hall = Hall::open(Arc::new(builtin()), 80, 24);
    hall.send(b"\x1b[<0;40;12M\x1b[<0;40;12m");
    hall.pass(MINUTE);
    assert_eq!(hall.board.model.presence(), Presence::Prompted(15));
    assert_eq!(hall.pass(MINUTE), Some(Duration::from_secs(15)));
    // At a desk there is no ceiling.
    let mut desk = Board::open(Lang::Zh, 80, 24);
    desk.send(Msg::Now(1000 * MINUTE));
    desk.press("j");
    assert_eq!((desk.model.idle_timer(), desk.model.challenge()), (None, None));
}
