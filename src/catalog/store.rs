//! Where projects are kept: one buffer of texts and one of everything else for thousands of them. A `String` for each text
//! would take three words and an allocation, a million times a dozen.
//!
//! What is written by [`Block::push`] is read by [`Block::get`], text for text and number for number in the same order.

use std::fmt;
use std::ops::Range;

use super::{Amount, Course, Day, DomainIx, Figure, Project, ProjectNo, Qualifier, Target, Text};

mod items;
mod new;
mod sealed;

pub use self::items::Items;
pub(super) use self::new::{NewProject, NewTarget, NewUpdate, Words};
pub(super) use self::sealed::Sealed;

/// So many things of a kind are worth a word on how long they are.
const MANY: usize = 64;

/// Projects, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    rows: Vec<Row>,
    texts: String,
    /// The lengths of the texts, how many of them there are, and the figures.
    shape: Vec<u8>,
}

/// A project in a [`Block`], and where what it says begins. Files are no larger than [`super::FILE_MAX`]: that is well below 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    no: ProjectNo,
    domain: u32,
    text: u32,
    shape: u32,
}

impl Row {
    fn key(self) -> (ProjectNo, DomainIx) {
        (self.no, DomainIx(self.domain as usize))
    }

    /// The project, given what its block holds.
    fn project<'a>(self, texts: &'a str, shape: &'a [u8]) -> Project<'a> {
        let mut kept = Kept {
            texts: texts.get(self.text as usize..).unwrap_or_default(),
            shape: shape.get(self.shape as usize..).unwrap_or_default(),
        };
        let (no, domain) = self.key();
        let (title, summary) = (kept.text(), kept.text());
        let [places, partners, facts] = [(); 3].map(|()| Items::take(&mut kept));
        let (targets, later) = kept.targets();
        Project { no, domain, title, summary, targets, places, partners, facts, later }
    }
}

impl Block {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Keeps a project.
    pub(super) fn push(&mut self, project: &NewProject) {
        let domain = narrow(project.domain.0);
        self.rows.push(Row { no: project.no, domain, text: narrow(self.texts.len()), shape: narrow(self.shape.len()) });
        self.put(&project.title);
        self.put(&project.summary);
        for texts in [&project.places, &project.partners, &project.facts] {
            self.several(texts.len(), None, |block| texts.iter().for_each(|text| block.put(text)));
        }
        // Nearly no project says how far it is: that takes a bit and no byte.
        self.several(project.targets.len(), Some(project.has_progress()), |block| {
            for target in &project.targets {
                block.figure(target.figure);
                block.put(&target.what);
                block.put(&target.unit);
            }
        });
        if project.has_progress() {
            self.day(project.start);
            self.day(project.end);
            self.updates(&project.updates);
            let reported = if project.has_updates() { &project.targets[..] } else { &[] };
            self.several(reported.len(), None, |block| {
                for target in reported {
                    block.updates(&target.updates);
                }
            });
        }
    }

    /// Keeps those projects of another block.
    pub(super) fn append(&mut self, other: &Self, rows: Range<usize>) {
        let start = |at: usize| {
            let row = other.rows.get(at).map(|row| (row.text as usize, row.shape as usize));
            row.unwrap_or((other.texts.len(), other.shape.len()))
        };
        let ((text, shape), (text_end, shape_end)) = (start(rows.start), start(rows.end));
        let moved = |at: u32, from: usize, to: usize| narrow(at as usize - from + to);
        for row in other.rows.get(rows).unwrap_or_default() {
            let (text, shape) = (moved(row.text, text, self.texts.len()), moved(row.shape, shape, self.shape.len()));
            self.rows.push(Row { text, shape, ..*row });
        }
        self.texts.push_str(other.texts.get(text..text_end).unwrap_or_default());
        self.shape.extend_from_slice(other.shape.get(shape..shape_end).unwrap_or_default());
    }

