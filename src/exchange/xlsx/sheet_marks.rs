//! Looks for signs of what a scan of a sheet finds: most sheets have none, and searching for bytes
//! takes a tenth of the time of parsing.

use std::io::Read;

use memchr::memmem;

/// Number of bytes that are searched at once.
const WINDOW: usize = 64 << 10;
/// Bytes of a window that the next one repeats: more than an attribute with what is around it.
const OVERLAP: usize = 4 * AROUND;
/// Bytes before and after the `=` of an attribute that are examined.
const AROUND: usize = 100;
/// Words of formulas, of errors, and of lines through a text and raised digits.
const WORDS: [&[u8]; 6] = [b"<f", b":f", b"\"e\"", b"'e'", b"strike", b"superscript"];

/// Signs in the XML of a sheet. They may deceive, as in a text; but none is missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetMarks {
    /// True if a scan may find hidden parts, formulas, errors or lines through a text.
    pub(super) needs_scan: bool,
    /// True if there may be merged cells.
    pub(super) has_merged: bool,
}

impl SheetMarks {
    /// Signs of everything.
    const ALL: Self = Self { needs_scan: true, has_merged: true };

    /// Searches the XML of a sheet up to the first error.
    pub(super) fn find(part: &mut dyn Read) -> Self {
        let (mut marks, mut buffer, mut filled) = (Self::default(), vec![0; WINDOW], 0);
        // The last window has searched the attributes before this place.
        let mut start = 0;
        loop {
            let count = part.read(buffer.get_mut(filled..).unwrap_or_default()).unwrap_or(0);
            filled += count;
            marks.search(buffer.get(..filled).unwrap_or_default(), start, count == 0);
            if count == 0 || marks == Self::ALL {
                return marks;
            }
            let kept = filled.min(OVERLAP);
            if kept < filled {
                start = AROUND;
            }
            buffer.copy_within(filled - kept..filled, 0);
            filled = kept;
        }
    }

    fn search(&mut self, text: &[u8], start: usize, is_last: bool) {
        let has = |word: &[u8]| memmem::find(text, word).is_some();
        if memchr::memchr(0, text).is_some() || is_encoded(text, is_last) {
            // The words may look different.
            *self = Self::ALL;
        }
        self.has_merged = self.has_merged || has(b"mergeCell");
        self.needs_scan = self.needs_scan || WORDS.iter().any(|word| has(word));
        let mut marks = memchr::memchr_iter(b'=', text).filter(|at| *at >= start);
        self.needs_scan = self.needs_scan || marks.any(|at| hides(text, at, is_last));
    }
}

/// Returns true if the XML declares another encoding than UTF-8.
fn is_encoded(text: &[u8], is_last: bool) -> bool {
    let Some(at) = memmem::find(text, b"encoding") else { return false };
    let value = text.get(at..).unwrap_or_default();
    let is_cut = value.len() < AROUND && !is_last;
    let value = value.get(..AROUND).unwrap_or(value).to_ascii_lowercase();
    !is_cut && memmem::find(&value, b"utf-8").is_none()
}

/// Returns true if the attribute with its `=` at this place may hide a row or a column.
fn hides(text: &[u8], at: usize, is_last: bool) -> bool {
    let before = text.get(at.saturating_sub(AROUND)..at).unwrap_or_default().trim_ascii_end();
    let is_flag = before.ends_with(b"hidden");
    let is_size = [&b"ht"[..], b"width"].iter().any(|name| {
        let prefix = before.strip_suffix(*name);
        prefix.is_some_and(|prefix| !prefix.last().is_some_and(u8::is_ascii_alphanumeric))
    });
    // So many blanks may hide a name.
    let is_unknown = before.is_empty() && at >= AROUND;
    if !is_flag && !is_size && !is_unknown {
        return false;
    }
    let after = text.get(at + 1..).unwrap_or_default();
    if after.len() < AROUND && !is_last {
        // The next window has all of it.
        return false;
    }
    let after = after.get(..AROUND).unwrap_or(after).trim_ascii_start();
    let Some((quote, rest)) = after.split_first() else { return true };
    let Some(length) = memchr::memchr(*quote, rest) else { return true };
    let value = rest.get(..length).and_then(|value| std::str::from_utf8(value).ok());
    is_unknown
        || (is_flag && value.is_some_and(super::xml::is_true))
        || (is_size && value.is_some_and(super::xml::is_zero_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives a few bytes at a time.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn find(text: &str) -> SheetMarks {
        let padding = "<c r=\"A1\"><v>12</v></c>".repeat(20);
        let text = format!("{padding}{text}{padding}");
        let marks = [1, 7, 64, 150, 1 << 20]
            .map(|size| SheetMarks::find(&mut Pieces(text.as_bytes(), size)));
        assert!(marks.iter().all(|other| *other == marks[0]), "{marks:?} {text}");
        marks[0]
    }

    #[test]
    fn signs_are_found_in_pieces_of_any_size() {
        let scanned = [
            "<row hidden=\"1\">",
            "<row hidden = 'true'>",
            "<x:row\nhidden=\n\"on\" r=\"7\">",
            "<row r=\"1\"ht=\"0\">",
            "<row x:ht='0.00'>",
            "<row ht=\"-0e5\">",
            "<row ht=\"1e-999\">",
            "<col min=\"1\" max=\"2\" width=\"0\"/>",
            "<c><f>1+1</f></c>",
            "<x:f t=\"shared\" si=\"0\"/>",
            "<c t=\"e\">",
            "<c t='e'>",
            "<x:strike/>",
            "\0",
            &format!("<row hidden{}=\"1\">", " ".repeat(300)),
            &format!("<row hidden={}\"1\">", " ".repeat(300)),
            &format!("<row ht=\"0.{}\">", "0".repeat(300)),
        ];
        for text in scanned {
            assert!(find(text).needs_scan, "{text}");
        }
        let plain = [
            "<row hidden=\"false\" ht=\"12.8\" customHeight=\"0\">",
            "<col width=\"0.7\" hidden='0'/><pageMargins right=\"0\" left=\"0\"/>",
            "<sheetFormatPr baseColWidth=\"0\"/><?xml encoding=\"UTF-8\"?>",
        ];
        for text in plain {
            assert_eq!(find(text), SheetMarks::default(), "{text}");
        }
        let merged = SheetMarks { has_merged: true, ..SheetMarks::default() };
        assert_eq!(find("<x:mergeCells count=\"1\">"), merged);
        assert_eq!(find("<?xml encoding='GBK'?>"), SheetMarks::ALL);
    }

    #[test]
    fn a_sign_at_the_end_is_found() {
        for text in ["<row hidden=\"1\"", "<row ht='0'", "<c t=\"e\"", "<f"] {
            assert!(SheetMarks::find(&mut text.as_bytes()).needs_scan, "{text}");
        }
    }
}
