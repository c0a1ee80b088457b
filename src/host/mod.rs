//! The process that runs the board: its event loop, its threads, the clock and the data files that
//! it watches.
//!
//! [`run`] is one loop that turns bytes and signals into messages, carries out the effects, and
//! hands frames to the [terminal](crate::tty): at most one frame in flight, and no wake-up while
//! nothing happens. [`dispatch()`] does what a message leads to at once; it needs no loop.
//! `background_read`, `watcher` and `search_worker` work beside it; `log`, `usage_log` and
//! `systemd` serve the administrator.

mod background_read;
mod date;
mod dispatch;
mod event_loop;
mod export_file;
mod file_poller;
#[cfg(test)]
pub(crate) mod fixtures;
mod last_good;
mod log;
mod poll;
mod search_worker;
mod services;
mod static_screen;
mod syslog;
mod systemd;
mod throttle;
mod tty_io;
mod usage_log;
mod wakeup_timer;
mod watched_files;
mod watcher;

pub use date::current_day;
pub use dispatch::dispatch;
pub use event_loop::run;
pub use log::Log;
pub use services::ServiceConfig;
pub use static_screen::show_static_screen;
pub use systemd::SystemdEnv;
pub(crate) use usage_log::{
    BrokenCountLine, CountLine, count_header, parse_lines as parse_count_lines,
};
pub use watched_files::{WatchedFiles, log_diagnostics, log_unknown_fields};
