//! The terminal itself: the only part that knows of file descriptors, signals and the clock.
//!
//! crossterm gives the words (its `Event`, its commands), but does not read: its event source spins on a dead terminal
//! (crossterm#793) and sleeps through timers and resizes on half a sequence (crossterm#692). [`run`] owns the tty: one `ppoll`
//! over it and the signals, a bounded [`parse`]r, at most one frame in flight, and no wake-up while nothing happens.

mod ambiguous;
mod clipboard;
mod clock;
mod colour;
mod counts;
mod crew;
mod date;
mod duties;
mod habits;
mod job;
mod log;
mod manager;
mod pace;
pub mod parse;
mod reading;
mod runtime;
mod screen;
mod signals;
mod source;
mod still;
mod syslog;
mod threads;
mod tty;
mod watch;
mod wire;
mod worker;
mod writer;

pub use clipboard::Between;
pub use colour::send_colours;
pub use crew::Crew;
pub use date::this_day;
pub use duties::Duties;
pub use habits::{Habits, Patience, Skill};
pub use log::Log;
pub use manager::Manager;
pub use runtime::run;
pub use screen::Screen;
pub use source::{Source, tell_problems, tell_unknown};
pub use still::show;
pub use tty::{Session, end_on_panic};
