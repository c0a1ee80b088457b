//! The tables of a spreadsheet and their columns, with the names that users give them.

use super::field::{ListField, ProgrammeField, TextField};
use crate::lang::Lang;

/// A kind of table, recognized by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// The fields of the programme as a whole, one per row.
    Programme,
    /// The domains.
    Domains,
    /// The projects.
    Projects,
    /// The updates of the projects, one per row.
    Updates,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Programme table: the names of its fields.
    Field,
    /// Programme table: the values in Chinese.
    ValueZh,
    /// Programme table: the values in English.
    ValueEn,
    /// A domain's id.
    Id,
    /// A domain's name.
    Name(Lang),
    /// The origin of a domain: the announcement or the catalog.
    Origin,
    /// A project's number.
    No,
    /// A project's domain.
    Domain,
    /// A project's title.
    Title(Lang),
    /// A text of a project.
    Text(TextField, Lang),
    /// A project's targets, one per line.
    Targets(Lang),
    /// The texts of a list of a project, one per line.
    List(ListField, Lang),
    /// A project's planned first day.
    Start,
    /// A project's planned last day.
    End,
    /// The target that an update is about; empty if it is about the whole project.
    Target,
    /// The day of an update.
    Date,
    /// The amount or percentage done by the day of an update.
    Done,
    /// The note of an update.
    Note(Lang),
}

use self::Column as C;
use crate::lang::Lang::{En, Zh};

/// A table, a column of it, its header, and other names that users give it.
type ColumnDef = (Table, Column, &'static str, &'static [&'static str]);

/// Returns the two columns of a text in both languages: their names, other names that users give
/// the Chinese column, and such names of the English one.
macro_rules! bilingual {
    (
        $table:ident, $column:ident $(($field:expr))?, $zh:literal, $en:literal,
        [$($name:literal),*] $(, [$($name_en:literal),*])?
    ) => {
        [
            (Table::$table, C::$column($($field,)? Zh), concat!($zh, " ", $en), &[$($name),*]),
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
        (
            Table::Projects,
            C::Domain,
            "领域 Domain",
            &["类别", "分类", "所属领域", "项目类别", "category"],
        ),
    ],
    &bilingual!(
        Projects,
        Title,
        "名称",
        "Title",
        ["项目名称", "标题", "项目", "name", "projectname"]
    ),
    &bilingual!(
        Projects,
        Text(TextField::Summary),
        "简介",
        "Summary",
        ["摘要", "项目简介", "内容", "项目内容", "主要内容", "建设内容"]
    ),
    &bilingual!(
        Projects,
        Targets,
        "目标",
        "Targets",
        ["指标", "数量", "年度目标", "目标任务", "figures"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Places),
        "地点",
        "Places",
        ["位置", "地址", "建设地点", "实施地点", "place"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Partners),
        "合作方",
        "Partners",
        ["合作单位", "参与单位"]
    ),
    &bilingual!(
        Projects,
        List(ListField::Facts),
        "更多",
        "More",
        ["其他", "其他要点", "facts"],
        ["factsenglish"]
    ),
    &[
        (
            Table::Projects,
            C::Start,
            "计划开始 Planned start",
            &["开始时间", "计划开工", "开工时间", "start"],
        ),
        (
            Table::Projects,
            C::End,
            "计划完成 Planned end",
            &["完成时间", "完成时限", "计划完工", "竣工时间", "end"],
        ),
        (Table::Updates, C::No, "编号 No.", NUMBER_NAMES),
        (Table::Updates, C::Target, "目标 Target", &["指标"]),
        (Table::Updates, C::Date, "日期 Date", &["时间", "截至日期", "填报日期", "on"]),
        (Table::Updates, C::Done, "完成 Done", &["已完成", "完成数", "完成情况", "进度"]),
    ],
    &bilingual!(Updates, Note, "说明", "Note", ["备注", "进展", "进展情况"]),
];

/// Other names for the number of a project.
const NUMBER_NAMES: &[&str] = &["序号", "项目编号", "项目序号", "number"];

/// Returns the columns of all tables.
pub(super) fn column_defs() -> impl Iterator<Item = ColumnDef> {
    COLUMNS.iter().copied().flatten().copied()
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

impl Table {
    /// Returns the columns of the table in the order in which they are written.
    pub(crate) fn columns(self) -> impl Iterator<Item = Column> {
        column_defs().filter(move |(table, ..)| *table == self).map(|(_, column, ..)| column)
    }
}

impl Column {
    /// Returns the header of the column, in both languages.
    #[must_use]
    pub fn header(self) -> &'static str {
        column_defs().find(|(_, column, ..)| *column == self).map_or("", |(_, _, header, _)| header)
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
