//! The bulletin about a programme's progress, in the form that counties publish: how many projects stand how, all of them with
//! what was last reported, those behind plan, and by what rules.

use super::course::{report_text, reports, standing_text};
use super::escaped;
use crate::catalog::{Catalog, Project, Standing, Status, Tally, Yardstick};
use crate::lang::{Lang, fill};

/// A part of the bulletin.
enum Part {
    /// The title, or that of one of several programmes.
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

/// The bulletin as Markdown.
#[must_use]
pub fn bulletin(catalog: &Catalog, yardstick: Yardstick, lang: Lang) -> String {
    let mut out = String::new();
    for part in all_parts(catalog, yardstick, lang) {
        if !out.is_empty() {
            out.push('\n');
        }
        match part {
            Part::Title(text) => out.push_str(&format!("# {}\n", escaped(&text))),
            Part::Heading(text) => out.push_str(&format!("## {}\n", escaped(&text))),
            Part::Text(text) => out.push_str(&format!("{}\n", escaped(&text))),
            Part::List(items) => items.iter().for_each(|item| out.push_str(&format!("- {}\n", escaped(item)))),
            Part::Table(rows) => {
                for (nth, row) in rows.iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
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

/// The bulletin as a page for browsers: one file that needs nothing else, and can be printed.
#[must_use]
pub fn bulletin_html(catalog: &Catalog, yardstick: Yardstick, lang: Lang) -> String {
    let titles: Vec<String> = reported(catalog).iter().map(|catalog| title(catalog, lang)).collect();
    let title = marked_up(&titles.join(lang.strings().semicolon));
    let language = if lang == Lang::Zh { "zh-CN" } else { "en" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>\nbody {{ font-family: sans-serif; line-height: 1.6; \
         max-width: 60em; margin: 2em auto; padding: 0 1em }}\nh1 {{ text-align: center }}\ntable {{ border-collapse: collapse; \
         width: 100% }}\nth, td {{ border: 1px solid #888; padding: .3em .5em; text-align: left; vertical-align: top }}\nth {{ \
         background: #eee }}\n</style>\n</head>\n<body>\n"
    );
    for part in all_parts(catalog, yardstick, lang) {
        match part {
            Part::Title(text) => out.push_str(&format!("<h1>{}</h1>\n", marked_up(&text))),
            Part::Heading(text) => out.push_str(&format!("<h2>{}</h2>\n", marked_up(&text))),
            Part::Text(text) => out.push_str(&format!("<p>{}</p>\n", marked_up(&text))),
            Part::List(items) => {
                let items: String = items.iter().map(|item| format!("<li>{}</li>\n", marked_up(item))).collect();
                out.push_str(&format!("<ul>\n{items}</ul>\n"));
            }
            Part::Table(rows) => {
                out.push_str("<table>\n");
                for (nth, row) in rows.iter().enumerate() {
                    let tag = if nth == 0 { "th" } else { "td" };
                    let cells: String = row.iter().map(|cell| format!("<{tag}>{}</{tag}>", marked_up(cell))).collect();
                    out.push_str(&format!("<tr>{cells}</tr>\n"));
                }
                out.push_str("</table>\n");
            }
        }
    }
    out + "</body>\n</html>\n"
}

/// The programmes that anything was reported of, each alone.
fn reported(catalog: &Catalog) -> Vec<Catalog> {
    if !catalog.is_several() {
        return vec![catalog.clone()];
    }
    catalog.programmes().map(|(at, _)| catalog.only(at)).filter(Catalog::has_progress).collect()
}

/// One bulletin after the other.
fn all_parts(catalog: &Catalog, yardstick: Yardstick, lang: Lang) -> Vec<Part> {
    let of = |catalog: &Catalog| {
        let parts = parts(catalog, yardstick, lang);
        std::iter::once(Part::Title(title(catalog, lang))).chain(parts).collect::<Vec<_>>()
    };
    reported(catalog).iter().flat_map(of).collect()
}

fn title(catalog: &Catalog, lang: Lang) -> String {
    fill(lang.strings().report_title, &[catalog.programme().title.get(lang)])
}

fn parts(catalog: &Catalog, yardstick: Yardstick, lang: Lang) -> Vec<Part> {
    let s = lang.strings();
    let tallies = catalog.tallies(yardstick);
    let mut head: Vec<String> = vec![catalog.programme().locality.get(lang).to_owned()];
    head.extend(yardstick.day.map(|day| fill(s.report_as_of, &[&day.to_string()])));
    head.retain(|text| !text.is_empty());
    let mut parts = Vec::new();
    if !head.is_empty() {
        parts.push(Part::Text(head.join(s.comma)));
    }
    parts.push(Part::Text(sum_text(&Tally::sum(&tallies), lang)));
    let projects: Vec<(Project, Standing)> = catalog
        .projects()
        .map(|(_, project)| {
            let standing = catalog.standing(&project, yardstick);
            (project, standing)
        })
        .collect();
    let late: Vec<String> = projects
        .iter()
        .filter(|(_, standing)| standing.status == Status::Behind)
        .map(|(project, standing)| {
            format!("{} {}{}{}", project.no, project.title.get(lang), s.colon, standing_text(standing, lang))
        })
        .collect();
    if !late.is_empty() {
        parts.extend([Part::Heading(s.report_late.to_owned()), Part::List(late)]);
    }
    for (at, domain) in catalog.domains() {
        let inside = catalog.projects_in(at).iter().filter_map(|at| projects.get(at.0 as usize));
        let rows = inside.map(|(project, standing)| row(project, standing, yardstick, lang));
        let header = vec![s.number, s.title, s.progress, s.status, s.latest_report].into_iter().map(str::to_owned).collect();
        let table: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        if table.len() > 1 {
            parts.extend([Part::Heading(domain.name.get(lang).to_owned()), Part::Table(table)]);
        }
    }
    let rules = yardstick.rules;
    parts.push(Part::Text(fill(s.report_rules, &[&rules.behind.to_string(), &rules.stale.to_string()])));
    parts
}

fn row(project: &Project, standing: &Standing, yardstick: Yardstick, lang: Lang) -> Vec<String> {
    let percent = standing.percent().map(|percent| format!("{percent}%")).unwrap_or_default();
    let latest = reports(project, yardstick.day).first().map(|(target, update)| report_text(target.as_ref(), update, lang));
    let title = project.title.get(lang).to_owned();
    vec![project.no.to_string(), title, percent, standing.status.word(lang).to_owned(), latest.unwrap_or_default()]
}

/// How many projects stand how, in a sentence.
fn sum_text(tally: &Tally, lang: Lang) -> String {
    let count = |status| tally.count(status).to_string();
    let [done, under_way, behind, unreported] = [Status::Done, Status::UnderWay, Status::Behind, Status::Unreported].map(count);
    let rates = [tally.done_rate(), tally.begun_rate()].map(|rate| rate.to_string());
    fill(lang.strings().report_sum, &[&tally.len().to_string(), &done, &under_way, &behind, &unreported, &rates[0], &rates[1]])
}

/// `text` so that a browser shows it as it is.
fn marked_up(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
