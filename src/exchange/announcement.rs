//! Reads an announcement (a web page, a Word document or plain text) as the draft of a programme.
//!
//! The readers give its lines and tables. A table of projects goes to the importer of tables. Else
//! the text is mended if it comes from a mirror that garbles it, split into projects, and their
//! figures are read. Nothing is added: what is not understood stays text, and is counted.

mod amounts;
mod counted;
mod document;
mod document_lists;
mod document_xml;
mod draft;
mod figure_words;
mod figures;
mod html;
mod mirror;
mod outline;
mod page_content;
mod page_head;
mod page_line;
mod page_table;
mod page_tree;
mod plain;
mod section;
mod sections;
mod sentence;
mod traditional;
mod unit_span;
mod unnumbered;

use std::collections::HashMap;

use self::draft::{Draft, draft};
use self::mirror::{MendedText, mend};
use self::page_content::PageContent;
use self::page_head::{page_head, year_in};
use self::page_line::PageLine;
use self::section::Sections;
use self::sections::sections;
use super::csv::decode_text;
use super::{ImportOptions, ImportSummary, ReadFigure, Sheet, SheetRows, UnreadRowText};
use crate::diagnostics::{
    CellList, Diagnostic, FileErrorKind, LineCol, LinePlaces, Location, Note,
};
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProjectNo};
use crate::text::{has_lookalikes, unified_ideograph, with_unified_ideographs};

/// Maximum size of the text of an announcement, in bytes. The longest that was seen has 60 kB.
const TEXT_MAX: usize = 4 << 20;

/// Maximum size of the lines of an announcement, in bytes.
const LINES_MAX: usize = 1 << 18;

/// Form of the file that an announcement is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnnouncementForm {
    /// A web page.
    Html,
    /// A Word document.
    Document,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

/// Content of the file of an announcement.
#[derive(Debug)]
pub(crate) enum AnnouncementContent {
    /// Tables of projects, and notes on how they were read.
    Tables(Vec<Sheet>, Vec<Diagnostic>),
    /// The announcement itself.
    Draft(Box<AnnouncementDraft>),
}

/// Draft of a programme that was read from an announcement.
#[derive(Debug)]
pub(crate) struct AnnouncementDraft {
    /// The programme; `None` if there are no projects.
    pub catalog: Option<Catalog>,
    /// Errors and notes.
    pub diagnostics: Vec<Diagnostic>,
    /// Summary of the import.
    pub summary: ImportSummary,
    /// The words of each target.
    pub words: FigureWords,
}

/// The words that the targets of a draft were read from.
#[derive(Clone, Debug, Default)]
pub struct FigureWords(HashMap<(u32, usize), String>);

impl FigureWords {
    /// Returns the comment on the target at the position `nth` of a project.
    pub(crate) fn comment(&self, no: ProjectNo, nth: usize, lang: Lang) -> Option<String> {
        let words = self.0.get(&(no.0, nth))?;
        Some(fill(lang.strings().draft_words, &[words]))
    }
}

/// Returns true if a text is a web page.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    const START: usize = 1024;
    let start = String::from_utf8_lossy(bytes.get(..START.min(bytes.len())).unwrap_or_default());
    let start = start.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    start.starts_with('<')
        && ["<html", "<!doctype html", "<body"].iter().any(|tag| start.contains(tag))
}

