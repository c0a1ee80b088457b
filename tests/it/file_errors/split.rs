//! Parsing in parts gives the same result as parsing a file as a whole, wherever it is split and
//! whatever errors it has.

use minsheng::diagnostics::Diagnostic;
use minsheng::format::{parse_in_parts, parse_reference, parse_with};
use minsheng::model::{Catalog, UnknownPolicy};
use proptest::prelude::*;

use super::properties::{substring, typo};

const SHIPPED: &str = include_str!("../../../assets/projects.ron");

/// Several projects, some of which look like the end or the start of others.
const SEVERAL: &str = r##"(
    title: "清单",
    domains: [(id: "roads", name: "道路"), (id: "parks", name: (zh: "公园", en: "Parks"))],
    projects: [
        (no: 1, domain: "roads", title: "修路"),
        (
            no: 20,
            domain: "parks",
            title: (zh: "公园(二期)", en: "A park (again)"),
            summary: "一行 ),
        (no: 2, domain: \"roads\", title: \"不是\"),
        ]",
            targets: [
                (what: "步道", qualifier: about, amount: 1_200.5, unit: "米"),
                (what: (zh: "人"), qualifier: range, amount: 3, max: 8),
            ],
            places: ["东,", (zh: "西", en: "(west"), r#"南 "," "#],
        ),
        // (no: 3, domain: "roads", title: "也不是"),
        (no: 4, domain: "roads", title: "桥" /* ,
        (no: 5, */, facts: [],),
        (no: 9, domain: "parks", title: "堤", start: "2026-02-28", end: "2026-12-31",
            targets: [(what: "堤", amount: 3, updates: [(on: "2026-03-31", done: 1.5, note: (zh: "半")), (on: "2026-06-30", note: "停")])],
            updates: [(on: "2026-03-31", percent: 100), (on: "2026-04-30", note: (zh: "（完）", en: "(done)"))]),
        (no: 6, domain: "parks", title: "湖", partners: ["局"]) , (no: 7, domain: "roads", title: "\u{6e56}岸"),

        (no: 8, title: "路", domain: "roads",)
    ],
    note: "projects: [",
)
"##;

/// Checks that parsing in parts of `part` bytes agrees with the reference; returns whether all
/// parts could be parsed on their own.
fn parsers_agree(text: &str, part: usize) -> Result<bool, TestCaseError> {
    let mut all_parsed = true;
    for on_unknown in [UnknownPolicy::Refuse, UnknownPolicy::LeaveOut] {
        let reference = parse_reference(text, on_unknown);
        let parts = parse_in_parts(text, part, on_unknown);
        prop_assert_eq!(&parse_with(text, on_unknown), &reference);
        if let Some(catalog) = &parts {
            prop_assert_eq!(Ok(catalog), reference.as_ref(), "in parts of {}", part);
            prop_assert_eq!(
                Some(remarks(catalog)),
                reference.as_ref().ok().map(remarks),
                "in parts of {}",
                part
            );
        }
        all_parsed &= parts.is_some();
    }
    Ok(all_parsed)
}

/// Returns the remarks about unknown fields, with their positions.
fn remarks(catalog: &Catalog) -> Vec<Diagnostic> {
    catalog.unknown().flat_map(|(_, unknown)| unknown.diagnostics()).collect()
}

