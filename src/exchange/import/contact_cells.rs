//! Splits the cells of offices' tables about whom to ask: offices and their numbers are for
//! everybody, names and mobile numbers for staff only.

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{bare, owned_text};
use crate::diagnostics::{CellList, Column, ContactField, ExtraField, ListField, Note};
use crate::lang::Lang;
use crate::model::{NewDetails, OwnedText};
use crate::text::{has_mobile, is_mobile, phone_numbers, split_landlines, to_half_width};

/// Number of lists of a project.
pub(super) const LISTS: usize = ListField::ALL.len();

/// Last characters of the names of offices.
const OFFICE_ENDINGS: &str = "局 委 厅 办 科 室 处 所 站 队 院 校 会 联 中心 公司 集团 街道 镇 乡 村 \
    社区 政府 部 银行";

/// The persons in the cells of a project, each with the header above.
#[derive(Debug, Default)]
pub(super) struct ContactCells {
    persons: Vec<(String, String)>,
}

impl ContactCells {
    /// Adds the `lines` of the cells in a column with this header: offices to `lists`, numbers to
    /// `details`. Returns true if only a part of them is for everybody, and their header does not
    /// say so.
    pub(super) fn add(
        &mut self,
        kind: ExtraField,
        label: &str,
        lines: &[String],
        details: &mut NewDetails<'static>,
        lists: &mut [Vec<OwnedText<'static>>; LISTS],
    ) -> bool {
        let mut is_split = false;
        if let Some(field) = office_list(kind, label) {
            let has_person = kind == ExtraField::Contacts;
            for line in lines {
                let rest = take_landlines(line, details);
                is_split |= rest != *line;
                for (office, person) in offices_and_persons(&rest, has_person) {
                    is_split |= !person.is_empty();
                    if !office.is_empty() {
                        lists[field as usize].push(owned_text(office.to_owned(), String::new()));
                    }
                    self.add_person(label, person, details);
                }
            }
            return is_split;
        }
        let has_landlines =
            ["电话", "方式", "热线", "窗口"].iter().any(|word| label.contains(word));
        for line in lines {
            match kind {
                ExtraField::Window if !has_mobile(line) => {
                    add_contact(details, ContactField::Office, line, "；");
                }
                ExtraField::Phones if is_plain(line) => is_split |= add_numbers(details, line),
                ExtraField::Phones | ExtraField::Window => {
                    let rest = take_landlines(line, details);
                    is_split = true;
                    if is_office(&rest) {
                        add_contact(details, ContactField::Office, &rest, "；");
                    } else {
                        self.add_person(label, &rest, details);
                    }
                }
                _ if has_landlines => {
                    let rest = take_landlines(line, details);
                    is_split |= rest != *line;
                    self.add_person(label, &rest, details);
                }
                _ => self.add_person(label, line, details),
            }
        }
        is_split
    }

    /// Adds a person, or a mobile number alone.
    fn add_person(&mut self, label: &str, text: &str, details: &mut NewDetails<'static>) {
        if text.is_empty() {
            return;
        }
        if phone_numbers(text).all(is_mobile) {
            return add_contact(details, ContactField::Mobile, text, "、");
        }
        match self.persons.last_mut() {
            Some((last, texts)) if last == label => {
                texts.push(' ');
                texts.push_str(text);
            }
            _ => self.persons.push((label.to_owned(), text.to_owned())),
        }
    }

    /// Adds the persons to `details`. A single one needs no label.
    pub(super) fn finish(self, details: &mut NewDetails<'static>) {
        let has_one = self.persons.len() == 1;
        for (label, text) in self.persons {
            let text = if has_one { text } else { format!("{}：{text}", bare(&label)) };
            add_contact(details, ContactField::Name, &text, "；");
        }
    }
}

impl Importer<'_> {
    /// Makes the mobile numbers in our own column of phone numbers internal, unless the file that
    /// the table is merged into has made them public.
    pub(super) fn split_own_phone(&mut self, row: RowRef, details: &mut NewDetails<'static>) {
        let field = ContactField::Phone;
        let text = details.contact[field as usize].zh.clone().into_owned();
        let is_public = || {
            let base = self.base_project(row);
            base.is_some_and(|base| base.details().contact(field).exactly(Lang::Zh) == text)
        };
        if !has_mobile(&text) || is_public() {
            return;
        }
        details.contact[field as usize].zh = "".into();
        let rest = take_landlines(&text, details);
        let is_number = phone_numbers(&rest).all(is_mobile);
        let field = if is_number { ContactField::Mobile } else { ContactField::Name };
        add_contact(details, field, &rest, if is_number { "、" } else { "；" });
        let column = Column::Contact(ContactField::Phone, Lang::Zh);
        let label = column.name(Lang::Zh);
        let note = Note::InternalContacts(label.into(), CellList::default());
        self.note_cell_as(format!("internal {label}"), row, column, note);
    }
}

