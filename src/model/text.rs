//! A text in both languages.

use std::borrow::Cow;

use crate::lang::Lang;

/// Text in Chinese and English, free of control, bidirectional and invisible characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text<'a> {
    zh: &'a str,
    en: &'a str,
}

impl<'a> Text<'a> {
    /// Creates a text from its Chinese and its English form, either of which may be empty.
    pub(crate) fn new(zh: &'a str, en: &'a str) -> Self {
        Self { zh, en }
    }

    /// Returns the text in `lang`, or in the other language if it is missing there.
    #[must_use]
    pub fn get(self, lang: Lang) -> &'a str {
        let (wanted, other) = (self.exactly(lang), self.exactly(lang.other()));
        if wanted.is_empty() { other } else { wanted }
    }

    /// Returns the text in `lang` only; empty if it is missing.
    #[must_use]
    pub fn exactly(self, lang: Lang) -> &'a str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// Returns true if the text is empty in both languages.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// Text that is not stored yet, in Chinese and English.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OwnedText<'a> {
    pub(crate) zh: Cow<'a, str>,
    pub(crate) en: Cow<'a, str>,
}

impl OwnedText<'_> {
    pub(crate) fn as_text(&self) -> Text<'_> {
        Text::new(&self.zh, &self.en)
    }
}

impl From<Text<'_>> for OwnedText<'static> {
    fn from(text: Text<'_>) -> Self {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| Cow::Owned(text.exactly(lang).to_owned()));
        Self { zh, en }
    }
}
