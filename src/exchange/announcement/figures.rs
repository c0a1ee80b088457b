//! Reads the figures of a project out of its sentences: amount, qualifier, unit and what is
//! counted. A number that is not surely a figure stays text, with the reason.

use super::amounts::{ClauseAmount, clause_amounts};
use super::counted::{Clause, counted_things};
use super::figure_words::{
    DONE, OTHER_SHARES, RATES, SHARES, has_word, is_bare, starts_with_verb, without_connectors,
};
use super::page_line::line_label;
use super::sentence::{clauses, without_brackets};
use crate::diagnostics::NoFigure;
use crate::model::Figure;
use crate::text::to_half_width;

/// A figure, and the words that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AnnouncedFigure {
    pub what: String,
    pub figure: Figure,
    pub unit: String,
    pub words: String,
}

/// The figures of a text, and the numbers that are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FigureReading {
    pub figures: Vec<AnnouncedFigure>,
    /// Reason and words of each number with a unit that is no figure.
    pub left: Vec<(NoFigure, String)>,
}

/// Longest clause whose figures are read, in characters: each amount is compared with all of it.
const CLAUSE_MAX: usize = 400;
/// Maximum number of figures of a text.
pub(super) const FIGURES_MAX: usize = 300;
/// Longest name of a figure that the name of a part is added to, in characters.
const WHAT_MAX: usize = 120;

/// The announcement that a text belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plan {
    /// Its year; 0 if that is unknown.
    pub year: u16,
    /// True if it tells what was done rather than what is to be done.
    pub is_report: bool,
}

/// Reads the figures of `text`, which belongs to the project `title` of an announcement.
pub(super) fn read_figures(text: &str, title: &str, plan: Plan) -> FigureReading {
    let mut reader = FigureReader { title, plan, ..FigureReader::default() };
    for sentence in text.split(['。', '；', ';', '！', '!', '？', '\n']) {
        reader.sentence(sentence.trim());
    }
    reader.reading
}

/// State while a text is read.
#[derive(Default)]
struct FigureReader<'a> {
    title: &'a str,
    plan: Plan,
    reading: FigureReading,
    /// The last clause of the sentence without a number.
    context: String,
    /// Number of figures before the sentence.
    sentence_start: usize,
    /// True from a word on that says that all of the sentence is done, or of another year.
    is_done: bool,
    /// True after an amount that something changes from.
    is_change: bool,
    /// Unit of the last amount that is called a target.
    planned_unit: Option<String>,
    /// True after 分别: the amounts belong to things that were named before.
    is_respective: bool,
}

