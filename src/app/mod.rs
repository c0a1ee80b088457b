//! What happens: keys become [`Action`]s, facts arrive as [`Msg`]s, and [`update()`] alone changes the [`Model`]; what the outside
//! must do about it goes back as [`Effect`]s. No clock, file, environment or terminal in here.

mod action;
mod edit;
mod keymap;
mod layout;
mod list;
mod model;
mod msg;
mod results;
mod update;

pub use action::Action;
pub use edit::{QUERY_MAX, SearchBox};
pub use keymap::{Chord, KeyScript, Keymap, Layer, ScriptError};
pub use layout::{Areas, Pane, SIZE_MIN};
pub use list::{List, Step};
pub use model::{Model, Notice, Settings, Start, no_such_project};
pub use msg::{Effect, Effects, Exit, Msg};
pub use results::{Answer, Inquiry, Unbuilt};
pub use update::update;
