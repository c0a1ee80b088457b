//! The commands of the command line: parsing what is typed, and completing it. Every action that is
//! more than a motion is a command; some take a value.

use super::action_group::command_actions;
use super::command_value::Command;
use super::facet::{Facet, FacetValue};
use super::filter_sheet::facet_values;
use super::{Action, Keymap, Model, Scope, ThemeName, no_such_project};
use crate::diagnostics::nearest;
use crate::lang::{Lang, fill};
use crate::matcher::{NormalizedText, SearchWord};
use crate::model::{DomainIx, ProjectNo};
use crate::query::{MatchMode, Query, SortKey};
use crate::text::{clean, to_half_width};

/// Maximum number of completions.
const COMPLETIONS_MAX: usize = 60;

/// A completion of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The whole text of the command line.
    pub(crate) text: String,
    /// The part of it to choose from.
    pub label: String,
    /// The line of help about it.
    pub help: String,
}

/// Parses a command line.
///
/// # Errors
/// Returns why it is no command, in the language of the board.
pub(crate) fn parse(model: &Model, keymap: &Keymap, line: &str) -> Result<Command, String> {
    let s = model.prefs.lang.strings();
    let line = normalized(line);
    let (word, value) = line.split_once(' ').unwrap_or((&line, ""));
    let value = value.trim();
    if let Ok(no) = line.parse() {
        return go(model, ProjectNo(no));
    }
    if let Some(action) = named_action(word).or_else(|| meant_action(keymap, word)) {
        return with_value(model, action, value);
    }
    let domains = domains_named(model, &line);
    match &domains[..] {
        [] => {}
        [domain, others @ ..] => {
            let name = |at: &DomainIx| model.catalog().domain(*at).name;
            if others.iter().all(|other| name(other) == name(domain)) {
                return Ok(open_domain(model, &domains));
            }
            let names: Vec<&str> =
                domains.iter().map(|at| name(at).get(model.prefs.lang)).collect();
            return Err(fill(s.command_ambiguous, &[&names.join(s.list_comma)]));
        }
    }
    let known: Vec<&str> = offered(keymap).map(Action::word).collect();
    let meant = words_beginning(keymap, word);
    if meant.len() > 1 {
        return Err(fill(s.command_ambiguous, &[&meant.join(s.list_comma)]));
    }
    let word = clean(word);
    Err(match nearest(&word, &known) {
        Some(near) => fill(s.command_unknown_near, &[&word, near]),
        None => fill(s.command_unknown, &[&word]),
    })
}

/// Returns `line` in half width, without a colon before it and without blanks around it.
fn normalized(line: &str) -> String {
    let line: String = line.chars().map(to_half_width).collect();
    line.trim_start_matches([':', ' ']).trim().to_owned()
}

/// Returns the commands that this board offers.
fn offered(keymap: &Keymap) -> impl Iterator<Item = Action> {
    command_actions().filter(|action| keymap.has(*action))
}

/// Returns the action with this word: its word on the command line, its name in the settings, its
/// description or one of its synonyms.
fn named_action(word: &str) -> Option<Action> {
    let word = word.to_lowercase().replace('-', "_");
    let is_word = |action: &Action| action.word() == word || action.name() == word;
    let is_description = |action: &Action| {
        let descriptions = Lang::ALL.map(|lang| action.describe(lang).to_lowercase());
        descriptions.contains(&word)
    };
    let is_synonym =
        |action: &Action| action.synonyms().split(' ').any(|it| it.to_lowercase() == word);
    let find = |is_it: &dyn Fn(&Action) -> bool| command_actions().find(|action| is_it(action));
    find(&is_word).or_else(|| find(&is_description)).or_else(|| find(&is_synonym))
}

/// Returns the words of commands that begin with `word`.
fn words_beginning(keymap: &Keymap, word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase();
    let begins = |other: &&str| !word.is_empty() && other.starts_with(&*word);
    offered(keymap).map(Action::word).filter(begins).collect()
}

