//! Reads JSON that is a list of records, as other programs export tables: the names of the fields
//! are the headers of the columns. The list may stand in an object, as what a server sends does:
//! `{"code": 0, "data": {"rows": […]}}`.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Sheet;
use super::sizes::{COLUMNS_MAX, MemoryBudget};
use crate::diagnostics::{Column, FileErrorKind, TableHeader};

/// Reads a list of records as a sheet, whose first row are the names of their fields; a single
/// value is a sheet without rows. `None` if the text is another object or no valid JSON.
///
/// # Errors
/// The records take too much memory: a few bytes may stand for a cell in a far column.
pub(crate) fn read(text: &str) -> Result<Option<Sheet>, FileErrorKind> {
    match text.trim_start().chars().next() {
        Some('[' | '{') => {}
        _ => return Ok(serde_json::from_str(text).ok().map(|IgnoredAny| Sheet::default())),
    }
    let mut table = RecordTable::new(text.len());
    let mut json = serde_json::Deserializer::from_str(text);
    let envelope = Envelope { table: &mut table, depth: 0 };
    let is_list = envelope.deserialize(&mut json).is_ok() && json.end().is_ok();
    if let Some(error) = table.error {
        return Err(error);
    }
    // Values past the last column that is read are told; their names are not needed.
    table.names.truncate(COLUMNS_MAX as usize);
    table.join_names();
    table.sheet.rows.insert(0, table.names);
    Ok(is_list.then_some(table.sheet))
}

/// Names of a list of records in an object.
const LISTS: [&str; 12] = [
    "data", "rows", "records", "items", "list", "result", "results", "content", "数据", "记录",
    "项目", "清单",
];

/// Maximum number of objects around a list of records.
const DEPTH_MAX: usize = 4;

/// A list of records, or an object with one and nothing else but single values.
struct Envelope<'a> {
    table: &'a mut RecordTable,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Envelope<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Envelope<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list, or an object with one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        RecordList(self.table).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut has_list = false;
        while let Some(name) = object.next_key::<String>()? {
            if LISTS.contains(&name.to_lowercase().as_str()) && !has_list && self.depth < DEPTH_MAX
            {
                has_list = true;
                let (table, depth) = (&mut *self.table, self.depth + 1);
                object.next_value_seed(Envelope { table, depth })?;
                continue;
            }
            // Another list or object would be lost.
            object.next_value_seed(SingleValue)?;
        }
        if has_list { Ok(()) } else { Err(A::Error::custom("no list")) }
    }
}

/// A value that is neither a list nor an object, which is skipped.
struct SingleValue;

impl<'de> DeserializeSeed<'de> for SingleValue {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl Visitor<'_> for SingleValue {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a single value")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The records so far.
struct RecordTable {
    sheet: Sheet,
    names: Vec<String>,
    /// Indexes of the names.
    columns: HashMap<String, usize>,
    budget: MemoryBudget,
    /// The error that ended the reading.
    error: Option<FileErrorKind>,
}

struct RecordList<'a>(&'a mut RecordTable);

struct RecordRow<'a>(&'a mut RecordTable);

impl<'de> DeserializeSeed<'de> for RecordList<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RecordList<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(RecordRow(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for RecordRow<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, record: D) -> Result<(), D::Error> {
        record.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordRow<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut record: A) -> Result<(), A::Error> {
        let table = self.0;
        let mut row = Vec::new();
        while let Some((name, value)) = record.next_entry::<String, Value>()? {
            if let Err(error) = table.set(&mut row, name, &cell_text(&value)) {
                let message = format!("{error:?}");
                table.error = Some(error);
                return Err(A::Error::custom(message));
            }
        }
        table.sheet.rows.push(row);
        Ok(())
    }

    /// Reads a row of cells without names.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut row = Vec::new();
        while let Some(value) = list.next_element::<Value>()? {
            if row.len() < COLUMNS_MAX as usize {
                row.push(cell_text(&value));
            } else {
                self.0.sheet.beyond.add(self.0.sheet.rows.len() + 1, row.len());
            }
        }
        self.0.sheet.rows.push(row);
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.sheet.rows.push(vec![text.to_owned()]);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.sheet.rows.push(Vec::new());
        Ok(())
    }
}

impl RecordTable {
    /// Creates a table for the records of a text of `size` bytes.
    fn new(size: usize) -> Self {
        Self {
            sheet: Sheet::default(),
            names: Vec::new(),
            columns: HashMap::new(),
            budget: MemoryBudget::for_size(size),
            error: None,
        }
    }

