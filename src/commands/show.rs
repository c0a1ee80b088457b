//! `minsheng show`: projects, as the board's page, as JSON or as Markdown.

use super::lookup::find_project;
use super::{CommandOutput, CommandResult, PrintContext, json};
use crate::model::Project;
use crate::page::{self, Line, PageOptions};
use crate::query::{MatchMode, Query};
use crate::text::{Ambiguous, Glyphs};

/// Width of the page in cells.
const WIDTH: usize = 76;

/// Shows the projects with these numbers, in their order. JSON of one project is an object, that of
/// several a list.
pub(crate) fn run(context: PrintContext, numbers: &[String], format: &str) -> CommandResult {
    let PrintContext { catalog, lang, .. } = context;
    let found = numbers.iter().map(|no| find_project(catalog, no, lang));
    let projects = found.collect::<CommandResult<Vec<_>>>()?;
    let projects: Vec<Project> = projects.into_iter().map(|at| catalog.project(at)).collect();
    let pages = |page: &dyn Fn(&Project) -> String, between: &str| {
        projects.iter().map(page).collect::<Vec<_>>().join(between)
    };
    Ok(CommandOutput::stdout(match (format, &projects[..]) {
        ("json", [project]) => format!("{:#}\n", json_value(context, project)),
        ("json", projects) => {
            json::pretty_list(projects.iter().map(|project| json_value(context, project)))
        }
        ("md", _) => pages(&|project| page::markdown(catalog, project, lang), "\n"),
        _ => pages(&|project| text(context, project), "\n\n"),
    }))
}

fn json_value(context: PrintContext, project: &Project) -> serde_json::Value {
    let PrintContext { catalog, lang, .. } = context;
    let mut value = json::project(catalog, project, lang);
    json::add_progress(&mut value, context, project);
    json::add_updates(&mut value, project, lang);
    json::add_left_out(&mut value, catalog, project);
    value
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
