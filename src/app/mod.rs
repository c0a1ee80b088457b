//! What happens: keys become [`Action`]s, facts arrive as [`Msg`]s, and [`update()`] alone changes the [`Model`]; what the outside
//! must do about it goes back as [`Effect`]s. No clock, file, environment or terminal in here.

mod action;
mod bar;
mod chord;
mod detail;
mod edit;
mod fresh;
mod help;
mod keymap;
mod layout;
mod list;
mod look;
mod model;
mod msg;
mod notice;
mod panes;
mod pointer;
mod results;
mod scale;
mod start;
mod touch;
mod travel;
mod update;

pub use action::Action;
pub use bar::{Chip, Hint, SearchBar};
pub use chord::{Chord, KeyScript, ScriptError};
pub use detail::MEASURE;
pub use edit::{QUERY_MAX, SearchBox};
pub use fresh::{Freshness, Renewal};
pub use help::{Help, HelpLine, HelpPage};
pub use keymap::{Keymap, Layer};
pub use layout::{Areas, Grid, LARGE_NUMBER, OverviewAreas, Pane, SIZE_MIN};
pub use list::{List, Step};
pub use look::{Depth, ThemeName};
pub use model::Model;
pub use msg::{Effect, Effects, Exit, Msg};
pub use notice::{COPY_MAX, Notice, no_such_project};
pub use results::{Answer, Inquiry, Unbuilt};
pub use scale::{Button, Scale, Tiles};
pub use start::{Settings, Start};
pub use touch::Touch;
pub use update::update;
