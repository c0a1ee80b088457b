//! Reads amounts of money.

use super::cell_text::bare;
use crate::diagnostics::header_unit;
use crate::exchange::decimal::Decimal;
use crate::model::NewMoney;
use crate::text::to_half_width;

/// The units in which an investment is given, longest first.
const MONEY_UNITS: [&str; 3] = ["亿元", "万元", "元"];

/// Returns the amount in a cell, with its own unit or else that of the header, or as this program
/// writes it; `None` if it is no plain number with a unit.
pub(super) fn money_in(text: &str, label: &str) -> Option<NewMoney> {
    money(text, label).or_else(|| written_money(text))
}

/// Returns true if a text is a number and no more.
pub(super) fn is_bare_amount(text: &str) -> bool {
    let plain: String = text.chars().map(to_half_width).filter(|c| *c != ',').collect();
    Decimal::parse(plain.trim()).is_some()
}

/// Returns the amount in a cell, with its own unit or else that of the header; `None` if it is no
/// plain number with a unit.
fn money(text: &str, label: &str) -> Option<NewMoney> {
    let plain: String = text.chars().map(to_half_width).collect();
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let (number, unit) =
        plain.split_at_checked(plain.find(|c| !is_number(c)).unwrap_or(plain.len()))?;
    let amount = Decimal::parse(&number.replace(',', ""))?.to_amount()?;
    let is_unit = |unit: &str| {
        unit.ends_with('元')
            && !unit.contains(|c: char| c.is_ascii_digit() || "（(，,；;".contains(c))
    };
    let unit = match unit.trim() {
        "" => money_unit(label)?,
        unit => known_unit(unit).or_else(|| is_unit(unit).then_some(unit))?,
    };
    Some(NewMoney { amount, unit: unit.to_owned() })
}

/// Returns the unit that a word is: 万元 also for 万 and 万元人民币.
fn known_unit(word: &str) -> Option<&'static str> {
    let word = word.trim_start_matches("人民币").trim_end_matches("人民币").trim();
    match word {
        "万" | "万元" => Some("万元"),
        "亿" | "亿元" => Some("亿元"),
        "元" => Some("元"),
        _ => None,
    }
}

/// Returns the unit of money that a header names; `None` for one that is not known, such as 百万元
/// and 万美元, of which 万元 and 元 are only the end.
fn money_unit(label: &str) -> Option<&'static str> {
    let named = label.split(" / ").find_map(header_unit);
    let label = bare(label);
    let mut known = MONEY_UNITS.iter().copied();
    if let Some(unit) = named {
        let unit = unit.rsplit(['：', ':', ' ']).next().unwrap_or(unit).trim();
        return known.find(|known| unit == *known).or_else(|| known_unit(unit));
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
            ("2", "总投资（亿）", Some((2.0, "亿元"))),
            ("200万", "总投资", Some((200.0, "万元"))),
            ("200", "总投资（万元人民币）", Some((200.0, "万元"))),
            ("200万元人民币", "总投资", Some((200.0, "万元"))),
            ("3000万元（其中中央100万元）", "总投资", None),
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
