//! Recognizes rows that are no projects by their words.

use crate::exchange::date_text;
use crate::exchange::import::number::parse_number;
use crate::text::{han_number, to_half_width};

/// Words of a row that adds up the others.
const SUMS: &[&str] = &["合计", "总计", "小计", "共计", "累计", "总合计"];

/// First words of a row that adds up the others if they are all of its first text.
const WHOLES: &[&str] = &["全县", "全市", "全省", "全区", "全镇", "全州", "全乡", "全街道"];

/// First words of a remark.
const REMARKS: &[&str] =
    &["注", "备注", "附注", "说明", "填表说明", "填报说明", "数据来源", "资料来源", "来源"];

/// Labels of a signature.
const SIGNATURES: &[&str] = &[
    "填报人",
    "填表人",
    "制表人",
    "审核人",
    "审批人",
    "复核人",
    "负责人",
    "单位负责人",
    "分管领导",
    "主要领导",
    "科室负责人",
    "主要负责人",
    "联系人",
    "联系电话",
    "电话",
    "经办人",
    "填报单位",
    "填表单位",
    "制表单位",
    "报送单位",
    "报送人",
    "编制单位",
    "单位",
    "填报日期",
    "填表日期",
    "制表日期",
    "报送日期",
    "打印日期",
    "填报时间",
    "填表时间",
    "报送时间",
    "打印时间",
    "日期",
    "时间",
    "制表",
    "填报",
    "填表",
    "审核",
    "审批",
    "复核",
    "校对",
    "签字",
    "签章",
    "盖章",
    "公章",
];

/// Brackets that ask for a signature or a seal.
const SEALS: &[&str] = &["(盖章)", "(公章)", "(签字)", "(签章)", "(章)", "(签名)"];

/// Last words of the name of an office.
const OFFICES: &[&str] = &[
    "政府",
    "办公室",
    "委员会",
    "局",
    "委",
    "厅",
    "办事处",
    "街道办",
    "领导小组",
    "专班",
    "集团",
    "公司",
    "中心",
    "总工会",
    "妇联",
    "残联",
    "党委",
    "人大",
    "管委会",
];

/// Returns `text` in half-width characters without blanks.
pub(super) fn plain(text: &str) -> String {
    plain_chars(text).collect()
}

fn plain_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(to_half_width).filter(|c| !c.is_whitespace())
}

/// Returns true if `text`, a [`plain`] text, begins a row that adds up the others.
pub(super) fn is_sum(text: &str) -> bool {
    let name = text.split(['(', ':']).next().unwrap_or_default();
    let is_short = name.chars().count() <= 10;
    let has_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    WHOLES.contains(&text)
        || SUMS.iter().any(|sum| {
            (is_short && name.ends_with(*sum)) || name.strip_prefix(*sum).is_some_and(has_number)
        })
}

/// Returns true if `text` is the word for a sum and nothing else.
pub(super) fn is_bare_sum(text: &str) -> bool {
    // Nearly all titles begin with another character, and need no plain copy.
    let is_start = |c| matches!(c, '合' | '总' | '小' | '共' | '项' | '全' | '本');
    plain_chars(text).next().is_some_and(is_start)
        && ["合计", "总计", "小计", "共计", "项目合计", "全部合计", "本页合计"]
            .contains(&plain(text).as_str())
}

/// Returns true if `text`, a [`plain`] text, begins a remark.
pub(super) fn is_remark(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, ':' | '.' | '、' | '(' | '①') || c.is_ascii_digit();
    text.starts_with(['※', '★', '▲', '*'])
        || REMARKS
            .iter()
            .any(|word| text.strip_prefix(*word).is_some_and(|rest| rest.starts_with(is_mark)))
        || REMARKS.contains(&text)
}

/// Returns true if `text`, a [`plain`] text, begins a signature.
pub(super) fn is_signature(text: &str) -> bool {
    let is_label = |label: &str| {
        let rest = text.strip_prefix(label);
        rest.is_some_and(|rest| {
            rest.starts_with(':') || (rest.is_empty() && label.chars().count() > 2)
        })
    };
    SIGNATURES.iter().any(|label| is_label(label)) || SEALS.iter().any(|seal| text.contains(*seal))
}

/// Returns true if `text` is the name of an office or a day, as they stand below a table.
pub(super) fn is_office_or_day(text: &str) -> bool {
    let plain = plain(text);
    let length = plain.chars().count();
    let is_office = (3..=30).contains(&length) && OFFICES.iter().any(|end| plain.ends_with(*end));
    is_office || is_day(&plain)
}

/// Returns true if `text`, a [`plain`] text, is a day, also in Han numerals or in brackets.
pub(super) fn is_day(text: &str) -> bool {
    let text = text.trim_start_matches('(').trim_end_matches(')');
    date_text::read(text, Some(2026)).is_ok()
}

/// Returns true if `text` is a sentence and no name.
pub(super) fn is_sentence(text: &str) -> bool {
    text.contains(['。', '；', ';', '，', '：', ':', '\n'])
}

