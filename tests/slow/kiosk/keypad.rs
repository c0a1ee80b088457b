//! Search by touch.

use std::sync::Arc;

use insta::assert_snapshot;
use minsheng::app::{KeypadAction, Layer, Pane, lay_out_keypad};
use minsheng::format::{builtin, parse};
use minsheng::index::Index;
use minsheng::query::{MatchMode, Query};

use super::{kiosk, kiosk_on};
use crate::support::Board;

impl Board {
    /// Touches a key of the keypad, after turning to its page. Returns the number of touches.
    fn press_keypad(&mut self, action: KeypadAction) -> usize {
        for touches in 1..=8 {
            let keys = lay_out_keypad(&self.model).unwrap().keys;
            let find = |action| keys.iter().find(|key| key.action == action).map(|key| key.area);
            let (area, found) = find(action)
                .map_or_else(|| (find(KeypadAction::More).unwrap(), false), |area| (area, true));
            self.click((area.x + area.width / 2, area.y + area.height / 2));
            if found {
                return touches;
            }
        }
        panic!("{action:?} is on no page")
    }

    fn dim_keys(&self) -> String {
        let keys = lay_out_keypad(&self.model).unwrap().keys.into_iter().filter(|key| !key.enabled);
        keys.filter_map(|key| if let KeypadAction::Type(c) = key.action { Some(c) } else { None })
            .collect()
    }
}

#[test]
fn letters_that_lead_nowhere_are_dim_and_each_touch_narrows_the_list() {
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    board.click_on("搜索");
    assert_eq!(board.model.layer(), Layer::Search);
    assert_eq!(board.press_keypad(KeypadAction::Type('T')), 1);
    let some = board.listed().len();
    assert_eq!(board.press_keypad(KeypadAction::Type('C')), 1);
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
    assert_eq!(board.press_keypad(KeypadAction::Delete), 1);
    assert_eq!(board.listed().len(), some);
    board.click_on("返回");
    assert_eq!(
        (board.model.layer(), board.model.nav.focus, board.header().contains("tc")),
        (Layer::Board, Pane::Domains, false)
    );
}

#[test]
fn a_key_is_dim_if_and_only_if_nothing_is_there_as_typed() {
    let (catalog, index) = (builtin(), Index::new(&builtin()));
    let is_found = |text: &str| {
        let found = index.search(&catalog, &Query::parse(text), None);
        found.mode == MatchMode::Exact && found.rewriting().is_none() && !found.is_empty()
    };
    // Digits are also the keys of a phone.
    let leads = |text: &str| {
        let is_keys = text.bytes().all(|byte| byte.is_ascii_digit());
        is_found(text) || (is_keys && is_found(&format!("keys:{text}")))
    };
    let mut board = kiosk(80, 24);
    board.click((1, 1));
    for typed in ["", "t", "tc", "yl", "z", "g", "gz", "2", "qq", "zhi", "p"] {
        board.press("/");
        for c in typed.chars() {
            board.press_keypad(KeypadAction::Type(c.to_ascii_uppercase()));
        }
        let dim: String = ('A'..='Z')
            .chain('0'..='9')
            .filter(|c| !leads(&format!("{typed}{}", c.to_ascii_lowercase())))
            .collect();
        assert_eq!(board.dim_keys(), dim, "{typed:?}");
        board.click_on("首页");
    }
}

#[test]
fn no_key_is_dim_before_it_is_known_where_it_leads() {
    let projects: String =
        (1..=600).map(|no| format!("(no: {no}, domain: \"d\", title: \"停车\"),")).collect();
    let text = format!(
        r#"(title: "试", locality: "试", year: 2026, domains: [(id: "d", name: "领域")], projects: [{projects}])"#
    );
    let mut board = kiosk_on(Arc::new(parse(&text).unwrap()), 80, 24);
    board.click((1, 1));
    board.press("/");
    assert_eq!(board.dim_keys(), "", "the index is made elsewhere, and is not there yet");
    board.model.data.index_job().unwrap().build();
    assert_eq!(
        board.dim_keys(),
        "ABDEFGHIJKMNOPQRSUVWXZ",
        "停车, 领域 and numbers are all there is"
    );
}

#[test]
fn every_key_is_large_enough_to_be_hit_and_on_some_page() {
    for (width, height) in
        (40..=200).step_by(9).flat_map(|width| [15, 17, 24, 60].map(|height| (width, height)))
    {
        let mut board = kiosk(width, height);
        board.click((1, 1));
        board.press("/");
        let pages = lay_out_keypad(&board.model).unwrap().page_count;
        let mut typed = Vec::new();
        for _ in 0..pages {
            let pad = lay_out_keypad(&board.model).unwrap();
            for (nth, key) in pad.keys.iter().enumerate() {
                assert!(key.area.width >= 6 && key.area.height >= 3, "{width}x{height}: {key:?}");
                assert!(
                    key.area.right() <= width && key.area.bottom() < height - 3,
                    "{width}x{height}: {key:?}"
                );
                assert!(
                    pad.keys.iter().skip(nth + 1).all(|other| !other.area.intersects(key.area)),
                    "{width}x{height}: {key:?}"
                );
                typed.extend(if let KeypadAction::Type(c) = key.action { Some(c) } else { None });
            }
            if pages > 1 {
                board.press_keypad(KeypadAction::More);
            }
        }
        typed.sort_unstable();
        assert_eq!(
            typed.iter().collect::<String>(),
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "{width}x{height}"
        );
        assert!(
            board.model.areas().unwrap().tiles(Pane::Projects).tile(0).height >= 3,
            "{width}x{height}: an entry is in sight"
        );
    }
}