/// Returns the only action whose word begins with `word`, or else the only one that it describes.
fn meant_action(keymap: &Keymap, word: &str) -> Option<Action> {
    let only = |mut actions: Vec<Action>| actions.pop().filter(|_| actions.is_empty());
    let beginning = words_beginning(keymap, word);
    if !beginning.is_empty() {
        return only(offered(keymap).filter(|it| beginning.contains(&it.word())).collect());
    }
    only(offered(keymap).filter(|action| is_described(*action, word)).collect())
}

/// Returns true if `word` is found, or its sound is, in a description of `action`.
fn is_described(action: Action, word: &str) -> bool {
    let query = Query::parse(word);
    let descriptions = Lang::ALL.map(|lang| action.explain(lang)).join(" ");
    let words = format!("{descriptions} {}", action.synonyms());
    !query.is_empty() && !query.positions_in(&words, MatchMode::Exact).is_empty()
}

/// Returns the domains with this id or name, or else those whose name begins so, also by sound.
fn domains_named(model: &Model, name: &str) -> Vec<DomainIx> {
    let catalog = model.catalog();
    let word = SearchWord::new(name);
    let is_exact = |at: DomainIx| {
        let domain = catalog.domain(at);
        let is_name = |lang| domain.name.exactly(lang).eq_ignore_ascii_case(name);
        domain.id.eq_ignore_ascii_case(name) || Lang::ALL.into_iter().any(is_name)
    };
    let begins = |at: DomainIx| {
        let starts = |text: &str| {
            let found = NormalizedText::new(text).find(&word, &word);
            found.is_some_and(|found| found.at_start)
        };
        Lang::ALL.into_iter().any(|lang| starts(catalog.domain(at).name.exactly(lang)))
    };
    let find = |is_it: &dyn Fn(DomainIx) -> bool| {
        catalog.domains().map(|(at, _)| at).filter(|at| is_it(*at)).collect::<Vec<_>>()
    };
    let exact = find(&is_exact);
    if exact.is_empty() && !word.is_empty() { find(&begins) } else { exact }
}

/// Returns the command that lists one of several domains with the same name: that of the programme
/// in scope, or with none in scope a search of them all.
fn open_domain(model: &Model, domains: &[DomainIx]) -> Command {
    let catalog = model.catalog();
    let programme = model.scope().programme(catalog);
    let is_here = |at: &&DomainIx| programme == Some(catalog.programme_ix_of(**at));
    match (domains, domains.iter().find(is_here)) {
        ([only], _) | (_, Some(only)) => Command::Open(Scope::Domain(*only)),
        _ => {
            let name = domains.first().map(|at| catalog.domain(*at).name).unwrap_or_default();
            let term = FacetValue::new(Facet::Domain, name).term(model.prefs.lang);
            Command::Query(Action::Filter, term)
        }
    }
}

fn go(model: &Model, no: ProjectNo) -> Result<Command, String> {
    if model.catalog().all_by_no(no).is_empty() {
        return Err(no_such_project(model.catalog(), no, model.prefs.lang));
    }
    Ok(Command::Go(no))
}

/// Returns the command of `action` with `value`.
fn with_value(model: &Model, action: Action, value: &str) -> Result<Command, String> {
    let s = model.prefs.lang.strings();
    let refused = |known: &[&str]| {
        let value = clean(value).into_owned();
        fill(s.command_bad_value, &[&value, action.word(), &known.join(s.list_comma)])
    };
    match action {
        _ if value.is_empty() => Ok(Command::Act(action)),
        Action::Theme => {
            let is_meant = |theme: &ThemeName| {
                let title = theme.title(s);
                theme.tag().starts_with(&value.to_lowercase()) || title.starts_with(value)
            };
            let theme = ThemeName::ALL.into_iter().find(is_meant);
            theme.map(Command::Theme).ok_or_else(|| refused(&ThemeName::ALL.map(ThemeName::tag)))
        }
        Action::Language => {
            let lang = Lang::from_name(value);
            lang.map(Command::Language).ok_or_else(|| refused(&Lang::ALL.map(Lang::tag)))
        }
        Action::Sort => {
            let begins = |key: &SortKey| {
                key.name().starts_with(&value.to_lowercase()) || key.title(s).starts_with(value)
            };
            let key = SortKey::ALL.into_iter().find(begins);
            key.map(Command::Sort).ok_or_else(|| refused(&SortKey::ALL.map(SortKey::name)))
        }
        Action::Number => {
            let no = value.parse().map_err(|_| fill(s.bad_no, &[&clean(value)]))?;
            go(model, ProjectNo(no))
        }
        Action::Search | Action::Filter => Ok(Command::Query(action, value.to_owned())),
        _ => Err(fill(s.command_no_value, &[action.word()])),
    }
}

