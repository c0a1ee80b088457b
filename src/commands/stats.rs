//! `minsheng stats`: the number of projects by status, and rates, for each domain.

use serde_json::{Value, json};

use super::list::column;
use super::{CommandOutput, PrintContext, json as as_json};
use crate::lang::Lang;
use crate::model::{Catalog, DomainIx, ProgressSummary, rate_text};
use crate::page::escape_markdown;
use crate::text::{cells, pad_start};

pub(crate) fn run(context: PrintContext, format: &str) -> CommandOutput {
    let PrintContext { catalog, criteria, lang } = context;
    let summaries = catalog.progress_by_domain(criteria);
    let all = ProgressSummary::total(&summaries);
    if format == "json" {
        let domains = catalog.domains().zip(&summaries).map(|((at, domain), summary)| {
            let mut value = as_json::summary(summary);
            value["domain"] = domain.id.into();
            value["domain_name"] = domain.name.get(lang).into();
            if catalog.has_several_programmes() {
                value["programme"] = as_json::programme_label(catalog, at, lang);
            }
            value
        });
        let domains: Value = domains.collect();
        let day = criteria.day.map(|day| day.to_string());
        let value = json!({ "as_of": day, "all": as_json::summary(&all), "domains": domains });
        return CommandOutput::stdout(format!("{value:#}\n"));
    }
    let rows = rows(catalog, &summaries, &all, lang);
    let mut output =
        CommandOutput::stdout(if format == "md" { markdown(&rows) } else { table(&rows) });
    // What was left out may be progress.
    if !catalog.has_progress(criteria) && catalog.left_out() == 0 {
        output.err.push(lang.strings().no_progress.to_owned());
    }
    output
}

/// Returns the rows of the table: a header, the domains, and a total.
fn rows(
    catalog: &Catalog,
    summaries: &[ProgressSummary],
    all: &ProgressSummary,
    lang: Lang,
) -> Vec<Vec<String>> {
    let s = lang.strings();
    let row = |name: &str, summary: &ProgressSummary| {
        let mut row = vec![name.to_owned(), summary.len().to_string()];
        row.extend(all.statuses().map(|status| summary.count(status).to_string()));
        row.push(summary.stale.to_string());
        row.extend([summary.done_rate(), summary.begun_rate(), summary.mean()].map(rate_text));
        row
    };
    let mut header = vec![s.domain.to_owned(), s.pane_projects.to_owned()];
    header.extend(all.statuses().map(|status| status.word(lang).to_owned()));
    header.extend([s.stale_count, s.done_rate, s.begun_rate, s.mean_progress].map(str::to_owned));
    let mut rows = vec![header];
    for (programme, _) in catalog.programmes() {
        let domains = catalog.domains_of(programme);
        let domains = domains.start.0..domains.end.0;
        debug_assert!(domains.end <= summaries.len(), "each domain has a summary");
        let summaries = summaries.get(domains.clone()).unwrap_or_default();
        let label = catalog.label(programme).get(lang);
        // With several programmes, the total of each comes before its domains.
        if !label.is_empty() {
            rows.push(row(label, &ProgressSummary::total(summaries)));
        }
        let indent = if label.is_empty() { "" } else { "  " };
        let domains = domains.map(|at| catalog.domain(DomainIx(at)));
        for (domain, summary) in domains.zip(summaries) {
            rows.push(row(&format!("{indent}{}", domain.name.get(lang)), summary));
        }
    }
    rows.push(row(s.all_of_them, all));
    rows
}

fn table(rows: &[Vec<String>]) -> String {
    let width = |nth: usize| {
        rows.iter().filter_map(|row| row.get(nth)).map(|cell| cells(cell)).max().unwrap_or_default()
    };
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(nth, (cell, width))| match nth {
            0 => column(cell, *width),
            _ => pad_start(cell, *width),
        });
        cells.collect::<Vec<_>>().join("  ") + "\n"
    };
    rows.iter().map(line).collect()
}

fn markdown(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (nth, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| escape_markdown(cell)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if nth == 0 {
            out.push_str(&format!("| --- |{}\n", " ---: |".repeat(row.len().saturating_sub(1))));
        }
    }
    out
}
