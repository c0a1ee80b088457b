//! The query language: what the text of the search box means.
//!
//! [`Query::parse`] reads groups of terms; every group must match, by any of its terms. A term is a
//! word, or a filter such as `amount>1000`, a project number, a status or a programme; it may have
//! blanks (`phrase`). `hit` names how well a project matches ([`Tier`], [`MatchMode`]), and `locate`
//! finds the matches in one project, text by text. A term may have further meanings
//! (`spoken_number`, `number_list`, `spoken_amount`, `spellings`); what is searched for if nothing
//! is found as typed is in `rewriting`, `cut` and `typos`.

mod amount;
mod asking;
mod cut;
mod extent;
mod field_names;
mod hit;
mod list_order;
mod locate;
mod number;
mod number_list;
mod phrase;
mod programme;
mod rewriting;
mod short_units;
mod spellings;
mod spoken_amount;
mod spoken_number;
mod status_filter;
mod syntax;
mod term;
mod typos;
mod zhuyin;

pub(crate) use amount::AmountRange;
pub(crate) use extent::{Extent, MatchEnds};
pub use hit::{Hit, Match, MatchMode, SearchField, Tier};
pub(crate) use list_order::SORT_MAX;
pub use list_order::{ListOrder, OrderBy, SortKey};
pub(crate) use locate::{ProjectTexts, field_texts, filter_matches, match_term, text_fields, tier};
pub(crate) use number::{NumberMatch, NumberMatcher, matched_len};
pub(crate) use phrase::is_between_alternatives;
pub use programme::find_programmes;
pub use syntax::Query;
pub(crate) use term::{Filter, Term};
