//! A board in a hall: touched by anyone, left by no one, and clean again when they have gone.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "these are tests, though clippy cannot see that in a helper")]
#![allow(clippy::print_stdout, reason = "whoever runs the long ones wants to see what came out")]

mod support;

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;
use minsheng::app::{
    Cap, Effect, Exit, Freshness, Idle, Layer, Model, Msg, Notice, Pane, Presence, Profile, Renewal, Scale, Start, update,
};
use minsheng::catalog::{Catalog, builtin, parse};
use minsheng::lang::Lang;
use minsheng::search::{Index, Manner, Query};
use minsheng::text::cells;
use ratatui::layout::{Position, Size};
use support::Board;

fn kiosk_on(catalog: Arc<Catalog>, width: u16, height: u16) -> Board {
    let size = Size { width, height };
    let profile = Profile::Kiosk(Idle::default());
    Board::begin(catalog, &Start { profile, size, mouse: true, overview: true, ..Start::default() })
}

fn kiosk(width: u16, height: u16) -> Board {
    kiosk_on(Arc::new(builtin()), width, height)
}

impl Board {
    /// Nobody does anything until the board wants to be woken.
    fn wait(&mut self) -> Vec<Effect> {
        let alarm = self.model.alarm().unwrap();
        self.tell(Msg::Alarm(alarm.number))
    }

    /// Nobody does anything until the board takes it that nobody is there. How many seconds that takes.
    fn leave(&mut self) -> u64 {
        let mut seconds = 0;
        while !matches!(self.model.presence(), Presence::Nobody(_)) {
            seconds += self.model.alarm().unwrap().after.as_secs();
            self.wait();
        }
        seconds
    }

    /// Touches the key of the keypad that says so, turning to the page where it is. How many touches that takes.
    fn touch_key(&mut self, cap: Cap) -> usize {
        for touches in 1..=8 {
            let keys = self.model.keypad().unwrap().keys;
            let find = |cap| keys.iter().find(|key| key.cap == cap).map(|key| key.area);
            let (area, found) = find(cap).map_or_else(|| (find(Cap::More).unwrap(), false), |area| (area, true));
            self.click((area.x + area.width / 2, area.y + area.height / 2));
            if found {
                return touches;
            }
        }
        panic!("{cap:?} is on no page")
    }

    fn dim_keys(&self) -> String {
        let keys = self.model.keypad().unwrap().keys.into_iter().filter(|key| !key.leads);
        keys.filter_map(|key| if let Cap::Type(c) = key.cap { Some(c) } else { None }).collect()
    }
}

