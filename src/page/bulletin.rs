//! Writes the bulletin about a programme's progress, in the form that counties publish: the number
//! of projects by status, the projects behind plan, all projects with their latest update, and the
//! rules applied.

use super::html::{TABLE_END, document, element, escape_html, table_start};
use super::markdown::escape_markdown;
use super::progress::{progress_text, update_text, updates_by_date};
use crate::lang::{Lang, fill};
use crate::model::{
    Catalog, ProgressCriteria, ProgressSummary, Project, ProjectProgress, Status, rate_text,
};
use crate::text::join;

/// A block of the bulletin.
enum BulletinBlock {
    /// A title, with which the bulletin of one programme begins, a heading or a paragraph: its mark
    /// in Markdown, its HTML element, and its text.
    Text(TextMark, String),
    /// A table with its heading; the first row is its header.
    Table(String, Vec<Vec<String>>),
    /// Items of a list.
    List(Vec<String>),
}

/// A mark of Markdown before a text, and the HTML element of the text.
type TextMark = (&'static str, &'static str);

const TITLE: TextMark = ("# ", "h1");
const HEADING: TextMark = ("## ", "h2");
const PARAGRAPH: TextMark = ("", "p");

/// Returns the bulletin as Markdown.
pub(crate) fn bulletin(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> String {
    let mut out = String::new();
    for block in all_blocks(catalog, criteria, lang) {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            BulletinBlock::Text((mark, _), text) => {
                out.push_str(&format!("{mark}{}\n", escape_markdown(&text)));
            }
            BulletinBlock::List(items) => items
                .iter()
                .for_each(|item| out.push_str(&format!("- {}\n", escape_markdown(item)))),
            BulletinBlock::Table(heading, rows) => {
                out.push_str(&format!("{}{}\n\n", HEADING.0, escape_markdown(&heading)));
                for (nth, row) in rows.iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| escape_markdown(cell)).collect();
                    out.push_str(&format!("| {} |\n", cells.join(" | ")));
                    if nth == 0 {
                        out.push_str(&format!("|{}\n", " --- |".repeat(row.len())));
                    }
                }
            }
        }
    }
    out
}

