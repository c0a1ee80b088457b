//! The query language: what the text of the search box means.
//!
//! [`Query::parse`] reads groups of terms; every group must match, by any of its terms. A term is a
//! word, or a filter such as `amount>1000`, a project number, a status or a programme. `hit` names
//! how well a project matches ([`Tier`], [`MatchMode`]), and `locate` finds the matches in one
//! project, text by text. A term may have further meanings (`spoken_number`, `spellings`); what is
//! searched for if nothing is found as typed is in `rewriting`, `cut` and `typos`.

mod amount;
mod cut;
mod hit;
mod list_order;
mod locate;
mod number;
mod programme;
mod rewriting;
mod spellings;
mod spoken_number;
mod status_filter;
mod syntax;
mod term;
mod typos;
mod zhuyin;

pub(crate) use amount::AmountRange;
pub use hit::{Hit, Match, MatchMode, SearchField, Tier};
pub(crate) use list_order::SORT_MAX;
pub use list_order::{ListOrder, OrderBy, SortKey};
pub(crate) use locate::{ProjectTexts, field_texts, filter_matches, match_term, text_fields, tier};
pub(crate) use number::{NumberMatch, NumberMatcher, matched_len};
pub use programme::find_programmes;
pub use syntax::Query;
pub(crate) use term::{Filter, Term};
