//! The elements of the screen that can be clicked or scrolled.

use super::{Action, KeypadAction, Pane, Scope};

/// An element of the screen that can be clicked or scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitTarget {
    /// The name of a pane, in its heading.
    Tab(Pane),
    /// A row of the sidebar; row 0 is "all".
    Domain(usize),
    /// A row of the project list.
    Project(usize),
    /// The rest of a pane.
    Pane(Pane),
    /// The scroll bar of the detail page.
    ScrollBar,
    /// The search box.
    SearchBox,
    /// A term of the query in the header; holds its index.
    Chip(usize),
    /// A key hint in the footer.
    Hint(Action),
    /// A row or a card of the overview.
    Overview(Scope),
    /// A row of the copy menu; holds its index in [`Extract::ALL`](crate::page::Extract::ALL).
    Extract(usize),
    /// A row of the export menu; holds its index in
    /// [`ListFormat::ALL`](crate::page::ListFormat::ALL).
    ListFormat(usize),
    /// A row of the sort menu; holds its index in [`SortKey::ALL`](crate::query::SortKey::ALL).
    SortKey(usize),
    /// A button.
    Button(Action),
    /// A key of the keypad.
    KeypadKey(KeypadAction),
    /// A row of the help page.
    Help(usize),
    /// A row of the sheet of filters.
    Filter(usize),
    /// A row of the page of what has changed.
    Change(usize),
}
