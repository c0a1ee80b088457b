//! The colours of the themes.

use ratatui::style::Color;

use super::theme::Part;
use crate::app::{Depth, ThemeName};

/// A theme's colours: text of four kinds, on three kinds of paper.
#[derive(Debug, PartialEq, Eq)]
pub struct Palette {
    /// The background.
    paper: Color,
    text: Color,
    /// Less important text.
    faint: Color,
    /// What was searched for.
    accent: Color,
    /// Behind what is selected elsewhere.
    shade: Color,
    /// Behind what has the keyboard; amounts and their bars.
    band: Color,
    band_text: Color,
    band_accent: Color,
}

/// The terminal's own. Few of its sixteen are legible on both light and dark: cyan and green fade on white, blue on black.
/// Magenta is, if it need not stand on the other of them as well: in what is reversed.
const AUTO16: Palette = Palette { accent: Color::Magenta, ..OWN };
const OWN: Palette = Palette {
    paper: Color::Reset,
    text: Color::Reset,
    faint: Color::Reset,
    accent: Color::Reset,
    shade: Color::Reset,
    band: Color::Reset,
    band_text: Color::Reset,
    band_accent: Color::Reset,
};

const DARK: Palette = Palette {
    paper: Color::Rgb(0x1b, 0x1f, 0x27),
    text: Color::Rgb(0xe6, 0xe6, 0xe6),
    faint: Color::Rgb(0xa6, 0xae, 0xbb),
    accent: Color::Rgb(0xff, 0xb4, 0x54),
    shade: Color::Rgb(0x2f, 0x37, 0x46),
    band: Color::Rgb(0x9c, 0xcf, 0xff),
    band_text: Color::Rgb(0x10, 0x15, 0x1d),
    band_accent: Color::Rgb(0x7a, 0x1f, 0x00),
};

const LIGHT: Palette = Palette {
    paper: Color::Rgb(0xfb, 0xfa, 0xf6),
    text: Color::Rgb(0x1f, 0x23, 0x28),
    faint: Color::Rgb(0x57, 0x60, 0x6a),
    accent: Color::Rgb(0x9a, 0x34, 0x12),
    shade: Color::Rgb(0xe4, 0xe7, 0xec),
    band: Color::Rgb(0x1f, 0x4e, 0x8c),
    band_text: Color::Rgb(0xff, 0xff, 0xff),
    band_accent: Color::Rgb(0xff, 0xd5, 0x8a),
};

const CONTRAST: Palette = Palette {
    paper: Color::Rgb(0x00, 0x00, 0x00),
    text: Color::Rgb(0xff, 0xff, 0xff),
    faint: Color::Rgb(0xd7, 0xd7, 0xd7),
    accent: Color::Rgb(0xff, 0xff, 0x00),
    shade: Color::Rgb(0x30, 0x30, 0x30),
    band: Color::Rgb(0xff, 0xff, 0xff),
    band_text: Color::Rgb(0x00, 0x00, 0x00),
    band_accent: Color::Rgb(0x87, 0x00, 0x00),
};

// With the terminal's own few colours the same themes keep to pairs that are far apart wherever they were chosen.
const DARK_FEW: Palette = Palette {
    paper: Color::Black,
    text: Color::Gray,
    faint: Color::Gray,
    accent: Color::Cyan,
    shade: Color::Black,
    band: Color::Gray,
    band_text: Color::Black,
    band_accent: Color::Blue,
};
const LIGHT_FEW: Palette = Palette {
    paper: Color::Gray,
    text: Color::Black,
    faint: Color::Black,
    accent: Color::Blue,
    shade: Color::Gray,
    band: Color::Blue,
    band_text: Color::Gray,
    band_accent: Color::Gray,
};
const CONTRAST_FEW: Palette = Palette { accent: Color::Gray, band_accent: Color::Black, ..DARK_FEW };

