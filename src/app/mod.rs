//! The state of the board and its transitions. Keys become [`Action`]s, events arrive as [`Msg`]s,
//! and only [`update()`] changes the [`Model`]; the side effects it needs are returned as
//! [`Effect`]s. No clock, file, environment or terminal is used here.

mod action;
mod appearance;
mod bar;
mod board_keys;
mod challenge;
mod chord;
mod data_status;
mod default_keymap;
mod detail;
mod help;
mod hit_test;
mod idle;
mod intent;
mod jumplist;
mod keymap;
mod keypad;
mod layout;
mod list;
mod model;
mod mouse;
mod msg;
mod notice;
mod partial_load;
mod profile;
mod result_list;
mod scale;
mod scope;
mod search_box;
mod start;
mod update;
mod usage;

pub use action::Action;
pub use appearance::{ColorDepth, ThemeName};
pub use bar::{Chip, Hint, SearchBar};
pub use challenge::Challenge;
pub use chord::{Chord, KeyParseError, KeyScript};
pub use data_status::{DataStatus, Reload};
pub use detail::LINE_WIDTH_MAX;
pub use help::{HelpLine, HelpPage, HelpState};
pub use hit_test::HitTarget;
pub use idle::{IdleTimer, Presence};
pub use keymap::{Keymap, Layer};
pub use keypad::{Keypad, KeypadAction, KeypadKey};
pub use layout::{
    Areas, Grid, LARGE_NUMBER_ROWS, LayoutOptions, OverviewAreas, Pane, SIZE_MIN, clamp_size,
};
pub use list::{List, Motion};
pub use model::{Model, Retired};
pub use msg::{Effect, Effects, Exit, Msg};
pub use notice::{COPY_MAX, Notice, no_such_project};
pub use partial_load::{LoadProgress, PartialLoad};
pub use profile::{IdleTimeouts, Profile};
pub use result_list::{IndexJob, SearchRequest, SearchResponse, TopHits};
pub use scale::{Button, Scale, Tiles};
pub use scope::Scope;
pub use search_box::{QUERY_MAX, SearchBox};
pub use start::{Settings, Start};
pub use update::update;
pub use usage::{UsageEvent, UsageTracker};
