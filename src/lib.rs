//! A terminal board for a town's yearly public projects (民生实事).
//!
//! # The tour
//!
//! ```text
//!  Warmth +1°C: public projects for 2026              Kunshan High-tech Zone   view::header
//!  Domains        | Projects            3/25 | Details            0%         view::tabs
//! >All         25 | 01 Better medical care.. | 03 Sewer network and ..         page::project,
//!  Education    2 | 02 More sports and leis.. |                                painted by view::detail
//!  Health       2 |>03 Sewer network and ne.. | Targets
//!  Jobs         2 | 04 Silver Age Happiness.. | New sewers     3 sewers        catalog::Figure
//!   view::sidebar |    view::projects         |
//!  ? Help  / Search  Enter Open  Esc Back                                      view::footer, app::Keymap
//! ```
//!
//! The screen is a function of one value, [`app::Model`]. [`app::update`] alone changes it, told of what happened by an
//! [`app::Msg`], and answers with the [`app::Effect`]s that only the outside can bring about. [`view::view`] alone draws it.
//! Neither knows a clock, a file or a terminal: [`term::run`] does, one loop that turns bytes and signals into messages and
//! frames into bytes.
//!
//! What is shown comes from a RON file, judged as a whole by [`catalog::parse`]: past that, a value of [`catalog::Catalog`] can
//! be shown as it is. [`search::Index`] finds in it what a [`search::Query`] asks for. [`page`] sets the page about a project in
//! lines, for the board and for `minsheng show` alike. [`text`] is what all of them know of characters: which are harmless, how
//! wide they are, where a line may break; [`executor`] is what takes long, cut in parts; [`paged_buf`] is memory that is given back to
//! the system. Every word that a person reads is a row of the table in [`lang`].
//!
//! # From a key to the screen
//!
//! `j` comes as a byte; [`term::parse::Parser`] makes a key event of it; the layer that has the keyboard ([`app::Layer`]) and
//! the keymap ([`app::Keymap`]) make an [`app::Action`] of that; `update` moves the selection; once all that came is
//! taken in, `view` draws into a buffer, and what differs from the last one goes out in one write.
//!
//! # Who may import whom
//!
//! `main` > `commands` > `cli`, `config` > `term` > `view` > `app` > `page` > `search` > `catalog` > `text` > `lang`, `work`, `bulk`: never upwards.
//! `tests/shape.rs` holds the tree to that.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod config;
pub mod executor;
pub mod lang;
pub mod page;
pub mod paged_buf;
pub mod search;
pub mod term;
pub mod text;
pub mod view;
