//! Storage of projects in blocks. A block holds thousands of projects in two buffers, one for their
//! texts and one for everything else: a `String` for each text would take 24 bytes and an
//! allocation, and a million projects have a dozen texts each.
//!
//! [`ProjectBlock::get`] reads what [`ProjectBlock::push`] writes: the same texts and numbers in
//! the same order.

use std::ops::Range;

use super::day::Day;
use super::decoder::Decoder;
use super::figure::{Amount, Figure};
use super::items::{Items, SIZED_MIN};
use super::new_details::NewDetails;
use super::new_project::{NewProject, NewUpdate};
use super::project::{DomainIx, ProgressRef, Project, ProjectNo};
use super::text::OwnedText;
use crate::diagnostics::{ListField, TextField};

/// Growing block of projects, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ProjectBlock {
    pub(crate) rows: Vec<ProjectRow>,
    pub(crate) texts: String,
    /// Encoded numbers: lengths of texts and lists, figures and days.
    pub(crate) encoded: Vec<u8>,
}

/// Key of a project in a [`ProjectBlock`], and the offsets of its data. They fit into 32 bits:
/// files are at most [`crate::diagnostics::FILE_MAX`] bytes, well below 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ProjectRow {
    pub(crate) no: ProjectNo,
    pub(crate) domain: u32,
    pub(crate) text_start: u32,
    pub(crate) encoded_start: u32,
}

impl ProjectRow {
    pub(crate) fn key(self) -> (ProjectNo, DomainIx) {
        (self.no, DomainIx(self.domain as usize))
    }

    /// Decodes the project; `texts` and `encoded` are the two buffers of its block.
    pub(crate) fn decode<'a>(self, texts: &'a str, encoded: &'a [u8]) -> Project<'a> {
        let mut decoder = Decoder::new(texts, encoded);
        decoder.skip(self.text_start as usize, self.encoded_start as usize);
        let (no, domain) = self.key();
        let title = decoder.read_text();
        let texts = TextField::ALL.map(|_| decoder.read_text());
        let lists = ListField::ALL.map(|_| Items::decode(&mut decoder));
        let (targets, details_ref, progress_ref) = ProgressRef::decode_with_targets(&mut decoder);
        Project { no, domain, title, texts, targets, lists, progress_ref, details_ref }
    }
}

impl ProjectBlock {
    /// Returns the number of projects.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Appends a project.
    pub(crate) fn push(&mut self, project: &NewProject) {
        let domain = to_u32(project.domain.0);
        self.rows.push(ProjectRow {
            no: project.no,
            domain,
            text_start: to_u32(self.texts.len()),
            encoded_start: to_u32(self.encoded.len()),
        });
        self.write_text(&project.title);
        for text in &project.texts {
            self.write_text(text);
        }
        for texts in &project.lists {
            self.write_list(texts.len(), &[], |block| {
                for text in texts {
                    block.write_text(text);
                }
            });
        }
        // Most projects have no details or progress data: their absence takes a bit and no byte.
        let flags = [!project.details.is_empty(), project.has_progress()];
        self.write_list(project.targets.len(), &flags, |block| {
            for target in &project.targets {
                block.write_figure(target.figure);
                block.write_text(&target.what);
                block.write_text(&target.unit);
            }
        });
        if !project.details.is_empty() {
            self.write_sized(|block| block.write_details(&project.details));
        }
        if project.has_progress() {
            self.write_day(project.start);
            self.write_day(project.end);
            self.write_updates(&project.updates);
            let targets = if project.has_updates() { &project.targets[..] } else { &[] };
            self.write_list(targets.len(), &[], |block| {
                for target in targets {
                    block.write_updates(&target.updates);
                }
            });
        }
    }

    /// Appends the projects in `rows` of another block.
    pub(crate) fn append(&mut self, other: &Self, rows: Range<usize>) {
        debug_assert!(rows.end <= other.len(), "rows past the block");
        let start = |at: usize| {
            let row =
                other.rows.get(at).map(|row| (row.text_start as usize, row.encoded_start as usize));
            row.unwrap_or((other.texts.len(), other.encoded.len()))
        };
        let ((text_start, encoded_start), (text_end, encoded_end)) =
            (start(rows.start), start(rows.end));
        let shift = |at: u32, from: usize, to: usize| to_u32(at as usize - from + to);
        for row in other.rows.get(rows).unwrap_or_default() {
            self.rows.push(ProjectRow {
                text_start: shift(row.text_start, text_start, self.texts.len()),
                encoded_start: shift(row.encoded_start, encoded_start, self.encoded.len()),
                ..*row
            });
        }
        self.texts.push_str(other.texts.get(text_start..text_end).unwrap_or_default());
        let encoded = other.encoded.get(encoded_start..encoded_end);
        self.encoded.extend_from_slice(encoded.unwrap_or_default());
    }

