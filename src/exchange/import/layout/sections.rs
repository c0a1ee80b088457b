//! Reads section rows, of which one may stand within another.

use super::LayoutBuilder;
use super::row_text::SectionName;
use super::row_words::{is_kind_of_works, section_level};
use super::section_levels::SectionLevels;
use super::section_row::{SectionRow, joined, rest_of_section};
use super::table_state::TableState;
use crate::diagnostics::LeftOutRow;
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::cell_text::clean_line;

impl LayoutBuilder<'_> {
    /// Takes a section row. The projects below have its name as their domain, unless it says of
    /// what kind they are. Of two levels the outer one is the domain.
    pub(super) fn section_row(
        &mut self,
        row: RowRef,
        texts: &[(usize, &str)],
        section: &SectionName,
        table: &mut TableState,
    ) {
        table.part += 1;
        let first = texts.first().map_or(0, |(column, _)| *column);
        let level = section_level(&joined(texts));
        let is_kind = is_kind_of_works(&section.name);
        if table.levels.contains(level) {
            table.levels.inner = level;
            if !table.levels.is_kind {
                self.left_out.add(row, first, LeftOutRow::SubSection, &joined(texts));
                return;
            }
        } else {
            let outer = level.map(|(level, _)| level);
            table.levels = SectionLevels { outer, inner: None, is_kind };
        }
        self.sections.push(SectionRow {
            row,
            column: first,
            text: joined(texts),
            rest: rest_of_section(texts, table),
            name: self.layout.domain_names.len(),
            is_used: false,
        });
        self.layout.domain_names.push(clean_line(&section.name));
        table.section = (!is_kind).then(|| self.sections.len() - 1);
    }
}
