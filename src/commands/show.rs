//! `minsheng show`: one project, as the board's page, as JSON or as Markdown.

use super::{Report, json};
use crate::catalog::{Catalog, Project};
use crate::lang::Lang;
use crate::page::{self, Line, Setting};
use crate::search::{Manner, Query};
use crate::text::Ambiguous;

/// How wide the page is set, in cells.
const WIDTH: usize = 76;

pub(super) fn run(catalog: &Catalog, no: &str, lang: Lang, format: &str) -> Result<Report, Report> {
    let project = &catalog.project(super::find_project(catalog, no, lang)?);
    Ok(Report::print(match format {
        "json" => format!("{:#}\n", json::project(catalog, project, lang)),
        "md" => page::markdown(catalog, project, lang),
        _ => text(catalog, project, lang),
    }))
}

fn text(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    let setting = Setting {
        lang,
        width: WIDTH,
        ambiguous: Ambiguous::Narrow,
        large: None,
        airy: false,
        query: &Query::default(),
        manner: Manner::default(),
    };
    let lines = page::project(catalog, project, &setting);
    lines.iter().map(|line: &Line| line.text().trim_end().to_owned() + "\n").collect()
}
