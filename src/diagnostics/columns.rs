//! The tables of a spreadsheet and their columns, with the names that users give them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::text::to_half_width;

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
    /// A project's summary.
    Summary(Lang),
    /// A project's targets, one per line.
    Targets(Lang),
    /// A project's places, one per line.
    Places(Lang),
    /// A project's partners, one per line.
    Partners(Lang),
    /// Further facts about a project, one per line.
    Facts(Lang),
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

/// The columns of each table in the order in which they are written, with their headers and other
/// names.
const COLUMNS: [ColumnDef; 29] = [
    (Table::Programme, C::Field, "清单 Programme", &["清单", "programme"]),
    (Table::Programme, C::ValueZh, "中文 Chinese", &["中文", "内容", "chinese"]),
    (Table::Programme, C::ValueEn, "英文 English", &["英文", "english"]),
    (Table::Domains, C::Id, "领域代号 Domain ID", &["领域代号", "代号", "代码", "id", "domainid"]),
    (
        Table::Domains,
        C::Name(Zh),
        "领域名称 Domain name",
        &["领域名称", "领域", "名称", "name", "domainname"],
    ),
    (
        Table::Domains,
        C::Name(En),
        "领域英文名称 Domain name (English)",
        &["领域英文名称", "英文名称", "domainnameenglish"],
    ),
    (
        Table::Domains,
        C::Origin,
        "由谁命名 Named by",
        &["由谁命名", "命名", "归类", "namedby", "origin"],
    ),
    (Table::Projects, C::No, "编号 No.", &["编号", "序号", "项目编号", "项目序号", "no", "number"]),
    (
        Table::Projects,
        C::Domain,
        "领域 Domain",
        &["领域", "类别", "分类", "所属领域", "项目类别", "domain", "category"],
    ),
    (
        Table::Projects,
        C::Title(Zh),
        "名称 Title",
        &["名称", "项目名称", "标题", "项目", "title", "name", "projectname"],
    ),
    (Table::Projects, C::Title(En), "英文名称 Title (English)", &["titleenglish", "englishtitle"]),
    (
        Table::Projects,
        C::Summary(Zh),
        "简介 Summary",
        &["简介", "摘要", "项目简介", "内容", "项目内容", "主要内容", "建设内容", "summary"],
    ),
    (
        Table::Projects,
        C::Summary(En),
        "英文简介 Summary (English)",
        &["summaryenglish", "englishsummary"],
    ),
    (
        Table::Projects,
        C::Targets(Zh),
        "目标 Targets",
        &["目标", "指标", "数量", "年度目标", "目标任务", "targets", "figures"],
    ),
    (
        Table::Projects,
        C::Targets(En),
        "英文目标 Targets (English)",
        &["targetsenglish", "englishtargets"],
    ),
    (
        Table::Projects,
        C::Places(Zh),
        "地点 Places",
        &["地点", "位置", "地址", "建设地点", "实施地点", "places", "place"],
    ),
    (
        Table::Projects,
        C::Places(En),
        "英文地点 Places (English)",
        &["placesenglish", "englishplaces"],
    ),
    (
        Table::Projects,
        C::Partners(Zh),
        "合作方 Partners",
        &["合作方", "合作单位", "参与单位", "partners"],
    ),
    (
        Table::Projects,
        C::Partners(En),
        "英文合作方 Partners (English)",
        &["partnersenglish", "englishpartners"],
    ),
    (Table::Projects, C::Facts(Zh), "更多 More", &["更多", "其他", "其他要点", "more", "facts"]),
    (
        Table::Projects,
        C::Facts(En),
        "英文更多 More (English)",
        &["moreenglish", "englishmore", "factsenglish"],
    ),
    (
        Table::Projects,
        C::Start,
        "计划开始 Planned start",
        &["计划开始", "开始时间", "计划开工", "开工时间", "start"],
    ),
    (
        Table::Projects,
        C::End,
        "计划完成 Planned end",
        &["计划完成", "完成时间", "完成时限", "计划完工", "竣工时间", "end"],
    ),
    (Table::Updates, C::No, "编号 No.", &["编号", "序号", "项目编号", "项目序号", "no", "number"]),
    (Table::Updates, C::Target, "目标 Target", &["目标", "指标", "target"]),
    (Table::Updates, C::Date, "日期 Date", &["日期", "时间", "截至日期", "填报日期", "date", "on"]),
    (
        Table::Updates,
        C::Done,
        "完成 Done",
        &["完成", "已完成", "完成数", "完成情况", "进度", "done"],
    ),
    (Table::Updates, C::Note(Zh), "说明 Note", &["说明", "备注", "进展", "进展情况", "note"]),
    (Table::Updates, C::Note(En), "英文说明 Note (English)", &["noteenglish", "englishnote"]),
];

fn column_defs() -> impl Iterator<Item = ColumnDef> {
    COLUMNS.into_iter()
}

