//! Projects and domains as the command line names them: `7`, `health`, and with several programmes
//! `2026/7`, `2026/health`.

use super::{CommandOutput, FAILURE, NOT_FOUND};
use crate::app::no_such_project;
use crate::catalog::{Catalog, Domain, DomainIx, ProgrammeIx, Project, ProjectIx, ProjectNo};
use crate::lang::{Lang, fill};
use crate::search::find_programmes;
use crate::text::clean;

/// Finds the project with the number `written`. Fails if there is none, or one in several
/// programmes.
pub(super) fn find_project(
    catalog: &Catalog,
    written: &str,
    lang: Lang,
) -> Result<ProjectIx, CommandOutput> {
    let s = lang.strings();
    let (programmes, number) = split_programme(catalog, written, lang)?;
    let Ok(no) = number.parse() else {
        return Err(CommandOutput::error(FAILURE, &fill(s.bad_no, &[written])));
    };
    let no = ProjectNo(no);
    let found: Vec<ProjectIx> = match &programmes {
        Some(programmes) => programmes.iter().filter_map(|at| catalog.by_no_in(*at, no)).collect(),
        None => catalog.all_by_no(no).to_vec(),
    };
    match &found[..] {
        [one] => Ok(*one),
        [] => {
            // The error suggests numbers of the named programme only; those of another are no help.
            let only = programmes.and_then(|those| {
                if let [one] = those[..] { Some(catalog.single_programme(one)) } else { None }
            });
            Err(CommandOutput::error(
                NOT_FOUND,
                &no_such_project(only.as_ref().unwrap_or(catalog), no, lang),
            ))
        }
        several => {
            let mut report =
                CommandOutput::error(FAILURE, &fill(s.several_projects, &[&no.to_string()]));
            let projects = several.iter().map(|at| catalog.project(*at));
            report.err.extend(projects.map(|project| {
                format!("  {}  {}", project_ref(catalog, &project, lang), project.title.get(lang))
            }));
            Err(report)
        }
    }
}

/// Finds the domain with the id or name `written`. Fails if there is none or several.
pub(super) fn find_domain(
    catalog: &Catalog,
    written: &str,
    lang: Lang,
) -> Result<DomainIx, CommandOutput> {
    match &find_domains(catalog, written, lang)?[..] {
        [one] => Ok(*one),
        several => {
            let known = some(several.iter().map(|at| domain_ref(catalog, *at, lang)));
            Err(CommandOutput::error(
                FAILURE,
                &fill(lang.strings().several_domains, &[written, &known]),
            ))
        }
    }
}

/// Finds the domains with the id or name `written`, with several programmes maybe one in each.
/// Fails if there is none.
pub(super) fn find_domains(
    catalog: &Catalog,
    written: &str,
    lang: Lang,
) -> Result<Vec<DomainIx>, CommandOutput> {
    let (programmes, id) = split_programme(catalog, written, lang)?;
    let is_meant = |at: DomainIx| {
        programmes.as_ref().is_none_or(|those| those.contains(&catalog.programme_ix_of(at)))
    };
    let those = |is: &dyn Fn(&Domain) -> bool| {
        let found = catalog.domains().filter(|(at, domain)| is_meant(*at) && is(domain));
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let by_id = those(&|domain| domain.id == id);
    let found = if by_id.is_empty() {
        those(&|domain| Lang::ALL.iter().any(|lang| domain.name.exactly(*lang) == id))
    } else {
        by_id
    };
    if found.is_empty() {
        let known = some(catalog.domains().map(|(at, _)| domain_ref(catalog, at, lang)));
        return Err(CommandOutput::error(
            FAILURE,
            &fill(lang.strings().no_such_domain, &[written, &known]),
        ));
    }
    Ok(found)
}

/// Joins `known` with commas and stops with `…` after `MAX` entries.
fn some(known: impl Iterator<Item = String>) -> String {
    const MAX: usize = 50;
    let mut known: Vec<String> = known.take(MAX + 1).collect();
    if let Some(last) = known.get_mut(MAX) {
        "…".clone_into(last);
    }
    known.join(", ")
}

/// Returns the command-line form of a domain: its id, with several programmes after its programme.
pub(super) fn domain_ref(catalog: &Catalog, at: DomainIx, lang: Lang) -> String {
    let id = catalog.domain(at).id;
    if catalog.has_several_programmes() {
        format!("{}/{id}", programme_ref(catalog, catalog.programme_ix_of(at), lang))
    } else {
        id.to_owned()
    }
}

/// Returns the command-line form of a project where there are several programmes, such as
/// `2026/07`.
pub(super) fn project_ref(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    format!(
        "{}/{}",
        programme_ref(catalog, catalog.programme_ix_of(project.domain), lang),
        project.no
    )
}

/// Returns the command-line form of a programme: its year if no other has it, which needs no
/// quoting in a shell, otherwise its label.
fn programme_ref(catalog: &Catalog, at: ProgrammeIx, lang: Lang) -> String {
    let year = catalog.programmes().nth(at.0).map_or(0, |(_, programme)| programme.year);
    let alike = catalog.programmes().filter(|(_, programme)| programme.year == year).count();
    if year > 0 && alike == 1 { year.to_string() } else { catalog.label(at).get(lang).to_owned() }
}

/// Splits `written` at its last slash into the programmes named there and the rest. With one
/// programme only, or without a slash, no programme is named.
fn split_programme<'a>(
    catalog: &Catalog,
    written: &'a str,
    lang: Lang,
) -> Result<(Option<Vec<ProgrammeIx>>, &'a str), CommandOutput> {
    let named = written
        .rsplit_once(['/', '／'])
        .filter(|(name, _)| catalog.has_several_programmes() && !name.is_empty());
    let Some((name, rest)) = named else { return Ok((None, written)) };
    let programmes = find_programmes(catalog, &clean(name));
    if programmes.is_empty() {
        let known: Vec<String> =
            catalog.programmes().map(|(at, _)| programme_ref(catalog, at, lang)).collect();
        return Err(CommandOutput::error(
            FAILURE,
            &fill(lang.strings().no_such_programme, &[name, &known.join(", ")]),
        ));
    }
    Ok((Some(programmes), rest))
}
