//! Writes a list of projects as a table, in the formats that it can be taken along in.

use super::progress::progress_text;
use super::project_list::project_list_html;
use super::project_table::{key_figure, project_list_csv, project_list_markdown};
use crate::diagnostics::Diagnostic;
use crate::exchange::{Sheet, write_xlsx_low_memory};
use crate::lang::{Lang, Strings};
use crate::model::{Catalog, ProgressCriteria, Project};

/// Projects to be written as a table.
#[derive(Clone, Debug)]
pub struct ProjectTable<'a> {
    /// Catalog that they are from.
    pub catalog: &'a Catalog,
    /// The projects, from the top of the table.
    pub projects: Vec<Project<'a>>,
    /// Criteria of progress.
    pub criteria: ProgressCriteria,
    /// Language of the table.
    pub lang: Lang,
}

/// Format of a table of projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// Markdown, for messages and reports.
    Markdown,
    /// CSV, for programs and spreadsheets.
    Csv,
    /// Excel workbook.
    Xlsx,
    /// Web page that can be printed.
    Html,
}

impl ListFormat {
    /// All formats, in the order of the export menu.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Csv, Self::Xlsx, Self::Html];

    /// Returns the extension of a file in the format.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
        }
    }

    /// Returns the name of the format.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
            Self::Html => s.export_html,
        }
    }

    /// Returns the table as text; `None` for a workbook.
    #[must_use]
    pub fn text(self, table: &ProjectTable) -> Option<String> {
        let ProjectTable { catalog, projects, criteria, lang } = table;
        match self {
            Self::Markdown => Some(project_list_markdown(catalog, projects, *lang)),
            Self::Csv => Some(project_list_csv(catalog, projects, *lang)),
            Self::Xlsx => None,
            Self::Html => Some(project_list_html(catalog, projects, *criteria, *lang)),
        }
    }

    /// Returns the content of a file with the table.
    ///
    /// # Errors
    /// The workbook cannot be written.
    pub fn bytes(self, table: &ProjectTable) -> Result<Vec<u8>, Diagnostic> {
        match (self, self.text(table)) {
            // Excel and WPS take a file without the mark for one in a local encoding.
            (Self::Csv, Some(text)) => Ok(format!("\u{feff}{text}").into_bytes()),
            (_, Some(text)) => Ok(text.into_bytes()),
            (_, None) => write_xlsx_low_memory(&[sheet(table)], &mut |_, _| {}),
        }
    }
}

/// Returns the table as a sheet, with a column for the progress if the data has any.
fn sheet(table: &ProjectTable) -> Sheet {
    let ProjectTable { catalog, projects, criteria, lang } = table;
    let s = lang.strings();
    let has_progress = catalog.has_progress(*criteria);
    let header = [s.number, s.title, s.domain, s.key_figure, s.progress].map(str::to_owned);
    let row = |project: &Project| {
        let progress = catalog.progress(project, *criteria);
        [
            catalog.number_label(project, *lang),
            project.title.get(*lang).to_owned(),
            catalog.domain(project.domain).name.get(*lang).to_owned(),
            key_figure(project, *lang),
            progress.map(|progress| progress_text(&progress, *lang)).unwrap_or_default(),
        ]
    };
    let rows = std::iter::once(header).chain(projects.iter().map(row));
    let width = if has_progress { 5 } else { 4 };
    let rows = rows.map(|row| row.into_iter().take(width).collect()).collect();
    Sheet { name: s.pane_projects.to_owned(), rows, ..Sheet::default() }
}
