//! A terminal board for a town's yearly public projects (民生实事).
//!
//! # The tour
//!
//! ```text
//!  Warmth +1°C: public projects for 2026          Kunshan High-tech Zone   view::header
//!  Domains        | Projects            3/25 | Details            0%       view::heading
//! >All         25 | 01 Better medical care.. | 03 Sewer network and ..     page::project,
//!  Education    2 | 02 More sports and leis.. |                            view::detail
//!  Health       2 |>03 Sewer network and ne.. | Targets
//!  Jobs         2 | 04 Silver Age Happiness.. | New sewers     3 sewers    model::Figure
//!   view::sidebar |    view::projects         |
//!  ? Help  / Search  Enter Open  Esc Back                view::footer, app::Keymap
//! ```
//!
//! [`app::Model`] is the whole state of the board, and the screen is a function of it. Only
//! [`app::update()`] changes the model: it takes an [`app::Msg`] that says what happened and
//! returns [`app::Effect`]s for the caller to carry out. Only [`view::view`] draws it. Neither
//! reads a clock, a file or the terminal. [`host::dispatch()`] runs an update and what follows from
//! it at once, such as the search of a small catalog. [`host::run`] does the rest: one event loop
//! that turns bytes and signals into messages, carries out the effects, watches what
//! [`app::Subscriptions`] name, and turns frames into bytes. `tests/it/architecture.rs` and
//! `clippy.toml` keep the clock, threads, the environment and the crates for the terminal in the
//! modules that they belong to.
//!
//! `main` collects the environment. [`cli`] parses the command line, in the user's language, into a
//! [`cli::Task`]. [`commands`] runs it, one file a command; one of the commands is the board.
//! [`config`] reads the user's settings.
//!
//! The data are RON files. [`format::parse`] validates a file as a whole and reports up to 100
//! errors in it; the resulting [`model::Catalog`] can be shown without further checks. In
//! [`mod@format`], `stream` reads a file in parts, `split` parses the projects of a part in
//! parallel, and `fast` parses a usual project. A project that `fast` does not know goes to the
//! validator (`split::parse_one`), and so does a whole file with an error (`validate_programme`).
//! [`data`] finds, loads, checks and compares data files, [`exchange`] converts them to
//! spreadsheets and back, [`diagnostics`] says what is wrong with them, and [`storage`] opens and
//! replaces them.
//!
//! [`index::Index`] finds the projects that match a [`query::Query`] and ranks them by
//! [`query::Tier`]. Within a tier they are ordered by the width of their titles, but the best 64
//! hits overall by score. [`index::naive_search`] reads every text without an index and defines
//! what the index must find. [`matcher`] compares a word with a text: by its characters, by their
//! pinyin, by initials or by similar sounds. [`page`] lays out the page about a project in lines,
//! for the board and for `minsheng show` alike.
//!
//! Three modules support the others. [`text`] cleans, measures and breaks text. [`executor`] runs
//! long work in parts, on one thread or several. [`paged_buf`] holds large buffers whose memory
//! goes back to the system when they are freed. Every text of the user interface is in the table of
//! [`lang`], or describes an action in the table of [`app::Action`].
//!
//! # From a key to the screen
//!
//! The `j` key arrives as a byte. [`tty::Parser`] turns it into a key event. `app::update` looks it
//! up in the [`app::Keymap`], in the [`app::Layer`] that has the keyboard, and gets an
//! [`app::Action`]; `act` performs it, as it would for a button or a click, and moves the
//! selection. When all input received so far is handled, [`view::view`] draws into a buffer.
//! [`tty::Screen`] compares the buffer with the last frame and encodes the difference; the event
//! loop (`host::event_loop`) writes it as fast as the terminal takes it.
//!
//! # From a file to the screen
//!
//! A thread polls the data files every two seconds (`host::file_poller`; the event loop does if no
//! thread can be started). If two polls agree and differ from what was read, `reload_changed` loads
//! the changed files and sends an [`app::Msg::Reloaded`] with the merged catalog and its index.
//! In `Model::reload` it waits as `pending_reload` for the answer to an [`app::Effect::Search`],
//! [`app::Msg::SearchDone`], which [`host::dispatch()`] gives at once for a small catalog, and
//! `host::search_worker` for a large one. Then `replace_catalog` puts the new catalog and its
//! results in place of those shown, with the same project selected, and the next frame shows them.
//! The loop drops the old catalog on a thread.
//!
//! # The seconds of a kiosk
//!
//! [`app::IdleTimeouts`] holds them with their defaults: `--idle` sets the time until the prompt,
//! `--answer` the time for an answer, and the setting `ceiling` the length of a visit; a poster
//! stays for `POSTER_TIME`. [`app::Subscriptions`] say when the timer is due, and the loop then
//! sends [`app::Msg::TimerFired`].
//!
//! # Imports between modules
//!
//! From top to bottom, `main` > `commands` > `cli` > `config` > `host` > `tty` > `view` > `app` >
//! `page` > `index` > `query` > `matcher`, `data` > `exchange` > `format` > `storage` > `model` >
//! `diagnostics` > `text` > `lang`, `executor`, `paged_buf`. A module imports only modules below it
//! (`tests/it/architecture.rs`), and no file imports itself through others
//! (`tests/it/import_circles.rs`).
//!
//! # Glossary
//!
//! - **programme** — the list of projects that a town publishes for a year.
//! - **catalog** — one or more programmes, validated and ready to show ([`model::Catalog`]).
//! - **project** — a numbered entry of a programme ([`model::Project`]).
//! - **domain** — a field such as health or education, by which a programme groups its projects
//!   ([`model::Domain`]).
//! - **target** — a promise of a project in numbers: what is counted, how many, in which unit
//!   ([`model::Target`]).
//! - **figure** — the number of a target with its qualifier, such as "at least 600"
//!   ([`model::Figure`]).
//! - **query** — the parsed text of the search box: groups of terms, of each of which one term must
//!   match ([`query::Query`]).
//! - **term** — one filter of a query, negated if `!` stands before it.
//! - **filter** — the condition of a term: a word, a project number, an amount, a status or a
//!   programme.
//! - **fold** — to map a character to the one by which texts and queries are compared
//!   ([`matcher::fold()`]).
//! - **match mode** — the way words match: exactly, by similar sound, or as a subsequence of a
//!   title ([`query::MatchMode`]).
//! - **index** — the data structure that makes searching a catalog fast ([`index::Index`]).
//! - **haystack** — the encoded titles, places or other texts of all projects, one after the other,
//!   which a search scans.
//! - **doc** — a project by its position in the index.
//! - **chunk** — a run of consecutive docs that is searched as one unit of work.
//! - **tier** — the quality of a match, which ranks before any score ([`query::Tier`]).
//! - **hit** — a project that a query found, with its tier ([`query::Hit`]).
//! - **executor** — something that runs the parts of a computation, in sequence or in parallel
//!   ([`executor::Executor`]).
//! - **effect** — something that `update` wants done outside the model, such as copying text
//!   ([`app::Effect`]).
//! - **scope** — the projects that the list shows: all, a programme or a domain ([`app::Scope`]).
//! - **layer** — the part of the board that has the keyboard, with key bindings of its own
//!   ([`app::Layer`]).
//! - **data status** — the relation between the data on screen and the data files, such as still
//!   loading or outdated ([`app::DataStatus`]).
//! - **reload** — a new catalog with its index, ready to replace the one on screen
//!   ([`app::Reload`]).
//! - **placeholder** — a character of two cells that is laid out for one of ambiguous width
//!   ([`text::Ambiguous`]).
//! - **attract screen** — the posters that an idle kiosk shows until input arrives
//!   ([`app::Presence::Attract`]).

pub mod app;
pub mod cli;
pub mod commands;
pub mod config;
pub mod data;
pub mod diagnostics;
pub mod exchange;
pub mod executor;
pub mod format;
pub mod host;
pub mod index;
pub mod lang;
pub mod matcher;
pub mod model;
pub mod page;
pub mod paged_buf;
pub mod query;
pub mod storage;
pub mod text;
pub mod tty;
pub mod view;

/// Returns the settings of property tests, which keep failed cases in `tests/proptest-regressions`.
#[cfg(test)]
fn proptest_config() -> proptest::test_runner::Config {
    use proptest::test_runner::{Config, FileFailurePersistence};
    let folder = FileFailurePersistence::SourceParallel("tests/proptest-regressions");
    Config::with_failure_persistence(folder)
}