#[test]
fn a_visitor_comes_and_finds_the_car_parks() {
    let mut board = kiosk(80, 24);
    (0..19).for_each(|_| assert!(board.wait().is_empty()));
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
    assert_eq!((board.model.presence(), board.model.focus), (Presence::Here, Pane::Domains), "the first touch only wakes it");
    board.click_on("交通出行");
    board.click_on("20 新增公共停车位项目");
    assert_snapshot!(board.screen(), @"
    2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
    详情                                                      柜台请报 20 号
    20 新增公共停车位项目                                                   ▐
       New public parking spaces                                            ▐
       交通出行（本清单归类）                                               ▐
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
    assert_eq!(board.model.coded().map(|project| project.no.0), Some(20));

    board.wait();
    assert_eq!(board.model.presence(), Presence::Asked(15));
    board.wait();
    assert_snapshot!(board.screen(), @"
    手机扫码带走，不用联网:

    20 新增公共停车位项目                      ▀▀▀▀▀  ▀▀▀ ▄ ▀▄▄▀▀    ▄   ▀▀▀▀▀
    新增公共停车位 不少于 600 个                       ▀▄  ▄▄▀▀▀▄▀  ▄▄▀
                                                ▀▀▀    ▄▀ ▀   ▄    ▄  ▀   ▀▀▀
    放不下，没有写进去: 地点, 来源。          ▀▀▀▀▀▀▀  ▄▀     ▀▄▀▄▀▄    ▀▀▀▀▀▀▀
                                       还在吗？                    ▄ ▄  ▀▄ ▄▄▄
                                                                     ▄▄ ▀ ▄   ▄
                      ▀█  █ █                                       ▀▄▀ ▄ ▄ ▄▄▀
                       █  ▀▀█                                      ▄ ▀  ▄▄ ▄▀
                      ▀▀▀   ▀                                        ▄ ▄ ▀ ▀▄
                      没有人的话，14 秒后回到首页                  ▄   ▄▄▄▀ ▀
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
    assert_eq!(board.model.presence(), Presence::Here);
    assert_eq!(board.model.coded().map(|project| project.no.0), Some(20), "the touch that answers does nothing else");
    assert_eq!(board.leave(), 75);
    assert_eq!(board.wait(), []);
    board.click((40, 12));
    assert_eq!((board.model.layer(), board.model.focus, board.model.lang), (Layer::Board, Pane::Domains, Lang::Zh));
}

#[test]
fn where_there_are_no_chinese_characters_the_invitation_has_none() {
    let start =
        Start { lang: Lang::En, profile: Profile::Kiosk(Idle::default()), notice: Some(Notice::NoHan), ..Start::default() };
    let board = Board::begin(Arc::new(builtin()), &start);
    assert!(board.screen().contains("Touch to begin") && !board.screen().contains("轻触"), "{}", board.screen());
}

#[test]
fn a_touch_in_time_puts_the_question_off_and_other_things_do_not() {
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    let first = board.model.alarm().unwrap();
    board.resize(100, 30);
    board.tell(Msg::Resumed);
    board.mouse(MouseEventKind::Moved, (5, 5));
    assert_eq!(board.model.alarm(), Some(first), "the hall moves, not the visitor");
    board.click((1, 1));
    let second = board.model.alarm().unwrap();
    assert_ne!(second, first);
    board.tell(Msg::Alarm(first.number));
    assert_eq!(board.model.presence(), Presence::Here, "that alarm was put off");
    board.tell(Msg::Alarm(second.number));
    assert_eq!(board.model.presence(), Presence::Asked(15));
}

#[test]
fn what_lies_on_a_key_is_no_visitor() {
    let key = Msg::Key(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE));
    let touch = |kind| Msg::Mouse(MouseEvent { kind, column: 9, row: 9, modifiers: KeyModifiers::NONE });
    for stuck in [vec![key], vec![touch(MouseEventKind::Down(MouseButton::Left)), touch(MouseEventKind::Up(MouseButton::Left))]]
    {
        let mut board = kiosk(80, 24);
        let press = |board: &mut Board, times: usize| {
            (0..times).for_each(|_| stuck.iter().for_each(|msg| drop(board.tell(msg.clone()))));
        };
        press(&mut board, 600);
        let alarm = board.model.alarm();
        press(&mut board, 600);
        assert_eq!(board.model.alarm(), alarm);
        board.leave();
        press(&mut board, 600);
        assert_eq!(board.model.presence(), Presence::Nobody(0), "it does not wake the board again");
        board.press("j");
        assert_eq!(board.model.presence(), Presence::Here, "a visitor does");
    }
}

/// The fewest touches from the domains to the page about each project, by domains and by their numbers.
fn touches(width: u16, height: u16) -> Vec<(u32, usize)> {
    let count = |project: &minsheng::catalog::Project| {
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
        let place = |model: &Model, pane, row: usize, offset: usize| {
            let tiles = model.areas().unwrap().tiles(pane);
            let tile = tiles.tile(row.checked_sub(offset).filter(|nth| *nth < tiles.count())?);
            Some(Position { x: tile.x + 1, y: tile.y })
        };
        turn_to(&mut board, &|model| {
            // Behind the tile for all of them.
            let row = model.catalog().domains().position(|(at, _)| at == project.domain).unwrap() + 1;
            place(model, Pane::Domains, row, model.domains().offset())
        });
        turn_to(&mut board, &|model| {
            let row = model.visible_from(0).position(|one| one.no == project.no).unwrap();
            place(model, Pane::Projects, row, model.projects().offset())
        });
        assert_eq!((board.selected(), board.model.focus), (Some(project.no.0), Pane::Detail));
        (project.no.0, touches)
    };
    builtin().projects().map(|(_, project)| count(&project)).collect()
}

#[test]
fn each_project_is_within_three_touches() {
    assert!(touches(80, 24).into_iter().all(|(_, touches)| touches == 2), "by its domain, two");
    assert!(touches(100, 30).into_iter().all(|(_, touches)| touches == 2));
    // On the smallest screen three domains are in sight at a time, and as many of their projects: page by page, these take more.
    let far: Vec<_> = touches(40, 15).into_iter().filter(|(_, touches)| *touches > 3).collect();
    let (four, five) = ([3, 4, 7, 9, 11, 16, 17, 25], [2, 5, 8, 15, 19, 20, 24]);
    let mut named = [four.map(|no| (no, 4)).to_vec(), five.map(|no| (no, 5)).to_vec()].concat();
    named.sort_unstable();
    assert_eq!(far, named);
}

#[test]
fn letters_that_lead_nowhere_are_dim_and_each_touch_narrows_the_list() {
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    board.click_on("搜索");
    assert_eq!(board.model.layer(), Layer::Search);
    assert_eq!(board.touch_key(Cap::Type('T')), 1);
    let some = board.listed().len();
    assert_eq!(board.touch_key(Cap::Type('C')), 1);
    assert!(board.listed().len() < some);
    assert_eq!(board.listed().first(), Some(&20), "停车");
    assert_snapshot!(board.screen(), @"
     搜索: tc                                                               3/25 项
     项目                                                                 1/3
    > 20 新增公共停车位项目
         新增公共停车位 不少于 600 个

      05 寰庆路道路改造工程
         双向 4 车道

      12 智慧大田应用基地提升工程
         农机无人化改造 6 台套


      A      B      C     D     E     F     G     H     I     J     K     L     M


      N      O      P     Q     R     S     T     U     V     W     X     Y     Z


      0      1      2     3     4     5     6     7     8     9               删除



         首页            返回           看结果          English          大字
    ");
    let (styles, dim) = (board.styles(), board.dim_keys());
    assert!(dim.len() > 10 && styles.contains("DIM"), "{dim}\n{styles}");
    assert_eq!(board.touch_key(Cap::Delete), 1);
    assert_eq!(board.listed().len(), some);
    board.click_on("返回");
    assert_eq!((board.model.layer(), board.model.focus, board.header().contains("tc")), (Layer::Board, Pane::Domains, false));
}

#[test]
fn a_key_is_dim_if_and_only_if_nothing_is_there_as_typed() {
    let (catalog, index) = (builtin(), Index::new(&builtin()));
    let leads = |text: &str| {
        let found = index.search(&catalog, &Query::parse(text), None);
        found.manner == Manner::Typed && !found.is_empty()
    };
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    for typed in ["", "t", "tc", "yl", "z", "g", "gz", "2", "qq", "zhi", "p"] {
        board.press("/");
        for c in typed.chars() {
            board.touch_key(Cap::Type(c.to_ascii_uppercase()));
        }
        let dim: String =
            ('A'..='Z').chain('0'..='9').filter(|c| !leads(&format!("{typed}{}", c.to_ascii_lowercase()))).collect();
        assert_eq!(board.dim_keys(), dim, "{typed:?}");
        board.click_on("首页");
    }
}

#[test]
fn no_key_is_dim_before_anybody_knows_where_it_leads() {
    let projects: String = (1..=600).map(|no| format!("(no: {no}, domain: \"d\", title: \"停车\"),")).collect();
    let text =
        format!(r#"(title: "试", locality: "试", year: 2026, domains: [(id: "d", name: "领域")], projects: [{projects}])"#);
    let mut board = kiosk_on(Arc::new(parse(&text).unwrap()), 80, 24);
    board.click((1, 1));
    board.press("/");
    assert_eq!(board.dim_keys(), "", "the index is made elsewhere, and is not there yet");
    board.model.unbuilt().unwrap().build();
    assert_eq!(board.dim_keys(), "ABDEFGHIJKMNOPQRSUVWXZ", "停车, 领域 and numbers are all there is");
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
    assert_eq!(board.model.focus, Pane::Detail, "a drag is no click");
}

#[test]
fn a_kiosk_can_begin_in_large_print_and_comes_back_to_it() {
    let size = Size { width: 80, height: 24 };
    let profile = Profile::Kiosk(Idle::default());
    let mut board =
        Board::begin(Arc::new(builtin()), &Start { profile, size, large: true, overview: true, ..Start::default() });
    board.click((1, 1));
    assert_eq!(board.model.scale(), Scale::Large);
    board.click_on("常规字");
    assert_eq!(board.model.scale(), Scale::Touch);
    board.leave();
    assert_eq!(board.model.scale(), Scale::Large);
}

#[test]
fn every_key_is_large_enough_to_be_hit_and_on_some_page() {
    for (width, height) in (40..=200).step_by(9).flat_map(|width| [15, 17, 24, 60].map(|height| (width, height))) {
        let mut board = kiosk(width, height);
        board.click((1, 1));
        board.press("/");
        let pages = board.model.keypad().unwrap().page.1;
        let mut typed = Vec::new();
        for _ in 0..pages {
            let pad = board.model.keypad().unwrap();
            for (nth, key) in pad.keys.iter().enumerate() {
                assert!(key.area.width >= 6 && key.area.height >= 3, "{width}x{height}: {key:?}");
                assert!(key.area.right() <= width && key.area.bottom() < height - 3, "{width}x{height}: {key:?}");
                assert!(
                    pad.keys.iter().skip(nth + 1).all(|other| !other.area.intersects(key.area)),
                    "{width}x{height}: {key:?}"
                );
                typed.extend(if let Cap::Type(c) = key.cap { Some(c) } else { None });
            }
            if pages > 1 {
                board.touch_key(Cap::More);
            }
        }
        typed.sort_unstable();
        assert_eq!(typed.iter().collect::<String>(), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "{width}x{height}");
        assert!(
            board.model.areas().unwrap().tiles(Pane::Projects).tile(0).height >= 3,
            "{width}x{height}: an entry is in sight"
        );
    }
}

#[test]
fn buttons_stay_where_they_are_and_are_large_enough() {
    for (width, height) in [(40, 15), (80, 24), (200, 60)] {
        let mut board = kiosk(width, height);
        board.click((1, 1));
        let first: Vec<_> = board.model.buttons(&board.settings).into_iter().take(5).map(|button| button.area).collect();
        assert!(first.iter().all(|area| area.width >= 6 && area.height >= 3), "{first:?}");
        for keys in ["/", "<Esc>", "l <Enter>", "<Enter>", "v", "e", "+"] {
            board.press(keys);
            let areas: Vec<_> = board.model.buttons(&board.settings).into_iter().take(5).map(|button| button.area).collect();
            assert_eq!(areas, first, "{keys}");
            for button in board.model.buttons(&board.settings) {
                assert!(button.area.width >= 6 && button.area.height >= 3, "{width}x{height} after {keys}: {button:?}");
            }
        }
    }
}

#[test]
fn every_row_is_exactly_as_wide_as_the_screen() {
    for (lang, keys) in
        Lang::ALL.into_iter().flat_map(|lang| ["", "x", "x / t c", "x / q q", "x 2 0", "x + 2 0 v"].map(|keys| (lang, keys)))
    {
        let start = Start { lang, profile: Profile::Kiosk(Idle::default()), overview: true, ..Start::default() };
        let mut board = Board::begin(Arc::new(builtin()), &start);
        board.press(keys);
        for waits in 0..3 {
            for (width, height) in (1..=200).step_by(7).flat_map(|width| [1, 15, 24, 61].map(|height| (width, height))) {
                board.resize(width, height);
                for row in board.rows() {
                    assert_eq!(cells(&row), usize::from(width), "{lang:?} {keys:?} {waits} at {width}x{height}: {row:?}");
                }
            }
            board.wait();
        }
    }
}

/// Numbers that look random and are the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }

    fn small(&mut self, end: usize) -> u16 {
        u16::try_from(self.below(end)).unwrap()
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())]
    }

    /// Anything that can happen, but for what is meant to end it.
    fn msg(&mut self, board: &Board) -> Msg {
        match self.below(20) {
            0..8 => self.key(),
            8..14 => self.mouse(board.model.size()),
            14 => Msg::Paste(self.of(&["tc", "停车\n\u{1b}c", "q", "\u{3}\u{1a}", ":!sh", ""]).to_owned()),
            // SIGINT, SIGQUIT, and what a shell may send.
            15 => Msg::Stop(self.of(&[2, 3, 10, 12, 20, 21, 22])),
            16 => self.of(&[Msg::Suspend, Msg::Resumed, Msg::Garbled, Msg::CannotSuspend].each_ref()).clone(),
            17 => Msg::Resize(Size { width: self.small(240), height: self.small(80) }),
            18 if self.below(40) == 0 => {
                self.of(&[Msg::Renewed(Renewal::new(builtin())), Msg::Stale(stale())].each_ref()).clone()
            }
            18 => Msg::Alarm(board.model.alarm().unwrap().number),
            _ => Msg::Alarm(self.0),
        }
    }

    fn key(&mut self) -> Msg {
        let code = match self.below(4) {
            0 => KeyCode::F(self.of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])),
            1 => self.of(&[
                KeyCode::Enter,
                KeyCode::Esc,
                KeyCode::Backspace,
                KeyCode::Tab,
                KeyCode::BackTab,
                KeyCode::Up,
                KeyCode::Down,
                KeyCode::Left,
                KeyCode::Right,
                KeyCode::Home,
                KeyCode::End,
                KeyCode::PageUp,
                KeyCode::PageDown,
                KeyCode::Delete,
                KeyCode::Insert,
                KeyCode::Null,
                KeyCode::Menu,
                KeyCode::Pause,
                KeyCode::PrintScreen,
            ]),
            2 => KeyCode::Char(char::from(b' ' + u8::try_from(self.below(95)).unwrap())),
            _ => KeyCode::Char(
                self.of(&['q', 'c', 'z', 'd', '\\', 'y', 'M', 'm', '\'', '?', '/', 'v', 'e', '停', '？', 'ｑ', '\u{3}']),
            ),
        };
        let modifiers = self.of(&[
            KeyModifiers::NONE,
            KeyModifiers::NONE,
            KeyModifiers::CONTROL,
            KeyModifiers::SHIFT,
            KeyModifiers::ALT,
            KeyModifiers::all(),
        ]);
        Msg::Key(KeyEvent::new(code, modifiers))
    }

    fn mouse(&mut self, size: Size) -> Msg {
        let button = self.of(&[MouseButton::Left, MouseButton::Left, MouseButton::Right, MouseButton::Middle]);
        let kind = self.of(&[
            MouseEventKind::Down(button),
            MouseEventKind::Up(button),
            MouseEventKind::Up(button),
            MouseEventKind::Drag(button),
            MouseEventKind::Moved,
            MouseEventKind::ScrollUp,
            MouseEventKind::ScrollDown,
        ]);
        let (column, row) = (self.small(usize::from(size.width) + 2), self.small(usize::from(size.height) + 2));
        Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    }
}

