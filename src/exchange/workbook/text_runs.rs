//! Texts whose parts have fonts of their own.

use super::binary_styles::StyleRecords;
use crate::exchange::xlsx::Strike;

/// A text that may be struck through or have a raised digit.
#[derive(Clone, Debug)]
pub(super) struct SharedText {
    pub(super) text: String,
    pub(super) strike: Option<Strike>,
}

impl SharedText {
    /// Creates a text from its characters and its runs, each with its first character and the index
    /// of its font. The text before the first run has the font of the cell.
    pub(super) fn new(units: &[u16], runs: &[(usize, u16)], styles: &StyleRecords) -> Self {
        let ends = runs.iter().skip(1).map(|(start, _)| *start).chain([units.len()]);
        let is_digit = |unit: &u16| (u16::from(b'0')..=u16::from(b'9')).contains(unit);
        let mut is_struck = false;
        let mut is_plain = runs.first().is_none_or(|(start, _)| *start > 0);
        let mut has_raised_digit = false;
        for ((start, font), end) in runs.iter().zip(ends) {
            let run = units.get(*start..end.min(units.len())).unwrap_or_default();
            if !String::from_utf16_lossy(run).trim().is_empty() {
                let has_line = styles.is_struck(*font);
                (is_struck, is_plain) = (is_struck || has_line, is_plain || !has_line);
                let before = start.checked_sub(1).and_then(|before| units.get(before));
                let are_digits = before.is_some_and(is_digit) && run.first().is_some_and(is_digit);
                has_raised_digit |= are_digits && styles.is_raised(*font);
            }
        }
        let strike = match (is_struck, is_plain) {
            (true, true) => Some(Strike::Part),
            (true, false) => Some(Strike::Whole),
            (false, _) => has_raised_digit.then_some(Strike::RaisedDigit),
        };
        Self { text: String::from_utf16_lossy(units), strike }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_digit_behind_a_digit_may_be_the_mark_of_a_note() {
        let (struck_fonts, raised_fonts) = (vec![false, false, true], vec![false, true, false]);
        let styles = StyleRecords { struck_fonts, raised_fonts, ..StyleRecords::default() };
        for (text, runs, strike) in [
            ("5401 个", &[(3, 1), (4, 0)][..], Some(Strike::RaisedDigit)),
            ("540 m2", &[(5, 1)], None),
            ("5401 个", &[(3, 0)], None),
            ("540①", &[(3, 1)], None),
            ("5401", &[(3, 2)], Some(Strike::Part)),
            ("5401", &[(0, 2)], Some(Strike::Whole)),
        ] {
            let units: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(SharedText::new(&units, runs, &styles).strike, strike, "{text} {runs:?}");
        }
    }
}
