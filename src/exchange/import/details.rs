//! Reads whom to ask about a project, what is invested in it, and what is noted.
//!
//! Our own tables have one column for each of these. Tables of offices may have several that mean
//! the same, 责任单位 and 牵头单位, and all of them are read.

use std::collections::HashSet;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, clean_lines, owned_text};
use super::layout::ProjectRows;
use super::list_years::years_in;
use crate::diagnostics::{
    Column, ContactField, InvestmentField, ListField, UnkeptField, UnreadCell, header_unit,
};
use crate::exchange::decimal::Decimal;
use crate::lang::Lang;
use crate::model::{NewDetails, NewMoney, NewNote, OwnedText};
use crate::text::{has_mobile, is_mobile, phone_numbers, to_half_width};

/// The units in which an investment is given, longest first.
const MONEY_UNITS: [&str; 3] = ["亿元", "万元", "元"];

/// Label of a line in our own column of notes that has none.
const NO_LABEL: &str = "备注";

/// Last characters of the names of offices.
const OFFICE_ENDINGS: [&str; 28] = [
    "局",
    "委",
    "厅",
    "办",
    "科",
    "室",
    "处",
    "所",
    "站",
    "队",
    "院",
    "校",
    "会",
    "联",
    "中心",
    "公司",
    "集团",
    "街道",
    "镇",
    "乡",
    "村",
    "社区",
    "政府",
    "部",
    "团委",
    "银行",
    "办公室",
    "分局",
];

/// Number of lists of a project.
const LISTS: usize = ListField::ALL.len();

impl Importer<'_> {
    /// Reads the details of a project; its offices are added to `lists`.
    pub(super) fn details(
        &mut self,
        rows: ProjectRows,
        lists: &mut [Vec<OwnedText<'static>>; LISTS],
    ) -> NewDetails<'static> {
        let mut details = NewDetails {
            contact: ContactField::ALL
                .map(|field| self.joined_text(rows, |lang| Column::Contact(field, lang))),
            ..NewDetails::default()
        };
        let lines = self.joined_texts(rows, Column::Notes);
        details.notes = lines.iter().map(note_of_line).collect();
        for field in InvestmentField::ALL {
            let column = Column::Investment(field);
            let text = clean_line(self.cell(rows.first, column));
            let label = column.name(Lang::Zh);
            add_investment(&mut details, Some(field), label, &text);
        }
        let columns = self.details.of_header(rows.first.header);
        let mut persons = Vec::new();
        for (nth, kind, label) in columns.iter() {
            // An amount for several projects together is that of none of them.
            let is_shared = kind.column().is_some_and(Column::is_shared);
            let lines = self.detail_lines(rows, *nth, is_shared);
            let text = lines.join(" ");
            if text.is_empty() {
                continue;
            }
            if let Some(field) = office_list(*kind, label) {
                let has_person = *kind == UnkeptField::Contacts;
                for line in lines {
                    let (office, person) = office_and_person(&line, has_person);
                    if !office.is_empty() {
                        lists[field as usize].push(owned_text(office.to_owned(), String::new()));
                    }
                    if !person.is_empty() {
                        persons.push((label.clone(), person.to_owned()));
                    }
                }
                continue;
            }
            match kind {
                UnkeptField::Window if !has_mobile(&text) => {
                    add_contact(&mut details, ContactField::Office, &text, "；");
                }
                UnkeptField::Phones => {
                    for line in &lines {
                        add_phones(&mut details, line, label, &mut persons);
                    }
                }
                UnkeptField::TotalInvestment | UnkeptField::YearInvestment => {
                    let field = self.investment_field(*kind, label);
                    add_investment(&mut details, field, label, &text);
                }
                UnkeptField::Remarks => add_note(&mut details, label, &text),
                _ if phone_numbers(&text).all(is_mobile) => {
                    add_contact(&mut details, ContactField::Mobile, &text, "、");
                }
                _ => persons.push((label.clone(), text)),
            }
        }
        // A single name needs no label.
        let has_one = persons.len() == 1;
        for (label, text) in persons {
            let text = if has_one { text } else { format!("{}：{text}", bare(&label)) };
            add_contact(&mut details, ContactField::Name, &text, "；");
        }
        details
    }

    /// Returns the lines of the cells of a project in column `nth`, each once. Of merged cells each
    /// has the text of the first if it `is_shared`.
    fn detail_lines(&mut self, rows: ProjectRows, nth: usize, is_shared: bool) -> Vec<String> {
        let (broken, whole): (Vec<RowRef>, Vec<RowRef>) =
            rows.rows().partition(|row| self.is_broken_at(*row, nth));
        for row in broken {
            // A formula error in a remark must not stop an import.
            self.account.mark_read(row, nth);
            self.leave_cell_at(row, nth, UnreadCell::Broken);
        }
        let mut seen = HashSet::new();
        let lines = whole.into_iter();
        let lines = lines.flat_map(|row| clean_lines(self.read_cell(row, nth, is_shared)));
        lines.filter(|line| !line.is_empty() && seen.insert(line.clone())).collect()
    }

    /// Returns the investment that a header means; `None` for that of another year.
    fn investment_field(&self, kind: UnkeptField, label: &str) -> Option<InvestmentField> {
        const OTHER: [&str; 7] = ["上年", "上一年", "去年", "前年", "往年", "下年", "明年"];
        if kind == UnkeptField::YearInvestment {
            return Some(InvestmentField::ThisYear);
        }
        if OTHER.iter().any(|word| label.contains(word)) {
            return None;
        }
        match years_in(label).next() {
            Some(year) if label.contains('总') || Some(year) != self.year => None,
            Some(_) => Some(InvestmentField::ThisYear),
            None if ["本年", "今年", "当年"].iter().any(|word| label.contains(word)) => {
                Some(InvestmentField::ThisYear)
            }
            None => Some(InvestmentField::Total),
        }
    }
}

