//! Thirty test cases from the research on Chinese search, on the titles of the built-in catalog.
//! Other texts are searched, too, so each case lists the first hits, and whether there are further
//! hits with a matching title.

use minsheng::lang::Lang;
use minsheng::query::{MatchMode, Tier};

use super::BUILTIN;

/// A query, the first hits with the highlighted positions in their titles, and whether there are no
/// other hits with a matching title.
type Case = (&'static str, &'static [(u32, &'static [usize])], bool);

const ONLY: bool = true;
const FIRST: bool = false;

const MEDICAL: &[(u32, &[usize])] = &[(14, &[0, 1]), (1, &[4, 5])];
const BUDS: &[(u32, &[usize])] = &[(6, &[5, 6])];
const SEWERS: &[(u32, &[usize])] = &[(3, &[0, 1, 3, 4])];
const ESTATE: &[(u32, &[usize])] = &[(7, &[0, 1, 2, 3])];
const PARKING: &[(u32, &[usize])] = &[(20, &[4, 5, 6])];
const FARMLAND: &[(u32, &[usize])] = &[(22, &[0, 1, 2, 3, 4])];

const CASES: &[Case] = &[
    // 1-3. The start before the middle; traditional script; full pinyin is no subsequence.
    ("医疗", MEDICAL, ONLY),
    ("醫療", MEDICAL, ONLY),
    ("yiliao", MEDICAL, ONLY),
    // 4-6. Initials: at the start, after a quote, in the middle; a quote is not highlighted; gaps.
    ("yl", &[(14, &[0, 1]), (4, &[1, 2]), (1, &[4, 5])], ONLY),
    ("ylxf", &[(4, &[1, 2, 3, 4])], ONLY),
    ("yllx", &[(4, &[1, 2, 6, 7])], ONLY),
    // 7-10. Characters of several readings.
    ("lexiang", &[(4, &[6, 7])], ONLY),
    ("yuexiang", &[(4, &[6, 7])], ONLY),
    ("chongzheng", &[(24, &[5, 6])], ONLY),
    ("zhongxin", &[(24, &[9, 10])], ONLY),
    ("bolu", &[(10, &[3, 4])], ONLY),
    // 11, 12. Two words; one runs across a closing quote.
    ("pinganbolu xiaofang", &[(10, &[1, 2, 3, 4, 6, 7])], ONLY),
    ("xiaofang shengji", &[(10, &[6, 7, 10, 11]), (21, &[7, 8, 12, 13])], ONLY),
    // 13. Quotes of any style, in either script.
    ("“护蕾”", BUDS, ONLY),
    ("\"护蕾\"", BUDS, ONLY),
    ("護蕾", BUDS, ONLY),
    // 14-16. Across marks.
    ("gwdk", SEWERS, ONLY),
    ("管网地块", SEWERS, ONLY),
    ("家门口设施", &[(2, &[1, 2, 3, 5, 6])], ONLY),
    // 17, 18. Capitals; full width.
    ("ljxq", ESTATE, ONLY),
    ("LJXQ", ESTATE, ONLY),
    ("ｑｙｃｚ", &[(24, &[3, 4, 5, 6])], ONLY),
    // 19-22. 校 is xiao and jiao; a rare character; 道 is in both; a syllable still being typed.
    ("jxs", &[(18, &[0, 1, 2])], ONLY),
    ("huanqinglu", &[(5, &[0, 1, 2])], ONLY),
    ("daolu", &[(5, &[3, 4])], ONLY),
    ("hedao", &[(9, &[0, 1])], ONLY),
    ("zhanz", &[(16, &[0, 1])], ONLY),
    // 23. 车 is che.
    ("tcw", PARKING, ONLY),
    ("停車位", PARKING, ONLY),
    // 24. As it should be typed; its near sounds have a test of their own.
    ("gaobiaozhunnongtian", FARMLAND, ONLY),
    // 25-28. A quote within; both words; the order of words; no more of a syllable than was typed.
    ("yujianxingfu", &[(25, &[1, 3, 4, 5])], ONLY),
    ("玉见", &[(25, &[1, 3])], ONLY),
    ("幸福 和谐", &[(25, &[4, 5, 10, 11])], ONLY),
    (
        "工程 改造",
        &[(7, &[4, 5, 6, 7]), (19, &[4, 5, 6, 7]), (3, &[5, 6, 7, 8]), (5, &[5, 6, 7, 8])],
        ONLY,
    ),
    ("改造 工程", &[(7, &[4, 5, 6, 7])], FIRST),
    ("tis", &[(1, &[8, 9]), (12, &[8, 9])], ONLY),
    // 29 has a test of its own. 30. 重 and 庆 are in different titles.
    ("重庆", &[], ONLY),
    ("zhongqing", &[], ONLY),
];

#[test]
fn the_baits_find_what_they_should_and_light_it() {
    for (typed, expected, only) in CASES {
        let results = BUILTIN.search(typed);
        let nos: Vec<u32> = expected.iter().map(|(no, _)| *no).collect();
        assert!(results.numbers().starts_with(&nos), "{typed}: {:?}", results.hits());
        if *only {
            assert_eq!(results.in_titles(), nos, "{typed}");
        }
        for (no, positions) in *expected {
            assert_eq!(results.highlighted(*no), *positions, "{typed}");
            let matched = results.locate(*no).unwrap();
            assert_eq!(
                matched.positions, *positions,
                "{typed}: the place that is named is the title"
            );
        }
    }
}

#[test]
fn only_what_has_gaps_is_found_with_gaps() {
    for (typed, expected, _) in CASES {
        let mode = if *typed == "yllx" { MatchMode::Subsequence } else { MatchMode::Exact };
        assert_eq!(BUILTIN.search(typed).results.mode, mode, "{typed} {expected:?}");
    }
}

#[test]
fn near_sounds_find_the_farmland() {
    // 24. z for zh, l for n.
    let results = BUILTIN.search("gaobiaozunlongtian");
    assert_eq!(results.hits(), [(22, Some(Tier::SimilarSound))]);
    assert_eq!(results.highlighted(22), [0, 1, 2, 3, 4]);
}

#[test]
fn min_is_a_syllable_and_not_three_letters() {
    // 29. No Chinese title has 民. Summaries do, and English titles have `min` in a word.
    let results = BUILTIN.search("min");
    assert_eq!(results.results.mode, MatchMode::Exact);
    for no in results.numbers() {
        assert!(results.highlighted(no).is_empty(), "{no}");
        let matched = results.locate(no).unwrap();
        let text = matched.text(&BUILTIN.catalog, &BUILTIN.catalog.project(BUILTIN.ix(no)));
        let highlighted: String =
            matched.positions.iter().filter_map(|at| text.chars().nth(*at)).collect();
        match matched.lang {
            Lang::Zh => assert_eq!(highlighted.chars().count(), 1, "{text}"),
            Lang::En => assert_eq!(highlighted.to_lowercase(), "min", "{text}"),
        }
    }
}

#[test]
fn nothing_is_found_across_two_titles() {
    // 30. Nor in any other text.
    assert!(BUILTIN.search("重庆").results.is_empty());
    assert!(BUILTIN.search("zhongqing").results.is_empty());
}
