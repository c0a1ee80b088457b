//! The search box: one line of text, edited by grapheme.

use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use super::Action;
use crate::query::Query;
use crate::text::{Ambiguous, cells, clean};

/// Maximum length of a query, in characters. A paste is cut there.
pub const QUERY_MAX: usize = 64;

/// Maximum number of queries in the history.
const HISTORY_MAX: usize = 50;

/// The text of the query, and the state of editing it. The query stays in effect while the box is
/// closed, until it is cleared.
#[derive(Clone, Debug, Default)]
pub struct SearchBox {
    input: Input,
    /// True if the text is selected: what is typed next replaces it. Any editing key keeps it.
    is_selected: bool,
    /// Earlier queries, the latest last; lost when the board ends.
    history: Vec<String>,
    /// The index of the recalled query in `history`.
    history_index: Option<usize>,
}

impl PartialEq for SearchBox {
    fn eq(&self, other: &Self) -> bool {
        let visible = |one: &Self| (one.input.cursor(), one.is_selected);
        self.text() == other.text() && visible(self) == visible(other)
    }
}

impl SearchBox {
    /// Returns the text; at most [`QUERY_MAX`] characters, without control characters.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Returns true if what is typed next replaces the text.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Selects the text, if there is any, and adds it to the history, from where it can be recalled.
    /// A text that ends in a blank is there to be continued and is not selected.
    pub(crate) fn select_all(&mut self) {
        self.input.handle(InputRequest::GoToEnd);
        self.remember();
        self.is_selected = self.text().ends_with(|c: char| !c.is_whitespace());
    }

    /// Keeps the text.
    pub(crate) fn deselect(&mut self) {
        self.is_selected = false;
    }

    /// Adds the text to the history.
    pub fn remember(&mut self) {
        self.history_index = None;
        let text = self.text().trim().to_owned();
        if !text.is_empty() {
            self.history.retain(|earlier| *earlier != text);
            self.history.push(text);
            if self.history.len() > HISTORY_MAX {
                self.history.remove(0);
            }
        }
    }

    /// Recalls the query before (`earlier`) or after the current one in the history; after the
    /// latest the box is empty.
    pub fn recall(&mut self, earlier: bool) {
        let len = self.history.len();
        let index = self.history_index.unwrap_or(len);
        let index = if earlier { index.saturating_sub(1) } else { (index + 1).min(len) };
        let text = self.history.get(index).cloned().unwrap_or_default();
        self.set(&text);
        self.history_index = Some(index);
    }

    /// Removes the last term of the query, with the separators before it.
    pub fn remove_last_term(&mut self) {
        match Query::parse(self.text()).term_ranges().count().checked_sub(1) {
            Some(last) => self.remove_term(last),
            None => self.set(""),
        }
    }

    /// Removes term `nth` of the query, counted from 0; does nothing if there is none.
    pub fn remove_term(&mut self, nth: usize) {
        let terms: Vec<_> = Query::parse(self.text()).term_ranges().collect();
        let Some(term) = terms.get(nth) else { return };
        // Together with the separator after it, or those around it if it is the last.
        let range = match (terms.get(nth + 1), nth.checked_sub(1).and_then(|nth| terms.get(nth))) {
            (Some(next), _) => term.start..next.start,
            (None, previous) => previous.map_or(0, |previous| previous.end)..self.text().len(),
        };
        let mut rest = self.text().to_owned();
        rest.replace_range(range, "");
        self.set(rest.trim());
    }

