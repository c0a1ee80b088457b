//! Suggestions for an unknown name.

use crate::text::to_half_width;

/// Returns the `known` name that differs from `name` by one letter added, left out or replaced, or
/// by two letters swapped. Upper case counts as lower case, and full width as half width.
pub(crate) fn one_letter_off<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let length_max = 1 + known.iter().map(|known| known.chars().count()).max().unwrap_or_default();
    // Only names of similar length are compared: `name` may be as long as a file.
    let length = name.chars().take(length_max + 1).count();
    let similar = known.iter().filter(|known| known.chars().count().abs_diff(length) <= 1);
    let mut similar = similar.copied().peekable();
    similar.peek()?;
    let name = name.chars().map(to_half_width).collect::<String>().to_lowercase();
    similar.find(|known| strsim::osa_distance(&name, known) <= 1)
}

/// Returns the known field that `name` was most likely meant to be, if any is similar.
pub(crate) fn likely_field<'a>(name: &str, known: &'a [&'a str]) -> Option<&'a str> {
    one_letter_off(name, known).or_else(|| nearest(name, known))
}

/// Returns the `known` name that `found` was most likely meant to be, if any is similar.
pub(crate) fn nearest<'a, S: AsRef<str>>(found: &str, known: &'a [S]) -> Option<&'a str> {
    nearest_of(found, known.iter().map(AsRef::as_ref))
}

fn nearest_of<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found = short(found).to_lowercase();
    known
        .map(|name| (strsim::jaro_winkler(name, &found), name))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// Returns the `known` names to suggest in place of `found`: the one that was most likely meant, or
/// else all of them, at most 50 and then `…`.
pub(crate) fn suggestions<'a>(
    found: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Vec<String> {
    const MAX: usize = 50;
    if let Some(name) = nearest_of(found, known.clone()) {
        return vec![name.to_owned()];
    }
    let rest = known.clone().nth(MAX).map(|_| "…");
    known.take(MAX).chain(rest).map(str::to_owned).collect()
}

/// Returns the first 40 characters of a text that was found, which may be as long as a file.
pub(crate) fn short(found: &str) -> String {
    const MAX: usize = 40;
    let mut short: String = found.chars().take(MAX).collect();
    if short.len() < found.len() {
        short.push('…');
    }
    short
}
