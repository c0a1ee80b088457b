//! Projects and domains as the command line names them: `7`, `health`, and with several programmes
//! `2026/7`, `2026/health`.

use super::{CommandOutput, CommandResult, NOT_FOUND};
use crate::app::no_such_project;
use crate::lang::{Lang, fill};
use crate::model::{Catalog, Domain, DomainIx, ProgrammeIx, Project, ProjectIx, ProjectNo};
use crate::query::find_programmes;
use crate::text::clean;

/// Finds the project with the number `text`. Fails if there is none, or one in several programmes.
pub(crate) fn find_project(catalog: &Catalog, text: &str, lang: Lang) -> CommandResult<ProjectIx> {
    let s = lang.strings();
    let (programmes, number) = split_programme(catalog, text, lang)?;
    let Ok(no) = number.parse() else {
        return Err(CommandOutput::error(&fill(s.bad_no, &[text])));
    };
    let no = ProjectNo(no);
    let found: Vec<ProjectIx> = match &programmes {
        Some(programmes) => programmes.iter().filter_map(|at| catalog.by_no_in(*at, no)).collect(),
        None => catalog.all_by_no(no).to_vec(),
    };
    match &found[..] {
        [project] => Ok(*project),
        [] => {
            // The error suggests numbers of the named programme only; those of another are no help.
            let programme = programmes.and_then(|programmes| match programmes[..] {
                [programme] => Some(catalog.single_programme(programme)),
                _ => None,
            });
            let message = no_such_project(programme.as_ref().unwrap_or(catalog), no, lang);
            Err(CommandOutput { code: NOT_FOUND, ..CommandOutput::error(&message) })
        }
        several => {
            let mut output = CommandOutput::error(&fill(s.several_projects, &[&no.to_string()]));
            let projects = several.iter().map(|at| catalog.project(*at));
            output.err.extend(projects.map(|project| {
                format!("  {}  {}", project_ref(catalog, &project, lang), project.title.get(lang))
            }));
            Err(output)
        }
    }
}

/// Finds the domain with the id or name `text`. Fails if there is none or several.
pub(crate) fn find_domain(catalog: &Catalog, text: &str, lang: Lang) -> CommandResult<DomainIx> {
    match &find_domains(catalog, text, lang)?[..] {
        [domain] => Ok(*domain),
        several => {
            let known = join_first(several.iter().map(|at| domain_ref(catalog, *at, lang)));
            Err(CommandOutput::error(&fill(lang.strings().several_domains, &[text, &known])))
        }
    }
}

/// Finds the domains with the id or name `text`, with several programmes maybe one in each.
/// Fails if there is none.
pub(crate) fn find_domains(
    catalog: &Catalog,
    text: &str,
    lang: Lang,
) -> CommandResult<Vec<DomainIx>> {
    let (programmes, id) = split_programme(catalog, text, lang)?;
    let is_in_programmes = |at: DomainIx| {
        let programme = catalog.programme_ix_of(at);
        programmes.as_ref().is_none_or(|programmes| programmes.contains(&programme))
    };
    let find = |predicate: &dyn Fn(&Domain) -> bool| {
        let found =
            catalog.domains().filter(|(at, domain)| is_in_programmes(*at) && predicate(domain));
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let by_id = find(&|domain| domain.id == id);
    let found = if by_id.is_empty() {
        find(&|domain| Lang::ALL.iter().any(|lang| domain.name.exactly(*lang) == id))
    } else {
        by_id
    };
    if found.is_empty() {
        let known = join_first(catalog.domains().map(|(at, _)| domain_ref(catalog, at, lang)));
        return Err(CommandOutput::error(&fill(lang.strings().no_such_domain, &[text, &known])));
    }
    Ok(found)
}

/// Joins `names` with commas and stops with `…` after `MAX` of them.
fn join_first(names: impl Iterator<Item = String>) -> String {
    const MAX: usize = 50;
    let mut names: Vec<String> = names.take(MAX + 1).collect();
    if let Some(last) = names.get_mut(MAX) {
        "…".clone_into(last);
    }
    names.join(", ")
}

/// Returns the command-line form of a domain: its id, with several programmes after its programme.
pub(crate) fn domain_ref(catalog: &Catalog, at: DomainIx, lang: Lang) -> String {
    let id = catalog.domain(at).id;
    if catalog.has_several_programmes() {
        format!("{}/{id}", programme_ref(catalog, catalog.programme_ix_of(at), lang))
    } else {
        id.to_owned()
    }
}

/// Returns the command-line form of a project where there are several programmes, such as
/// `2026/07`.
pub(crate) fn project_ref(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    let programme = programme_ref(catalog, catalog.programme_ix_of(project.domain), lang);
    format!("{programme}/{}", project.no)
}

/// Returns the command-line form of a programme: its year if no other has it, which needs no
/// quoting in a shell, otherwise its label.
fn programme_ref(catalog: &Catalog, at: ProgrammeIx, lang: Lang) -> String {
    let year = catalog.programmes().nth(at.0).map_or(0, |(_, programme)| programme.year);
    let same_year = catalog.programmes().filter(|(_, programme)| programme.year == year).count();
    if year > 0 && same_year == 1 {
        year.to_string()
    } else {
        catalog.label(at).get(lang).to_owned()
    }
}

/// Splits `text` at its last slash into the programmes named before it and the rest. With a single
/// programme, or without a slash, no programme is named.
fn split_programme<'a>(
    catalog: &Catalog,
    text: &'a str,
    lang: Lang,
) -> Result<(Option<Vec<ProgrammeIx>>, &'a str), CommandOutput> {
    let named = text
        .rsplit_once(['/', '／'])
        .filter(|(name, _)| catalog.has_several_programmes() && !name.is_empty());
    let Some((name, rest)) = named else { return Ok((None, text)) };
    let programmes = find_programmes(catalog, &clean(name));
    if programmes.is_empty() {
        let known: Vec<String> =
            catalog.programmes().map(|(at, _)| programme_ref(catalog, at, lang)).collect();
        let message = fill(lang.strings().no_such_programme, &[name, &known.join(", ")]);
        return Err(CommandOutput::error(&message));
    }
    Ok((Some(programmes), rest))
}
