//! Fixtures of several tests: settings, and programmes of any size.

use std::sync::Arc;

use crate::app::{ColorDepth, Keymap, Settings};
use crate::format::parse;
use crate::model::Catalog;
use crate::text::Glyphs;

/// Returns the settings of a board with all colours.
pub(crate) fn settings() -> Settings {
    Settings { keymap: Keymap::builtin(), glyphs: &Glyphs::UNICODE, depth: ColorDepth::TrueColor }
}

/// Returns the text of a programme with the projects `1..=len`, called `第1号工程` and so on if
/// `word` is `第`; `after` follows the last of them.
pub(crate) fn programme(word: &str, len: usize, after: &str) -> String {
    let project = |no| format!("(no: {no}, domain: \"d\", title: \"{word}{no}号工程\"),\n");
    let projects: String = (1..=len).map(project).collect();
    format!(
        "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}]{after})"
    )
}

/// Returns the catalog of such a programme.
pub(crate) fn catalog(len: usize) -> Arc<Catalog> {
    Arc::new(parse(&programme("第", len, "")).unwrap())
}
