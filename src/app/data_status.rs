//! The state of the data on the screen relative to its files, and the catalogue that replaces it
//! after a file has changed.

use std::sync::{Arc, OnceLock};

use super::{LoadProgress, Model};
use crate::catalog::{Catalog, FORMAT};
use crate::lang::{Lang, fill};
use crate::search::Index;

/// The state of the data on the screen relative to the data files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DataStatus {
    /// The data is what the file holds, or there is no file.
    #[default]
    Current,
    /// The data is the beginning of the file; the rest is being loaded.
    Loading(LoadProgress),
    /// The data is the beginning of the file: the user stopped loading the rest.
    Stopped,
    /// The data is the beginning of a file that has errors further down.
    PartlyInvalid {
        /// The number of errors.
        faults: usize,
    },
    /// The file has errors; the data shown is older.
    Invalid {
        /// The date and time of the data shown; `None` for the built-in programme.
        of: Option<String>,
        /// The number of errors.
        faults: usize,
    },
    /// One of several files has errors or cannot be read, and nothing of it is shown.
    FileSkipped {
        /// The name of the file.
        file: String,
        /// The number of errors; `None` if the file cannot be read.
        faults: Option<usize>,
    },
    /// The file has gone or cannot be read; the data shown is older.
    Unreadable {
        /// The date and time of the data shown; `None` for the built-in programme.
        dated: Option<String>,
    },
}

impl DataStatus {
    /// Returns the status in full, for users who can report it; `None` if the data is current.
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
            Self::FileSkipped { file, faults: Some(faults) } => {
                Some(fill(s.stale_left_out, &[file, &faults.to_string()]))
            }
            Self::FileSkipped { file, faults: None } => {
                Some(fill(s.stale_left_out_unreadable, &[file]))
            }
            Self::Unreadable { dated: of } => {
                Some(fill(s.stale_unreadable, &[&dated_text(of.as_deref(), lang)]))
            }
        }
    }

    /// Returns the status for visitors; `None` if the data is current. For
    /// [`Self::Invalid`] and [`Self::FileSkipped`] it does not mention the errors, which are no
    /// concern of visitors; an unreadable file is mentioned, because any passer-by can report it.
    #[must_use]
    pub fn visitor_text(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Invalid { of, .. } => Some(dated_text(of.as_deref(), lang)),
            Self::FileSkipped { file, faults: Some(_) } => {
                Some(fill(lang.strings().left_out, &[file]))
            }
            _ => self.text(lang),
        }
    }
}

impl Model {
    /// Returns the data status in full, for users who can report it; `None` if the data is current
    /// and complete.
    #[must_use]
    pub fn data_status(&self) -> Option<String> {
        self.data_status.text(self.lang).or_else(|| unread(self.catalog(), self.lang))
    }

    /// Returns the data status for visitors, without the reasons; `None` if the data is current and
    /// complete.
    #[must_use]
    pub fn data_mark(&self) -> Option<String> {
        let is_partly =
            || unread(self.catalog(), self.lang).map(|_| self.lang.strings().unread.to_owned());
        self.data_status.visitor_text(self.lang).or_else(is_partly)
    }
}

/// Describes the parts of the files that are not shown because this version does not know them.
/// Unknown fields are not counted: everything this version knows is shown.
fn unread(catalog: &Catalog, lang: Lang) -> Option<String> {
    let s = lang.strings();
    let format = catalog.unknown().filter_map(|(_, unknown)| unknown.format()).max();
    let format =
        format.map(|format| fill(s.unread_format, &[&format.to_string(), &FORMAT.to_string()]));
    let left_out = catalog.left_out();
    let left_out = (left_out > 0).then(|| fill(s.unread_entries, &[&left_out.to_string()]));
    let said: Vec<String> = format.into_iter().chain(left_out).collect();
    (!said.is_empty()).then(|| said.join(s.semicolon))
}

/// Returns the age of the data shown, in words.
fn dated_text(of: Option<&str>, lang: Lang) -> String {
    let s = lang.strings();
    of.map_or_else(|| s.stale_builtin.to_owned(), |of| fill(s.stale_of, &[of]))
}

/// A catalogue that is to replace the one shown, with its index.
#[derive(Clone, Debug)]
pub struct Reload {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
    /// The state of the new catalogue relative to its file.
    pub(super) status: DataStatus,
}

impl Reload {
    /// Indexes `catalog`. Slow for large catalogues: not to be called on the event loop.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        let index = OnceLock::from(Index::new(&catalog));
        Self { catalog: Arc::new(catalog), index: Arc::new(index), status: DataStatus::Current }
    }

    /// Takes `catalog` without an index: until it is indexed, each search reads all its texts.
    #[must_use]
    pub fn unindexed(catalog: Catalog) -> Self {
        Self { catalog: Arc::new(catalog), index: Arc::default(), status: DataStatus::Current }
    }
}

impl PartialEq for Reload {
    /// The index is derived from the catalogue, so it is not compared.
    fn eq(&self, other: &Self) -> bool {
        self.catalog == other.catalog
    }
}
