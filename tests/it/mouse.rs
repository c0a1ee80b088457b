//! Mouse and touch input.

use crate::support::Board;
use crossterm::event::{MouseButton, MouseEventKind};
use minsheng::app::{Effect, Exit, Layer, Pane};
use minsheng::lang::Lang;

const LEFT: MouseButton = MouseButton::Left;

#[test]
fn a_visitor_goes_from_a_domain_to_a_project_to_its_page() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.click_on(" 医疗        2");
    assert_eq!((board.listed(), board.model.nav.focus), (vec![1, 14], Pane::Domains));
    board.click_on("14 ");
    assert_eq!((board.selected(), board.model.nav.focus), (Some(14), Pane::Projects));
    board.click_on("14 ");
    assert_eq!(board.model.nav.focus, Pane::Detail, "what is chosen already is opened");
    board.click_on("详情");
    assert_eq!(
        board.model.areas().map(|areas| areas.count()),
        Some(1),
        "its name gives it the whole width"
    );
    board.click_on(" 项目 ");
    assert_eq!(
        (board.model.nav.focus, board.model.areas().map(|areas| areas.count())),
        (Pane::Projects, Some(3))
    );
}

#[test]
fn where_one_pane_is_in_sight_each_click_leads_on() {
    let mut board = Board::open(Lang::En, 40, 15);
    board.click_on("Domains");
    board.click_on("Health");
    assert_eq!(board.model.nav.focus, Pane::Projects);
    board.click_on("14 ");
    assert_eq!((board.selected(), board.model.nav.focus), (Some(14), Pane::Detail));
    board.click_on("Esc Close");
    assert_eq!(board.model.nav.focus, Pane::Projects, "what the footer names can be clicked");
}

#[test]
fn every_row_in_sight_can_be_clicked_at_any_size_and_nothing_else() {
    for (width, height) in [(40, 15), (66, 20), (80, 24), (200, 60)] {
        let mut board = Board::open(Lang::Zh, width, height);
        let rows = board.rows();
        let mut seen = 0;
        for (y, row) in (0..).zip(&rows) {
            // The number stands first in the list, after the mark of the selection.
            let list = row
                .split('│')
                .find(|part| part.get(1..3).is_some_and(|no| no.parse::<u32>().is_ok()));
            let Some(list) = list.filter(|list| list.get(3..4) == Some(" ")) else { continue };
            let before = row.split(list).next().unwrap_or_default();
            board.press("<Esc> <Esc> <Esc> a g");
            board.click((u16::try_from(minsheng::text::cells(before)).unwrap() + 1, y));
            assert_eq!(
                board.selected(),
                list.get(1..3).and_then(|no| no.parse().ok()),
                "{width}x{height}: {row}"
            );
            seen += 1;
        }
        assert!(seen >= 12, "{width}x{height}: {seen}");
        board.press("<Esc> <Esc> a G");
        let before = board.screen();
        board.click((width + 5, 3));
        board.mouse(MouseEventKind::Moved, (3, 3));
        board.mouse(MouseEventKind::Down(MouseButton::Right), (30, 3));
        board.mouse(MouseEventKind::Up(MouseButton::Right), (30, 3));
        assert_eq!(board.screen(), before);
    }
}

#[test]
fn the_wheel_moves_what_is_under_it_and_not_the_keyboard() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("1 6");
    let page = board.draw().0;
    board.mouse(MouseEventKind::ScrollDown, (70, 10));
    assert_eq!((board.selected(), board.model.nav.focus), (Some(16), Pane::Projects));
    assert_ne!(board.draw().0, page, "the page has moved");
    board.mouse(MouseEventKind::ScrollUp, (70, 10));
    assert_eq!(board.draw().0, page);
    board.mouse(MouseEventKind::ScrollDown, (30, 10));
    assert_eq!(
        (board.model.nav.projects.offset(), board.selected()),
        (3, Some(16)),
        "what is selected stays while it is in sight"
    );
    for _ in 0..20 {
        board.mouse(MouseEventKind::ScrollUp, (30, 10));
    }
    assert_eq!((board.model.nav.projects.offset(), board.selected()), (0, Some(16)));
}

