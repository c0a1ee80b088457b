//! The challenge at the ceiling, which only a human reader answers.

use std::sync::Arc;
use std::time::Duration;

use insta::assert_snapshot;
use minsheng::app::{Challenge, IdleTimeouts, Layer, Msg, Presence};
use minsheng::format::builtin;
use minsheng::lang::Lang;
use minsheng::text::cells;

use super::noise::SimulatedKiosk;
use crate::support::Board;

const MINUTE: Duration = Duration::from_secs(60);

/// Opens a kiosk with a visitor who is still busy after ten minutes, so that the challenge is on
/// screen.
fn challenged(width: u16, height: u16) -> SimulatedKiosk {
    let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), width, height);
    kiosk.send(b"\x1b[<0;40;12M\x1b[<0;40;12m");
    keep_busy(&mut kiosk);
    kiosk
}

/// Gives varying input every half minute, until the challenge appears.
fn keep_busy(kiosk: &mut SimulatedKiosk) {
    for nth in 0..22 {
        kiosk.advance(MINUTE / 2);
        match kiosk.board.model.idle.presence {
            Presence::Challenged(_) => return,
            Presence::Active => kiosk.send([&b"e"[..], b"+"][nth % 2]),
            other => panic!("{other:?}"),
        }
    }
    panic!("never asked");
}

fn challenge(board: &Board) -> Challenge {
    board.model.idle.challenge(board.model.size()).unwrap()
}

/// Touches the button of the challenge.
fn touch_button(kiosk: &mut SimulatedKiosk) {
    let area = challenge(&kiosk.board).button.unwrap();
    let (x, y) = (area.x + area.width, area.y + area.height);
    kiosk.send(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
}

#[test]
fn it_says_what_to_do_and_how_long_there_is() {
    let kiosk = challenged(80, 24);
    assert_snapshot!(kiosk.board.screen(), @"

    我还在，继续
         0

                                    还在吗？

                ▀█  █▀▀
                 █  ▀▀█
                ▀▀▀ ▀▀▀

                要继续看，请轻触按钮，或按数字键 0。否则 15 秒后
                回到首页
    ");
    let kiosk = challenged(40, 15);
    assert_snapshot!(kiosk.board.screen(), @"

      我还在，继续
           0

                  还在吗？

    ▀█  █▀▀
     █  ▀▀█
    ▀▀▀ ▀▀▀

    要继续看，请轻触按钮，或按数字键 0。
    否则 15 秒后回到首页
    ");
}

#[test]
fn a_reader_answers_as_often_as_needed() {
    let mut kiosk = challenged(80, 24);
    for nth in 0..30 {
        kiosk.advance(Duration::from_secs(5));
        let before = challenge(&kiosk.board);
        if nth % 2 == 0 {
            touch_button(&mut kiosk);
        } else {
            kiosk.send(before.digit.to_string().as_bytes());
        }
        assert_eq!(kiosk.board.model.idle.presence, Presence::Active);
        keep_busy(&mut kiosk);
        let after = challenge(&kiosk.board);
        assert_ne!(after.digit, before.digit);
        assert!(nth % 2 > 0 || after.button != before.button, "it stands where it was touched");
    }
    // After an answer the ceiling starts again.
    touch_button(&mut kiosk);
    kiosk.send(b"e");
    for nth in 0..10 {
        assert_eq!(kiosk.advance(Duration::from_secs(59)), None);
        assert_eq!(kiosk.board.model.idle.presence, Presence::Active, "{nth}");
        kiosk.send([&b"e"[..], b"+"][nth % 2]);
    }
}

#[test]
fn the_page_is_there_again_after_an_answer_which_does_nothing_else() {
    for by_touch in [true, false] {
        let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), 80, 24);
        kiosk.send(b"\x1b[<0;40;12M\x1b[<0;40;12m");
        kiosk.send(b"/");
        keep_busy(&mut kiosk);
        let mut before = kiosk.board.model.clone();
        if by_touch {
            touch_button(&mut kiosk);
        } else {
            let digit = challenge(&kiosk.board).digit;
            kiosk.send(digit.to_string().as_bytes());
        }
        for key in [Lang::Zh, Lang::En] {
            (before.prefs.lang, kiosk.board.model.prefs.lang) = (key, key);
            assert_eq!(kiosk.board.model.search.input.text(), before.search.input.text());
        }
        assert_eq!(kiosk.board.model.number_input, "");
        assert!(
            kiosk.board.model.layer() == Layer::Search
                && kiosk.board.model.nav.focus == before.nav.focus
        );
    }
}

#[test]
fn nothing_else_answers_it() {
    let mut kiosk = challenged(80, 24);
    let Challenge { digit, button, .. } = challenge(&kiosk.board);
    let button = button.unwrap();
    let wrong: Vec<char> = ('0'..='9').filter(|key| *key != digit).collect();
    let (slips, others) = wrong.split_at(2);
    for key in slips.iter().chain(&['e', '\r', '\x1b', ' ']) {
        kiosk.send(key.to_string().as_bytes());
        kiosk.advance(Duration::from_millis(300));
    }
    // From the third wrong answer on a second is left; no time passes here.
    for key in others {
        kiosk.send(key.to_string().as_bytes());
    }
    kiosk.send(format!("\x1b[200~{digit}\x1b[201~").as_bytes());
    for y in 1..=24 {
        for x in (1..=80).filter(|x| !button.contains((x - 1, y - 1).into())) {
            kiosk.send(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
        }
    }
    // Over the button, without a press.
    let (x, y) = (button.x + 2, button.y + 2);
    kiosk.send(format!("\x1b[<35;{x};{y}M\x1b[<32;{x};{y}M\x1b[<0;{x};{y}m").as_bytes());
    assert!(matches!(kiosk.board.model.idle.presence, Presence::Challenged(_)));
    assert!(
        kiosk.advance(IdleTimeouts::default().answer).is_some(),
        "no longer than the other question"
    );
}

/// Returns a wrong digit, `nth` after the right one.
fn wrong_digit(kiosk: &SimulatedKiosk, nth: u32) -> String {
    let digit = challenge(&kiosk.board).digit.to_digit(10).unwrap();
    ((digit + nth) % 10).to_string()
}

#[test]
fn presses_at_random_do_not_answer_it_but_a_hand_may_slip_twice() {
    let mut kiosk = challenged(80, 24);
    for nth in 1..=2 {
        kiosk.send(wrong_digit(&kiosk, nth).as_bytes());
        kiosk.advance(Duration::from_millis(300));
    }
    touch_button(&mut kiosk);
    assert_eq!(kiosk.board.model.idle.presence, Presence::Active, "two slips");
    keep_busy(&mut kiosk);
    for nth in 1..=3 {
        kiosk.advance(Duration::from_millis(300));
        kiosk.send(wrong_digit(&kiosk, nth).as_bytes());
    }
    assert_eq!(kiosk.board.model.idle.presence, Presence::Challenged(1), "three are no slip");
    touch_button(&mut kiosk);
    kiosk.send(challenge(&kiosk.board).digit.to_string().as_bytes());
    assert_eq!(kiosk.board.model.idle.presence, Presence::Challenged(1));
    kiosk.advance(Duration::from_secs(1));
    assert_eq!(kiosk.board.model.idle.presence, Presence::Attract(0));
}

#[test]
fn a_digit_that_is_held_and_a_finger_that_jitters_do_not_answer() {
    // The digit and the position that would be chosen first.
    let finger = ["\x1b[<0;5;2M\x1b[<0;5;2m", "\x1b[<0;6;2M\x1b[<0;6;2m"];
    let far = ["\x1b[<0;5;2M\x1b[<0;5;2m", "\x1b[<0;25;2M\x1b[<0;25;2m"];
    for (noise, every) in [(&["0"][..], 500), (&["0", "1"], 300), (&finger, 500), (&far, 300)] {
        for (width, height) in [(80, 24), (40, 15)] {
            let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), width, height);
            kiosk.send(b"\x1b[<0;20;12M\x1b[<0;20;12m");
            let (mut nth, mut challenged) = (0, false);
            // Until the board resets; as long as that may take, the visitor does something else now
            // and then.
            while kiosk.advance(Duration::from_millis(every)).is_none() {
                let was = matches!(kiosk.board.model.idle.presence, Presence::Challenged(_));
                challenged |= was;
                if nth % 20 == 0 {
                    kiosk.send(if nth % 40 == 0 { b"e" } else { b"+" });
                    assert_eq!(kiosk.advance(Duration::from_millis(100)), None);
                }
                kiosk.send(noise[nth % noise.len()].as_bytes());
                let is = matches!(kiosk.board.model.idle.presence, Presence::Challenged(_));
                assert!(is || !was, "{noise:?} answers on {width}x{height}");
                nth += 1;
            }
            assert!(challenged, "{noise:?} on {width}x{height}");
        }
    }
}

