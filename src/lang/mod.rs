//! The two languages of the user interface, and the table of its texts. The descriptions of actions
//! are in the table of [`Action`](crate::app::Action) instead, where an action is one row.

mod strings;

pub use strings::Strings;

/// A language of the board. Chinese is the default: the board hangs in a Chinese town.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// Both languages, the default one first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Returns the language that `--lang` names: `zh` or `en`, also with a region (`zh-CN`,
    /// `en_US.UTF-8`).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match language_of(name).as_str() {
            "zh" | "中文" | "简体中文" => Some(Self::Zh),
            "en" | "english" => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the language for a locale, in the order of POSIX: `LC_ALL`, then `LC_MESSAGES`, then
    /// `LANG`; empty counts as unset.
    ///
    /// A locale that names no language (`C`, `POSIX`, nothing at all) gets the default. One that
    /// names a language other than these two gets English, which its reader more likely knows.
    #[must_use]
    pub fn from_locale(lc_all: &str, lc_messages: &str, lang: &str) -> Self {
        let locale = [lc_all, lc_messages, lang]
            .into_iter()
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        match language_of(locale).as_str() {
            "" | "c" | "posix" | "zh" => Self::Zh,
            _ => Self::En,
        }
    }

    /// Returns the tag used in options and JSON: `zh` or `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Returns the other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Returns the texts in this language.
    #[must_use]
    pub fn strings(self) -> &'static Strings {
        match self {
            Self::Zh => &strings::ZH,
            Self::En => &strings::EN,
        }
    }
}

/// Returns the language part of a locale in lower case: `zh` of `zh_CN.UTF-8`, `zh-Hans` or `ZH`.
fn language_of(locale: &str) -> String {
    locale.split(['_', '-', '.', '@']).next().unwrap_or_default().trim().to_lowercase()
}

/// Replaces each `{}` of `template` with the next of `args`. Without an argument left, `{}` stays.
///
/// ```
/// assert_eq!(minsheng::lang::fill("{} / {}", &["3", "25"]), "3 / 25");
/// ```
#[must_use]
pub fn fill(template: &str, args: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut args = args.iter();
    for part in parts {
        out.push_str(args.next().unwrap_or(&"{}"));
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_and_chinese_is_the_default() {
        assert_eq!(Lang::from_locale("", "", ""), Lang::Zh);
        assert_eq!(Lang::from_locale("", "", "C.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("", "", "zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("", "", "en_GB.UTF-8"), Lang::En);
        assert_eq!(Lang::from_locale("", "en_US", "zh_CN.UTF-8"), Lang::En);
        assert_eq!(Lang::from_locale("zh_CN", "en_US", "en_US"), Lang::Zh);
        assert_eq!(Lang::from_locale("", "", "fr_FR.UTF-8"), Lang::En);
    }

    #[test]
    fn names_of_languages_are_understood() {
        assert_eq!(Lang::from_name("EN"), Some(Lang::En));
        assert_eq!(Lang::from_name("zh-Hans-CN"), Some(Lang::Zh));
        assert_eq!(Lang::from_name("klingon"), None);
    }
}
