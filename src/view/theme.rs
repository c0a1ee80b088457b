//! Styles for the elements of the screen.
//!
//! A style has two sources. The modifiers (bold, underlined, dim, reversed) come from the element
//! and are the same in every theme: they alone tell elements apart, for terminals without colours
//! and for colour-blind users. The colours come from the theme's [`Palette`] and only repeat that.

use ratatui::style::{Color, Modifier, Style};

use super::element::Element;
use super::palette::Palette;
use crate::app::{ColorDepth, ThemeName};
use crate::text::Glyphs;

/// Styles for the elements of the screen, and the characters for lines and bars.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Theme {
    /// Characters for lines, bars and large digits.
    pub(crate) glyphs: &'static Glyphs,
    palette: Option<&'static Palette>,
    depth: ColorDepth,
}

impl Theme {
    /// Creates the theme called `name` with at most the colours of `depth`.
    pub(crate) fn new(name: ThemeName, depth: ColorDepth, glyphs: &'static Glyphs) -> Self {
        Self {
            glyphs,
            palette: if depth == ColorDepth::None { None } else { Palette::for_theme(name, depth) },
            depth,
        }
    }

    /// Returns the style of an element.
    pub(crate) fn style(self, element: Element) -> Style {
        let modifier = element.modifier();
        let Some(palette) = self.palette else { return Style::new().add_modifier(modifier) };
        let (text, background) = palette.colours(element);
        // The colour already makes the element faint; dimmed as well it would be hard to read.
        let modifier = if text == Color::Reset { modifier } else { modifier - Modifier::DIM };
        // REVERSED swaps the colours again: the element looks as the palette says, and is reversed
        // where colours are not shown.
        let swapped = background != Color::Reset && modifier.contains(Modifier::REVERSED);
        let (fg, bg) = if swapped { (background, text) } else { (text, background) };
        Style::new()
            .fg(Palette::downsample(fg, self.depth))
            .bg(Palette::downsample(bg, self.depth))
            .add_modifier(modifier)
    }

    /// Returns the style of a QR code: black on white in every theme, because phones read dark on
    /// light and rarely the reverse. `None` without colours, where the terminal's own background is
    /// unknown.
    pub(crate) fn qr_style(self) -> Option<Style> {
        let (black, white) = match self.depth {
            ColorDepth::None => return None,
            ColorDepth::Ansi16 => (Color::Black, Color::Gray),
            depth => {
                let grey = |value| Palette::downsample(Color::Rgb(value, value, value), depth);
                (grey(0), grey(u8::MAX))
            }
        };
        Some(Style::new().fg(black).bg(white))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::palette::xterm;

    /// Returns the relative luminance of a colour as defined by WCAG 2.2.
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
    fn every_element_can_be_read() {
        assert!(
            (contrast(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)) - 21.0).abs() < 1e-9,
            "as WCAG says"
        );
        for (name, min_contrast) in
            [(ThemeName::Dark, 4.5), (ThemeName::Light, 4.5), (ThemeName::Contrast, 7.0)]
        {
            for (depth, element) in [ColorDepth::Ansi256, ColorDepth::TrueColor]
                .into_iter()
                .flat_map(|depth| Element::ALL.map(|element| (depth, element)))
            {
                let style = Theme::new(name, depth, &Glyphs::UNICODE).style(element);
                let contrast = contrast(style.fg.unwrap(), style.bg.unwrap());
                assert!(contrast >= min_contrast, "{name:?} {depth:?} {element:?}: {contrast:.2}");
                assert!(
                    !style.add_modifier.contains(Modifier::DIM),
                    "{name:?} {element:?} is fainter than its colour"
                );
            }
        }
    }

    #[test]
    fn colour_is_never_alone() {
        use crate::view::element::Element::{
            Base, Dim, Heading, HeadingFocused, Highlighted, Notice, Selected, SelectedFocused,
            SelectedFocusedHighlighted, SelectedHighlighted,
        };
        let apart = [
            (Base, Dim),
            (Base, Highlighted),
            (Base, Notice),
            (Base, Selected),
            (Selected, SelectedFocused),
            (Selected, SelectedHighlighted),
            (SelectedFocused, SelectedFocusedHighlighted),
            (Heading, HeadingFocused),
        ];
        for (name, depth) in ThemeName::ALL
            .into_iter()
            .flat_map(|name| [ColorDepth::None, ColorDepth::Ansi16].map(|depth| (name, depth)))
        {
            let theme = Theme::new(name, depth, &Glyphs::UNICODE);
            for (one, other) in
                apart.iter().filter(|pair| theme.style(pair.1).fg.is_none() || pair.1 != Dim)
            {
                let [one, other] = [one, other].map(|element| theme.style(*element).add_modifier);
                assert_ne!(one, other, "{name:?} {depth:?}");
            }
        }
        for element in Element::ALL {
            let style =
                Theme::new(ThemeName::Dark, ColorDepth::None, &Glyphs::UNICODE).style(element);
            assert_eq!((style.fg, style.bg), (None, None), "no colours where there are none");
        }
    }
}
