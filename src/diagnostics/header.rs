//! Recognizes the headers of tables and the labels of fields as users write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::columns::{Column, Table, column_defs};
use super::field::ProgrammeField;
use super::progress_label::{ProgressLabel, is_dated_progress};
use super::unkept::{UNKEPT_NAMES, UnkeptField};
use crate::lang::Lang::Zh;
use crate::text::{to_half_width, unified_ideograph};

impl ProgrammeField {
    /// Returns the field that `text` names, in either language or both.
    pub(crate) fn from_label(text: &str) -> Option<Self> {
        let text = normalized_label(text);
        Self::ALL.into_iter().find(|field| matches_label(field.label(), &text))
    }
}

/// The header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableHeader {
    /// The table.
    pub table: Table,
    /// The column that each cell names, if it is known.
    pub columns: Vec<Option<Column>>,
    /// Cells that name a column which another cell names better: their index, and that of the other.
    pub doubles: Vec<(usize, usize)>,
}

/// A meaning of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HeaderMeaning {
    table: Table,
    column: Column,
    /// True if it is the name that this program writes, false if it is another one.
    is_own_name: bool,
}

impl Table {
    /// Returns the columns without which a row is no header of this table.
    pub(crate) fn required_columns(self) -> &'static [Column] {
        match self {
            Self::Programme => &[Column::Field, Column::ValueZh],
            Self::Domains => &[Column::Id, Column::Name(Zh)],
            Self::Projects => &[Column::No, Column::Title(Zh)],
            Self::Updates => &[Column::No, Column::Date],
        }
    }
}

impl TableHeader {
    /// Returns the header that these cells are.
    pub(crate) fn from_row(cells: &[String]) -> Option<Self> {
        // Nearly every row is no header; that shows before the columns are collected.
        let is_known = |cell: &&String| cell.len() <= HEADER_MAX && has_meaning(cell);
        cells.iter().filter(is_known).nth(1)?;
        Self::from_meanings(&cells.iter().map(|cell| all_meanings(cell)).collect::<Vec<_>>())
    }

    /// Returns the header of two rows. `labels` has the upper and the lower text of each column;
    /// the upper one may stand above several.
    pub(crate) fn from_two_rows(labels: &[[&str; 2]]) -> Option<Self> {
        let meanings = labels.iter().map(|[upper, lower]| two_row_meanings(upper, lower));
        Self::from_meanings(&meanings.collect::<Vec<_>>())
    }

    /// Returns the meanings that `cells` have in a table of projects, of which they are no header.
    pub(crate) fn project_columns(cells: &[String]) -> Vec<Option<Column>> {
        let meanings: Vec<_> = cells.iter().map(|cell| all_meanings(cell)).collect();
        columns_of(Table::Projects, &meanings).0
    }

    /// Returns the header of a table of updates that these cells are if they need no column for the
    /// day, because each update has a column of its own.
    pub(crate) fn from_wide_updates(cells: &[String]) -> Option<Self> {
        let names_project = |cell: &String| {
            cell.len() <= HEADER_MAX && meanings_by_name(cell).iter().any(is_update_of_project)
        };
        if !cells.iter().any(names_project) {
            return None;
        }
        let meanings: Vec<_> = cells.iter().map(|cell| all_meanings(cell)).collect();
        let updates = Self::new(Table::Updates, &meanings);
        let has = |column| updates.columns.contains(&Some(column));
        let is_wide = !has(Column::Date) && (has(Column::No) || has(Column::Title(Zh)));
        (is_wide && !Self::new(Table::Projects, &meanings).is_plan()).then_some(updates)
    }

    fn new(table: Table, meanings: &[Vec<HeaderMeaning>]) -> Self {
        let (columns, doubles) = columns_of(table, meanings);
        Self { table, columns, doubles }
    }

    fn has_all(&self, columns: &[Column]) -> bool {
        columns.iter().all(|column| self.columns.contains(&Some(*column)))
    }

    fn from_meanings(meanings: &[Vec<HeaderMeaning>]) -> Option<Self> {
        let header = |table: Table| {
            let header = Self::new(table, meanings);
            header.has_all(table.required_columns()).then_some(header)
        };
        let projects = header(Table::Projects);
        let updates = header(Table::Updates).or_else(|| Self::from_named_updates(meanings));
        if let (Some(projects), Some(updates)) = (&projects, &updates)
            && updates.is_progress()
            && !projects.is_plan()
        {
            return Some(updates.clone());
        }
        projects.or(updates).or_else(|| header(Table::Domains)).or_else(|| header(Table::Programme))
    }

    /// Returns the header of a table of updates that names the projects by their titles.
    fn from_named_updates(meanings: &[Vec<HeaderMeaning>]) -> Option<Self> {
        let updates = Self::new(Table::Updates, meanings);
        let is_header = updates.has_all(&[Column::Title(Zh), Column::Date, Column::Done]);
        (is_header && !Self::new(Table::Projects, meanings).is_plan()).then_some(updates)
    }

