//! The units in headers.

use std::collections::HashMap;

use super::cell_text::clean_line;
use super::layout::LABEL_SEPARATOR;
use crate::diagnostics::{ProgressLabel, ProgressMeasure, header_unit};
use crate::exchange::units::split_measure;

/// The units in headers, by the indexes of header and column.
#[derive(Debug, Default)]
pub(super) struct HeaderUnits(HashMap<(usize, usize), HeaderUnit>);

/// A header with a unit.
#[derive(Debug)]
pub(super) struct HeaderUnit {
    /// The header.
    pub(super) label: String,
    pub(super) unit: String,
}

impl HeaderUnits {
    /// Collects the units in the texts of headers.
    pub(super) fn new(labels: &[Vec<String>]) -> Self {
        let mut units = HashMap::new();
        for (header, labels) in labels.iter().enumerate() {
            for (nth, label) in labels.iter().enumerate() {
                if let Some(unit) = measure_in(label) {
                    let label = clean_line(label);
                    units.insert((header, nth), HeaderUnit { label, unit });
                }
            }
        }
        Self(units)
    }

    /// Returns the unit in column `nth` of the header with the index `header`.
    pub(super) fn get(&self, header: usize, nth: usize) -> Option<&HeaderUnit> {
        self.0.get(&(header, nth))
    }
}

/// Returns the unit of measure in the bracket at the end of a header, or 月; % for a rate, 完成率.
fn measure_in(label: &str) -> Option<String> {
    let Some(unit) = label.rsplit(LABEL_SEPARATOR).find_map(header_unit) else {
        let progress = ProgressLabel::parse(label)?;
        return (progress.measure == ProgressMeasure::Share).then(|| "%".to_owned());
    };
    let is_month = matches!(unit, "月" | "月份");
    (is_month || is_measure(unit)).then(|| unit.trim_end_matches('份').to_owned())
}

/// Returns true if `unit` is a word of measure, 个 or 平方米, and no thing: 市, 项目.
fn is_measure(unit: &str) -> bool {
    split_measure(unit).is_some_and(|(_, rest)| rest.is_empty())
}
