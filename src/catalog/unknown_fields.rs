//! Content of a file that this program does not know: a newer format, unknown fields, and targets
//! and updates that may mean something else than they seem to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::diagnostic::{Diagnostic, Location, Note};
use super::error::{FileErrorKind, LineCol};
use super::locator::Locator;
use super::{Catalog, Project, ProjectNo};

/// Newest format version that this program knows, and the one that it writes.
pub const FORMAT: u64 = 1;

/// Number of positions reported for a field.
const PLACES: usize = 3;
/// Number of fields, and of entries left out, whose positions are kept; finding all of them takes
/// reading the text again.
const KEPT: usize = 100;

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
    /// Targets and updates left out: the project, and the offset of the cause.
    left_out: Vec<(ProjectNo, u32)>,
    /// Causes of the first entries left out.
    causes: Vec<FileErrorKind>,
    /// Positions of the first fields and entries, by offset.
    places: Vec<(u32, LineCol)>,
}

/// Unknown field with the occurrences that no `check: allow` comment covers.
struct UnansweredField<'a> {
    name: &'a str,
    known: &'static [&'static str],
    at: Vec<u32>,
}

/// Occurrences of an unknown field.
#[derive(Clone, Debug)]
struct FieldOccurrences {
    /// Offset of the first occurrence, and the fields known at that place.
    first: (u32, &'static [&'static str]),
    /// Offset of the field's name at each occurrence.
    at: Vec<u32>,
}

impl FieldOccurrences {
    fn add(&mut self, at: impl IntoIterator<Item = u32>, first: (u32, &'static [&'static str])) {
        self.at.extend(at);
        if first.0 < self.first.0 {
            self.first = first;
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
        self.left_out.iter().filter(|(of, _)| *of == no).count()
    }

    /// Iterates over the unknown fields by name, with the number of occurrences of each.
    pub fn fields(&self) -> impl Iterator<Item = (&str, usize)> {
        self.fields.iter().map(|(name, seen)| (name.as_str(), seen.at.len()))
    }

    /// True if this program knows all content of the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.format.is_none() && self.fields.is_empty() && self.left_out.is_empty()
    }

    /// Returns diagnostics about the unknown content, in the order of the text; if there are very
    /// many fields and entries, about the first.
    #[must_use]
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.told(&self.open(|_| false), &self.places)
    }

    /// Like [`findings`](Self::findings), but finds the positions in `text` and leaves out the
    /// occurrences for which `answered` is true. Also returns the number of fields left out
    /// entirely.
    pub(super) fn findings_but(
        &self,
        text: &str,
        answered: impl Fn(u32) -> bool,
    ) -> (Vec<Diagnostic>, usize) {
        let open = self.open(answered);
        let mut locator = Locator::new(self.wanted(&open));
        locator.pass(text.as_bytes());
        (self.told(&open, &locator.finish()), self.fields.len() - open.len())
    }

    /// Returns the fields with the occurrences that are not `answered`, in the order of the text.
    fn open(&self, answered: impl Fn(u32) -> bool) -> Vec<UnansweredField<'_>> {
        let open = self.fields.iter().map(|(name, field)| {
            let at = field.at.iter().copied().filter(|at| !answered(*at)).collect();
            UnansweredField { name, known: field.first.1, at }
        });
        let mut open: Vec<UnansweredField> = open.filter(|open| !open.at.is_empty()).collect();
        open.sort_by_key(|open| open.at.first().copied());
        open
    }

    /// Returns the offsets whose positions are reported.
    fn wanted(&self, open: &[UnansweredField]) -> Vec<u32> {
        let fields = open.iter().take(KEPT).flat_map(|open| open.at.iter().take(PLACES).copied());
        let next = open.get(KEPT).and_then(|open| open.at.first().copied());
        let left_out = self.left_out.iter().take(KEPT).map(|(_, at)| *at);
        fields.chain(next).chain(left_out).chain(self.format.map(|(_, at)| at)).collect()
    }

    fn told(&self, open: &[UnansweredField], places: &[(u32, LineCol)]) -> Vec<Diagnostic> {
        let place =
            |at: u32| places.binary_search_by_key(&at, |(at, _)| *at).ok().map(|nth| places[nth].1);
        let mut findings = Vec::new();
        let mut tell = |at: u32, note: Note| {
            findings.extend(place(at).map(|place| Diagnostic::new(Location::Text(place), note)));
        };
        if let Some((format, at)) = self.format {
            tell(at, Note::NewerFormat(format));
        }
        for UnansweredField { name, known, at } in open.iter().take(KEPT) {
            let places: Vec<LineCol> = at.iter().take(PLACES).filter_map(|at| place(*at)).collect();
            let note =
                Note::UnknownField { name: (*name).to_owned(), known, count: at.len(), places };
            at.first().into_iter().for_each(|first| tell(*first, note.clone()));
        }
        for (nth, open) in open.iter().enumerate().skip(KEPT).take(1) {
            let further = self.fields.len() - nth;
            open.at
                .first()
                .into_iter()
                .for_each(|first| tell(*first, Note::FurtherFields(further)));
        }
        for ((_, at), cause) in self.left_out.iter().zip(&self.causes) {
            tell(*at, Note::LeftOut(cause.clone()));
        }
        findings.sort_by(|a, b| a.location.cmp(&b.location));
        findings
    }

    /// Records the format version of the file, which is newer than this program's, and its offset.
    pub(super) fn put_format(&mut self, format: u64, at: usize) {
        self.format = Some((format, narrow(at)));
    }

    /// Records a field whose name begins at offset `at`, where the fields `known` exist.
    pub(super) fn put_field(&mut self, name: &str, known: &'static [&'static str], at: usize) {
        let first = (narrow(at), known);
        match self.fields.get_mut(name) {
            Some(field) => field.add([first.0], first),
            None => drop(
                self.fields.insert(name.to_owned(), FieldOccurrences { first, at: vec![first.0] }),
            ),
        }
    }

    /// Records a target or update that is left out because of an error at offset `at`. Its project
    /// is recorded [later](Self::put_owner).
    pub(super) fn put_left_out(&mut self, cause: FileErrorKind, at: usize) {
        if self.causes.len() == self.left_out.len() && self.causes.len() < KEPT {
            self.causes.push(cause);
        }
        self.left_out.push((ProjectNo(0), narrow(at)));
    }

    /// Records `no` as the project of all entries left out after the first `since`.
    pub(super) fn put_owner(&mut self, since: usize, no: ProjectNo) {
        self.left_out.iter_mut().skip(since).for_each(|(of, _)| *of = no);
    }

    /// Forgets the entries left out after the first `since`.
    pub(super) fn forget_left_out(&mut self, since: usize) {
        self.left_out.truncate(since);
        self.causes.truncate(since);
    }

    /// Merges the unknown content of a piece of the text that begins at offset `start`.
    pub(super) fn absorb(&mut self, mut piece: Self, start: usize) {
        piece.shift(start);
        if self.is_empty() {
            *self = piece;
            return;
        }
        self.format = piece.format.or(self.format);
        for (name, seen) in piece.fields {
            match self.fields.entry(name) {
                Entry::Occupied(known) => known.into_mut().add(seen.at, seen.first),
                Entry::Vacant(place) => drop(place.insert(seen)),
            }
        }
        if self.causes.len() == self.left_out.len() {
            let room = KEPT.saturating_sub(self.causes.len());
            self.causes.extend(piece.causes.into_iter().take(room));
        }
        self.left_out.extend(piece.left_out);
    }

    /// Adds `start` to all offsets: from offsets in a piece to offsets in the text.
    pub(super) fn shift(&mut self, start: usize) {
        let fields = self
            .fields
            .values_mut()
            .flat_map(|field| field.at.iter_mut().chain([&mut field.first.0]));
        let all = fields
            .chain(self.left_out.iter_mut().map(|(_, at)| at))
            .chain(self.format.iter_mut().map(|(_, at)| at));
        all.for_each(|at| *at = narrow((*at as usize).saturating_add(start)));
    }

    /// Forgets the format and the fields before offset `start`.
    pub(super) fn forget_before(&mut self, start: usize) {
        let is_behind = |at: &u32| *at as usize >= start;
        self.format = self.format.filter(|(_, at)| is_behind(at));
        self.fields.values_mut().for_each(|seen| seen.at.retain(is_behind));
        self.fields.retain(|_, seen| !seen.at.is_empty());
    }

    /// Finds the positions of the first fields and entries; `read` must pass the text through the
    /// locator.
    pub(super) fn locate(&mut self, read: impl FnOnce(&mut Locator)) {
        if self.is_empty() {
            return;
        }
        self.fields.values_mut().for_each(|seen| seen.at.sort_unstable());
        let mut locator = Locator::new(self.wanted(&self.open(|_| false)));
        read(&mut locator);
        self.places = locator.finish();
    }
}