/// Returns the list that a column of offices belongs to; one of offices with their people has
/// 单位 or 部门 in its header.
fn office_list(kind: ExtraField, label: &str) -> Option<ListField> {
    match kind {
        ExtraField::Supporting => Some(ListField::Supporting),
        ExtraField::Responsible => Some(ListField::Responsible),
        ExtraField::Contacts if label.contains("单位") || label.contains("部门") => {
            Some(ListField::Responsible)
        }
        _ => None,
    }
}

/// Splits a cell of offices into the offices, which everybody may read, and their persons with a
/// number, `县民政局（张某 13800000000）`. With `has_person` a name without a number counts, too.
fn offices_and_persons(text: &str, has_person: bool) -> Vec<(&str, &str)> {
    if !has_mobile(text) && !has_person {
        return vec![(text, "")];
    }
    let mut depth = 0;
    let parts = text.split(|c| {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        depth <= 0 && matches!(c, '、' | '；' | ';' | '，' | ',')
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).map(office_and_person).collect()
}

/// Splits one office from its person. What is not certainly an office is a person.
fn office_and_person(text: &str) -> (&str, &str) {
    let marks = ['（', '(', '：', ':', ' ', '　', '/'];
    let parts = text.find(marks).and_then(|at| text.split_at_checked(at));
    let (office, rest) = parts.unwrap_or((text, ""));
    if !has_office_ending(office) {
        return ("", text);
    }
    let is_mark = |c: char| marks.contains(&c) || matches!(c, '）' | ')');
    (office, rest.trim_matches(is_mark))
}

fn has_office_ending(text: &str) -> bool {
    OFFICE_ENDINGS.split_whitespace().any(|ending| text.ends_with(ending))
}

/// Returns true if a text is the name of an office and no more.
fn is_office(text: &str) -> bool {
    text.is_empty()
        || has_office_ending(text)
            && text.chars().count() > 3
            && text.chars().all(char::is_alphabetic)
}

/// Returns true if a text has no words beside its numbers, which may be names.
fn is_plain(text: &str) -> bool {
    text.chars().map(to_half_width).all(|c| c.is_ascii_digit() || !c.is_alphanumeric() || c == '转')
}

/// Adds the numbers of offices in a text to the contact, and returns the rest.
fn take_landlines(text: &str, details: &mut NewDetails<'static>) -> String {
    let (numbers, rest) = split_landlines(text);
    for number in numbers {
        add_contact(details, ContactField::Phone, number, "、");
    }
    rest
}

/// Adds numbers without words to the contact; returns true if one is a mobile number, which becomes
/// internal.
fn add_numbers(details: &mut NewDetails<'static>, text: &str) -> bool {
    if phone_numbers(text).any(|number| has_mobile(number) && !is_mobile(number)) {
        let rest = take_landlines(text, details);
        add_contact(details, ContactField::Mobile, &rest, "、");
        return true;
    }
    let mut has_internal = false;
    for number in phone_numbers(text) {
        has_internal |= is_mobile(number);
        let field = if is_mobile(number) { ContactField::Mobile } else { ContactField::Phone };
        add_contact(details, field, number, "、");
    }
    has_internal
}

/// Adds a text of the contact after what is there.
pub(super) fn add_contact(
    details: &mut NewDetails<'static>,
    field: ContactField,
    text: &str,
    separator: &str,
) {
    if text.is_empty() {
        return;
    }
    let zh = &mut details.contact[field as usize].zh;
    if !zh.is_empty() {
        zh.to_mut().push_str(separator);
    }
    zh.to_mut().push_str(text);
}
