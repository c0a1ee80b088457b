//! Themes, and their fallbacks for terminals with few colours or none.

use crate::support::Board;
use minsheng::app::{ColorDepth, ThemeName};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::text::{Ambiguous, Glyphs};

#[test]
fn a_key_goes_through_the_themes_and_says_which() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let plain = board.styles();
    let mut footers = Vec::new();
    for _ in ThemeName::ALL {
        board.press("t");
        footers.push(board.footer());
    }
    assert_eq!(
        footers,
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
    board.settings.depth = ColorDepth::None;
    board.press("t");
    assert_eq!(
        (board.footer().as_str(), board.model.prefs.theme),
        ("This terminal has no colours to change", ThemeName::Auto16)
    );
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 改造 <Enter>");
    let modifiers = |board: &Board| -> Vec<_> {
        board.draw().0.content.iter().map(|cell| cell.modifier).collect()
    };
    let (text, marks) = (board.rows(), modifiers(&board));
    for (theme, depth) in ThemeName::ALL.into_iter().flat_map(|theme| {
        [ColorDepth::None, ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::TrueColor]
            .map(|depth| (theme, depth))
    }) {
        board.model.prefs.theme = theme;
        board.settings.depth = depth;
        assert_eq!(board.rows(), text, "{theme:?} {depth:?}");
        let own = depth > ColorDepth::None && !matches!(theme, ThemeName::Auto16 | ThemeName::Mono);
        let faint = |marks: &[ratatui::style::Modifier]| -> Vec<_> {
            marks.iter().map(|marks| *marks - ratatui::style::Modifier::DIM).collect()
        };
        let now = modifiers(&board);
        assert_eq!(
            if own { faint(&now) } else { now },
            if own { faint(&marks) } else { marks.clone() },
            "{theme:?} {depth:?}"
        );
        let colours =
            board.draw().0.content.iter().any(|cell| cell.fg != ratatui::style::Color::Reset);
        assert_eq!(
            colours,
            depth > ColorDepth::None && theme != ThemeName::Mono,
            "{theme:?} {depth:?}"
        );
    }
}

#[test]
fn a_theme_of_its_own_colours_leaves_no_cell_out() {
    for (theme, keys) in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast]
        .into_iter()
        .flat_map(|theme| ["", "?", "/ 停车", "9 9", "2", "v"].map(|keys| (theme, keys)))
    {
        for (width, height) in [(80, 24), (40, 15), (20, 5)] {
            let mut board = Board::open(Lang::En, width, height);
            board.model.prefs.theme = theme;
            board.press(keys);
            let mut cells = 0;
            for run in board.styles().lines() {
                let (from, to) =
                    run.split(' ').nth(1).and_then(|columns| columns.split_once("..")).unwrap();
                cells += to.parse::<u16>().unwrap() - from.parse::<u16>().unwrap();
                assert!(run.contains(" fg=") && run.contains(" bg="), "{theme:?} {keys}: {run}");
            }
            assert_eq!(cells, width * height, "{theme:?} {keys}");
        }
    }
}

/// Keys that lead to every kind of screen.
const SCREENS: [&str; 18] = [
    "+",
    "+ h",
    "+ 1 6 <Enter>",
    "",
    "m a '",
    "0 2 v",
    "0 2 y j",
    "0 7 z",
    "h j j",
    "1 6 <Enter>",
    "/ 停车",
    "/ “停车” <Enter>",
    "/ 没有这个",
    "?",
    "2",
    "9 9",
    "o",
    "o G",
];
const SIZES: [(u16, u16); 5] = [(20, 5), (40, 15), (66, 20), (80, 24), (200, 60)];

#[test]
fn with_ascii_all_that_is_no_text_is_ascii() {
    let catalog = |programme: &str| parse(programme).unwrap();
    let programme = "(title: \"Plain\", locality: \"Town\", year: 2026, domains: [(id: \"a\", name: \"First\"), (id: \"b\", name: \"Second\")],
        projects: [(no: 1, domain: \"a\", title: \"One\", targets: [(what: \"Trees\", qualifier: range, amount: 1200, max: 98765.4, unit: \"trees\")]),
        (no: 3, domain: \"b\", title: \"Three\")])";
    for keys in SCREENS {
        let mut plain = Board::with_catalog(catalog(programme), Lang::En, 80, 24);
        plain.settings.glyphs = &Glyphs::ASCII;
        plain.press(
            &keys.replace("停车", "one").replace("没有这个", "none").replace(['“', '”'], ""),
        );
        let mut boards =
            Lang::ALL.map(|lang| Board::on_terminal(Ambiguous::Narrow, true, lang, 80, 24));
        for board in &mut boards {
            board.press(keys);
        }
        for (width, height) in SIZES {
            plain.resize(width, height);
            // The name of the other language is text.
            let screen = plain.screen().replace("中文", "");
            assert!(screen.is_ascii(), "{keys} {width}x{height}\n{screen}");
            for board in &mut boards {
                board.resize(width, height);
                let drawn = |c: char| ('\u{2190}'..='\u{2bff}').contains(&c);
                assert!(
                    !board.screen().contains(drawn),
                    "{keys} {width}x{height}\n{}",
                    board.screen()
                );
            }
        }
    }
}

#[test]
fn where_widths_are_uncertain_nothing_uncertain_is_laid_out() {
    use unicode_width::UnicodeWidthChar;
    let ambiguous = |c: char| c.width() != c.width_cjk();
    for (keys, lang) in SCREENS.into_iter().flat_map(|keys| Lang::ALL.map(|lang| (keys, lang))) {
        let mut board = Board::on_terminal(Ambiguous::Safe, false, lang, 80, 24);
        board.press(keys);
        for (width, height) in SIZES {
            board.resize(width, height);
            for row in board.rows() {
                assert!(!row.contains(ambiguous), "{lang:?} {keys} {width}x{height}: {row}");
                assert_eq!(
                    minsheng::text::cells(&row),
                    usize::from(width),
                    "{lang:?} {keys} {width}x{height}: {row}"
                );
            }
        }
    }
}

#[test]
fn quotes_of_two_cells_keep_to_their_words() {
    let mut board = Board::on_terminal(Ambiguous::Wide, false, Lang::Zh, 80, 24);
    let narrow = Board::open(Lang::Zh, 80, 24);
    assert_eq!(board.listed(), narrow.listed());
    board.press("/ 家门口设施");
    assert_eq!(
        board.selected(),
        Some(2),
        "the search knows the characters, not what stands in for them"
    );
    let highlighted: Vec<_> = board
        .styles()
        .lines()
        .filter(|run| run.starts_with("2: ") && run.contains("UNDERLINED"))
        .map(str::to_owned)
        .collect();
    assert!(!highlighted.is_empty(), "and so does what is lit:\n{}", board.styles());
    board.press("<Ctrl-u> “℃”");
    let (_, cursor) = board.draw();
    assert_eq!(cursor.map(|at| at.x), Some(7 + 6), "the cursor stands where the terminal puts it");
}
