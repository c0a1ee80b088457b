//! What is said once, in the footer.

use super::{Layer, ThemeName};
use crate::catalog::{Catalog, ProjectNo};
use crate::lang::{Lang, fill};

/// The longest text that is handed to a terminal, in bytes: as Base64 some take 75,000.
pub const COPY_MAX: usize = 56_000;

/// Something to be said once, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// No project has that number.
    NoSuchProject(ProjectNo),
    /// Ctrl-C again quits.
    QuitArmed,
    /// Nobody is there who could continue a suspended board.
    CannotSuspend,
    /// The terminal sends text in another encoding.
    InvalidUtf8,
    /// The terminal has no Chinese characters.
    NoHan,
    /// A text went to the terminal's clipboard; whether it came to anything, nobody can know.
    Copied,
    /// A text of so many bytes is too long for that.
    TooLong(usize),
    /// What was chosen works elsewhere.
    WorksIn(Layer),
    /// The theme that was changed to.
    Theme(ThemeName),
    /// Where one is was marked with that letter.
    Marked(char),
    /// Nothing is marked with that letter.
    NoMark(char),
    /// Nothing is marked.
    NoMarks,
    /// Marks are letters.
    NotALetter,
    /// There is nowhere to go back to.
    NoJumpBack,
    /// One has not come back from anywhere.
    NoJumpForward,
    /// The mouse is the board's from now on, or the terminal's again.
    Mouse(bool),
    /// There are no colours that a theme could use.
    NoColours,
    /// A setting is not known, in words.
    Setting(String),
}

impl Notice {
    /// In words.
    #[must_use]
    pub fn text(&self, catalog: &Catalog, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::NoSuchProject(no) => no_such_project(catalog, *no, lang),
            Self::QuitArmed => s.notice_quit_armed.to_owned(),
            Self::CannotSuspend => s.notice_cannot_suspend.to_owned(),
            Self::InvalidUtf8 => s.notice_garbled.to_owned(),
            Self::NoHan => s.notice_no_han.to_owned(),
            Self::Copied => s.notice_copied.to_owned(),
            Self::TooLong(bytes) => {
                fill(s.notice_too_long, &[&bytes.div_ceil(1000).to_string(), &(COPY_MAX / 1000).to_string()])
            }
            Self::WorksIn(layer) => fill(s.notice_works_in, &[layer.title(s)]),
            Self::Theme(theme) => fill(s.notice_theme, &[theme.title(s), theme.tag()]),
            Self::Marked(letter) => fill(s.notice_marked, &[&letter.to_string(), &letter.to_string()]),
            Self::NoMark(letter) => fill(s.notice_no_mark, &[&letter.to_string()]),
            Self::NoMarks => s.notice_no_marks.to_owned(),
            Self::NotALetter => s.notice_no_letter.to_owned(),
            Self::NoJumpBack => s.notice_no_way_back.to_owned(),
            Self::NoJumpForward => s.notice_no_way_forward.to_owned(),
            Self::Mouse(true) => s.notice_mouse_on.to_owned(),
            Self::Mouse(false) => s.notice_mouse_off.to_owned(),
            Self::NoColours => s.notice_no_colours.to_owned(),
            Self::Setting(said) => said.clone(),
        }
    }
}

/// That there is no project `no`, and which are near.
#[must_use]
pub fn no_such_project(catalog: &Catalog, no: ProjectNo, lang: Lang) -> String {
    let near: Vec<String> = catalog.nearest(no, 3).iter().map(ToString::to_string).collect();
    fill(lang.strings().no_such_project, &[&no.to_string(), &near.join(", ")])
}
