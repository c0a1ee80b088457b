//! Copying the texts of a project.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{COPY_MAX, Effect, Layer};
use minsheng::format::parse;
use minsheng::lang::Lang;

#[test]
fn a_clerk_copies_one_line_with_two_keys() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 0");
    assert_eq!(
        board.press("y y"),
        [Effect::Copy("20 新增公共停车位项目：新增公共停车位 不少于 600 个".to_owned())]
    );
    assert_eq!(board.footer(), "已发送到终端的剪贴板；如果粘贴不出来，请用鼠标选取文字");
    assert!(
        board.screen().contains("20 新增公共停车位项目：新增公共停车位 不少于 600 个"),
        "it can be selected, too"
    );
    board.press("<Esc>");
    assert_eq!((board.model.layer(), board.selected()), (Layer::Board, Some(20)));
}

#[test]
fn the_menu_shows_what_will_be_pasted() {
    let mut board = Board::open(Lang::En, 60, 24);
    board.press("0 7 y j");
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: public projects for 2026
     Copy: 07 Renovation of an old residential estate
     One line
    >Brief
     Title
     Number
     Markdown

     07 Renovation of an old residential estate
     Juyuan Xincun is this year's old estate to be renovated:
     its buildings are renewed for the people who live there.
     Targets: Total floor area about 110,000 m²; Buildings 33
     buildings; Residents 874 households
     Places: Juyuan Xincun
     Source: Warmth +1°C: public projects for 2026; Zhimei
     Kungaoxin (智美昆高新), via Diyi Kunshan Net (第一昆山网);
     2026-01-27






     ? Help  y Copy  Esc Close  ↑↓ Choose  e 中文  t Next theme
    ");
    let Some(Effect::Copy(brief)) = board.press("<Enter>").pop() else {
        panic!("nothing is copied")
    };
    assert_snapshot!(brief, @"
    07 Renovation of an old residential estate
    Juyuan Xincun is this year's old estate to be renovated: its buildings are renewed for the people who live there.
    Targets: Total floor area about 110,000 m²; Buildings 33 buildings; Residents 874 households
    Places: Juyuan Xincun
    Source: Warmth +1°C: public projects for 2026; Zhimei Kungaoxin (智美昆高新), via Diyi Kunshan Net (第一昆山网); 2026-01-27
    ");
}

#[test]
fn every_extract_is_what_it_is_called() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 4 y");
    let copied: Vec<String> = (0..5)
        .map(|_| {
            let Some(Effect::Copy(text)) = board.press("y").pop() else {
                panic!("nothing is copied")
            };
            board.press("j");
            text.lines().next().unwrap().to_owned()
        })
        .collect();
    let title = "高新区企业重整服务中心建设工程";
    let numbered = format!("24 {title}");
    assert_eq!(
        copied,
        [
            numbered.clone(),
            numbered.clone(),
            title.to_owned(),
            "24".to_owned(),
            format!("# {numbered}")
        ]
    );
}

#[test]
fn where_nothing_is_listed_nothing_is_copied() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    assert_eq!(board.press("/ 没有这个 <Enter> y y"), []);
    assert_eq!(board.model.layer(), Layer::Board);
}

#[test]
fn what_is_too_long_for_terminals_is_not_sent_and_one_is_told() {
    let long = "长".repeat(COPY_MAX);
    let catalog = parse(&format!(
        "(title: \"试\", locality: \"试\", year: 2026, domains: [(id: \"a\", name: \"一\")],
        projects: [(no: 1, domain: \"a\", title: \"短\", summary: \"{long}\")])"
    ))
    .unwrap();
    let mut board = Board::with_catalog(catalog, Lang::Zh, 80, 24);
    assert_eq!(board.press("y j y"), []);
    assert_eq!(board.footer(), "太长，终端收不下: 169 kB，上限 56 kB");
    assert_eq!(board.rows()[22].trim(), "..", "and the screen says that there is more");
    assert_eq!(board.press("k y"), [Effect::Copy("01 短".to_owned())]);
}
