//! Edge cases from the research, on texts written for them.

use minsheng::query::{MatchMode, Query};

use super::{BUILTIN, Fixture, highlighted_in};

#[test]
fn the_umlaut_is_v_or_u() {
    for (text, typed, highlighted) in [
        ("绿地", "lv", &[0][..]),
        ("绿地", "lu", &[0]),
        ("绿地", "lvdi", &[0, 1]),
        ("绿地", "ludi", &[0, 1]),
        ("妇女", "nv", &[1]),
        ("妇女", "nu", &[1]),
        ("战略", "lue", &[1]),
        ("战略", "lve", &[1]),
        ("虐待", "nuedai", &[0, 1]),
        ("虐待", "nvedai", &[0, 1]),
        // But 路 and 努 have no umlaut.
        ("道路", "lv", &[]),
        ("努力", "nv", &[]),
    ] {
        assert_eq!(highlighted_in(text, typed), highlighted, "{typed} in {text}");
    }
}

#[test]
fn an_apostrophe_parts_syllables_and_nothing_else_does() {
    let fixture = Fixture::with_titles([("西安路", ""), ("先锋路", "")]);
    assert_eq!(fixture.search("xian").numbers(), [101, 102]);
    for apostrophe in ["'", "’", "＇"] {
        assert_eq!(fixture.search(&format!("xi{apostrophe}an")).numbers(), [101], "{apostrophe}");
    }
    assert_eq!(fixture.search("xi-an").numbers(), [101, 102]);
    assert_eq!(highlighted_in("西安路", "xi'an"), [0, 1]);
    assert_eq!(highlighted_in("先锋路", "xian"), [0]);
}

#[test]
fn what_is_lit_is_counted_in_characters_whatever_stands_before_it() {
    for before in
        ["℃", "㎡", "𠮷", "①", "ﬁ", "é", "ｅ", "👪", "\u{3000}", "℃㎡𠮷①", "“", "３Ａ", "ß", "İ"]
    {
        let count = before.chars().count();
        for typed in ["停车", "tingche", "tc", "停che"] {
            assert_eq!(
                highlighted_in(&format!("{before}停车位"), typed),
                [count, count + 1],
                "{typed} after {before}"
            );
        }
    }
    assert_eq!(highlighted_in("约５㎡绿地", "㎡绿"), [2, 3]);
    assert_eq!(highlighted_in("𠮷祥街", "𠮷xiang"), [0, 1]);
}

#[test]
fn circled_digits_are_digits() {
    assert_eq!(highlighted_in("改造①期", "1期"), [2, 3]);
    assert_eq!(highlighted_in("改造1期", "①期"), [2, 3]);
    assert_eq!(BUILTIN.search("⑦").numbers().first(), Some(&7));
}

#[test]
fn a_blank_of_any_width_parts_words() {
    for blank in [" ", "\u{3000}", "  ", "\t", "\u{a0}", " \u{3000} "] {
        assert_eq!(BUILTIN.search(&format!("停车{blank}学校")).numbers(), [20], "{blank:?}");
    }
}

#[test]
fn nothing_typed_is_everything() {
    for typed in [
        "", " ", "   ", "\u{3000}", "'", "'''", "\"", "\"\"", "“”", "、。", "|", "!", "！", "-",
        "···", "domain:", "amount>",
    ] {
        let results = BUILTIN.search(typed);
        assert_eq!(results.numbers(), (1..=25).collect::<Vec<_>>(), "{typed:?}");
        assert_eq!(results.results.mode, MatchMode::Exact);
        assert!(results.results.hits().all(|hit| hit.tier.is_none()));
        assert!(results.highlighted(1).is_empty());
    }
}

