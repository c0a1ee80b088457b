//! The names that users give the columns of a spreadsheet.

use super::column::Column::{self, self as C};
use super::column::Table;
use super::column_names::{
    DATE_NAMES, DOMAIN_NAMES, DONE_NAMES, END_NAMES, NUMBER_NAMES, PLACES_NAMES, SPAN_NAMES,
    START_NAMES, SUMMARY_NAMES, TARGETS_NAMES, TITLE_NAMES, UPDATE_TITLE_NAMES,
};
use super::field::{ContactField, InvestmentField, ListField, ProgrammeField, TextField};
use crate::lang::Lang::{self, En, Zh};

/// A table, a column of it, its header, and other names that users give it.
type ColumnDef = (Table, Column, &'static str, &'static [&'static str]);

/// Returns the two columns of a text in both languages: their names, other names that users give
/// the Chinese column, and such names of the English one.
macro_rules! bilingual {
    (
        $table:ident, $column:ident $(($field:expr))?, $zh:literal, $en:literal,
        $names:expr $(, [$($name_en:literal),*])?
    ) => {
        [
            (Table::$table, C::$column($($field,)? Zh), concat!($zh, " ", $en), $names),
            (
                Table::$table,
                C::$column($($field,)? En),
                concat!("英文", $zh, " ", $en, " (English)"),
                &[concat!("english", $en) $($(, $name_en)*)?],
            ),
        ]
    };
}

/// The columns of each table in the order in which they are written, with their headers and other
/// names.
const COLUMNS: &[&[ColumnDef]] = &[
    &[
        (Table::Programme, C::Field, "清单 Programme", &[]),
        (Table::Programme, C::ValueZh, "中文 Chinese", &["内容"]),
        (Table::Programme, C::ValueEn, "英文 English", &[]),
        (Table::Domains, C::Id, "领域代号 Domain ID", &["代号", "代码", "id"]),
        (Table::Domains, C::Name(Zh), "领域名称 Domain name", &["领域", "名称", "name"]),
        (Table::Domains, C::Name(En), "领域英文名称 Domain name (English)", &["英文名称"]),
        (Table::Domains, C::Origin, "由谁命名 Named by", &["命名", "归类", "origin"]),
        (Table::Projects, C::No, "编号 No.", NUMBER_NAMES),
        (Table::Projects, C::Domain, "领域 Domain", DOMAIN_NAMES),
    ],
    &bilingual!(Projects, Title, "名称", "Title", TITLE_NAMES),
    &bilingual!(Projects, Text(TextField::Summary), "简介", "Summary", SUMMARY_NAMES),
    &bilingual!(Projects, Targets, "目标", "Targets", TARGETS_NAMES),
    &bilingual!(Projects, List(ListField::Places), "地点", "Places", PLACES_NAMES),
    &bilingual!(
        Projects,
        List(ListField::Partners),
        "合作方",
        "Partners",
        &["合作单位", "参与单位"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Facts),
        "更多",
        "More",
        &["其他", "其他要点", "facts"],
        ["factsenglish"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Aliases),
        "俗称",
        "Also called",
        &["俗称", "别名", "别称", "又名", "俗名", "也叫", "aliases"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Responsible),
        "责任单位",
        "Responsible office",
        &["responsible"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Supporting),
        "配合单位",
        "Supporting offices",
        &["supporting"]
    ),
    &bilingual!(Projects, Contact(ContactField::Office), "咨询窗口", "Contact", &[]),
    &bilingual!(Projects, Contact(ContactField::Phone), "咨询电话", "Phone", &[]),
    &bilingual!(Projects, Contact(ContactField::Name), "内部联系人", "Internal contact", &[]),
    &bilingual!(Projects, Contact(ContactField::Mobile), "内部手机", "Internal mobile", &[]),
    &[
        (Table::Projects, C::Investment(InvestmentField::Total), "总投资 Total investment", &[]),
        (
            Table::Projects,
            C::Investment(InvestmentField::ThisYear),
            "年度投资 Investment this year",
            &[],
        ),
    ],
    &bilingual!(Projects, Notes, "项目备注", "Notes", &[]),
    &[
        (Table::Projects, C::Start, "计划开始 Planned start", START_NAMES),
        (Table::Projects, C::End, "计划完成 Planned end", END_NAMES),
        (Table::Updates, C::No, "编号 No.", NUMBER_NAMES),
        (Table::Updates, C::Target, "目标 Target", &["指标"]),
        (Table::Updates, C::Date, "日期 Date", DATE_NAMES),
        (Table::Updates, C::Done, "完成 Done", DONE_NAMES),
    ],
    &bilingual!(
        Updates,
        Note,
        "说明",
        "Note",
        &["备注", "进展", "进展情况", "进展说明", "工作进展", "项目进展"]
    ),
];

/// Columns that are only read, never written.
const READ_ONLY_COLUMNS: &[ColumnDef] = &[
    (Table::Projects, C::Unit, "计量单位 Unit", &["单位", "数量单位", "计算单位"]),
    (Table::Projects, C::TargetName, "目标名称 Target name", &["指标名称"]),
    (Table::Projects, C::Span, "起止年限 Start and end", SPAN_NAMES),
    (Table::Updates, C::Unit, "计量单位 Unit", &["单位", "数量单位", "计算单位"]),
    // The title in a table of updates only checks the number.
    (Table::Updates, C::Title(Zh), "名称 Title", UPDATE_TITLE_NAMES),
];

/// Returns the columns of all tables, those that are only read after the others.
pub(super) fn column_defs() -> impl Iterator<Item = ColumnDef> {
    COLUMNS.iter().copied().flatten().chain(READ_ONLY_COLUMNS).copied()
}

impl ProgrammeField {
    /// Returns the label in front of the value, in both languages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "清单名称 Title",
            Self::Locality => "地区 Locality",
            Self::Year => "年份 Year",
            Self::Published => "发布日期 Published",
            Self::Source => "来源 Source",
            Self::Note => "说明 Note",
        }
    }
}

impl ListField {
    /// Returns the heading of the list where it is shown.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        Column::List(self, Zh).name(lang)
    }
}

impl ContactField {
    /// Returns the label of the text where it is shown.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        Column::Contact(self, Zh).name(lang)
    }
}

impl InvestmentField {
    /// Returns the label of the amount where it is shown.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        Column::Investment(self).name(lang)
    }
}

impl Table {
    /// Returns the columns of the table in the order in which they are written.
    pub(crate) fn columns(self) -> impl Iterator<Item = Column> {
        let defs = COLUMNS.iter().copied().flatten();
        defs.filter(move |(table, ..)| *table == self).map(|(_, column, ..)| *column)
    }
}

impl Column {
    /// Returns the header of the column, in both languages.
    #[must_use]
    pub fn header(self) -> &'static str {
        if matches!(self, Self::Progress(_)) {
            return "进展 Progress";
        }
        column_defs().find(|(_, column, ..)| *column == self).map_or("", |(_, _, header, _)| header)
    }

    /// Returns the column that `export` writes with exactly this header.
    pub(crate) fn from_header(header: &str) -> Option<Self> {
        let mut defs = COLUMNS.iter().copied().flatten();
        defs.find(|(_, _, other, _)| *other == header).map(|(_, column, ..)| *column)
    }

    /// Returns the part of the header that is in `lang`.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = self.header().split_once(' ').unwrap_or_default();
        match lang {
            Zh => zh,
            En => en,
        }
    }
}
