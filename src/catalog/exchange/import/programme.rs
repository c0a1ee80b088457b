//! Imports the fields of the programme as a whole and its domains.

use std::collections::HashSet;

use super::{Importer, RowRef, TableRows, clean_line, owned_text, parse_integer};
use crate::catalog::diagnostic::Note;
use crate::catalog::error::{FileErrorKind, one_letter_off};
use crate::catalog::exchange::columns::{Column, ProgrammeField};
use crate::catalog::exchange::export::has_name;
use crate::catalog::format;
use crate::catalog::programmes::{NewDomain, ProgrammeHeader};
use crate::catalog::{Origin, builtin};
use crate::lang::Lang;
use crate::text::half_width;

impl Importer<'_> {
    pub(super) fn programme(&mut self, rows: &TableRows) -> ProgrammeHeader {
        let mut programme = ProgrammeHeader::default();
        for at in &rows.programme {
            let [label, zh, en] = [Column::Field, Column::ValueZh, Column::ValueEn]
                .map(|column| clean_line(self.cell(*at, column)));
            let text = owned_text(zh.clone(), en);
            let field = ProgrammeField::from_label(&label);
            self.cells.programme.extend(field.map(|field| (field, *at)));
            match field {
                Some(ProgrammeField::Title) => programme.title = text,
                Some(ProgrammeField::Locality) => programme.locality = text,
                Some(ProgrammeField::Source) => programme.source = text,
                Some(ProgrammeField::Note) => programme.note = text,
                Some(ProgrammeField::Published) => {
                    programme.published = self.date(*at, Column::ValueZh, &zh);
                }
                Some(ProgrammeField::Year) if zh.is_empty() => {}
                Some(ProgrammeField::Year) => {
                    match parse_integer(&zh.replace('年', ""))
                        .and_then(|year| u16::try_from(year).ok())
                    {
                        Some(year @ 1..=9999) => programme.year = year,
                        _ => self.error_at(*at, Column::ValueZh, FileErrorKind::BadYear(zh)),
                    }
                }
                None => {
                    let known = ProgrammeField::ALL.map(ProgrammeField::label).to_vec();
                    let names: Vec<&str> =
                        known.iter().flat_map(|label| label.split(' ')).collect();
                    if label.is_empty() || one_letter_off(&label, &names).is_some() {
                        self.error_at(
                            *at,
                            Column::Field,
                            FileErrorKind::UnknownField(label, known),
                        );
                    } else {
                        let whence = self.cells.location(Some(*at), Column::Field);
                        self.note(
                            whence,
                            Note::UnknownField {
                                name: label,
                                known: &[],
                                count: 1,
                                places: Vec::new(),
                            },
                        );
                    }
                }
            }
        }
        if programme.title.as_text().is_empty() {
            if let Some((at, title)) = &rows.title {
                programme.title = owned_text(title.clone(), String::new());
                self.note(self.first_cell(*at), Note::TitleFromRow(title.clone()));
            } else {
                let first = rows.projects.first().copied().unwrap_or_default();
                self.error(self.first_cell(RowRef { row: 0, ..first }), FileErrorKind::NoTitle);
            }
        }
        programme
    }

    /// Reads a day, also as it is written by hand: `2026/1/27`, `2026年1月27日`. Returns
    /// `YYYY-MM-DD`, and reports a day that is not in the calendar.
    pub(super) fn date(&mut self, at: RowRef, column: Column, said: &str) -> String {
        let parts: Vec<u32> = said
            .trim_end_matches(" 00:00:00")
            .split(|c: char| matches!(half_width(c), '-' | '/' | '.' | '年' | '月' | '日' | ' '))
            .filter(|part| !part.is_empty())
            .map_while(parse_integer)
            .collect();
        let date = match parts[..] {
            [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
            _ => said.to_owned(),
        };
        if !date.is_empty() && !format::is_date(&date) {
            self.error_at(at, column, FileErrorKind::BadDate(said.to_owned()));
        }
        date
    }

    /// Returns the domains from their table, or else those that the projects name.
    pub(super) fn domains(&mut self, rows: &TableRows) -> Vec<NewDomain> {
        if rows.domains.is_empty() {
            return self.domains_from_projects(rows);
        }
        let (mut domains, mut ids) = (Vec::new(), HashSet::new());
        for at in &rows.domains {
            let id = clean_line(self.cell(*at, Column::Id));
            if id.is_empty() {
                self.error_at(*at, Column::Id, FileErrorKind::EmptyCell(Column::Id));
            } else if !format::is_id(&id) {
                self.error_at(*at, Column::Id, FileErrorKind::BadId(id.clone()));
            } else if ids.contains(&id) {
                self.error_at(*at, Column::Id, FileErrorKind::RepeatedDomain(id.clone()));
                continue;
            }
            let name = self.text(*at, Column::Name);
            if name.as_text().is_empty() {
                self.error_at(
                    *at,
                    Column::Name(Lang::Zh),
                    FileErrorKind::EmptyCell(Column::Name(Lang::Zh)),
                );
            }
            let origin = self.origin(*at);
            ids.insert(id.clone());
            domains.push(NewDomain { id, name, origin });
            self.cells.domains.push(*at);
        }
        domains
    }

    fn origin(&mut self, at: RowRef) -> Origin {
        let said = clean_line(self.cell(at, Column::Origin));
        let is = |words: &[&str]| words.iter().any(|word| said.to_lowercase().contains(word));
        if said.is_empty() || is(&["公告", "announce"]) {
            Origin::Announced
        } else if is(&["清单", "catalogue", "catalog"]) {
            Origin::Catalogue
        } else {
            self.error_at(
                at,
                Column::Origin,
                FileErrorKind::UnknownWord(said, vec!["公告 announcement", "本清单 catalogue"]),
            );
            Origin::Announced
        }
    }

    fn domains_from_projects(&mut self, rows: &TableRows) -> Vec<NewDomain> {
        let known = builtin();
        let mut domains: Vec<NewDomain> = Vec::new();
        // The ids and names of the domains so far.
        let mut called: HashSet<String> = HashSet::new();
        for at in &rows.projects {
            let said = clean_line(self.cell(*at, Column::Domain));
            if said.is_empty() || called.contains(&said) {
                continue;
            }
            let known =
                known.domains().map(|(_, domain)| domain).find(|domain| has_name(*domain, &said));
            let nth = domains.len() + 1;
            let id = if format::is_id(&said) { said.clone() } else { format!("domain-{nth}") };
            domains.push(match known {
                Some(known) => NewDomain {
                    id: known.id.to_owned(),
                    name: known.name.into(),
                    origin: Origin::Announced,
                },
                None => NewDomain {
                    id,
                    name: owned_text(said, String::new()),
                    origin: Origin::Announced,
                },
            });
            let names = domains.last().map(|domain| {
                (&domain.id, Lang::ALL.map(|lang| domain.name.as_text().exactly(lang)))
            });
            called.extend(
                names
                    .into_iter()
                    .flat_map(|(id, names)| names.into_iter().chain([id.as_str()]))
                    .map(str::to_owned),
            );
        }
        if !domains.is_empty() {
            let first = rows.projects.first().copied().unwrap_or_default();
            let whence = self.cells.location(
                Some(RowRef { row: first.row.saturating_sub(1), ..first }),
                Column::Domain,
            );
            self.note(whence, Note::GatheredDomains(domains.len()));
        }
        domains
    }
}