#[test]
fn a_long_paste_is_a_query_like_any_other() {
    let paste = "在公办幼儿园改建托班，其中多数开班招生，".repeat(12);
    assert_eq!(paste.chars().count(), 240);
    // No summary goes on like this, but one has each part.
    let results = BUILTIN.search(&paste);
    assert_eq!((results.numbers(), results.rewriting().is_some()), (vec![6], true));
    // But this is one, as long as a word may be and a little longer.
    let summary =
        "在公办幼儿园改建托班，其中多数开班招生，把托育和幼儿园教育衔接起来，方便有小小孩的家庭。";
    assert_eq!(BUILTIN.search(summary).numbers(), [6]);
    assert_eq!(BUILTIN.search(&"a".repeat(240)).numbers(), Vec::<u32>::new());
    assert_eq!(BUILTIN.search(&"停车 ".repeat(80)).numbers(), [20]);
}

#[test]
fn what_cannot_be_seen_is_not_in_any_text() {
    for typed in ["\u{200b}", "\u{301}", "停\u{200b}车", "停车\u{301}", "\u{feff}停车"] {
        let results = BUILTIN.search(typed);
        assert!(results.results.is_empty(), "{typed:?}");
    }
}

#[test]
fn a_mark_in_a_text_is_neither_lit_nor_in_the_way() {
    for mark in [
        "、", "·", "——", "“", "”", "（", ")", "-", "/", "×", "…", "《", "，", "｡", "､", "｢", "﹁",
        "︵", "～", "•", " ",
    ] {
        let highlighted = highlighted_in(&format!("停{mark}车"), "tingche");
        assert_eq!(highlighted, [0, 1 + mark.chars().count()], "{mark}");
    }
}

#[test]
fn gaps_are_looked_for_up_to_the_end_of_a_title() {
    // The first 工 and the first 升 are far apart; the second ones are not.
    let fixture = Fixture::with_titles([("工业园区周边道路综合提升、工地提升", "")]);
    let results = fixture.search("工升");
    assert_eq!((results.numbers(), results.results.mode), (vec![101], MatchMode::Subsequence));
    assert_eq!(results.highlighted(101), [13, 16]);
}

#[test]
fn a_phrase_in_quotes_is_not_lit_with_gaps() {
    let query = Query::parse("\"医能\" 区升");
    assert_eq!(
        query.positions_in("区域优质医疗能级提升", MatchMode::SimilarSound),
        Vec::<usize>::new()
    );
    assert_eq!(
        Query::parse("\"优能\" 医能").positions_in("优质医疗能级", MatchMode::Subsequence),
        [2, 4]
    );
}

#[test]
fn a_variant_keeps_the_readings_that_are_its_own() {
    // Both fold to the simplified character, which is not read so: 着 is not zhu, 干 is not qian.
    let fixture = Fixture::with_titles([
        ("接着修路", ""),
        ("著名景点", ""),
        ("干线公路", ""),
        ("乾隆行宫", ""),
    ]);
    for (typed, nos) in [
        ("zhuming", &[102][..]),
        ("zhuxiu", &[]),
        ("qianlong", &[104]),
        ("qianxian", &[]),
        ("ganxian", &[103]),
        ("着名", &[102]),
        ("干隆", &[104]),
    ] {
        let results = fixture.search(typed);
        // As a typing error it may be anything.
        let found = if results.rewriting().is_none() { results.numbers() } else { Vec::new() };
        assert_eq!(found, nos, "{typed}");
    }
}

#[test]
fn more_domains_than_a_column_can_number_find_no_others() {
    // The 65,537th domain, whose number would be that of the first if it wrapped around.
    let last = usize::from(u16::MAX) + 1;
    let name = |nth: usize| if nth == last { "水利" } else { "道路" };
    let domains: String =
        (0..=last).map(|nth| format!("(id: \"d{nth}\", name: \"{}\"),", name(nth))).collect();
    let text = format!(
        "(title: \"清单\", domains: [{domains}], \
         projects: [(no: 1, domain: \"d0\", title: \"停车\")])"
    );
    let fixture = Fixture::new(minsheng::format::parse(&text).unwrap());
    assert_eq!(fixture.search("水利").numbers(), [0; 0]);
    assert_eq!(fixture.search("道路").numbers(), [1]);
}
