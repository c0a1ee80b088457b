//! The state of the mouse between its events.

use super::HitTarget;

/// The state of the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MouseState {
    /// True if the terminal reports mouse events to the board.
    pub(crate) captured: bool,
    /// The left button, while it is held down.
    pub(crate) pressed: Option<PressedButton>,
}

/// A button that is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PressedButton {
    /// The element under the cell where it was pressed.
    pub(crate) target: Option<HitTarget>,
    /// The row where the mouse is now.
    pub(crate) y: u16,
    /// True if the drag has scrolled something: then the release is not a click.
    pub(crate) has_scrolled: bool,
}

impl MouseState {
    pub(crate) fn new(captured: bool) -> Self {
        Self { captured, pressed: None }
    }

    /// Presses the left button on `target`, in row `y`.
    pub(crate) fn press(&mut self, target: Option<HitTarget>, y: u16) {
        self.pressed = Some(PressedButton { target, y, has_scrolled: false });
    }

    /// Releases the left button on `target`, and returns it if that is a click.
    pub(crate) fn click(&mut self, target: Option<HitTarget>) -> Option<HitTarget> {
        let pressed = self.pressed.take()?;
        target.filter(|_| !pressed.has_scrolled && pressed.target == target)
    }

    /// Returns true while the left button is held down.
    pub(crate) fn is_held(&self) -> bool {
        self.pressed.is_some()
    }

    /// Forgets the pressed button, so that its release is not a click.
    pub(crate) fn release(&mut self) {
        self.pressed = None;
    }
}
