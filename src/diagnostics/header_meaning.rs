//! Looks up what a header means.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::column::{Column, Table};
use super::column_names::TASK_NAMES;
use super::columns::column_defs;
use super::extra_field::{EXTRA_NAMES, ExtraField, extra_by_words};
use super::progress_label::{ProgressLabel, is_dated_progress};
use crate::lang::Lang::Zh;
use crate::text::{to_half_width, unified_ideograph, with_arabic_dates};

/// A meaning of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeaderMeaning {
    pub table: Table,
    pub column: Column,
    /// True if it is the name that this program writes, false if it is another one.
    pub is_own_name: bool,
    /// True if the column has the titles of the projects where no other has: 主要任务.
    pub may_be_title: bool,
}

impl HeaderMeaning {
    pub(super) fn new(table: Table, column: Column, is_own_name: bool) -> Self {
        Self { table, column, is_own_name, may_be_title: false }
    }
}

/// Maximum length of a cell that is tried as a header, in bytes.
pub(super) const HEADER_MAX: usize = 100;

/// The possible meanings of a header by its names, each of them a [`normalized_label`].
static HEADER_NAMES: LazyLock<HashMap<String, Vec<HeaderMeaning>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<HeaderMeaning>> = HashMap::new();
    let mut add = |name: &str, meaning: HeaderMeaning| {
        let meanings = names.entry(normalized_label(name)).or_default();
        if !meanings.iter().any(|other| other.table == meaning.table) {
            meanings.push(meaning);
        }
    };
    for (table, column, header, other_names) in column_defs() {
        let (zh, en) = header.split_once(' ').unwrap_or((header, ""));
        // A table may have several columns for these, of which the Chinese names are below.
        let zh = if column.is_optional() { header } else { zh };
        for name in [header, zh, en] {
            add(name, HeaderMeaning::new(table, column, true));
        }
        for name in other_names {
            let may_be_title = table == Table::Projects && TASK_NAMES.contains(name);
            add(name, HeaderMeaning { may_be_title, ..HeaderMeaning::new(table, column, false) });
        }
    }
    for (field, other_names) in EXTRA_NAMES {
        for (table, name) in [Table::Projects, Table::Updates]
            .into_iter()
            .flat_map(|table| other_names.split_whitespace().map(move |name| (table, name)))
        {
            let column = Column::Extra(*field);
            add(name, HeaderMeaning::new(table, column, false));
        }
    }
    names
});

/// Returns true if the cell may be a header by its words or by those before its bracket.
pub(super) fn has_meaning(cell: &str) -> bool {
    !meanings_by_name(cell).is_empty()
        || split_bracket(cell).is_some()
        || undecorated(cell).is_some()
}

/// Returns the name in a header that has a number before it, 2.类别, or its English behind it,
/// 类别 Category; `None` for any other text.
fn undecorated(cell: &str) -> Option<&str> {
    let is_han = |text: &str| text.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let ends = cell.as_bytes().first().zip(cell.as_bytes().last());
    match ends? {
        (b'0'..=b'9', _) => {
            let rest = cell.trim_start_matches(|c: char| c.is_ascii_digit());
            let name = rest.strip_prefix(['.', '、', '．'])?.trim_start();
            (cell.len() - rest.len() <= 2 && is_han(name)).then_some(name)
        }
        (_, b'a'..=b'z' | b'A'..=b'Z' | b'.') if cell.len() <= HEADER_MAX => {
            let (name, english) = cell.split_once(char::is_whitespace)?;
            (is_han(name) && english.is_ascii()).then_some(name)
        }
        _ => None,
    }
}

/// A bit for each character of the Basic Multilingual Plane that is the first of a name in
/// [`HEADER_NAMES`]. Nearly every cell begins with another one, and needs no normalized copy.
static FIRST_CHARS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut words = vec![0; 0x1_0000 / BITS];
    for first in HEADER_NAMES.keys().filter_map(|name| name.chars().next()) {
        if let Some(word) = words.get_mut(first as usize / BITS) {
            *word |= 1 << (first as usize % BITS);
        }
    }
    words
});

/// Number of bits in a word of [`FIRST_CHARS`].
const BITS: usize = u64::BITS as usize;

/// Returns true if a name in [`HEADER_NAMES`] may begin with this character.
fn begins_name(first: char) -> bool {
    let word = FIRST_CHARS.get(first as usize / BITS);
    word.is_none_or(|word| word >> (first as usize % BITS) & 1 == 1)
}

pub(super) fn meanings_by_name(name: &str) -> &'static [HeaderMeaning] {
    let first = match name.chars().next() {
        // These are normalized already.
        Some(first @ ('\u{4e00}'..='\u{9fff}' | '0'..='9')) => Some(first),
        _ => normalized_chars(name).next(),
    };
    if !first.is_some_and(begins_name) {
        return &[];
    }
    let is_normalized = name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let found = if is_normalized {
        HEADER_NAMES.get(name)
    } else {
        HEADER_NAMES.get(&normalized_label(name))
    };
    found.map_or(&[], Vec::as_slice)
}

