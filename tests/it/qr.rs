//! QR codes: a project for the visitor's phone.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{ColorDepth, Layer, ThemeName};
use minsheng::diagnostics::ListField;
use minsheng::lang::Lang;
use minsheng::text::Ambiguous;
use ratatui::buffer::Cell;
use ratatui::style::Color;
use rqrr::PreparedImage;

/// The width and height of a QR module in pixels; a cell is one module wide and two high.
const PIXELS: usize = 4;

/// Returns the brightness of the upper or the lower half of a cell on a terminal with a black
/// background.
fn brightness(cell: &Cell, lower: bool) -> u8 {
    let is_filled = match cell.symbol() {
        "▀" => !lower,
        "▄" => lower,
        "█" => true,
        _ => false,
    };
    match if is_filled { cell.fg } else { cell.bg } {
        Color::Rgb(red, ..) => red,
        Color::Gray | Color::Indexed(231) => 200,
        _ => 0,
    }
}

/// Returns the text that a phone reads from the screen, if it finds a code there.
fn decode_qr(board: &Board) -> Option<String> {
    let (buf, _) = board.draw();
    let [width, height] = [buf.area.width, buf.area.height].map(usize::from);
    let mut image =
        PreparedImage::prepare_from_greyscale(width * PIXELS, height * 2 * PIXELS, |x, y| {
            brightness(&buf.content[y / (2 * PIXELS) * width + x / PIXELS], y / PIXELS % 2 == 1)
        });
    let grids = image.detect_grids();
    grids.first().map(|grid| grid.decode().unwrap().1)
}

#[test]
fn a_citizen_takes_a_project_along() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 0 v");
    assert_snapshot!(decode_qr(&board).unwrap(), @"
    20 新增公共停车位项目
    新增公共停车位 不少于 600 个
    ");
    assert_eq!(board.model.layer(), Layer::Code);
    let words = board.screen().replace(['▀', '▄', '█'], "");
    let words: Vec<&str> = words.lines().map(str::trim).filter(|words| !words.is_empty()).collect();
    assert_snapshot!(words.join("\n"), @"
    手机扫码带走，不用联网:
    20 新增公共停车位项目
    新增公共停车位 不少于 600 个
    放不下，没有写进去: 地点、来源。
    窗口大一些就放得下。
    ? 帮助  Esc 返回  ↑↓ 选项目  y 复制  e English  t 切换配色  + 大字版（关怀版）
    ");
    board.press("<Down>");
    assert!(decode_qr(&board).unwrap().starts_with("21 "), "one code after the other");
    board.press("v");
    assert_eq!((board.model.layer(), board.selected()), (Layer::Board, Some(21)));
}

#[test]
fn every_project_can_be_taken_along_from_an_ordinary_screen() {
    for lang in Lang::ALL {
        let mut board = Board::open(lang, 80, 24);
        board.press("v");
        for no in 1..=25 {
            board.press(&format!("{no:02}"));
            let text =
                decode_qr(&board).unwrap_or_else(|| panic!("{lang:?} {no}:\n{}", board.screen()));
            let project = board.model.selected().unwrap();
            let title = format!("{} {}", project.no, project.title.get(lang));
            assert!(text.starts_with(&title), "{text}");
            let headline = project.headline().map(|target| target.text(lang)).unwrap_or_default();
            assert!(text.contains(&headline), "{text} without {headline}");
        }
    }
}

#[test]
fn on_a_large_screen_all_of_it_is_in_the_code() {
    for (lang, theme) in Lang::ALL.into_iter().zip([ThemeName::Dark, ThemeName::Light]) {
        let mut board = Board::open(lang, 160, 60);
        board.model.prefs.theme = theme;
        board.press("v");
        for no in 1..=25 {
            board.press(&format!("{no:02}"));
            let text = decode_qr(&board).unwrap();
            let project = board.model.selected().unwrap();
            let targets = project.targets.iter().map(|target| target.text(lang));
            let places = project.list(ListField::Places);
            let places = places.iter().map(|place| place.get(lang).to_owned());
            for part in targets.chain(places).chain([board
                .model
                .catalog()
                .programme()
                .source
                .get(lang)
                .to_owned()])
            {
                assert!(text.contains(&part), "{text} without {part}");
            }
        }
    }
}

#[test]
fn where_half_cells_are_unsafe_a_module_takes_two_whole_ones() {
    for (ambiguous, ascii) in
        [(Ambiguous::Narrow, true), (Ambiguous::Wide, false), (Ambiguous::Safe, false)]
    {
        let mut board = Board::on_terminal(ambiguous, ascii, Lang::En, 120, 60);
        board.press("2 0 v");
        assert_eq!(
            decode_qr(&board).unwrap().lines().next(),
            Some("20 New public parking spaces"),
            "{ambiguous:?}"
        );
        assert!(!board.screen().contains(['▀', '▄', '█']));
        board.resize(80, 24);
        assert_eq!(decode_qr(&board), None);
        assert_eq!(
            board.rows()[1].trim(),
            "No room for a QR code: it needs at least 66x34, and has 80x24. Please enlarge",
            "{ambiguous:?}"
        );
    }
}

#[test]
fn with_few_colours_it_is_still_dark_on_light_and_with_none_it_says_why_not() {
    let mut board = Board::open(Lang::En, 80, 24);
    for (depth, found) in [
        (ColorDepth::TrueColor, true),
        (ColorDepth::Ansi256, true),
        (ColorDepth::Ansi16, true),
        (ColorDepth::None, false),
    ] {
        board.settings.depth = depth;
        board.press("v");
        assert_eq!(decode_qr(&board).is_some(), found, "{depth:?}");
        board.press("<Esc>");
    }
    board.press("v");
    assert_snapshot!(board.screen().lines().take(4).collect::<Vec<_>>().join("\n"), @"

    This terminal has no colours, but phones only read black-on-white codes. Press
    y to copy the text.
    ");
}

#[test]
fn a_small_window_is_told_what_a_code_needs() {
    let mut board = Board::open(Lang::Zh, 40, 15);
    board.press("2 0 v");
    assert_snapshot!(board.screen().lines().take(4).collect::<Vec<_>>().join("\n"), @"

    这里放不下二维码：至少要 40x18，现在是
    40x15。请放大窗口。
    ");
    board.resize(40, 18);
    assert_eq!(decode_qr(&board).as_deref(), Some("20 新增公共停车位项目"));
}