#[test]
fn it_fits_on_any_screen() {
    let mut kiosk = challenged(80, 24);
    for lang in Lang::ALL {
        kiosk.board.model.prefs.lang = lang;
        for (width, height) in (1..=200)
            .step_by(3)
            .flat_map(|width| [1, 2, 3, 5, 8, 9, 15, 24, 61].map(|height| (width, height)))
        {
            kiosk.board.resize(width, height);
            let Challenge { digit, button, region, text, .. } = challenge(&kiosk.board);
            let rows = kiosk.board.rows();
            assert!(
                rows.iter().all(|row| cells(row) == usize::from(width)),
                "{lang:?} {width}x{height}\n{}",
                kiosk.board.screen()
            );
            assert!(
                region.intersection(text) == text
                    && button.is_none_or(|button| region.intersection(button) == button)
            );
            if width >= 20 && height >= 8 {
                let screen = kiosk.board.screen();
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
    // No input since the first touch: the usual prompt, and then the posters.
    let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), 80, 24);
    kiosk.send(b"\x1b[<0;40;12M\x1b[<0;40;12m");
    kiosk.advance(MINUTE);
    assert_eq!(kiosk.board.model.idle.presence, Presence::Prompted(15));
    assert_eq!(kiosk.advance(MINUTE), Some(Duration::from_secs(15)));
    // A desk has no ceiling.
    let mut desk = Board::open(Lang::Zh, 80, 24);
    desk.send(Msg::Now(1000 * MINUTE));
    desk.press("j");
    assert_eq!(
        (desk.model.subscriptions().idle_timer, desk.model.idle.challenge(desk.model.size())),
        (None, None)
    );
}
