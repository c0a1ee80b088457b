//! `minsheng show`: one project, as the board's page, as JSON or as Markdown.

use super::lookup::find_project;
use super::{CommandOutput, CommandResult, json};
use crate::lang::Lang;
use crate::model::{Catalog, ProgressCriteria, Project};
use crate::page::{self, Line, PageOptions};
use crate::query::{MatchMode, Query};
use crate::text::{Ambiguous, Glyphs};

/// Width of the page in cells.
const WIDTH: usize = 76;

pub(crate) fn run(
    catalog: &Catalog,
    no: &str,
    criteria: ProgressCriteria,
    lang: Lang,
    format: &str,
) -> CommandResult {
    let project = &catalog.project(find_project(catalog, no, lang)?);
    Ok(CommandOutput::stdout(match format {
        "json" => {
            let mut value = json::project(catalog, project, lang);
            json::add_progress(&mut value, catalog, project, criteria);
            json::add_updates(&mut value, project, lang);
            json::add_left_out(&mut value, catalog, project);
            format!("{value:#}\n")
        }
        "md" => page::markdown(catalog, project, lang),
        _ => text(catalog, project, criteria, lang),
    }))
}

/// Returns the page of the project as text.
fn text(catalog: &Catalog, project: &Project, criteria: ProgressCriteria, lang: Lang) -> String {
    let options = PageOptions {
        lang,
        width: WIDTH,
        ambiguous: Ambiguous::Narrow,
        large_digits: None,
        glyphs: &Glyphs::UNICODE,
        criteria,
        double_spaced: false,
        query: &Query::default(),
        match_mode: MatchMode::default(),
    };
    let page = page::project(catalog, project, &options, 0..usize::MAX);
    page.lines.iter().map(|line: &Line| line.text().trim_end().to_owned() + "\n").collect()
}
