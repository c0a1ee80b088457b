//! Writes the bulletin about a programme's progress, in the form that counties publish: the number
//! of projects by status, the projects behind plan, all projects with their latest update, and the
//! rules applied.

use super::escape_markdown;
use super::progress::{progress_text, update_text, updates_by_date};
use crate::catalog::{
    Catalog, ProgressCriteria, ProgressSummary, Project, ProjectProgress, Status,
};
use crate::lang::{Lang, fill};

/// A block of the bulletin.
enum BulletinBlock {
    /// A title: the bulletin of one programme begins.
    Title(String),
    /// A heading below the title.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A table; the first row is its header.
    Table(Vec<Vec<String>>),
    /// Items of a list.
    List(Vec<String>),
}

/// Returns the bulletin as Markdown.
#[must_use]
pub fn bulletin(catalog: &Catalog, yardstick: ProgressCriteria, lang: Lang) -> String {
    let mut out = String::new();
    for part in all_blocks(catalog, yardstick, lang) {
        if !out.is_empty() {
            out.push('\n');
        }
        match part {
            BulletinBlock::Title(text) => out.push_str(&format!("# {}\n", escape_markdown(&text))),
            BulletinBlock::Heading(text) => {
                out.push_str(&format!("## {}\n", escape_markdown(&text)));
            }
            BulletinBlock::Text(text) => out.push_str(&format!("{}\n", escape_markdown(&text))),
            BulletinBlock::List(items) => items
                .iter()
                .for_each(|item| out.push_str(&format!("- {}\n", escape_markdown(item)))),
            BulletinBlock::Table(rows) => {
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
#[must_use]
pub fn bulletin_html(catalog: &Catalog, yardstick: ProgressCriteria, lang: Lang) -> String {
    let titles: Vec<String> =
        with_progress(catalog).iter().map(|catalog| title(catalog, lang)).collect();
    let title = escape_html(&titles.join(lang.strings().semicolon));
    let language = if lang == Lang::Zh { "zh-CN" } else { "en" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>\nbody {{ font-family: sans-serif; line-height: 1.6; \
         max-width: 60em; margin: 2em auto; padding: 0 1em }}\nh1 {{ text-align: center }}\ntable {{ border-collapse: collapse; \
         width: 100% }}\nth, td {{ border: 1px solid #888; padding: .3em .5em; text-align: left; vertical-align: top }}\nth {{ \
         background: #eee }}\n</style>\n</head>\n<body>\n"
    );
    for part in all_blocks(catalog, yardstick, lang) {
        match part {
            BulletinBlock::Title(text) => {
                out.push_str(&format!("<h1>{}</h1>\n", escape_html(&text)));
            }
            BulletinBlock::Heading(text) => {
                out.push_str(&format!("<h2>{}</h2>\n", escape_html(&text)));
            }
            BulletinBlock::Text(text) => out.push_str(&format!("<p>{}</p>\n", escape_html(&text))),
            BulletinBlock::List(items) => {
                let items: String =
                    items.iter().map(|item| format!("<li>{}</li>\n", escape_html(item))).collect();
                out.push_str(&format!("<ul>\n{items}</ul>\n"));
            }
            BulletinBlock::Table(rows) => {
                out.push_str("<table>\n");
                for (nth, row) in rows.iter().enumerate() {
                    let tag = if nth == 0 { "th" } else { "td" };
                    let cells: String = row
                        .iter()
                        .map(|cell| format!("<{tag}>{}</{tag}>", escape_html(cell)))
                        .collect();
                    out.push_str(&format!("<tr>{cells}</tr>\n"));
                }
                out.push_str("</table>\n");
            }
        }
    }
    out + "</body>\n</html>\n"
}

/// Returns the programmes that have any update, each as a catalogue of its own; a sole programme
/// always.
fn with_progress(catalog: &Catalog) -> Vec<Catalog> {
    if !catalog.has_several_programmes() {
        return vec![catalog.clone()];
    }
    catalog
        .programmes()
        .map(|(at, _)| catalog.single_programme(at))
        .filter(Catalog::has_progress)
        .collect()
}

/// Returns the blocks of the bulletins of all programmes, one after the other.
fn all_blocks(catalog: &Catalog, yardstick: ProgressCriteria, lang: Lang) -> Vec<BulletinBlock> {
    let of = |catalog: &Catalog| {
        let parts = blocks(catalog, yardstick, lang);
        std::iter::once(BulletinBlock::Title(title(catalog, lang))).chain(parts).collect::<Vec<_>>()
    };
    with_progress(catalog).iter().flat_map(of).collect()
}

fn title(catalog: &Catalog, lang: Lang) -> String {
    fill(lang.strings().report_title, &[catalog.programme().title.get(lang)])
}

fn blocks(catalog: &Catalog, yardstick: ProgressCriteria, lang: Lang) -> Vec<BulletinBlock> {
    let s = lang.strings();
    let tallies = catalog.progress_by_domain(yardstick);
    let mut head: Vec<String> = vec![catalog.programme().locality.get(lang).to_owned()];
    head.extend(yardstick.day.map(|day| fill(s.report_as_of, &[&day.to_string()])));
    head.retain(|text| !text.is_empty());
    let mut parts = Vec::new();
    if !head.is_empty() {
        parts.push(BulletinBlock::Text(head.join(s.comma)));
    }
    parts.push(BulletinBlock::Text(summary_text(&ProgressSummary::total(&tallies), lang)));
    let projects: Vec<(Project, ProjectProgress)> = catalog
        .projects()
        .map(|(_, project)| {
            let standing = catalog.progress(&project, yardstick);
            (project, standing)
        })
        .collect();
    let late: Vec<String> = projects
        .iter()
        .filter(|(_, standing)| standing.status == Status::Behind)
        .map(|(project, standing)| {
            format!(
                "{} {}{}{}",
                project.no,
                project.title.get(lang),
                s.colon,
                progress_text(standing, lang)
            )
        })
        .collect();
    if !late.is_empty() {
        parts.extend([BulletinBlock::Heading(s.report_late.to_owned()), BulletinBlock::List(late)]);
    }
    for (at, domain) in catalog.domains() {
        let inside = catalog.projects_in(at).iter().filter_map(|at| projects.get(at.0 as usize));
        let rows = inside.map(|(project, standing)| row(project, standing, yardstick, lang));
        let header = vec![s.number, s.title, s.progress, s.status, s.latest_report]
            .into_iter()
            .map(str::to_owned)
            .collect();
        let table: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        if table.len() > 1 {
            parts.extend([
                BulletinBlock::Heading(domain.name.get(lang).to_owned()),
                BulletinBlock::Table(table),
            ]);
        }
    }
    let rules = yardstick.rules;
    parts.push(BulletinBlock::Text(fill(
        s.report_rules,
        &[&rules.behind.to_string(), &rules.stale.to_string()],
    )));
    parts
}

fn row(
    project: &Project,
    standing: &ProjectProgress,
    yardstick: ProgressCriteria,
    lang: Lang,
) -> Vec<String> {
    let percent = standing.percent().map(|percent| format!("{percent}%")).unwrap_or_default();
    let latest = updates_by_date(project, yardstick.day)
        .first()
        .map(|(target, update)| update_text(target.as_ref(), update, lang));
    let title = project.title.get(lang).to_owned();
    vec![
        project.no.to_string(),
        title,
        percent,
        standing.status.word(lang).to_owned(),
        latest.unwrap_or_default(),
    ]
}

/// Returns the number of projects by status, as a sentence.
fn summary_text(tally: &ProgressSummary, lang: Lang) -> String {
    let count = |status| tally.count(status).to_string();
    let [done, under_way, behind, unreported] =
        [Status::Done, Status::UnderWay, Status::Behind, Status::Unreported].map(count);
    let rates = [tally.done_rate(), tally.begun_rate()].map(|rate| rate.to_string());
    fill(
        lang.strings().report_sum,
        &[&tally.len().to_string(), &done, &under_way, &behind, &unreported, &rates[0], &rates[1]],
    )
}

/// Escapes `text` for HTML.
fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
