//! How the board is to look: by which theme, and with how many colours.

use crate::lang::Strings;

/// A theme, as one asks for it; what it looks like is the view's affair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The terminal's own colours on its own background: right on light and on dark.
    #[default]
    Auto16,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// White on black, nothing faint.
    Contrast,
    /// No colours at all.
    Mono,
}

impl ThemeName {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Auto16, Self::Dark, Self::Light, Self::Contrast, Self::Mono];

    /// As the command line spells it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Auto16 => "auto16",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Mono => "mono",
        }
    }

    /// The theme that the command line spells so.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.tag() == tag)
    }

    /// In words.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Auto16 => s.theme_auto16,
            Self::Dark => s.theme_dark,
            Self::Light => s.theme_light,
            Self::Contrast => s.theme_contrast,
            Self::Mono => s.theme_mono,
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|theme| *theme == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// How many colours there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// None: everything is told apart by other means.
    None,
    /// The terminal's own 8 or 16, whatever they look like.
    #[default]
    Ansi16,
    /// The 256 of xterm.
    Ansi256,
    /// Any.
    TrueColor,
}

impl ColorDepth {
    /// What the command line may say, each with what it means.
    pub const TAGS: [(&str, Self); 5] =
        [("none", Self::None), ("8", Self::Ansi16), ("16", Self::Ansi16), ("256", Self::Ansi256), ("true", Self::TrueColor)];

    /// The depth that the command line spells so.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::TAGS.into_iter().find(|(known, _)| *known == tag).map(|(_, depth)| depth)
    }

    /// What the values of `TERM`, `COLORTERM` and `NO_COLOR` promise. The terminal itself is not asked: what it answers may
    /// arrive as keys, late and over a slow link.
    #[must_use]
    pub fn from_env(term: &str, colorterm: &str, no_color: bool) -> Self {
        let name = term.split('-').next().unwrap_or_default();
        if no_color || matches!(name, "dumb" | "vt52" | "vt100" | "vt102" | "vt220" | "vt320") || term.ends_with("-m") {
            Self::None
        } else if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::TrueColor
        } else if term.contains("256color")
            || matches!(name, "alacritty" | "foot" | "ghostty" | "wezterm")
            || term == "xterm-kitty"
        {
            Self::Ansi256
        } else {
            Self::Ansi16
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        for (term, colorterm, no_color, depth) in [
            ("xterm-256color", "truecolor", false, ColorDepth::TrueColor),
            ("xterm-256color", "", false, ColorDepth::Ansi256),
            ("xterm", "24bit", false, ColorDepth::TrueColor),
            ("screen", "", false, ColorDepth::Ansi16),
            ("linux", "", false, ColorDepth::Ansi16),
            ("foot", "", false, ColorDepth::Ansi256),
            ("konsole-direct", "", false, ColorDepth::TrueColor),
            ("vt100", "", false, ColorDepth::None),
            ("vt220-w", "", false, ColorDepth::None),
            ("linux-m", "", false, ColorDepth::None),
            ("", "", false, ColorDepth::Ansi16),
            ("xterm-256color", "truecolor", true, ColorDepth::None),
        ] {
            assert_eq!(ColorDepth::from_env(term, colorterm, no_color), depth, "{term} {colorterm} {no_color}");
        }
    }

    #[test]
    fn every_theme_is_called_by_its_tag_and_reached_by_the_key() {
        let mut theme = ThemeName::default();
        for _ in ThemeName::ALL {
            assert_eq!(ThemeName::from_tag(theme.tag()), Some(theme));
            theme = theme.next();
        }
        assert_eq!(theme, ThemeName::default());
    }
}
