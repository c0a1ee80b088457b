//! The jump list and the marks, as in Vim. Both are lost when the board ends.

use std::collections::{BTreeMap, VecDeque};

use super::{List, Navigation};
use crate::model::{Catalog, ProjectId};

/// Maximum number of jumps kept.
const JUMPS_MAX: usize = 100;

/// A position on the board: the query, the scope, and each cursor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Jump {
    pub(crate) query: String,
    pub(crate) nav: Navigation,
    pub(crate) overview: Option<List>,
    /// The selected project. After a reload it may be in another row.
    pub(crate) project: Option<ProjectId>,
}

/// The purpose of the prompt for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkPrompt {
    /// To set a mark at the current position.
    Set,
    /// To jump to a mark.
    Jump,
}

/// The positions to go back and forward to, and the marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JumpList {
    back: VecDeque<Jump>,
    forward: Vec<Jump>,
    pub(crate) marks: BTreeMap<char, Jump>,
    /// True while the user steps through the domains: consecutive steps push only one jump.
    pub(crate) is_stepping: bool,
    /// The position to restore once the results of its query are known.
    pub(crate) pending_restore: Option<Jump>,
}

impl JumpList {
    /// Pushes the position `jump`, before the board goes elsewhere.
    pub(crate) fn push(&mut self, jump: Jump) {
        self.forward.clear();
        if self.back.back() != Some(&jump) {
            self.back.push_back(jump);
        }
        if self.back.len() > JUMPS_MAX {
            self.back.pop_front();
        }
    }

    /// Returns the last position pushed that is not `current`, which becomes the one to go forward
    /// to.
    pub(crate) fn go_back(&mut self, current: Jump) -> Option<Jump> {
        let jump = std::iter::from_fn(|| self.back.pop_back()).find(|jump| *jump != current)?;
        self.forward.push(current);
        Some(jump)
    }

    /// Returns the position that [`Self::go_back`] left.
    pub(crate) fn go_forward(&mut self, current: Jump) -> Option<Jump> {
        let jump = std::iter::from_fn(|| self.forward.pop()).find(|jump| *jump != current)?;
        self.back.push_back(current);
        Some(jump)
    }

    /// Translates all positions from the catalog `before` to the catalog `after`.
    pub(crate) fn remap(&mut self, before: &Catalog, after: &Catalog) {
        for jump in self.back.iter_mut().chain(&mut self.forward).chain(self.marks.values_mut()) {
            jump.nav.sidebar.remap(jump.overview.as_mut(), before, after);
        }
    }
}