impl FigureReader<'_> {
    fn sentence(&mut self, sentence: &str) {
        self.context.clear();
        self.sentence_start = self.reading.figures.len();
        self.planned_unit = None;
        let is_plan = has_word(sentence, &["计划", "目标", "预计", "拟"]);
        self.is_done = self.plan.is_report && !is_plan;
        (self.is_change, self.is_respective) = (false, false);
        let chars: Vec<char> = sentence.chars().take(16).collect();
        let label = line_label(&chars).map_or(0, |label| label.length);
        let sentence: String = sentence.chars().skip(label).collect();
        let (main, brackets) = without_brackets(&sentence);
        let mut brackets = brackets.into_iter().peekable();
        for clause in clauses(&main) {
            let from = self.reading.figures.len();
            self.clause(&clause.text, None);
            let parent = self.reading.figures.get(from..).and_then(<[_]>::last);
            let parent = parent.map_or_else(|| clause.text.clone(), |figure| figure.what.clone());
            while let Some((_, bracket)) = brackets.next_if(|(at, _)| *at <= clause.to) {
                let kept = (self.context.clone(), self.is_done);
                for part in clauses(&bracket) {
                    self.clause(&part.text, Some(&parent));
                }
                (self.context, self.is_done) = kept;
            }
        }
        // A sentence may be nothing but a bracket.
        for (_, bracket) in brackets {
            for part in clauses(&bracket) {
                self.clause(&part.text, None);
            }
        }
    }

    /// Reads a clause; in a bracket, `parent` is what the bracket explains.
    fn clause(&mut self, text: &str, parent: Option<&str>) {
        let chars: Vec<char> = text.chars().collect();
        if chars.len() > CLAUSE_MAX || self.reading.figures.len() >= FIGURES_MAX {
            if chars.iter().any(char::is_ascii_digit) {
                self.reading.left.push((NoFigure::Unclear, text.to_owned()));
            }
            return;
        }
        let half: Vec<char> = chars.iter().copied().map(to_half_width).collect();
        let mut amounts = clause_amounts(&chars, &half);
        self.notice(text, &half);
        if amounts.is_empty() {
            if parent.is_none() {
                let text = without_connectors(text);
                // What went before is still the thing if this says only what is done with it.
                if !is_bare(text) || self.context.is_empty() {
                    text.clone_into(&mut self.context);
                }
            }
            return;
        }
        self.judge(&half, &mut amounts);
        let clause = Clause { chars: &chars, amounts: &amounts };
        let things = counted_things(&clause);
        for (amount, thing) in amounts.iter().zip(things) {
            let what = thing.and_then(|thing| self.what(&thing, parent));
            let words = text.trim().to_owned();
            match (amount.figure, what) {
                (Ok(figure), Some(what)) => {
                    let unit = amount.unit.clone();
                    self.reading.figures.push(AnnouncedFigure { what, figure, unit, words });
                }
                (Ok(_), None) => self.reading.left.push((NoFigure::Unclear, words)),
                (Err(reason), _) => self.reading.left.push((reason, words)),
            }
        }
    }

    /// Notices words that tell what the numbers of the sentence are from here on.
    fn notice(&mut self, text: &str, half: &[char]) {
        self.is_respective |= text.contains("分别");
        let done = ["去年", "上年", "上一年", "截至", "截止", "目前已", "累计完成"];
        self.is_done |= has_word(text, &done) || self.names_other_year(half);
    }

    /// Returns true if the text names a year before that of the programme, but not long before: such
    /// a year tells when something was built.
    fn names_other_year(&self, half: &[char]) -> bool {
        const LONG_BEFORE: u16 = 4;
        let own = self.plan.year;
        let digits = half.split(|c| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let years = digits.filter_map(|digits| digits.iter().collect::<String>().parse().ok());
        let text: String = half.iter().collect();
        years.into_iter().any(|year: u16| {
            let is_named = text.contains(&format!("{year}年"));
            let is_near = year + LONG_BEFORE > own && year < own;
            is_named && own > 0 && (is_near || (year > own && year <= own + 20))
        })
    }

    /// Refuses the amounts that are no targets.
    fn judge(&mut self, half: &[char], amounts: &mut [ClauseAmount]) {
        let text = |from: usize, to: usize| -> String {
            half.get(from..to).unwrap_or_default().iter().collect()
        };
        let sizes = sizes_of_list(amounts);
        let clause = text(0, half.len());
        let is_result =
            ["完成", "建成", "实际", "现已"].iter().any(|word| clause.starts_with(word));
        let starts: Vec<(usize, usize)> = amounts.iter().map(|a| (a.start, a.end)).collect();
        for (nth, amount) in amounts.iter_mut().enumerate() {
            let segment = nth.checked_sub(1).and_then(|nth| starts.get(nth)).map_or(0, |a| a.1);
            let next = starts.get(nth + 1).map(|next| text(amount.end, next.0));
            let words = AmountWords {
                before: text(0, amount.start),
                own: text(segment, amount.start),
                next: next.unwrap_or_default(),
                after: text(amount.end, half.len()),
                is_size: sizes,
                is_result,
            };
            let reason = self.reason(amount, &words);
            let is_planned = ["目标", "计划", "任务"].iter().any(|word| words.own.contains(word));
            if is_planned && reason.is_none() {
                self.planned_unit = Some(amount.unit.clone());
            }
            if let Some(reason) = reason.filter(|_| amount.figure != Err(NoFigure::BesideLost)) {
                amount.figure = Err(reason);
            }
        }
    }

    /// Returns the reason why an amount is no target, if its words give one.
    fn reason(&mut self, amount: &ClauseAmount, words: &AmountWords) -> Option<NoFigure> {
        let AmountWords { before, own, next, after, is_size, is_result } = words;
        let is_to = |text: &str| text.contains(['至', '到', '为']);
        let is_from = ends_old(own) || (ends_from(own) && is_to(next));
        let is_share = matches!(amount.unit.as_str(), "%" | "‰");
        let is_result = *is_result && self.planned_unit.as_ref() == Some(&amount.unit);
        if self.is_respective {
            Some(NoFigure::Unclear)
        } else if self.is_done || has_word(before, &DONE) || is_result {
            Some(NoFigure::Done)
        } else if has_word(own, &RATES) || is_each(own) || after.starts_with('/') {
            Some(NoFigure::Rate)
        } else if is_from || (self.is_change && is_to(own)) {
            self.is_change = is_from;
            Some(NoFigure::Change)
        } else if *is_size || counts_projects(amount, own, after) {
            Some(NoFigure::ListSize)
        } else if is_share && (!has_word(before, &SHARES) || has_word(before, &OTHER_SHARES)) {
            Some(NoFigure::Share)
        } else {
            None
        }
    }

    /// Returns what is counted; `None` if the words do not say it.
    fn what(&self, thing: &str, parent: Option<&str>) -> Option<String> {
        let thing = thing.trim();
        if let Some(parent) = parent {
            let parent = without_connectors(parent);
            let is_part = ["其中", "含", "包括", "包含"].iter().any(|word| thing.starts_with(word));
            if is_part && !is_bare(parent) {
                return Some(format!("{parent}（{thing}）"));
            }
            if thing.is_empty() || is_bare(thing) {
                return (!is_bare(parent)).then(|| format!("{parent}{thing}"));
            }
            return Some(thing.to_owned());
        }
        if let Some(part) = thing.strip_prefix("其中") {
            let last = self.reading.figures.last()?;
            if last.what.chars().count() > WHAT_MAX {
                return None;
            }
            return Some(format!("{}（其中{part}）", last.what));
        }
        if !is_bare(thing) {
            return Some(thing.to_owned());
        }
        // People and money need no name: 惠及 874 户.
        let before = self.reading.figures.get(self.sentence_start..).and_then(<[_]>::last);
        let context = match before {
            _ if !is_bare(&self.context) => &self.context,
            // A second measure of one thing.
            Some(figure) => &figure.what,
            None => self.title,
        };
        let context = context.trim();
        match (context.is_empty(), thing.is_empty()) {
            (true, _) => None,
            (false, true) => Some(context.to_owned()),
            (false, false) => Some(format!("{context}（{thing}）")),
        }
    }
}

