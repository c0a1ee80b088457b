//! The terminal layer: the only code that deals with file descriptors, signals and the clock.
//!
//! crossterm supplies the types (its `Event`, its commands) but does not read: its event source
//! spins on a dead terminal (crossterm#793) and blocks timers and resizes while half a sequence has
//! arrived (crossterm#692). [`run`] owns the tty: one `ppoll` over it and the signals, a bounded
//! [`parse`]r, at most one frame in flight, and no wake-up while nothing happens.

mod clipboard;
mod color;
mod csi;
mod date;
mod encoder;
mod event_loop;
mod file_poller;
mod job_control;
mod loader;
mod log;
mod parallel;
pub mod parse;
mod pen;
mod poll;
mod screen;
mod search_worker;
mod services;
mod signals;
mod static_screen;
mod syslog;
mod systemd;
mod terminal_info;
mod threads;
mod throttle;
mod tty;
mod tty_io;
mod usage_log;
mod wake_channel;
mod wakeup_timer;
mod watched_files;
mod watcher;
mod width_probe;

pub use clipboard::Multiplexer;
pub use color::force_colors;
pub use date::current_day;
pub use event_loop::run;
pub use log::Log;
pub use parallel::Parallel;
pub use screen::Screen;
pub use services::ServiceConfig;
pub use static_screen::show_static_screen;
pub use systemd::SystemdEnv;
pub use terminal_info::{TermLevel, TerminalInfo, Timeouts};
pub use tty::{Session, install_panic_hook};
pub use watched_files::{WatchedFiles, log_diagnostics, log_unknown_fields};
