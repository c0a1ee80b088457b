//! The letters of columns.

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
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 52, 703].map(column_letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
