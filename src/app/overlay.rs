//! The overlay: the view or prompt over the panes that has the keyboard.

use super::facet::FilterState;
use super::jumplist::MarkPrompt;
use super::{Layer, List, SearchBox};
use crate::page::{Extract, ListFormat};

/// The filter and the selection of the help page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct HelpState {
    pub(crate) filter: SearchBox,
    pub(crate) selected: usize,
}

/// The text of the command line, and what has become of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CommandState {
    pub(crate) input: SearchBox,
    /// The text that was typed, and the completion of it that is shown; `None` if what is shown was
    /// typed.
    pub(crate) completion: Option<(String, usize)>,
    /// The reason for which the command was not carried out, until the text changes.
    pub(crate) refusal: Option<String>,
}

/// The view or prompt over the panes that has the keyboard; there is one at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Overlay {
    /// None: the panes have the keyboard.
    #[default]
    None,
    /// The search box.
    Search {
        /// The page of its keypad; counts on without limit, and is taken modulo the number of
        /// pages.
        keypad_page: usize,
    },
    /// The overview, with its selection and offset.
    Overview(List),
    /// The copy menu of the selected project, with the index of the selected extract.
    Copy(usize),
    /// The export menu, with the index of the selected format.
    Export(usize),
    /// The sort menu, with the index of the selected key.
    Sort(usize),
    /// The QR code of the selected project.
    Code,
    /// The prompt for the letter of a mark, over the overlay that it returns to.
    Mark(MarkPrompt, Box<Self>),
    /// The help page, over the overlay that it returns to.
    Help(HelpState, Box<Self>),
    /// The command line, over the overlay that it returns to.
    Command(CommandState, Box<Self>),
    /// The sheet of filters.
    Filter(FilterState),
    /// The page of what has changed, with its selection and offset.
    Changes(List),
}

impl From<Option<List>> for Overlay {
    /// Returns the overview, or none.
    fn from(overview: Option<List>) -> Self {
        overview.map_or(Self::None, Self::Overview)
    }
}

impl Overlay {
    /// Returns the layer whose keys act on the overlay.
    pub(crate) fn layer(&self) -> Layer {
        match self {
            Self::None => Layer::Board,
            Self::Search { .. } => Layer::Search,
            Self::Overview(_) => Layer::Overview,
            Self::Copy(_) => Layer::Copy,
            Self::Export(_) => Layer::Export,
            Self::Sort(_) => Layer::Sort,
            Self::Code => Layer::Code,
            Self::Mark(..) => Layer::Mark,
            Self::Help(..) => Layer::Help,
            Self::Command(..) => Layer::Command,
            Self::Filter(_) => Layer::Filter,
            Self::Changes(_) => Layer::Changes,
        }
    }

    /// Returns the overlay beneath the help page, the command line and the prompt for a mark.
    pub(crate) fn root(&self) -> &Self {
        match self {
            Self::Mark(_, beneath) | Self::Help(_, beneath) | Self::Command(_, beneath) => {
                beneath.root()
            }
            root => root,
        }
    }

    /// Returns the same as [`Self::root`], to be changed.
    pub(crate) fn root_mut(&mut self) -> &mut Self {
        match self {
            Self::Mark(_, beneath) | Self::Help(_, beneath) | Self::Command(_, beneath) => {
                beneath.root_mut()
            }
            root => root,
        }
    }

    /// Returns the overlay beneath the help page, or the overlay itself if the page is closed.
    pub(crate) fn beneath_help(&self) -> &Self {
        if let Self::Help(_, beneath) = self { beneath } else { self }
    }

    /// Opens the help page, anew if it is open.
    pub(crate) fn open_help(&mut self) {
        let beneath = match std::mem::take(self) {
            Self::Help(_, beneath) => beneath,
            beneath => Box::new(beneath),
        };
        *self = Self::Help(HelpState::default(), beneath);
    }

    /// Opens the command line.
    pub(crate) fn open_command(&mut self) {
        let beneath = Box::new(std::mem::take(self));
        *self = Self::Command(CommandState::default(), beneath);
    }

