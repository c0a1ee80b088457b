//! Classifies the rows of a table of projects.

use super::row_text::{
    SectionName, is_bare_sum, is_duty, is_numbered_section, is_office_or_day, is_page_mark,
    is_remark, is_sentence, is_short_figure, is_signature, is_sum, plain, section_name,
    undecorated,
};
use super::row_words::{is_domain_name, is_mark, is_signature_row, may_be_domain};
use crate::diagnostics::LeftOutRow;
use crate::exchange::import::number::parse_number;

/// Maximum length, in characters, of a section without a number or a count.
const SECTION_MAX: usize = 16;

/// Minimum length, in characters, of a text that alone in a row is a remark.
const REMARK_MIN: usize = 30;

/// A row of a table of projects.
#[expect(clippy::struct_excessive_bools, reason = "facts about a row that are independent")]
pub(super) struct ProjectCells<'a> {
    /// The cells with content, each with its column; there is at least one.
    pub texts: &'a [(usize, &'a str)],
    /// The column of the numbers.
    pub no: usize,
    /// The column of the titles.
    pub title: usize,
    /// True if the first cell with content spans several columns.
    pub is_wide: bool,
    /// The column of the domains, if there is one.
    pub domain: Option<usize>,
    /// The text in the column of the numbers in the next row.
    pub next_no: &'a str,
    /// True if the title is merged into the one above.
    pub is_title_merged: bool,
    /// True if none of the cells stands in a column that is read.
    pub is_unread: bool,
    /// True if the row above is a remark.
    pub is_below_remark: bool,
    /// True if a section begins above.
    pub has_sections: bool,
    /// True if the table is an export of this program, which has projects only.
    pub is_export: bool,
}

/// A kind of row in a table of projects.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A project, perhaps with errors.
    Project,
    /// The beginning of a section.
    Section(SectionName),
    /// No project.
    LeftOut(LeftOutRow),
    /// An office or a day, if no project follows.
    Footer,
}