impl Palette {
    /// The colours of a theme, where there are any.
    pub(super) fn of(name: ThemeName, depth: Depth) -> Option<&'static Self> {
        let few = depth <= Depth::Few;
        match name {
            ThemeName::Auto16 => Some(&AUTO16),
            ThemeName::Dark => Some(if few { &DARK_FEW } else { &DARK }),
            ThemeName::Light => Some(if few { &LIGHT_FEW } else { &LIGHT }),
            ThemeName::Contrast => Some(if few { &CONTRAST_FEW } else { &CONTRAST }),
            ThemeName::Mono => None,
        }
    }

    /// What a part is written with, and on.
    pub(super) fn colours(&self, part: Part) -> (Color, Color) {
        match part {
            Part::Ground | Part::Strong | Part::Heading => (self.text, self.paper),
            Part::Dim => (self.faint, self.paper),
            Part::Lit | Part::Chip | Part::Late => (self.accent, self.paper),
            Part::Figure | Part::Bar => (self.band, self.paper),
            Part::Selected | Part::Button => (self.text, self.shade),
            Part::SelectedLit => (self.accent, self.shade),
            Part::HeadingFocused | Part::SelectedFocused | Part::Notice => (self.band_text, self.band),
            Part::SelectedFocusedLit => (self.band_accent, self.band),
        }
    }

    /// A colour as it is shown where there are so many.
    pub(super) fn shown(colour: Color, depth: Depth) -> Color {
        match colour {
            Color::Rgb(red, green, blue) if depth < Depth::True => Color::Indexed(nearest([red, green, blue])),
            colour => colour,
        }
    }
}

/// The steps of xterm's colour cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// What xterm's colour of that number looks like; from 16 on it is the same everywhere.
fn xterm(index: u8) -> [u8; 3] {
    match index.checked_sub(16) {
        Some(grey @ 216..) => [8 + 10 * (grey - 216); 3],
        Some(cube) => [cube / 36, cube / 6 % 6, cube % 6].map(|step| STEPS[usize::from(step)]),
        None => [0; 3],
    }
}

/// The one of xterm's 256 that is nearest.
fn nearest(wanted: [u8; 3]) -> u8 {
    let far = |index: &u8| -> u32 { xterm(*index).into_iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    (16..=u8::MAX).min_by_key(far).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::text::Glyphs;
    use crate::view::Theme;

    /// The luminance of a colour as WCAG 2.2 has it.
    fn luminance(colour: Color) -> f64 {
        let rgb = match colour {
            Color::Rgb(red, green, blue) => [red, green, blue],
            Color::Indexed(index) => xterm(index),
            other => panic!("{other} is not a colour of its own"),
        };
        let [red, green, blue] = rgb.map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let [one, other] = [one, other].map(luminance);
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_part_can_be_read() {
        assert!((contrast(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)) - 21.0).abs() < 1e-9, "as WCAG says");
        for (name, least) in [(ThemeName::Dark, 4.5), (ThemeName::Light, 4.5), (ThemeName::Contrast, 7.0)] {
            for (depth, part) in [Depth::Many, Depth::True].into_iter().flat_map(|depth| Part::ALL.map(|part| (depth, part))) {
                let style = Theme::new(name, depth, &Glyphs::DRAWN).style(part);
                let contrast = contrast(style.fg.unwrap(), style.bg.unwrap());
                assert!(contrast >= least, "{name:?} {depth:?} {part:?}: {contrast:.2}");
                assert!(!style.add_modifier.contains(Modifier::DIM), "{name:?} {part:?} is fainter than its colour");
            }
        }
    }

    #[test]
    fn a_reduced_colour_is_the_nearest() {
        for (rgb, index) in [([0, 0, 0], 16), ([255, 255, 255], 231), ([0x30, 0x30, 0x30], 236), ([255, 175, 95], 215)] {
            assert_eq!(nearest(rgb), index, "{rgb:?}");
            assert_eq!(xterm(index).map(|value| value / 16), rgb.map(|value| value / 16));
        }
    }

    #[test]
    fn colour_is_never_alone() {
        use Part::{
            Dim, Ground, Heading, HeadingFocused, Lit, Notice, Selected, SelectedFocused, SelectedFocusedLit, SelectedLit,
        };
        let apart = [
            (Ground, Dim),
            (Ground, Lit),
            (Ground, Notice),
            (Ground, Selected),
            (Selected, SelectedFocused),
            (Selected, SelectedLit),
            (SelectedFocused, SelectedFocusedLit),
            (Heading, HeadingFocused),
        ];
        for (name, depth) in ThemeName::ALL.into_iter().flat_map(|name| [Depth::None, Depth::Few].map(|depth| (name, depth))) {
            let theme = Theme::new(name, depth, &Glyphs::DRAWN);
            for (one, other) in apart.iter().filter(|pair| theme.style(pair.1).fg.is_none() || pair.1 != Dim) {
                let [one, other] = [one, other].map(|part| theme.style(*part).add_modifier);
                assert_ne!(one, other, "{name:?} {depth:?}");
            }
        }
        for part in Part::ALL {
            let style = Theme::new(ThemeName::Dark, Depth::None, &Glyphs::DRAWN).style(part);
            assert_eq!((style.fg, style.bg), (None, None), "no colours where there are none");
        }
    }
}
