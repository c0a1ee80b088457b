//! Generates queries and catalogs: parts of texts as users type them, and texts that are easily
//! mistaken for each other.

use minsheng::lang::Lang;
use minsheng::model::Catalog;
use proptest::prelude::*;

use super::Fixture;
use super::pinyin::{dialect_spelling, full_width, initial, is_han, spell, traditional};

/// Returns all searched texts of a catalog.
pub(crate) fn texts(catalog: &Catalog) -> Vec<String> {
    let mut texts = Vec::new();
    for (_, project) in catalog.projects() {
        for text in project.texts().chain([catalog.domain(project.domain).name]) {
            texts.extend(Lang::ALL.map(|lang| text.exactly(lang).to_owned()));
        }
        texts.extend(
            project.targets.iter().flat_map(|target| Lang::ALL.map(|lang| target.text(lang))),
        );
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// Spells a piece of text in one of ten ways; `salt` selects among the readings.
fn type_out(piece: &[char], way: usize, salt: usize) -> String {
    let each = piece.iter().enumerate();
    match way {
        0 | 1 => piece.iter().collect(),
        2 => each.map(|(at, c)| spell(*c, salt >> at)).collect(),
        3 => each.map(|(at, c)| initial(*c, salt >> at)).collect(),
        // Each character in a way of its own.
        4 => {
            let each = each.map(|(at, c)| match (salt >> (2 * at)) % 4 {
                0 => c.to_string(),
                1 => initial(*c, salt).to_string(),
                _ => spell(*c, salt),
            });
            each.collect()
        }
        5 => each.map(|(at, c)| dialect_spelling(&spell(*c, 0), salt >> at)).collect(),
        6 => each
            .map(|(at, c)| if (salt >> at).is_multiple_of(3) { *c } else { traditional(*c) })
            .collect(),
        7 => each
            .map(|(at, c)| spell(*c, salt >> at))
            .collect::<String>()
            .to_uppercase()
            .chars()
            .map(full_width)
            .collect(),
        8 => each.map(|(at, c)| spell(*c, salt >> at)).collect::<Vec<_>>().join("'"),
        // A letter too few.
        _ => {
            let mut letters: Vec<char> = each
                .flat_map(|(at, c)| spell(*c, salt >> at).chars().collect::<Vec<_>>())
                .collect();
            if !letters.is_empty() {
                letters.remove(salt % letters.len());
            }
            letters.into_iter().collect()
        }
    }
}

/// Generates a word that a reader of these characters may type.
pub(crate) fn word(chars: &'static [char]) -> impl Strategy<Value = String> {
    let piece = (0..chars.len(), 1..7_usize, 0..10_usize, any::<u32>());
    let piece = piece.prop_map(|(from, length, way, salt)| {
        let to = (from + length).min(chars.len());
        type_out(&chars[from..to], way, salt as usize)
    });
    prop_oneof![8 => piece, 1 => "[a-z]{1,6}", 1 => "[0-9一二十]{1,3}[个万米]?"]
}

/// Generates a piece of text of Han characters only, such as a word.
pub(crate) fn han(chars: &'static [char]) -> impl Strategy<Value = Vec<char>> {
    let piece = (0..chars.len(), 1..5_usize)
        .prop_map(|(from, length)| chars[from..(from + length).min(chars.len())].to_vec());
    piece.prop_filter("all Han", |piece| piece.iter().copied().all(is_han))
}

/// Generates a query of one to three terms, with all syntax of the query language.
pub(crate) fn query(chars: &'static [char]) -> impl Strategy<Value = String> {
    let term = prop_oneof![
        12 => word(chars),
        1 => word(chars).prop_map(|word| format!("!{word}")),
        1 => word(chars).prop_map(|word| format!("\"{word}\"")),
        1 => word(chars).prop_map(|word| format!("!\"{word}\"")),
        1 => word(chars).prop_map(|word| format!("place:{word}")),
        1 => word(chars).prop_map(|word| format!("领域：{word}")),
        1 => "(!|！)?(no:|编号:)[0-9]{1,3}",
        1 => "!?(amount|数量)(>|<|<=|>=|=|≥)[0-9]{1,4}万?",
        1 => "[!|\"':“a-z ]{1,4}",
        2 => "!?(第|编号|No\\.|#)?[0-9一二十廿]{1,3}(号|项|号项目)?",
        1 => "(2026年|!)?第[0-9]{1,2}项",
        1 => "(数量|amount)?[<>《》＜≥][＝=]?[0-9]{1,4}(千|万)?(米|公里|㎡|亩|个|人)",
        1 => "[0-9]{1,3}(㎡|m2|m²|平方米|x24|×24)",
        1 => "[2-9]{3,7}",
        1 => "[ㄅㄊㄔㄨㄧㄥㄜˊ]{1,5}",
        2 => (word(chars), "[，、/＋;·]", word(chars)).prop_map(|(a, mark, b)| format!("{a}{mark}{b}")),
        2 => (word(chars), "(在哪里|的|吗|)", word(chars)).prop_map(|(a, asks, b)| format!("{a}{asks}{b}")),
        1 => word(chars).prop_map(|word| format!("“{word}”")),
        1 => "!?(第|no:|编号 |#)?[0-9]{1,2}(、|,|-|~|和| )[0-9一二十]{1,2}( ?项|号)?",
        1 => "(大于|超过|不少于|> |至少 )?[0-9一二十百千万]{1,4} ?(米|个|户|km|万平方米)(以上|以内|)",
        1 => (word(chars), "(或|和|以及| or | 或者 | and )", word(chars)).prop_map(|(a, or, b)| format!("{a}{or}{b}")),
        1 => (word(chars), word(chars)).prop_map(|(a, b)| format!("({a}|{b})")),
        1 => (word(chars), "(=|≠|!=|：)").prop_map(|(word, sign)| format!("地点{sign}{word}")),
    ];
    let between = prop::sample::select(vec![" ", " ", "\u{3000}", "|", " | "]);
    (prop::collection::vec((term, between), 1..4))
        .prop_map(|terms| terms.into_iter().flat_map(|(a, b)| [a, b.to_owned()]).collect())
}

/// Characters with several readings, with variants of other readings, among letters that may be
/// syllables or words.
pub(crate) const TRICKY: &[char] = &[
    '长', '常', '绿', '女', '略', '西', '安', '先', '重', '中', '南', '农', '龙', '啊', '恩', '嗯',
    '哦', '著', '着', '乾', '干', '醫', '医', '一', '二', '十', 'a', 'n', 'x', 'i', 'l', 'v', 'z',
    'h', 'g', 'e', 'A', 'Ｎ', 'ｉ', '1', '2', '０', '①', '℃', '㎡', '𠮷', '、', '“', '·', '-', ' ',
    ' ', '\u{3000}', 'é', 'ü', '²', '⑫', 'İ', '号', '项',
];

/// Generates a short text of tricky characters.
fn tricky_text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(TRICKY), length)
        .prop_map(|chars| chars.into_iter().collect::<String>())
}

