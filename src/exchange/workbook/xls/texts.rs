//! Texts in the records of an old workbook (MS-XLS 2.5.293).

use encoding_rs::{Encoding, GBK, UTF_8, WINDOWS_1252};

use crate::exchange::workbook::binary_styles::StyleRecords;
use crate::exchange::workbook::bytes::Bytes;
use crate::exchange::workbook::text_runs::SharedText;

/// Form of the texts in a workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct XlsTextForm {
    /// True since Excel 97: texts are Unicode.
    pub(super) is_unicode: bool,
    /// Encoding of texts that are not.
    pub(super) encoding: &'static Encoding,
}

/// Returns the encoding with this number in Windows; `None` if it is not read. The others are hardly
/// found in Chinese offices, and the tables of each make the program larger by up to 0.1 MB.
pub(super) fn encoding(code_page: u16) -> Option<&'static Encoding> {
    match code_page {
        // ASCII; GBK and GB18030.
        367 | 936 | 54936 => Some(GBK),
        1200 | 65001 => Some(UTF_8),
        1252 | 0x8001 => Some(WINDOWS_1252),
        _ => None,
    }
}

impl XlsTextForm {
    /// Takes a text with its length before it, in one byte if it `is_short`, else in two.
    pub(super) fn text(self, bytes: &mut Bytes, is_short: bool) -> Option<String> {
        let count = usize::from(if is_short { bytes.u8()?.into() } else { bytes.u16()? });
        if !self.is_unicode {
            return Some(self.encoding.decode_without_bom_handling(bytes.take(count)?).0.into());
        }
        if count == 0 {
            return Some(String::new());
        }
        let is_wide = bytes.u8()? & 1 != 0;
        let units = bytes.take(if is_wide { 2 * count } else { count })?;
        let mut text = Vec::new();
        push_units(&mut text, units, is_wide);
        Some(String::from_utf16_lossy(&text))
    }
}

/// Adds characters of one byte or, if they are wide, of two.
fn push_units(text: &mut Vec<u16>, bytes: &[u8], is_wide: bool) {
    if is_wide {
        let mut bytes = Bytes(bytes);
        text.extend(std::iter::from_fn(|| bytes.u16()));
    } else {
        text.extend(bytes.iter().copied().map(u16::from));
    }
}

/// Reads the shared texts of a workbook, which go on over several records.
pub(super) struct XlsTexts<'a> {
    /// The rest of the record.
    bytes: Bytes<'a>,
    /// The records that follow.
    parts: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> XlsTexts<'a> {
    pub(super) fn new(first: &'a [u8], continued: Vec<&'a [u8]>) -> Self {
        Self { bytes: Bytes(first), parts: continued.into_iter() }
    }

    /// Goes on with the next record if this one is read.
    fn refill(&mut self) -> bool {
        while self.bytes.0.is_empty() {
            let Some(part) = self.parts.next() else { return false };
            self.bytes = Bytes(part);
        }
        true
    }

    /// Skips bytes, which may be in several records.
    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if !self.refill() {
                return None;
            }
            count -= self.bytes.take(count.min(self.bytes.0.len()))?.len();
        }
        Some(())
    }

    /// Takes bytes, which may be in several records.
    fn gather(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut gathered = Vec::new();
        while gathered.len() < count {
            if !self.refill() {
                return None;
            }
            let wanted = (count - gathered.len()).min(self.bytes.0.len());
            gathered.extend_from_slice(self.bytes.take(wanted)?);
        }
        Some(gathered)
    }

    /// Returns true if there is another text.
    pub(super) fn has_more(&mut self) -> bool {
        self.refill()
    }

    /// Skips the two numbers before the texts.
    pub(super) fn skip_counts(&mut self) -> Option<()> {
        self.skip(8)
    }

    /// Reads the next text; `None` if it is cut off.
    pub(super) fn read(&mut self, styles: &StyleRecords) -> Option<SharedText> {
        let (count, flags) = (usize::from(self.bytes.u16()?), self.bytes.u8()?);
        let runs = if flags & 8 != 0 { usize::from(self.bytes.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { self.bytes.u32()? as usize } else { 0 };
        let text = self.units(count, flags & 1 != 0)?;
        let runs = self.gather(4 * runs)?;
        self.skip(extra)?;
        let mut runs = Bytes(&runs);
        let run = || Some((usize::from(runs.u16()?), font_index(runs.u16()?)));
        let runs: Vec<(usize, u16)> = std::iter::from_fn(run).collect();
        Some(SharedText::new(&text, &runs, styles))
    }

    /// Reads a text without runs; `None` if it is cut off.
    pub(super) fn read_plain(mut self) -> Option<String> {
        let (count, flags) = (usize::from(self.bytes.u16()?), self.bytes.u8()?);
        self.units(count, flags & 1 != 0).map(|text| String::from_utf16_lossy(&text))
    }

    /// Reads the characters of a text, of one byte or, if they are wide, of two.
    fn units(&mut self, count: usize, mut is_wide: bool) -> Option<Vec<u16>> {
        let mut text = Vec::new();
        while text.len() < count {
            if self.bytes.0.is_empty() {
                if !self.refill() {
                    return None;
                }
                // A text that goes on in another record tells its width anew.
                is_wide = self.bytes.u8()? & 1 != 0;
            }
            let width = if is_wide { 2 } else { 1 };
            let wanted = (count - text.len()).min(self.bytes.0.len() / width);
            if wanted == 0 {
                self.bytes.0 = &[];
                continue;
            }
            push_units(&mut text, self.bytes.take(wanted * width)?, is_wide);
        }
        Some(text)
    }
}

/// Returns the index of a font, whose number is never 4.
pub(super) fn font_index(number: u16) -> u16 {
    if number > 4 { number - 1 } else { number }
}
