//! How the board looks: its themes, and what is left of them where there are few colours or none.

mod support;

use minsheng::app::{Depth, ThemeName};
use minsheng::lang::Lang;
use support::Board;

#[test]
fn a_key_goes_through_the_themes_and_says_which() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let plain = board.styles();
    let mut said = Vec::new();
    for _ in ThemeName::ALL {
        board.press("t");
        said.push(board.footer());
    }
    assert_eq!(
        said,
        [
            "配色: 深色 (dark)",
            "配色: 浅色 (light)",
            "配色: 高对比度 (contrast)",
            "配色: 无色 (mono)",
            "配色: 终端自己的颜色 (auto16)"
        ]
    );
    board.press("<Down> <Up>");
    assert_eq!(board.styles(), plain, "round and round");
}

#[test]
fn where_there_are_no_colours_the_key_says_so() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.settings.depth = Depth::None;
    board.press("t");
    assert_eq!((board.footer().as_str(), board.model.theme), ("There are no colours to change here", ThemeName::Auto16));
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 改造 <Enter>");
    let modifiers = |board: &Board| -> Vec<_> { board.draw().0.content.iter().map(|cell| cell.modifier).collect() };
    let (text, marks) = (board.rows(), modifiers(&board));
    for (theme, depth) in ThemeName::ALL
        .into_iter()
        .flat_map(|theme| [Depth::None, Depth::Few, Depth::Many, Depth::True].map(|depth| (theme, depth)))
    {
        board.model.theme = theme;
        board.settings.depth = depth;
        assert_eq!(board.rows(), text, "{theme:?} {depth:?}");
        let own = depth > Depth::None && !matches!(theme, ThemeName::Auto16 | ThemeName::Mono);
        let faint = |marks: &[ratatui::style::Modifier]| -> Vec<_> {
            marks.iter().map(|marks| *marks - ratatui::style::Modifier::DIM).collect()
        };
        let now = modifiers(&board);
        assert_eq!(if own { faint(&now) } else { now }, if own { faint(&marks) } else { marks.clone() }, "{theme:?} {depth:?}");
        let colours = board.draw().0.content.iter().any(|cell| cell.fg != ratatui::style::Color::Reset);
        assert_eq!(colours, depth > Depth::None && theme != ThemeName::Mono, "{theme:?} {depth:?}");
    }
}

#[test]
fn a_theme_of_its_own_colours_leaves_no_cell_out() {
    for (theme, keys) in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast]
        .into_iter()
        .flat_map(|theme| ["", "?", "/ 停车", "9 9", "2"].map(|keys| (theme, keys)))
    {
        for (width, height) in [(80, 24), (40, 15), (20, 5)] {
            let mut board = Board::open(Lang::En, width, height);
            board.model.theme = theme;
            board.press(keys);
            let mut cells = 0;
            for run in board.styles().lines() {
                let (from, to) = run.split(' ').nth(1).and_then(|columns| columns.split_once("..")).unwrap();
                cells += to.parse::<u16>().unwrap() - from.parse::<u16>().unwrap();
                assert!(run.contains(" fg=") && run.contains(" bg="), "{theme:?} {keys}: {run}");
            }
            assert_eq!(cells, width * height, "{theme:?} {keys}");
        }
    }
}
