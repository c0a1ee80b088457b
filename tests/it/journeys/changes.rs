//! The changes of the data: rows carry a mark until they are seen, and a page lists the changes.

use std::sync::Arc;

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Effect, Layer, Msg, Reload};
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use minsheng::model::Catalog;

/// Returns the built-in list with another figure and another title.
fn changed() -> Catalog {
    let text = include_str!("../../../assets/projects.ron");
    let text =
        text.replace("amount: 600", "amount: 650").replace("老旧小区改造工程", "老旧小区更新工程");
    parse(&text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn reload(board: &mut Board, catalog: Catalog) {
    assert_eq!(board.send(Msg::Reloaded(Reload::new(catalog))), []);
}

#[test]
fn changed_rows_carry_a_mark_until_they_are_seen() {
    for (lang, note) in [(Lang::Zh, "2 项有变化，u 查看"), (Lang::En, "2 changed, u shows")]
    {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut board = Board::open(lang, width, height);
            reload(&mut board, changed());
            assert!(board.header().ends_with(note), "{}", board.header());
            let marked = |board: &Board| {
                let rows = board.rows();
                rows.iter().filter(|row| row.contains(" 07*") || row.contains(" 20*")).count()
                    + rows.iter().filter(|row| row.contains(">07*") || row.contains(">20*")).count()
            };
            assert_eq!(marked(&board), 2, "{}", board.screen());
            board.press("7");
            board.press("<Enter>");
            assert_eq!(board.selected(), Some(7));
            assert_eq!(marked(&board), 2, "it is on the screen now");
            board.press("<Esc> j");
            assert_eq!(marked(&board), 1, "and has been seen");
            board.press("2 0 j");
            assert_eq!(marked(&board), 0);
            assert!(!board.header().contains(note.trim_start_matches("2 ")), "{}", board.header());
        }
    }
}

#[test]
fn the_page_lists_figure_by_figure_what_has_changed() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    reload(&mut board, changed());
    board.press(": changes <Enter>");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                 2 项有变化，u 查看
     有什么变化                                                                2 项
     07 老旧小区更新工程
    >  名称：老旧小区改造工程 → 老旧小区更新工程

     20 新增公共停车位项目
       新增公共停车位：不少于 600 个 → 不少于 650 个
















     ? 帮助  Enter 打开  Esc 返回  ↑↓ 选择  e English  t 切换配色  M 开关鼠标
    ");
    board.press("G <Enter>");
    assert_eq!((board.model.layer(), board.selected()), (Layer::Board, Some(20)));
    board.press("H");
    board.press("u e");
    assert!(
        board.screen().contains("at least 600 spaces → at least 650 spaces"),
        "{}",
        board.screen()
    );
    let mut board = Board::open(Lang::En, 40, 15);
    reload(&mut board, changed());
    board.press("u");
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: pub..  2 changed, u shows
     What has changed           projects: 2
     07 Renovation of an old residential..
    >  Title (Chinese): 老旧小区改造工程 →
       老旧小区更新工程

     20 New public parking spaces
       New public parking spaces: at least
       600 spaces → at least 650 spaces





     ? Help  Enter Open  Esc Close  e 中文
    ");
}

#[test]
fn before_a_reload_the_version_kept_on_disk_is_compared() {
    let mut board = Board::with_catalog(changed(), Lang::Zh, 80, 24);
    assert_eq!(board.press("u"), [Effect::ReadLastGood]);
    assert!(board.screen().contains("还没有可比的旧版"), "{}", board.screen());
    board.send(Msg::LastGood(Some(Arc::new(builtin()))));
    assert!(board.screen().contains("不少于 600 个 → 不少于 650 个"), "{}", board.screen());
    board.press("<Esc>");
    assert!(!board.screen().contains("20*"), "what was published before is no news");
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("u");
    board.send(Msg::LastGood(Some(Arc::new(builtin()))));
    assert!(board.screen().contains("没有不同"), "{}", board.screen());
}

#[test]
fn a_list_that_comes_and_goes_among_several_is_compared_by_file() {
    let (one, two) = (Arc::new(builtin()), Arc::new(changed()));
    let merged = |second: &Catalog| Catalog::merged([("a.ron", &*one), ("b.ron", second)]);
    let mut board = Board::with_catalog(merged(&one), Lang::Zh, 80, 24);
    reload(&mut board, merged(&two));
    board.press("u");
    assert!(board.screen().contains("不少于 600 个 → 不少于 650 个"), "{}", board.screen());
    assert_eq!(board.screen().matches('→').count(), 2, "{}", board.screen());
}