/// The words around an amount in its clause.
struct AmountWords {
    /// All before it.
    before: String,
    /// Those since the amount before it.
    own: String,
    /// Those up to the next amount; empty if there is none.
    next: String,
    /// All after it.
    after: String,
    /// True if the amounts of the clause are the sizes of a list.
    is_size: bool,
    /// True if the clause says what was reached.
    is_result: bool,
}

/// Returns true if the words before an amount say that it is one of each thing: 各建设1个.
fn is_each(before: &str) -> bool {
    let before = before.trim();
    before.ends_with('各') || before.strip_prefix('各').is_some_and(starts_with_verb)
}

/// Returns true if the words before an amount say that it is the one before a change.
fn ends_old(before: &str) -> bool {
    ["由", "从", "原来的", "原先的", "原有的"].iter().any(|word| before.trim_end().ends_with(word))
}

/// Returns true if the words before an amount say that something changes from it.
fn ends_from(before: &str) -> bool {
    ["由", "从", "原来的", "原先的", "原有的", "目前的", "现有的"]
        .iter()
        .any(|word| before.rfind(word).is_some_and(|at| before.len() - at <= 24))
}

/// Returns true if the amounts are the sizes of a list: 6类12件30个事项.
fn sizes_of_list(amounts: &[ClauseAmount]) -> bool {
    let is_size = |unit: &str| matches!(unit, "类" | "件" | "项" | "个");
    let beside = amounts.windows(2).any(|pair| {
        let [first, second] = pair else { return false };
        first.end == second.start && is_size(&first.unit) && is_size(&second.unit)
    });
    beside && amounts.iter().all(|amount| is_size(&amount.unit))
}

/// Returns true if the amount counts the projects of the list, or who voted.
fn counts_projects(amount: &ClauseAmount, before: &str, after: &str) -> bool {
    let after = after.trim_start_matches(['大', '的', '类']);
    let is_list = matches!(amount.unit.as_str(), "个" | "件" | "项" | "大" | "类");
    let projects =
        ["民生实事", "实事", "项目", "子项目", "事项", "候选", "重点任务", "方面", "领域"];
    let voters = ["人大代表", "代表", "委员", "常委"];
    // 项目6个，其中基建工程类5个
    let before = before.trim_end();
    let is_size =
        is_list && ["项目", "实事", "事项", "类"].iter().any(|word| before.ends_with(word));
    is_size
        || (is_list && projects.iter().any(|word| after.starts_with(word)))
        || (matches!(amount.unit.as_str(), "名" | "位" | "人")
            && voters.iter().any(|word| after.starts_with(word)))
}
