//! Decodes CSV files: UTF-8, GBK and its superset GB18030, UTF-16 with or without a byte order
//! mark.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::diagnostics::{Diagnostic, FileErrorKind, LineCol, Location, Note};

/// Character that ends a file of DOS, and of programs that export as DOS did.
const END_OF_FILE: char = '\u{1a}';

/// Decodes `bytes`. Also returns a note on the encoding if it is not UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Option<Note>), Diagnostic> {
    let (mut text, note) = decode_all(bytes)?;
    let length = text.trim_end_matches(END_OF_FILE).len();
    text.truncate(length);
    Ok((text, note))
}

fn decode_all(bytes: &[u8]) -> Result<(String, Option<Note>), Diagnostic> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        let note =
            (encoding == UTF_16LE || encoding == UTF_16BE).then_some(Note::Encoding("UTF-16"));
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest) {
            return Ok((text.into_owned(), note));
        }
    }
    if let Some(text) = utf_16_without_mark(bytes) {
        return Ok((text, Some(Note::Encoding("UTF-16"))));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(error) => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => Ok((text.into_owned(), Some(Note::Encoding(chinese_encoding(bytes))))),
            None => Err(Diagnostic::new(
                Location::Text(LineCol::from_offset(bytes, error.valid_up_to())),
                FileErrorKind::NotText,
            )),
        },
    }
}

/// Returns the name of the encoding of bytes that are valid GB18030: only that has characters of
/// four bytes, whose second one is a digit.
fn chinese_encoding(bytes: &[u8]) -> &'static str {
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (0x80.., [b'0'..=b'9', ..]) => return "GB18030",
            (0x80.., [_, after @ ..]) => after,
            _ => after,
        };
    }
    "GBK"
}

/// Decodes UTF-16 without a byte order mark. Its separators, digits and line ends have a zero as
/// every other byte, which a text in another encoding never has.
fn utf_16_without_mark(bytes: &[u8]) -> Option<String> {
    /// Zeros on the wrong side, one for so many on the right one: parts of characters such as
    /// U+4E00.
    const RARE: usize = 4;
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match (even, odd) {
        (0, 0) => return None,
        _ if even * RARE <= odd => UTF_16LE,
        _ if odd * RARE <= even => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (text.contains(['\n', '\r']) && !text.contains('\0')).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_decoded_from_what_offices_save() {
        let text = "2026年一览\r\n序号,名称\r\n1,教育一一\r\n";
        let wide = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(to_bytes).collect()
        };
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        let with_mark = |mark: [u8; 2], bytes: &[u8]| [&mark, bytes].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), None),
            (format!("\u{feff}{text}\u{1a}").into_bytes(), None),
            (GB18030.encode(text).0.into_owned(), Some("GBK")),
            ([&GB18030.encode(text).0, &b"\x1a"[..]].concat(), Some("GBK")),
            (little.clone(), Some("UTF-16")),
            (big.clone(), Some("UTF-16")),
            (with_mark([0xff, 0xfe], &little), Some("UTF-16")),
            (with_mark([0xfe, 0xff], &big), Some("UTF-16")),
        ] {
            let expected = (text.to_owned(), encoding.map(Note::Encoding));
            assert_eq!(decode(&bytes), Ok(expected), "{bytes:?}");
        }
        // A character that GBK lacks.
        let text = "序号,名称\n1,㛃村\n";
        let (bytes, ..) = GB18030.encode(text);
        assert_eq!(decode(&bytes), Ok((text.to_owned(), Some(Note::Encoding("GB18030")))));
        // Zeros that a power cut has left are no UTF-16.
        let zeros = format!("{text}\0\0\0");
        assert_eq!(decode(zeros.as_bytes()), Ok((zeros.clone(), None)));
    }
}