    /// Opens the prompt for a mark, in place of another one.
    pub(crate) fn open_mark(&mut self, prompt: MarkPrompt) {
        let beneath = match std::mem::take(self) {
            Self::Mark(_, beneath) => beneath,
            beneath => Box::new(beneath),
        };
        *self = Self::Mark(prompt, beneath);
    }

    /// Returns to the overlay beneath; to the panes if there is none.
    pub(crate) fn close(&mut self) {
        *self = match std::mem::take(self) {
            Self::Mark(_, beneath) | Self::Help(_, beneath) | Self::Command(_, beneath) => *beneath,
            _ => Self::None,
        };
    }

    /// Closes the copy menu, the export menu or the QR code, also beneath others: their project is
    /// gone.
    pub(crate) fn close_project(&mut self) {
        self.close_root_if(Self::shows_project);
    }

    /// Closes the search box, also beneath others.
    pub(crate) fn close_search(&mut self) {
        self.close_root_if(Self::has_search);
    }

    /// Closes the overview, also beneath others. Returns true if it was open.
    pub(crate) fn close_overview(&mut self) -> bool {
        self.close_root_if(|root| root.overview().is_some())
    }

    fn close_root_if(&mut self, closes: impl Fn(&Self) -> bool) -> bool {
        let root = self.root_mut();
        let closes = closes(root);
        if closes {
            *root = Self::None;
        }
        closes
    }

    /// Opens or closes the overview, unless something else than it has been opened since.
    pub(crate) fn set_overview(&mut self, overview: Option<List>) {
        let root = self.root_mut();
        if matches!(root, Self::None | Self::Overview(_)) {
            *root = overview.into();
        }
    }

    /// Returns true if the search box is open.
    pub(crate) fn has_search(&self) -> bool {
        matches!(self.root(), Self::Search { .. })
    }

    /// Returns true if the copy menu, the export menu or the QR code is open.
    pub(crate) fn shows_project(&self) -> bool {
        matches!(self.root(), Self::Copy(_) | Self::Export(_) | Self::Code)
    }

    /// Returns the selection and the offset of the overview, if it is open.
    pub(crate) fn overview(&self) -> Option<List> {
        if let Self::Overview(list) = self.root() { Some(*list) } else { None }
    }

    /// Returns the selected extract, if the copy menu is open.
    pub(crate) fn extract(&self) -> Option<Extract> {
        let Self::Copy(row) = *self.root() else { return None };
        Extract::ALL.get(row).copied()
    }

    /// Returns the selected format, if the export menu is open.
    pub(crate) fn export_format(&self) -> Option<ListFormat> {
        let Self::Export(row) = *self.root() else { return None };
        ListFormat::ALL.get(row).copied()
    }

    /// Returns true if the QR code is shown.
    pub(crate) fn shows_code(&self) -> bool {
        *self.root() == Self::Code
    }

    /// Returns the selected row of the sort menu, if it is open.
    pub(crate) fn sort_row(&self) -> Option<usize> {
        if let Self::Sort(row) = self.root() { Some(*row) } else { None }
    }

    /// Returns the help page, if it is open.
    pub(crate) fn help(&self) -> Option<&HelpState> {
        if let Self::Help(help, _) = self { Some(help) } else { None }
    }

    /// Returns the help page, to be changed, if it is open.
    pub(crate) fn help_mut(&mut self) -> Option<&mut HelpState> {
        if let Self::Help(help, _) = self { Some(help) } else { None }
    }

    /// Returns the command line, if it is open and has the keyboard.
    pub(crate) fn command(&self) -> Option<&CommandState> {
        if let Self::Command(command, _) = self { Some(command) } else { None }
    }

    /// Returns the command line, to be changed.
    pub(crate) fn command_mut(&mut self) -> Option<&mut CommandState> {
        if let Self::Command(command, _) = self { Some(command) } else { None }
    }

    /// Returns the sheet of filters, if it is open.
    pub(crate) fn filter(&self) -> Option<&FilterState> {
        if let Self::Filter(filter) = self.root() { Some(filter) } else { None }
    }

    /// Returns the sheet of filters, to be changed.
    pub(crate) fn filter_mut(&mut self) -> Option<&mut FilterState> {
        if let Self::Filter(filter) = self.root_mut() { Some(filter) } else { None }
    }
}
