//! Projects that a command line chooses, by query, domain and status.

use super::lookup::find_domains;
use super::{CommandOutput, CommandResult, NOT_FOUND, PrintContext};
use crate::cli::ProjectChoice;
use crate::index::Index;
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProgrammeIx};
use crate::page::nearest_titles;
use crate::query::{Hit, MatchMode, Query};
use crate::text::clean;

/// The chosen projects, best first.
pub(crate) struct Selection {
    /// The query that found them: as typed, or what was searched for in its place.
    pub(crate) query: Query,
    pub(crate) is_rewritten: bool,
    pub(crate) hits: Vec<Hit>,
    pub(crate) mode: MatchMode,
}

impl Selection {
    /// Finds the projects.
    ///
    /// # Errors
    /// There is no such domain.
    pub(crate) fn find(context: PrintContext, choice: &ProjectChoice) -> CommandResult<Self> {
        let PrintContext { catalog, criteria, lang } = context;
        let domains =
            choice.domain.as_ref().map(|id| find_domains(catalog, id, lang)).transpose()?;
        let mut text = clean(&choice.query).into_owned();
        if let Some(status) = &choice.status {
            text = format!("{text} status:{status}");
        }
        let query = Query::parse_with(&text, criteria);
        let index = Index::new(catalog);
        let results = match domains.as_deref() {
            Some([domain]) => index.search(catalog, &query, Some(*domain)),
            _ => index.search(catalog, &query, None),
        };
        let is_in_domains = |hit: &Hit| {
            domains.as_ref().is_none_or(|domains| domains.contains(&catalog.key(hit.project).1))
        };
        let hits = results.hits().filter(is_in_domains).collect();
        let (mode, is_rewritten) = (results.mode, results.rewriting().is_some());
        Ok(Self { query: results.query(&query).clone(), is_rewritten, hits, mode })
    }

    /// Returns the line with the titles nearest to a query that found nothing, if any is near.
    pub(crate) fn nearest(&self, catalog: &Catalog, lang: Lang) -> Option<String> {
        let titles = nearest_titles(catalog, &self.query).into_iter().map(|at| {
            let project = catalog.project(at);
            format!("{} {}", catalog.number_label(&project, lang), project.title.get(lang))
        });
        let titles: Vec<String> = titles.collect();
        let s = lang.strings();
        (!titles.is_empty()).then(|| fill(s.list_nearest, &[&titles.join(s.semicolon)]))
    }

    /// Returns the line that says how the projects match, if not exactly.
    pub(crate) fn remark(&self, lang: Lang) -> Option<String> {
        let s = lang.strings();
        if self.is_rewritten {
            return Some(fill(s.list_rewritten, &[&self.query.shown_text(lang)]));
        }
        match self.mode {
            MatchMode::Exact => None,
            MatchMode::Subsequence => Some(s.list_subsequence.to_owned()),
            MatchMode::SimilarSound => Some(s.list_similar_sound.to_owned()),
        }
    }
}

/// Returns the one programme of the context, with the chosen projects only, and a remark on how
/// they were found.
///
/// # Errors
/// Nothing is found, or something in several programmes.
pub(crate) fn chosen_programme(
    context: PrintContext,
    choice: &ProjectChoice,
) -> CommandResult<(Catalog, Option<String>)> {
    let PrintContext { catalog, lang, .. } = context;
    if choice.is_all() {
        require_single(catalog, catalog.programmes().map(|(at, _)| at).collect(), lang)?;
        return Ok((catalog.clone(), None));
    }
    let selection = Selection::find(context, choice)?;
    let remark = selection.remark(lang);
    let mut wanted: Vec<_> = selection.hits.iter().map(|hit| hit.project).collect();
    wanted.sort_unstable();
    let mut programmes: Vec<ProgrammeIx> =
        wanted.iter().map(|at| catalog.programme_ix_of(catalog.key(*at).1)).collect();
    programmes.dedup();
    let Some(programme) = programmes.first().copied() else {
        let message = lang.strings().list_empty;
        return Err(CommandOutput { code: NOT_FOUND, ..CommandOutput::error(message) });
    };
    require_single(catalog, programmes, lang)?;
    let ids = wanted.iter().map(|at| catalog.key(*at).0).collect::<std::collections::BTreeSet<_>>();
    let single = catalog.single_programme(programme);
    let selected = single.selected(|at| ids.contains(&single.key(at).0));
    Ok((selected, remark))
}

/// Fails if there are several programmes.
fn require_single(
    catalog: &Catalog,
    programmes: Vec<ProgrammeIx>,
    lang: Lang,
) -> CommandResult<()> {
    if programmes.len() < 2 {
        return Ok(());
    }
    let files: Vec<_> = programmes.into_iter().map(|at| catalog.file_of(at)).collect();
    Err(CommandOutput::error(&fill(lang.strings().one_programme, &[&files.join(", ")])))
}
