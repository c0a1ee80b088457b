//! Severity of notes, and the cells that they are about.

use super::cell_list::CellList;
use super::note::Note;
use super::severity::Severity;
use super::title_year::TitleYear;

impl Note {
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Encoding(_)
            | Self::SkippedSheet(..)
            | Self::JoinedLines(_)
            | Self::GatheredDomains(_)
            | Self::SectionDomains(..)
            | Self::SheetDomains(..)
            | Self::LeftOutRows(..)
            | Self::JoinedRows(..)
            | Self::StarredNumber(..)
            | Self::TargetUnits(_)
            | Self::UnitOfHeader(..)
            | Self::UnitOfTitle(..)
            | Self::BlankMarks(_)
            | Self::Dittos(..)
            | Self::SideTables(_)
            | Self::NumberedDomain(..)
            | Self::YearFromRow(..)
            | Self::LineNumbers(..)
            | Self::BuiltInDomain(..)
            | Self::HiddenTaken(..)
            | Self::ReadDay { .. }
            | Self::ProgressColumn(..)
            | Self::ReadReport(..)
            | Self::ReportText(..)
            | Self::RepeatedReports(_)
            | Self::Reordered(..)
            | Self::SameLabel(..)
            | Self::Lookalikes(..)
            | Self::InternalContacts(..)
            | Self::MendedMirror(..)
            | Self::Simplified
            | Self::TitleFromLine(_)
            | Self::NumbersLeft(..)
            | Self::LinesLeftOut(_)
            | Self::Renumbered(_)
            | Self::TaskTitles(_)
            | Self::UnnamedNumbers
            | Self::JoinedPlaces(..)
            | Self::WideCommas
            | Self::UnsortedProjects(_) => Severity::Note,
            Self::TitleFromRow(_, year) if !matches!(year, TitleYear::Several(_)) => Severity::Note,
            Self::JoinedDomains(_, others, _) if others.is_empty() => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// Returns true if it says that something was left out, guessed or interpreted; false for plain
    /// facts.
    pub(super) fn is_doubt(&self) -> bool {
        match self {
            Self::Encoding(_)
            | Self::GatheredDomains(_)
            | Self::YearFromRow(..)
            | Self::NoYear
            | Self::HiddenTaken(..)
            | Self::JoinedLines(_)
            | Self::ProgressColumn(..)
            | Self::SectionDomains(..)
            | Self::SheetDomains(..)
            | Self::BlankMarks(_)
            | Self::SideTables(_)
            | Self::TargetUnits(_)
            | Self::TitleFromLine(_)
            | Self::Simplified => false,
            Self::TitleFromRow(_, year) => matches!(year, TitleYear::Several(_)),
            Self::JoinedDomains(_, others, _) => !others.is_empty(),
            Self::UnknownColumn { count, .. }
            | Self::MeasuredColumn { count, .. }
            | Self::OtherYear(_, count, _)
            | Self::DoubleColumn { count, .. } => *count > 0,
            _ => true,
        }
    }

    /// Gives a note on what was left out the cells with content that this was.
    pub(crate) fn set_left_out(&mut self, left_out: CellList) {
        if let Self::SkippedSheet(_, cells) = self {
            *cells = left_out;
        }
    }

    /// Returns the cells of a note that several cells may have in common.
    pub(crate) fn cells_mut(&mut self) -> Option<&mut CellList> {
        match self {
            Self::ReadDay { cells, .. }
            | Self::FarDay(.., cells)
            | Self::ReportYear(.., cells)
            | Self::ReadReport(.., cells)
            | Self::ReportText(.., cells)
            | Self::EmptyReports(cells)
            | Self::HiddenNumbers(.., cells)
            | Self::RepeatedReports(cells)
            | Self::Reordered(.., cells)
            | Self::PlacedTarget(.., cells)
            | Self::SameLabel(.., cells)
            | Self::NumberedDomain(.., cells)
            | Self::LineNumbers(.., cells)
            | Self::BuiltInDomain(.., cells)
            | Self::UnitOfHeader(.., cells)
            | Self::UnitOfTitle(.., cells)
            | Self::ColumnAsNotes(.., cells)
            | Self::InvestmentText(.., cells)
            | Self::InternalContacts(.., cells)
            | Self::Lookalikes(.., cells) => Some(cells),
            Self::NumberFormat(.., cells)
            | Self::Rounded(.., cells)
            | Self::JoinedDomains(.., cells) => Some(cells),
            _ => None,
        }
    }
}