/// Returns true if the command may be followed by a value.
fn takes_value(action: Action) -> bool {
    value_help(action, Lang::En).is_some()
}

/// Returns the completions of `typed`, the likeliest first.
pub(crate) fn completions(model: &Model, keymap: &Keymap, typed: &str) -> Vec<Completion> {
    let line: String = typed.chars().map(to_half_width).collect();
    let line = line.trim_start_matches([':', ' ']);
    let mut found = match line.split_once(' ') {
        Some((word, value)) => match named_action(word).filter(|action| keymap.has(*action)) {
            Some(action) => values(model, action, word, value.trim_start()),
            None => domain_completions(model, line),
        },
        None => word_completions(model, keymap, line),
    };
    found.truncate(COMPLETIONS_MAX);
    found
}

/// Returns the completions of the first word: commands whose word begins so, domains, and commands
/// that are described so.
fn word_completions(model: &Model, keymap: &Keymap, word: &str) -> Vec<Completion> {
    let completion = |action: Action| Completion {
        text: format!("{}{}", action.word(), if takes_value(action) { " " } else { "" }),
        label: action.word().to_owned(),
        help: help(action, model.prefs.lang),
    };
    if word.is_empty() {
        return offered(keymap).map(completion).collect();
    }
    let beginning = words_beginning(keymap, word);
    let is_beginning = |action: &Action| beginning.contains(&action.word());
    // Descriptions count if no word begins so: few letters are in many of them.
    let is_other = |action: &Action| {
        beginning.is_empty() && (named_action(word) == Some(*action) || is_described(*action, word))
    };
    let named = offered(keymap).filter(is_beginning).map(completion);
    let projects = number_completions(model, "", word).into_iter();
    let domains = domain_completions(model, word).into_iter();
    named
        .chain(projects)
        .chain(domains)
        .chain(offered(keymap).filter(is_other).map(completion))
        .collect()
}

/// Returns the commands, each with its word and its line of help.
pub fn command_table(lang: Lang) -> impl Iterator<Item = (&'static str, String)> {
    command_actions().map(move |action| (action.word(), help(action, lang)))
}

/// Returns the line of help about a command.
fn help(action: Action, lang: Lang) -> String {
    let s = lang.strings();
    match value_help(action, lang) {
        Some(_) if action == Action::Language => s.command_language.to_owned(),
        Some(values) => format!("{}{}{values}", action.explain(lang), s.colon),
        None => action.explain(lang).to_owned(),
    }
}

/// Returns the values that a command takes, in words; `None` if it takes none.
fn value_help(action: Action, lang: Lang) -> Option<String> {
    let s = lang.strings();
    match action {
        Action::Theme => Some(ThemeName::ALL.map(ThemeName::tag).join(" ")),
        Action::Sort => Some(SortKey::ALL.map(SortKey::name).join(" ")),
        Action::Language => Some(Lang::ALL.map(Lang::tag).join(" ")),
        Action::Number => Some(s.command_number.to_owned()),
        Action::Search | Action::Filter => Some(s.command_query.to_owned()),
        _ => None,
    }
}

