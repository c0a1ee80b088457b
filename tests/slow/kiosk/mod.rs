//! The kiosk: any visitor may touch it, no visitor can leave it, and it is clean for the next
//! visitor.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]
#![allow(clippy::print_stdout, reason = "the long tests print their results")]

mod challenge;
mod keypad;
mod noise;
mod random_input;

use std::sync::Arc;
use std::time::Duration;

use crate::support::Board;
use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use insta::assert_snapshot;
use minsheng::app::{
    Effect, Exit, IdleTimeouts, Layer, Model, Msg, Notice, Pane, Presence, Profile, Scale, Start,
    lay_out_buttons,
};
use minsheng::format::builtin;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use minsheng::text::cells;
use ratatui::layout::{Position, Size};

fn kiosk_on(catalog: Arc<Catalog>, width: u16, height: u16) -> Board {
    kiosk_with(IdleTimeouts::default(), catalog, (width, height))
}

fn kiosk_with(timeouts: IdleTimeouts, catalog: Arc<Catalog>, (width, height): (u16, u16)) -> Board {
    let size = Size { width, height };
    let profile = Profile::Kiosk(timeouts);
    Board::with_start(
        catalog,
        &Start { profile, size, mouse: true, overview: true, ..Start::default() },
    )
}

fn kiosk(width: u16, height: u16) -> Board {
    kiosk_on(Arc::new(builtin()), width, height)
}

impl Board {
    /// Lets the idle timer fire.
    fn fire_timer(&mut self) -> Vec<Effect> {
        let timer = self.model.subscriptions().idle_timer.unwrap();
        self.send(Msg::TimerFired(timer.id))
    }

    /// Lets the idle timer fire until the attract screen appears. Returns the time in seconds.
    fn let_idle(&mut self) -> u64 {
        let mut seconds = 0;
        while !matches!(self.model.idle.presence, Presence::Attract(_)) {
            seconds += self.model.subscriptions().idle_timer.unwrap().after.as_secs();
            self.fire_timer();
        }
        seconds
    }
}