/// Returns the list that a column of offices belongs to; one of offices with their people has
/// 单位 or 部门 in its header.
fn office_list(kind: UnkeptField, label: &str) -> Option<ListField> {
    match kind {
        UnkeptField::Supporting => Some(ListField::Supporting),
        UnkeptField::Responsible => Some(ListField::Responsible),
        UnkeptField::Contacts if label.contains("单位") || label.contains("部门") => {
            Some(ListField::Responsible)
        }
        _ => None,
    }
}

/// Splits a cell of offices into the offices, which everybody may read, and a person with a number,
/// `县民政局（张某 13800000000）`. With `has_person` a name without a number counts, too. What is
/// not certainly an office is a person.
fn office_and_person(text: &str, has_person: bool) -> (&str, &str) {
    if !has_mobile(text) && !has_person {
        return (text, "");
    }
    let marks = ['（', '(', '：', ':', ' ', '　', '，', ',', '、', '；', ';', '/'];
    let parts = text.find(marks).and_then(|at| text.split_at_checked(at));
    let (office, rest) = parts.unwrap_or((text, ""));
    if !OFFICE_ENDINGS.iter().any(|ending| office.ends_with(ending)) {
        return ("", text);
    }
    let is_mark = |c: char| marks.contains(&c) || matches!(c, '）' | ')');
    (office, rest.trim_matches(is_mark))
}

/// Splits a line of our own column of notes into label and text.
fn note_of_line(line: &OwnedText) -> NewNote<'static> {
    let split = |line| {
        let parts = str::split_once(line, ['：', ':']);
        parts.map_or(("", line), |(label, text)| (label.trim(), text.trim()))
    };
    let [(mut zh_label, mut zh), (mut en_label, mut en)] = [split(&line.zh), split(&line.en)];
    if zh_label.is_empty() && en_label.is_empty() || zh.is_empty() && en.is_empty() {
        [(zh_label, zh), (en_label, en)] = [(NO_LABEL, &line.zh), ("", &line.en)];
    }
    NewNote {
        label: owned_text(zh_label.to_owned(), en_label.to_owned()),
        text: owned_text(zh.to_owned(), en.to_owned()),
    }
}

/// Returns a header without colons, which would end it as a label, and its line breaks.
fn bare(label: &str) -> String {
    label.replace(['：', ':'], " ").trim().to_owned()
}

fn add_note(details: &mut NewDetails<'static>, label: &str, text: &str) {
    let label = bare(label);
    let label = if label.is_empty() { NO_LABEL.to_owned() } else { label };
    details.notes.push(NewNote {
        label: owned_text(label, String::new()),
        text: owned_text(text.to_owned(), String::new()),
    });
}

/// Adds a text of the contact after what is there.
fn add_contact(
    details: &mut NewDetails<'static>,
    field: ContactField,
    text: &str,
    separator: &str,
) {
    let zh = &mut details.contact[field as usize].zh;
    if !zh.is_empty() {
        zh.to_mut().push_str(separator);
    }
    zh.to_mut().push_str(text);
}

