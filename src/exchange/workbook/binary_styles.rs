//! Styles of the cells of a binary workbook, from the records of fonts, formats and styles.

use std::collections::HashMap;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

use crate::exchange::xlsx::SheetStyle;

/// Records of the styles of a workbook, as they are found.
#[derive(Debug, Default)]
pub(super) struct StyleRecords {
    /// True for each font that has a line through it.
    pub(super) struck_fonts: Vec<bool>,
    /// True for each font that raises its text.
    pub(super) raised_fonts: Vec<bool>,
    /// Codes of number formats, by their numbers.
    pub(super) formats: HashMap<u16, String>,
    /// The numbers of font and format of each style.
    pub(super) styles: Vec<(u16, u16)>,
    /// True if days are counted from 1904.
    pub(super) is_1904: bool,
}

/// Styles of the cells of a workbook.
#[derive(Debug)]
pub(super) struct BinaryStyles {
    /// The styles, at least one.
    pub(super) styles: Vec<SheetStyle>,
    /// Form of time that the numbers of each style are shown as; `None` if they are numbers.
    times: Vec<Option<ExcelDateTimeType>>,
    is_1904: bool,
}

impl StyleRecords {
    /// Returns true if the font has a line through it.
    pub(super) fn is_struck(&self, font: u16) -> bool {
        self.struck_fonts.get(usize::from(font)).copied().unwrap_or_default()
    }

    /// Returns true if the font raises its text.
    pub(super) fn is_raised(&self, font: u16) -> bool {
        self.raised_fonts.get(usize::from(font)).copied().unwrap_or_default()
    }

    /// Returns the styles of the cells.
    pub(super) fn to_styles(&self) -> BinaryStyles {
        let code = |format: u16| {
            let own = self.formats.get(&format).map(String::as_str);
            own.or_else(|| built_in_code(format)).unwrap_or_default()
        };
        let default = [(0, 0)];
        let all = if self.styles.is_empty() { &default[..] } else { &self.styles };
        BinaryStyles {
            styles: all
                .iter()
                .map(|(font, format)| SheetStyle::new(code(*format), self.is_struck(*font)))
                .collect(),
            times: all.iter().map(|(_, format)| time_form(code(*format))).collect(),
            is_1904: self.is_1904,
        }
    }
}

impl BinaryStyles {
    /// Returns the value of a cell that holds a number, by the index of its style.
    pub(super) fn value(&self, style: usize, number: f64) -> DataRef<'static> {
        match self.times.get(style).copied().flatten() {
            Some(form) => DataRef::DateTime(ExcelDateTime::new(number, form, self.is_1904)),
            None => DataRef::Float(number),
        }
    }
}

/// Returns the form of time that the code of a number format shows, by its first section.
fn time_form(code: &str) -> Option<ExcelDateTimeType> {
    let mut chars = code.chars().take_while(|c| *c != ';');
    while let Some(c) = chars.next() {
        match c {
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '!' | '_' | '*' => _ = chars.next(),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let is_duration = |unit: char| inside.chars().all(|c| c == unit);
                if !inside.is_empty() && ['h', 'm', 's'].into_iter().any(is_duration) {
                    return Some(ExcelDateTimeType::TimeDelta);
                }
            }
            // `General`, and the exponent of a number.
            'G' | 'g' => return None,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                return Some(ExcelDateTimeType::DateTime);
            }
            _ => {}
        }
    }
    None
}

/// Returns the code of a number format that is not written in the workbook, with Chinese dates
/// (ECMA-376 part 1, 18.8.30).
fn built_in_code(format: u16) -> Option<&'static str> {
    Some(match format {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5..=8 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 | 34 | 55 => "h\"时\"mm\"分\"",
        33 | 35 | 56 => "h\"时\"mm\"分\"ss\"秒\"",
        37..=40 => "#,##0.00;-#,##0.00",
        41..=44 => "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_times_from_numbers() {
        for (code, form) in [
            ("yyyy\"年\"m\"月\"", Some(ExcelDateTimeType::DateTime)),
            ("[$-804]yyyy/m/d;@", Some(ExcelDateTimeType::DateTime)),
            ("[h]:mm", Some(ExcelDateTimeType::TimeDelta)),
            ("General\"人\"", None),
            ("0\"m\"", None),
            ("[Red]0.00", None),
            ("0.0%", None),
            ("_m0*d", None),
            ("", None),
        ] {
            assert_eq!(time_form(code), form, "{code}");
        }
    }
}
