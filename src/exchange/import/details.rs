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
            match kind {
                UnkeptField::Responsible | UnkeptField::Supporting if !has_mobile(&text) => {
                    let field = if *kind == UnkeptField::Responsible {
                        ListField::Responsible
                    } else {
                        ListField::Supporting
                    };
                    let list = &mut lists[field as usize];
                    list.extend(lines.into_iter().map(|line| owned_text(line, String::new())));
                }
                UnkeptField::Window if !has_mobile(&text) => {
                    add_contact(&mut details, ContactField::Office, &text, "；");
                }
                UnkeptField::Phones => add_phones(&mut details, &text, label, &mut persons),
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
        "" => MONEY_UNITS.iter().find(|known| {
            let label = bare(label);
            let of_header = label.split(" / ").find_map(header_unit).unwrap_or(&label);
            of_header.ends_with(*known)
        })?,
        unit if is_unit(unit) => unit,
        _ => return None,
    };
    Some(NewMoney { amount, unit: unit.to_owned() })
}

/// Returns the amount in a cell as this program writes it, with any unit.
fn written_money(text: &str) -> Option<NewMoney> {
    let (number, unit) = text.split_once(' ')?;
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
            ("约1200", "总投资（万元）", None),
            ("800-1200", "总投资（万元）", None),
            ("待定", "总投资（万元）", None),
        ] {
            let money = money(text, label).map(|money| (money.amount.value(), money.unit));
            assert_eq!(money, expected.map(|(amount, unit)| (amount, unit.to_owned())), "{text}");
        }
    }
}
