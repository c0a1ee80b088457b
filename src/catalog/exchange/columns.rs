//! The tables of a spreadsheet and their columns, by the names that people give them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::text::half_width;

/// A kind of table, told by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// One line for each field of the programme as a whole.
    Programme,
    /// The domains.
    Domains,
    /// The projects.
    Projects,
    /// What was reported of them, one report a row.
    Updates,
}

/// A column, or for the programme a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Of the programme: the names of its fields.
    Field,
    /// Of the programme: what they say in Chinese.
    ValueZh,
    /// Of the programme: what they say in English.
    ValueEn,
    /// A domain's id.
    Id,
    /// A domain's name.
    Name(Lang),
    /// Who named it.
    Origin,
    /// A project's number.
    No,
    /// Its domain.
    Domain,
    /// Its title.
    Title(Lang),
    /// What it is.
    Summary(Lang),
    /// What it promises in numbers, one a line.
    Targets(Lang),
    /// Where, one a line.
    Places(Lang),
    /// Who takes part, one a line.
    Partners(Lang),
    /// What else there is to say, one a line.
    Facts(Lang),
    /// When it is to begin.
    Start,
    /// When it is to be done.
    End,
    /// Of a report: on which of the project's targets; on the project where that is empty.
    Target,
    /// When that was.
    Date,
    /// How much was done by then.
    Done,
    /// In words.
    Note(Lang),
}

use self::Column as C;
use self::Lang::{En, Zh};

/// A table, a column of it, its header, and what else people call it.
type ColumnDef = (Table, Column, &'static str, &'static [&'static str]);

/// The columns of each table as they are written: how the header says it, and how else people do.
const COLUMNS: [ColumnDef; 29] = [
    (Table::Programme, C::Field, "清单 Programme", &["清单", "programme"]),
    (Table::Programme, C::ValueZh, "中文 Chinese", &["中文", "内容", "chinese"]),
    (Table::Programme, C::ValueEn, "英文 English", &["英文", "english"]),
    (Table::Domains, C::Id, "领域代号 Domain ID", &["领域代号", "代号", "代码", "id", "domainid"]),
    (Table::Domains, C::Name(Zh), "领域名称 Domain name", &["领域名称", "领域", "名称", "name", "domainname"]),
    (Table::Domains, C::Name(En), "领域英文名称 Domain name (English)", &["领域英文名称", "英文名称", "domainnameenglish"]),
    (Table::Domains, C::Origin, "由谁命名 Named by", &["由谁命名", "命名", "归类", "namedby", "origin"]),
    (Table::Projects, C::No, "编号 No.", &["编号", "序号", "项目编号", "项目序号", "no", "number"]),
    (Table::Projects, C::Domain, "领域 Domain", &["领域", "类别", "分类", "所属领域", "项目类别", "domain", "category"]),
    (Table::Projects, C::Title(Zh), "名称 Title", &["名称", "项目名称", "标题", "项目", "title", "name", "projectname"]),
    (Table::Projects, C::Title(En), "英文名称 Title (English)", &["titleenglish", "englishtitle"]),
    (
        Table::Projects,
        C::Summary(Zh),
        "简介 Summary",
        &["简介", "摘要", "项目简介", "内容", "项目内容", "主要内容", "建设内容", "summary"],
    ),
    (Table::Projects, C::Summary(En), "英文简介 Summary (English)", &["summaryenglish", "englishsummary"]),
    (Table::Projects, C::Targets(Zh), "目标 Targets", &["目标", "指标", "数量", "年度目标", "目标任务", "targets", "figures"]),
    (Table::Projects, C::Targets(En), "英文目标 Targets (English)", &["targetsenglish", "englishtargets"]),
    (Table::Projects, C::Places(Zh), "地点 Places", &["地点", "位置", "地址", "建设地点", "实施地点", "places", "place"]),
    (Table::Projects, C::Places(En), "英文地点 Places (English)", &["placesenglish", "englishplaces"]),
    (Table::Projects, C::Partners(Zh), "合作方 Partners", &["合作方", "合作单位", "参与单位", "partners"]),
    (Table::Projects, C::Partners(En), "英文合作方 Partners (English)", &["partnersenglish", "englishpartners"]),
    (Table::Projects, C::Facts(Zh), "更多 More", &["更多", "其他", "其他要点", "more", "facts"]),
    (Table::Projects, C::Facts(En), "英文更多 More (English)", &["moreenglish", "englishmore", "factsenglish"]),
    (Table::Projects, C::Start, "计划开始 Planned start", &["计划开始", "开始时间", "计划开工", "开工时间", "start"]),
    (Table::Projects, C::End, "计划完成 Planned end", &["计划完成", "完成时间", "完成时限", "计划完工", "竣工时间", "end"]),
    (Table::Updates, C::No, "编号 No.", &["编号", "序号", "项目编号", "项目序号", "no", "number"]),
    (Table::Updates, C::Target, "目标 Target", &["目标", "指标", "target"]),
    (Table::Updates, C::Date, "日期 Date", &["日期", "时间", "截至日期", "填报日期", "date", "on"]),
    (Table::Updates, C::Done, "完成 Done", &["完成", "已完成", "完成数", "完成情况", "进度", "done"]),
    (Table::Updates, C::Note(Zh), "说明 Note", &["说明", "备注", "进展", "进展情况", "note"]),
    (Table::Updates, C::Note(En), "英文说明 Note (English)", &["noteenglish", "englishnote"]),
];

fn column_defs() -> impl Iterator<Item = ColumnDef> {
    COLUMNS.into_iter()
}

/// A field of the programme as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeField {
    /// Its name.
    Title,
    /// Whose it is.
    Locality,
    /// For which year.
    Year,
    /// When it was published.
    Published,
    /// By whom.
    Source,
    /// What a reader should know.
    Note,
}

impl ProgrammeField {
    pub(super) const ALL: [Self; 6] = [Self::Title, Self::Locality, Self::Year, Self::Published, Self::Source, Self::Note];

    /// As it is written before what it says, in both languages.
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

    /// The one that somebody means.
    pub(super) fn from_label(label: &str) -> Option<Self> {
        let label = normalized_label(label);
        Self::ALL.into_iter().find(|field| matches_label(field.label(), &label))
    }
}

impl Table {
    /// Its columns in the order they are written.
    pub(super) fn columns(self) -> impl Iterator<Item = Column> {
        column_defs().filter(move |(table, ..)| *table == self).map(|(_, column, ..)| column)
    }

    /// The columns without which a row is no header of this table.
    fn required_columns(self) -> &'static [Column] {
        match self {
            Self::Programme => &[C::Field, C::ValueZh],
            Self::Domains => &[C::Id, C::Name(Zh)],
            Self::Projects => &[C::No, C::Title(Zh)],
            Self::Updates => &[C::No, C::Date],
        }
    }

    /// The table of which these cells are the header, and what each of them heads.
    pub(super) fn from_header(cells: &[String]) -> Option<(Self, Vec<Option<Column>>)> {
        let named: Vec<&[(Self, Column)]> =
            cells.iter().map(|cell| if cell.len() > HEADER_MAX { &[][..] } else { HEADER_NAMES.get(cell) }).collect();
        // Nearly every row is none; that shows before anything is put together.
        if named.iter().filter(|named| !named.is_empty()).count() < 2 {
            return None;
        }
        [Self::Projects, Self::Updates, Self::Domains, Self::Programme].into_iter().find_map(|table| {
            let mut heads: Vec<Option<Column>> = Vec::with_capacity(cells.len());
            for named in &named {
                let column = named.iter().find(|(other, _)| *other == table).map(|(_, column)| *column);
                // Of two columns of one name the first counts.
                heads.push(column.filter(|column| !heads.contains(&Some(*column))));
            }
            table.required_columns().iter().all(|column| heads.contains(&Some(*column))).then_some((table, heads))
        })
    }
}

