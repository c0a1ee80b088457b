//! Reads JSON that is a list of records, as other programs export tables: the names of the fields
//! are the headers of the columns.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Sheet;
use super::sizes::{COLUMNS_MAX, MemoryBudget};
use crate::diagnostics::FileErrorKind;

/// Reads a list of records as a sheet, whose first row are the names of their fields; a single
/// value is a sheet without rows. `None` if the text is an object or no valid JSON.
///
/// # Errors
/// The records take too much memory: a few bytes may stand for a cell in a far column.
pub(crate) fn read(text: &str) -> Result<Option<Sheet>, FileErrorKind> {
    match text.trim_start().chars().next() {
        Some('[') => {}
        Some('{') => return Ok(None),
        _ => return Ok(serde_json::from_str(text).ok().map(|IgnoredAny| Sheet::default())),
    }
    let mut table = RecordTable::new(text.len());
    let mut json = serde_json::Deserializer::from_str(text);
    let is_list = RecordList(&mut table).deserialize(&mut json).is_ok() && json.end().is_ok();
    if let Some(error) = table.error {
        return Err(error);
    }
    // Values past the last column that is read are told; their names are not needed.
    table.names.truncate(COLUMNS_MAX as usize);
    table.sheet.rows.insert(0, table.names);
    Ok(is_list.then_some(table.sheet))
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
        assert_eq!(read("[{]"), Ok(None));
        assert_eq!(read("[] []"), Ok(None));
    }
}