/// Generates one to three projects in the syntax of a data file, with short tricky texts. Some have
/// only a title.
pub(crate) fn small_fixtures() -> impl Strategy<Value = String> {
    let more =
        (tricky_text(1..7), tricky_text(1..4), 0..3000_u32).prop_map(|(place, what, amount)| {
            let (place, what) = (format!("南{place}"), format!("{what}米"));
            format!("places: [{place:?}], targets: [(what: {what:?}, amount: {amount})]")
        });
    let project = (tricky_text(1..9), tricky_text(0..9), prop::option::of(more)).prop_map(
        |(zh, en, more)| {
            let zh = format!("{zh}长");
            format!("domain: \"d\", title: (zh: {zh:?}, en: {en:?}), {}", more.unwrap_or_default())
        },
    );
    prop::collection::vec(project, 1..4).prop_map(|projects| {
        let rows = [1, 2, 12].into_iter().zip(projects);
        rows.map(|(no, project)| format!("(no: {no}, {project}),")).collect::<String>()
    })
}

/// Returns a fixture with more projects than a word of the index has bits; their texts are cut and
/// mixed from those of `catalog`.
pub(crate) fn large_fixture(catalog: &Catalog) -> Fixture {
    let pieces: Vec<char> = texts(catalog).concat().chars().collect();
    let mut state = 20_260_127_u64;
    let mut piece = |length: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let from = usize::try_from(state >> 33).unwrap() % (pieces.len() - length);
        let text: String = pieces[from..from + length].iter().collect();
        format!("{}{}", text.trim(), TRICKY[from % TRICKY.len()])
    };
    let projects = (1..=150).map(|no| {
        let (title, en, place, what) = (piece(7), piece(5), piece(4), piece(3));
        let amount = no * 37 % 1000;
        format!(
            "(no: {no}, domain: \"d\", title: (zh: {:?}, en: {en:?}), places: [{:?}], targets: [(what: {:?}, amount: {amount})]),",
            format!("新{title}"), format!("路{place}"), format!("{what}数")
        )
    });
    Fixture::from_projects(&projects.collect::<String>())
}