impl ProjectCells<'_> {
    fn cell(&self, column: usize) -> &str {
        self.texts.iter().find(|(other, _)| *other == column).map_or("", |(_, text)| *text)
    }

    /// Returns the kind of the row.
    pub(super) fn kind(&self) -> RowKind {
        let Some((column, first)) = self.texts.first().copied() else { return RowKind::Project };
        let number = parse_number(self.cell(self.no));
        let is_single = self.texts.iter().all(|(_, text)| *text == first);
        let (no, title) = (self.cell(self.no), self.cell(self.title));
        if !self.is_export && is_bare_sum(title) && !is_bare_sum(first) {
            return RowKind::LeftOut(LeftOutRow::Sum);
        }
        if number.is_none() && self.is_marked_project(no, title) {
            return RowKind::Project;
        }
        // ★2: a number with a mark, which is told.
        let has_digit = no.chars().count() <= 6 && no.contains(|c: char| c.is_ascii_digit());
        if number.is_none() && has_digit && !title.is_empty() && title != no {
            return RowKind::Project;
        }
        if number.is_some() && !title.is_empty() && !(is_single && self.texts.len() > 1) {
            return self.numbered_section(no, title).map_or(RowKind::Project, RowKind::Section);
        }
        if number.is_some() && self.texts.len() == 1 && !self.is_title_merged {
            return RowKind::LeftOut(LeftOutRow::EmptyNumber);
        }
        if number.is_some() && self.texts.len() > 1 {
            return RowKind::Project;
        }
        let words = plain(first);
        if is_sum(&words) {
            return RowKind::LeftOut(LeftOutRow::Sum);
        }
        if is_page_mark(&words) && is_single {
            return RowKind::LeftOut(LeftOutRow::PageMark);
        }
        // 二、文旅融合（责任单位：县文旅局） is no signature.
        let is_section = is_numbered_section(first) && !is_sentence(section_head(first));
        let bare = undecorated(first);
        let is_section = is_section || bare.len() < first.len() && is_domain_name(bare);
        if is_remark(&words) && !is_section {
            return RowKind::LeftOut(LeftOutRow::Remark);
        }
        let is_signed = is_signature(&words) || number.is_none() && is_signature_row(self.texts);
        if is_signed && !is_section {
            return RowKind::LeftOut(LeftOutRow::Signature);
        }
        if number.is_some() {
            return RowKind::Project;
        }
        // A section stands in the column of the numbers, left of it or across the table.
        let is_at_start = column != self.title && (column == self.no || column == 0 && is_single);
        let is_at_start = is_at_start || self.is_wide;
        if is_at_start {
            self.kind_at_start(first, is_single)
        } else if is_single && is_office_or_day(first) && column != self.title {
            RowKind::Footer
        } else if self.is_unread {
            RowKind::LeftOut(LeftOutRow::OtherText)
        } else if !is_single {
            RowKind::Project
        } else if column == self.title {
            kind_of_title(first)
        } else {
            RowKind::Project
        }
    }

    /// Returns the kind of a row whose first text stands where a number or a section does.
    fn kind_at_start(&self, first: &str, is_single: bool) -> RowKind {
        let section = section_name(first);
        if is_page_mark(&plain(first)) {
            return RowKind::LeftOut(LeftOutRow::PageMark);
        }
        let is_above_project = parse_number(self.next_no).is_some();
        if !is_single {
            let mut others = self.texts.iter().skip(1);
            // 二、文旅 beside 由文旅局牵头.
            let has_duty = || {
                let is_duty = self.texts.get(1).is_some_and(|(_, text)| is_duty(&plain(text)));
                self.texts.len() == 2 && is_numbered_section(first) && is_above_project && is_duty
            };
            let is_section = section.as_ref().is_some_and(|section| section.is_marked)
                && (others.all(|(column, text)| *column != self.title && is_short_figure(text))
                    || has_duty());
            return section.filter(|_| is_section).map_or(RowKind::Project, RowKind::Section);
        }
        if is_office_or_day(first) {
            return RowKind::Footer;
        }
        // The second line of a remark: 2.完成时限为竣工时间.
        let is_digit_first = first.starts_with(|c: char| c.is_ascii_digit());
        let is_counted = first.ends_with(['类', ')', '）']);
        if self.is_below_remark && !is_counted && (is_digit_first || is_sentence(first)) {
            return RowKind::LeftOut(LeftOutRow::Remark);
        }
        // 2.乙楼改造 may be a project without its cells; sections have other numbers, or 类.
        let is_numbered =
            section.as_ref().is_some_and(|section| section.is_marked) && is_digit_first;
        if is_numbered && !is_counted {
            return RowKind::Project;
        }
        let is_short = first.chars().count() <= SECTION_MAX && !is_sentence(first);
        match section {
            Some(section) if section.is_marked && !first.contains('。') => {
                RowKind::Section(section)
            }
            Some(section) if !is_sentence(section_head(first)) && is_domain_name(&section.name) => {
                RowKind::Section(section)
            }
            // 其他 among sections, or any short name that is merged over the table.
            Some(section)
                if is_above_project
                    && (self.has_sections || self.is_wide && self.domain.is_none())
                    && may_be_domain(&section.name) =>
            {
                RowKind::Section(section)
            }
            _ if !first.chars().any(char::is_alphabetic) => RowKind::Project,
            _ if is_short => RowKind::LeftOut(LeftOutRow::OtherText),
            _ => RowKind::LeftOut(LeftOutRow::Remark),
        }
    }

    /// Returns true if a row has a title beside what is no number but a mark or a word: ★, 备注.
    fn is_marked_project(&self, no: &str, title: &str) -> bool {
        if no.is_empty() || title.is_empty() || title == no {
            return false;
        }
        let domain = self.domain.filter(|column| *column != self.no);
        let has_domain = domain.is_some_and(|column| !self.cell(column).is_empty());
        if is_mark(no) {
            let is_name = !is_sentence(title) && title.chars().count() < REMARK_MIN;
            return has_domain || self.texts.len() > 2 || is_name;
        }
        has_domain && is_remark(&plain(no)) && !no.ends_with([':', '：'])
    }

    /// Returns the section of a row with 一 as its number and 教育类 as its title, above projects
    /// that are numbered otherwise: 1, （一）. The number may also be that of the next row without its
    /// last level: 1 above 1.1.
    fn numbered_section(&self, no: &str, title: &str) -> Option<SectionName> {
        let is_han = no.contains(|c: char| "一二三四五六七八九十".contains(c));
        let is_in_brackets = |no: &str| no.starts_with(['（', '(']);
        let is_other = self.next_no.starts_with(|c: char| c.is_ascii_digit())
            || is_in_brackets(self.next_no) && !is_in_brackets(no);
        let below = self.next_no.strip_prefix(no.trim_end_matches(['.', '、', '．']));
        let is_level = |rest: &str| {
            let digits = rest.trim_start_matches(['.', '．', '-']);
            digits.len() < rest.len() && digits.starts_with(|c: char| c.is_ascii_digit())
        };
        let is_above = is_han && is_other || below.is_some_and(is_level);
        if !is_above || title.ends_with([':', '：']) {
            return None;
        }
        let mut others = self.texts.iter().filter(|(at, _)| *at != self.no && *at != self.title);
        others.all(|(_, text)| is_short_figure(text)).then(|| section_name(title)).flatten()
    }
}

