//! How what is on the screen stands to the file that it comes from, and what comes in its place when that file says something
//! else.

use std::sync::{Arc, OnceLock};

use super::{LoadProgress, Model};
use crate::catalog::{Catalog, FORMAT};
use crate::lang::{Lang, fill};
use crate::search::Index;

/// How what is on the screen stands to the data file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DataStatus {
    /// It is what the file says, or there is no file.
    #[default]
    Current,
    /// It is the beginning of the file; the rest is being read.
    Loading(LoadProgress),
    /// It is the beginning of the file: somebody did not want to wait for the rest.
    Stopped,
    /// It is the beginning of a file that has faults further down.
    PartlyInvalid {
        /// How many.
        faults: usize,
    },
    /// The file has faults; what is shown is older.
    Invalid {
        /// When that was written: a day and a time, or `None` for the programme that the board ships with.
        of: Option<String>,
        /// How many.
        faults: usize,
    },
    /// One of several files has faults or cannot be read, and nothing of it is shown.
    FileSkipped {
        /// Which.
        file: String,
        /// How many; nothing where it cannot be read.
        faults: Option<usize>,
    },
    /// The file is not there any more, or cannot be read; what is shown is older.
    Unreadable {
        /// As above.
        dated: Option<String>,
    },
}

impl DataStatus {
    /// For whoever may know somebody to tell; nothing where everything is as it should be.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<String> {
        let s = lang.strings();
        match self {
            Self::Current => None,
            Self::Loading(coming) => Some(coming.text(lang)),
            Self::Stopped => Some(s.stopped.to_owned()),
            Self::PartlyInvalid { faults } => Some(fill(s.broken, &[&faults.to_string()])),
            Self::Invalid { of, faults } => {
                Some(fill(s.stale_faulty, &[&dated_text(of.as_deref(), lang), &faults.to_string()]))
            }
            Self::FileSkipped { file, faults: Some(faults) } => Some(fill(s.stale_left_out, &[file, &faults.to_string()])),
            Self::FileSkipped { file, faults: None } => Some(fill(s.stale_left_out_unreadable, &[file])),
            Self::Unreadable { dated: of } => Some(fill(s.stale_unreadable, &[&dated_text(of.as_deref(), lang)])),
        }
    }

    /// For visitors, who need not know of faults; that a file cannot be read is for whoever passes by to tell.
    #[must_use]
    pub fn visitor_text(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Invalid { of, .. } => Some(dated_text(of.as_deref(), lang)),
            Self::FileSkipped { file, faults: Some(_) } => Some(fill(lang.strings().left_out, &[file])),
            _ => self.text(lang),
        }
    }
}

impl Model {
    /// How what is shown stands to the data file, for whoever may know somebody to tell; nothing where everything is as it should be.
    #[must_use]
    pub fn data_status(&self) -> Option<String> {
        self.data_status.text(self.lang).or_else(|| unread(self.catalog(), self.lang))
    }

    /// The same for visitors, who need not know why.
    #[must_use]
    pub fn data_mark(&self) -> Option<String> {
        let is_partly = || unread(self.catalog(), self.lang).map(|_| self.lang.strings().unread.to_owned());
        self.data_status.visitor_text(self.lang).or_else(is_partly)
    }
}

/// What is not shown of the files because this program does not know it. An unknown field is none of that: all that one could expect
/// is there.
fn unread(catalog: &Catalog, lang: Lang) -> Option<String> {
    let s = lang.strings();
    let format = catalog.unknown().filter_map(|(_, unknown)| unknown.format()).max();
    let format = format.map(|format| fill(s.unread_format, &[&format.to_string(), &FORMAT.to_string()]));
    let left_out = catalog.left_out();
    let left_out = (left_out > 0).then(|| fill(s.unread_entries, &[&left_out.to_string()]));
    let said: Vec<String> = format.into_iter().chain(left_out).collect();
    (!said.is_empty()).then(|| said.join(s.semicolon))
}

/// From when what is shown is.
fn dated_text(of: Option<&str>, lang: Lang) -> String {
    let s = lang.strings();
    of.map_or_else(|| s.stale_builtin.to_owned(), |of| fill(s.stale_of, &[of]))
}

/// A catalogue to be shown in place of the one before, ready to be searched.
#[derive(Clone, Debug)]
pub struct Reload {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
    /// How it stands to its file.
    pub(super) status: DataStatus,
}

impl Reload {
    /// Makes `catalog` ready, which takes long where it is large: nothing for the loop.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        let index = OnceLock::from(Index::new(&catalog));
        Self { catalog: Arc::new(catalog), index: Arc::new(index), status: DataStatus::Current }
    }

    /// Takes `catalog` as it is: until it is made ready, all its texts are read for each search.
    #[must_use]
    pub fn unindexed(catalog: Catalog) -> Self {
        Self { catalog: Arc::new(catalog), index: Arc::default(), status: DataStatus::Current }
    }
}

impl PartialEq for Reload {
    /// An index follows from its catalogue.
    fn eq(&self, other: &Self) -> bool {
        self.catalog == other.catalog
    }
}
