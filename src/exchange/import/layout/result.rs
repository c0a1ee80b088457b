//! The rows of all tables, as they are read.

use std::collections::{BTreeSet, HashMap};

use super::progress_columns::ProgressColumn;
use crate::diagnostics::{Column, Diagnostic, FileErrorKind, Location};
use crate::exchange::import::cell_map::RowRef;

/// Facts about an import that are known before its rows are classified.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LayoutChoices {
    /// True if there is a programme to merge into: what has only progress is about its projects.
    pub(crate) has_base: bool,
    /// True if hidden sheets are taken, whatever their names say.
    pub(crate) with_hidden: bool,
}

/// The rows of each table in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) programme: Vec<RowRef>,
    pub(crate) domains: Vec<RowRef>,
    pub(crate) projects: Vec<ProjectRows>,
    pub(crate) updates: Vec<RowRef>,
    /// The title above a table.
    pub(crate) title: Option<(RowRef, String)>,
    /// The columns of each header.
    pub(crate) headers: Vec<Vec<Option<Column>>>,
    /// The cells that are empty and those that are read in their place, see
    /// [`super::super::CellMap`].
    pub(crate) stand_ins: HashMap<(usize, usize, usize), usize>,
    /// The texts of the cells of each header.
    pub(crate) labels: Vec<Vec<String>>,
    /// The first row of each header.
    pub(crate) header_rows: Vec<RowRef>,
    /// The further rows of headers of two rows.
    pub(crate) second_rows: Vec<RowRef>,
    /// The headers of tables that are left out as a whole.
    pub(crate) left_out_headers: BTreeSet<usize>,
    /// The rows that are read as a whole, such as headers and the title.
    pub(crate) read_rows: Vec<RowRef>,
    /// The rows that a note tells of.
    pub(crate) told_rows: Vec<RowRef>,
    /// The columns that a note tells of: the indexes of the header and the column.
    pub(crate) told_columns: Vec<(usize, usize)>,
    /// The sheets without a table.
    pub(crate) skipped_sheets: Vec<usize>,
    /// For each header, the unit of the targets that it names.
    pub(crate) target_units: Vec<Option<String>>,
    /// For each header, the thing that its targets count, if it names it.
    pub(crate) target_names: Vec<Option<String>>,
    /// For each header, its columns of progress up to a day.
    pub(crate) progress: Vec<Vec<ProgressColumn>>,
    /// The lines above tables that give the day of their progress.
    pub(crate) time_rows: Vec<RowRef>,
    /// The headers of tables that have only progress, but nothing that names its day.
    pub(crate) dayless: BTreeSet<usize>,
    /// For each header, true if this program has written it.
    pub(crate) exports: Vec<bool>,
    /// The rows that have only marks for nothing.
    pub(crate) blank_rows: Vec<RowRef>,
    /// The names of the sections and sheets that are domains.
    pub(crate) domain_names: Vec<String>,
    /// Errors in headers.
    pub(crate) errors: Vec<(Location, FileErrorKind)>,
    /// Notes on how rows and columns were understood.
    pub(crate) notes: Vec<Diagnostic>,
    /// The title of another list, of another year, and where it stands.
    pub(crate) other_list: Option<(Location, String)>,
    /// The row that is nearly a header, if there is no table of projects.
    pub(crate) near_header: Option<(Location, FileErrorKind)>,
}

/// The rows of a project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProjectRows {
    /// The first row.
    pub(crate) first: RowRef,
    /// Index of the last row, from 0.
    pub(crate) last: usize,
    /// The domain, if the row itself does not name it.
    pub(crate) domain: DomainSource,
    /// The section that it stands in, by the order of the file.
    pub(crate) section: Option<usize>,
    /// Number of rows above it in its table that begin a section, of any level.
    pub(crate) part: usize,
}

/// The place that names the domain of a project whose cell in that column is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DomainSource {
    /// None but its own cell.
    Cell,
    /// A section row; an index of [`Layout::domain_names`].
    Section(usize),
    /// The name of the sheet; an index of [`Layout::domain_names`].
    Sheet(usize),
    /// There is none, and the table has no column for it.
    Missing,
}

impl ProjectRows {
    /// Returns the rows in order.
    pub(crate) fn rows(self) -> impl Iterator<Item = RowRef> {
        (self.first.index..=self.last).map(move |index| RowRef { index, ..self.first })
    }
}
