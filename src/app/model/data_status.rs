//! The data status in words, for users and for visitors.

use super::Model;
use crate::diagnostics::FORMAT;
use crate::lang::{Lang, fill};
use crate::model::Catalog;

impl Model {
    /// Returns the data status in full, for users who can report it; `None` if the data is current
    /// and complete.
    #[must_use]
    pub fn data_status(&self) -> Option<String> {
        self.data_status
            .text(self.preferences.lang)
            .or_else(|| unknown_text(self.catalog(), self.preferences.lang))
    }

    /// Returns the data status for visitors, without the reasons; `None` if the data is current and
    /// complete.
    #[must_use]
    pub fn data_mark(&self) -> Option<String> {
        let unknown = || {
            let text = unknown_text(self.catalog(), self.preferences.lang);
            text.map(|_| self.preferences.lang.strings().unread.to_owned())
        };
        self.data_status.visitor_text(self.preferences.lang).or_else(unknown)
    }
}

/// Describes the parts of the files that are not shown because this version does not know them.
/// Unknown fields are not counted: everything this version knows is shown.
fn unknown_text(catalog: &Catalog, lang: Lang) -> Option<String> {
    let s = lang.strings();
    let format = catalog.unknown().filter_map(|(_, unknown)| unknown.format()).max();
    let format =
        format.map(|format| fill(s.unread_format, &[&format.to_string(), &FORMAT.to_string()]));
    let left_out = catalog.left_out();
    let left_out = (left_out > 0).then(|| fill(s.unread_entries, &[&left_out.to_string()]));
    let texts: Vec<String> = format.into_iter().chain(left_out).collect();
    (!texts.is_empty()).then(|| texts.join(s.semicolon))
}
