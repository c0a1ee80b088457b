//! Several programmes on one board: years and towns. A single programme looks as if there were no
//! others.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

mod kiosk;
mod labels;
mod queries;
mod random_keys;
mod reload;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::support::Board;
use minsheng::app::{Effect, Msg, Pane, Reload, Scope};
use minsheng::commands;
use minsheng::commands::{CommandOutput, Environment};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use tempfile::TempDir;

/// The folder with the two invented programmes.
const INVENTED: &str = "tests/examples/several";

fn example(year: &str) -> Catalog {
    parse(&fs::read_to_string(format!("{INVENTED}/{year}.ron")).unwrap()).unwrap()
}

/// Merges catalogs, each with the name of its file.
fn merged(catalogs: &[(&str, &Catalog)]) -> Arc<Catalog> {
    Arc::new(Catalog::merged(catalogs.iter().copied()))
}

fn both() -> Arc<Catalog> {
    merged(&[("2025.ron", &example("2025")), ("2026.ron", &example("2026"))])
}

/// Returns a catalog of a year with projects of these numbers, all in one domain.
fn catalog_of(year: u16, numbers: &[u32]) -> Catalog {
    let project = |no: &u32| format!("(no: {no}, domain: \"d\", title: \"{year}年第{no}号\"),");
    let projects: String = numbers.iter().map(project).collect();
    parse(&format!("(title: \"清单\", year: {year}, domains: [(id: \"d\", name: \"领域\")], projects: [{projects}])")).unwrap()
}

fn board(width: u16, height: u16) -> Board {
    Board::with_shared(both(), Lang::Zh, width, height)
}

/// Returns the number labels of the listed projects.
fn number_labels(board: &Board) -> Vec<String> {
    board
        .model
        .visible_from(0)
        .map(|project| board.model.catalog().number_label(&project, Lang::Zh))
        .collect()
}

fn selected(board: &Board) -> Option<String> {
    board.model.selected().map(|project| board.model.catalog().number_label(&project, Lang::Zh))
}

/// Returns the rows of the sidebar, the selected one with its mark.
fn sidebar(board: &Board) -> Vec<String> {
    let rows = board.rows().into_iter().skip(2);
    let rows = rows.filter_map(|row| row.split('│').next().map(|row| row.trim_end().to_owned()));
    rows.take_while(|row| !row.is_empty()).collect()
}

/// Runs a command and returns its output.
fn run_command(args: &[&str]) -> CommandOutput {
    let args: Vec<_> = ["minsheng"].iter().chain(args).map(Into::into).collect();
    match minsheng::cli::parse(&args, Lang::Zh, None) {
        Ok(cli) => commands::run(&cli, &Environment::default()),
        Err(message) => panic!("{}", message.text),
    }
}

/// Creates a folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_folder_with_one_file_in_it_is_that_file() {
    let folder = folder(&[
        ("a.ron", include_str!("../../../assets/projects.ron")),
        (".b.ron", "broken"),
        ("a.ron~", "broken"),
        ("#a.ron#", "broken"),
        ("a.ron.last-good", "broken"),
        ("notes.txt", "broken"),
    ]);
    let (inside, file) = (folder.path(), folder.path().join("a.ron"));
    let same = |args: &[&str]| {
        let [whole, alone] =
            [inside, &file].map(|data| run_command(&[args, &["--data", text(data)]].concat()));
        assert_eq!(whole, alone, "{args:?}");
        assert_eq!(run_command(args), alone, "{args:?}, and what is shipped");
    };
    for keys in [
        "",
        "/ 停车",
        "h j j <Enter> j",
        "2 0 z",
        "o j j <Enter>",
        "o",
        "0 7 y",
        "v",
        "/ 年份 : 2 0 2 6",
        "9 9",
        "?",
    ] {
        for size in ["80x24", "40x15", "160x50"] {
            same(&["frame", "--styles", "--keys", keys, "--size", size]);
            same(&["frame", "--keys", keys, "--size", size, "--kiosk"]);
        }
    }
    for args in [
        &["list"][..],
        &["list", "停车", "--format", "json"],
        &["list", "--domain", "health", "--format", "csv"],
        &["show", "7", "--format", "json"],
        &["show", "7"],
        &["show", "99"],
        &["stats", "--format", "json"],
        &["export", "--format", "json"],
    ] {
        same(args);
    }
}

