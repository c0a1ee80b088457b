//! Finds the years of a list before its tables are classified.

use super::Importer;
use super::cell_text::clean_line;
use super::list_years::ListYears;
use crate::diagnostics::ProgrammeField;

impl Importer<'_> {
    /// Returns the years of the list that are known before its tables are found: those in its own
    /// table or in the title that the user gives; and those of the programme that it is merged
    /// into.
    pub(super) fn known_years(&self) -> [Option<ListYears>; 2] {
        let title = self.options.title.as_deref();
        let own = || self.years_in_tables();
        let base = self.base().map(|base| base.programme().year).filter(|year| *year > 0);
        let base = base.map(ListYears::new);
        [own().or_else(|| ListYears::from_text(title?)), base]
    }

    /// Returns the years in a table of the programme: those of its field for the year, or else of
    /// its title.
    fn years_in_tables(&self) -> Option<ListYears> {
        let mut from_title = None;
        for cells in self.sheets.iter().flat_map(|sheet| &sheet.rows) {
            let [label, value, ..] = cells.as_slice() else { continue };
            if !label.starts_with(['年', '清', 'Y', 'y', 'T', 't']) || value.is_empty() {
                continue;
            }
            match ProgrammeField::from_label(&clean_line(label)) {
                Some(ProgrammeField::Year) => {
                    if let Some(years) = ListYears::from_text(value) {
                        return Some(years);
                    }
                }
                Some(ProgrammeField::Title) => {
                    from_title = from_title.or(ListYears::from_text(value));
                }
                _ => {}
            }
        }
        from_title
    }
}
