//! User journeys: keys, and the resulting screen.
#![allow(clippy::too_many_lines, reason = "the expected screens are long")]

mod changes;
mod choosing;
mod command_line;
mod explaining;
mod filter_sheet;
mod help_page;
mod listing;
mod moving;
mod opening;
mod searching;
