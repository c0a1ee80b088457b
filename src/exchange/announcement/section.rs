//! A project of an announcement, and its title.

use super::page_line::PageLine;

/// A project as the announcement has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ProjectSection {
    /// Its number in the announcement; `None` if it has none.
    pub number: Option<u32>,
    pub title: String,
    /// The heading that it stands under.
    pub domain: Option<String>,
    /// Line of its title.
    pub line: usize,
    pub body: Vec<PageLine>,
}

/// The projects of an announcement, and the lines that belong to none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sections {
    pub projects: Vec<ProjectSection>,
    pub others: Vec<PageLine>,
    /// Number of lines before the first project.
    pub before: usize,
}

/// Longest title, in characters; a longer line is a text that begins with it.
const TITLE_MAX: usize = 60;
/// Longest name before a colon that is a title.
const NAME_MAX: usize = 36;

/// Returns the name of a domain without the number of its projects: 教育类（3项）.
pub(super) fn domain_name(text: &str) -> String {
    let text = text.trim().trim_end_matches(['：', ':', '。', '；', ';']).trim();
    let bracket = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    let size = bracket.filter(|(_, size)| {
        size.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
            && size.ends_with(['项', '件', '个'])
    });
    size.map_or(text, |(name, _)| name.trim()).to_owned()
}

/// Splits the text of a project into its title and the rest.
pub(super) fn split_title(text: &str) -> (String, Option<String>) {
    // A star before the title says that another list has the project, too; two are a mask.
    let star = text.trim().strip_prefix(['*', '＊']).filter(|rest| !rest.starts_with('*'));
    let (title, body) = split_whole_title(star.unwrap_or(text));
    (without_size(&title).to_owned(), body)
}

/// Removes the number of the parts of a project from its title: 惠民工程（项目6个）.
fn without_size(title: &str) -> &str {
    let bracket = title.strip_suffix(['）', ')']).and_then(|title| title.rsplit_once(['（', '(']));
    let size = bracket.filter(|(name, size)| {
        let has_digit = size.starts_with("项目") && size.chars().any(|c| c.is_ascii_digit());
        has_digit && !name.trim().is_empty()
    });
    size.map_or(title, |(name, _)| name.trim())
}

fn split_whole_title(text: &str) -> (String, Option<String>) {
    let ends = ['。', '；', ';', '，', ',', '、', '：', ':'];
    let text = text.trim();
    let text = text.strip_prefix(['：', ':', '、', '.']).unwrap_or(text).trim_start();
    let bare = text.trim_end_matches(ends).trim_end();
    let is_title = |name: &str, max: usize| {
        (2..=max).contains(&name.chars().count()) && !name.contains(['。', '；', ';'])
    };
    for (open, close) in [('【', '】'), ('[', ']')] {
        let named = text.strip_prefix(open).and_then(|text| text.split_once(close));
        if let Some((name, rest)) = named.filter(|(_, rest)| !rest.trim().is_empty()) {
            let rest = rest.trim_start_matches(ends).trim();
            return (name.trim().to_owned(), Some(rest.to_owned()));
        }
    }
    let marks = ["：", ":", "。", " - ", "    ", "\u{3000}\u{3000}", "  "];
    let split = marks.iter().filter_map(|mark| bare.split_once(mark)).filter(|(name, rest)| {
        is_title(name.trim(), NAME_MAX) && !rest.trim().is_empty() && !ends_open(name)
    });
    if let Some((name, rest)) = split.min_by_key(|(name, _)| name.len()) {
        let rest = text.get(bare.len() - rest.len()..).unwrap_or(rest);
        return (name.trim().to_owned(), Some(rest.trim().to_owned()));
    }
    if is_title(bare, TITLE_MAX) {
        return (bare.to_owned(), None);
    }
    let name = bare.split(['，', ',', '。', '；', ';']).next().unwrap_or_default().trim();
    if is_title(name, TITLE_MAX) {
        return (name.to_owned(), Some(text.to_owned()));
    }
    let title: String = bare.chars().take(TITLE_MAX).collect();
    let body = (!bare.is_empty()).then(|| text.to_owned());
    (title, body)
}

/// Returns true if a quote or a bracket is open at the end of a text.
fn ends_open(text: &str) -> bool {
    [('“', '”'), ('（', '）'), ('(', ')'), ('《', '》')]
        .iter()
        .any(|(open, close)| text.matches(*open).count() > text.matches(*close).count())
}
