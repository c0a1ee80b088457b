//! The state of the mouse between its events.

use super::HitTarget;

/// The state of the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MouseState {
    /// True if the terminal reports mouse events to the board.
    pub(super) captured: bool,
    /// The left button, while it is held down.
    pub(super) pressed: Option<PressedButton>,
}

/// A button that is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PressedButton {
    /// The element under the cell where it was pressed.
    pub(super) target: Option<HitTarget>,
    /// The row where the mouse is now.
    pub(super) y: u16,
    /// True if the drag has scrolled something: then the release is not a click.
    pub(super) has_scrolled: bool,
}

impl MouseState {
    pub(super) fn new(captured: bool) -> Self {
        Self { captured, pressed: None }
    }

    /// Returns true while the left button is held down.
    pub(super) fn is_held(&self) -> bool {
        self.pressed.is_some()
    }

    /// Forgets the pressed button, so that its release is not a click.
    pub(super) fn release(&mut self) {
        self.pressed = None;
    }
}
