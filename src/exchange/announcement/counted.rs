//! Finds what the amounts of a clause count.

use super::amounts::ClauseAmount;
use super::figure_words::{
    is_bare, split_verbs, starts_with_verb, verb_within, without_connectors, without_copula,
};

/// A clause and its amounts.
pub(super) struct Clause<'a> {
    pub chars: &'a [char],
    pub amounts: &'a [ClauseAmount],
}

/// Words that begin a second measure of a thing: 长300米宽5米.
const MEASURED: [&str; 8] = ["宽", "高", "深", "长", "厚", "直径", "全长", "总长"];

/// Prepositions: what comes after them is what the rest of the clause is done for.
const PREPOSITIONS: [&str; 8] = ["为", "对", "给", "在", "向", "将", "把", "面向"];

/// Longest text before an amount that is kept in full if it is a list of names.
const NAMES_MAX: usize = 16;

/// Text between two amounts, split.
struct SplitText {
    /// Belongs to the amount before it.
    after: String,
    /// Belongs to the amount after it.
    before: String,
    kind: SplitKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SplitKind {
    /// There is a mark or a verb between the two.
    Clear,
    /// The amounts stand side by side and measure one thing.
    Beside,
    /// The text may belong to either.
    Unclear,
}

/// Returns what each amount of a clause counts, in the words of the clause; `None` if that is not
/// certain.
pub(super) fn counted_things(clause: &Clause) -> Vec<Option<String>> {
    let Clause { chars, amounts } = clause;
    let text = |from: usize, to: usize| -> String {
        chars.get(from..to).unwrap_or_default().iter().collect()
    };
    let (Some(first), Some(last)) = (amounts.first(), amounts.last()) else { return Vec::new() };
    let head = text(0, first.start);
    let tail = text(last.end, chars.len());
    let between = amounts.windows(2).map(|pair| match pair {
        [one, two] => split(&text(one.end, two.start)),
        _ => split(""),
    });
    let mut between: Vec<SplitText> = between.collect();
    for (split, amount) in between.iter_mut().zip(*amounts) {
        resolve(split, &amount.unit, is_bare(&head), is_bare(&tail));
    }
    let mut things = Vec::new();
    for nth in 0..amounts.len() {
        let group_start = start_of_group(&between, nth);
        let group_end = end_of_group(&between, nth);
        let before = match group_start.checked_sub(1).and_then(|nth| between.get(nth)) {
            Some(split) => split.before.clone(),
            None => head.clone(),
        };
        let after = match between.get(group_end) {
            Some(split) => split.after.clone(),
            None => tail.clone(),
        };
        let is_unclear = |nth: Option<usize>| {
            nth.and_then(|nth| between.get(nth)).is_some_and(|s| s.kind == SplitKind::Unclear)
        };
        if is_unclear(Some(group_end)) || is_unclear(group_start.checked_sub(1)) {
            things.push(None);
            continue;
        }
        let is_beside = group_start < group_end;
        let part = after.split_once('的').filter(|(part, whole)| {
            is_beside && (1..7).contains(&part.chars().count()) && !whole.is_empty()
        });
        things.push(Some(match part {
            // 1所100张床位的养老机构
            Some((part, whole)) if nth == group_end => format!("{whole}（{part}）"),
            Some((_, whole)) => thing(&before, whole),
            None => thing(&before, &after),
        }));
    }
    scope(clause, &head, &between, &mut things);
    things
}

/// Gives the text between two amounts to one of them: in 新建小学3所幼儿园2所 to the second, in
/// 新建3所幼儿园2所小学 and in 3个街道33个行政村 to the first.
fn resolve(split: &mut SplitText, unit: &str, is_head_bare: bool, is_tail_bare: bool) {
    const NOUN_MAX: usize = 4;
    if split.kind != SplitKind::Unclear {
        return;
    }
    // What 个 counts stands after it, unless nothing does.
    let is_noun = unit == "个" && split.after.chars().count() <= NOUN_MAX && !is_tail_bare;
    if is_head_bare != is_tail_bare || is_noun {
        split.kind = SplitKind::Clear;
        if is_head_bare || is_noun { &mut split.before } else { &mut split.after }.clear();
    }
}

/// Gives an amount after a preposition, 为40名老人安装扶手80个, all of the text up to the next.
fn scope(clause: &Clause, head: &str, between: &[SplitText], things: &mut [Option<String>]) {
    let preposition = without_connectors(head);
    let (Some(first), Some(split)) = (things.first_mut(), between.first()) else { return };
    if clause.amounts.len() > 1
        && PREPOSITIONS.contains(&preposition)
        && split.kind == SplitKind::Clear
        && verb_within(&format!("{}{}", split.after, split.before)).is_some()
    {
        *first = Some(format!("{preposition}{}{}", split.after, split.before));
    }
}

/// Returns the first of the amounts side by side with the amount `nth`.
fn start_of_group(between: &[SplitText], nth: usize) -> usize {
    let mut start = nth;
    while start.checked_sub(1).and_then(|at| between.get(at)).is_some_and(is_beside) {
        start -= 1;
    }
    start
}

/// Returns the last of the amounts side by side with the amount `nth`.
fn end_of_group(between: &[SplitText], nth: usize) -> usize {
    let mut end = nth;
    while between.get(end).is_some_and(is_beside) {
        end += 1;
    }
    end
}

fn is_beside(split: &SplitText) -> bool {
    split.kind == SplitKind::Beside
}

/// Splits the text between two amounts.
fn split(text: &str) -> SplitText {
    let text = text.trim();
    let halves = |after: &str, before: &str, kind: SplitKind| SplitText {
        after: after.trim().to_owned(),
        before: before.trim().to_owned(),
        kind,
    };
    if text.is_empty() {
        return halves("", "", SplitKind::Beside);
    }
    if let Some((after, before)) = text.split_once('、') {
        // 改造小区4个、900户: two measures of one thing.
        let is_measure = after.is_empty() && before.is_empty();
        return halves(
            after,
            before,
            if is_measure { SplitKind::Beside } else { SplitKind::Clear },
        );
    }
    if MEASURED.iter().any(|word| text.starts_with(word)) {
        return halves("", text, SplitKind::Clear);
    }
    for word in ["以及", "并", "及", "和", "与", "其中"] {
        if let Some((after, before)) = text.split_once(word) {
            let before =
                if word == "其中" { format!("其中{before}") } else { before.to_owned() };
            let is_measure = after.trim().is_empty() && before.trim().is_empty();
            let kind = if is_measure { SplitKind::Unclear } else { SplitKind::Clear };
            return halves(after, &before, kind);
        }
    }
    if let Some((after, before)) = verb_within(text).and_then(|at| text.split_at_checked(at)) {
        return halves(after, before, SplitKind::Clear);
    }
    if split_verbs(text).0.is_empty() {
        halves(text, text, SplitKind::Unclear)
    } else {
        halves("", text, SplitKind::Clear)
    }
}

/// Joins the words on either side of an amount to what is counted.
fn thing(before: &str, after: &str) -> String {
    let before = without_copula(without_connectors(before));
    let after = after.trim().trim_end_matches(['、', '，', ',']).trim();
    // A verb after a mark begins another task, without an amount.
    let mut marks = after.match_indices('、').map(|(at, mark)| (at, at + mark.len()));
    let other_task = marks.find(|(_, next)| after.get(*next..).is_some_and(starts_with_verb));
    let after = other_task.and_then(|(at, _)| after.get(..at)).unwrap_or(after);
    if let Some(rest) = after.strip_prefix('的') {
        return match (rest.is_empty(), is_bare(before)) {
            (true, _) => before.to_owned(),
            (false, true) => format!("{before}{rest}"),
            (false, false) => format!("{rest}（{before}）"),
        };
    }
    let is_list = before.contains('、') && before.chars().count() > NAMES_MAX;
    if is_list && after.chars().count() > 1 {
        let (verbs, _) = split_verbs(before);
        return format!("{verbs}{after}");
    }
    format!("{before}{after}")
}