/// A field of the programme as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeField {
    /// The programme's name.
    Title,
    /// The locality whose programme it is.
    Locality,
    /// The year it is for.
    Year,
    /// The day it was published.
    Published,
    /// Its source.
    Source,
    /// A note for readers.
    Note,
}

impl ProgrammeField {
    pub(crate) const ALL: [Self; 6] =
        [Self::Title, Self::Locality, Self::Year, Self::Published, Self::Source, Self::Note];

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

    /// Returns the field that `text` names, in either language or both.
    pub(crate) fn from_label(text: &str) -> Option<Self> {
        let text = normalized_label(text);
        Self::ALL.into_iter().find(|field| matches_label(field.label(), &text))
    }
}

impl Table {
    /// Returns the columns of the table in the order in which they are written.
    pub(crate) fn columns(self) -> impl Iterator<Item = Column> {
        column_defs().filter(move |(table, ..)| *table == self).map(|(_, column, ..)| column)
    }

    /// Returns the columns without which a row is no header of this table.
    fn required_columns(self) -> &'static [Column] {
        match self {
            Self::Programme => &[C::Field, C::ValueZh],
            Self::Domains => &[C::Id, C::Name(Zh)],
            Self::Projects => &[C::No, C::Title(Zh)],
            Self::Updates => &[C::No, C::Date],
        }
    }

    /// Returns the table whose header these cells are, and the column that each of them names.
    pub(crate) fn from_header(cells: &[String]) -> Option<(Self, Vec<Option<Column>>)> {
        let meanings: Vec<&[(Self, Column)]> = cells
            .iter()
            .map(|cell| if cell.len() > HEADER_MAX { &[][..] } else { HEADER_NAMES.get(cell) })
            .collect();
        // Nearly every row is no header; that shows before the columns are collected.
        if meanings.iter().filter(|meanings| !meanings.is_empty()).count() < 2 {
            return None;
        }
        [Self::Projects, Self::Updates, Self::Domains, Self::Programme].into_iter().find_map(
            |table| {
                let mut columns: Vec<Option<Column>> = Vec::with_capacity(cells.len());
                for meanings in &meanings {
                    let meaning = meanings.iter().find(|(other, _)| *other == table);
                    let column = meaning.map(|(_, column)| *column);
                    // The first of two columns with the same name counts.
                    columns.push(column.filter(|column| !columns.contains(&Some(*column))));
                }
                table
                    .required_columns()
                    .iter()
                    .all(|column| columns.contains(&Some(*column)))
                    .then_some((table, columns))
            },
        )
    }
}

/// Maximum length of a cell that is tried as a header, in bytes.
const HEADER_MAX: usize = 100;

/// The possible meanings of a header by its names, each of them a [`normalized_label`].
static HEADER_NAMES: LazyLock<HeaderNames> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<(Table, Column)>> = HashMap::new();
    for (table, column, header, other_names) in COLUMNS {
        let (zh, en) = header.split_once(' ').unwrap_or((header, ""));
        for name in [header, zh, en].iter().chain(other_names) {
            let meanings = names.entry(normalized_label(name)).or_default();
            if !meanings.iter().any(|(other, _)| *other == table) {
                meanings.push((table, column));
            }
        }
    }
    HeaderNames(names)
});

/// Index from the names of headers to their meanings.
struct HeaderNames(HashMap<String, Vec<(Table, Column)>>);

impl HeaderNames {
    fn get(&self, header: &str) -> &[(Table, Column)] {
        self.0.get(&normalized_label(header)).map_or(&[], Vec::as_slice)
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

/// Returns true if `text`, a [`normalized_label`], matches `label`, which is in both languages: all
/// of it or either half.
fn matches_label(label: &str, text: &str) -> bool {
    let (zh, en) = label.split_once(' ').unwrap_or((label, ""));
    normalized_label(label) == text || normalized_label(zh) == text || normalized_label(en) == text
}

/// Normalizes differences in how users write a label: case, width, blanks, punctuation.
fn normalized_label(label: &str) -> String {
    label
        .chars()
        .map(to_half_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the letters of a column number, from 1: `A`, `Z`, `AA`.
pub(crate) fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_many_names() {
        let header = |cells: &[&str]| {
            Table::from_header(&cells.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let all: Vec<&str> = Table::Projects.columns().map(Column::header).collect();
        assert_eq!(
            header(&all).map(|(table, columns)| (table, columns.iter().flatten().count())),
            Some((Table::Projects, 16))
        );
        let (table, found) =
            header(&["序 号", "项目名称", "备注", "类别（领域）", "指标：", "ＮＯ．"]).unwrap();
        assert_eq!(table, Table::Projects);
        assert_eq!(
            found,
            [Some(C::No), Some(C::Title(Zh)), None, None, Some(C::Targets(Zh)), None]
        );
        assert_eq!(header(&["代号", "名称"]).map(|(table, _)| table), Some(Table::Domains));
        assert_eq!(
            header(&["清单", "中文", "英文"]).map(|(table, _)| table),
            Some(Table::Programme)
        );
        assert_eq!(header(&["2026年民生实事", "", ""]), None);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 52, 703].map(column_letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