/// Returns the meanings of a header: by its name, without its bracket (总投资（万元）), without the
/// year before it or the unit after it, or as progress up to a day.
pub(super) fn all_meanings(cell: &str) -> Vec<HeaderMeaning> {
    if cell.len() > HEADER_MAX {
        return Vec::new();
    }
    let name = split_bracket(cell).map_or(cell, |(name, _)| name);
    let plain = with_arabic_dates(&normalized_label(name)).into_owned();
    let unitless = ["万元", "亿元", "元"].iter().find_map(|unit| plain.strip_suffix(unit));
    let yearless = without_year(&plain);
    // 2026年计划 is 年度计划.
    let yearly: Vec<String> = yearless.iter().map(|name| format!("年度{name}")).collect();
    let names = [cell, name, &plain].into_iter().chain(yearless).chain(unitless);
    let names = names.chain(undecorated(cell));
    for name in names.chain(yearly.iter().map(String::as_str)) {
        let meanings = meanings_by_name(name);
        if !meanings.is_empty() {
            return meanings.to_vec();
        }
    }
    if let Some(meanings) = without_version(&plain) {
        return meanings;
    }
    let label = ProgressLabel::parse(cell).filter(|label| label.has_words);
    let by_words = extra_by_words(&plain).filter(|_| label.is_none());
    if label.is_none() && by_words.is_none() && !is_dated_progress(&plain) {
        return Vec::new();
    }
    let field = by_words.unwrap_or(ExtraField::Progress);
    let progress = (Table::Projects, Column::Extra(field));
    let done = if plain.contains("进展") { Column::Note(Zh) } else { Column::Done };
    let update = label.map(|_| (Table::Updates, done));
    let meaning = |(table, column)| HeaderMeaning::new(table, column, false);
    [Some(progress), update].into_iter().flatten().map(meaning).collect()
}

/// Words before a header that say that its column is that before or after a change of the plan.
const VERSIONS: [&str; 16] = [
    "调整后的",
    "调整前的",
    "调整后",
    "调整前",
    "变更后",
    "变更前",
    "修订后",
    "修订前",
    "修改后",
    "修改前",
    "原定",
    "最终",
    "调整",
    "原",
    "现",
    "新",
];

/// Returns the meanings that a label, a [`normalized_label`], has without the word for a version:
/// those of 年度目标 for 调整后年度目标. Only parts of a plan have versions.
fn without_version(label: &str) -> Option<Vec<HeaderMeaning>> {
    let before = VERSIONS.iter().find_map(|word| label.strip_prefix(word));
    let after = || ["调整后", "调整前"].iter().find_map(|word| label.strip_suffix(word));
    let name = before.or_else(after)?;
    let longer = ["年度", "计划"].map(|word| format!("{word}{name}"));
    let is_plan = |meaning: &&HeaderMeaning| {
        let is_other = matches!(
            meaning.column,
            Column::No | Column::Title(_) | Column::Domain | Column::Extra(_)
        );
        meaning.table == Table::Projects && !is_other
    };
    [name, &longer[0], &longer[1]].into_iter().find_map(|name| {
        let meanings: Vec<_> = meanings_by_name(name).iter().filter(is_plan).collect();
        let named = |meaning: &&HeaderMeaning| HeaderMeaning { is_own_name: false, ..**meaning };
        (!meanings.is_empty()).then(|| meanings.iter().map(named).collect())
    })
}

/// Words before a header that say of which year its column is.
const YEAR_WORDS: [&str; 14] = [
    "本年度",
    "本年",
    "今年度",
    "今年",
    "当年度",
    "当年",
    "上年度",
    "上年",
    "去年",
    "上一年",
    "前年",
    "下年度",
    "下年",
    "明年",
];

/// Returns the names that a label, a [`normalized_label`], has without the year at its start:
/// 年度目标 and 目标 for 2026年度目标.
fn without_year(label: &str) -> Vec<&str> {
    if let Some(rest) = YEAR_WORDS.iter().find_map(|word| label.strip_prefix(word)) {
        let yearly = label.strip_prefix(['本', '今', '当', '上', '下']);
        return yearly.into_iter().chain([rest]).collect();
    }
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit());
    let words: &[&str] = match label.len() - rest.len() {
        4 => &["", "年度", "年"],
        2 => &["年度", "年"],
        _ => return Vec::new(),
    };
    let words = words.iter();
    words.filter_map(|word| rest.strip_prefix(word)).filter(|name| !name.is_empty()).collect()
}

/// Splits a header into its name and the bracket at its end; `None` if it has none, or if this
/// says that the column is in English.
pub(super) fn split_bracket(header: &str) -> Option<(&str, &str)> {
    let inside = header.trim_end().strip_suffix(['）', ')'])?;
    let (name, inside) = inside.rsplit_once(['（', '('])?;
    let lower = inside.to_lowercase();
    let is_english = lower.contains("en") || lower.contains("英文");
    (!name.trim().is_empty() && !is_english).then_some((name, inside))
}

/// Normalizes differences in how users write a label: case, width, blanks, punctuation.
pub(super) fn normalized_label(label: &str) -> String {
    normalized_chars(label).collect()
}

pub(super) fn normalized_chars(label: &str) -> impl Iterator<Item = char> {
    label
        .chars()
        .map(unified_ideograph)
        .map(to_half_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}
