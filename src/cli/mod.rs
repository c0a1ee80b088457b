//! The command line, in the user's language.

mod grammar;
mod message;
mod order;
mod parse;
mod request;
mod task;

pub use self::grammar::{FORMATS, SHELLS, command};
pub use self::message::UsageMessage;
pub use self::order::option_before_value;
pub use self::parse::parse;
pub use self::request::parse_with_request;
pub use self::task::{
    BoardOptions, Cli, ExportArgs, FrameOptions, ImportArgs, Output, ProjectChoice, Task,
};