/// Returns the bulletin as an HTML page: one file that needs nothing else, and can be printed.
pub(crate) fn bulletin_html(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> String {
    let titles: Vec<String> =
        with_progress(catalog, criteria).iter().map(|catalog| title(catalog, lang)).collect();
    let title = titles.join(lang.strings().semicolon);
    let mut body = String::from("<main>\n");
    for block in all_blocks(catalog, criteria, lang) {
        match block {
            BulletinBlock::Text((_, tag), text) => body.push_str(&element(tag, &text)),
            BulletinBlock::List(items) => {
                let items: String = items.iter().map(|item| element("li", item)).collect();
                body.push_str(&format!("<ul>\n{items}</ul>\n"));
            }
            BulletinBlock::Table(heading, rows) => body.push_str(&table_html(&heading, &rows)),
        }
    }
    document(&title, &(body + "</main>\n"), lang)
}

/// Returns a table whose first row is its header and whose second column names the rows.
fn table_html(heading: &str, rows: &[Vec<String>]) -> String {
    let Some((header, rows)) = rows.split_first() else { return String::new() };
    let classes = ["no", "name", "share", "share", ""];
    let header: Vec<(&str, &str)> =
        classes.into_iter().zip(header.iter().map(String::as_str)).collect();
    let mut out = table_start(heading, &header);
    for row in rows {
        let cells = row.iter().enumerate().map(|(nth, cell)| match (nth, escape_html(cell)) {
            (0, cell) => format!("<td class=\"no\">{cell}</td>"),
            (1, cell) => format!("<th scope=\"row\">{cell}</th>"),
            (_, cell) => format!("<td>{cell}</td>"),
        });
        out.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
    }
    out + TABLE_END
}

/// Returns the programmes that have any update, each as a catalog of its own; a sole programme
/// always.
fn with_progress(catalog: &Catalog, criteria: ProgressCriteria) -> Vec<Catalog> {
    if !catalog.has_several_programmes() {
        return vec![catalog.clone()];
    }
    catalog
        .programmes()
        .map(|(at, _)| catalog.single_programme(at))
        .filter(|catalog| catalog.has_progress(criteria))
        .collect()
}

/// Returns the blocks of the bulletins of all programmes, one after the other.
fn all_blocks(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> Vec<BulletinBlock> {
    let with_title = |catalog: &Catalog| {
        let blocks = blocks(catalog, criteria, lang);
        let title = BulletinBlock::Text(TITLE, title(catalog, lang));
        std::iter::once(title).chain(blocks).collect::<Vec<_>>()
    };
    with_progress(catalog, criteria).iter().flat_map(with_title).collect()
}

fn title(catalog: &Catalog, lang: Lang) -> String {
    fill(lang.strings().report_title, &[catalog.programme().title.get(lang)])
}

/// Returns the blocks below the title of the bulletin of one programme.
fn blocks(catalog: &Catalog, criteria: ProgressCriteria, lang: Lang) -> Vec<BulletinBlock> {
    let s = lang.strings();
    let summaries = catalog.progress_by_domain(criteria);
    let day = criteria.day.map(|day| fill(s.report_as_of, &[&day.to_string()]));
    let locality = catalog.programme().locality.get(lang);
    let subtitle = join(&[locality, &day.unwrap_or_default()], s.comma);
    let mut blocks = Vec::new();
    if !subtitle.is_empty() {
        blocks.push(BulletinBlock::Text(PARAGRAPH, subtitle));
    }
    blocks.push(BulletinBlock::Text(
        PARAGRAPH,
        summary_text(&ProgressSummary::total(&summaries), lang),
    ));
    let projects: Vec<(Project, ProjectProgress)> = catalog
        .projects()
        .map(|(_, project)| {
            let progress = catalog.progress(&project, criteria).unwrap_or_default();
            (project, progress)
        })
        .collect();
    let behind: Vec<String> = projects
        .iter()
        .filter(|(_, progress)| progress.status == Status::Behind)
        .map(|(project, progress)| {
            let title = project.title.get(lang);
            format!("{} {title}{}{}", project.no, s.colon, progress_text(progress, lang))
        })
        .collect();
    if !behind.is_empty() {
        let heading = BulletinBlock::Text(HEADING, s.report_late.to_owned());
        blocks.extend([heading, BulletinBlock::List(behind)]);
    }
    for (domain_ix, domain) in catalog.domains() {
        let rows = catalog.projects_in(domain_ix).iter().filter_map(|project_ix| {
            let project = projects.get(project_ix.0 as usize);
            debug_assert!(project.is_some(), "a domain lists projects of its catalog");
            project.map(|(project, progress)| row(project, progress, criteria, lang))
        });
        let header = [s.number, s.title, s.progress, s.status, s.latest_report];
        let header = header.into_iter().map(str::to_owned).collect();
        let table: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        if table.len() > 1 {
            blocks.push(BulletinBlock::Table(domain.name.get(lang).to_owned(), table));
        }
    }
    let rules = criteria.rules;
    let rules = fill(s.report_rules, &[&rules.behind.to_string(), &rules.stale.to_string()]);
    blocks.push(BulletinBlock::Text(PARAGRAPH, rules));
    blocks
}

/// Returns the row of a project in the table of its domain.
fn row(
    project: &Project,
    progress: &ProjectProgress,
    criteria: ProgressCriteria,
    lang: Lang,
) -> Vec<String> {
    let percent = progress.percent().map(|percent| format!("{percent}%")).unwrap_or_default();
    let latest = updates_by_date(project, criteria.day)
        .first()
        .map(|(target, update)| update_text(target.as_ref(), update, lang));
    let title = project.title.get(lang).to_owned();
    vec![
        project.no.to_string(),
        title,
        percent,
        progress.status.word(lang).to_owned(),
        latest.unwrap_or_default(),
    ]
}

/// Returns the number of projects by status, as a sentence.
pub(super) fn summary_text(summary: &ProgressSummary, lang: Lang) -> String {
    let count = |status| summary.count(status).to_string();
    let [done, under_way, behind, unreported] =
        [Status::Done, Status::UnderWay, Status::Behind, Status::Unreported].map(count);
    let rates = [summary.done_rate(), summary.begun_rate()].map(rate_text);
    fill(
        lang.strings().report_sum,
        &[
            &summary.len().to_string(),
            &done,
            &under_way,
            &behind,
            &unreported,
            &rates[0],
            &rates[1],
        ],
    )
}
