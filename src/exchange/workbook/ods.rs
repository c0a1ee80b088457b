//! Reads the workbooks of `LibreOffice` and other programs of `OpenDocument` (ODF 1.3, part 3):
//! packed, `.ods`, and as a single XML file, `.fods`.

use quick_xml::Reader;
use quick_xml::events::Event;

use self::content::ContentReader;
use super::damaged::damaged;
use super::packed::PackedFile;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;
use crate::exchange::xlsx::xml;
use crate::exchange::{ProgressFn, Sheet};

mod cell;
mod content;
mod dates;
mod grid;
mod shown_number;
mod styles;

/// The part with the sheets, and the element that a single file consists of.
const CONTENT: &str = "content.xml";
const FLAT: &str = "office:document";

/// Reads the sheets of the workbook `bytes`.
///
/// # Errors
/// It is damaged, unpacks to too much, or takes too much memory.
pub(super) fn read(bytes: &[u8], on_progress: ProgressFn) -> Result<Vec<Sheet>, FileErrorKind> {
    let mut budget = MemoryBudget::for_size(bytes.len());
    let mut content = ContentReader::new(&mut budget);
    let name = if bytes.starts_with(b"PK") {
        let mut file = PackedFile::new(bytes)?;
        if let Some(styles) = file.part("styles.xml")? {
            read_part(&styles, "styles.xml", &mut content, &mut |_, _| {})?;
        }
        let part = file.part(CONTENT)?.ok_or_else(|| damaged(CONTENT))?;
        read_part(&part, CONTENT, &mut content, on_progress)?;
        CONTENT
    } else {
        read_part(bytes, FLAT, &mut content, on_progress)?;
        FLAT
    };
    content.into_sheets().ok_or_else(|| damaged(name))
}

fn read_part(
    part: &[u8],
    name: &str,
    content: &mut ContentReader,
    on_progress: ProgressFn,
) -> Result<(), FileErrorKind> {
    let (mut reader, mut buffer): (Reader<&[u8]>, Vec<u8>) = (xml::reader(part), Vec::new());
    loop {
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|error| damaged(&format!("{name}: {error}")))? {
            Event::Start(tag) => content.start(&tag),
            Event::Text(text) => content.text(&text),
            Event::CData(text) => content.text(&text),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => content.text(c.encode_utf8(&mut [0; 4])),
                _ => content.entity(&entity),
            },
            Event::End(tag) => {
                let name = tag.name();
                content.end(name.as_ref())?;
                if name.as_ref() == "table:table-row" {
                    let done = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                    on_progress(done.min(part.len()), part.len());
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}
