//! Lays out pages as lines of text, for any width and without a terminal: the page about a project,
//! and the help page. The board draws them and `show` prints them, so that both agree.

mod bulletin;
mod extract;
mod help;
mod line;
mod markdown;
mod paragraph;
mod progress;
mod project;
mod qr;
mod viewport;

pub(crate) use bulletin::{bulletin, bulletin_html};
pub use extract::Extract;
pub(crate) use help::{HelpRow, HelpSection, help};
pub(crate) use line::spans;
pub use line::{Line, Role, Span};
pub(crate) use markdown::{escape_markdown, markdown, programme};
pub(crate) use paragraph::paragraph;
pub(crate) use progress::{progress_text, status_glyph};
pub(crate) use project::{PageOptions, poster, project};
pub use qr::QrMatrix;
pub use viewport::Viewport;
pub(crate) use viewport::scroll_percent;
