//! Lists of project numbers: `第1、2项`, `1~5号`, `no:1-3`, `3号和4号`, `20，21`.

use std::ops::RangeInclusive;

use super::spoken_number::{MarkedNumber, is_of_number, split_year};

/// Marks and words between the numbers of a list.
const BETWEEN: [char; 13] =
    ['、', '，', ',', '；', ';', '/', '／', '&', '+', '＋', '和', '与', '及'];

/// The marks that may also stand between plain numbers, without a word that says what they are.
const BETWEEN_PLAIN: [char; 5] = ['、', '，', ',', '；', ';'];

/// Marks and words between the first and the last number of a range.
const THROUGH: [char; 10] = ['-', '－', '~', '～', '〜', '—', '–', '―', '至', '到'];

/// Maximum number of digits of a plain number in a list: longer ones are years and phone numbers.
const PLAIN_LEN_MAX: usize = 3;

/// Maximum length of a list, in bytes.
const LIST_LEN_MAX: usize = 200;

/// Several project numbers that a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberList {
    /// The year of the programme: 2026 in `2026年第1、2项`.
    pub(super) year: Option<u16>,
    /// The numbers, as ranges of one or more.
    pub(super) ranges: Vec<RangeInclusive<u32>>,
}

impl NumberList {
    /// Parses a token that says several project numbers; `None` for any other.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let (year, list) =
            split_year(token).map_or((None, token), |(year, rest)| (Some(year), rest));
        let ranges = ranges(list, year.is_some())?;
        Some(Self { year, ranges })
    }
}

/// Parses the numbers of a list; `is_marked` is true if they are known to be those of projects.
fn ranges(text: &str, mut is_marked: bool) -> Option<Vec<RangeInclusive<u32>>> {
    let is_short = text.len() <= LIST_LEN_MAX;
    if !is_short || !text.contains(|c| BETWEEN.contains(&c) || THROUGH.contains(&c)) {
        return None;
    }
    if !text.chars().any(is_of_number) {
        return None;
    }
    let parts: Vec<&str> = text.split(BETWEEN).collect();
    // A list may be still being typed.
    let parts = match &parts[..] {
        [parts @ .., ""] if parts.len() > 1 => parts,
        parts => parts,
    };
    let mut ranges = Vec::with_capacity(parts.len());
    let mut is_plain = !text.contains(|c| BETWEEN.contains(&c) && !BETWEEN_PLAIN.contains(&c));
    for part in parts {
        let (first, last) = part
            .split_once(THROUGH)
            .map_or((*part, None), |(first, last)| (first, Some(last.trim_start_matches(THROUGH))));
        let numbers = [Some(first), last].into_iter().flatten().map(MarkedNumber::parse);
        let numbers: Vec<MarkedNumber> = numbers.collect::<Option<_>>()?;
        is_marked |= numbers.iter().any(|number| number.is_marked);
        is_plain &= numbers.iter().all(|number| number.digits_len.is_some_and(is_plain_len));
        let (first, last) = (numbers.first()?.no, numbers.last()?.no);
        ranges.push(first.min(last)..=first.max(last));
    }
    let is_several = ranges.len() > 1 || ranges.iter().any(|range| range.start() < range.end());
    let is_list = is_marked || is_plain && !is_grouped(text);
    (is_several && is_list).then_some(ranges)
}

fn is_plain_len(len: usize) -> bool {
    len <= PLAIN_LEN_MAX
}

/// Returns true for a figure such as `1,000` or `1，000，000`.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split([',', '，']).skip(1).peekable();
    groups.peek().is_some() && groups.all(|group| group.chars().count() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_each_of_their_numbers() {
        for (said, ranges) in [
            ("第1、2项", &[1..=1, 2..=2][..]),
            ("第1-3项", &[1..=3]),
            ("第一、二、三项", &[1..=1, 2..=2, 3..=3]),
            ("第3和第4项", &[3..=3, 4..=4]),
            ("第3项和第4项", &[3..=3, 4..=4]),
            ("3号、4号", &[3..=3, 4..=4]),
            ("3号、", &[]),
            ("1~5号", &[1..=5]),
            ("1至5号", &[1..=5]),
            ("1号到5号", &[1..=5]),
            ("1——5号", &[1..=5]),
            ("5-1号", &[1..=5]),
            ("编号20、21", &[20..=20, 21..=21]),
            ("No.1-3", &[1..=3]),
            ("no:1-3", &[1..=3]),
            ("编号：一、二", &[1..=1, 2..=2]),
            ("#1-3", &[1..=3]),
            ("20，21", &[20..=20, 21..=21]),
            ("20,21,22", &[20..=20, 21..=21, 22..=22]),
            ("1-3", &[1..=3]),
            ("1、3-5", &[1..=1, 3..=5]),
            ("二十至廿五号", &[20..=25]),
            ("1,000", &[]),
            ("1，000，000", &[]),
            ("3000-8000", &[]),
            ("0500-55550101", &[]),
            ("2026-05-31", &[]),
            ("3、4号楼", &[]),
            ("1-3岁", &[]),
            ("1+3+4", &[]),
            ("7x24", &[]),
            ("管网、地块", &[]),
            ("一、二", &[]),
            ("7", &[]),
            ("第7项", &[]),
            ("", &[]),
        ] {
            let found = NumberList::parse(said).map(|list| list.ranges).unwrap_or_default();
            assert_eq!(found, ranges, "{said}");
        }
        let list = NumberList::parse("2026年第1、2项").unwrap();
        assert_eq!((list.year, list.ranges), (Some(2026), vec![1..=1, 2..=2]));
    }
}
