//! The page about one project as Markdown.

use crate::catalog::{Catalog, Project, Texts};
use crate::lang::Lang;

/// Everything about `project` as Markdown.
#[must_use]
pub fn markdown(catalog: &Catalog, project: &Project, lang: Lang) -> String {
    let s = lang.strings();
    let domain = catalog.domain(project.domain).name.get(lang);
    let mut out = format!("# {} {}\n\n{}: {}\n", project.no, escaped(project.title.get(lang)), s.domain, escaped(domain));
    if !project.summary.is_empty() {
        out.push_str(&format!("\n{}\n", escaped(project.summary.get(lang))));
    }
    if !project.targets.is_empty() {
        out.push_str(&format!("\n| {} | {} |\n| --- | ---: |\n", s.targets, s.figure));
        for target in project.targets.iter() {
            let [what, amount] = [target.what.get(lang), &target.amount_text(lang)].map(escaped);
            out.push_str(&format!("| {what} | {amount} |\n"));
        }
    }
    for (heading, texts) in [(s.places, project.places), (s.partners, project.partners), (s.facts, project.facts)] {
        out.push_str(&list(heading, texts, lang));
    }
    let programme = catalog.programme();
    let source = [programme.title.get(lang), programme.source.get(lang), programme.published];
    let source: Vec<String> = source.into_iter().filter(|text| !text.is_empty()).map(escaped).collect();
    out.push_str(&format!("\n{}: {}\n", s.source, source.join(" · ")));
    out
}

fn list(heading: &str, texts: Texts, lang: Lang) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let items: String = texts.iter().map(|text| format!("- {}\n", escaped(text.get(lang)))).collect();
    format!("\n## {heading}\n\n{items}")
}

/// `text` so that Markdown shows it as it is.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        // What begins a list or underlines a heading does so only at the start; `&` begins a character's name.
        let special = match c {
            '-' | '+' | '=' => at == 0,
            '.' | ')' => at > 0 && at + digits == text.len(),
            '&' => rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#') && rest.contains(';'),
            _ => "\\`*_{}[]<>#|~".contains(c),
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