#[test]
fn a_finger_drags_the_list_and_the_page_and_letting_go_is_no_click() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.mouse(MouseEventKind::Down(LEFT), (30, 20));
    board.mouse(MouseEventKind::Drag(LEFT), (30, 18));
    board.mouse(MouseEventKind::Drag(LEFT), (30, 17));
    board.mouse(MouseEventKind::Up(LEFT), (30, 17));
    assert_eq!(
        (board.model.nav.projects.offset(), board.selected()),
        (3, Some(4)),
        "it goes with the finger"
    );
    board.press("1 6 <Enter>");
    board.mouse(MouseEventKind::Down(LEFT), (79, 2));
    board.mouse(MouseEventKind::Drag(LEFT), (79, 22));
    assert!(board.screen().contains("2/2"), "the scroll bar leads to the end\n{}", board.screen());
    board.mouse(MouseEventKind::Drag(LEFT), (79, 0));
    board.mouse(MouseEventKind::Up(LEFT), (79, 0));
    assert!(board.screen().contains(" 1/2"), "{}", board.screen());
}

#[test]
fn a_button_let_go_elsewhere_is_no_click() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.mouse(MouseEventKind::Down(LEFT), (30, 5));
    board.mouse(MouseEventKind::Up(LEFT), (30, 9));
    assert_eq!(board.selected(), Some(1));
    board.mouse(MouseEventKind::Up(LEFT), (30, 9));
    assert_eq!(board.selected(), Some(1), "nothing was pressed");
}

#[test]
fn a_chip_is_taken_away_by_clicking_it() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 改造 <Space> 泵站 <Enter>");
    assert_eq!(
        board.header(),
        "搜索: [改造] [泵站]                                                    1/25 项"
    );
    board.click_on("[改造]");
    assert!(board.header().starts_with("搜索: [泵站]"), "{}", board.header());
    board.click_on("搜索:");
    assert_eq!(board.model.layer(), Layer::Search);
    board.click_on("泵站设施改造");
    assert_eq!(
        (board.model.layer(), board.selected()),
        (Layer::Board, Some(19)),
        "a hit is chosen, and one types no more"
    );
}

#[test]
fn a_bar_and_a_card_open_their_list() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("o");
    board.click_on("水环境");
    assert_eq!(
        (board.model.layer(), board.listed().len()),
        (Layer::Board, 4),
        "{}",
        board.screen()
    );
    let mut board = Board::open(Lang::En, 200, 60);
    board.press("o");
    board.click((150, 15));
    let (listed, layer) = (board.listed().len(), board.model.layer());
    assert!(layer == Layer::Board && listed < 25, "a card: {layer:?} {listed}");
}

#[test]
fn the_copy_menu_and_the_help_page_take_two_clicks() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("2 0 y");
    assert_eq!(board.click_on("Title"), []);
    assert_eq!(board.click_on("Title"), [Effect::Copy("New public parking spaces".into())]);
    board.press("<Esc> ? quit");
    board.click_on("q  ");
    assert_eq!(board.click_on("q  "), [Effect::Quit(Exit::Quit)]);
}

#[test]
fn the_mouse_is_the_terminals_until_a_key_takes_it() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    assert_eq!(board.press("M"), [Effect::MouseCapture(true)]);
    assert_eq!(board.footer(), "鼠标已启用；选字要按住 Shift");
    assert_eq!(
        board.send(minsheng::app::Msg::Resumed),
        [Effect::MouseCapture(true), Effect::Redraw]
    );
    assert_eq!(board.press("M"), [Effect::MouseCapture(false)]);
    assert_eq!(board.send(minsheng::app::Msg::Resumed), [Effect::Redraw]);
}
