//! The changes between two programmes in words.

use super::{Change, ChangeKind, Subject, in_both_langs};
use crate::diagnostics::{Column, label_in};
use crate::lang::{Lang, fill};
use crate::model::Domain;

impl Subject {
    /// Returns the domain as a subject.
    pub(crate) fn domain(domain: &Domain) -> Self {
        Self::Domain { id: domain.id.to_owned(), name: in_both_langs(domain.name) }
    }

    /// Formats the subject: `项目 20`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::Programme => s.diff_programme.to_owned(),
            Self::Domain { name, .. } => fill(s.diff_domain, &[&name[lang as usize]]),
            Self::Project(no) => fill(s.diff_project, &[&no.to_string()]),
        }
    }
}

impl Change {
    /// Formats subject and change on one line:
    /// `项目 20 新增公共停车位：不少于 600 个 → 不少于 650 个`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        let is_domain = matches!(self.subject, Subject::Domain { .. });
        let (separator, text) = match self.kind {
            // The subject is the name of the domain already.
            ChangeKind::Added(_) if is_domain => (s.colon, s.diff_is_added.to_owned()),
            ChangeKind::Removed(_) if is_domain => (s.colon, s.diff_is_removed.to_owned()),
            ChangeKind::Added(_) | ChangeKind::Removed(_) => (s.colon, self.kind.text(lang)),
            _ => (" ", self.kind.text(lang)),
        };
        format!("{}{separator}{text}", self.subject.text(lang))
    }
}

impl ChangeKind {
    /// Formats the change without its subject.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        let in_lang = |both: &[String; 2]| both[lang as usize].clone();
        let or_nothing =
            |text: &str| if text.is_empty() { s.diff_nothing.to_owned() } else { text.to_owned() };
        match self {
            Self::Added(name) => fill(s.diff_added, &[&in_lang(name)]),
            Self::Removed(name) => fill(s.diff_removed, &[&in_lang(name)]),
            Self::Changed { label, text_lang, old, new } => {
                let label = label_of_text(label, *text_lang, lang);
                fill(s.diff_set, &[&label, &or_nothing(old), &or_nothing(new)])
            }
            Self::DomainChanged(_, [old, new]) => {
                let label = label_in(Column::Domain.header(), lang);
                fill(s.diff_set, &[label, &in_lang(old), &in_lang(new)])
            }
            Self::ItemAdded(label, item) => {
                fill(s.diff_more, &[label_in(label, lang), &in_lang(item)])
            }
            Self::ItemRemoved(label, item) => {
                fill(s.diff_less, &[label_in(label, lang), &in_lang(item)])
            }
            Self::AmountChanged(what, old, new) => {
                fill(s.diff_set, &[&in_lang(what), &in_lang(old), &in_lang(new)])
            }
        }
    }

    /// Returns the code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Changed { .. } | Self::DomainChanged(..) => "set",
            Self::ItemAdded(..) => "more",
            Self::ItemRemoved(..) => "less",
            Self::AmountChanged(..) => "figure",
        }
    }
}

/// Returns the label in `lang` of a text in `text_lang`: that of its own language has the plain
/// label, and only the other is named. The columns of spreadsheets are labelled for readers of
/// Chinese: `名称 Title` and `英文名称 Title (English)`.
fn label_of_text(label: &str, text_lang: Option<Lang>, lang: Lang) -> String {
    let of_column = label_in(label, lang);
    let plain = of_column.strip_suffix(" (English)").unwrap_or(of_column);
    let is_named = lang == Lang::Zh && of_column.contains("英文");
    if text_lang.is_none_or(|text_lang| text_lang == lang) || is_named {
        return plain.to_owned();
    }
    fill(lang.strings().diff_other_language, &[plain])
}
