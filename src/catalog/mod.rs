//! What a programme is, and how a RON file becomes one.
//!
//! [`load()`] opens a file with care (a FIFO or a 20 GB file must not stop a board), [`parse`] judges its text and finds every
//! fault in it, [`Catalog`] is what is left when there is none.

mod figure;
mod format;
mod headline;
mod load;
mod model;
mod problem;
mod register;
mod store;

pub use figure::{AMOUNT_MAX, Amount, Figure, Qualifier};
pub use format::parse;
pub use load::{FILE_MAX, builtin, load};
pub use model::{Domain, DomainIx, Origin, Programme, Project, ProjectIx, ProjectNo, Target, Targets, Text, Texts};
pub use problem::{Fault, Place, Problem};
pub use register::Catalog;
pub use store::Items;
