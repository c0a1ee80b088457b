//! Content of a file that this program does not know: a newer format, unknown fields, and targets
//! and updates that may mean something else than they seem to.

use std::collections::BTreeMap;

use super::project::ProjectNo;
use crate::diagnostics::{Diagnostic, FileErrorKind, LineCol, Location, Locator, Note};

/// Maximum number of positions reported for a field.
const POSITIONS_MAX: usize = 3;
/// Maximum number of fields, and of entries left out, that are located; locating all of them would
/// take another reading of the text.
const LOCATED_MAX: usize = 100;

/// Policy for a target or an update with unknown content: that may be a qualifier, without which a
/// number is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownPolicy {
    /// Refuses the file, for users who can correct it.
    #[default]
    Refuse,
    /// Leaves that target or update out, for users who only view the rest.
    LeaveOut,
}

/// Content of a file that this program does not know. Two values are equal if their contents are,
/// regardless of positions.
#[derive(Clone, Debug, Default)]
pub struct UnknownFields {
    /// Format version of the file, if it is newer than this program's, and its offset.
    format: Option<(u64, u32)>,
    /// Fields by name.
    fields: BTreeMap<String, FieldOccurrences>,
    /// Targets and updates left out, by the offset of the cause.
    left_out: Vec<u32>,
    /// Number of targets and updates left out of each project.
    owners: BTreeMap<ProjectNo, usize>,
    /// Causes of the first entries left out.
    causes: Vec<FileErrorKind>,
    /// Positions of the first fields and entries, by offset.
    positions: Vec<(u32, LineCol)>,
}

/// Unknown field with the occurrences that no `check: allow` comment covers.
struct ReportedField<'a> {
    name: &'a str,
    known: &'static [&'static str],
    /// Offsets of the occurrences.
    offsets: Vec<u32>,
}

/// Occurrences of an unknown field.
#[derive(Clone, Debug, Default)]
struct FieldOccurrences {
    /// Offset of the first occurrence; `None` before one is added.
    first: Option<u32>,
    /// Fields that are known where the first occurrence is.
    known: &'static [&'static str],
    /// Offset of the field's name at each occurrence.
    offsets: Vec<u32>,
}

impl FieldOccurrences {
    /// Adds `offsets`, of which `first` is the smallest; the fields `known` exist there.
    fn add(
        &mut self,
        offsets: impl IntoIterator<Item = u32>,
        first: Option<u32>,
        known: &'static [&'static str],
    ) {
        self.offsets.extend(offsets);
        if self.first.is_none() || first < self.first {
            (self.first, self.known) = (first, known);
        }
    }
}

impl UnknownFields {
    /// Returns the format version of the file if this program does not know it.
    #[must_use]
    pub fn format(&self) -> Option<u64> {
        self.format.map(|(format, _)| format)
    }

