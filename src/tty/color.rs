//! Colour output.

/// Makes crossterm emit the colours of a frame even if `NO_COLOR` is set: the colour depth has been
/// decided by then, and the command line may have asked for colours.
pub fn force_colors() {
    crossterm::style::force_color_output(true);
}
