//! Short labels that tell programmes apart.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::sync::Arc;

use crate::support::Board;
use minsheng::format::{builtin, parse};
use minsheng::lang::Lang;
use minsheng::model::Catalog;

use super::{example, folder, merged, run_command, sidebar, text};

#[test]
fn what_tells_programmes_apart_is_as_short_as_can_be() {
    let of = |title: &str, town: &str, year: u16| {
        let text = format!(
            "(title: \"{title}\", locality: \"{town}\", year: {year}, domains: [(id: \"d\", name: \"领域\")], projects: [(no: 1, domain: \"d\", title: \"一\")])"
        );
        parse(&text).unwrap()
    };
    let labels = |programmes: &[Catalog]| {
        let all = Catalog::merged(
            programmes.iter().enumerate().map(|(nth, catalog)| (["a", "b", "c"][nth], catalog)),
        );
        all.programmes().map(|(at, _)| all.label(at).get(Lang::En).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(labels(&[of("清单", "甲镇", 2025), of("清单", "甲镇", 2026)]), ["2025", "2026"]);
    assert_eq!(labels(&[of("清单", "甲镇", 2026), of("清单", "乙镇", 2026)]), ["甲镇", "乙镇"]);
    assert_eq!(
        labels(&[of("清单", "甲镇", 2025), of("清单", "乙镇", 2026), of("清单", "甲镇", 2026)]),
        ["2025 甲镇", "2026 乙镇", "2026 甲镇"]
    );
    assert_eq!(labels(&[of("清单", "甲镇", 2026), of("增补", "甲镇", 2026)]), ["清单", "增补"]);
    assert_eq!(
        labels(&[of("清单", "甲镇", 2026), of("清单", "甲镇", 2026)]),
        ["清单 (1)", "清单 (2)"]
    );
    assert_eq!(labels(&[of("清单", "甲镇", 2026)]), [""]);
}

#[test]
fn years_and_towns_are_told_apart_in_a_few_cells() {
    let all = merged(&[("a", &example("2025")), ("b", &example("2026")), ("c", &builtin())]);
    let board = Board::with_shared(Arc::clone(&all), Lang::Zh, 80, 24);
    assert_eq!(
        sidebar(&board),
        [">全部       31", " + 25 云溪   3", " + 26 云溪   3", " + 26 昆山  25"]
    );
    let ends = |row: usize, label: &str| {
        board.rows()[row].split('│').nth(1).unwrap().trim_end().ends_with(label)
    };
    assert!(ends(2, "25 云溪") && ends(5, "26 云溪") && ends(8, "26 昆山"), "{}", board.screen());
    let narrow = Board::with_shared(all, Lang::Zh, 40, 15);
    assert!(narrow.screen().contains("26 昆山"), "{}", narrow.screen());
    assert!(narrow.header().starts_with("3 份清单：2025 云溪镇（虚构）"), "{}", narrow.header());
}

#[test]
fn what_is_alike_in_all_that_is_said_of_it_is_told_apart_in_a_few_cells_too() {
    let one = example("2026");
    let twins = merged(&[("a.ron", &one), ("b.ron", &one)]);
    let ends = |board: &Board, row: usize| {
        board.rows()[row].trim_end().chars().rev().take(3).collect::<String>()
    };
    for lang in Lang::ALL {
        let board = Board::with_shared(Arc::clone(&twins), lang, 80, 24);
        let rows = sidebar(&board);
        assert!(
            rows[1].starts_with(" + (1) ") && rows[2].starts_with(" + (2) "),
            "{}",
            board.screen()
        );
        let narrow = Board::with_shared(Arc::clone(&twins), lang, 40, 15);
        assert_eq!([2, 5].map(|row| ends(&narrow, row)), [")1(", ")2("], "{}", narrow.screen());
    }
    let titled = |title: &str| {
        let zh = format!("云溪镇2026年{title}项目");
        parse(&format!(
            "(title: \"{zh}\", year: 2026, domains: [(id: \"d\", name: \"领域\")], projects: [(no: 1, domain: \"d\", title: \"一\")])"
        ))
    };
    let [one, two] = ["民生实事", "城建"].map(|title| titled(title).unwrap());
    let board = Board::with_shared(merged(&[("a.ron", &one), ("b.ron", &two)]), Lang::Zh, 80, 24);
    assert!(
        sidebar(&board)[1].starts_with(" + 民生 ") && sidebar(&board)[2].starts_with(" + 城建 "),
        "{}",
        board.screen()
    );
    // The short form is a valid name, too.
    let both = folder(&[
        ("a.ron", include_str!("../../examples/several/2026.ron")),
        ("b.ron", include_str!("../../examples/several/2026.ron")),
    ]);
    assert!(
        run_command(&["--data", text(both.path()), "show", "(2)/7"])
            .out
            .starts_with("07 适老化改造")
    );
}
