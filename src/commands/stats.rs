//! `minsheng stats`: the number of projects by status, and rates, for each domain.

use serde_json::{Value, json};

use super::list::column;
use super::{CommandOutput, json as as_json};
use crate::catalog::{Catalog, DomainIx, ProgressCriteria, ProgressSummary, Status};
use crate::lang::Lang;
use crate::page::escape_markdown;
use crate::text::{cells, pad_start};

pub(super) fn run(
    catalog: &Catalog,
    yardstick: ProgressCriteria,
    lang: Lang,
    format: &str,
) -> CommandOutput {
    let tallies = catalog.progress_by_domain(yardstick);
    let all = ProgressSummary::total(&tallies);
    if format == "json" {
        let domains = catalog.domains().zip(&tallies).map(|((at, domain), tally)| {
            let mut value = as_json::summary(tally);
            if let Value::Object(fields) = &mut value {
                fields.insert("domain".into(), domain.id.into());
                fields.insert("domain_name".into(), domain.name.get(lang).into());
                if catalog.has_several_programmes() {
                    fields.insert(
                        "programme".into(),
                        catalog.label(catalog.programme_ix_of(at)).get(lang).into(),
                    );
                }
            }
            value
        });
        let domains: Vec<Value> = domains.collect();
        let day = yardstick.day.map(|day| day.to_string());
        return CommandOutput::stdout(format!(
            "{:#}\n",
            json!({ "as_of": day, "all": as_json::summary(&all), "domains": domains })
        ));
    }
    let rows = rows(catalog, &tallies, &all, lang);
    let mut report =
        CommandOutput::stdout(if format == "md" { markdown(&rows) } else { table(&rows) });
    if !catalog.has_progress() {
        report.err.push(lang.strings().no_progress.to_owned());
    }
    report
}

/// Returns the rows of the table: a header, the domains, and a total.
fn rows(
    catalog: &Catalog,
    tallies: &[ProgressSummary],
    all: &ProgressSummary,
    lang: Lang,
) -> Vec<Vec<String>> {
    let s = lang.strings();
    let row = |name: &str, tally: &ProgressSummary| {
        let mut row = vec![name.to_owned(), tally.len().to_string()];
        row.extend(Status::ALL.map(|status| tally.count(status).to_string()));
        row.push(tally.stale.to_string());
        row.extend(
            [
                tally.done_rate().to_string(),
                tally.begun_rate().to_string(),
                tally.mean().to_string(),
            ]
            .map(|rate| rate + "%"),
        );
        row
    };
    let mut header = vec![s.domain.to_owned(), s.pane_projects.to_owned()];
    header.extend(Status::ALL.map(|status| status.word(lang).to_owned()));
    header.extend([s.stale_count, s.done_rate, s.begun_rate, s.mean_progress].map(str::to_owned));
    let mut rows = vec![header];
    for (programme, _) in catalog.programmes() {
        let domains = catalog.domains_of(programme);
        let those = domains.start.0..domains.end.0;
        let counted = tallies.get(those.clone()).unwrap_or_default();
        let inside = || those.clone().map(|at| catalog.domain(DomainIx(at))).zip(counted);
        let label = catalog.label(programme).get(lang);
        // With several programmes, the total of each comes before its domains.
        if !label.is_empty() {
            rows.push(row(label, &ProgressSummary::total(counted)));
        }
        let indent = if label.is_empty() { "" } else { "  " };
        rows.extend(
            inside()
                .map(|(domain, tally)| row(&format!("{indent}{}", domain.name.get(lang)), tally)),
        );
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
        let cells = row.iter().zip(&widths).enumerate();
        let cells =
            cells.map(
                |(nth, (cell, width))| {
                    if nth == 0 { column(cell, *width) } else { pad_start(cell, *width) }
                },
            );
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
