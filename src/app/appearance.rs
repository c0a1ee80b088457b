//! The theme names and the colour depth of the terminal.

use crate::lang::Strings;

/// A theme as the user names it. Its styles are defined in the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The terminal's own 16 colours on its own background: readable on light and dark terminals.
    #[default]
    Auto16,
    /// Light text on a dark background.
    Dark,
    /// Dark text on a light background.
    Light,
    /// White on black, without faint text.
    Contrast,
    /// No colours at all.
    Mono,
}

impl ThemeName {
    /// All themes, in the order in which the theme key cycles through them.
    pub const ALL: [Self; 5] = [Self::Auto16, Self::Dark, Self::Light, Self::Contrast, Self::Mono];

    /// Returns the theme's name on the command line.
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

    /// Parses a theme name from the command line.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.tag() == tag)
    }

    /// Returns the theme's name in words, for the user.
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

    /// Returns the next theme, wrapping around after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// The number of colours the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// No colours: the view uses attributes and characters instead.
    None,
    /// The terminal's own 8 or 16 colours.
    #[default]
    Ansi16,
    /// The 256 colours of xterm.
    Ansi256,
    /// 24-bit colours.
    TrueColor,
}

impl ColorDepth {
    /// The values the command line accepts, each with its depth.
    pub const TAGS: [(&str, Self); 5] = [
        ("none", Self::None),
        ("8", Self::Ansi16),
        ("16", Self::Ansi16),
        ("256", Self::Ansi256),
        ("true", Self::TrueColor),
    ];

    /// Parses a colour depth from the command line.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::TAGS.into_iter().find(|(other, _)| *other == tag).map(|(_, depth)| depth)
    }

    /// Guesses the depth from the values of `TERM` and `COLORTERM`; `no_color` is true if
    /// `NO_COLOR` is set. The terminal is not queried: over a slow link its reply may come late and
    /// be read as keys.
    #[must_use]
    pub fn from_env(term: &str, colorterm: &str, no_color: bool) -> Self {
        let name = term.split('-').next().unwrap_or_default();
        if no_color
            || matches!(name, "dumb" | "vt52" | "vt100" | "vt102" | "vt220" | "vt320")
            || term.ends_with("-m")
        {
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
            assert_eq!(
                ColorDepth::from_env(term, colorterm, no_color),
                depth,
                "{term} {colorterm} {no_color}"
            );
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
