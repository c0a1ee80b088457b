//! Finds the parts of a workbook that hold its sheets, as calamine finds them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};

use super::xml;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;

/// Maximum number of bytes that a list of parts is read to.
const LIST_MAX: u64 = 64 << 20;

/// The parts of a workbook that hold its sheets.
#[derive(Debug, Default)]
pub(super) struct WorkbookParts {
    /// The parts, as by [`normalized()`], in the order of the sheets.
    pub(super) sheets: Vec<String>,
    /// True if the office program is to calculate all formulas when it opens the workbook: the
    /// program that wrote it did not.
    pub(super) is_uncalculated: bool,
    /// True if the workbook is the part `xl/workbook.xml`.
    pub(super) is_usual: bool,
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// Returns the name of a part without differences that do not matter.
pub(super) fn normalized(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

impl WorkbookParts {
    /// Reads the lists of parts in the workbook `bytes`. What is no workbook has none; opening it
    /// tells why.
    ///
    /// # Errors
    /// There are too many parts to be kept.
    pub(super) fn read(bytes: &[u8], budget: &mut MemoryBudget) -> Result<Self, FileErrorKind> {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            return Ok(Self::default());
        };
        let mut book = "xl/workbook.xml".to_owned();
        for_each_element(&mut archive, "_rels/.rels", |tag| {
            let kind = xml::attribute(tag, "Type").unwrap_or_default();
            if kind.ends_with("/relationships/officeDocument") {
                let target = xml::attribute(tag, "Target").unwrap_or_default();
                target.strip_prefix('/').unwrap_or(&target).clone_into(&mut book);
            }
            Ok(())
        })?;
        let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut targets = HashMap::new();
        for_each_element(&mut archive, &format!("{folder}_rels/{file}.rels"), |tag| {
            let (id, target) = (xml::attribute(tag, "Id"), xml::attribute(tag, "Target"));
            if let Some((id, target)) = id.zip(target) {
                budget.reserve(4, id.len() + target.len())?;
                targets.insert(id.into_owned(), target.into_owned());
            }
            Ok(())
        })?;
        let mut parts = Self { is_usual: book == "xl/workbook.xml", ..Self::default() };
        for_each_element(&mut archive, &book, |tag| {
            match tag.local_name().as_ref() {
                "sheet" => {
                    let target = xml::attribute(tag, "id").and_then(|id| targets.get(&*id));
                    let target = target.map_or("", String::as_str);
                    let absolute = target.strip_prefix('/').map(str::to_owned);
                    let part = absolute.unwrap_or_else(|| format!("{folder}{target}"));
                    budget.reserve(1, part.len())?;
                    parts.sheets.push(normalized(&part));
                }
                "calcPr" => parts.is_uncalculated |= xml::flag(tag, "fullCalcOnLoad"),
                _ => {}
            }
            Ok(())
        })?;
        Ok(parts)
    }
}

/// Calls `read` with the start of each element of a part, if there is such a part, up to the first
/// that is invalid.
fn for_each_element(
    archive: &mut Archive,
    part: &str,
    mut read: impl FnMut(&BytesStart) -> Result<(), FileErrorKind>,
) -> Result<(), FileErrorKind> {
    let wanted = normalized(part);
    let mut at = archive.index_for_name(part);
    if at.is_none() {
        at = position(archive, |name| name == wanted);
    }
    let Some(Ok(file)) = at.map(|at| archive.by_index(at)) else { return Ok(()) };
    let mut xml = xml::reader(BufReader::new(file.take(LIST_MAX)));
    let mut buffer = Vec::new();
    while let Ok(event) = xml.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) => read(&tag)?,
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(())
}

/// Opens the first part whose normalized name ends with `name`.
pub(super) fn open_part<'a>(archive: &'a mut Archive, name: &str) -> Option<impl BufRead + 'a> {
    let at = position(archive, |part| part.ends_with(name))?;
    Some(BufReader::new(archive.by_index(at).ok()?))
}

/// Returns the index of the first part whose normalized name is as `is_wanted`.
fn position(archive: &Archive, is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
    let mut names = archive.file_names();
    names.position(|name| name.is_ok_and(|name| is_wanted(&normalized(&name))))
}
