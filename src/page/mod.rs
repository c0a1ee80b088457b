//! Lays out pages as lines of text, for any width and without a terminal: the page about a project,
//! and the help page. The board draws them and `show` prints them, so that both agree.

mod bulletin;
mod details;
mod extract;
mod handout;
mod help;
mod html;
mod line;
mod markdown;
mod nearest;
mod paragraph;
mod progress;
mod project;
mod project_export;
mod project_list;
mod project_table;
mod qr;
mod result_title;
mod viewport;

pub(crate) use self::bulletin::{bulletin, bulletin_html};
pub use self::extract::Extract;
pub(crate) use self::handout::handout_html;
pub(crate) use self::help::{HelpRow, HelpSection, help};
pub(crate) use self::line::spans;
pub use self::line::{Line, Role, Span};
pub(crate) use self::markdown::{escape_markdown, markdown, programme};
pub(crate) use self::nearest::nearest_titles;
pub(crate) use self::paragraph::paragraph;
pub(crate) use self::progress::{progress_text, status_glyph};
pub(crate) use self::project::{PageOptions, poster, project};
pub use self::project_export::{ListFormat, ProjectTable};
pub(crate) use self::project_list::project_list_html;
pub(crate) use self::project_table::{key_figure, project_list_csv, project_list_markdown};
pub use self::qr::QrMatrix;
pub(crate) use self::result_title::result_title;
pub use self::viewport::Viewport;
pub(crate) use self::viewport::scroll_position;
