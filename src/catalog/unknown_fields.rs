//! What a file says that this program does not know: a later format, fields of it, and targets and reports that may mean
//! something else than they seem to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::diagnostic::{Diagnostic, Location, Note};
use super::error::{FileErrorKind, LineCol};
use super::locator::Locator;
use super::{Catalog, Project, ProjectNo};

/// The newest format that this program knows, and the one that it writes.
pub const FORMAT: u64 = 1;

/// So many places of a field are named.
const PLACES: usize = 3;
/// The places of so many fields, and of so many entries that are left out, are kept; whoever wants all of them reads the text.
const KEPT: usize = 100;

/// What to do with a target or a report in which something is unknown: it may be a qualifier, without which a number is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownPolicy {
    /// Refuse the file: for those who can mend it.
    #[default]
    Refuse,
    /// Leave that target or report out: for those who are to see the rest.
    LeaveOut,
}

/// What a file says that this program does not know. Two are equal if they say the same, wherever it stands.
#[derive(Clone, Debug, Default)]
pub struct UnknownFields {
    /// The file's format, if it is later than ours, and where that is said.
    format: Option<(u64, u32)>,
    /// Fields by their names.
    fields: BTreeMap<String, FieldOccurrences>,
    /// Targets and reports that are left out: of which project, and where the cause stands.
    left_out: Vec<(ProjectNo, u32)>,
    /// The causes of the first of them.
    causes: Vec<FileErrorKind>,
    /// Where the first of all that is in the text.
    places: Vec<(u32, LineCol)>,
}

/// An unknown field, as far as the file does not say that it is meant so.
struct UnansweredField<'a> {
    name: &'a str,
    known: &'static [&'static str],
    at: Vec<u32>,
}

/// An unknown field.
#[derive(Clone, Debug)]
struct FieldOccurrences {
    /// The first byte of the first of them, and the fields that there are where that stands.
    first: (u32, &'static [&'static str]),
    /// The bytes that its name begins with, each time.
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
    /// The format of the file, if this program does not know it.
    #[must_use]
    pub fn format(&self) -> Option<u64> {
        self.format.map(|(format, _)| format)
    }

    /// How many targets and reports are left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out.len()
    }

    /// How many targets and reports of the project with that number are left out.
    #[must_use]
    pub fn left_out_of(&self, no: ProjectNo) -> usize {
        self.left_out.iter().filter(|(of, _)| *of == no).count()
    }

    /// The unknown fields by their names, and how often each is there.
    pub fn fields(&self) -> impl Iterator<Item = (&str, usize)> {
        self.fields.iter().map(|(name, seen)| (name.as_str(), seen.at.len()))
    }

    /// Whether this program knows all that the file says.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.format.is_none() && self.fields.is_empty() && self.left_out.is_empty()
    }

    /// What to remark about it, in the order of the text; of very many fields and entries, about the first.
    #[must_use]
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.told(&self.open(|_| false), &self.places)
    }

    /// The same about its `text`, but for the fields that are `answered`; how many those are.
    pub(super) fn findings_but(&self, text: &str, answered: impl Fn(u32) -> bool) -> (Vec<Diagnostic>, usize) {
        let open = self.open(answered);
        let mut locator = Locator::new(self.wanted(&open));
        locator.pass(text.as_bytes());
        (self.told(&open, &locator.finish()), self.fields.len() - open.len())
    }

    /// The fields that are not `answered`, each with the bytes where it is not, in the order of the text.
    fn open(&self, answered: impl Fn(u32) -> bool) -> Vec<UnansweredField<'_>> {
        let open = self.fields.iter().map(|(name, field)| {
            let at = field.at.iter().copied().filter(|at| !answered(*at)).collect();
            UnansweredField { name, known: field.first.1, at }
        });
        let mut open: Vec<UnansweredField> = open.filter(|open| !open.at.is_empty()).collect();
        open.sort_by_key(|open| open.at.first().copied());
        open
    }

    /// The bytes whose places are told.
    fn wanted(&self, open: &[UnansweredField]) -> Vec<u32> {
        let fields = open.iter().take(KEPT).flat_map(|open| open.at.iter().take(PLACES).copied());
        let next = open.get(KEPT).and_then(|open| open.at.first().copied());
        let left_out = self.left_out.iter().take(KEPT).map(|(_, at)| *at);
        fields.chain(next).chain(left_out).chain(self.format.map(|(_, at)| at)).collect()
    }

    fn told(&self, open: &[UnansweredField], places: &[(u32, LineCol)]) -> Vec<Diagnostic> {
        let place = |at: u32| places.binary_search_by_key(&at, |(at, _)| *at).ok().map(|nth| places[nth].1);
        let mut findings = Vec::new();
        let mut tell = |at: u32, note: Note| {
            findings.extend(place(at).map(|place| Diagnostic::new(Location::Text(place), note)));
        };
        if let Some((format, at)) = self.format {
            tell(at, Note::NewerFormat(format));
        }
        for UnansweredField { name, known, at } in open.iter().take(KEPT) {
            let places: Vec<LineCol> = at.iter().take(PLACES).filter_map(|at| place(*at)).collect();
            let note = Note::UnknownField { name: (*name).to_owned(), known, count: at.len(), places };
            at.first().into_iter().for_each(|first| tell(*first, note.clone()));
        }
        for (nth, open) in open.iter().enumerate().skip(KEPT).take(1) {
            let further = self.fields.len() - nth;
            open.at.first().into_iter().for_each(|first| tell(*first, Note::FurtherFields(further)));
        }
        for ((_, at), cause) in self.left_out.iter().zip(&self.causes) {
            tell(*at, Note::LeftOut(cause.clone()));
        }
        findings.sort_by(|a, b| a.location.cmp(&b.location));
        findings
    }

    /// Takes note of the file's format, which is later than ours.
    pub(super) fn put_format(&mut self, format: u64, at: usize) {
        self.format = Some((format, narrow(at)));
    }

    /// Takes note of a field whose name begins at that byte.
    pub(super) fn put_field(&mut self, name: &str, known: &'static [&'static str], at: usize) {
        let first = (narrow(at), known);
        match self.fields.get_mut(name) {
            Some(field) => field.add([first.0], first),
            None => drop(self.fields.insert(name.to_owned(), FieldOccurrences { first, at: vec![first.0] })),
        }
    }

    /// Takes note of a target or report that is left out for a cause at that byte. Of which project is said [later](Self::put_owner).
    pub(super) fn put_left_out(&mut self, cause: FileErrorKind, at: usize) {
        if self.causes.len() == self.left_out.len() && self.causes.len() < KEPT {
            self.causes.push(cause);
        }
        self.left_out.push((ProjectNo(0), narrow(at)));
    }

    /// Says whose the targets and reports are that were left out since there were so many.
    pub(super) fn put_owner(&mut self, since: usize, no: ProjectNo) {
        self.left_out.iter_mut().skip(since).for_each(|(of, _)| *of = no);
    }

    /// Forgets those that were left out since there were so many.
    pub(super) fn forget_left_out(&mut self, since: usize) {
        self.left_out.truncate(since);
        self.causes.truncate(since);
    }

    /// Takes in what is unknown in a piece of the text that begins at that byte.
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

    /// Counts its bytes from where the text begins, of which it is a piece that begins at that byte.
    pub(super) fn shift(&mut self, start: usize) {
        let fields = self.fields.values_mut().flat_map(|field| field.at.iter_mut().chain([&mut field.first.0]));
        let all = fields.chain(self.left_out.iter_mut().map(|(_, at)| at)).chain(self.format.iter_mut().map(|(_, at)| at));
        all.for_each(|at| *at = narrow((*at as usize).saturating_add(start)));
    }

    /// Forgets the format and the fields that stand before that byte.
    pub(super) fn forget_before(&mut self, start: usize) {
        let is_behind = |at: &u32| *at as usize >= start;
        self.format = self.format.filter(|(_, at)| is_behind(at));
        self.fields.values_mut().for_each(|seen| seen.at.retain(is_behind));
        self.fields.retain(|_, seen| !seen.at.is_empty());
    }

    /// Finds out where the first of it is, given a way to have pieces of the text gone through.
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
        let owners = |unknown: &Self| unknown.left_out.iter().map(|(no, _)| *no).collect::<Vec<_>>();
        self.format() == other.format() && self.fields().eq(other.fields()) && owners(self) == owners(other)
    }
}