#[test]
fn programmes_stand_in_the_sidebar_and_one_of_them_is_unfolded() {
    for (width, height) in [(80, 24), (40, 15)] {
        let mut board = board(width, height);
        board.press("h");
        let rows = |board: &Board| {
            board
                .rows()
                .iter()
                .skip(2)
                .take(6)
                .map(|row| row.split('│').next().unwrap().trim_end().to_owned())
                .map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|row| !row.is_empty() && !row.starts_with('?'))
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(&board), [">全部 6", "+ 2025 3", "+ 2026 3"]);
        board.press("j <Enter>");
        assert_eq!(rows(&board), ["全部 6", ">- 2025 3", "交通出行 1", "教育 2", "+ 2026 3"]);
        assert_eq!(board.model.nav.focus, Pane::Domains, "one wants to see the domains first");
        board.press("j j");
        assert_eq!(
            (number_labels(&board), rows(&board)[3].as_str()),
            (vec!["2025/02".to_owned(), "2025/07".to_owned()], "> 教育 2")
        );
        // Another programme is unfolded in its place, and the selection stays.
        board.press("j l");
        assert_eq!(rows(&board), ["全部 6", "+ 2025 3", ">- 2026 3", "养老助残 2", "交通出行 1"]);
        board.press("j h");
        assert_eq!(rows(&board)[2], ">- 2026 3", "back to the programme");
        board.press("h");
        assert_eq!(rows(&board), ["全部 6", "+ 2025 3", ">+ 2026 3"]);
        board.press("l l");
        assert_eq!(board.model.nav.focus, Pane::Projects, "and then on to its projects");
    }
}

