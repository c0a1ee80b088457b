//! Rows of a sheet that are no projects.

use crate::lang::Lang;

/// Reason why rows of a sheet are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutRow {
    /// Above the table: 附件1, 单位：万元, a day of printing.
    AboveTable,
    /// Begins a section, and its projects have domains of their own.
    Section,
    /// Adds up the others: 合计.
    Sum,
    /// Remark: 注：….
    Remark,
    /// Signature, office or day below the table.
    Signature,
    /// Numbers of the columns: 1, 2, 3.
    ColumnNumbers,
    /// Begins a section within a section: （一） below 一、.
    SubSection,
    /// Has a number and nothing else, as in a form that is not filled in to its end.
    EmptyNumber,
    /// Mark of a page: 续表, 接上页.
    PageMark,
    /// Row of another table below the list.
    OtherTable,
    /// Any other text.
    OtherText,
}

impl LeftOutRow {
    /// Returns the name of such a row.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::AboveTable => s.row_above_table,
            Self::Section => s.row_section,
            Self::Sum => s.row_sum,
            Self::Remark => s.row_remark,
            Self::Signature => s.row_signature,
            Self::ColumnNumbers => s.row_column_numbers,
            Self::SubSection => s.row_sub_section,
            Self::EmptyNumber => s.row_empty_number,
            Self::PageMark => s.row_page_mark,
            Self::OtherTable => s.row_other_table,
            Self::OtherText => s.row_other_text,
        }
    }
}