    /// Returns the number of targets and updates left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out.len()
    }

    /// Returns the number of targets and updates left out of the project with number `no`.
    #[must_use]
    pub fn left_out_of(&self, no: ProjectNo) -> usize {
        self.owners.get(&no).copied().unwrap_or_default()
    }

    /// Iterates over the unknown fields by name, with the number of occurrences of each.
    pub fn fields(&self) -> impl Iterator<Item = (&str, usize)> {
        self.fields.iter().map(|(name, field)| (name.as_str(), field.offsets.len()))
    }

    /// Returns true if this program knows all content of the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.format.is_none() && self.fields.is_empty() && self.left_out.is_empty()
    }

    /// Returns diagnostics about the unknown content, in the order of the text; if there are very
    /// many fields and entries, about the first.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.report(&self.reported_fields(|_| false), &self.positions)
    }

    /// Like [`diagnostics`](Self::diagnostics), but finds the positions in `text` and leaves out
    /// the occurrences whose offsets `is_allowed` accepts. Also returns the number of fields left
    /// out entirely.
    pub(crate) fn diagnostics_except(
        &self,
        text: &str,
        is_allowed: impl Fn(u32) -> bool,
    ) -> (Vec<Diagnostic>, usize) {
        let fields = self.reported_fields(is_allowed);
        let mut locator = Locator::new(self.reported_offsets(&fields));
        locator.feed(text.as_bytes());
        (self.report(&fields, &locator.finish()), self.fields.len() - fields.len())
    }

    /// Returns the fields with the occurrences that `is_allowed` does not accept, in the order of
    /// the text.
    fn reported_fields(&self, is_allowed: impl Fn(u32) -> bool) -> Vec<ReportedField<'_>> {
        let fields = self.fields.iter().map(|(name, field)| {
            let offsets = field.offsets.iter().copied().filter(|at| !is_allowed(*at)).collect();
            ReportedField { name, known: field.known, offsets }
        });
        let mut fields: Vec<ReportedField> =
            fields.filter(|field| !field.offsets.is_empty()).collect();
        fields.sort_by_key(|field| field.offsets.first().copied());
        fields
    }

    /// Returns the offsets whose positions are reported.
    fn reported_offsets(&self, fields: &[ReportedField]) -> Vec<u32> {
        let next = fields.get(LOCATED_MAX).and_then(|field| field.offsets.first().copied());
        let fields = fields.iter().take(LOCATED_MAX);
        let fields = fields.flat_map(|field| field.offsets.iter().take(POSITIONS_MAX).copied());
        let left_out = self.left_out.iter().take(LOCATED_MAX).copied();
        fields.chain(next).chain(left_out).chain(self.format.map(|(_, at)| at)).collect()
    }

    /// Returns diagnostics about the format, `fields` and the entries left out; `positions` holds
    /// the position of each reported offset, in ascending order.
    fn report(&self, fields: &[ReportedField], positions: &[(u32, LineCol)]) -> Vec<Diagnostic> {
        let position_of = |at: u32| {
            let found = positions.binary_search_by_key(&at, |(offset, _)| *offset);
            found.ok().map(|nth| positions[nth].1)
        };
        let mut diagnostics = Vec::new();
        let mut push = |at: u32, note: Note| {
            let position = position_of(at);
            diagnostics.extend(position.map(|at| Diagnostic::new(Location::Text(at), note)));
        };
        if let Some((format, at)) = self.format {
            push(at, Note::NewerFormat(format));
        }
        for ReportedField { name, known, offsets } in fields.iter().take(LOCATED_MAX) {
            let Some(first) = offsets.first() else { continue };
            let positions = offsets.iter().take(POSITIONS_MAX);
            let positions = positions.filter_map(|at| position_of(*at)).collect();
            let (name, count) = ((*name).to_owned(), offsets.len());
            push(*first, Note::UnknownField { name, known, count, positions });
        }
        if let Some(first) = fields.get(LOCATED_MAX).and_then(|field| field.offsets.first()) {
            push(*first, Note::FurtherFields(self.fields.len() - LOCATED_MAX));
        }
        for (at, cause) in self.left_out.iter().zip(&self.causes) {
            push(*at, Note::LeftOut(cause.clone()));
        }
        diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
        diagnostics
    }

    /// Records the format version of the file, which is newer than this program's, and its offset.
    pub(crate) fn put_format(&mut self, format: u64, at: usize) {
        self.format = Some((format, narrow(at)));
    }

    /// Records a field whose name begins at offset `at`, where the fields `known` exist.
    pub(crate) fn put_field(&mut self, name: &str, known: &'static [&'static str], at: usize) {
        let at = narrow(at);
        self.fields.entry(name.to_owned()).or_default().add([at], Some(at), known);
    }

    /// Records a target or update that is left out because of an error at offset `at`. Its project
    /// is recorded [later](Self::put_owner).
    pub(crate) fn put_left_out(&mut self, cause: FileErrorKind, at: usize) {
        if self.causes.len() == self.left_out.len() && self.causes.len() < LOCATED_MAX {
            self.causes.push(cause);
        }
        self.left_out.push(narrow(at));
    }

    /// Records `no` as the project of all entries left out after the first `since`.
    pub(crate) fn put_owner(&mut self, since: usize, no: ProjectNo) {
        if let count @ 1.. = self.left_out.len().saturating_sub(since) {
            *self.owners.entry(no).or_default() += count;
        }
    }

    /// Forgets the entries left out after the first `since`.
    pub(crate) fn forget_left_out(&mut self, since: usize) {
        self.left_out.truncate(since);
        self.causes.truncate(since);
    }

    /// Merges the unknown content of a piece of the text that begins at offset `start`.
    pub(crate) fn absorb(&mut self, mut piece: Self, start: usize) {
        piece.shift(start);
        if self.is_empty() {
            *self = piece;
            return;
        }
        self.format = piece.format.or(self.format);
        for (name, field) in piece.fields {
            self.fields.entry(name).or_default().add(field.offsets, field.first, field.known);
        }
        if self.causes.len() == self.left_out.len() {
            let free = LOCATED_MAX.saturating_sub(self.causes.len());
            self.causes.extend(piece.causes.into_iter().take(free));
        }
        self.left_out.extend(piece.left_out);
        for (no, count) in piece.owners {
            *self.owners.entry(no).or_default() += count;
        }
    }

    /// Adds `start` to all offsets: from offsets in a piece to offsets in the text.
    pub(crate) fn shift(&mut self, start: usize) {
        let fields = self
            .fields
            .values_mut()
            .flat_map(|field| field.offsets.iter_mut().chain(&mut field.first));
        let all = fields.chain(&mut self.left_out).chain(self.format.iter_mut().map(|(_, at)| at));
        all.for_each(|at| *at = narrow((*at as usize).saturating_add(start)));
    }

    /// Forgets the format and the fields before offset `start`.
    pub(crate) fn forget_before(&mut self, start: usize) {
        let is_after = |at: &u32| *at as usize >= start;
        self.format = self.format.filter(|(_, at)| is_after(at));
        self.fields.values_mut().for_each(|field| field.offsets.retain(is_after));
        self.fields.retain(|_, field| !field.offsets.is_empty());
    }

    /// Finds the positions of the first fields and entries; `read` must pass the text through the
    /// locator.
    pub(crate) fn locate(&mut self, read: impl FnOnce(&mut Locator)) {
        if self.is_empty() {
            return;
        }
        self.fields.values_mut().for_each(|field| field.offsets.sort_unstable());
        let mut locator = Locator::new(self.reported_offsets(&self.reported_fields(|_| false)));
        read(&mut locator);
        self.positions = locator.finish();
    }
}

impl PartialEq for UnknownFields {
    fn eq(&self, other: &Self) -> bool {
        self.format() == other.format()
            && self.fields().eq(other.fields())
            && self.left_out() == other.left_out()
            && self.owners == other.owners
    }
}

/// Narrows an offset: files are at most [`FILE_MAX`](crate::diagnostics::FILE_MAX) bytes, well
/// below 4 GiB.
fn narrow(at: usize) -> u32 {
    debug_assert!(u32::try_from(at).is_ok(), "an offset past 4 GiB");
    u32::try_from(at).unwrap_or(u32::MAX)
}
