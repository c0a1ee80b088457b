//! Texts with fonts in a binary workbook (MS-XLSB 2.5.121).

use crate::exchange::workbook::binary_styles::StyleRecords;
use crate::exchange::workbook::bytes::Bytes;
use crate::exchange::workbook::text_runs::SharedText;

/// Takes a text, whose first byte tells whether it has runs; `None` if it is cut off.
pub(super) fn rich_text(mut data: Bytes, styles: &StyleRecords) -> Option<SharedText> {
    let has_runs = data.u8()? & 1 != 0;
    let text = data.wide_text()?;
    let mut runs = Vec::new();
    if has_runs {
        for _ in 0..data.u32()? {
            runs.push((usize::from(data.u16()?), data.u16()?));
        }
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    Some(SharedText::new(&units, &runs, styles))
}
