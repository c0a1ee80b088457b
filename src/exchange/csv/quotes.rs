//! Finds quotes in CSV that lose a character or make one cell of several rows.

use crate::exchange::import::parse_number;

/// State of the reader within a cell.
#[derive(Clone, Copy)]
enum CellState {
    Start,
    /// In a cell without quotes around it; true after an odd number of quotes.
    Plain(bool),
    Quoted,
    /// After a quote in a quoted cell: the end of it, or the first of two.
    Closed,
}

/// Returns the index of the first cell of a record that has text after its closing quote, half a
/// pair of quotes, or no closing quote. `record` is the text of the record in the file.
pub(super) fn stray_quote(record: &str, delimiter: char) -> Option<usize> {
    use CellState::{Closed, Plain, Quoted, Start};
    if !record.contains('"') {
        return None;
    }
    let (mut state, mut column) = (Start, 0);
    for c in record.chars() {
        let is_end = c == delimiter || matches!(c, '\n' | '\r');
        state = match (state, c) {
            (Quoted, '"') => Closed,
            (Start | Closed, '"') | (Quoted, _) => Quoted,
            (Plain(true), _) if is_end => return Some(column),
            (Start | Plain(_) | Closed, _) if is_end => {
                column += usize::from(c == delimiter);
                Start
            }
            (Closed, c) if c.is_whitespace() => Closed,
            (Closed, _) => return Some(column),
            (Plain(is_odd), '"') => Plain(!is_odd),
            (Plain(is_odd), _) => Plain(is_odd),
            (Start, _) => Plain(false),
        };
    }
    matches!(state, Plain(true) | Quoted).then_some(column)
}

/// The header above a row.
#[derive(Clone, Copy, Default)]
pub(super) struct HeaderAbove {
    /// Number of its cells.
    pub(super) width: usize,
    /// True if this program has written it: its quotes belong together, and a line of a cell is
    /// taken for a row only if it is as long as one.
    pub(super) is_export: bool,
}

/// Returns the line of the cell at index `column` that seems to be a row of its own: quotes that do
/// not belong together have made one cell of several rows.
pub(super) fn swallowed_row(
    cells: &[String],
    column: usize,
    HeaderAbove { width, is_export }: HeaderAbove,
    delimiter: char,
) -> Option<&str> {
    /// Number of cells after a number by which a line is a row, however many the header has.
    const CELLS_MIN: usize = 2;
    /// Number of cells of a header below which a line may have as many by chance.
    const WIDTH_MIN: usize = 3;
    let cell = cells.get(column)?;
    let lines: Vec<&str> = cell.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let last = lines.len() - 1;
    let separators = |nth: usize, line: &str| {
        let own = line.matches(delimiter).count();
        let before = if nth == 0 { column } else { 0 };
        let after = if nth == last { cells.len() - 1 - column } else { 0 };
        (own, before + own + after)
    };
    let fits = |(nth, line): &(usize, &&str)| {
        let (own, all) = separators(*nth, line);
        own > 0 && all + 1 == width && width >= WIDTH_MIN
    };
    let is_row = |found: &(usize, &&str)| {
        let (_, line) = found;
        let first = line.split(delimiter).next().unwrap_or_default().trim();
        let has_digits = !first.is_empty() && first.chars().all(|c| c.is_ascii_digit());
        let has_number = first.is_empty() || parse_number(first).is_some();
        let is_numbered = !is_export && has_digits && parse_number(first).is_some();
        is_numbered && line.matches(delimiter).count() >= CELLS_MIN || has_number && fits(found)
    };
    let rows = || lines.iter().enumerate();
    let is_whole =
        last > 0 && rows().all(|line| fits(&line) && separators(line.0, line.1).0 >= CELLS_MIN);
    let mut below = rows().skip(1);
    below.find(|line| is_whole || is_row(line)).map(|(_, line)| *line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_in_its_place_or_not() {
        for (record, expected) in [
            ("1,教育,甲\n", None),
            ("1,\"教育\",\"甲\n乙\"\r\n", None),
            ("1,\"说\"\"好\"\"的\",乙", None),
            ("1,建设\"三好\"学校,乙\n", None),
            ("=\"001\",甲\n", None),
            ("1,\"甲\" ,乙\n", None),
            ("\n\n1,\"\",乙\n", None),
            ("1,\"三好\"学校,乙\n", Some(1)),
            ("1,建设\"三好,四好\"学校,乙\n", Some(1)),
            ("1,甲,5\" 管\n", Some(2)),
            ("1,\"甲,东村\n2,教育,乙\n", Some(1)),
        ] {
            assert_eq!(stray_quote(record, ','), expected, "{record}");
        }
    }

    #[test]
    fn a_row_in_a_cell_is_found_and_honest_lines_are_not() {
        for (cells, column, expected) in [
            (["1", "教育", "甲,东村\n2,教育,乙,西村\n3,教育,丙", "南村"], 2, true),
            (["1", "教育", "甲,东村\n（二）,教育,乙,西村\n三,教育,丙", "南村"], 2, true),
            (["1", "教育", "甲,东村\n,教育,乙", "西村"], 2, true),
            (["1", "教育", "甲,东村\n十二,教育,乙", "西村"], 2, true),
            (["合计", "甲,乙,丙\n丁,戊,己", "", ""], 1, false),
            (["1", "教育", "第一,做好,第二\n二,再做,三,再看,四\n好", "x"], 2, false),
            (["1", "教育", "东村\n西村", "x"], 2, false),
            (["1", "教育", "A, B and C\nD, E", "x"], 2, false),
            (["1", "教育", "x", "新建 3 所, 改造 2 所, 共 5 所\n好, 很好"], 3, false),
            (["1", "教育, 文化\n体育, 卫生", "x", "y"], 1, false),
        ] {
            let cells = cells.map(str::to_owned);
            let header = HeaderAbove { width: 4, is_export: false };
            let found = swallowed_row(&cells, column, header, ',');
            assert_eq!(found.is_some(), expected, "{cells:?} {found:?}");
        }
    }
}
