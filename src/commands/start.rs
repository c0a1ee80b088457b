//! The start options that the board and `minsheng frame` have in common.

use super::lookup::{find_domain, find_project};
use super::output::CommandResult;
use crate::app::{Profile, Scope, Start};
use crate::cli::BoardOptions;
use crate::lang::Lang;
use crate::model::{Catalog, ProgressCriteria};

/// Returns the start options that the command line gives.
///
/// # Errors
/// There is no such project or domain, or several.
pub(crate) fn start_options(
    catalog: &Catalog,
    options: &BoardOptions,
    criteria: ProgressCriteria,
    lang: Lang,
) -> CommandResult<Start> {
    let domain = options.domain.as_deref().map(|id| find_domain(catalog, id, lang)).transpose()?;
    Ok(Start {
        lang,
        criteria,
        theme: options.theme.unwrap_or_default(),
        mouse: options.mouse || options.profile != Profile::Desk,
        large: options.large,
        profile: options.profile,
        overview: options.profile != Profile::Desk,
        scope: domain.map_or(Scope::All, Scope::Domain),
        query: options.query.clone().unwrap_or_default(),
        project: options.no.as_deref().map(|no| find_project(catalog, no, lang)).transpose()?,
        ..Start::default()
    })
}
