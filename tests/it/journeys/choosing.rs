//! Choosing several projects, and taking them along together.
#![allow(clippy::expect_used, reason = "clippy recognises tests, but not their helpers")]

use std::sync::Arc;

use minsheng::app::{Effect, ExportFile, IdleTimeouts, Msg, Profile, Reload, Start};
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use ratatui::layout::Size;

use crate::support::Board;

const SIZES: [(u16, u16); 4] = [(40, 15), (80, 24), (120, 40), (200, 60)];

/// Returns the text that the effects copy.
fn copied(effects: &[Effect]) -> &str {
    let copy = effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    copy.expect("a copied text")
}

/// Returns the file that the effects save.
fn saved(effects: &[Effect]) -> &ExportFile {
    let file = effects.iter().find_map(|effect| match effect {
        Effect::SaveFile(file) => Some(file),
        _ => None,
    });
    file.expect("a saved file")
}

#[test]
fn space_chooses_rows_that_are_copied_together() {
    for (lang, words, notice) in
        [(Lang::Zh, "已选 2", "翻页请按 PgDn"), (Lang::En, "2 chosen", "PgDn turns the page")]
    {
        for (width, height) in SIZES {
            let mut board = Board::open(lang, width, height);
            board.press("0 7 <Space>");
            assert!(board.footer().contains(notice), "{}", board.footer());
            board.press("2 0 <Space>");
            assert!(!board.footer().contains(notice), "it is said once");
            // Marks stand without colour, and the number of chosen ones in the heading.
            let screen = board.screen();
            assert!(screen.contains("✓07") || height < 24, "{screen}");
            assert!(screen.contains("✓20"), "{screen}");
            assert!(screen.contains(words) || width < 120 && screen.contains("✓2"), "{screen}");
            assert_eq!(board.selected(), Some(21), "Space goes on to the next row");
            let line = copied(&board.press("y y")).to_owned();
            let lines: Vec<&str> = line.lines().collect();
            assert_eq!(lines.len(), 2, "{line}");
            assert!(lines[0].starts_with("07 ") && lines[1].starts_with("20 "), "{line}");
            board.press("<Esc> <Esc>");
            assert!(board.model.chosen.is_empty());
            assert!(!board.screen().contains('✓'), "{}", board.screen());
        }
    }
}

#[test]
fn space_on_a_chosen_row_takes_it_back() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("<Space> k <Space>");
    assert!(board.model.chosen.is_empty());
    // In the other panes it turns the page, as before.
    board.press("g <Enter> g");
    let before = board.screen();
    board.press("<Space>");
    assert!(board.model.chosen.is_empty());
    assert_ne!(board.screen(), before);
}

#[test]
fn a_filter_keeps_what_is_chosen_and_says_how_many_are_out_of_sight() {
    for (lang, words) in [(Lang::Zh, "已选 3（2 项不在列）"), (Lang::En, "3 chosen (2 not listed)")]
    {
        let mut board = Board::open(lang, 120, 40);
        board.press("0 1 <Space> 0 2 <Space> 2 0 <Space>");
        board.press("/ t i n g c h e <Enter>");
        assert!(board.screen().contains(words), "{}", board.screen());
        assert_eq!(copied(&board.press("y y")).lines().count(), 3);
        // Esc first takes back the search, and last of all the choice.
        board.press("<Esc> <Esc>");
        assert_eq!((board.model.chosen.len(), board.model.chosen.unlisted_count()), (3, 0));
        board.press("<Esc>");
        assert!(board.model.chosen.is_empty());
    }
}

#[test]
fn a_star_chooses_all_that_is_listed_or_none() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("<Space> / g a o <Enter> *");
    let found = board.model.visible_len();
    let expected = found + usize::from(!board.listed().contains(&1));
    assert_eq!(board.model.chosen.len(), expected);
    board.press("*");
    assert_eq!(board.model.chosen.len(), expected - found);
}

