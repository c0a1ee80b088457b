//! Chooses among columns that differ only in the year in their headers.

use std::collections::BTreeSet;

use super::columns::HeaderRow;
use super::row_text::plain;
use crate::diagnostics::{Column, Table};
use crate::exchange::import::list_years::{ListYears, years_in};
use crate::text::with_arabic_dates;

/// The year that a header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeaderYear {
    Year(u16),
    /// 本年: that of the list.
    This,
    /// 上年, 明年: another one than that of the list.
    Other,
}

/// Headers of a table of projects of which none is known to be that of the year of the list: the
/// index of the first, and all their texts.
pub(super) type UndecidedColumns = (usize, String);

/// Makes the columns of the year of the list those that are read, and leaves out those of other
/// years. Returns the columns for which that cannot be decided.
pub(super) fn choose(header: &mut HeaderRow, years: Option<ListYears>) -> Vec<UndecidedColumns> {
    let mut undecided = Vec::new();
    if header.header.table != Table::Projects {
        return undecided;
    }
    let found: Vec<Option<HeaderYear>> =
        header.labels.iter().map(|label| header_year(label)).collect();
    if found.iter().all(Option::is_none) {
        return undecided;
    }
    for used in 0..header.header.columns.len() {
        let column = header.header.columns.get(used).copied().flatten();
        if !column.is_some_and(is_yearly) {
            continue;
        }
        let doubles = header.header.doubles.iter().filter(|(_, other)| *other == used);
        let mut all: Vec<usize> = doubles.map(|(nth, _)| *nth).chain([used]).collect();
        all.sort_unstable_by_key(|nth| (*nth != used, *nth));
        let year = |nth: &usize| found.get(*nth).copied().flatten();
        match choice(&all, year, years) {
            Choice::Column(nth) => header.header.prefer(nth, used),
            Choice::None => {
                header.other_years.extend(all);
                if let Some(column) = header.header.columns.get_mut(used) {
                    *column = None;
                }
            }
            Choice::Undecided => {
                all.sort_unstable();
                let labels = all.iter().filter_map(|nth| header.labels.get(*nth));
                let names = labels.map(String::as_str).collect::<Vec<_>>().join("、");
                undecided.extend(all.first().map(|first| (*first, names)));
                header.undecided.extend(all);
            }
        }
    }
    undecided
}

/// The column of several with one meaning that is read.
enum Choice {
    Column(usize),
    /// All are of other years.
    None,
    Undecided,
}

fn choice(
    all: &[usize],
    year: impl Fn(&usize) -> Option<HeaderYear>,
    years: Option<ListYears>,
) -> Choice {
    let is_current = |nth: &&usize| match year(nth) {
        Some(HeaderYear::This) => true,
        Some(HeaderYear::Year(year)) => years.is_some_and(|years| years.contains(year)),
        Some(HeaderYear::Other) | None => false,
    };
    let numbers = |nths: &mut dyn Iterator<Item = &usize>| -> BTreeSet<u16> {
        let number = |nth: &usize| match year(nth) {
            Some(HeaderYear::Year(year)) => Some(year),
            _ => None,
        };
        nths.filter_map(number).collect()
    };
    if let Some(first) = all.iter().find(is_current) {
        let has_several = numbers(&mut all.iter().filter(is_current)).len() > 1;
        return if has_several { Choice::Undecided } else { Choice::Column(*first) };
    }
    if let Some(undated) = all.iter().find(|nth| year(nth).is_none()) {
        return Choice::Column(*undated);
    }
    let dated: Vec<&usize> =
        all.iter().filter(|nth| matches!(year(nth), Some(HeaderYear::Year(_)))).collect();
    match (years, dated.first()) {
        (None, Some(first)) if numbers(&mut dated.iter().copied()).len() == 1 => {
            Choice::Column(**first)
        }
        (None, Some(_)) => Choice::Undecided,
        _ => Choice::None,
    }
}

/// Returns true for columns of which a list has one a year.
fn is_yearly(column: Column) -> bool {
    !matches!(column, Column::No | Column::Title(_) | Column::Domain | Column::Extra(_))
}

/// Returns the year that a header names.
fn header_year(label: &str) -> Option<HeaderYear> {
    const THIS: [&str; 3] = ["本年", "今年", "当年"];
    const OTHER: [&str; 8] = ["上年", "去年", "上一年", "前年", "往年", "历年", "下年", "明年"];
    let label = with_arabic_dates(&plain(label)).into_owned();
    if OTHER.iter().any(|word| label.contains(word)) {
        return Some(HeaderYear::Other);
    }
    if THIS.iter().any(|word| label.contains(word)) {
        return Some(HeaderYear::This);
    }
    let mut years = years_in(&label).chain(short_year(&label));
    let year = years.next()?;
    years.next().is_none().then_some(HeaderYear::Year(year))
}

/// Returns the year at the start of a header that has two digits: 26年目标.
fn short_year(label: &str) -> Option<u16> {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit());
    let year: u16 = label.strip_suffix(rest)?.parse().ok()?;
    (rest.starts_with('年') && (20..60).contains(&year)).then_some(2000 + year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_a_year_or_none() {
        for (label, expected) in [
            ("2025年数量", Some(HeaderYear::Year(2025))),
            ("目标（2026年）", Some(HeaderYear::Year(2026))),
            ("二〇二六年目标", Some(HeaderYear::Year(2026))),
            ("2026年 / 数量", Some(HeaderYear::Year(2026))),
            ("本年目标", Some(HeaderYear::This)),
            ("26年目标", Some(HeaderYear::Year(2026))),
            ("上年度目标", Some(HeaderYear::Other)),
            ("去年 / 数量", Some(HeaderYear::Other)),
            ("2025-2026年目标", None),
            ("年度目标", None),
            ("数量（个）", None),
        ] {
            assert_eq!(header_year(label), expected, "{label}");
        }
    }
}
