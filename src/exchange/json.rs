//! Writes and reads a programme as JSON, with the fields of the RON form under the same names. JSON
//! is read by translating it to RON in which every character keeps its position, so that one
//! validator finds the errors of both.

use std::collections::VecDeque;

use serde::de::IgnoredAny;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::diagnostics::{
    ContactField, Diagnostic, FileErrorKind, InvestmentField, LineCol, ListField, Location,
    TextField,
};
use crate::format::{CONTACT, INTERNAL, INVESTMENT, NOTES, Token, TokenKind, tokenize};
use crate::lang::Lang;
use crate::model::{
    Amount, Catalog, Details, LabelledText, Money, Origin, Project, Qualifier, Target, Text,
    Updates,
};

/// Returns the whole programme as indented JSON.
#[must_use]
pub fn to_json(catalog: &Catalog) -> String {
    let programme = catalog.programme();
    let mut fields = Map::new();
    insert_text(&mut fields, "title", programme.title);
    insert_text(&mut fields, "locality", programme.locality);
    if programme.year > 0 {
        fields.insert("year".into(), programme.year.into());
    }
    if !programme.published.is_empty() {
        fields.insert("published".into(), programme.published.into());
    }
    insert_text(&mut fields, "source", programme.source);
    insert_text(&mut fields, "note", programme.note);
    let domains = catalog.domains().map(|(_, domain)| {
        let mut fields = Map::new();
        fields.insert("id".into(), domain.id.into());
        insert_text(&mut fields, "name", domain.name);
        if domain.origin == Origin::Catalogue {
            fields.insert("origin".into(), "catalogue".into());
        }
        Value::Object(fields)
    });
    fields.insert("domains".into(), domains.collect());
    let document = Document { fields, projects: catalog };
    // Writing to memory does not fail.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// The fields of a programme, and its projects: they become values one at a time, as all of them
/// would take twenty times the memory of their text.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    fields: Map<String, Value>,
    #[serde(serialize_with = "serialize_projects")]
    projects: &'a Catalog,
}

fn serialize_projects<S: Serializer>(catalog: &Catalog, serializer: S) -> Result<S::Ok, S::Error> {
    let projects = catalog.projects();
    serializer.collect_seq(projects.map(|(_, project)| project_value(catalog, &project)))
}

fn project_value(catalog: &Catalog, project: &Project) -> Value {
    let record = project.progress_record();
    let mut fields = Map::new();
    fields.insert("no".into(), project.no.0.into());
    fields.insert("domain".into(), catalog.domain(project.domain).id.into());
    insert_text(&mut fields, "title", project.title);
    for field in TextField::ALL {
        insert_text(&mut fields, field.name(), project.text(field));
    }
    if !project.targets.is_empty() {
        let targets = record.zip_targets(project.targets);
        let targets = targets.map(|(target, updates)| target_value(&target, updates));
        fields.insert("targets".into(), targets.collect());
    }
    for field in ListField::ALL {
        let texts = project.list(field);
        if !texts.is_empty() {
            fields.insert(field.name().into(), texts.iter().map(text_value).collect());
        }
    }
    insert_details(&mut fields, &project.details());
    for (name, day) in [("start", record.start), ("end", record.end)] {
        if let Some(day) = day {
            fields.insert(name.into(), day.to_string().into());
        }
    }
    insert_updates(&mut fields, "percent", record.updates);
    Value::Object(fields)
}

fn insert_details(fields: &mut Map<String, Value>, details: &Details) {
    let (mut contact, mut internal) = (Map::new(), Map::new());
    for field in ContactField::ALL {
        let group = if field.is_internal() { &mut internal } else { &mut contact };
        insert_text(group, field.name(), details.contact(field));
    }
    insert_group(&mut contact, INTERNAL, internal);
    insert_group(fields, CONTACT, contact);
    let mut investment = Map::new();
    for field in InvestmentField::ALL {
        if let Some(money) = details.investment(field) {
            investment.insert(field.name().into(), money_value(&money));
        }
    }
    insert_group(fields, INVESTMENT, investment);
    if !details.notes.is_empty() {
        let note = |note: LabelledText| {
            let [label, text] = [note.label, note.text].map(text_value);
            json!({ "label": label, "text": text })
        };
        fields.insert(NOTES.into(), details.notes.iter().map(note).collect());
    }
}

/// Inserts fields under a name, unless there are none.
fn insert_group(fields: &mut Map<String, Value>, name: &str, group: Map<String, Value>) {
    if !group.is_empty() {
        fields.insert(name.into(), group.into());
    }
}

/// Returns an amount of money with its unit.
#[must_use]
pub fn money_value(money: &Money) -> Value {
    json!({ "amount": amount_value(money.amount), "unit": money.unit })
}

