//! Renders a project, or the whole programme, as Markdown.

use super::details::{
    LabelledLine, contact_lines, investment_lines, labelled, note_lines, notes_heading,
};
use crate::diagnostics::{ListField, TextField};
use crate::lang::{Lang, fill};
use crate::model::{Catalog, Origin, Project};
use crate::text::join;

/// Returns everything about `project` that the public may see, as Markdown.
pub(crate) fn markdown(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    let (s, project) = (lang.strings(), &project.for_public());
    let domain = catalog.domain(project.domain).name.get(lang);
    let mut out =
        format!("# {}\n\n{}: {}\n", heading(project, lang), s.domain, escape_markdown(domain));
    out.push_str(&body(project, lang, "##"));
    let programme = catalog.programme_for(project.domain);
    let source = [programme.title.get(lang), programme.source.get(lang), programme.published];
    let source = join(&source.map(escape_markdown), " · ");
    out.push_str(&format!("\n{}: {source}\n", s.source));
    out
}

/// Returns the whole programme as Markdown: domain by domain, each with everything about its
/// projects.
pub(crate) fn programme(catalog: &Catalog, lang: Lang) -> String {
    let (s, catalog) = (lang.strings(), &catalog.for_public());
    let programme = catalog.programme();
    let mut out = format!("# {}\n", escape_markdown(programme.title.get(lang)));
    let (projects, domains) =
        (catalog.projects().len().to_string(), catalog.domains().len().to_string());
    let year = if programme.year > 0 { programme.year.to_string() } else { String::new() };
    let counts = fill(s.overview_counts, &[&projects, &domains]);
    let subtitle = [programme.locality.get(lang), &year, &counts].map(escape_markdown);
    out.push_str(&format!("\n{}\n", join(&subtitle, " · ")));
    for (at, domain) in catalog.domains() {
        let name = domain.name.get(lang);
        let sorted = fill(s.domain_sorted, &[name]);
        out.push_str(&format!(
            "\n## {}\n",
            escape_markdown(if domain.origin == Origin::Catalogue { &sorted } else { name })
        ));
        for project in catalog.projects_in(at) {
            let project = catalog.project(*project);
            out.push_str(&format!(
                "\n### {}\n{}",
                heading(&project, lang),
                body(&project, lang, "####")
            ));
        }
    }
    let source = [programme.source.get(lang), programme.published].map(escape_markdown);
    let source = join(&source, " · ");
    if !source.is_empty() {
        out.push_str(&format!("\n{}: {source}\n", s.source));
    }
    if !programme.note.is_empty() {
        out.push_str(&format!("\n{}\n", escape_markdown(programme.note.get(lang))));
    }
    out
}

fn heading(project: &Project, lang: Lang) -> String {
    format!("{} {}", project.no, escape_markdown(project.title.get(lang)))
}

/// Returns the text below the heading of a project; `heading_mark` is that of the headings within
/// it, such as `##`.
fn body(project: &Project, lang: Lang, heading_mark: &str) -> String {
    let s = lang.strings();
    let mut out = String::new();
    let summary = project.text(TextField::Summary);
    if !summary.is_empty() {
        out.push_str(&format!("\n{}\n", escape_markdown(summary.get(lang))));
    }
    if !project.targets.is_empty() {
        out.push_str(&format!("\n| {} | {} |\n| --- | ---: |\n", s.targets, s.figure));
        for target in project.targets.iter() {
            let [what, amount] =
                [target.what.get(lang), &target.amount_text(lang)].map(escape_markdown);
            out.push_str(&format!("| {what} | {amount} |\n"));
        }
    }
    for field in ListField::ALL {
        let texts = project.list(field);
        if !texts.is_empty() {
            out.push_str(&format!("\n{heading_mark} {}\n\n", field.label(lang)));
        }
        for text in texts.iter() {
            out.push_str(&format!("- {}\n", escape_markdown(text.get(lang))));
        }
    }
    let lines = |lines: Vec<LabelledLine>| -> Vec<String> {
        lines.iter().map(|line| labelled(line, lang)).collect()
    };
    let parts = [
        (s.contact, lines(contact_lines(project, lang))),
        (s.investment, lines(investment_lines(project, lang))),
        (notes_heading(lang), note_lines(project, lang)),
    ];
    for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        out.push_str(&format!("\n{heading_mark} {heading}\n\n"));
        for line in lines {
            out.push_str(&format!("- {}\n", escape_markdown(&line)));
        }
    }
    out
}

/// Escapes `text` so that Markdown shows it as it is.
pub(crate) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let digits_end = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let last_semicolon = text.rfind(';').unwrap_or_default();
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        // List marks and heading underlines count only at the start; `&` begins a character
        // reference.
        let special = match c {
            '-' | '+' | '=' => at == 0,
            '.' | ')' => at > 0 && at == digits_end,
            '&' => {
                let is_name = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#');
                is_name && at < last_semicolon
            }
            _ => "\\`*_{}[]<>#|~".contains(c),
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
