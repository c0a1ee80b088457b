//! The state of the data on the screen relative to its files.

use super::LoadProgress;
use crate::lang::{Lang, fill};

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
        errors: usize,
    },
    /// The file has errors; the data shown is older.
    Invalid {
        /// The date and time of the data shown; `None` for the built-in programme.
        dated: Option<String>,
        /// The number of errors.
        errors: usize,
    },
    /// One of several files has errors or cannot be read, and nothing of it is shown.
    FileSkipped {
        /// The name of the file.
        file: String,
        /// The number of errors; `None` if the file cannot be read.
        errors: Option<usize>,
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
            Self::Loading(progress) => Some(progress.text(lang)),
            Self::Stopped => Some(s.stopped.to_owned()),
            Self::PartlyInvalid { errors } => Some(fill(s.broken, &[&errors.to_string()])),
            Self::Invalid { dated, errors } => {
                let date = dated_text(dated.as_deref(), lang);
                Some(fill(s.stale_faulty, &[&date, &errors.to_string()]))
            }
            Self::FileSkipped { file, errors: Some(errors) } => {
                Some(fill(s.stale_left_out, &[file, &errors.to_string()]))
            }
            Self::FileSkipped { file, errors: None } => {
                Some(fill(s.stale_left_out_unreadable, &[file]))
            }
            Self::Unreadable { dated } => {
                Some(fill(s.stale_unreadable, &[&dated_text(dated.as_deref(), lang)]))
            }
        }
    }

    /// Returns the status for visitors; `None` if the data is current. For
    /// [`Self::Invalid`] and [`Self::FileSkipped`] it does not mention the errors, which are no
    /// concern of visitors; an unreadable file is mentioned, because any passer-by can report it.
    #[must_use]
    pub fn visitor_text(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Invalid { dated, .. } => Some(dated_text(dated.as_deref(), lang)),
            Self::FileSkipped { file, errors: Some(_) } => {
                Some(fill(lang.strings().left_out, &[file]))
            }
            _ => self.text(lang),
        }
    }
}

/// Returns the age of data from the date and time `dated`, in words; `None` for the built-in
/// programme.
fn dated_text(dated: Option<&str>, lang: Lang) -> String {
    let s = lang.strings();
    dated.map_or_else(|| s.stale_builtin.to_owned(), |dated| fill(s.stale_of, &[dated]))
}
