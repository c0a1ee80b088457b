//! Recognizes the headers of tables and the labels of fields as users write them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::columns::{Column, Table, column_defs};
use super::field::ProgrammeField;
use crate::lang::Lang::Zh;
use crate::text::{to_half_width, unified_ideograph};

impl ProgrammeField {
    /// Returns the field that `text` names, in either language or both.
    pub(crate) fn from_label(text: &str) -> Option<Self> {
        let text = normalized_label(text);
        Self::ALL.into_iter().find(|field| matches_label(field.label(), &text))
    }
}

impl Table {
    /// Returns the columns without which a row is no header of this table.
    fn required_columns(self) -> &'static [Column] {
        match self {
            Self::Programme => &[Column::Field, Column::ValueZh],
            Self::Domains => &[Column::Id, Column::Name(Zh)],
            Self::Projects => &[Column::No, Column::Title(Zh)],
            Self::Updates => &[Column::No, Column::Date],
        }
    }

    /// Returns the table whose header these cells are, and the column that each of them names.
    pub(crate) fn from_header(cells: &[String]) -> Option<(Self, Vec<Option<Column>>)> {
        let meanings: Vec<&[(Self, Column)]> = cells
            .iter()
            .map(|cell| if cell.len() > HEADER_MAX { &[][..] } else { header_meanings(cell) })
            .collect();
        // Nearly every row is no header; that shows before the columns are collected.
        if meanings.iter().filter(|meanings| !meanings.is_empty()).count() < 2 {
            return None;
        }
        [Self::Projects, Self::Updates, Self::Domains, Self::Programme].into_iter().find_map(
            |table| {
                let mut columns: Vec<Option<Column>> = Vec::with_capacity(cells.len());
                for meanings in &meanings {
                    let meaning = meanings.iter().find(|(other, _)| *other == table);
                    let column = meaning.map(|(_, column)| *column);
                    // The first of two columns with the same name counts.
                    columns.push(column.filter(|column| !columns.contains(&Some(*column))));
                }
                table
                    .required_columns()
                    .iter()
                    .all(|column| columns.contains(&Some(*column)))
                    .then_some((table, columns))
            },
        )
    }
}

/// Maximum length of a cell that is tried as a header, in bytes.
const HEADER_MAX: usize = 100;

/// The possible meanings of a header by its names, each of them a [`normalized_label`].
static HEADER_NAMES: LazyLock<HashMap<String, Vec<(Table, Column)>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<(Table, Column)>> = HashMap::new();
    for (table, column, header, other_names) in column_defs() {
        let (zh, en) = header.split_once(' ').unwrap_or((header, ""));
        for name in [header, zh, en].iter().chain(other_names) {
            let meanings = names.entry(normalized_label(name)).or_default();
            if !meanings.iter().any(|(other, _)| *other == table) {
                meanings.push((table, column));
            }
        }
    }
    names
});

/// The first characters of [`HEADER_NAMES`]. Nearly every cell begins with another one, and needs
/// no normalized copy.
static FIRST_CHARS: LazyLock<HashSet<char>> =
    LazyLock::new(|| HEADER_NAMES.keys().filter_map(|name| name.chars().next()).collect());

fn header_meanings(header: &str) -> &[(Table, Column)] {
    if !normalized_chars(header).next().is_some_and(|first| FIRST_CHARS.contains(&first)) {
        return &[];
    }
    HEADER_NAMES.get(&normalized_label(header)).map_or(&[], Vec::as_slice)
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

/// Returns the letters of a column number, from 1: `A`, `Z`, `AA`.
pub(crate) fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_many_names() {
        let header = |cells: &[&str]| {
            Table::from_header(&cells.iter().map(ToString::to_string).collect::<Vec<_>>())
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
                Some(Column::No),
                Some(Column::Title(Zh)),
                None,
                None,
                Some(Column::Targets(Zh)),
                None
            ]
        );
        assert_eq!(header(&["代号", "名称"]).map(|(table, _)| table), Some(Table::Domains));
        assert_eq!(
            header(&["清单", "中文", "英文"]).map(|(table, _)| table),
            Some(Table::Programme)
        );
        assert_eq!(header(&["2026年民生实事", "", ""]), None);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 52, 703].map(column_letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
