//! The numbers that Word gives the paragraphs of lists. They are in no text of the document.

use super::document_xml::{DocumentArchive, attribute, for_each_tag};
use std::collections::HashMap;

/// Place of a paragraph in a list.
#[derive(Clone, Debug, Default)]
pub(super) struct ListPlace {
    /// Id of the list; `None` if the paragraph itself names none.
    pub id: Option<String>,
    /// Level, from 0.
    pub level: usize,
}

/// Level of a list: how its numbers are written.
#[derive(Clone, Debug, Default)]
struct ListLevel {
    /// The form of the number: decimal, chineseCounting …
    format: String,
    /// The text around it, with %1 for the number of the first level.
    text: String,
    start: u32,
}

/// Maximum number of levels of a list in Word.
const LEVELS_MAX: usize = 9;
/// Maximum number of lists and styles that are read.
const LISTS_MAX: usize = 10_000;

/// The lists of a document, and how far each is.
#[derive(Debug, Default)]
pub(super) struct DocumentLists {
    /// The levels of each definition.
    definitions: HashMap<String, Vec<ListLevel>>,
    /// The definition of each list.
    lists: HashMap<String, String>,
    /// The list of each style that has one.
    styles: HashMap<String, ListPlace>,
    /// The styles that are headings.
    headings: Vec<String>,
    /// The numbers that each definition has reached.
    counts: HashMap<String, [u32; LEVELS_MAX]>,
}

impl DocumentLists {
    /// Reads the lists and the styles of a document; a part that cannot be read has none.
    pub(super) fn read(archive: &mut DocumentArchive) -> Self {
        let mut lists = Self::default();
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0_usize);
        for_each_tag(archive, "word/numbering.xml", |tag| {
            let value = || attribute(tag, "val").unwrap_or_default();
            let levels = lists.definitions.get_mut(&definition);
            let current = levels.and_then(|levels| levels.get_mut(level));
            match (tag.local_name().as_ref(), current) {
                ("abstractNum", _) => {
                    definition = attribute(tag, "abstractNumId").unwrap_or_default();
                    if lists.definitions.len() < LISTS_MAX {
                        let levels = vec![ListLevel::default(); LEVELS_MAX];
                        lists.definitions.insert(definition.clone(), levels);
                    }
                }
                ("lvl", _) => {
                    let text = attribute(tag, "ilvl").unwrap_or_default();
                    level = text.parse().unwrap_or(LEVELS_MAX);
                }
                ("num", _) => {
                    definition.clear();
                    list = attribute(tag, "numId").unwrap_or_default();
                }
                ("abstractNumId", _) if lists.lists.len() < LISTS_MAX => {
                    lists.lists.insert(list.clone(), value());
                }
                ("numFmt", Some(current)) => current.format = value(),
                ("lvlText", Some(current)) => current.text = value().chars().take(32).collect(),
                ("start", Some(current)) => current.start = value().parse().unwrap_or(1),
                _ => {}
            }
        });
        let mut style = String::new();
        for_each_tag(archive, "word/styles.xml", |tag| {
            let value = || attribute(tag, "val").unwrap_or_default();
            if lists.styles.len() + lists.headings.len() > LISTS_MAX {
                return;
            }
            match tag.local_name().as_ref() {
                "style" => style = attribute(tag, "styleId").unwrap_or_default(),
                "name" if value().to_lowercase().starts_with("heading") => {
                    lists.headings.push(style.clone());
                }
                "numId" => lists.styles.entry(style.clone()).or_default().id = Some(value()),
                "ilvl" => {
                    let level = value().parse().unwrap_or_default();
                    lists.styles.entry(style.clone()).or_default().level = level;
                }
                _ => {}
            }
        });
        lists
    }

    /// Returns true if paragraphs of the style are headings.
    pub(super) fn is_heading(&self, style: &str) -> bool {
        self.headings.iter().any(|heading| heading == style)
    }

    /// Returns the number of the next paragraph at a place of a list; empty if it has none.
    pub(super) fn label(&mut self, place: &ListPlace, style: &str) -> String {
        let place = if place.id.is_some() { Some(place) } else { self.styles.get(style) };
        let Some((id, level)) = place.and_then(|place| Some((place.id.as_ref()?, place.level)))
        else {
            return String::new();
        };
        let Some(definition) = self.lists.get(id) else { return String::new() };
        let Some(levels) = self.definitions.get(definition) else { return String::new() };
        let Some(own) = levels.get(level).filter(|own| !own.format.is_empty()) else {
            return String::new();
        };
        let counts = self.counts.entry(definition.clone()).or_default();
        if let Some(count) = counts.get_mut(level) {
            *count = if *count == 0 { own.start.max(1) } else { count.saturating_add(1) };
        }
        counts.iter_mut().skip(level + 1).for_each(|count| *count = 0);
        if matches!(own.format.as_str(), "bullet" | "none") {
            return String::new();
        }
        let mut text = own.text.clone();
        for (nth, (count, level)) in counts.iter().zip(levels).enumerate() {
            let number = number((*count).max(1), &level.format);
            text = text.replace(&format!("%{}", nth + 1), &number);
        }
        // A number without a mark is a number of a list only before a blank.
        text + " "
    }
}

/// Writes a number in a form of Word.
fn number(count: u32, format: &str) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: u32| DIGITS.get(digit as usize).copied().unwrap_or_default();
    let is_han = [
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ];
    match (format, count) {
        ("decimalEnclosedCircle" | "decimalEnclosedCircleChinese", 1..=20) => {
            char::from_u32(0x245f + count).map(String::from).unwrap_or_default()
        }
        ("decimalZero", _) => format!("{count:02}"),
        (format, 1..=99) if is_han.contains(&format) => {
            let tens = if count >= 20 { digit(count / 10) } else { "" };
            let ten = if count >= 10 { "十" } else { "" };
            format!("{tens}{ten}{}", digit(count % 10))
        }
        _ => count.to_string(),
    }
}
