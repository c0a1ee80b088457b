//! Writes a programme as a hand-out: a page for the web and for paper, domain by domain, with
//! everything about its projects, and their progress if there are reports.

use super::bulletin::summary_text;
use super::details::{contact_lines, investment_lines};
use super::html::{TABLE_END, document, element, escape_html, table_start, text_html, with_days};
use super::progress::{plan_text, progress_text, update_text, updates_by_date};
use crate::diagnostics::{ListField, TextField};
use crate::lang::{Lang, fill};
use crate::model::{Catalog, Origin, ProgressCriteria, ProgressSummary, Project, Target, Text};
use crate::text::join;

/// Returns the hand-out about a programme as an HTML page.
pub(crate) fn handout_html(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> String {
    let (s, catalog) = (lang.strings(), &catalog.for_public());
    let programme = catalog.programme();
    let mut body = format!("<header>\n<h1>{}</h1>\n", text_html(programme.title, lang));
    body.push_str(&element("p", &subtitle(catalog, criteria, lang)));
    if catalog.has_progress(criteria) {
        let total = ProgressSummary::total(&catalog.progress_by_domain(criteria));
        let sum = escape_html(&summary_text(&total, lang));
        body.push_str(&format!("<p class=\"sum\">{sum}</p>\n"));
    }
    body.push_str("</header>\n<main>\n");
    for (at, domain) in catalog.domains() {
        let projects = catalog.projects_in(at);
        if projects.is_empty() {
            continue;
        }
        let name = domain.name.get(lang);
        let sorted = fill(s.domain_sorted, &[name]);
        let name = if domain.origin == Origin::Catalogue { &sorted } else { name };
        let mut header = vec![
            ("no", s.number),
            ("name", s.title),
            ("", s.handout_content),
            ("figures", s.targets),
        ];
        if catalog.has_progress(criteria) {
            header.push(("state", s.progress));
        }
        body.push_str(&table_start(name, &header));
        for project in projects {
            body.push_str(&row(catalog, &catalog.project(*project), criteria, lang));
        }
        body.push_str(TABLE_END);
    }
    body.push_str("</main>\n");
    body.push_str(&footer(catalog, criteria, lang));
    document(programme.title.get(lang), &body, lang)
}

/// Returns place, year and the number of projects, and the day of the progress.
fn subtitle(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> String {
    let s = lang.strings();
    let programme = catalog.programme();
    let (projects, domains) =
        (catalog.projects().len().to_string(), catalog.domains().len().to_string());
    let year = if programme.year > 0 { programme.year.to_string() } else { String::new() };
    let counts = fill(s.overview_counts, &[&projects, &domains]);
    let day = criteria.day.filter(|_| catalog.has_progress(criteria));
    let day = day.map(|day| fill(s.report_as_of, &[&day.to_string()])).unwrap_or_default();
    join(&[programme.locality.get(lang), &year, &counts, &day], " · ")
}

fn row(catalog: &Catalog, project: &Project, criteria: ProgressCriteria, lang: Lang) -> String {
    let targets: Vec<String> =
        project.targets.iter().map(|target| target_html(&target, lang)).collect();
    let mut cells = format!(
        "<tr><td class=\"no\">{}</td><th scope=\"row\" class=\"name\">{}</th><td>{}</td>\
         <td class=\"figures\">{}</td>",
        project.no,
        text_html(project.title, lang),
        content(project, !catalog.has_progress(criteria), lang),
        list_html(&targets),
    );
    if catalog.has_progress(criteria) {
        let state = state(catalog, project, criteria, lang);
        cells.push_str(&format!("<td class=\"state\">{state}</td>"));
    }
    cells + "</tr>\n"
}

/// Returns what a target counts and its figure.
fn target_html(target: &Target, lang: Lang) -> String {
    let what = text_html(target.what, lang);
    format!("{what} <b>{}</b>", escape_html(&target.amount_text(lang)))
}

/// Returns the summary and the lists of a project, and its plan if it is not beside its progress.
fn content(project: &Project, has_plan: bool, lang: Lang) -> String {
    let summary = project.text(TextField::Summary);
    let mut out = String::new();
    if !summary.is_empty() {
        out.push_str(&format!("<p>{}</p>", text_html(summary, lang)));
    }
    let lists: String = ListField::ALL
        .into_iter()
        .map(|field| (field, project.list(field)))
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(field, texts)| {
            let items: Vec<String> = texts.iter().map(|text: Text| text_html(text, lang)).collect();
            let items = items.join(lang.strings().semicolon);
            format!("<dt>{}</dt><dd>{items}</dd>", escape_html(field.label(lang)))
        })
        .chain(details(project, lang))
        .collect();
    if !lists.is_empty() {
        out.push_str(&format!("<dl>{lists}</dl>"));
    }
    if let Some(plan) = plan_text(&project.progress_record(), lang).filter(|_| has_plan) {
        out.push_str(&format!("<p>{}</p>", with_days(&plan)));
    }
    out
}

/// Returns whom to ask, what is invested and what is noted, each with its label.
fn details(project: &Project, lang: Lang) -> Vec<String> {
    let lines = contact_lines(project, lang).into_iter().chain(investment_lines(project, lang));
    let lines = lines.map(|(label, text)| (label.to_owned(), escape_html(&text)));
    let notes = project.details().notes;
    let notes =
        notes.iter().map(|note| (note.label.get(lang).to_owned(), text_html(note.text, lang)));
    let row = |(label, text): (String, String)| {
        format!("<dt>{}</dt><dd>{text}</dd>", escape_html(&label))
    };
    lines.chain(notes).map(row).collect()
}

/// Returns the progress of a project, its plan and its latest report.
fn state(catalog: &Catalog, project: &Project, criteria: ProgressCriteria, lang: Lang) -> String {
    let latest = updates_by_date(project, criteria.day)
        .first()
        .map(|(target, update)| update_text(target.as_ref(), update, lang));
    let progress =
        catalog.progress(project, criteria).map(|progress| progress_text(&progress, lang));
    [progress, plan_text(&project.progress_record(), lang), latest]
        .into_iter()
        .flatten()
        .map(|text| format!("<p>{}</p>", with_days(&text)))
        .collect()
}

fn list_html(items: &[String]) -> String {
    match items {
        [] => String::new(),
        items => {
            let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
            format!("<ul>{items}</ul>")
        }
    }
}

/// Returns the source and the note of the programme, and the rules for the progress.
fn footer(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> String {
    let s = lang.strings();
    let programme = catalog.programme();
    let source = [text_html(programme.source, lang), escape_html(programme.published)];
    let source = join(&source, " · ");
    let mut lines = Vec::new();
    if !source.is_empty() {
        lines.push(format!("<p>{}{}{source}</p>\n", escape_html(s.source), s.colon));
    }
    if !programme.note.is_empty() {
        lines.push(format!("<p>{}</p>\n", text_html(programme.note, lang)));
    }
    if catalog.has_progress(criteria) {
        let rules = criteria.rules;
        let rules = [rules.behind.to_string(), rules.stale.to_string()];
        lines.push(element("p", &fill(s.report_rules, &[&rules[0], &rules[1]])));
    }
    if lines.is_empty() {
        String::new()
    } else {
        format!("<footer>\n{}</footer>\n", lines.concat())
    }
}