/// A file of a newer format: unknown fields in all places, an unknown word, and unknown fields
/// within targets and reports.
const NEWER_FORMAT: &str = r##"(
    title: (zh: "清单", de: "Liste"),
    format: 3,
    domains: [(id: "roads", name: "道路", colour: Rgb(1, 2, 3))],
    budget: {"2026": 1.5e6, (1, 2): [None, Some("("), 'x']},
    projects: [
        (no: 7, domain: "roads", title: "路"),
        (no: 1, domain: "roads", title: "修路", budget: (amount: 1_000, unit: "元"), /* budget */ r#lead: r#"),
        (no: 9"#),
        (no: 2, domain: "roads", title: "桥", targets: [(what: "长", amount: 1), (what: "宽", amount: 2, approx: true)], budget: 2),
        (no: 3, domain: "roads", title: (zh: "湖", lat: 31.4), targets: [(what: "面积", qualifier: at_most, amount: 5)]),
        (no: 4, domain: "roads", title: "山", lead: "局", updates: [(on: "2026-05-31", percent: 4, by: "局"), (on: "2026-06-30", percent: 5)]),
        (no: 5, domain: "roads", title: "田", targets: [(what: "亩", amount: 3, updates: [(on: "2026-05-31", done: 4, per: "月")])], 备注: "无"),
        (no: 6, domain: "roads", title: "林"),
    ],
    after: "projects: [",
    budget: (),
)
"##;

#[test]
fn it_does_not_matter_where_a_list_is_cut() {
    for (text, parts) in [(SEVERAL, 1..SEVERAL.len()), (SHIPPED, 1..40), (SHIPPED, 4000..4010)] {
        for part in parts {
            assert!(parsers_agree(text, part).unwrap(), "no doubt about it, in parts of {part}");
        }
    }
}

#[test]
fn a_list_of_a_newer_format_is_cut_anywhere_too() {
    for part in (1..NEWER_FORMAT.len()).step_by(7) {
        parsers_agree(NEWER_FORMAT, part).unwrap();
        let catalog = parse_in_parts(NEWER_FORMAT, part, UnknownPolicy::LeaveOut)
            .unwrap_or_else(|| panic!("no doubt about it, in parts of {part}"));
        assert_eq!((catalog.len(), catalog.left_out()), (7, 4));
    }
}

#[test]
fn a_value_of_a_later_kind_is_no_doubt_that_readers_settle_differently() {
    for (old, new, left) in [
        ("amount: 1)", "amount: \"1-2\")", 5),
        ("percent: 5)", "percent: Band(4, 5))", 5),
        ("percent: 4, by: \"局\"", "percent: 4", 3),
        ("done: 4, per: \"月\"", "done: [4]", 4),
        ("(what: \"亩\", amount: 3", "Sum(what: \"亩\", amount: 3", 4),
    ] {
        assert!(NEWER_FORMAT.contains(old), "{old}");
        let text = NEWER_FORMAT.replacen(old, new, 1);
        for part in [1, 100, 900] {
            parsers_agree(&text, part).unwrap();
        }
        let catalog = parse_with(&text, UnknownPolicy::LeaveOut).unwrap();
        assert_eq!((catalog.len(), catalog.left_out()), (7, left), "{new}");
    }
}

#[test]
fn what_the_parser_alone_would_take_for_a_text_is_doubted() {
    let usual = r#"(title: "清单", domains: [(id: "a", name: "b")], projects: [(no: 1, domain: "a", title: T)])"#;
    for (title, all_parsed) in [
        (r#""路""#, true),
        (r#"(zh: "路", en: "Road")"#, true),
        (r#"( zh : "路" , )"#, true),
        (r#"Text(zh: "路")"#, false),
        (r#"文 (zh: "路")"#, false),
        (r#"{zh: "路"}"#, false),
        (r#"Some("路")"#, false),
        (
            r#"Foo // ,(
            (zh: "路")"#,
            false,
        ),
        ("'路'", false),
        ("(zh: \"路\", zh: \"路\")", false),
        ("()", false),
        ("1..2", false),
    ] {
        assert_eq!(parsers_agree(&usual.replace('T', title), 1).unwrap(), all_parsed, "{title}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_typos_in_a_list_of_a_newer_format(slips in prop::collection::vec((0..NEWER_FORMAT.len(), 0..12_usize, typo()), 0..3), part in 1..900_usize) {
        let mut text: Vec<char> = NEWER_FORMAT.chars().collect();
        for (from, length, new) in slips {
            let from = from.min(text.len());
            let to = (from + length).min(text.len());
            text.splice(from..to, new.chars());
        }
        parsers_agree(&text.into_iter().collect::<String>(), part)?;
    }

    #[test]
    fn with_typos_too(slips in prop::collection::vec((0..SEVERAL.len(), 0..12_usize, typo()), 1..4), part in 1..900_usize) {
        let mut text: Vec<char> = SEVERAL.chars().collect();
        for (from, length, new) in slips {
            let from = from.min(text.len());
            let to = (from + length).min(text.len());
            text.splice(from..to, new.chars());
        }
        parsers_agree(&text.into_iter().collect::<String>(), part)?;
    }

    #[test]
    fn with_a_piece_of_it_somewhere_else(from in 0..SEVERAL.len(), length in 0..200_usize, to in 0..SEVERAL.len(), part in 1..900_usize) {
        let chars: Vec<char> = SEVERAL.chars().collect();
        let text = format!("{}{}{}", substring(&chars, 0, to), substring(&chars, from, length), substring(&chars, to, chars.len()));
        parsers_agree(&text, part)?;
    }
}