impl PartialEq for UnknownFields {
    fn eq(&self, other: &Self) -> bool {
        let owners =
            |unknown: &Self| unknown.left_out.iter().map(|(no, _)| *no).collect::<Vec<_>>();
        self.format() == other.format()
            && self.fields().eq(other.fields())
            && owners(self) == owners(other)
    }
}

/// Narrows an offset: files are at most [`FILE_MAX`](super::FILE_MAX) bytes, well below 4 GiB.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Catalog {
    /// Iterates over the files with unknown content: the path, which is empty if there is only one
    /// file, and the content.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &UnknownFields)> {
        self.programmes
            .iter()
            .map(|part| (&*part.file, &*part.unknown))
            .filter(|(_, unknown)| !unknown.is_empty())
    }

    /// Returns the number of targets and updates left out of a project.
    #[must_use]
    pub fn left_out_of(&self, project: &Project) -> usize {
        let part = self.programmes.get(self.programme_ix_of(project.domain).0);
        part.map_or(0, |part| part.unknown.left_out_of(project.no))
    }

    /// Returns the number of targets and updates left out in all files.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.unknown().map(|(_, unknown)| unknown.left_out()).sum()
    }

    /// Returns the catalogue without its unknown content, as it is when written and read again.
    #[must_use]
    pub fn known(&self) -> Self {
        let mut known = self.clone();
        known.programmes.iter_mut().for_each(|part| part.unknown = Arc::default());
        known
    }

    /// Merges the unknown content of a piece of the only file, which begins at offset `start`.
    pub(super) fn absorb(&mut self, piece: UnknownFields, start: usize) {
        if !piece.is_empty()
            && let Some(part) = self.programmes.last_mut()
        {
            Arc::make_mut(&mut part.unknown).absorb(piece, start);
        }
    }

    /// Finds the positions of the first unknown content of the only file; `read` must pass its text
    /// through the locator.
    pub(super) fn locate(&mut self, read: impl FnOnce(&mut Locator)) {
        if let Some(part) = self.programmes.last_mut().filter(|part| !part.unknown.is_empty()) {
            Arc::make_mut(&mut part.unknown).locate(read);
        }
    }
}
