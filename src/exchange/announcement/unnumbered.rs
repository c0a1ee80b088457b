//! Finds the projects of an announcement that gives them no numbers: by headings, lines, semicolons
//! or the marks between names.

use std::collections::BTreeSet;

use super::page_line::{PageLine, line_label};
use super::section::{ProjectSection, Sections, split_title};

/// Minimum number of projects of a list without numbers.
const LIST_MIN: usize = 3;
/// Longest line that can be a title, in characters.
const TITLE_MAX: usize = 40;

/// Maximum number of lines after which a list is looked for.
const LEADS_MAX: usize = 20;

/// Words before a list within a sentence.
const LEADS: [&str; 12] = [
    "分别是",
    "分别为",
    "项目是",
    "实事是",
    "项目为",
    "包括",
    "如下",
    "具体是",
    "具体为",
    "即",
    "：",
    ":",
];

/// Function that looks for projects of one form; the numbers are those that the page tells.
type Finder = fn(&[PageLine], &BTreeSet<u32>) -> Option<Found>;

/// Splits the lines into projects that have no numbers.
pub(super) fn unnumbered(lines: Vec<PageLine>, counts: &BTreeSet<u32>) -> Sections {
    let finders: [Finder; 6] =
        [by_headings, by_names, by_lines, by_semicolons, by_fields, by_pairs];
    let found = finders.iter().find_map(|find| find(&lines, counts));
    let Some(Found { projects, used }) = found else {
        return Sections { before: lines.len(), others: lines, ..Sections::default() };
    };
    let before = used.first().copied().unwrap_or_default();
    let others = lines.into_iter().enumerate().filter(|(nth, _)| !used.contains(nth));
    Sections { projects, others: others.map(|(_, line)| line).collect(), before }
}

/// Projects, and the indexes of the lines that they were read from.
struct Found {
    projects: Vec<ProjectSection>,
    used: BTreeSet<usize>,
}

fn is_count(count: usize, counts: &BTreeSet<u32>) -> bool {
    u32::try_from(count).is_ok_and(|count| counts.contains(&count))
}

/// Returns the section of a text that begins with its title.
fn section(text: &str, line: &PageLine) -> Option<ProjectSection> {
    let (title, body) = split_title(text);
    let body = body.map(|text| PageLine { text, line: line.line, is_heading: false });
    let section = ProjectSection {
        title,
        line: line.line,
        body: Vec::from_iter(body),
        ..ProjectSection::default()
    };
    (!section.title.is_empty()).then_some(section)
}

/// Finds projects whose titles are headings by their format.
fn by_headings(lines: &[PageLine], counts: &BTreeSet<u32>) -> Option<Found> {
    let heads: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.is_heading).map(|(nth, _)| nth).collect();
    // The first may be the title of the page.
    let is_list = |heads: &[usize]| {
        let with_text =
            heads.iter().filter(|nth| lines.get(**nth + 1).is_some_and(|next| !next.is_heading));
        heads.len() >= LIST_MIN
            && (is_count(heads.len(), counts) || with_text.count() == heads.len())
    };
    let heads = [heads.as_slice(), heads.get(1..)?].into_iter();
    let mut lists = heads.filter(|heads| is_list(heads));
    let first = lists.next()?;
    let heads = lists.find(|heads| is_count(heads.len(), counts)).unwrap_or(first);
    Some(titled(lines, heads))
}

/// Returns the sections below the titles at `heads`.
fn titled(lines: &[PageLine], heads: &[usize]) -> Found {
    let (mut projects, mut used): (Vec<ProjectSection>, BTreeSet<usize>) =
        (Vec::new(), BTreeSet::new());
    let from = heads.first().copied().unwrap_or_default();
    let heads: BTreeSet<usize> = heads.iter().copied().collect();
    for (nth, line) in lines.iter().enumerate().skip(from) {
        used.insert(nth);
        if heads.contains(&nth) {
            projects.extend(section(&line.text, line));
        } else if let Some(project) = projects.last_mut() {
            project.body.push(line.clone());
        }
    }
    Found { projects, used }
}

