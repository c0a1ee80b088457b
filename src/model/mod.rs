//! The data of a programme in memory: its projects, their targets and figures, and their progress.
//!
//! [`Catalog`] holds one or more programmes, validated and encoded in blocks (`store`); it hands
//! out [`Project`]s that borrow from it. Nothing here reads a file or knows a format.

mod audience;
mod catalog;
mod day;
mod decoder;
mod details;
mod figure;
mod frozen_block;
mod headline;
mod items;
mod label;
mod merge;
mod new_details;
mod new_project;
mod programmes;
mod progress;
mod project;
mod store;
mod text;
mod unknown_content;
mod unknown_fields;

pub use audience::Audience;
pub use catalog::Catalog;
pub(crate) use catalog::{NewDomain, ProgrammeHeader, ProjectBatch};
pub use day::Day;
pub use details::{Details, LabelledText, Money};
pub use figure::{AMOUNT_MAX, Amount, Figure, Qualifier};
pub use items::Items;
pub(crate) use new_details::{NewDetails, NewMoney, NewNote};
pub(crate) use new_project::{NewProject, NewTarget, NewUpdate};
pub use programmes::ProjectId;
pub(crate) use progress::floor_to_u32;
pub use progress::{
    ProgressCriteria, ProgressRules, ProgressSummary, ProjectProgress, Status, percent_done,
    rate_text, round_percent, target_done,
};
pub use project::{
    Domain, DomainIx, Origin, Programme, ProgrammeIx, ProgressRecord, Project, ProjectIx,
    ProjectNo, Target, Targets, Texts, Update, Updates,
};
pub(crate) use text::OwnedText;
pub use text::Text;
pub use unknown_fields::{UnknownFields, UnknownPolicy};