    /// Replaces the text, and puts the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.input = Input::default();
        self.deselect();
        self.insert(text);
    }

    /// Inserts `text` at the cursor, cleaned to one line and cut to what fits. It replaces a selected
    /// text, unless it begins with a blank: then a word follows that goes with those there are.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.is_selected) && !text.starts_with(char::is_whitespace) {
            self.input = Input::default();
        }
        let free = QUERY_MAX.saturating_sub(self.text().chars().count());
        for c in clean(text).chars().take(free) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Performs an editing action; returns false if `action` is not one.
    pub fn edit(&mut self, action: Action) -> bool {
        let request = match action {
            Action::CursorLeft => InputRequest::GoToPrevChar,
            Action::CursorRight => InputRequest::GoToNextChar,
            Action::CursorStart => InputRequest::GoToStart,
            Action::CursorEnd => InputRequest::GoToEnd,
            Action::DeleteBack => InputRequest::DeletePrevChar,
            Action::DeleteForward => InputRequest::DeleteNextChar,
            Action::DeleteWord => InputRequest::DeletePrevWord,
            Action::DeleteAll => InputRequest::DeleteLine,
            Action::Earlier | Action::Later => {
                self.recall(action == Action::Earlier);
                return true;
            }
            _ => return false,
        };
        self.deselect();
        self.input.handle(request);
        true
    }

    /// Returns the part of the text visible in `width` cells, with placeholders for ambiguous
    /// characters, and the column of the cursor.
    #[must_use]
    pub fn visible_text(&self, width: usize, ambiguous: Ambiguous) -> (String, usize) {
        let text = ambiguous.with_placeholders(self.text());
        let before: String = text.chars().take(self.input.cursor()).collect();
        // One cell stays free for a cursor after the text.
        let hidden = (cells(&before) + 1).saturating_sub(width);
        let (mut column, mut scroll) = (0, 0);
        let mut visible = String::new();
        for grapheme in text.graphemes(true) {
            let end = column + cells(grapheme);
            if column < hidden {
                scroll = end;
            } else if end <= scroll + width {
                visible.push_str(grapheme);
            }
            column = end;
        }
        (visible, cells(&before) - scroll)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> SearchBox {
        let mut search = SearchBox::default();
        search.insert(text);
        search
    }

    #[test]
    fn a_paste_becomes_one_harmless_short_line() {
        assert_eq!(typed("停车\n\u{1b}[31m位\u{200b}").text(), "停车 \u{fffd}[31m位");
        assert_eq!(typed(&"长".repeat(1_000_000)).text().chars().count(), QUERY_MAX);
    }

    #[test]
    fn earlier_queries_are_recalled() {
        let mut search = SearchBox::default();
        for text in ["停车", "医疗", "停车"] {
            search.set(text);
            search.remember();
        }
        search.set("");
        let mut press = |action| {
            assert!(search.edit(action));
            search.text().to_owned()
        };
        assert_eq!(press(Action::Earlier), "停车");
        assert_eq!(press(Action::Earlier), "医疗");
        assert_eq!(press(Action::Earlier), "医疗");
        assert_eq!(press(Action::Later), "停车");
        assert_eq!(press(Action::Later), "");
    }

    #[test]
    fn typing_replaces_a_selected_text_and_editing_keeps_it() {
        let selected = || {
            let mut search = typed("停车");
            search.select_all();
            search
        };
        let after = |edit: &dyn Fn(&mut SearchBox)| {
            let mut search = selected();
            edit(&mut search);
            assert!(!search.is_selected());
            search.text().to_owned()
        };
        assert!(selected().is_selected() && selected() != typed("停车"));
        assert_eq!(after(&|search| search.insert("医")), "医");
        assert_eq!(after(&|search| search.insert(" ")), "停车 ");
        assert_eq!(after(&|search| search.set("路")), "路");
        for (action, text) in [
            (Action::CursorLeft, "停x车"),
            (Action::CursorRight, "停车x"),
            (Action::CursorStart, "x停车"),
            (Action::CursorEnd, "停车x"),
            (Action::DeleteBack, "停x"),
            (Action::DeleteForward, "停车x"),
            (Action::DeleteWord, "停x"),
            (Action::DeleteAll, "x"),
            (Action::Earlier, "停车x"),
            (Action::Later, "x"),
        ] {
            let edited = after(&|search| {
                assert!(search.edit(action));
                search.insert("x");
            });
            assert_eq!(edited, text, "{action:?}");
        }
        for text in ["", "no:7 "] {
            let mut search = typed(text);
            search.select_all();
            assert!(!search.is_selected(), "{text:?}");
        }
    }

    #[test]
    fn a_replaced_text_is_recalled() {
        let mut search = typed("停车");
        search.select_all();
        search.insert("医疗");
        assert!(search.edit(Action::Earlier));
        assert_eq!(search.text(), "停车");
    }

    #[test]
    fn the_last_term_is_removed() {
        let mut search = typed("停车 | 泊位  \"a b\"");
        let mut remove_last = || {
            search.remove_last_term();
            search.text().to_owned()
        };
        let rests = [remove_last(), remove_last(), remove_last(), remove_last()];
        assert_eq!(rests, ["停车 | 泊位", "停车", "", ""]);
    }

    #[test]
    fn any_term_is_removed() {
        for (nth, rest) in
            ["泊位  \"a b\"", "停车 | \"a b\"", "停车 | 泊位", "停车 | 泊位  \"a b\""]
                .into_iter()
                .enumerate()
        {
            let mut search = typed("停车 | 泊位  \"a b\"");
            search.remove_term(nth);
            assert_eq!(search.text(), rest);
        }
    }

    #[test]
    fn han_is_deleted_by_character_and_scrolls_in_the_box() {
        let mut search = typed("停车位ab");
        assert_eq!(search.visible_text(20, Ambiguous::Narrow), ("停车位ab".into(), 8));
        assert_eq!(search.visible_text(6, Ambiguous::Narrow), ("位ab".into(), 4));
        assert!(search.edit(Action::CursorStart));
        assert_eq!(search.visible_text(5, Ambiguous::Narrow), ("停车".into(), 0));
        assert!(search.edit(Action::DeleteForward));
        assert_eq!(search.text(), "车位ab");
        assert!(!search.edit(Action::Quit));
    }
}
