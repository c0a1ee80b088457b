//! Projects and domains as somebody names them on a command line: `7`, `health`, and of several programmes `2026/7`, `2026/health`.

use super::{FAULT, NOT_FOUND, Report};
use crate::app::no_such_project;
use crate::catalog::{Catalog, Domain, DomainIx, ProgrammeIx, Project, ProjectIx, ProjectNo};
use crate::lang::{Lang, fill};
use crate::search::programmes_named;
use crate::text::clean;

/// The project of a number as somebody wrote it.
pub(super) fn find_project(catalog: &Catalog, written: &str, lang: Lang) -> Result<ProjectIx, Report> {
    let s = lang.strings();
    let (programmes, number) = split(catalog, written, lang)?;
    let Ok(no) = number.parse() else {
        return Err(Report::complain(FAULT, &fill(s.bad_no, &[written])));
    };
    let no = ProjectNo(no);
    let found: Vec<ProjectIx> = match &programmes {
        Some(programmes) => programmes.iter().filter_map(|at| catalog.in_programme(*at, no)).collect(),
        None => catalog.numbered(no).to_vec(),
    };
    match &found[..] {
        [one] => Ok(*one),
        [] => {
            // The numbers of another are no help.
            let only = programmes.and_then(|those| if let [one] = those[..] { Some(catalog.only(one)) } else { None });
            Err(Report::complain(NOT_FOUND, &no_such_project(only.as_ref().unwrap_or(catalog), no, lang)))
        }
        several => {
            let mut report = Report::complain(FAULT, &fill(s.several_projects, &[&no.to_string()]));
            let projects = several.iter().map(|at| catalog.project(*at));
            report.err.extend(
                projects.map(|project| format!("  {}  {}", number_of(catalog, &project, lang), project.title.get(lang))),
            );
            Err(report)
        }
    }
}

/// The domain of an id or a name.
pub(super) fn find_domain(catalog: &Catalog, written: &str, lang: Lang) -> Result<DomainIx, Report> {
    match &find_domains(catalog, written, lang)?[..] {
        [one] => Ok(*one),
        several => {
            let known = some(several.iter().map(|at| id_of(catalog, *at, lang)));
            Err(Report::complain(FAULT, &fill(lang.strings().several_domains, &[written, &known])))
        }
    }
}

/// The domains of an id or a name: of several programmes, maybe one in each.
pub(super) fn find_domains(catalog: &Catalog, written: &str, lang: Lang) -> Result<Vec<DomainIx>, Report> {
    let (programmes, id) = split(catalog, written, lang)?;
    let is_meant = |at: DomainIx| programmes.as_ref().is_none_or(|those| those.contains(&catalog.programme_of(at)));
    let those = |is: &dyn Fn(&Domain) -> bool| {
        let found = catalog.domains().filter(|(at, domain)| is_meant(*at) && is(domain));
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let by_id = those(&|domain| domain.id == id);
    let found =
        if by_id.is_empty() { those(&|domain| Lang::ALL.iter().any(|lang| domain.name.exactly(*lang) == id)) } else { by_id };
    if found.is_empty() {
        let known = some(catalog.domains().map(|(at, _)| id_of(catalog, at, lang)));
        return Err(Report::complain(FAULT, &fill(lang.strings().no_such_domain, &[written, &known])));
    }
    Ok(found)
}

/// Those that are known, unless they are more than anybody reads.
fn some(known: impl Iterator<Item = String>) -> String {
    const MAX: usize = 50;
    let mut known: Vec<String> = known.take(MAX + 1).collect();
    if let Some(last) = known.get_mut(MAX) {
        "…".clone_into(last);
    }
    known.join(", ")
}

/// What stands for a domain on the command line.
pub(super) fn id_of(catalog: &Catalog, at: DomainIx, lang: Lang) -> String {
    let id = catalog.domain(at).id;
    if catalog.is_several() { format!("{}/{id}", name_of(catalog, catalog.programme_of(at), lang)) } else { id.to_owned() }
}

/// What stands for a project on the command line, if there are several programmes.
pub(super) fn number_of(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    format!("{}/{}", name_of(catalog, catalog.programme_of(project.domain), lang), project.no)
}

/// What stands for a programme on the command line: its year, if that is enough, which no shell takes for anything else.
fn name_of(catalog: &Catalog, at: ProgrammeIx, lang: Lang) -> String {
    let year = catalog.programmes().nth(at.0).map_or(0, |(_, programme)| programme.year);
    let alike = catalog.programmes().filter(|(_, programme)| programme.year == year).count();
    if year > 0 && alike == 1 { year.to_string() } else { catalog.label(at).get(lang).to_owned() }
}

/// Which programmes are named, if any are, and what of them. Where there is only one, nobody names it.
fn split<'a>(catalog: &Catalog, written: &'a str, lang: Lang) -> Result<(Option<Vec<ProgrammeIx>>, &'a str), Report> {
    let named = written.rsplit_once(['/', '／']).filter(|(name, _)| catalog.is_several() && !name.is_empty());
    let Some((name, rest)) = named else { return Ok((None, written)) };
    let programmes = programmes_named(catalog, &clean(name));
    if programmes.is_empty() {
        let known: Vec<String> = catalog.programmes().map(|(at, _)| name_of(catalog, at, lang)).collect();
        return Err(Report::complain(FAULT, &fill(lang.strings().no_such_programme, &[name, &known.join(", ")])));
    }
    Ok((Some(programmes), rest))
}
