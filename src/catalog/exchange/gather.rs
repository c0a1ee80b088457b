//! Tables to [`Catalog`], with every fault in them and not only the first.

use std::collections::HashMap;

use super::columns::{Column, Table};
use super::figures::{Unreadable, together};
use super::{Sheet, Tick};
use crate::catalog::Catalog;
use crate::catalog::finding::{Finding, Note, Remark, Whence};
use crate::catalog::format::NUMBER_MAX;
use crate::catalog::model::{DomainIx, ProjectNo};
use crate::catalog::problem::{Fault, helpful, nearest};
use crate::catalog::register::Batch;
use crate::catalog::store::{NewProject, NewTarget, Words};
use crate::lang::Lang;
use crate::text::{clean, half_width};

mod called;
mod cells;
mod programme;
mod updates;

use self::called::Called;
pub use self::cells::Cells;
use self::cells::{At, Merged};

/// More than a person mends at a time.
const FAULTS_MAX: usize = 100;

/// A programme from a spreadsheet.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The programme.
    pub catalog: Catalog,
    /// What a person should know about how it was understood.
    pub notes: Vec<Finding>,
    /// Where everything stood.
    pub cells: Cells,
}

/// The programme that the tables in these sheets tell of.
///
/// # Errors
/// Everything found in them, if there is a fault among it.
pub fn gather(sheets: &[Sheet], tick: Tick) -> Result<Gathered, Vec<Finding>> {
    let cells = Cells { names: sheets.iter().map(|sheet| sheet.name.clone()).collect(), ..Cells::default() };
    let merged = sheets.iter().map(|sheet| Merged::of(&sheet.merged)).collect();
    let mut gather = Gather { sheets, merged, cells, findings: Vec::new() };
    let catalog = gather.catalog(tick);
    let faulty = gather.findings.iter().any(|finding| matches!(finding.remark, Remark::Fault(_)));
    gather.findings.sort_by(|a, b| a.whence.cmp(&b.whence));
    match catalog {
        Some(catalog) if !faulty => Ok(Gathered { catalog, notes: gather.findings, cells: gather.cells }),
        _ => Err(gather.findings),
    }
}

struct Gather<'a> {
    sheets: &'a [Sheet],
    /// Of each sheet.
    merged: Vec<Merged>,
    cells: Cells,
    findings: Vec<Finding>,
}

/// The rows of the tables, each table's in the order of the file, and a title that stands above them all.
#[derive(Default)]
struct Rows {
    programme: Vec<At>,
    domains: Vec<At>,
    projects: Vec<At>,
    updates: Vec<At>,
    title: Option<(At, String)>,
}

