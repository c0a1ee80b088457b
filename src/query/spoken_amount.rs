//! Amounts as people say them: `大于1000米`, `600个以上`, 三百户, `1千平方米`, `0.6亿元`.

use super::amount::{AmountFilter, Comparison, NUMERALS, folded_amount};
use crate::exchange::split_measure;
use crate::lang::Lang;
use crate::model::Amount;

/// Words before an amount that compare it, longest first where one begins with another.
const BEFORE: [(&str, Comparison); 32] = [
    ("不少于", Comparison::AtLeast),
    ("不低于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("大于等于", Comparison::AtLeast),
    ("大于或等于", Comparison::AtLeast),
    ("至少", Comparison::AtLeast),
    ("最少", Comparison::AtLeast),
    ("atleast", Comparison::AtLeast),
    ("不超过", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("不多于", Comparison::AtMost),
    ("不高于", Comparison::AtMost),
    ("小于等于", Comparison::AtMost),
    ("小于或等于", Comparison::AtMost),
    ("至多", Comparison::AtMost),
    ("最多", Comparison::AtMost),
    ("atmost", Comparison::AtMost),
    ("upto", Comparison::AtMost),
    ("大于", Comparison::More),
    ("多于", Comparison::More),
    ("高于", Comparison::More),
    ("超过", Comparison::More),
    ("超", Comparison::More),
    ("morethan", Comparison::More),
    ("over", Comparison::More),
    ("小于", Comparison::Less),
    ("少于", Comparison::Less),
    ("低于", Comparison::Less),
    ("不到", Comparison::Less),
    ("不足", Comparison::Less),
    ("lessthan", Comparison::Less),
    ("under", Comparison::Less),
];

/// Words after an amount that compare it. In offices both ends count: 以下 is at most.
const AFTER: [(&str, Comparison); 6] = [
    ("及以上", Comparison::AtLeast),
    ("或以上", Comparison::AtLeast),
    ("以上", Comparison::AtLeast),
    ("及以下", Comparison::AtMost),
    ("以下", Comparison::AtMost),
    ("以内", Comparison::AtMost),
];

/// Words before an amount that do not change what is searched for.
const ABOUT: [&str; 7] = ["大约", "约为", "约", "总共", "共计", "共有", "共"];

/// Maximum length of a text that is read as an amount, in bytes.
const AMOUNT_LEN_MAX: usize = 90;

/// An amount in a text, compared in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SpokenComparison {
    /// The text before it, such as the name of what is compared.
    pub(super) before: String,
    pub(super) comparison: Comparison,
    /// The amount, with its unit if it has one.
    pub(super) amount: String,
    /// The text after it.
    pub(super) after: String,
}

impl SpokenComparison {
    /// Finds the amount that `text` compares in words; `None` if it compares none.
    pub(super) fn find(text: &str) -> Option<Self> {
        if text.len() > AMOUNT_LEN_MAX || !text.chars().any(is_of_amount) {
            return None;
        }
        let text = folded_amount(text);
        BEFORE
            .iter()
            .find_map(|(word, comparison)| Self::with_word_before(&text, word, *comparison))
            .or_else(|| {
                let words = AFTER.iter();
                let mut found = words.filter_map(|(word, comparison)| {
                    Self::with_word_after(&text, word, *comparison)
                });
                found.next()
            })
    }

    fn with_word_before(text: &str, word: &str, comparison: Comparison) -> Option<Self> {
        let (before, from) = text.split_once(word)?;
        // Within a Latin word it compares nothing.
        let is_in_word = word.is_ascii() && before.ends_with(|c: char| c.is_ascii_alphabetic());
        let (amount, after) = split_amount(from).filter(|_| !is_in_word)?;
        Some(Self {
            before: before.to_owned(),
            comparison,
            amount: amount.to_owned(),
            after: after.to_owned(),
        })
    }

    fn with_word_after(text: &str, word: &str, comparison: Comparison) -> Option<Self> {
        let (from, after) = text.split_once(word)?;
        let is_start = |at: &usize| {
            let before = from.get(..*at).and_then(|before| before.chars().next_back());
            !before.is_some_and(is_of_amount)
        };
        let starts = from.char_indices().map(|(at, _)| at).filter(is_start);
        let mut split = starts.filter_map(|at| from.split_at_checked(at));
        let (before, amount) = split
            .find(|(_, amount)| split_amount(amount).is_some_and(|(_, rest)| rest.is_empty()))?;
        Some(Self {
            before: before.to_owned(),
            comparison,
            amount: amount.to_owned(),
            after: after.to_owned(),
        })
    }

    /// Returns the comparison as users type it with signs: `>=1000米`.
    pub(super) fn with_signs(&self) -> String {
        format!("{}{}", self.comparison.sign(), self.amount)
    }
}

/// Returns true for the characters of numbers in amounts.
fn is_of_amount(c: char) -> bool {
    c.is_ascii_digit() || c == '.' || NUMERALS.contains(c) || ('０'..='９').contains(&c)
}

/// Splits a folded text that begins with an amount into that, with its word of measure, and the
/// rest.
fn split_amount(text: &str) -> Option<(&str, &str)> {
    let number_len = text.find(|c| !is_of_amount(c)).unwrap_or(text.len());
    let (_, from) = text.split_at_checked(number_len).filter(|(number, _)| !number.is_empty())?;
    let measure = split_measure(from).map_or("", |(measure, _)| measure);
    let (amount, rest) = text.split_at_checked(number_len + measure.len())?;
    // `1000x` is no amount and a word.
    let is_ended = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    AmountFilter::parse(Comparison::Equal, amount).filter(|_| is_ended).map(|_| (amount, rest))
}

/// Splits a text that begins with an amount, in digits or with a word of measure, into that and the
/// rest: 六百个 of 六百个停车位, but not 五 of 五星.
pub(super) fn leading_amount(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with(is_of_amount) {
        return None;
    }
    let is_plain = |amount: &str| amount.chars().all(|c| NUMERALS.contains(c));
    split_amount(text).filter(|(amount, _)| !is_plain(amount))
}

/// Splits a text at the first amount in Han numerals with a word of measure, 六百个 in 六百个停车位;
/// returns what is before it, the amount in digits, and what is after it.
pub(super) fn split_at_han_amount(text: &str) -> Option<(&str, String, &str)> {
    let start = text.find(|c| NUMERALS.contains(c))?;
    let (before, from) = text.split_at_checked(start)?;
    let (amount, after) = split_amount(from).filter(|_| !before.ends_with(is_of_amount))?;
    let filter = AmountFilter::parse(Comparison::Equal, amount)?;
    filter.has_unit().then(|| (before, written(&filter), after))
}

/// Returns an amount as texts have it, 300户 for 三百户, `1000平方米` for `1千平方米`, `6000万元` for
/// `0.6亿元`; `None` if it is written so already, or is none.
pub(super) fn written_amount(text: &str) -> Option<String> {
    if text.len() > AMOUNT_LEN_MAX {
        return None;
    }
    let about = ABOUT.iter().find_map(|word| text.strip_prefix(word));
    let amount = folded_amount(about.unwrap_or(text));
    if !amount.starts_with(is_of_amount) {
        return None;
    }
    let filter = AmountFilter::parse(Comparison::Equal, &amount)?;
    // Numbers below 100 without a unit are those of projects.
    let is_small = !filter.has_unit() && filter.value < 100.0;
    let written = Some(filter).filter(|_| !is_small).map(|filter| written(&filter))?;
    (written != amount || about.is_some()).then_some(written)
}

/// Writes an amount in digits, with 万 or 亿 where texts have them.
fn written(filter: &AmountFilter) -> String {
    let unit = filter.unit.trim_start_matches(['万', '亿']);
    let scale = filter.unit.strip_suffix(unit).unwrap_or_default();
    let scale: f64 = scale.chars().map(|c| if c == '万' { 1e4 } else { 1e8 }).product();
    let amount = Amount::new(filter.value * scale).map(|amount| amount.text(Lang::Zh));
    format!("{}{unit}", amount.unwrap_or_default().replace([' ', ','], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_compare_as_signs_do() {
        for (text, before, signs, after) in [
            ("大于1000米", "", ">1000米", ""),
            ("超过1，000米", "", ">1000米", ""),
            ("数量大于1000", "数量", ">1000", ""),
            ("长度不少于１０００米的河道", "长度", ">=1000米", "的河道"),
            ("停车位超过五百个", "停车位", ">五百个", ""),
            ("超1万个", "", ">1万个", ""),
            ("大于等于3所", "", ">=3所", ""),
            ("1000米以上", "", ">=1000米", ""),
            ("两千亩及以上", "", ">=两千亩", ""),
            ("面积500平方米以下", "面积", "<=500平方米", ""),
            ("600个停车位以上", "", "", ""),
            ("不超过600个停车位", "", "<=600个", "停车位"),
            ("50%以上", "", ">=50%", ""),
            ("morethan1km", "", ">1km", ""),
            ("1000以上", "", ">=1000", ""),
            ("超市", "", "", ""),
            ("超过", "", "", ""),
            ("discover7", "", "", ""),
            ("大于1000x", "", "", ""),
        ] {
            let found = SpokenComparison::find(text);
            let found = found.map(|found| (found.before.clone(), found.with_signs(), found.after));
            let expected = (!signs.is_empty())
                .then(|| (before.to_owned(), signs.to_owned(), after.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_as_in_texts() {
        for (text, written) in [
            ("三百户", Some("300户")),
            ("八百七十四户", Some("874户")),
            ("一千五百平方米", Some("1500平方米")),
            ("十一万平方米", Some("11万平方米")),
            ("1千平方米", Some("1000平方米")),
            ("11万m2", Some("11万m2")),
            ("110000平方米", Some("11万平方米")),
            ("0.6亿元", Some("6000万元")),
            ("0.6亿", Some("6000万")),
            ("约六百八十米", Some("680米")),
            ("五所", Some("5所")),
            ("两千", Some("2000")),
            ("1000米", None),
            ("12345", None),
            ("2万人", None),
            ("五", None),
            ("二十五", None),
            ("五星", None),
            ("一老一小", None),
            ("停车", None),
        ] {
            let expected = written.filter(|written| *written != text);
            assert_eq!(written_amount(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn amounts_in_han_numerals_are_found_in_texts() {
        let split = split_at_han_amount("六百个停车位");
        assert_eq!(split, Some(("", "600个".to_owned(), "停车位")));
        let split = split_at_han_amount("新增六百个");
        assert_eq!(split, Some(("新增", "600个".to_owned(), "")));
        assert_eq!(split_at_han_amount("五星社区"), None);
        assert_eq!(split_at_han_amount("停车位"), None);
    }
}
