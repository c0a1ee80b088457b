//! Helpers to read the XML of a Word document.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Maximum number of bytes that a part of a document is unpacked to.
pub(super) const PART_MAX: u64 = 24 << 20;

/// A document, which is a zip archive.
pub(super) type DocumentArchive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// Returns the value of an attribute, whose namespace does not matter.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|other| other.key.local_name().as_ref() == name);
    found.map(|other| other.value.into_owned())
}

/// Calls `read` with the start of each element of a part, if there is such a part, up to the first
/// that is invalid.
pub(super) fn for_each_tag(
    archive: &mut DocumentArchive,
    part: &str,
    mut read: impl FnMut(&BytesStart),
) {
    let Some(Ok(file)) = archive.index_for_name(part).map(|at| archive.by_index(at)) else {
        return;
    };
    let mut xml = Reader::from_reader(BufReader::new(file.take(PART_MAX)));
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    while let Ok(event) = xml.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) => read(&tag),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
}
