//! `minsheng show`: one project, as the board's page, as JSON or as Markdown.

use super::lookup::find_project;
use super::{CommandOutput, CommandResult, PrintContext, json};
use crate::model::Project;
use crate::page::{self, Line, PageOptions};
use crate::query::{MatchMode, Query};
use crate::text::{Ambiguous, Glyphs};

/// Width of the page in cells.
const WIDTH: usize = 76;

pub(crate) fn run(context: PrintContext, no: &str, format: &str) -> CommandResult {
    let PrintContext { catalog, lang, .. } = context;
    let project = &catalog.project(find_project(catalog, no, lang)?);
    Ok(CommandOutput::stdout(match format {
        "json" => {
            let mut value = json::project(catalog, project, lang);
            json::add_progress(&mut value, context, project);
            json::add_updates(&mut value, project, lang);
            json::add_left_out(&mut value, catalog, project);
            format!("{value:#}\n")
        }
        "md" => page::markdown(catalog, project, lang),
        _ => text(context, project),
    }))
}

/// Returns the page of the project as text.
fn text(context: PrintContext, project: &Project) -> String {
    let PrintContext { catalog, criteria, lang } = context;
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