    /// Joins columns whose names mean the same, 序号 and 编号, if no record has both.
    fn join_names(&mut self) {
        let mut first: Vec<(Column, usize)> = Vec::new();
        for nth in 0..self.names.len() {
            let name = self.names.get(nth..=nth).unwrap_or_default();
            let meaning = TableHeader::project_columns(name).into_iter().flatten().next();
            let Some(column) = meaning.filter(|column| !matches!(column, Column::Extra(_))) else {
                continue;
            };
            let Some((_, other)) = first.iter().find(|(known, _)| *known == column).copied() else {
                first.push((column, nth));
                continue;
            };
            let is_filled =
                |row: &Vec<String>, at: usize| row.get(at).is_some_and(|c| !c.is_empty());
            if self.sheet.rows.iter().any(|row| is_filled(row, nth) && is_filled(row, other)) {
                continue;
            }
            for row in &mut self.sheet.rows {
                if is_filled(row, nth) {
                    // The first stands to the left.
                    row.swap(nth, other);
                }
            }
            if let Some(name) = self.names.get_mut(nth) {
                name.clear();
            }
        }
    }

    /// Writes a value into the row of a record. A field that is there twice has two lines.
    fn set(
        &mut self,
        row: &mut Vec<String>,
        name: String,
        text: &str,
    ) -> Result<(), FileErrorKind> {
        let next = self.names.len();
        let column = *self.columns.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            next
        });
        if column >= COLUMNS_MAX as usize {
            if !text.trim().is_empty() {
                // Below the row of names.
                self.sheet.beyond.add(self.sheet.rows.len() + 1, column);
            }
            return Ok(());
        }
        self.budget.reserve((column + 1).saturating_sub(row.len()), text.len())?;
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        let Some(cell) = row.get_mut(column) else { return Ok(()) };
        if !cell.is_empty() && !text.is_empty() {
            cell.push('\n');
        }
        cell.push_str(text);
        Ok(())
    }
}

/// Returns the text of a value; the items of a list are lines.
fn cell_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell_text).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_one_meaning_are_one_column() {
        let sheet = read(r#"[{"序号": 1, "名称": "a"}, {"编号": 2, "项目名称": "b"}]"#).unwrap();
        let rows = sheet.unwrap().rows;
        assert_eq!(rows[0], ["序号", "名称", "", ""]);
        assert_eq!([&rows[1][..2], &rows[2][..2]], [["1", "a"], ["2", "b"]]);
        // Both in one record are told apart.
        let sheet = read(r#"[{"序号": 1, "编号": 2}]"#).unwrap().unwrap();
        assert_eq!(sheet.rows[0], ["序号", "编号"]);
    }

    #[test]
    fn records_are_rows_under_the_names_of_their_fields() {
        let text = r#"[{"编号": 1, "名称": "修路", "地点": ["城北", "城南"]}, {"名称": null, "完成": 0.4}, ["a"]]"#;
        let sheet = read(text).unwrap().unwrap();
        assert_eq!(
            sheet.rows,
            [
                vec!["编号", "名称", "地点", "完成"],
                vec!["1", "修路", "城北\n城南"],
                vec!["", "", "", "0.4"],
                vec!["a"]
            ]
        );
        assert_eq!(read("5"), Ok(Some(Sheet::default())));
        assert_eq!(read("{}"), Ok(None));
        let rows = |text| read(text).unwrap().map(|sheet| sheet.rows);
        let table = Some(vec![vec!["编号".to_owned()], vec!["1".to_owned()]]);
        for text in [
            r#"{"data": [{"编号": 1}]}"#,
            r#"{"code": 0, "msg": null, "data": {"total": 1, "rows": [{"编号": 1}]}}"#,
            r#"{"项目": [{"编号": 1}]}"#,
        ] {
            assert_eq!(rows(text), table, "{text}");
        }
        for text in [
            r#"{"projects": [{"编号": 1}]}"#,
            r#"{"data": [{"编号": 1}], "进展": [{"编号": 1}]}"#,
            r#"{"data": 5}"#,
        ] {
            assert_eq!(rows(text), None, "{text}");
        }
        assert_eq!(read("[{]"), Ok(None));
        assert_eq!(read("[] []"), Ok(None));
    }
}