    /// Forgets all of them, and keeps the memory for others.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.texts.clear();
        self.shape.clear();
    }

    /// The project in that row.
    pub(super) fn get(&self, row: usize) -> Project<'_> {
        self.rows[row].project(&self.texts, &self.shape)
    }

    /// The number of the project in that row, and its domain.
    pub(super) fn key(&self, row: usize) -> (ProjectNo, DomainIx) {
        self.rows[row].key()
    }

    fn put(&mut self, text: &Words) {
        for text in [&text.zh, &text.en] {
            self.number(text.len() as u64);
            self.texts.push_str(text);
        }
    }

    /// So many things that `keep` keeps, and maybe a word about them. Of many it stands before them how long they are: whoever is after
    /// what comes behind need not go through them.
    fn several(&mut self, len: usize, word: Option<bool>, keep: impl FnOnce(&mut Self)) {
        let head = (len as u64) << 1 | u64::from(len >= MANY);
        self.number(word.map_or(head, |word| head << 1 | u64::from(word)));
        let (texts, shape) = (self.texts.len(), self.shape.len());
        keep(self);
        if len >= MANY {
            let mut sizes = Self::default();
            sizes.number((self.shape.len() - shape) as u64);
            sizes.number((self.texts.len() - texts) as u64);
            self.shape.splice(shape..shape, sizes.shape);
        }
    }

    /// A number, seven bits to a byte.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.shape.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.shape.push((number & 0x7f) as u8);
    }

    fn figure(&mut self, figure: Figure) {
        self.shape.push(figure.qualifier() as u8);
        for amount in [Some(figure.amount()), figure.max()].into_iter().flatten() {
            self.amount(amount);
        }
    }

    fn amount(&mut self, amount: Amount) {
        // Nearly all are small and whole: as bits of a float those end in zeros.
        self.number(amount.value().to_bits().swap_bytes());
    }

    fn day(&mut self, day: Option<Day>) {
        self.number(day.map_or(0, |day| u64::from(day.packed())));
    }

    fn updates(&mut self, updates: &[NewUpdate]) {
        self.several(updates.len(), None, |block| {
            for update in updates {
                block.day(Some(update.on));
                block.number(u64::from(update.done.is_some()));
                if let Some(done) = update.done {
                    block.amount(done);
                }
                block.put(&update.note);
            }
        });
    }
}

#[expect(clippy::cast_possible_truncation, reason = "see `Row`")]
fn narrow(size: usize) -> u32 {
    size as u32
}

/// What is kept from somewhere on.
#[derive(Clone, Copy, Default)]
pub struct Kept<'a> {
    texts: &'a str,
    shape: &'a [u8],
}

impl<'a> Kept<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.shape.split_first().unwrap_or((&0, &[]));
        self.shape = rest;
        *first
    }

    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift >= 64 {
                return number;
            }
        }
    }

    fn size(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or_default()
    }

    fn one(&mut self) -> &'a str {
        let length = self.size();
        let (text, rest) = self.texts.split_at_checked(length).unwrap_or_default();
        self.texts = rest;
        text
    }

    fn text(&mut self) -> Text<'a> {
        let (zh, en) = (self.one(), self.one());
        Text::new(zh, en)
    }

    fn amount(&mut self) -> Amount {
        Amount::new(f64::from_bits(self.number().swap_bytes())).unwrap_or_default()
    }

    fn day(&mut self) -> Option<Day> {
        u32::try_from(self.number()).ok().and_then(Day::unpacked)
    }

    /// The targets, and where it is said how far the project is.
    fn targets(&mut self) -> (Items<'a, Target<'a>>, Later<'a>) {
        let count = self.size();
        let targets = Items::of(count >> 1, self);
        (targets, Later(if count & 1 == 0 { Kept::default() } else { *self }))
    }

    /// Goes past so many bytes of what is kept, and of texts.
    fn pass(&mut self, shape: usize, texts: usize) {
        self.shape = self.shape.get(shape..).unwrap_or_default();
        self.texts = self.texts.get(texts..).unwrap_or_default();
    }

    fn figure(&mut self) -> Figure {
        let qualifier = self.byte();
        let amount = self.amount();
        match Qualifier::ALL.into_iter().find(|known| *known as u8 == qualifier).unwrap_or_default() {
            Qualifier::Exact => Figure::Exact(amount),
            Qualifier::About => Figure::About(amount),
            Qualifier::AtLeast => Figure::AtLeast(amount),
            Qualifier::MoreThan => Figure::MoreThan(amount),
            Qualifier::Range => Figure::Range(amount, self.amount()),
        }
    }
}

/// Where it is kept how far a project is: read by whoever wants to know, which is nobody who goes through all of them.
#[derive(Clone, Copy, Default)]
pub(super) struct Later<'a>(Kept<'a>);

impl<'a> Later<'a> {
    pub(super) fn course(self) -> Course<'a> {
        let Self(mut kept) = self;
        if kept.shape.is_empty() {
            return Course::default();
        }
        let (start, end) = (kept.day(), kept.day());
        Course { start, end, updates: Items::take(&mut kept), targets: Items::take(&mut kept) }
    }
}

impl fmt::Debug for Later<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.course().fmt(f)
    }
}

impl PartialEq for Later<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.course() == other.course()
    }
}

#[cfg(test)]
mod tests;