/// A row that begins a section of the table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SectionName {
    /// The name, without its number, its count and 类.
    pub name: String,
    /// True if it has a number, a count or 类, so that it hardly is something else.
    pub is_marked: bool,
}

/// Parses the name of a section: 教育 of 一、教育类（2项）. `None` if nothing is left of it.
pub(super) fn section_name(text: &str) -> Option<SectionName> {
    let text = undecorated(text);
    let numberless = strip_section_number(text);
    let mut name = numberless.unwrap_or(text).trim();
    let mut is_marked = numberless.is_some();
    let inside = name.strip_suffix(['）', ')']).and_then(|name| name.rsplit_once(['（', '(']));
    if let Some((head, note)) = inside {
        let note = plain(note);
        if note.split([',', '、', ';', ':']).any(is_count) {
            (name, is_marked) = (head.trim(), true);
        } else if is_duty(&note) && !head.trim().is_empty() {
            // （责任单位：县文旅局）
            name = head.trim();
        }
    }
    let mut name = name.trim_end_matches([':', '：', '。']).trim();
    let ends = ["类项目", "领域项目", "方面项目", "领域", "方面", "类"];
    if let Some(head) = ends.iter().find_map(|end| name.strip_suffix(end))
        && head.chars().count() > 1
    {
        (name, is_marked) = (head, true);
    }
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let has_word = name.chars().any(|c| c.is_alphabetic() && !is_numeral(c));
    has_word.then(|| SectionName { name: name.to_owned(), is_marked })
}

/// Returns a text without the marks around it: 教育 of 【教育】, ★教育 and —教育—.
pub(super) fn undecorated(text: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || "【】〖〗《》「」—–-★☆●○◆◇■□▲△※*＊".contains(c);
    text.trim_matches(is_mark)
}

/// Returns true if a text begins with a number that only sections have: 一、 （一） 第一部分.
pub(super) fn is_numbered_section(text: &str) -> bool {
    let text = text.trim();
    let first = text.trim_start_matches(['第', '（', '(']).chars().next();
    first.is_some_and(|c| "一二三四五六七八九十".contains(c))
        && strip_section_number(text).is_some()
}

/// Returns the domain in a text that has its number or the count of its projects, too: 教育 of
/// 一、教育类（2项）; `None` for any other text.
pub(crate) fn numbered_domain(text: &str) -> Option<String> {
    let text = text.trim();
    let inside = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    let has_count = inside.is_some_and(|(head, note)| {
        let note = plain(note);
        is_count(&note) || is_duty(&note) && !head.trim().is_empty()
    });
    let numberless = after_number(text);
    let is_numbered = has_count || numberless.is_some() || strip_section_number(text).is_some();
    let section = section_name(numberless.unwrap_or(text)).filter(|_| is_numbered)?;
    let name = section.name.trim_end_matches(['；', ';', '，', '、']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Returns the text after a number with a mark or a blank, or after a numeral of one character:
/// 教育 of （一）教育, 1 教育 and ①教育.
fn after_number(text: &str) -> Option<&str> {
    const MARKS: [char; 8] = ['、', '.', '．', ')', '）', ':', '：', ' '];
    let first = text.chars().next()?;
    let (head, rest) = text.split_at_checked(first.len_utf8())?;
    let is_numeral = !first.is_ascii_digit() && han_number(head).is_none();
    if is_numeral && parse_number(head).is_some() {
        return Some(rest.trim_start_matches(MARKS));
    }
    let (head, rest) = text.split_once(MARKS)?;
    let is_word = rest.trim_start().starts_with(|c: char| c.is_alphabetic());
    (is_word && parse_number(head).is_some()).then(|| rest.trim_start())
}

/// Removes the number at the start of a section: 一、 （一） 1. 第一部分. `None` if it has none.
fn strip_section_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['第', '（', '(']);
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    // A.教育
    let letter = text.strip_prefix(|c: char| c.is_ascii_uppercase());
    let after = letter.unwrap_or_else(|| rest.trim_start_matches(is_numeral));
    if after.len() == rest.len() {
        return None;
    }
    let words = ["部分", "大类", "类", "章"].iter().find_map(|word| after.strip_prefix(*word));
    let words = words.filter(|_| text.starts_with('第'));
    let marks = |c: char| matches!(c, '、' | '.' | '．' | ')' | '）' | ',' | '，' | ':' | '：');
    // 3.15 is no section 3.
    let is_decimal = after.starts_with(['.', '．'])
        && after.trim_start_matches(['.', '．']).starts_with(|c: char| c.is_ascii_digit());
    let is_marked = words.is_some() || after.starts_with(marks) && !is_decimal;
    let after = words.unwrap_or(after);
    let after = after.trim_start_matches(|c: char| marks(c) || c.is_whitespace());
    (is_marked && !after.is_empty()).then_some(after)
}