/// Returns the text of a section without the bracket at its end.
fn section_head(text: &str) -> &str {
    let inside = text.trim().strip_suffix(['）', ')']);
    inside.and_then(|text| text.rsplit_once(['（', '('])).map_or(text, |(head, _)| head)
}

/// Returns the kind of a row that has only a title.
fn kind_of_title(title: &str) -> RowKind {
    let is_numbered = title.starts_with(|c: char| "一二三四五六七八九十（(第".contains(c));
    let section = section_name(title).filter(|section| section.is_marked && is_numbered);
    if let Some(section) = section {
        return RowKind::Section(section);
    }
    if title.chars().count() >= REMARK_MIN || title.contains('。') {
        return RowKind::LeftOut(LeftOutRow::Remark);
    }
    RowKind::Project
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(cells: &[&str], is_wide: bool) -> RowKind {
        let texts: Vec<(usize, &str)> =
            cells.iter().copied().enumerate().filter(|(_, text)| !text.is_empty()).collect();
        ProjectCells {
            texts: &texts,
            no: 0,
            title: 2,
            is_wide,
            domain: Some(1),
            next_no: "1",
            is_title_merged: false,
            is_unread: false,
            is_below_remark: false,
            has_sections: false,
            is_export: false,
        }
        .kind()
    }

    fn section(name: &str, is_marked: bool) -> RowKind {
        RowKind::Section(SectionName { name: name.to_owned(), is_marked })
    }

    #[test]
    fn a_row_with_a_number_and_a_title_is_a_project() {
        for cells in [
            ["1", "教育", "合计站", "x"],
            ["①", "", "填报人：", ""],
            ["（三）", "", "注：", ""],
            ["★", "教育", "修路", "x"],
            ["※", "", "修路", ""],
            ["备注", "教育", "修路", "x"],
            ["1", "", "", "托班 5 所"],
            ["", "教育", "修路", ""],
            ["", "", "修路", ""],
            ["", "", "", "托班 5 所"],
            ["甲", "教育", "修路", ""],
            ["一", "教育", "修路", "x"],
        ] {
            assert_eq!(kind(&cells, false), RowKind::Project, "{cells:?}");
        }
    }

    #[test]
    fn other_rows_are_told_apart() {
        let left_out = RowKind::LeftOut;
        for (cells, expected) in [
            (["一、教育类（2项）", "", "", ""], section("教育", true)),
            (["教育", "", "", ""], section("教育", false)),
            (["一、教育类", "", "", "3200.5"], section("教育", true)),
            (["一", "", "教育类", ""], section("教育", true)),
            (["", "", "二、交通出行", ""], section("交通出行", true)),
            (["此页无正文", "", "", ""], left_out(LeftOutRow::PageMark)),
            (["（接上页）", "", "", ""], left_out(LeftOutRow::PageMark)),
            (["", "", "转下页", ""], left_out(LeftOutRow::PageMark)),
            (["以下项目为备选项目", "", "", ""], left_out(LeftOutRow::OtherText)),
            (["2", "", "", ""], left_out(LeftOutRow::EmptyNumber)),
            (["※ 以上项目以实际实施为准", "", "", ""], left_out(LeftOutRow::Remark)),
            (["一、教育（共2项，总投资3000万元）", "", "", ""], section("教育", true)),
            (["一、教育方面", "", "", ""], section("教育", true)),
            (["二、文旅融合（责任单位：文旅局）", "", "", ""], section("文旅融合", true)),
            (["教育（牵头：县教体局）", "", "", ""], section("教育", false)),
            (["单位负责人（签字）：", "", "", ""], left_out(LeftOutRow::Signature)),
            (["合计", "", "2 项", ""], left_out(LeftOutRow::Sum)),
            (["", "全县合计", "", "5"], left_out(LeftOutRow::Sum)),
            (["注：以上项目以实际实施为准。", "", "", ""], left_out(LeftOutRow::Remark)),
            (["以上项目以实际实施为准。", "", "", ""], left_out(LeftOutRow::Remark)),
            (["填报人：", "", "审核人：", ""], left_out(LeftOutRow::Signature)),
            (["", "", "填报人：王某某", ""], left_out(LeftOutRow::Signature)),
            (["", "", "", "某某区人民政府"], RowKind::Footer),
            (["", "", "", "2026-01-27"], RowKind::Footer),
        ] {
            assert_eq!(kind(&cells, false), expected, "{cells:?}");
        }
    }
}
