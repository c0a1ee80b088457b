//! Suggestions for a name that is not known.

use crate::text::half_width;

/// The one of the `known` names that `name` is when a letter is added, left out or replaced, or two are swapped; large ones count as
/// small, and full-width ones as half-width.
pub(in crate::catalog) fn one_letter_off<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let longest = 1 + known.iter().map(|known| known.chars().count()).max().unwrap_or_default();
    // Compared is what can be near: a name may be as long as a file.
    let length = name.chars().take(longest + 1).count();
    let near = known.iter().filter(|known| known.chars().count().abs_diff(length) <= 1);
    let mut near = near.copied().peekable();
    near.peek()?;
    let name = name.chars().map(half_width).collect::<String>().to_lowercase();
    near.find(|known| strsim::osa_distance(&name, known) <= 1)
}

/// The field that `name` was most likely meant to be, if it is like one.
pub(in crate::catalog) fn meant<'a>(name: &str, known: &'a [&'a str]) -> Option<&'a str> {
    one_letter_off(name, known).or_else(|| nearest(name, known))
}

/// The one of the `known` that `found` was most likely meant to be.
pub(in crate::catalog) fn nearest<'a, S: AsRef<str>>(found: &str, known: &'a [S]) -> Option<&'a str> {
    nearest_of(found, known.iter().map(AsRef::as_ref))
}

fn nearest_of<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found = short(found).to_lowercase();
    known
        .map(|name| (strsim::jaro_winkler(name, &found), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The `known` names to suggest in place of `found`: the one that was most likely meant, or else all of them, at most 50 and then `…`.
pub(in crate::catalog) fn helpful<'a>(found: &str, known: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    const MAX: usize = 50;
    if let Some(name) = nearest_of(found, known.clone()) {
        return vec![name.to_owned()];
    }
    let some: Vec<String> = known.take(MAX + 1).map(str::to_owned).collect();
    some.into_iter().enumerate().map(|(nth, name)| if nth == MAX { "…".to_owned() } else { name }).collect()
}

/// The beginning of what was found, which may be anything up to a whole file.
pub(in crate::catalog) fn short(found: &str) -> String {
    const MAX: usize = 40;
    let mut short: String = found.chars().take(MAX).collect();
    if short.len() < found.len() {
        short.push('…');
    }
    short
}