/// A new file with a fault, in place of what is shown.
fn stale() -> Freshness {
    Freshness::Faulty { of: Some("2026-11-25 14:02".to_owned()), faults: 3 }
}

/// Sends so many random messages to a kiosk, and watches what comes out. How often a visitor left.
fn trample(msgs: usize) -> usize {
    let (mut chance, catalog) = (Chance(20_260_127), Arc::new(builtin()));
    let mut board = kiosk_on(Arc::clone(&catalog), 80, 24);
    let mut visits = 0;
    for nth in 0..msgs {
        let msg = chance.msg(&board);
        let goes = chance.below(500) == 0;
        for effect in update(&mut board.model, &board.settings, msg.clone()) {
            let harmless = matches!(effect, Effect::Redraw | Effect::Search | Effect::Mouse(true));
            assert!(harmless, "{msg:?} brought about {effect:?}");
        }
        assert!(board.model.has_mouse(), "{msg:?} took the touches away");
        if nth % 8 == 0 {
            assert_eq!(board.model.check(), Ok(()), "after {msg:?}");
        }
        if goes && board.leave() > 0 {
            visits += 1;
            // Whatever the visitor left would be different.
            let Size { width, height } = board.model.size();
            let mut fresh = kiosk_on(Arc::clone(&catalog), width, height);
            fresh.model.freshness = board.model.freshness.clone();
            assert_eq!(board.draw(), fresh.draw());
            board.click((1, 1));
            fresh.click((1, 1));
            assert_eq!(board.draw(), fresh.draw());
        }
    }
    visits
}