#[test]
fn a_visitor_comes_and_finds_the_car_parks() {
    let mut board = kiosk(80, 24);
    (0..19).for_each(|_| assert!(board.fire_timer().is_empty()));
    assert_snapshot!(board.screen(), @"









    2026年“温暖+1℃”民生实事项目
    昆山高新区(玉山镇)

           █▀▀ █▀█ █▀█
           █▀█ █ █ █ █
    不少于 ▀▀▀ ▀▀▀ ▀▀▀ 个
    新增公共停车位

    20 新增公共停车位项目


                   轻触屏幕开始   Touch to begin
    ");
    let effects = board.click((40, 12));
    assert!(effects.is_empty());
    assert_eq!(
        (board.model.idle.presence, board.model.nav.focus),
        (Presence::Active, Pane::Domains),
        "the first touch only wakes it"
    );
    board.click_on("交通出行");
    board.click_on("20 新增公共停车位项目");
    assert_snapshot!(board.screen(), @"
    2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
    详情                                               请对窗口说“20 号项目”
    20 新增公共停车位项目                                                   ▐
       New public parking spaces                                            ▐
       交通出行（按本清单归类）                                             ▐
                                                                            ▐
           █▀▀ █▀█ █▀█                                                      ▐
           █▀█ █ █ █ █                                                      ▐
    不少于 ▀▀▀ ▀▀▀ ▀▀▀ 个                                                   ▐
    新增公共停车位                                                          ▐
                                                                            ▐
    学校、道路旁和酒店地下的停车场建成后向公众开放，让大家停车更方便。      ▐
                                                                            ▐
    目标                                                                    ▐
    新增公共停车位  不少于 600 个
                                                                              下页
    地点
    - 城北高科园小学
    - 昆北路东侧
    - 明星路两侧停车场


        首页            返回            扫码           English          大字
    ");
}

#[test]
fn a_visitor_takes_them_along_and_leaves() {
    let mut board = kiosk(80, 24);
    board.click((40, 12));
    board.click_on("交通出行");
    board.click_on("20 新增公共停车位项目");
    board.click_on("扫码");
    assert_eq!(board.model.code_project().map(|project| project.no.0), Some(20));

    board.fire_timer();
    assert_eq!(board.model.idle.presence, Presence::Prompted(15));
    board.fire_timer();
    assert_snapshot!(board.screen(), @"
    手机扫码带走，不用联网:

    20 新增公共停车位项目                      ▀▀▀▀▀  ▀▀▀ ▄ ▀▄▄▀▀    ▄   ▀▀▀▀▀
    新增公共停车位 不少于 600 个                       ▀▄  ▄▄▀▀▀▄▀  ▄▄▀
                                                ▀▀▀    ▄▀ ▀   ▄    ▄  ▀   ▀▀▀
    放不下，没有写进去: 地点、来源。          ▀▀▀▀▀▀▀  ▄▀     ▀▄▀▄▀▄    ▀▀▀▀▀▀▀
                                       还在吗？                    ▄ ▄  ▀▄ ▄▄▄
                                                                     ▄▄ ▀ ▄   ▄
                      ▀█  █ █                                       ▀▄▀ ▄ ▄ ▄▄▀
                       █  ▀▀█                                      ▄ ▀  ▄▄ ▄▀
                      ▀▀▀   ▀                                        ▄ ▄ ▀ ▀▄
                      如果没有操作，14 秒后回到首页                ▄   ▄▄▄▀ ▀
                                                                   ▀▀ ▄ ▀   ▄
                                                                   ▄ ▄▀
                                     我还在，继续                    ▀ ▀▀▀ ▄▀▀▀
                                                                        ▀  ▄ ▀
                                                                     ▄▀▀ ▀▀▀▄▀▀
                                                                    ▄ ▀     ▀▄
                                              ▀▀▀▀▀▀▀ ▀ ▀ ▀ ▀ ▀ ▀▀  ▀     ▀ ▀



        首页            返回            搜索           English          大字
    ");
    board.click((3, 3));
    assert_eq!(board.model.idle.presence, Presence::Active);
    assert_eq!(
        board.model.code_project().map(|project| project.no.0),
        Some(20),
        "the touch that answers does nothing else"
    );
    assert_eq!(board.let_idle(), 75);
    assert_eq!(board.fire_timer(), []);
    board.click((40, 12));
    assert_eq!(
        (board.model.layer(), board.model.nav.focus, board.model.prefs.lang),
        (Layer::Board, Pane::Domains, Lang::Zh)
    );
}

#[test]
fn where_there_are_no_chinese_characters_the_invitation_has_none() {
    let start = Start {
        lang: Lang::En,
        profile: Profile::Kiosk(IdleTimeouts::default()),
        notice: Some(Notice::NoHan),
        ..Start::default()
    };
    let board = Board::with_start(Arc::new(builtin()), &start);
    assert!(
        board.screen().contains("Touch to begin") && !board.screen().contains("轻触"),
        "{}",
        board.screen()
    );
}

#[test]
fn a_touch_in_time_puts_the_question_off_and_other_things_do_not() {
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    let first = board.model.subscriptions().idle_timer.unwrap();
    board.send(Msg::Now(Duration::from_secs(20)));
    board.resize(100, 30);
    board.send(Msg::Resumed);
    board.send(Msg::InvalidUtf8);
    board.send(Msg::Paste("j".to_owned()));
    board.mouse(MouseEventKind::Moved, (5, 5));
    board.mouse(MouseEventKind::Drag(MouseButton::Left), (5, 5));
    board.mouse(MouseEventKind::Up(MouseButton::Left), (5, 5));
    let key = KeyEvent::new(KeyCode::Down, KeyModifiers::NONE);
    for kind in [KeyEventKind::Repeat, KeyEventKind::Release] {
        board.send(Msg::Key(KeyEvent { kind, ..key }));
    }
    assert_eq!(
        board.model.subscriptions().idle_timer,
        Some(first),
        "the hall moves, not the visitor"
    );
    board.send(Msg::Now(Duration::from_secs(25)));
    // A heading, a key without a binding, the selected domain again, home at home.
    board.click((1, 1));
    for keys in ["x", "<Ctrl-l>", "<Home>", "<Esc>"] {
        board.press(keys);
        board.send(Msg::Now(Duration::from_secs(26)));
    }
    board.click_on("首页");
    assert_eq!(
        board.model.subscriptions().idle_timer,
        Some(first),
        "what changes nothing is no intent"
    );
    board.send(Msg::Now(Duration::from_secs(30)));
    board.click_on("搜索");
    let second = board.model.subscriptions().idle_timer.unwrap();
    assert_ne!(second, first);
    board.send(Msg::TimerFired(first.id));
    assert_eq!(board.model.idle.presence, Presence::Active, "that alarm was put off");
    board.send(Msg::TimerFired(second.id));
    assert_eq!(board.model.idle.presence, Presence::Prompted(15));
}

/// Returns, for each project, the fewest touches from the domains to its page.
fn touch_distances(width: u16, height: u16) -> Vec<(u32, usize)> {
    let count = |project: &minsheng::model::Project| {
        let mut board = kiosk(width, height);
        board.click((1, 1));
        let mut touches = 0;
        let mut turn_to = |board: &mut Board, tile: &dyn Fn(&Model) -> Option<Position>| {
            let mut at = tile(&board.model);
            while at.is_none() {
                board.click_on("下页");
                touches += 1;
                at = tile(&board.model);
            }
            let at = at.unwrap();
            board.click((at.x, at.y));
            touches += 1;
        };
        let tile_position = |model: &Model, pane, row: usize, offset: usize| {
            let tiles = model.areas().unwrap().tiles(pane);
            let tile = tiles.tile(row.checked_sub(offset).filter(|nth| *nth < tiles.count())?);
            Some(Position { x: tile.x + 1, y: tile.y })
        };
        turn_to(&mut board, &|model| {
            // After the tile for all domains.
            let row =
                model.catalog().domains().position(|(at, _)| at == project.domain).unwrap() + 1;
            tile_position(model, Pane::Domains, row, model.nav.domains().offset())
        });
        turn_to(&mut board, &|model| {
            let row = model.visible_from(0).position(|one| one.no == project.no).unwrap();
            tile_position(model, Pane::Projects, row, model.nav.projects.offset())
        });
        assert_eq!((board.selected(), board.model.nav.focus), (Some(project.no.0), Pane::Detail));
        (project.no.0, touches)
    };
    builtin().projects().map(|(_, project)| count(&project)).collect()
}

#[test]
fn each_project_is_within_three_touches() {
    assert!(
        touch_distances(80, 24).into_iter().all(|(_, touches)| touches == 2),
        "by its domain, two"
    );
    assert!(touch_distances(100, 30).into_iter().all(|(_, touches)| touches == 2));
    // The smallest screen shows three domains at a time, and as many of their projects: page by
    // page, these take more touches.
    let far: Vec<_> =
        touch_distances(40, 15).into_iter().filter(|(_, touches)| *touches > 3).collect();
    let (four, five) = ([3, 4, 7, 9, 11, 16, 17, 25], [2, 5, 8, 15, 19, 20, 24]);
    let mut named = [four.map(|no| (no, 4)).to_vec(), five.map(|no| (no, 5)).to_vec()].concat();
    named.sort_unstable();
    assert_eq!(far, named);
}

#[test]
fn a_finger_draws_the_page_and_a_wheel_turns_the_list() {
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    board.click_on("全部");
    board.mouse(MouseEventKind::ScrollDown, (10, 8));
    assert!(!board.screen().contains("01 区域"), "{}", board.screen());
    board.press("2 0 <Enter>");
    let top = board.rows()[3].clone();
    board.mouse(MouseEventKind::Down(MouseButton::Left), (20, 15));
    board.mouse(MouseEventKind::Drag(MouseButton::Left), (20, 12));
    board.mouse(MouseEventKind::Up(MouseButton::Left), (20, 12));
    assert_ne!(board.rows()[3], top);
    assert_eq!(board.model.nav.focus, Pane::Detail, "a drag is no click");
}

#[test]
fn a_kiosk_can_begin_in_large_print_and_comes_back_to_it() {
    let size = Size { width: 80, height: 24 };
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let mut board = Board::with_start(
        Arc::new(builtin()),
        &Start { profile, size, large: true, overview: true, ..Start::default() },
    );
    board.click((1, 1));
    assert_eq!(board.model.prefs.scale, Scale::Large);
    board.click_on("标准字");
    assert_eq!(board.model.prefs.scale, Scale::Touch);
    board.let_idle();
    assert_eq!(board.model.prefs.scale, Scale::Large);
}

#[test]
fn buttons_stay_where_they_are_and_are_large_enough() {
    for (width, height) in [(40, 15), (80, 24), (200, 60)] {
        let mut board = kiosk(width, height);
        board.click((1, 1));
        let first: Vec<_> = lay_out_buttons(&board.model, &board.settings)
            .into_iter()
            .take(5)
            .map(|button| button.area)
            .collect();
        assert!(first.iter().all(|area| area.width >= 6 && area.height >= 3), "{first:?}");
        for keys in ["/", "<Esc>", "l <Enter>", "<Enter>", "v", "e", "+"] {
            board.press(keys);
            let areas: Vec<_> = lay_out_buttons(&board.model, &board.settings)
                .into_iter()
                .take(5)
                .map(|button| button.area)
                .collect();
            assert_eq!(areas, first, "{keys}");
            for button in lay_out_buttons(&board.model, &board.settings) {
                assert!(
                    button.area.width >= 6 && button.area.height >= 3,
                    "{width}x{height} after {keys}: {button:?}"
                );
            }
        }
    }
}

#[test]
fn every_row_is_exactly_as_wide_as_the_screen() {
    for (lang, keys) in Lang::ALL.into_iter().flat_map(|lang| {
        ["", "x", "x / t c", "x / q q", "x 2 0", "x + 2 0 v"].map(|keys| (lang, keys))
    }) {
        let start = Start {
            lang,
            profile: Profile::Kiosk(IdleTimeouts::default()),
            overview: true,
            ..Start::default()
        };
        let mut board = Board::with_start(Arc::new(builtin()), &start);
        board.press(keys);
        for waits in 0..3 {
            for (width, height) in
                (1..=200).step_by(7).flat_map(|width| [1, 15, 24, 61].map(|height| (width, height)))
            {
                board.resize(width, height);
                for row in board.rows() {
                    assert_eq!(
                        cells(&row),
                        usize::from(width),
                        "{lang:?} {keys:?} {waits} at {width}x{height}: {row:?}"
                    );
                }
            }
            board.fire_timer();
        }
    }
}

#[test]
fn the_service_is_stopped_by_its_own_signal_alone() {
    let mut board = kiosk(80, 24);
    for signal in [2, 3] {
        assert_eq!(board.send(Msg::Terminate(signal)), []);
    }
    for signal in [1, 15] {
        assert_eq!(board.send(Msg::Terminate(signal)), [Effect::Quit(Exit::Signal(signal))]);
    }
}
