//! The terminal: the only code that deals with its file descriptors and escape sequences.
//!
//! crossterm supplies the types (its `Event`, its commands) but does not read; `parse` says why. A
//! [`Session`] takes the terminal over and gives it back, a bounded [`Parser`] reads it, and
//! [`Screen`] writes the difference between two frames.

mod clipboard;
mod color;
mod csi;
mod encoder;
mod job_control;
mod parse;
mod pen;
mod screen;
mod session;
mod signals;
mod terminal_info;
mod wake_channel;
mod width_probe;

pub use clipboard::Multiplexer;
pub(crate) use clipboard::copy_sequence;
pub use color::force_colors;
pub(crate) use job_control::{has_job_control, stop_process};
pub use parse::{MAX_PASTE, Parser};
pub use screen::Screen;
pub use session::{Session, install_panic_hook};
pub(crate) use signals::{Signal, Signals};
pub use terminal_info::{TermLevel, TerminalInfo};
pub(crate) use wake_channel::{WakeReceiver, WakeSender, wake_channel};
pub(crate) use width_probe::{ProbeReply, probe_width, resolve_stand_ins};