/// No header is longer, in bytes.
const HEADER_MAX: usize = 100;

/// What a header may mean, by all the names there are, put [`normalized_label`]ly.
static HEADER_NAMES: LazyLock<HeaderNames> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<(Table, Column)>> = HashMap::new();
    for (table, column, written, other) in COLUMNS {
        let (zh, en) = written.split_once(' ').unwrap_or((written, ""));
        for name in [written, zh, en].iter().chain(other) {
            let meant = names.entry(normalized_label(name)).or_default();
            if !meant.iter().any(|(other, _)| *other == table) {
                meant.push((table, column));
            }
        }
    }
    HeaderNames(names)
});

struct HeaderNames(HashMap<String, Vec<(Table, Column)>>);

impl HeaderNames {
    fn get(&self, header: &str) -> &[(Table, Column)] {
        self.0.get(&normalized_label(header)).map_or(&[], Vec::as_slice)
    }
}

impl Column {
    /// What stands above it.
    #[must_use]
    pub fn header(self) -> &'static str {
        column_defs().find(|(_, column, ..)| *column == self).map_or("", |(_, _, header, _)| header)
    }

    /// Its header, as much of it as a reader of that language needs.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = self.header().split_once(' ').unwrap_or_default();
        match lang {
            Zh => zh,
            En => en,
        }
    }
}

/// Whether a label written in both languages is what is said: in full, or either half of it.
fn matches_label(written: &str, said: &str) -> bool {
    let (zh, en) = written.split_once(' ').unwrap_or((written, ""));
    normalized_label(written) == said || normalized_label(zh) == said || normalized_label(en) == said
}

/// A label without what people write differently: case, width, blanks, marks.
fn normalized_label(label: &str) -> String {
    label.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A column's letters: `A`, `Z`, `AA`.
pub fn column_letters(mut column: usize) -> String {
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
        let heads = |cells: &[&str]| Table::from_header(&cells.iter().map(ToString::to_string).collect::<Vec<_>>());
        let all: Vec<&str> = Table::Projects.columns().map(Column::header).collect();
        assert_eq!(heads(&all).map(|(table, heads)| (table, heads.iter().flatten().count())), Some((Table::Projects, 16)));
        let (table, found) = heads(&["序 号", "项目名称", "备注", "类别（领域）", "指标：", "ＮＯ．"]).unwrap();
        assert_eq!(table, Table::Projects);
        assert_eq!(found, [Some(C::No), Some(C::Title(Zh)), None, None, Some(C::Targets(Zh)), None]);
        assert_eq!(heads(&["代号", "名称"]).map(|(table, _)| table), Some(Table::Domains));
        assert_eq!(heads(&["清单", "中文", "英文"]).map(|(table, _)| table), Some(Table::Programme));
        assert_eq!(heads(&["2026年民生实事", "", ""]), None);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 52, 703].map(column_letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