fn domain_completions(model: &Model, word: &str) -> Vec<Completion> {
    let catalog = model.catalog();
    let mut found: Vec<Completion> = domains_named(model, word)
        .into_iter()
        .map(|at| {
            let name = catalog.domain(at).name.get(model.prefs.lang).to_owned();
            let count = catalog.projects_in(at).len().to_string();
            let help = fill(model.prefs.lang.strings().command_domain, &[&count]);
            Completion { text: name.clone(), label: name, help }
        })
        .collect();
    found.dedup_by(|a, b| a.label == b.label);
    found
}

/// Returns the completions of a number, with the titles of the projects.
fn number_completions(model: &Model, word: &str, digits: &str) -> Vec<Completion> {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Vec::new();
    }
    let projects = model.catalog().projects().map(|(_, project)| project);
    let found = projects.filter(|project| project.no.0.to_string().starts_with(digits));
    found
        .take(10)
        .map(|project| Completion {
            text: format!("{word}{}", project.no),
            label: project.no.to_string(),
            help: project.title.get(model.prefs.lang).to_owned(),
        })
        .collect()
}

/// Returns the completions of the value of a command.
fn values(model: &Model, action: Action, word: &str, value: &str) -> Vec<Completion> {
    let s = model.prefs.lang.strings();
    let completion = |tag: &str, help: &str| Completion {
        text: format!("{word} {tag}"),
        label: tag.to_owned(),
        help: help.to_owned(),
    };
    let begins = |tag: &str, title: &str| tag.starts_with(value) || title.starts_with(value);
    match action {
        Action::Theme => {
            let themes = ThemeName::ALL.into_iter();
            let themes = themes.filter(|theme| begins(theme.tag(), theme.title(s)));
            themes.map(|theme| completion(theme.tag(), theme.title(s))).collect()
        }
        Action::Sort => {
            let keys = SortKey::ALL.into_iter();
            let keys = keys.filter(|key| begins(key.name(), key.title(s)));
            keys.map(|key| completion(key.name(), key.title(s))).collect()
        }
        Action::Language => {
            let titles = ["中文", "English"];
            let langs = Lang::ALL.into_iter().zip(titles);
            let langs = langs.filter(|(lang, title)| begins(lang.tag(), title));
            langs.map(|(lang, title)| completion(lang.tag(), title)).collect()
        }
        Action::Number => number_completions(model, &format!("{word} "), value),
        Action::Search | Action::Filter => query_completions(model, word, value),
        _ => Vec::new(),
    }
}

/// Returns the completions of the last term of a query: the fields, or the values of one.
fn query_completions(model: &Model, word: &str, value: &str) -> Vec<Completion> {
    let (before, term) =
        value.rsplit_once(' ').map_or(("", value), |(before, term)| (before, term));
    let lang = model.prefs.lang;
    let facets = facet_values(model);
    let has = |facet: &Facet| facets.iter().any(|value| value.facet == *facet);
    let completion = |term: &str, help: String| {
        let blank = if before.is_empty() { "" } else { " " };
        Completion { text: format!("{word} {before}{blank}{term}"), label: term.to_owned(), help }
    };
    let fields = Facet::ALL.into_iter().filter(has);
    let fields = fields.filter(|facet| {
        let prefix = facet.prefix(lang);
        prefix.starts_with(term) && prefix != term
    });
    let fields =
        fields.map(|facet| completion(facet.prefix(lang), facet.title(lang.strings()).to_owned()));
    let begins = |value: &&FacetValue| {
        let of_facet = |lang| term.strip_prefix(value.facet.prefix(lang)).map(normalized);
        let typed = Lang::ALL.into_iter().find_map(of_facet);
        typed.is_some_and(|typed| {
            let query = Query::parse(&typed);
            typed.is_empty() || !query.positions_in(value.text(lang), MatchMode::Exact).is_empty()
        })
    };
    let values = facets.iter().filter(begins);
    let values = values.map(|value| completion(&value.term(lang), value.text(lang).to_owned()));
    fields.chain(values).collect()
}