#[test]
fn no_way_leads_out_and_nothing_is_left_for_the_next_visitor() {
    assert!(trample(3_000) > 3);
}

#[test]
#[ignore = "a million messages take minutes unless the program is built for release"]
fn of_a_million_ways_none_leads_out() {
    let visits = trample(1_000_000);
    println!("{visits} visits");
    assert!(visits > 500, "{visits}");
}

/// Visitors one after the other for so many seconds, each of whom looks for something that nobody else does. What the board took
/// of memory after the first hour and at the end, in kB, and how many there were.
fn day(seconds: u64) -> ([u64; 2], usize) {
    let (mut chance, catalog) = (Chance(1), Arc::new(builtin()));
    let mut board = kiosk_on(Arc::clone(&catalog), 80, 24);
    let (mut now, mut visitors, mut after_an_hour) = (0, 0, 0);
    while now < seconds {
        visitors += 1;
        // Some minutes of posters, then touches some seconds apart.
        (0..chance.below(20)).for_each(|_| drop(board.wait()));
        board.click((40, 12));
        let secret = format!("{visitors}号来客");
        for _ in 0..5 + chance.below(30) {
            let msg = match chance.below(12) {
                0 => Msg::Key(KeyEvent::from(KeyCode::Char('/'))),
                1 => Msg::Paste(secret.clone()),
                _ => chance.mouse(board.model.size()),
            };
            board.tell(msg);
            assert_eq!(board.rows().len(), 24);
            now += chance.below(20) as u64;
        }
        now += board.leave();
        for poster in 0..3 {
            assert!(!board.screen().contains(&secret), "poster {poster} shows {secret}");
            board.wait();
        }
        board.click((1, 1));
        board.press("/");
        assert!(!board.screen().contains(&secret) && board.model.search.text().is_empty());
        now += board.leave() + 24;
        if now > 3600 && after_an_hour == 0 {
            after_an_hour = memory();
        }
    }
    ([after_an_hour, memory()], visitors)
}

/// What this process has of memory, in kB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
#[ignore = "a day takes a minute, and two other tests must not use memory meanwhile"]
fn a_day_of_visitors_leaves_nothing_behind() {
    let ([early, late], visitors) = day(24 * 3600);
    println!("{visitors} visitors in a day: {early} kB after an hour, {late} kB at the end");
    assert!(late < early + 1024, "{early} kB after an hour, {late} kB after a day");
}

#[test]
fn the_service_is_stopped_by_its_own_signal_alone() {
    let mut board = kiosk(80, 24);
    for signal in [2, 3] {
        assert_eq!(board.tell(Msg::Stop(signal)), []);
    }
    for signal in [1, 15] {
        assert_eq!(board.tell(Msg::Stop(signal)), [Effect::Quit(Exit::Signal(signal))]);
    }
}