/// Reads the announcement in `bytes`.
///
/// # Errors
/// The bytes are not of that form, or are too many.
pub(crate) fn read(
    bytes: &[u8],
    form: AnnouncementForm,
    options: &ImportOptions,
) -> Result<AnnouncementContent, Diagnostic> {
    let whole = |kind: FileErrorKind| Diagnostic::new(Location::Text(LineCol::START), kind);
    let mut notes = Vec::new();
    let mut text_of = |bytes: &[u8]| -> Result<String, Diagnostic> {
        if bytes.len() > TEXT_MAX {
            return Err(whole(FileErrorKind::HugeAnnouncement));
        }
        let (text, note) = decode_text(bytes)?;
        notes.extend(note.map(|note| Diagnostic::new(Location::Text(LineCol::START), note)));
        Ok(text)
    };
    let content = match form {
        AnnouncementForm::Html => html::read(&text_of(bytes)?).map_err(whole)?,
        AnnouncementForm::Document => document::read(bytes).map_err(whole)?,
        AnnouncementForm::Text | AnnouncementForm::Markdown => {
            let text = text_of(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
            let lines = plain::lines(&text, form == AnnouncementForm::Markdown);
            PageContent { lines, ..PageContent::default() }
        }
    };
    if content.lines.iter().map(|line| line.text.len()).sum::<usize>() > LINES_MAX {
        return Err(whole(FileErrorKind::HugeAnnouncement));
    }
    if content.tables.iter().any(page_table::has_projects) {
        let head = page_head(&content.lines, content.lines.len());
        let title = head.title.map(|(title, _)| title).filter(|_| options.title.is_none());
        let tables = content.tables.into_iter().filter(page_table::has_projects);
        let tables = page_table::with_title(tables.collect(), title.or(content.title));
        return Ok(AnnouncementContent::Tables(tables, notes));
    }
    Ok(AnnouncementContent::Draft(Box::new(read_lines(content, options, notes))))
}

/// Reads the lines of an announcement.
fn read_lines(
    content: PageContent,
    options: &ImportOptions,
    diagnostics: Vec<Diagnostic>,
) -> AnnouncementDraft {
    let mut notes = Notes { diagnostics };
    let mut lines = content.lines;
    notes.extend_unified(&mut lines);
    let lines = mended_lines(lines, &mut notes);
    let line_count = lines.len();
    let Sections { projects, others, before } = sections(lines);
    let mut summary = ImportSummary::default();
    if projects.is_empty() {
        notes.add(1, FileErrorKind::NoAnnouncedProjects);
        let (diagnostics, words) = (notes.diagnostics, FigureWords::default());
        return AnnouncementDraft { catalog: None, diagnostics, summary, words };
    }
    let mut head = page_head(&others, before);
    let own = options.title.clone();
    if let Some(year) = own.as_deref().and_then(year_in) {
        head.year = year;
    }
    let found = head.title.clone().or(content.title.map(|title| (title, 1)));
    let title = own.clone().or_else(|| found.as_ref().map(|(title, _)| title.clone()));
    match (&own, &found) {
        (None, Some((title, line))) => notes.add(*line, Note::TitleFromLine(title.clone())),
        (None, None) => notes.add(1, FileErrorKind::NoTitle),
        _ => {}
    }
    let draft = draft(&projects, &head, title.as_deref().unwrap_or_default());
    notes.on_draft(&draft);
    let used = found.filter(|_| own.is_none()).map(|(_, line)| line);
    let mut left_out = LinePlaces::default();
    for line in others.iter().filter(|line| Some(line.line) != used) {
        left_out.push(line.line, &line.text);
        if options.with_details {
            let (location, text) = (line_location(line.line), line.text.clone());
            summary.rows.push(UnreadRowText { location, text, cells: 1, reason: None });
        }
    }
    notes.places(left_out, Note::LinesLeftOut);
    summary.sheets =
        vec![SheetRows { name: String::new(), rows: line_count, projects: projects.len() }];
    summarize(&draft, options, &mut summary);
    let words =
        draft.figures.iter().map(|figure| ((figure.no.0, figure.nth), figure.figure.words.clone()));
    let words = FigureWords(words.collect());
    let catalog = title.is_some().then_some(draft.catalog);
    AnnouncementDraft { catalog, diagnostics: notes.diagnostics, summary, words }
}

/// Mends the text of the lines, all at once: a mirror shows only in many of them.
fn mended_lines(mut lines: Vec<PageLine>, notes: &mut Notes) -> Vec<PageLine> {
    let joined = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let MendedText { text, readings, is_simplified, restored, chosen, lost } = mend(&joined);
    let places = |found: Vec<(usize, String)>| {
        let mut places = LinePlaces::default();
        for (nth, words) in found {
            places.push(lines.get(nth).map_or(1, |line| line.line), &words);
        }
        places
    };
    let (chosen, lost) = (places(chosen), places(lost));
    if readings > 0 {
        notes.add(1, Note::MendedMirror(readings, restored));
    } else if is_simplified {
        notes.add(1, Note::Simplified);
    }
    notes.places(chosen, Note::ChosenCharacters);
    notes.places(lost, Note::LostCharacters);
    for (line, text) in lines.iter_mut().zip(text.split('\n')) {
        text.trim().clone_into(&mut line.text);
    }
    lines
}

/// Adds the figures to the summary.
fn summarize(draft: &Draft, options: &ImportOptions, summary: &mut ImportSummary) {
    const FIGURES_MAX: usize = 3;
    let max = if options.with_details { usize::MAX } else { FIGURES_MAX };
    summary.figure_count = draft.figures.len();
    summary.numbers_left = draft.numbers_left.values().map(LinePlaces::count).sum();
    let figures = draft.figures.iter().take(max).map(|figure| ReadFigure {
        location: line_location(figure.line),
        words: figure.figure.words.clone(),
        what: figure.figure.what.clone(),
        figure: figure.figure.figure,
        unit: figure.figure.unit.clone(),
    });
    summary.figures = figures.collect();
}

fn line_location(line: usize) -> Location {
    Location::Text(LineCol { line, column: 1 })
}

/// Notes on an announcement.
struct Notes {
    diagnostics: Vec<Diagnostic>,
}

impl Notes {
    fn add(&mut self, line: usize, kind: impl Into<crate::diagnostics::DiagnosticKind>) {
        self.diagnostics.push(Diagnostic::new(line_location(line), kind));
    }

    /// Adds a note on places, if there are any.
    fn places(&mut self, places: LinePlaces, note: impl Fn(LinePlaces) -> Note) {
        if places.count() > 0 {
            self.add(places.first_line(), note(places));
        }
    }

    /// Replaces characters that look like ideographs, as text from a PDF has them.
    fn extend_unified(&mut self, lines: &mut [PageLine]) {
        const FOUND_MAX: usize = 5;
        let (mut found, mut places) = (String::new(), CellList::default());
        for line in lines.iter_mut().filter(|line| has_lookalikes(&line.text)) {
            for c in line.text.chars().filter(|c| unified_ideograph(*c) != *c) {
                if found.chars().count() < FOUND_MAX && !found.contains(c) {
                    found.push(c);
                }
            }
            places.push(line.line.to_string());
            line.text = with_unified_ideographs(&line.text).into_owned();
        }
        if places.count() > 0 {
            self.add(1, Note::Lookalikes(found.into(), places));
        }
    }

    fn on_draft(&mut self, draft: &Draft) {
        if draft.renumbered > 0 {
            self.add(1, Note::Renumbered(draft.renumbered));
        }
        if draft.unsorted > 0 {
            self.add(1, Note::UnsortedProjects(draft.unsorted));
        }
        self.places(draft.persons.clone(), Note::PersonsLeftOut);
        for (reason, places) in &draft.numbers_left {
            self.places(places.clone(), |places| Note::NumbersLeft(*reason, places));
        }
    }
}
