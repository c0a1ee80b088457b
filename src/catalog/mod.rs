//! What a programme is, how a file becomes one, and what files it becomes.
//!
//! [`load()`] opens a file with care (a FIFO or a 20 GB file must not stop a board), [`parse`] judges its text and finds every
//! fault in it, [`Catalog`] is what is left when there is none.
//! [`read()`] does the same for spreadsheets and JSON, too; [`tables`], [`to_json`] and [`ron()`] go the other way, and [`save()`]
//! puts what they say where a file is, whole or not at all.

mod day;
mod diff;
mod exchange;
mod figure;
mod file;
mod files;
mod finding;
mod format;
mod headline;
mod join;
mod label;
mod lint;
mod load;
mod locate;
mod memory;
mod model;
mod places;
mod problem;
mod progress;
mod queue;
mod read;
mod register;
mod save;
mod shortage;
mod source;
mod store;
mod unknown;

pub use day::Day;
pub use diff::{Change, Party, What, diff};
pub use exchange::{Column, Field, Sheet, inert, json_number, tables, to_json, write_csv, write_xlsx, write_xlsx_alone};
pub use figure::{AMOUNT_MAX, Amount, Figure, Qualifier};
pub use file::{FILE_MAX, read_text};
pub use files::{Flaw, files, is_one, load, load_all};
pub use finding::{Finding, Note, Remark, Severity, Whence};
pub use format::{Fields, Judge, parse, parse_in_parts, parse_plainly, parse_with};
pub use join::Address;
pub use lint::{Lint, Owner, Spot, TEXT_MAX, TITLE_MAX};
pub use load::{Loading, Progress, Step, builtin};
pub use model::{
    Domain, DomainIx, Origin, Programme, ProgrammeIx, Project, ProjectIx, ProjectNo, Target, Targets, Text, Texts,
};
pub use places::Places;
pub use problem::{Fault, Misreport, Missetting, Place, Problem};
pub use progress::{Course, Rules, Standing, Status, Tally, Update, Updates, Yardstick, share, target_done};
pub use queue::{Queue, Stock, Volume};
pub use read::{Reading, read};
pub use register::Catalog;
pub use save::{Before, Lost, Refusal, Staged, is_one_file, keep, last_good, save, save_unless_newer};
pub use shortage::Shortage;
pub use source::{excerpt, ron, says_same, tidy};
pub use store::Items;
pub use unknown::{FORMAT, OnUnknown, Unknown};