/// Finds the sentence whose parts between semicolons are projects.
fn by_semicolons(lines: &[PageLine], counts: &BTreeSet<u32>) -> Option<Found> {
    let parts_of = |text: &str| -> Vec<String> {
        let text = after_lead(text);
        let parts =
            text.split(['；', ';']).map(|part| part.trim().trim_end_matches('。').to_owned());
        let parts: Vec<String> = parts.filter(|part| part.chars().count() > 1).collect();
        // Results of a vote on the projects of the year before.
        let votes = parts.iter().filter(|part| part.contains("票")).count();
        if votes * 2 > parts.len() { Vec::new() } else { parts }
    };
    let lists = lines.iter().enumerate().map(|(nth, line)| (nth, parts_of(&line.text)));
    let lists: Vec<(usize, Vec<String>)> =
        lists.filter(|(_, parts)| parts.len() >= LIST_MIN).collect();
    let told = lists.iter().find(|(_, parts)| is_count(parts.len(), counts));
    // Without a number that fits, semicolons are only a list if the page has no other.
    let (nth, parts) = match (told, lists.as_slice()) {
        (Some(found), _) => found,
        (None, [only]) if only.1.len() > LIST_MIN && counts.is_empty() => only,
        _ => return None,
    };
    let line = lines.get(*nth)?;
    let projects = parts.iter().filter_map(|part| part_section(part, line)).collect();
    Some(Found { projects, used: BTreeSet::from([*nth]) })
}

/// Returns the section of a part of a sentence: its title is what stands before the first comma, if
/// that is a name.
fn part_section(part: &str, line: &PageLine) -> Option<ProjectSection> {
    const NAME_ENDS: [&str; 9] =
        ["工程", "项目", "行动", "计划", "建设", "提升", "改造", "服务", "治理"];
    let (name, rest) = part.split_once(['，', ',']).unwrap_or((part, ""));
    let is_name = NAME_ENDS.iter().any(|word| name.trim().ends_with(word));
    if rest.is_empty() || !is_name || name.chars().count() > TITLE_MAX {
        return section(part, line);
    }
    let text = rest.trim().to_owned();
    let body = vec![PageLine { text, line: line.line, is_heading: false }];
    Some(ProjectSection {
        title: name.trim().to_owned(),
        line: line.line,
        body,
        ..ProjectSection::default()
    })
}

/// Returns the text after the words that lead to a list.
fn after_lead(text: &str) -> &str {
    let leads = LEADS.iter().filter_map(|word| text.split_once(word));
    let first = leads.min_by_key(|(before, _)| before.len());
    // A colon that belongs to the first part is no such word.
    let lead = first.filter(|(before, _)| {
        !before.contains(['；', ';']) && (before.contains("实事") || before.contains("项目"))
    });
    lead.map_or(text, |(_, rest)| rest).trim_start_matches(['：', ':', ' '])
}

/// Finds the lines after one that ends with a colon, each of which is a project.
fn by_lines(lines: &[PageLine], counts: &BTreeSet<u32>) -> Option<Found> {
    let leads = lines.iter().enumerate().filter(|(_, line)| line.text.ends_with(['：', ':']));
    for (lead, _) in leads.take(LEADS_MAX) {
        let rest = lines.get(lead + 1..).unwrap_or_default();
        let marked = rest.iter().take_while(|line| line.text.ends_with(['；', ';'])).count();
        // The last line of such a list ends with a full stop.
        let marked = if marked > 0 { (marked + 1).min(rest.len()) } else { 0 };
        let told = counts.iter().map(|count| *count as usize).filter(|count| {
            rest.get(..*count).is_some_and(|lines| lines.iter().all(|line| is_short(&line.text)))
        });
        let count = told.max().filter(|_| marked == 0).unwrap_or(marked);
        if count >= LIST_MIN {
            let entries = rest.get(..count)?;
            let projects = entries.iter().filter_map(|line| section(&line.text, line)).collect();
            return Some(Found { projects, used: (lead + 1..=lead + count).collect() });
        }
    }
    None
}