    /// Removes all projects but keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.texts.clear();
        self.encoded.clear();
    }

    /// Returns the project in that row.
    pub(crate) fn get(&self, row: usize) -> Project<'_> {
        self.rows[row].decode(&self.texts, &self.encoded)
    }

    /// Returns number and domain of the project in that row.
    pub(crate) fn key(&self, row: usize) -> (ProjectNo, DomainIx) {
        self.rows[row].key()
    }

    fn write_text(&mut self, text: &OwnedText) {
        for text in [&text.zh, &text.en] {
            self.write_str(text);
        }
    }

    fn write_str(&mut self, text: &str) {
        self.write_varint(text.len() as u64);
        self.texts.push_str(text);
    }

    /// Writes the head of a list, then its `len` items by calling `write_items`. The head holds the
    /// number of items, a bit that says if their size follows, and the `flags`. The size in both
    /// buffers stands before `SIZED_MIN` items or more, so that readers can skip them.
    fn write_list(&mut self, len: usize, flags: &[bool], write_items: impl FnOnce(&mut Self)) {
        let head = (len as u64) << 1 | u64::from(len >= SIZED_MIN);
        self.write_varint(flags.iter().fold(head, |head, flag| head << 1 | u64::from(*flag)));
        if len >= SIZED_MIN { self.write_sized(write_items) } else { write_items(self) }
    }

    /// Writes by calling `write`, and before that the size in both buffers.
    fn write_sized(&mut self, write: impl FnOnce(&mut Self)) {
        let (texts, encoded) = (self.texts.len(), self.encoded.len());
        write(self);
        let mut sizes = Self::default();
        sizes.write_varint((self.encoded.len() - encoded) as u64);
        sizes.write_varint((self.texts.len() - texts) as u64);
        self.encoded.splice(encoded..encoded, sizes.encoded);
    }

    fn write_details(&mut self, details: &NewDetails) {
        for text in &details.contact {
            self.write_text(text);
        }
        for money in &details.investment {
            self.encoded.push(u8::from(money.is_some()));
            if let Some(money) = money {
                self.write_amount(money.amount);
                self.write_str(&money.unit);
            }
        }
        self.write_list(details.notes.len(), &[], |block| {
            for note in &details.notes {
                block.write_text(&note.label);
                block.write_text(&note.text);
            }
        });
    }

    /// Writes a number as a varint (LEB128): seven bits per byte, the lowest first.
    fn write_varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.encoded.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.encoded.push((number & 0x7f) as u8);
    }

    fn write_figure(&mut self, figure: Figure) {
        self.encoded.push(figure.qualifier() as u8);
        for amount in [Some(figure.amount()), figure.max()].into_iter().flatten() {
            self.write_amount(amount);
        }
    }

    fn write_amount(&mut self, amount: Amount) {
        // Nearly all amounts are small and whole, and their bits as a float end in zeros; swapped,
        // those cost no bytes.
        self.write_varint(amount.value().to_bits().swap_bytes());
    }

    /// Writes a day, or 0 for none.
    fn write_day(&mut self, day: Option<Day>) {
        self.write_varint(day.map_or(0, |day| u64::from(day.to_packed())));
    }

    fn write_updates(&mut self, updates: &[NewUpdate]) {
        self.write_list(updates.len(), &[], |block| {
            for update in updates {
                block.write_day(Some(update.date));
                block.write_varint(u64::from(update.done.is_some()));
                if let Some(done) = update.done {
                    block.write_amount(done);
                }
                block.write_text(&update.note);
            }
        });
    }
}

#[expect(clippy::cast_possible_truncation, reason = "see `ProjectRow`")]
fn to_u32(size: usize) -> u32 {
    debug_assert!(u32::try_from(size).is_ok(), "a block of 4 GiB");
    size as u32
}

#[cfg(test)]
mod tests;