    /// Returns true if a table of updates says how far a project is.
    fn is_progress(&self) -> bool {
        let is_progress = |column: &Option<Column>| {
            matches!(column, Some(Column::Done | Column::Note(_) | Column::Target))
        };
        self.columns.iter().any(is_progress)
    }

    /// Returns true if a table of projects has a column that reports of progress do not have.
    pub(crate) fn is_plan(&self) -> bool {
        let is_plan = |column: &Option<Column>| {
            matches!(
                column,
                Some(
                    Column::Domain
                        | Column::Text(..)
                        | Column::List(..)
                        | Column::Start
                        | Column::End
                        | Column::Span
                )
            )
        };
        self.columns.iter().any(is_plan)
    }
}

/// Returns the column of `table` that each cell names, and the cells that name one which another
/// names better: by the name that this program writes, or else the first.
fn columns_of(
    table: Table,
    meanings: &[Vec<HeaderMeaning>],
) -> (Vec<Option<Column>>, Vec<(usize, usize)>) {
    let named: Vec<Option<HeaderMeaning>> = meanings
        .iter()
        .map(|meanings| meanings.iter().find(|meaning| meaning.table == table).copied())
        .collect();
    let mut best: HashMap<Column, (usize, bool)> = HashMap::new();
    for (nth, meaning) in named.iter().enumerate() {
        let Some(HeaderMeaning { column, is_own_name, .. }) = *meaning else { continue };
        let current = best.entry(column).or_insert((nth, is_own_name));
        if is_own_name && !current.1 {
            *current = (nth, true);
        }
    }
    let (mut columns, mut doubles) = (Vec::with_capacity(named.len()), Vec::new());
    for (nth, meaning) in named.iter().enumerate() {
        let column = meaning.map(|meaning| meaning.column);
        let is_unkept = matches!(column, Some(Column::Unkept(_)));
        let chosen = column.and_then(|column| best.get(&column)).map(|(nth, _)| *nth);
        match chosen.filter(|chosen| *chosen != nth && !is_unkept) {
            Some(chosen) => {
                doubles.push((nth, chosen));
                columns.push(None);
            }
            None => columns.push(column),
        }
    }
    (columns, doubles)
}

/// Maximum length of a cell that is tried as a header, in bytes.
const HEADER_MAX: usize = 100;

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
        for name in [header, zh, en] {
            add(name, HeaderMeaning { table, column, is_own_name: true });
        }
        for name in other_names {
            add(name, HeaderMeaning { table, column, is_own_name: false });
        }
    }
    for (field, other_names) in UNKEPT_NAMES {
        for (table, name) in [Table::Projects, Table::Updates]
            .into_iter()
            .flat_map(|table| other_names.split_whitespace().map(move |name| (table, name)))
        {
            let column = Column::Unkept(*field);
            add(name, HeaderMeaning { table, column, is_own_name: false });
        }
    }
    names
});

/// Returns true for the number or the title of the project that an update is about.
fn is_update_of_project(meaning: &HeaderMeaning) -> bool {
    meaning.table == Table::Updates && matches!(meaning.column, Column::No | Column::Title(Zh))
}

/// Returns true if the cell may be a header by its words or by those before its bracket.
fn has_meaning(cell: &str) -> bool {
    !meanings_by_name(cell).is_empty() || split_bracket(cell).is_some()
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

fn meanings_by_name(name: &str) -> &'static [HeaderMeaning] {
    let first = match name.chars().next() {
        // These are normalized already.
        Some(first @ ('\u{4e00}'..='\u{9fff}' | '0'..='9')) => Some(first),
        _ => normalized_chars(name).next(),
    };
    if !first.is_some_and(begins_name) {
        return &[];
    }
    HEADER_NAMES.get(&normalized_label(name)).map_or(&[], Vec::as_slice)
}

/// Returns the meanings of a header: by its name, without its bracket (总投资（万元）), without the
/// year before it or the unit after it, or as progress up to a day.
fn all_meanings(cell: &str) -> Vec<HeaderMeaning> {
    if cell.len() > HEADER_MAX {
        return Vec::new();
    }
    let name = split_bracket(cell).map_or(cell, |(name, _)| name);
    let plain = normalized_label(name);
    let year = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let yearless = year.strip_prefix('年').filter(|_| plain.len() - year.len() == 4);
    let yearless = yearless.unwrap_or(&plain);
    let unitless = ["万元", "亿元", "元"].iter().find_map(|unit| plain.strip_suffix(unit));
    for name in [cell, name, yearless, unitless.unwrap_or_default()] {
        let meanings = meanings_by_name(name);
        if !meanings.is_empty() {
            return meanings.to_vec();
        }
    }
    let label = ProgressLabel::parse(cell).filter(|label| label.has_words);
    if label.is_none() && !is_dated_progress(&plain) {
        return Vec::new();
    }
    let is_money = label.is_none() && plain.contains("投资");
    let field = if is_money { UnkeptField::Investment } else { UnkeptField::Progress };
    let progress = (Table::Projects, Column::Unkept(field));
    let done = if plain.contains("进展") { Column::Note(Zh) } else { Column::Done };
    let update = label.map(|_| (Table::Updates, done));
    let meaning = |(table, column)| HeaderMeaning { table, column, is_own_name: false };
    [Some(progress), update].into_iter().flatten().map(meaning).collect()
}