fn is_short(text: &str) -> bool {
    let chars: Vec<char> = text.chars().take(121).collect();
    chars.len() <= 120 && !text.ends_with(['：', ':']) && line_label(&chars).is_none()
}

/// Finds paragraphs that begin with a field: 就业促进方面，….
fn by_fields(lines: &[PageLine], _: &BTreeSet<u32>) -> Option<Found> {
    let field = |line: &PageLine| {
        let (name, rest) = line.text.split_once("方面，").or(line.text.split_once("方面,"))?;
        let (name, rest) = (name.trim(), rest.trim());
        let text = rest.to_owned();
        let body = vec![PageLine { text, line: line.line, is_heading: false }];
        let title = name.trim_start_matches('在').to_owned();
        (2..=12).contains(&title.chars().count()).then(|| ProjectSection {
            title,
            line: line.line,
            body,
            ..ProjectSection::default()
        })
    };
    let found: Vec<(usize, ProjectSection)> =
        lines.iter().enumerate().filter_map(|(nth, line)| Some((nth, field(line)?))).collect();
    let used: BTreeSet<usize> = found.iter().map(|(nth, _)| *nth).collect();
    let projects: Vec<ProjectSection> = found.into_iter().map(|(_, section)| section).collect();
    (projects.len() >= LIST_MIN).then_some(Found { projects, used })
}

/// Finds short lines each of which is followed by a text.
fn by_pairs(lines: &[PageLine], counts: &BTreeSet<u32>) -> Option<Found> {
    let is_title = |line: &PageLine| {
        line.text.chars().count() <= TITLE_MAX
            && !line.text.ends_with(['。', '；', '：', ':', '，'])
    };
    let is_text = |line: &PageLine| line.text.ends_with(['。', '；', '！']);
    let heads: Vec<usize> = (0..lines.len())
        .filter(|nth| {
            let (line, next) = (lines.get(*nth), lines.get(nth + 1));
            line.is_some_and(is_title) && next.is_some_and(is_text)
        })
        .collect();
    // The title of the page may be the first.
    let told =
        [heads.as_slice(), heads.get(1..)?].into_iter().find(|heads| is_count(heads.len(), counts));
    told.filter(|heads| heads.len() >= LIST_MIN).map(|heads| titled(lines, heads))
}

/// Finds names with the mark 、 between them, or in quotes, as many as the page says there are.
fn by_names(lines: &[PageLine], counts: &BTreeSet<u32>) -> Option<Found> {
    for (nth, line) in lines.iter().enumerate() {
        for sentence in line.text.split('。') {
            let text = after_lead(sentence);
            if text.len() == sentence.len() {
                continue;
            }
            let names = split_names(text.trim());
            if names.len() >= LIST_MIN && is_count(names.len(), counts) {
                let projects = names.iter().filter_map(|name| section(name, line)).collect();
                return Some(Found { projects, used: BTreeSet::from([nth]) });
            }
        }
    }
    None
}

/// Splits a list of names at the marks outside of brackets and quotes.
fn split_names(text: &str) -> Vec<String> {
    let (mut names, mut name, mut depth) = (Vec::new(), String::new(), 0_usize);
    for c in text.chars() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                names.push(std::mem::take(&mut name));
                continue;
            }
            _ => {}
        }
        name.push(c);
    }
    // The last two may have 和 between them.
    match (name.split_once("以及"), name.split_once("项目和")) {
        (Some((one, two)), _) => names.extend([one.to_owned(), two.to_owned()]),
        (None, Some((one, two))) => names.extend([format!("{one}项目"), two.to_owned()]),
        (None, None) => names.push(name),
    }
    names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}
