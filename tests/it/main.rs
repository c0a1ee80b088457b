//! The integration tests, as one program: it is linked once, and its tests run side by side.
//!
//! `cargo test --test it help::` runs those of `help.rs`. No test here changes the folder, the
//! environment or the limits of the process; the board that it starts has its own.
//!
//! Apart are only `tests/ssh` and `tests/slow`, for the reasons in their first lines.

mod alt_keys;
mod architecture;
mod background_search;
mod board_search;
mod builtin_programme;
mod commands;
mod copy;
mod dependencies;
mod detail;
mod documents;
mod exchange;
mod file_errors;
mod frames;
mod help;
mod import_circles;
mod journeys;
mod jumplist;
mod kiosk_deployment;
mod large_file;
mod large_print;
mod mouse;
mod multiplexers;
mod overview;
mod partial_load;
mod programmes;
mod pty;
mod qr;
mod reload;
mod search;
mod service;
mod shells;
mod support;
mod system_calls;
mod themes;
mod wire;