/// Files are no larger than [`FILE_MAX`](super::FILE_MAX): that is well below 4 GiB.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Catalog {
    /// What the files say that this program does not know: each file, which is named where there are several, and what.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &UnknownFields)> {
        self.programmes.iter().map(|part| (&*part.file, &*part.unknown)).filter(|(_, unknown)| !unknown.is_empty())
    }

    /// How many targets and reports of a project are left out.
    #[must_use]
    pub fn left_out_of(&self, project: &Project) -> usize {
        let part = self.programmes.get(self.programme_ix_of(project.domain).0);
        part.map_or(0, |part| part.unknown.left_out_of(project.no))
    }

    /// How many targets and reports are left out, in all files.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.unknown().map(|(_, unknown)| unknown.left_out()).sum()
    }

    /// The same catalogue without what is unknown: as it is when it is written down and read again.
    #[must_use]
    pub fn known(&self) -> Self {
        let mut known = self.clone();
        known.programmes.iter_mut().for_each(|part| part.unknown = Arc::default());
        known
    }

    /// Takes in what is unknown in a piece of the only file, a piece that begins at that byte.
    pub(super) fn absorb(&mut self, piece: UnknownFields, start: usize) {
        if !piece.is_empty()
            && let Some(part) = self.programmes.last_mut()
        {
            Arc::make_mut(&mut part.unknown).absorb(piece, start);
        }
    }

    /// Finds out where the first of what is unknown in the only file is, given a way to have pieces of its text gone through.
    pub(super) fn locate(&mut self, read: impl FnOnce(&mut Locator)) {
        if let Some(part) = self.programmes.last_mut().filter(|part| !part.unknown.is_empty()) {
            Arc::make_mut(&mut part.unknown).locate(read);
        }
    }
}
