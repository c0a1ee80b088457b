//! The user's choices of how everything is shown, and what the terminal makes of it.

use super::{Scale, Start, ThemeName};
use crate::lang::Lang;
use crate::model::ProgressCriteria;
use crate::query::{ListOrder, OrderBy};
use crate::text::Ambiguous;

/// The language, the theme and the scale of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// The language of the screen.
    pub lang: Lang,
    /// The theme of the screen.
    pub theme: ThemeName,
    /// The scale of everything on the screen.
    pub scale: Scale,
    /// The order of the list.
    pub order: ListOrder,
    /// The scale that `Large` toggles back to.
    default_scale: Scale,
    /// The width of ambiguous characters on this terminal.
    pub(crate) ambiguous: Ambiguous,
}

impl Preferences {
    /// Returns the preferences at the start.
    pub(crate) fn new(start: &Start) -> Self {
        let default_scale = start.profile.scale();
        Self {
            lang: start.lang,
            theme: start.theme,
            scale: if start.large { Scale::Large } else { default_scale },
            order: ListOrder::default(),
            default_scale,
            ambiguous: start.ambiguous,
        }
    }

    /// Returns true if the board is set up for touch, so that there may be no keyboard.
    #[must_use]
    pub fn is_touch(&self) -> bool {
        self.default_scale != Scale::Desk
    }

    /// Returns the order of the list, with what it depends on.
    pub(crate) fn order_by(&self, criteria: ProgressCriteria) -> OrderBy {
        OrderBy { order: self.order, lang: self.lang, criteria }
    }

    /// Toggles between large print and the default scale.
    pub(crate) fn toggle_large(&mut self) {
        self.scale = if self.scale == Scale::Large { self.default_scale } else { Scale::Large };
    }
}
