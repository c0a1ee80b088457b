//! Reads an announcement that is plain text or Markdown.

use super::page_line::{PageLine, without_bullet};

/// Returns the paragraphs of a text, each of which is a line.
pub(super) fn lines(text: &str, is_markdown: bool) -> Vec<PageLine> {
    let lines = text.split('\n').enumerate().map(|(nth, line)| {
        let trimmed = line.trim();
        let hashes = trimmed.chars().take_while(|c| *c == '#').count();
        let heading = trimmed.trim_start_matches('#').strip_prefix([' ', '\u{3000}']);
        let heading = heading.filter(|_| (1..=6).contains(&hashes));
        let text = heading.unwrap_or(trimmed);
        let text = if is_markdown { text.replace("**", "") } else { text.to_owned() };
        let text = without_bullet(&text).trim().to_owned();
        PageLine { text, line: nth + 1, is_heading: heading.is_some() }
    });
    lines.filter(|line| !line.text.is_empty()).collect()
}