impl Gather<'_> {
    fn catalog(&mut self, tick: Tick) -> Option<Catalog> {
        let rows = self.rows();
        for (nth, sheet) in self.sheets.iter().enumerate() {
            for (row, column) in sheet.broken.clone() {
                let whence = Whence::cell(&self.sheets[nth].name, row + 1, column + 1);
                self.fault(whence, Fault::BrokenCell);
            }
        }
        if rows.projects.is_empty() {
            let at = self.cells.heads.iter().any(|heads| heads.contains(&Some(Column::No)));
            let name = self.sheets.first().map_or("", |sheet| &sheet.name);
            self.fault(Whence::cell(name, 1, 1), if at { Fault::NoProjects } else { Fault::NoTable });
            return None;
        }
        let mut head = self.programme(&rows);
        head.domains = self.domains(&rows);
        let mut reports = self.updates(&rows);
        let mut numbers = HashMap::new();
        let mut batch = Batch::default();
        let (mut above, called) = (None, Called::of(&head.domains));
        for (done, at) in rows.projects.iter().enumerate() {
            tick(done, rows.projects.len());
            let domain = self.domain(*at, &called, &mut above);
            if let Some(mut project) = self.project(*at, domain, &mut numbers) {
                let reports = reports.remove(&project.no.0).unwrap_or_default();
                self.give(&mut project, reports);
                batch.push(&project);
                self.cells.projects.push(*at);
            }
        }
        // A project that is not there because of a fault is no second one.
        self.refuse_strays(reports, &numbers);
        let mut catalog = Catalog::new(head);
        catalog.append(&batch);
        catalog.sort();
        Some(catalog)
    }

    /// Which row belongs to which table. Rows before the first table, and the last one of sums, belong to none.
    fn rows(&mut self) -> Rows {
        let mut rows = Rows::default();
        let sheets = self.sheets;
        for (sheet, content) in sheets.iter().enumerate() {
            let mut open: Option<(Table, usize)> = None;
            for (row, cells) in content.rows.iter().enumerate() {
                let said = cells.iter().filter(|cell| !cell.trim().is_empty());
                if said.clone().next().is_none() {
                    continue;
                }
                if let Some((table, heads)) = Table::headed(cells) {
                    self.name_unknown(content, row, &heads, table);
                    open = Some((table, self.cells.heads.len()));
                    self.cells.heads.push(heads);
                    continue;
                }
                let at = |head| At { sheet, head, row };
                match open {
                    Some((Table::Programme, head)) => rows.programme.push(at(head)),
                    Some((Table::Domains, head)) => rows.domains.push(at(head)),
                    Some((Table::Updates, head)) => rows.updates.push(at(head)),
                    Some((Table::Projects, head)) => rows.projects.extend((!self.is_sum(at(head))).then_some(at(head))),
                    // A title above a table is one cell, or the same in all the cells that were merged into one.
                    None if said.clone().all(|cell| Some(cell) == said.clone().next()) && rows.title.is_none() => {
                        rows.title = said.clone().next().map(|cell| (at(0), line(cell)));
                    }
                    None => {}
                }
            }
            if open.is_none() && !content.rows.is_empty() && sheets.len() > 1 {
                self.note(Whence::cell(&content.name, 1, 1), Note::SkippedSheet(content.name.clone()));
            }
        }
        rows
    }

    /// Names the columns that are none of ours: what stands in them gets lost.
    fn name_unknown(&mut self, sheet: &Sheet, row: usize, heads: &[Option<Column>], table: Table) {
        let known: Vec<&'static str> = table.columns().flat_map(|column| [column.header(), column.name(Lang::Zh)]).collect();
        for (column, _) in heads.iter().enumerate().filter(|(_, head)| head.is_none()) {
            let header = sheet.rows.get(row).and_then(|cells| cells.get(column)).map(|cell| line(cell)).unwrap_or_default();
            if !header.is_empty() {
                let meant = nearest(&header, &known);
                let meant = known.iter().find(|known| Some(**known) == meant).copied();
                self.note(Whence::cell(&sheet.name, row + 1, column + 1), Note::UnknownColumn(header, meant));
            }
        }
    }

    /// A last row that adds the others up.
    fn is_sum(&self, at: At) -> bool {
        let cells = self.sheets.get(at.sheet).and_then(|sheet| sheet.rows.get(at.row));
        let first = cells.and_then(|cells| cells.iter().find(|cell| !cell.trim().is_empty()));
        let first: String = first.map(|cell| cell.chars().filter(|c| !c.is_whitespace()).collect()).unwrap_or_default();
        matches!(first.trim_end_matches([':', '：']), "合计" | "总计" | "小计" | "共计")
            && self.cell(at, Column::Domain).is_empty()
    }

    /// The domain of a project. Where cells were merged, only the first of them says it.
    fn domain(&mut self, at: At, domains: &Called, above: &mut Option<DomainIx>) -> Option<DomainIx> {
        let said = line(self.cell(at, Column::Domain));
        if said.is_empty() {
            if self.is_merged(at, Column::Domain) {
                return *above;
            }
            self.fault_at(at, Column::Domain, Fault::EmptyCell(Column::Domain));
            return None;
        }
        let found = domains.get(&said);
        if found.is_none() && !domains.list.is_empty() && self.findings.len() < FAULTS_MAX {
            let known = helpful(&said, domains.list.iter().map(|domain| domain.name.as_text().get(Lang::Zh)));
            self.fault_at(at, Column::Domain, Fault::UnknownDomain(said, known));
        }
        *above = found;
        found
    }

    fn project(&mut self, at: At, domain: Option<DomainIx>, numbers: &mut HashMap<u32, usize>) -> Option<NewProject<'static>> {
        let no = self.number(at, numbers);
        let title = self.text(at, Column::Title);
        if title.as_text().is_empty() {
            self.fault_at(at, Column::Title(Lang::Zh), Fault::EmptyCell(Column::Title(Lang::Zh)));
        }
        let (start, end) = self.plan(at);
        Some(NewProject {
            start,
            end,
            updates: Vec::new(),
            summary: self.text(at, Column::Summary),
            targets: self.targets(at),
            places: self.list(at, Column::Places),
            partners: self.list(at, Column::Partners),
            facts: self.list(at, Column::Facts),
            title,
            no: no?,
            domain: domain?,
        })
    }

    /// `7`, `07`, `７`, `7.0`, `No.7`, `第7项`: a number of whatever make.
    fn number(&mut self, at: At, numbers: &mut HashMap<u32, usize>) -> Option<ProjectNo> {
        let said = line(self.cell(at, Column::No));
        if said.is_empty() {
            self.fault_at(at, Column::No, Fault::EmptyCell(Column::No));
            return None;
        }
        let bare: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let bare = bare.trim_start_matches(['第', '#']).trim_start_matches("No.").trim_start_matches("NO.");
        let bare = bare.trim_end_matches(['号', '项', '.', '、']);
        let Some(no) = whole(bare.strip_suffix(".0").unwrap_or(bare)).filter(|no| (1..=NUMBER_MAX).contains(no)) else {
            self.fault_at(at, Column::No, Fault::BadNumber(said));
            return None;
        };
        if let Some(first) = numbers.insert(no, at.row + 1) {
            self.fault_at(at, Column::No, Fault::RepeatedNumber(no, first));
            return None;
        }
        Some(ProjectNo(no))
    }

    fn targets(&mut self, at: At) -> Vec<NewTarget<'static>> {
        let mut targets = Vec::new();
        for [zh, en] in self.pairs(at, Column::Targets) {
            let column = Column::Targets(if zh.is_empty() { Lang::En } else { Lang::Zh });
            match together(&zh, &en) {
                Ok(Some(target)) if target.what.as_text().is_empty() => {
                    self.fault_at(at, column, Fault::BareFigure(if zh.is_empty() { en } else { zh }));
                }
                Ok(target) => targets.extend(target),
                Err(why) => {
                    let said = if zh.is_empty() { en } else { zh };
                    let fault = match why {
                        Unreadable::NoNumber => Fault::NoFigure(said),
                        Unreadable::BadAmount(found) => Fault::BadAmount(found),
                        Unreadable::Qualifier(word) => Fault::UnknownQualifier(word, said),
                        Unreadable::Inverted => Fault::FallingRange(said),
                        Unreadable::Differ(zh, en) => Fault::FiguresDiffer(zh, en),
                    };
                    self.fault_at(at, column, fault);
                }
            }
        }
        targets
    }

    fn list(&self, at: At, column: fn(Lang) -> Column) -> Vec<Words<'static>> {
        self.pairs(at, column).into_iter().map(|[zh, en]| words(zh, en)).collect()
    }

    /// The lines of a cell beside those of its other language; those that are empty in both say nothing.
    fn pairs(&self, at: At, column: fn(Lang) -> Column) -> Vec<[String; 2]> {
        let [zh, en] = Lang::ALL.map(|lang| lines(self.cell(at, column(lang))));
        let nth = |lines: &[String], nth: usize| lines.get(nth).cloned().unwrap_or_default();
        let pairs = (0..zh.len().max(en.len())).map(|at| [nth(&zh, at), nth(&en, at)]);
        pairs.filter(|pair| pair.iter().any(|line| !line.is_empty())).collect()
    }

    fn text(&self, at: At, column: fn(Lang) -> Column) -> Words<'static> {
        let [zh, en] = Lang::ALL.map(|lang| line(self.cell(at, column(lang))));
        words(zh, en)
    }

    /// What stands in a column; nothing where there is none.
    fn cell(&self, at: At, column: Column) -> &str {
        let Some(nth) = self.nth(at, column) else { return "" };
        let cells = self.sheets.get(at.sheet).and_then(|sheet| sheet.rows.get(at.row));
        cells.and_then(|cells| cells.get(nth)).map_or("", String::as_str)
    }

    fn nth(&self, at: At, column: Column) -> Option<usize> {
        self.cells.heads.get(at.head)?.iter().position(|head| *head == Some(column))
    }

    fn is_merged(&self, at: At, column: Column) -> bool {
        let nth = self.nth(at, column);
        nth.zip(self.merged.get(at.sheet)).is_some_and(|(column, merged)| merged.has(column, at.row))
    }

    /// The first cell of a row.
    fn sheet_cell(&self, at: At) -> Whence {
        Whence::cell(self.cells.names.get(at.sheet).map_or("", String::as_str), at.row + 1, 1)
    }

    fn fault_at(&mut self, at: At, column: Column, fault: Fault) {
        let whence = self.cells.whence(Some(at), column);
        self.fault(whence, fault);
    }

    fn fault(&mut self, whence: Whence, fault: Fault) {
        if self.findings.len() < FAULTS_MAX {
            self.findings.push(Finding::of(whence, fault));
        }
    }

    fn note(&mut self, whence: Whence, note: Note) {
        self.findings.push(Finding::of(whence, note));
    }
}

fn words(zh: String, en: String) -> Words<'static> {
    Words { zh: zh.into(), en: en.into() }
}

/// A cell's text in one line, harmless.
fn line(cell: &str) -> String {
    clean(cell).trim().to_owned()
}

/// The lines of a cell, each as [`line()`]; empty ones at the end say nothing.
fn lines(cell: &str) -> Vec<String> {
    let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = cell.split('\n').map(line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A whole number in half-width or full-width digits.
fn whole(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().map(half_width).collect();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}