#[test]
fn the_choice_survives_a_reload_by_number_and_a_loss_is_said() {
    let text = |numbers: &[u32]| {
        let projects: String = numbers
            .iter()
            .map(|no| {
                format!("(no: {no}, domain: \"a\", title: (zh: \"项目{no}\", en: \"P{no}\")),")
            })
            .collect();
        format!(
            "(title: (zh: \"清单\", en: \"List\"), year: 2026, published: \"2026-01-01\", \
             domains: [(id: \"a\", name: (zh: \"甲\", en: \"A\"))], projects: [{projects}])"
        )
    };
    let catalog = |numbers: &[u32]| parse(&text(numbers)).expect("a valid list");
    let mut board = Board::with_catalog(catalog(&[1, 2, 3, 4]), Lang::Zh, 80, 24);
    board.press("<Space> j <Space>");
    assert_eq!(copied(&board.press("y y")), "01 项目1\n03 项目3\n");
    board.press("<Esc>");
    board.send(Msg::Reloaded(Reload::new(catalog(&[0, 2, 3, 4].map(|no| no + 1)))));
    assert_eq!(copied(&board.press("y y")), "01 项目1\n03 项目3\n");
    board.press("<Esc>");
    board.send(Msg::Reloaded(Reload::new(catalog(&[1, 2, 4]))));
    assert_eq!(board.model.chosen.len(), 1);
    assert!(board.footer().contains("已选的有 1 项，新数据里没有了"), "{}", board.footer());
}

#[test]
fn the_order_of_the_list_is_that_of_the_copy() {
    let mut board = Board::open(Lang::Zh, 120, 40);
    board.press("0 7 <Space> 2 3 <Space> s j j j j <Enter> y j j j <Enter>");
    let copied = copied(&board.press("y")).to_owned();
    assert_eq!(copied, "23\n07\n");
}

#[test]
fn the_listed_or_the_chosen_are_exported_in_each_format() {
    for (lang, listed, chosen) in [
        (Lang::Zh, "导出：列出的 1 项", "导出：已选 1 项"),
        (Lang::En, "Export: 1 listed", "Export: 1 chosen"),
    ] {
        for (width, height) in SIZES {
            let mut board = Board::open(lang, width, height);
            board.press("/ t i n g c h e <Enter> w");
            assert!(board.screen().contains(listed), "{}", board.screen());
            let markdown = copied(&board.press("y")).to_owned();
            assert_eq!(markdown.lines().count(), 3, "{markdown}");
            assert!(board.screen().contains("| 20 |"), "{}", board.screen());
            let csv = copied(&board.press("j y")).to_owned();
            assert!(csv.starts_with("no,title"), "{csv}");
            // A workbook goes into a file only, and a file for Excel begins with a mark.
            assert!(board.press("w").iter().any(|effect| matches!(effect, Effect::SaveFile(file)
                if file.extension == "csv" && file.bytes.starts_with("\u{feff}no,".as_bytes()))));
            assert_eq!(board.press("j y"), []);
            let workbook = board.press("w");
            assert!(saved(&workbook).bytes.starts_with(b"PK"));
            let page = board.press("j w");
            assert!(saved(&page).bytes.starts_with(b"<!DOCTYPE html>"));
            board.press("<Esc> <Space> w");
            assert!(board.screen().contains(chosen), "{}", board.screen());
        }
    }
}

#[test]
fn a_saved_file_is_named_and_so_is_the_reason_if_it_is_not() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.send(Msg::FileSaved(Ok("/a/minsheng-list.csv".to_owned())));
    assert!(board.footer().contains("已存成 /a/minsheng-list.csv"), "{}", board.footer());
    board.send(Msg::FileSaved(Err("磁盘已满".to_owned())));
    assert!(board.footer().contains("磁盘已满"), "{}", board.footer());
}

#[test]
fn a_code_holds_the_chosen_or_says_that_they_are_too_many() {
    let mut board = Board::open(Lang::Zh, 120, 60);
    board.press("0 7 <Space> 2 0 <Space> v");
    let screen = board.screen();
    assert!(screen.contains("07 老旧小区改造工程") && screen.contains("20 新增公共"), "{screen}");
    board.press("<Esc> *");
    assert_eq!(board.model.chosen.len(), 25);
    let mut small = Board::open(Lang::Zh, 40, 15);
    small.press("* v");
    assert!(small.screen().contains('x'), "{}", small.screen());
}

#[test]
fn a_kiosk_chooses_and_exports_nothing_and_space_turns_its_pages() {
    let profile = Profile::Kiosk(IdleTimeouts::default());
    let start = Start { size: Size { width: 80, height: 24 }, profile, ..Start::default() };
    let mut board = Board::with_start(Arc::new(builtin()), &start);
    board.press("j");
    board.press("l * w");
    assert!(board.model.chosen.is_empty());
    let before = board.screen();
    board.press("<Space>");
    assert!(board.model.chosen.is_empty());
    assert_ne!(board.screen(), before);
}