#[test]
fn each_row_of_the_list_and_each_page_says_from_which_programme_it_is_where_both_are_listed() {
    let mut board = board(80, 24);
    insta::assert_snapshot!(board.screen(), @"
     2 份清单：2025，2026                                            云溪镇（虚构）
     领域          │ 项目                         1/6 │ 详情
    >全部        6 │>01 老街停车场改造           2025 │ 01 老街停车场改造
     + 2025      3 │ 02 云溪小学操场翻新         2025 │    Old Street car park
     + 2026      3 │ 07 普惠托班                 2025 │    2025
                   │ 01 社区食堂                 2026 │    交通出行
                   │ 03 新增公共停车位           2026 │
                   │ 07 适老化改造               2026 │ 目标
                   │                                  │ 公共停车位  120 个
                   │                                  │
                   │                                  │ 地点
                   │                                  │ - 老街
                   │                                  │
                   │                                  │ 来源
                   │                                  │ 云溪镇2025年民生实事（虚构
                   │                                  │ 示例）
                   │                                  │ 虚构
                   │                                  │
                   │                                  │
                   │                                  │
                   │                                  │
                   │                                  │
                   │                                  │
     ? 帮助  / 搜索  q 退出  Enter 看详情  ↑↓ 选项目  y 复制  v 二维码  f 筛选
    ");
    board.press("h j <Enter>");
    assert_eq!(
        board.header(),
        "云溪镇2025年民生实事（虚构示例）                                云溪镇（虚构）"
    );
    assert!(
        !board.rows()[2].split('│').nth(1).unwrap().contains("2025"),
        "all are of one: {}",
        board.screen()
    );
    board.press("<Esc> <Esc>");
    assert_eq!(board.model.scope(), Scope::All);
    board.press("e");
    assert!(board.header().starts_with("2 programmes: 2025, 2026"), "{}", board.header());
}

#[test]
fn counts_say_where_the_hits_are() {
    let mut board = board(80, 24);
    board.press("/ 停车 <Enter>");
    assert_eq!(sidebar(&board), [">全部        2", " + 2025      1", " + 2026      1"]);
    board.press("h j <Enter>");
    assert_eq!(
        sidebar(&board),
        [" 全部        2", ">- 2025      1", "   交通出行  1", "   教育      0", " + 2026      1"]
    );
    assert_eq!(number_labels(&board), ["2025/01"]);
    // No hit in this programme, but in the other.
    board.press("<Esc> / 食堂 <Enter>");
    assert!(board.screen().contains("其他清单里有"), "{}", board.screen());
    board.press("a");
    assert_eq!(number_labels(&board), ["2026/01"]);
}

#[test]
fn a_number_that_several_have_lists_them_and_one_that_one_has_leads_there() {
    let mut board = board(80, 24);
    board.press("0 7");
    assert_eq!(
        (number_labels(&board), board.model.search.input.text()),
        (vec!["2025/07".to_owned(), "2026/07".to_owned()], "编号:07 ")
    );
    // Further typing is another word.
    board.press("/ 适 老");
    assert_eq!(number_labels(&board), ["2026/07"]);
    board.press("<Enter> <Esc> <Esc> 0 3");
    assert_eq!(selected(&board).as_deref(), Some("2026/03"));
    // Within a programme, a number means its own project.
    board.press("h j j <Enter> 0 7");
    assert_eq!(
        (selected(&board).as_deref(), board.model.search.input.text()),
        (Some("2026/07"), "")
    );
    board.press("0 9");
    assert!(board.footer().contains("没有 09 号项目，最接近的是 02, 03, 07"), "{}", board.footer());
    // Going back retraces the same way.
    board.press("a 0 7 j");
    assert_eq!(selected(&board).as_deref(), Some("2026/07"));
    board.press("H");
    assert_eq!(board.model.search.input.text(), "");
}

#[test]
fn marks_ways_back_and_everything_that_is_taken_along_keep_to_the_programme() {
    let mut board = board(80, 24);
    board.press("G m a g j j");
    assert_eq!(selected(&board).as_deref(), Some("2025/07"));
    board.press("'");
    assert!(board.footer().contains("a 2026/07"), "{}", board.footer());
    board.press("a");
    assert_eq!(selected(&board).as_deref(), Some("2026/07"));
    board.press("H");
    assert_eq!(selected(&board).as_deref(), Some("2025/07"));
    let copied = |board: &mut Board, keys: &str| match &board.press(keys)[..] {
        [Effect::Copy(text)] => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(copied(&mut board, "y y"), "2025/07 普惠托班");
    assert_eq!(
        copied(&mut board, "j y"),
        "2025/07 普惠托班\n来源：云溪镇2025年民生实事（虚构示例）；虚构\n"
    );
    board.press("<Esc> a G v");
    let code = minsheng::page::QrMatrix::for_project(
        board.model.catalog(),
        &board.model.selected().unwrap(),
        Lang::Zh,
        100,
    )
    .unwrap();
    assert!(code.text.starts_with("2026/07 适老化改造\n"), "{}", code.text);
}

#[test]
fn the_overview_is_of_the_programmes_and_then_of_the_domains_of_one() {
    let mut board = board(80, 24);
    board.press("o");
    let rows = |board: &Board| {
        board.rows().iter().skip(1).take(3).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>()
    };
    assert!(rows(&board)[0].ends_with("6 个项目，4 个领域"), "{}", board.screen());
    assert!(
        rows(&board)[1].starts_with(">2025 ") && rows(&board)[2].contains("约 150 户"),
        "{}",
        board.screen()
    );
    board.press("j <Enter>");
    assert!(rows(&board)[0].ends_with("3 个项目，2 个领域"), "{}", board.screen());
    assert!(rows(&board)[1].starts_with(">养老助残"), "{}", board.screen());
    assert_eq!(
        board.header(),
        "云溪镇2026年民生实事（虚构示例）                                云溪镇（虚构）"
    );
    board.press("<Enter>");
    assert_eq!(
        (number_labels(&board), selected(&board).as_deref()),
        (vec!["2026/01".to_owned(), "2026/07".to_owned()], Some("2026/07"))
    );
    board.press("<Esc>");
    assert!(rows(&board)[1].starts_with(">养老助残"), "{}", board.screen());
    board.press("<Esc> <Esc>");
    assert_eq!(board.model.scope(), Scope::All);
    // With the mouse, and on a large screen, where it is below the list.
    let mut wall = Board::with_shared(both(), Lang::Zh, 160, 50);
    wall.click_on("2026 ━");
    assert_eq!(wall.model.scope(), board_scope(&wall, "2026"));
}

fn board_scope(board: &Board, label: &str) -> Scope {
    let catalog = board.model.catalog();
    let at =
        catalog.programmes().map(|(at, _)| at).find(|at| catalog.label(*at).get(Lang::Zh) == label);
    Scope::Programme(at.unwrap())
}

#[test]
fn the_place_is_kept_when_a_file_comes_changes_or_goes() {
    let catalogs =
        [catalog_of(2024, &[1, 7]), catalog_of(2025, &[1, 7]), catalog_of(2026, &[1, 7])];
    let named = |nth: usize| (["2024.ron", "2025.ron", "2026.ron"][nth], &catalogs[nth]);
    let renew = |board: &mut Board, those: &[(&str, &Catalog)]| {
        board.send(Msg::Reloaded(Reload::new((*merged(those)).clone())));
    };
    let mut board = Board::with_shared(merged(&[named(1)]), Lang::Zh, 80, 24);
    board.press("h j <Enter> G m a");
    assert_eq!(sidebar(&board), [" 全部        2", ">领域        2"]);
    // A year before it and one after it: the same project in the same domain.
    renew(&mut board, &[named(0), named(1), named(2)]);
    assert_eq!(selected(&board).as_deref(), Some("2025/07"));
    assert_eq!(
        sidebar(&board),
        [" 全部        6", " + 2024      2", " - 2025      2", ">  领域      2", " + 2026      2"]
    );
    // The file changes.
    let more = catalog_of(2025, &[1, 5, 7, 9]);
    renew(&mut board, &[named(0), ("2025.ron", &more), named(2)]);
    assert_eq!((selected(&board).as_deref(), number_labels(&board).len()), (Some("2025/07"), 4));
    // The file is gone: a project with the same number in another year does not matter.
    board.press("<Esc> v");
    renew(&mut board, &[named(0), named(2)]);
    assert_eq!(
        (selected(&board).as_deref(), board.model.scope(), board.model.code_project().is_none()),
        (Some("2024/01"), Scope::All, true)
    );
    renew(&mut board, &[named(0), named(1), named(2)]);
    board.press("' a");
    assert_eq!(
        selected(&board).as_deref(),
        Some("2025/07"),
        "a mark outlives that its file was gone for a while"
    );
    // Only one programme is left.
    renew(&mut board, &[named(1)]);
    assert_eq!((selected(&board).as_deref(), sidebar(&board).len()), (Some("07"), 2));
}
