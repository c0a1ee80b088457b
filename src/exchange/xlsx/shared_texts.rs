//! Reads the shared strings of a workbook if they are plain.

use super::plain_xml::{PlainXml, is_plain_head};

/// The shared strings of a workbook, one after the other.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    texts: String,
    /// The end of each text.
    ends: Vec<usize>,
}

impl SharedTexts {
    /// Reads the part with the shared strings; `None` if it is not plain, or some are struck
    /// through or raised.
    pub(super) fn read(xml: &str) -> Option<Self> {
        let has = |word: &[u8]| memchr::memmem::find(xml.as_bytes(), word).is_some();
        if has(b"strike") || has(b"superscript") {
            return None;
        }
        let at = memchr::memmem::find(xml.as_bytes(), b"<sst")?;
        let (head, rest) = xml.split_at_checked(at)?;
        let mut xml = PlainXml { rest: rest.strip_prefix("<sst")? };
        if !is_plain_head(head) {
            return None;
        }
        let mut shared = Self::default();
        let (attributes, is_empty) = xml.attributes()?;
        let mut declared = 0;
        for attribute in attributes {
            if let ("uniqueCount", count) = attribute.ok()? {
                declared = declared.max(count.parse().ok()?);
            }
        }
        // A number that is larger than that of the texts may be refused.
        let are_all = |shared: &Self| declared <= shared.ends.len();
        if is_empty {
            return Some(shared).filter(are_all);
        }
        loop {
            xml.skip_blanks();
            if xml.skip("</sst>") {
                return Some(shared).filter(are_all);
            }
            if !xml.skip("<si/>") {
                shared.read_text(&mut xml)?;
            }
            shared.ends.push(shared.texts.len());
        }
    }

    /// Reads a text; of one with runs in several styles, all runs.
    fn read_text(&mut self, xml: &mut PlainXml) -> Option<()> {
        let mut is_run = false;
        if !xml.skip("<si>") {
            return None;
        }
        loop {
            xml.skip_blanks();
            if xml.rest.starts_with("<t>") || xml.rest.starts_with("<t ") {
                self.texts.push_str(&xml.text_element()?);
            } else if !is_run && xml.skip("</si>") {
                return Some(());
            } else if xml.skip("<phoneticPr ") {
                xml.attributes().filter(|(_, is_empty)| *is_empty)?;
            } else if xml.skip("<rPh ") {
                xml.skip_to("</rPh>", &["<rPh"])?;
            } else if xml.skip("<rPr>") {
                xml.skip_to("</rPr>", &["<t>", "<t ", "<rPh"])?;
            } else if xml.skip("<r>") {
                (!is_run).then_some(())?;
                is_run = true;
            } else if is_run && xml.skip("</r>") {
                is_run = false;
            } else {
                return None;
            }
        }
    }

    /// Returns the text with this index.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start =
            index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.texts.get(start..end)
    }
}
