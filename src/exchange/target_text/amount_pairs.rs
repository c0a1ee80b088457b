//! Finds amounts that follow each other: 7条16公里, 150张至200张.

use super::number::{amount_spans, is_range_mark};
use crate::exchange::units;
use crate::text::to_half_width;

/// Splits a text between two amounts with nothing but a unit between them, 7条16公里.
pub(super) fn split_amounts(text: &str) -> Vec<&str> {
    let chars: Vec<char> = text.chars().collect();
    let half: Vec<char> = chars.iter().copied().map(to_half_width).collect();
    let spans = amount_spans(&half);
    let offset = |at: usize| chars.iter().take(at).map(|c| c.len_utf8()).sum::<usize>();
    let (mut parts, mut rest, mut start) = (Vec::new(), text, 0);
    for (span, next) in spans.iter().zip(spans.iter().skip(1)) {
        let between = chars.get(span.last.end..next.start()).unwrap_or_default();
        let unit: String = between.iter().collect();
        if !units::is_known(unit.trim()) {
            continue;
        }
        let at = offset(next.start());
        if let Some((part, after)) = rest.split_at_checked(at - start) {
            parts.push(part);
            (rest, start) = (after, at);
        }
    }
    parts.push(rest);
    parts
}

/// Returns the unit of two amounts of which the first is the least and the second the most, 3个以上5个以下.
fn unit_of_limits(between: &[char], after: &str) -> Option<String> {
    let between: String = between.iter().collect();
    let unit = between.trim().trim_end_matches(['、', '，', ',', ' ']).strip_suffix("以上")?.trim();
    let rest = after.trim_start().strip_prefix(unit)?.trim();
    let is_limit = matches!(rest, "以下" | "以内" | "之内" | "及以下");
    (is_limit && units::is_known(unit)).then(|| unit.to_owned())
}

/// Returns a line with its unit once instead of after both numbers of a range: 150至200张 for
/// 150张至200张.
pub(super) fn joined_range(line: &str) -> Option<String> {
    let chars: Vec<char> = line.chars().collect();
    let half: Vec<char> = chars.iter().copied().map(to_half_width).collect();
    let spans = amount_spans(&half);
    let [first, second] = spans.as_slice() else { return None };
    let between = half.get(first.last.end..second.start())?;
    let after: String = chars.get(second.last.end..)?.iter().collect();
    if let Some(unit) = unit_of_limits(between, &after) {
        let (head, tail) =
            (chars.get(..first.last.end)?, chars.get(second.start()..second.last.end)?);
        let unit = unit.chars();
        return Some(
            head.iter().copied().chain(['-']).chain(tail.iter().copied()).chain(unit).collect(),
        );
    }
    let mark =
        (1..between.len()).find(|at| is_range_mark(between.get(*at..).unwrap_or_default()))?;
    let unit: String = between.get(..mark)?.iter().collect();
    let unit = unit.trim();
    if !units::is_known(unit) || !after.trim_start().starts_with(unit) {
        return None;
    }
    let head = chars.iter().take(first.last.end);
    Some(head.chain(between.iter().skip(mark)).chain(chars.iter().skip(second.start())).collect())
}