/// Adds phone numbers: mobile numbers become internal, and so does everything if there are words
/// beside the numbers, which may be names.
fn add_phones(
    details: &mut NewDetails<'static>,
    text: &str,
    label: &str,
    persons: &mut Vec<(String, String)>,
) {
    let is_plain = |c: char| {
        let c = to_half_width(c);
        c.is_ascii_digit() || !c.is_alphanumeric() || c == '转'
    };
    if !text.chars().all(is_plain) {
        return persons.push((label.to_owned(), text.to_owned()));
    }
    for number in phone_numbers(text) {
        let is_internal = is_mobile(number) || has_mobile(number);
        let field = if is_internal { ContactField::Mobile } else { ContactField::Phone };
        add_contact(details, field, number, "、");
    }
}

/// Adds an investment, or a note with the label if it is no amount with a unit, there is one
/// already, or it is of no year in question.
fn add_investment(
    details: &mut NewDetails<'static>,
    field: Option<InvestmentField>,
    label: &str,
    text: &str,
) {
    if text.is_empty() {
        return;
    }
    let slot = field.and_then(|field| details.investment.get_mut(field as usize));
    let money = money(text, label).or_else(|| written_money(text));
    match slot.filter(|slot| slot.is_none()).zip(money) {
        Some((slot, money)) => *slot = Some(money),
        None => add_note(details, label, text),
    }
}

/// Returns the amount in a cell, with its own unit or else that of the header; `None` if it is no
/// plain number with a unit.
fn money(text: &str, label: &str) -> Option<NewMoney> {
    let plain: String = text.chars().map(to_half_width).collect();
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let (number, unit) =
        plain.split_at_checked(plain.find(|c| !is_number(c)).unwrap_or(plain.len()))?;
    let amount = Decimal::parse(&number.replace(',', ""))?.to_amount()?;
    let is_unit = |unit: &str| unit.ends_with('元') && !unit.contains(|c: char| c.is_ascii_digit());
    let unit = match unit.trim() {
        "" => money_unit(label)?,
        unit if is_unit(unit) => unit,
        _ => return None,
    };
    Some(NewMoney { amount, unit: unit.to_owned() })
}

/// Returns the unit of money that a header names; `None` for one that is not known, such as 百万元
/// and 万美元, of which 万元 and 元 are only the end.
fn money_unit(label: &str) -> Option<&'static str> {
    let named = label.split(" / ").find_map(header_unit);
    let label = bare(label);
    let mut known = MONEY_UNITS.iter().copied();
    if let Some(unit) = named {
        let unit = unit.rsplit(['：', ':', ' ']).next().unwrap_or(unit).trim();
        return known.find(|known| unit == *known);
    }
    let (unit, before) = known.find_map(|known| Some((known, label.strip_suffix(known)?)))?;
    let is_part = before.ends_with(['十', '百', '千', '万', '亿', '美', '港', '欧', '日']);
    (!is_part).then_some(unit)
}

/// Returns the amount in a cell as this program writes it, with any unit.
fn written_money(text: &str) -> Option<NewMoney> {
    let (number, unit) = text.split_once(' ')?;
    // Amounts of several cells, 300 200, and one with a blank between thousands.
    if unit.trim().is_empty() || unit.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let amount = Decimal::parse(number)?.to_amount()?;
    Some(NewMoney { amount, unit: unit.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_investment_is_a_number_with_a_unit() {
        for (text, label, expected) in [
            ("1200", "总投资（万元）", Some((1200.0, "万元"))),
            ("1,200.5", "总投资(单位：万元)", Some((1200.5, "万元"))),
            ("1.2亿元", "总投资（万元）", Some((1.2, "亿元"))),
            ("１２００ 万元", "总投资", Some((1200.0, "万元"))),
            ("1200", "总投资万元", Some((1200.0, "万元"))),
            ("1200", "投资 / 总投资（万元）", Some((1200.0, "万元"))),
            ("300万美元", "总投资（万元）", Some((300.0, "万美元"))),
            ("1200", "总投资", None),
            ("200", "总投资（百万元）", None),
            ("200", "总投资（千元）", None),
            ("200", "总投资（万美元）", None),
            ("200", "总投资百万元", None),
            ("200", "总投资千元", None),
            ("约1200", "总投资（万元）", None),
            ("800-1200", "总投资（万元）", None),
            ("待定", "总投资（万元）", None),
        ] {
            let money = money(text, label).map(|money| (money.amount.value(), money.unit));
            assert_eq!(money, expected.map(|(amount, unit)| (amount, unit.to_owned())), "{text}");
        }
    }

    #[test]
    fn amounts_of_several_cells_are_no_unit_of_each_other() {
        for text in ["300 200", "1 200", "300 200万元", "300 "] {
            assert_eq!(written_money(text), None, "{text}");
        }
        assert!(written_money("300 万美元").is_some());
    }
}
