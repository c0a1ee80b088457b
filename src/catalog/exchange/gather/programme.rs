//! What the tables say of the programme as a whole and of its domains.

use std::collections::HashSet;

use super::{At, Gather, Rows, line, whole, words};
use crate::catalog::exchange::columns::{Column, Field};
use crate::catalog::exchange::layout::is_called;
use crate::catalog::finding::Note;
use crate::catalog::format;
use crate::catalog::problem::{Fault, one_letter_off};
use crate::catalog::register::{Head, NewDomain};
use crate::catalog::{Origin, builtin};
use crate::lang::Lang;
use crate::text::half_width;

impl Gather<'_> {
    pub(super) fn programme(&mut self, rows: &Rows) -> Head {
        let mut programme = Head::default();
        for at in &rows.programme {
            let [label, zh, en] = [Column::Field, Column::SaysZh, Column::SaysEn].map(|column| line(self.cell(*at, column)));
            let text = words(zh.clone(), en);
            let field = Field::named(&label);
            self.cells.programme.extend(field.map(|field| (field, *at)));
            match field {
                Some(Field::Title) => programme.title = text,
                Some(Field::Locality) => programme.locality = text,
                Some(Field::Source) => programme.source = text,
                Some(Field::Note) => programme.note = text,
                Some(Field::Published) => programme.published = self.date(*at, Column::SaysZh, &zh),
                Some(Field::Year) if zh.is_empty() => {}
                Some(Field::Year) => match whole(&zh.replace('年', "")).and_then(|year| u16::try_from(year).ok()) {
                    Some(year @ 1..=9999) => programme.year = year,
                    _ => self.fault_at(*at, Column::SaysZh, Fault::BadYear(zh)),
                },
                None => {
                    let known = Field::ALL.map(Field::label).to_vec();
                    let names: Vec<&str> = known.iter().flat_map(|label| label.split(' ')).collect();
                    if label.is_empty() || one_letter_off(&label, &names).is_some() {
                        self.fault_at(*at, Column::Field, Fault::UnknownField(label, known));
                    } else {
                        let whence = self.cells.whence(Some(*at), Column::Field);
                        self.note(whence, Note::UnknownField { name: label, known: &[], count: 1, places: Vec::new() });
                    }
                }
            }
        }
        if programme.title.as_text().is_empty() {
            if let Some((at, title)) = &rows.title {
                programme.title = words(title.clone(), String::new());
                self.note(self.sheet_cell(*at), Note::TitleFromRow(title.clone()));
            } else {
                let first = rows.projects.first().copied().unwrap_or_default();
                self.fault(self.sheet_cell(At { row: 0, ..first }), Fault::NoTitle);
            }
        }
        programme
    }

    /// A day, also as it is written by hand: `2026/1/27`, `2026年1月27日`.
    pub(super) fn date(&mut self, at: At, column: Column, said: &str) -> String {
        let parts: Vec<u32> = said
            .trim_end_matches(" 00:00:00")
            .split(|c: char| matches!(half_width(c), '-' | '/' | '.' | '年' | '月' | '日' | ' '))
            .filter(|part| !part.is_empty())
            .map_while(whole)
            .collect();
        let date = match parts[..] {
            [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
            _ => said.to_owned(),
        };
        if !date.is_empty() && !format::is_date(&date) {
            self.fault_at(at, column, Fault::BadDate(said.to_owned()));
        }
        date
    }

    /// The domains as their table has them, or else as the projects name them.
    pub(super) fn domains(&mut self, rows: &Rows) -> Vec<NewDomain> {
        if rows.domains.is_empty() {
            return self.gathered_domains(rows);
        }
        let (mut domains, mut ids) = (Vec::new(), HashSet::new());
        for at in &rows.domains {
            let id = line(self.cell(*at, Column::Id));
            if id.is_empty() {
                self.fault_at(*at, Column::Id, Fault::EmptyCell(Column::Id));
            } else if !format::is_id(&id) {
                self.fault_at(*at, Column::Id, Fault::BadId(id.clone()));
            } else if ids.contains(&id) {
                self.fault_at(*at, Column::Id, Fault::RepeatedDomain(id.clone()));
                continue;
            }
            let name = self.text(*at, Column::Name);
            if name.as_text().is_empty() {
                self.fault_at(*at, Column::Name(Lang::Zh), Fault::EmptyCell(Column::Name(Lang::Zh)));
            }
            let origin = self.origin(*at);
            ids.insert(id.clone());
            domains.push(NewDomain { id, name, origin });
            self.cells.domains.push(*at);
        }
        domains
    }

    fn origin(&mut self, at: At) -> Origin {
        let said = line(self.cell(at, Column::Origin));
        let is = |words: &[&str]| words.iter().any(|word| said.to_lowercase().contains(word));
        if said.is_empty() || is(&["公告", "announce"]) {
            Origin::Announced
        } else if is(&["清单", "catalogue", "catalog"]) {
            Origin::Catalogue
        } else {
            self.fault_at(at, Column::Origin, Fault::UnknownWord(said, vec!["公告 announcement", "本清单 catalogue"]));
            Origin::Announced
        }
    }

    fn gathered_domains(&mut self, rows: &Rows) -> Vec<NewDomain> {
        let known = builtin();
        let mut domains: Vec<NewDomain> = Vec::new();
        // What any of them is called already.
        let mut called: HashSet<String> = HashSet::new();
        for at in &rows.projects {
            let said = line(self.cell(*at, Column::Domain));
            if said.is_empty() || called.contains(&said) {
                continue;
            }
            let known = known.domains().map(|(_, domain)| domain).find(|domain| is_called(*domain, &said));
            let nth = domains.len() + 1;
            let id = if format::is_id(&said) { said.clone() } else { format!("domain-{nth}") };
            domains.push(match known {
                Some(known) => NewDomain { id: known.id.to_owned(), name: known.name.into(), origin: Origin::Announced },
                None => NewDomain { id, name: words(said, String::new()), origin: Origin::Announced },
            });
            let names = domains.last().map(|domain| (&domain.id, Lang::ALL.map(|lang| domain.name.as_text().exactly(lang))));
            called.extend(names.into_iter().flat_map(|(id, names)| names.into_iter().chain([id.as_str()])).map(str::to_owned));
        }
        if !domains.is_empty() {
            let first = rows.projects.first().copied().unwrap_or_default();
            let whence = self.cells.whence(Some(At { row: first.row.saturating_sub(1), ..first }), Column::Domain);
            self.note(whence, Note::GatheredDomains(domains.len()));
        }
        domains
    }
}