fn insert_updates(fields: &mut Map<String, Value>, amount: &str, updates: Updates) {
    if updates.is_empty() {
        return;
    }
    let updates = updates.iter().map(|update| {
        let mut fields = Map::new();
        fields.insert("on".into(), update.date.to_string().into());
        if let Some(done) = update.done {
            fields.insert(amount.into(), amount_value(done));
        }
        insert_text(&mut fields, "note", update.note);
        Value::Object(fields)
    });
    fields.insert("updates".into(), updates.collect());
}

fn target_value(target: &Target, updates: Updates) -> Value {
    let mut fields = Map::new();
    insert_text(&mut fields, "what", target.what);
    if target.figure.qualifier() != Qualifier::Exact {
        fields.insert("qualifier".into(), target.figure.qualifier().name().into());
    }
    fields.insert("amount".into(), amount_value(target.figure.amount()));
    if let Some(max) = target.figure.max() {
        fields.insert("max".into(), amount_value(max));
    }
    insert_text(&mut fields, "unit", target.unit);
    insert_updates(&mut fields, "done", updates);
    Value::Object(fields)
}

fn insert_text(fields: &mut Map<String, Value>, name: &str, text: Text) {
    if !text.is_empty() {
        fields.insert(name.into(), text_value(text));
    }
}

fn text_value(text: Text) -> Value {
    let langs = Lang::ALL.into_iter().filter(|lang| !text.exactly(*lang).is_empty());
    langs.map(|lang| (lang.tag().to_owned(), json!(text.exactly(lang)))).collect()
}

/// Returns an amount as a JSON number, without a fraction if it is whole: `600`, not `600.0`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an amount is from 0 to 1e15"
)]
#[must_use]
pub fn amount_value(amount: Amount) -> Value {
    let value = amount.value();
    if value.fract() == 0.0 { Value::from(value as u64) } else { Value::from(value) }
}

/// Translates the JSON in `text` to RON in which everything keeps its line and column.
///
/// # Errors
/// The text is not valid JSON.
pub(crate) fn from_json(text: &str) -> Result<String, Diagnostic> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        let before: usize =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).min(text.len());
        let kind =
            if text.trim().is_empty() { FileErrorKind::Empty } else { FileErrorKind::BadJson };
        let position = LineCol::from_offset(text.as_bytes(), at);
        return Err(Diagnostic::new(Location::Text(position), kind));
    }
    let mut tokens = tokenize(text);
    // The tokens after the current one, and the texts of the two before it.
    let mut ahead: VecDeque<Token> = tokens.by_ref().take(3).collect();
    let mut before = ["", ""];
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut skip = 0;
    while let Some(token) = ahead.pop_front() {
        ahead.extend(tokens.next());
        out.push_str(text.get(at..token.offset).unwrap_or_default());
        at = token.offset + token.text.len();
        let is_name = ahead.front().is_some_and(|next| next.kind == TokenKind::Colon);
        // A field that is null counts as missing.
        if skip == 0 && is_name && ahead.get(1).is_some_and(|value| value.text == "null") {
            skip =
                if ahead.get(2).is_some_and(|next| next.kind == TokenKind::Comma) { 4 } else { 3 };
        }
        // The values of these fields are words without quotes in RON.
        let is_word = matches!(before[0], "\"qualifier\"" | "\"origin\"");
        before = [before[1], token.text];
        if skip > 0 {
            skip -= 1;
            out.push_str(&" ".repeat(token.text.chars().count()));
            continue;
        }
        match (token.kind, token.text) {
            (TokenKind::Open, "{") => out.push('('),
            (TokenKind::Close, "}") => out.push(')'),
            (TokenKind::Text, word) if is_name => out.push_str(&name(word)),
            (TokenKind::Text, word) if is_word => out.push_str(&unquoted_name(word)),
            (TokenKind::Text, word) => out.push_str(&as_ron(word)),
            (_, other) => out.push_str(other),
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Ok(out)
}

/// Returns the name of a field without its quotes, with blanks in their place. Characters that a
/// RON name cannot contain become `_`: such a field is unknown anyway.
fn name(word: &str) -> String {
    let bare = unquoted_name(word);
    if !bare.starts_with('"') {
        return bare;
    }
    let inside = bare.trim_matches('"').chars();
    let inside = inside.map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    std::iter::once('_').chain(inside).chain([' ']).collect()
}

/// Returns a word without its quotes, with blanks in their place; if it cannot be a word, it keeps
/// its quotes.
fn unquoted_name(word: &str) -> String {
    let inside = word.trim_matches('"');
    let has_first = inside.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    if has_first && inside.chars().all(|c| c.is_alphanumeric() || c == '_') {
        format!(" {inside} ")
    } else {
        as_ron(word)
    }
}

/// Returns a JSON string as a RON string, padded with blanks to the same length in characters.
fn as_ron(word: &str) -> String {
    let Ok(text) = serde_json::from_str::<String>(word) else { return word.to_owned() };
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // A literal line break would shift the lines that follow.
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out.push('"');
    let (length, ron_length) = (word.chars().count(), out.chars().count());
    debug_assert!(ron_length <= length, "a RON string is longer than its JSON string");
    out + &" ".repeat(length.saturating_sub(ron_length))
}
