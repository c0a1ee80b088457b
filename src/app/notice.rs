//! The notices in the footer.

use super::{Action, Keymap, Layer, ThemeName};
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProjectNo};
use crate::query::{SORT_MAX, SortKey};

/// Maximum length of a text copied to the clipboard, in bytes: some terminals accept at most 75,000
/// bytes of Base64.
pub const COPY_MAX: usize = 56_000;

/// A notice, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no project with this number.
    NoSuchProject(ProjectNo),
    /// Ctrl-C again quits.
    QuitArmed,
    /// The board cannot suspend: there is no job control that could continue it.
    CannotSuspend,
    /// The terminal sends text in an encoding other than UTF-8.
    InvalidUtf8,
    /// The terminal cannot show Chinese characters.
    NoHan,
    /// A text was sent to the terminal's clipboard; terminals do not report if they accepted it.
    Copied,
    /// As [`Self::Copied`], with the texts of this number of projects.
    CopiedMany(usize),
    /// The texts of this number of projects are too long to copy.
    TooManyToCopy(usize),
    /// The list is too long to be exported; holds its length.
    TooManyToExport(usize),
    /// The format can only be saved as a file.
    OnlyAsFile,
    /// An export was saved to this path.
    Saved(String),
    /// An export was not saved; holds the message.
    NotSaved(String),
    /// The first project was chosen, with a key that turns the page elsewhere.
    Chosen,
    /// This number of projects is no longer chosen.
    ChosenCleared(usize),
    /// This number of chosen projects is gone from the data.
    ChosenGone(usize),
    /// The text is too long to copy; holds its length in bytes.
    TooLong(usize),
    /// The selected action works in another layer.
    WorksIn(Layer),
    /// This board does not offer the action of the key.
    Disabled(Action),
    /// The digits of a project's number are to be typed.
    TypeNumber,
    /// The search box has no room for the value that was chosen.
    QueryTooLong,
    /// The selected change is not about a project that can be opened.
    NothingToOpen,
    /// No action has the key.
    UnknownKey,
    /// The theme was changed to this one.
    Theme(ThemeName),
    /// The current position was marked with this letter.
    Marked(char),
    /// There is no mark with this letter.
    NoMark(char),
    /// No project of the list has a value for this key.
    NothingToSortBy(SortKey),
    /// The list is too long to be sorted at once; holds its length.
    TooLongToSort(usize),
    /// There are no marks.
    NoMarks,
    /// The key typed for a mark is not a letter.
    NotALetter,
    /// There is no position to go back to.
    NoJumpBack,
    /// There is no position to go forward to.
    NoJumpForward,
    /// Mouse reporting was turned on or off.
    Mouse(bool),
    /// The terminal has no colours, so themes make no difference.
    NoColours,
    /// A setting is not known; holds the message.
    Setting(String),
}

impl Notice {
    /// Returns the text of the notice.
    #[must_use]
    pub fn text(&self, catalog: &Catalog, keymap: &Keymap, lang: Lang) -> String {
        let s = lang.strings();
        let key = |action| keymap.first_key(Layer::Board, action).unwrap_or_default();
        match self {
            Self::NoSuchProject(no) => no_such_project(catalog, *no, lang),
            Self::QuitArmed => s.notice_quit_armed.to_owned(),
            Self::CannotSuspend => s.notice_cannot_suspend.to_owned(),
            Self::InvalidUtf8 => s.notice_garbled.to_owned(),
            Self::NoHan => fill(s.notice_no_han, &[&key(Action::Language)]),
            Self::Copied => s.notice_copied.to_owned(),
            Self::CopiedMany(count) => fill(s.notice_copied_many, &[&count.to_string()]),
            Self::TooManyToCopy(count) => {
                let limit = (COPY_MAX / 1000).to_string();
                fill(s.notice_too_many_to_copy, &[&count.to_string(), &limit])
            }
            Self::TooManyToExport(count) => {
                fill(s.notice_too_many_to_export, &[&count.to_string(), &SORT_MAX.to_string()])
            }
            Self::OnlyAsFile => s.notice_only_as_file.to_owned(),
            Self::Saved(path) => fill(s.notice_saved, &[path]),
            Self::Chosen => fill(s.notice_chosen, &[&key(Action::PageDown)]),
            Self::ChosenCleared(count) => fill(s.notice_chosen_cleared, &[&count.to_string()]),
            Self::ChosenGone(count) => fill(s.notice_chosen_gone, &[&count.to_string()]),
            Self::TooLong(bytes) => fill(
                s.notice_too_long,
                &[&bytes.div_ceil(1000).to_string(), &(COPY_MAX / 1000).to_string()],
            ),
            Self::WorksIn(layer) => {
                let title = layer.title(s);
                let mut letters = title.chars();
                let first = letters.next().map(|first| first.to_ascii_lowercase());
                let place: String = first.into_iter().chain(letters).collect();
                fill(s.notice_works_in, &[&place])
            }
            Self::Disabled(action) => fill(s.notice_disabled, &[action.describe(lang)]),
            Self::TypeNumber => s.notice_type_number.to_owned(),
            Self::QueryTooLong => s.notice_query_too_long.to_owned(),
            Self::NothingToOpen => s.notice_nothing_to_open.to_owned(),
            Self::UnknownKey => fill(s.notice_unknown_key, &[&key(Action::Help)]),
            Self::Theme(theme) => fill(s.notice_theme, &[theme.title(s), theme.tag()]),
            Self::Marked(letter) => {
                let letter = letter.to_string();
                fill(s.notice_marked, &[&letter, &key(Action::ToMark), &letter])
            }
            Self::NoMark(letter) => fill(s.notice_no_mark, &[&letter.to_string()]),
            Self::NothingToSortBy(key) => fill(s.notice_no_sort_values, &[key.title(s)]),
            Self::TooLongToSort(len) => {
                fill(s.notice_too_long_to_sort, &[&len.to_string(), &SORT_MAX.to_string()])
            }
            Self::NoMarks => fill(s.notice_no_marks, &[&key(Action::Mark)]),
            Self::NotALetter => s.notice_no_letter.to_owned(),
            Self::NoJumpBack => s.notice_no_way_back.to_owned(),
            Self::NoJumpForward => s.notice_no_way_forward.to_owned(),
            Self::Mouse(true) => s.notice_mouse_on.to_owned(),
            Self::Mouse(false) => s.notice_mouse_off.to_owned(),
            Self::NoColours => s.notice_no_colours.to_owned(),
            Self::NotSaved(message) | Self::Setting(message) => message.clone(),
        }
    }
}

/// Returns the message that there is no project `no`, with the three nearest numbers.
#[must_use]
pub fn no_such_project(catalog: &Catalog, no: ProjectNo, lang: Lang) -> String {
    let nearest: Vec<String> = catalog.nearest(no, 3).iter().map(ToString::to_string).collect();
    fill(lang.strings().no_such_project, &[&no.to_string(), &nearest.join(", ")])
}
