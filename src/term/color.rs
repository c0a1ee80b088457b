//! Colours on the wire.

/// Has crossterm send the colours of a frame even where `NO_COLOR` is set: how many there are is decided by then, and the
/// command line may have asked for some.
pub fn force_colors() {
    crossterm::style::force_color_output(true);
}
