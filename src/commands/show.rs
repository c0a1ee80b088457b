//! `minsheng show`: one project, as the board's page, as JSON or as Markdown.

use super::{Report, json};
use crate::catalog::{Catalog, Project, Yardstick};
use crate::lang::Lang;
use crate::page::{self, Line, Setting};
use crate::search::{Manner, Query};
use crate::text::{Ambiguous, Glyphs};

/// How wide the page is set, in cells.
const WIDTH: usize = 76;

pub(super) fn run(catalog: &Catalog, no: &str, yardstick: Yardstick, lang: Lang, format: &str) -> Result<Report, Report> {
    let project = &catalog.project(super::find_project(catalog, no, lang)?);
    Ok(Report::print(match format {
        "json" => {
            let mut value = json::project(catalog, project, lang);
            json::put_progress(&mut value, catalog, project, yardstick);
            json::put_reports(&mut value, project, lang);
            json::put_left_out(&mut value, catalog, project);
            format!("{value:#}\n")
        }
        "md" => page::markdown(catalog, project, lang),
        _ => text(catalog, project, yardstick, lang),
    }))
}

fn text(catalog: &Catalog, project: &Project, yardstick: Yardstick, lang: Lang) -> String {
    let setting = Setting {
        lang,
        width: WIDTH,
        ambiguous: Ambiguous::Narrow,
        large: None,
        glyphs: &Glyphs::DRAWN,
        yardstick,
        airy: false,
        query: &Query::default(),
        manner: Manner::default(),
    };
    let page = page::project(catalog, project, &setting, 0..usize::MAX);
    page.lines.iter().map(|line: &Line| line.text().trim_end().to_owned() + "\n").collect()
}
