//! The colours of the themes.

use ratatui::style::Color;

use super::element::Element;
use crate::app::{ColorDepth, ThemeName};

/// A theme's text and background colours.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Palette {
    /// Background of the screen.
    background: Color,
    text: Color,
    /// Less important text.
    dim: Color,
    /// Text that matches the search, chips of the query, and projects behind plan.
    accent: Color,
    /// Background of selected rows in panes without the keyboard, and of buttons.
    selected: Color,
    /// Background of the row and heading that have the keyboard and of notices; text of amounts
    /// and their bars.
    emphasis: Color,
    emphasis_text: Color,
    emphasis_accent: Color,
}

/// The terminal's own colours. Few of its 16 are legible on both light and dark backgrounds: cyan
/// and green fade on white, blue on black. Magenta is legible on either, but not reversed as well,
/// so reversed text keeps the default colours.
const AUTO16: Palette = Palette { accent: Color::Magenta, ..TERMINAL };
const TERMINAL: Palette = Palette {
    background: Color::Reset,
    text: Color::Reset,
    dim: Color::Reset,
    accent: Color::Reset,
    selected: Color::Reset,
    emphasis: Color::Reset,
    emphasis_text: Color::Reset,
    emphasis_accent: Color::Reset,
};

const DARK: Palette = Palette {
    background: Color::Rgb(0x1b, 0x1f, 0x27),
    text: Color::Rgb(0xe6, 0xe6, 0xe6),
    dim: Color::Rgb(0xa6, 0xae, 0xbb),
    accent: Color::Rgb(0xff, 0xb4, 0x54),
    selected: Color::Rgb(0x2f, 0x37, 0x46),
    emphasis: Color::Rgb(0x9c, 0xcf, 0xff),
    emphasis_text: Color::Rgb(0x10, 0x15, 0x1d),
    emphasis_accent: Color::Rgb(0x7a, 0x1f, 0x00),
};

const LIGHT: Palette = Palette {
    background: Color::Rgb(0xfb, 0xfa, 0xf6),
    text: Color::Rgb(0x1f, 0x23, 0x28),
    dim: Color::Rgb(0x57, 0x60, 0x6a),
    accent: Color::Rgb(0x9a, 0x34, 0x12),
    selected: Color::Rgb(0xe4, 0xe7, 0xec),
    emphasis: Color::Rgb(0x1f, 0x4e, 0x8c),
    emphasis_text: Color::Rgb(0xff, 0xff, 0xff),
    emphasis_accent: Color::Rgb(0xff, 0xd5, 0x8a),
};

const CONTRAST: Palette = Palette {
    background: Color::Rgb(0x00, 0x00, 0x00),
    text: Color::Rgb(0xff, 0xff, 0xff),
    dim: Color::Rgb(0xd7, 0xd7, 0xd7),
    accent: Color::Rgb(0xff, 0xff, 0x00),
    selected: Color::Rgb(0x30, 0x30, 0x30),
    emphasis: Color::Rgb(0xff, 0xff, 0xff),
    emphasis_text: Color::Rgb(0x00, 0x00, 0x00),
    emphasis_accent: Color::Rgb(0x87, 0x00, 0x00),
};

// The same themes in 16 colours, whose shades the user of the terminal chooses: only pairs that are
// far apart in any scheme.
const DARK_FEW: Palette = Palette {
    background: Color::Black,
    text: Color::Gray,
    dim: Color::Gray,
    accent: Color::Cyan,
    selected: Color::Black,
    emphasis: Color::Gray,
    emphasis_text: Color::Black,
    emphasis_accent: Color::Blue,
};
const LIGHT_FEW: Palette = Palette {
    background: Color::Gray,
    text: Color::Black,
    dim: Color::Black,
    accent: Color::Blue,
    selected: Color::Gray,
    emphasis: Color::Blue,
    emphasis_text: Color::Gray,
    emphasis_accent: Color::Gray,
};
const CONTRAST_FEW: Palette =
    Palette { accent: Color::Gray, emphasis_accent: Color::Black, ..DARK_FEW };

impl Palette {
    /// Returns the colours of a theme at that `depth`; `None` for [`ThemeName::Mono`].
    pub(crate) fn for_theme(name: ThemeName, depth: ColorDepth) -> Option<&'static Self> {
        let few = depth <= ColorDepth::Ansi16;
        match name {
            ThemeName::Auto16 => Some(&AUTO16),
            ThemeName::Dark => Some(if few { &DARK_FEW } else { &DARK }),
            ThemeName::Light => Some(if few { &LIGHT_FEW } else { &LIGHT }),
            ThemeName::Contrast => Some(if few { &CONTRAST_FEW } else { &CONTRAST }),
            ThemeName::Mono => None,
        }
    }

    /// Returns the text colour and the background colour of `element`.
    pub(crate) fn colours(&self, element: Element) -> (Color, Color) {
        match element {
            Element::Base | Element::Strong | Element::Heading => (self.text, self.background),
            Element::Dim => (self.dim, self.background),
            Element::Highlighted | Element::Chip | Element::Behind => {
                (self.accent, self.background)
            }
            Element::Figure | Element::Bar => (self.emphasis, self.background),
            Element::Selected | Element::Button => (self.text, self.selected),
            Element::SelectedHighlighted => (self.accent, self.selected),
            Element::HeadingFocused | Element::SelectedFocused | Element::Notice => {
                (self.emphasis_text, self.emphasis)
            }
            Element::SelectedFocusedHighlighted => (self.emphasis_accent, self.emphasis),
        }
    }

    /// Maps an RGB colour to the nearest of xterm's 256 unless `depth` is true colour. Other
    /// colours stay as they are.
    pub(crate) fn downsample(colour: Color, depth: ColorDepth) -> Color {
        match colour {
            Color::Rgb(red, green, blue) if depth < ColorDepth::TrueColor => {
                Color::Indexed(nearest([red, green, blue]))
            }
            colour => colour,
        }
    }
}

/// Channel values of xterm's 6x6x6 colour cube.
const CUBE_STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Returns the RGB value of xterm's colour `index`. Indexes from 16 on are the same in all
/// terminals; those below are unknown and count as black.
pub(crate) fn xterm(index: u8) -> [u8; 3] {
    match index.checked_sub(16) {
        Some(grey @ 216..) => [8 + 10 * (grey - 216); 3],
        Some(cube) => [cube / 36, cube / 6 % 6, cube % 6].map(|step| CUBE_STEPS[usize::from(step)]),
        None => [0; 3],
    }
}

/// Returns the index, from 16 on, of the xterm colour nearest to `rgb` by squared RGB distance.
fn nearest(rgb: [u8; 3]) -> u8 {
    let distance = |index: &u8| -> u32 {
        xterm(*index).into_iter().zip(rgb).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    (16..=u8::MAX).min_by_key(distance).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reduced_colour_is_the_nearest() {
        for (rgb, index) in [
            ([0, 0, 0], 16),
            ([255, 255, 255], 231),
            ([0x30, 0x30, 0x30], 236),
            ([255, 175, 95], 215),
        ] {
            assert_eq!(nearest(rgb), index, "{rgb:?}");
            assert_eq!(xterm(index).map(|value| value / 16), rgb.map(|value| value / 16));
        }
    }
}