/// Returns true if `text`, a [`plain`] text in a bracket after a domain, says who is responsible:
/// 牵头：教育局, 教育局牵头, 县教育局.
pub(super) fn is_duty(text: &str) -> bool {
    let words = ["牵头", "负责", "责任单位", "主管"];
    text.contains(':')
        || words.iter().any(|word| text.contains(word))
        || is_office_or_day(text) && !is_day(text)
}

/// Returns true if `text` counts projects: 2项, 共12个, 3项实事. A number alone may be a name.
fn is_count(text: &str) -> bool {
    let number = text.trim_start_matches(['共', '计']);
    let digits = number.trim_end_matches(|c: char| "项个件类大目实事".contains(c));
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
        || han_number(digits).is_some();
    is_number && digits.len() < text.len()
}

/// Returns true if cells below a header number its columns: 1, 2, 3, 4.
pub(super) fn are_column_numbers(cells: &[String]) -> bool {
    const COLUMNS_MIN: usize = 3;
    let texts: Vec<String> =
        cells.iter().filter(|cell| !cell.trim().is_empty()).map(|cell| plain(cell)).collect();
    // 甲 乙 丙 1 2: the columns of words have stems, and those of figures numbers.
    let stems = texts.iter().zip("甲乙丙丁戊己庚辛壬癸".chars());
    let stems = stems.take_while(|(text, stem)| text.chars().eq([*stem])).count();
    let is_run = |skipped: usize| {
        let mut numbers = (1..).zip(texts.iter().skip(skipped));
        numbers.all(|(nth, text)| {
            // 3=1+2: a column that adds up others.
            let text = text.split('=').next().unwrap_or_default();
            let digits = text.trim_matches(['(', ')', '栏', '列', '.']);
            digits.parse() == Ok(nth) || han_number(digits) == Some(nth)
        })
    };
    texts.len() >= COLUMNS_MIN && (is_run(stems) || is_run(0))
}

/// Returns true if `text`, a [`plain`] text, is a mark of a page: 第1页 共2页, 续表.
pub(super) fn is_page_mark(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '-', '—']);
    (bare.starts_with('第') && bare.contains('页'))
        || bare.starts_with("续表")
        || bare.ends_with("续表")
        || bare.ends_with("(续")
        || bare == "续"
        || bare.chars().count() <= 8
            && ["上页", "下页", "次页"].iter().any(|end| bare.ends_with(end))
        || ["此页无正文", "本页无正文", "以下无正文", "以下空白", "此页空白", "本页空白", "空白页"]
            .contains(&bare.trim_end_matches('。'))
}

/// Returns true if `text` is a number with at most a short unit, as in the row of a section.
pub(super) fn is_short_figure(text: &str) -> bool {
    let plain = plain(text);
    plain.chars().count() <= 12 && plain.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_remarks_and_signatures_are_known_by_their_words() {
        for text in ["合计", "合 计", "总计：", "全县合计", "小计（3项）", "合计20项", "全省"]
        {
            assert!(is_sum(&plain(text)), "{text}");
        }
        for text in ["合计划", "全县公路改造", "教育", "综合计量站建设"] {
            assert!(!is_sum(&plain(text)), "{text}");
        }
        for text in ["注：以上", "备注:x", "注1.总投资", "说明： 1、", "※ 另附", "备注"]
        {
            assert!(is_remark(&plain(text)), "{text}");
        }
        for text in ["注册中心", "说明会", "备注册"] {
            assert!(!is_remark(&plain(text)), "{text}");
        }
        for text in
            ["填报人：", "填表人：王某", "审核人", "联系电话：0512", "云溪镇人民政府（盖章）"]
        {
            assert!(is_signature(&plain(text)), "{text}");
        }
        for text in ["电话改造", "审核制度", "单位食堂", "时间银行"] {
            assert!(!is_signature(&plain(text)), "{text}");
        }
        for text in
            ["某某区人民政府办公室", "2026年1月27日", "二〇二六年一月二十七日", "2026-01-27"]
        {
            assert!(is_office_or_day(text), "{text}");
        }
        assert!(!is_office_or_day("新增学位 600 个"));
    }

    #[test]
    fn a_section_has_a_name() {
        for (text, name, is_marked) in [
            ("一、教育类（2项）", "教育", true),
            ("（二）交通出行(共3项)", "交通出行", true),
            ("三、养老服务", "养老服务", true),
            ("第一部分 教育", "教育", true),
            ("1.医疗卫生领域", "医疗卫生", true),
            ("3.15维权", "3.15维权", false),
            ("教育类", "教育", true),
            ("教育", "教育", false),
            ("城乡建设（一）", "城乡建设（一）", false),
        ] {
            let section = SectionName { name: name.to_owned(), is_marked };
            assert_eq!(section_name(text), Some(section), "{text}");
        }
        for text in ["一、", "12", "（2）"] {
            assert_eq!(section_name(text), None, "{text}");
        }
    }
}
