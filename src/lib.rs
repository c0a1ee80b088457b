//! A terminal board for a town's yearly public projects (民生实事): domains, projects, one project
//! in full, and a search that understands Chinese, pinyin and English.
//!
//! This page is a tour for people who want to change the program. Users read `README.md` and
//! `docs/guide.md`; `docs/development.md` has the architecture in a table and the places that usual
//! changes touch.
//!
//! # Load, search, draw
//!
//! A [`model::Catalog`] holds the projects of one or more towns or years. It is loaded from a data
//! file, or reported with every error in it:
//!
//! ```
//! use minsheng::{data, executor::Sequential, lang::Lang};
//!
//! let catalog = data::load("assets/projects.ron".as_ref(), &Sequential).expect("no errors");
//! assert_eq!((catalog.len(), catalog.domains().len()), (25, 11));
//!
//! let (_, first) = catalog.projects().next().expect("a project");
//! assert_eq!(first.title.get(Lang::En), "Better medical care across the area");
//!
//! let text = r#"(title: "修路", year: 0, published: "soon", domains: [], projects: [])"#;
//! let errors = minsheng::format::parse(text).unwrap_err();
//! assert_eq!(errors.len(), 2); // neither a year nor a day
//! ```
//!
//! An [`index::Index`] finds the projects that match a [`query::Query`], the best first. Any text
//! is a valid query:
//!
//! ```
//! use minsheng::{format::builtin, index::Index, lang::Lang, query::Query};
//!
//! let catalog = builtin(); // the list that the program ships with
//! let index = Index::new(&catalog);
//! let results = index.search(&catalog, &Query::parse("tingche amount>100"), None);
//!
//! let best = results.get(0).expect("a hit");
//! assert_eq!(catalog.project(best.project).title.get(Lang::Zh), "新增公共停车位项目");
//! ```
//!
//! An [`app::Model`] is the whole state of the board. Keys go in through [`host::dispatch()`], and
//! [`view::view`] draws the model into any ratatui buffer:
//!
//! ```
//! use minsheng::app::{ColorDepth, KeyScript, Keymap, Model, Msg, Settings, Start};
//! use minsheng::{format::builtin, host::dispatch, text::Glyphs, view::view};
//! use ratatui::{Terminal, backend::TestBackend, layout::Size};
//!
//! let (keymap, glyphs, depth) = (Keymap::builtin(), &Glyphs::UNICODE, ColorDepth::TrueColor);
//! let settings = Settings { keymap, glyphs, depth };
//! let start = Start { size: Size::new(80, 24), ..Start::default() };
//! let mut model = Model::new(builtin().into(), &start);
//! for chord in "/ tc <Enter>".parse::<KeyScript>()?.0 {
//!     let _effects = dispatch(&mut model, &settings, Msg::Key(chord.to_event()));
//! }
//!
//! let mut terminal = Terminal::new(TestBackend::new(80, 24))?;
//! terminal.draw(|frame| _ = view(&model, &settings, frame.buffer_mut()))?;
//! assert!(terminal.backend().to_string().contains("新增公共停车位项目"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `minsheng frame --keys "/ tc <Enter>"` does the last on the command line, and nearly all tests
//! of the board are written this way: a fixture, keys, and a screen.
//!
//! # The screen
//!
//! ```text
//!  Warmth +1°C: public projects for 2026          Kunshan High-tech Zone   view::header
//!  Domains        | Projects            3/25 | Details           1/2       view::heading
//! >All         25 | 01 Better medical care.. | 03 Sewer network and ..     page::project,
//!  Education    2 | 02 More sports and leis.. |                            view::detail
//!  Health       2 |>03 Sewer network and ne.. | Targets
//!  Jobs         2 | 04 Silver Age Happiness.. | New sewers     3 sewers    model::Figure
//!   view::sidebar |    view::projects         |
//!  ? Help  / Search  Enter Open  Esc Back                view::footer, app::Keymap
//! ```
//!
//! [`app::Model`] is the state of the board. It is made of parts with transitions of their own:
//! the data shown, the search, the navigation, the overlay that has the keyboard, the jump list,
//! the preferences, the visit of a kiosk and the mouse. Only [`app::update()`] changes the model:
//! it takes an [`app::Msg`] that says what happened and returns [`app::Effect`]s for the caller to
//! carry out. Only [`view::view`] draws it. Neither reads a clock, a file or the terminal.
//! [`host::dispatch()`] runs an update and what follows from it at once, such as the search of a
//! small catalog. [`host::run`] does the rest: one event loop that turns bytes and signals into
//! messages, carries out the effects, watches what [`app::Subscriptions`] name, and turns frames
//! into bytes. The test `architecture` and `clippy.toml` keep the clock, threads, the environment
//! and the crates for the terminal in the modules that they belong to.
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
//! In [`app::ShownData`] it waits as `pending_reload` for the answer to an
//! [`app::Effect::Search`], [`app::Msg::SearchDone`], which [`host::dispatch()`] gives at once for a
//! small catalog, and `host::search_worker` for a large one. Then `replace_catalog` puts the new
//! catalog and its results in place of those shown, with the same project selected, and the next
//! frame shows them.
//! The loop drops the old catalog on a thread.
//!
//! # The seconds of a kiosk
//!
//! [`app::IdleTimeouts`] holds them with their defaults: `--idle` sets the time until the prompt,
//! `--answer` the time for an answer, and the setting `ceiling` the length of a visit; a poster
//! stays for `POSTER_TIME`. [`app::Subscriptions`] say when the timer is due, and the loop then
//! sends [`app::Msg::TimerFired`].
//!
//! # The modules
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
//! From top to bottom, `main` > `commands` > `cli` > `config` > `host` > `tty` > `view` > `app` >
//! `page` > `index` > `query` > `matcher`, `data` > `exchange` > `format` > `storage` > `model` >
//! `diagnostics` > `text` > `lang`, `executor`, `paged_buf`. A module imports only modules below
//! it, and no file imports itself through others; the tests `architecture` and `import_circles`
//! check that.
//!
#![doc = include_str!("../docs/glossary.md")]

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