/// Returns the meanings of a column with a header of two rows.
fn two_row_meanings(upper: &str, lower: &str) -> Vec<HeaderMeaning> {
    if lower.trim().is_empty() {
        return all_meanings(upper);
    }
    if upper.trim().is_empty() {
        return all_meanings(lower);
    }
    let both = meanings_by_name(&format!("{upper}{lower}"));
    if !both.is_empty() {
        return both.to_vec();
    }
    let (above, below) = (all_meanings(upper), all_meanings(lower));
    let meaning = above.iter().find(|meaning| meaning.table == Table::Projects);
    match meaning.map(|meaning| meaning.column) {
        Some(Column::Unkept(_)) => above,
        Some(Column::Targets(_)) => {
            let column = match normalized_label(lower).as_str() {
                "单位" | "计量单位" => Some(Column::Unit),
                "名称" | "内容" | "指标" | "指标名称" | "项目" => {
                    Some(Column::TargetName)
                }
                _ => None,
            };
            let is_unkept = below.iter().any(|meaning| matches!(meaning.column, Column::Unkept(_)));
            match column {
                Some(column) => {
                    vec![HeaderMeaning { table: Table::Projects, column, is_own_name: false }]
                }
                None if is_unkept => below,
                None => above,
            }
        }
        _ if below.is_empty() => above,
        _ => below,
    }
}

/// Splits a header into its name and the bracket at its end; `None` if it has none, or if this
/// says that the column is in English.
fn split_bracket(header: &str) -> Option<(&str, &str)> {
    let inside = header.trim_end().strip_suffix(['）', ')'])?;
    let (name, inside) = inside.rsplit_once(['（', '('])?;
    let lower = inside.to_lowercase();
    let is_english = lower.contains("en") || lower.contains("英文");
    (!name.trim().is_empty() && !is_english).then_some((name, inside))
}

/// Returns the unit in the bracket at the end of a header, if there is a bracket: 所 of 目标（所）.
pub(crate) fn header_unit(header: &str) -> Option<&str> {
    let (_, inside) = split_bracket(header)?;
    let unit = inside.trim();
    Some(unit.strip_prefix("单位").map_or(unit, |unit| unit.trim_start_matches([':', '：'])).trim())
}

/// Returns true if a header says 单位 and no more, which may be a unit or an office.
pub(crate) fn is_plain_unit(header: &str) -> bool {
    normalized_label(header) == "单位"
}

/// Returns true if `text`, a [`normalized_label`], matches `label`, which is in both languages: all
/// of it or either half.
fn matches_label(label: &str, text: &str) -> bool {
    let (zh, en) = label.split_once(' ').unwrap_or((label, ""));
    normalized_label(label) == text || normalized_label(zh) == text || normalized_label(en) == text
}

/// Normalizes differences in how users write a label: case, width, blanks, punctuation.
fn normalized_label(label: &str) -> String {
    normalized_chars(label).collect()
}

fn normalized_chars(label: &str) -> impl Iterator<Item = char> {
    label
        .chars()
        .map(unified_ideograph)
        .map(to_half_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_many_names() {
        let header = |cells: &[&str]| {
            TableHeader::from_row(&cells.iter().map(ToString::to_string).collect::<Vec<_>>())
                .map(|header| (header.table, header.columns))
        };
        let all: Vec<&str> = Table::Projects.columns().map(Column::header).collect();
        assert_eq!(
            header(&all).map(|(table, columns)| (table, columns.iter().flatten().count())),
            Some((Table::Projects, all.len()))
        );
        let (table, found) =
            header(&["序 号", "项目名称", "备注", "类别（领域）", "指标：", "ＮＯ．"]).unwrap();
        assert_eq!(table, Table::Projects);
        assert_eq!(
            found,
            [
                // Of two columns of one meaning that with the plain name counts.
                None,
                Some(Column::Title(Zh)),
                Some(Column::Unkept(UnkeptField::Remarks)),
                Some(Column::Domain),
                Some(Column::Targets(Zh)),
                Some(Column::No)
            ]
        );
        assert_eq!(header(&["代号", "名称"]).map(|(table, _)| table), Some(Table::Domains));
        assert_eq!(
            header(&["清单", "中文", "英文"]).map(|(table, _)| table),
            Some(Table::Programme)
        );
        assert_eq!(header(&["2026年民生实事", "", ""]), None);
    }
}
