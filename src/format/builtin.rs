//! The built-in programme: the data of `assets/projects.ron`, compiled into the program.

use super::parse::parse;
use crate::model::Catalog;

/// Returns the built-in programme.
///
/// # Panics
/// Never: a test loads it.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "an error in an embedded asset is an error of the build, and a test finds it"
)]
pub fn builtin() -> Catalog {
    parse(include_str!("../../assets/projects.ron")).expect("the embedded programme has no errors")
}
