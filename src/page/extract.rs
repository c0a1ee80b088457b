//! Renders extracts of a page to be copied: into a message, a form, a report.

use super::details::{contact_lines, investment_lines};
use super::markdown::markdown;
use crate::diagnostics::{ListField, TextField};
use crate::lang::{Lang, Strings};
use crate::model::{Catalog, Project};

/// A part of the information about a project, as text to be pasted elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extract {
    /// Number, title and figures on one line.
    Line,
    /// A few lines with everything that a citizen would want to know.
    Brief,
    /// The title alone.
    Title,
    /// The number alone.
    Number,
    /// Everything, as Markdown.
    Markdown,
}

impl Extract {
    /// All extracts, in the order of the copy menu.
    pub const ALL: [Self; 5] = [Self::Line, Self::Brief, Self::Title, Self::Number, Self::Markdown];

    /// Returns the name of the extract.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Line => s.extract_line,
            Self::Brief => s.extract_brief,
            Self::Title => s.title,
            Self::Number => s.extract_number,
            Self::Markdown => "Markdown",
        }
    }

    /// Returns the text as it may be passed on to the public, with a line break at its end only if it has several lines.
    #[must_use]
    pub fn render(self, catalog: &Catalog, project: &Project, lang: Lang) -> String {
        let project = &project.for_public();
        match self {
            Self::Line => line(catalog, project, lang),
            Self::Brief => brief(catalog, project, lang),
            Self::Title => project.title.get(lang).to_owned(),
            Self::Number => catalog.number_label(project, lang),
            Self::Markdown => markdown(catalog, project, lang),
        }
    }

    /// Returns the texts of several projects, one below the other; those of several lines have a
    /// blank line between them. Ends once it is longer than `len_max` bytes.
    #[must_use]
    pub fn render_all(
        self,
        catalog: &Catalog,
        projects: &[Project],
        lang: Lang,
        len_max: usize,
    ) -> String {
        if let [project] = projects {
            return self.render(catalog, project, lang);
        }
        let gap = if matches!(self, Self::Brief | Self::Markdown) { "\n" } else { "" };
        let mut out = String::new();
        for project in projects {
            if out.len() > len_max {
                break;
            }
            if !out.is_empty() {
                out.push_str(gap);
            }
            out.push_str(self.render(catalog, project, lang).trim_end());
            out.push('\n');
        }
        out
    }
}

/// Returns one line: `20 新增公共停车位项目：新增公共停车位 不少于 600 个`.
fn line(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    let s = lang.strings();
    let figures: Vec<String> = project.targets.iter().map(|target| target.text(lang)).collect();
    let title = format!("{} {}", catalog.number_label(project, lang), project.title.get(lang));
    if figures.is_empty() { title } else { title + s.colon + &figures.join(s.semicolon) }
}

/// True for lists that a message does without: further facts, and other names of what it is about.
fn is_left_out(field: ListField) -> bool {
    matches!(field, ListField::Facts | ListField::Aliases)
}

/// Returns number and title, the summary and, on a line each, targets, source and the lists, except
/// further facts and other names.
fn brief(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    let s = lang.strings();
    let mut lines =
        vec![format!("{} {}", catalog.number_label(project, lang), project.title.get(lang))];
    let summary = project.text(TextField::Summary).get(lang);
    lines.extend(Some(summary.to_owned()).filter(|summary| !summary.is_empty()));
    let figures: Vec<String> = project.targets.iter().map(|target| target.text(lang)).collect();
    let programme = catalog.programme_for(project.domain);
    let source = [programme.title.get(lang), programme.source.get(lang), programme.published];
    let source = source.into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let lists = ListField::ALL.into_iter().filter(|field| !is_left_out(*field)).map(|field| {
        let texts = project.list(field).iter().map(|text| text.get(lang).to_owned());
        (field.label(lang), texts.collect())
    });
    let contact = contact_lines(project, lang).into_iter().chain(investment_lines(project, lang));
    let contact = contact.map(|(label, text)| (label, vec![text]));
    let lists = std::iter::once((s.targets, figures)).chain(lists).chain(contact);
    let lists = lists.chain([(s.source, source)]);
    let lists = lists.filter(|(_, items): &(_, Vec<_>)| !items.is_empty());
    lines.extend(
        lists.map(|(heading, items)| format!("{heading}{}{}", s.colon, items.join(s.semicolon))),
    );
    lines.join("\n") + "\n"
}
