//! What can be wrong with a file, where, and what to do about it, in the reader's language.

mod expected;
mod suggest;

pub use self::expected::Expected;
pub(super) use self::suggest::{helpful, meant, nearest, one_letter_off, short};
use super::exchange::{Column, SizeError};
use super::shortage::Shortage;
use crate::lang::{Lang, Strings, fill};

/// A place in a text: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl LineCol {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// Of the byte `at` in a text, which may be none past that byte.
    #[must_use]
    pub fn from_offset(bytes: &[u8], at: usize) -> Self {
        let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }

    /// A place told from here, as one told from the start of the text that `self` is a place of.
    #[must_use]
    pub fn offset_by(self, further: Self) -> Self {
        if further.line == 1 {
            Self { line: self.line, column: self.column + further.column - 1 }
        } else {
            Self { line: self.line + further.line - 1, column: further.column }
        }
    }
}

/// One fault of a file and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Where; a fault of the file as a whole is at its start.
    pub position: LineCol,
    /// What.
    pub kind: FileErrorKind,
}

/// What is wrong. Texts in it are as found: [`FileError::text`] makes them harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileErrorKind {
    /// The file is not there.
    Missing,
    /// We may not read it.
    Forbidden,
    /// A folder, a device, a FIFO or a socket, or a name that leads in a circle.
    NotAFile,
    /// A folder without data files.
    NoFiles,
    /// A file that was named already.
    NamedTwice,
    /// Larger than [`super::FILE_MAX`].
    TooLarge,
    /// There is not enough memory for it, in bytes.
    NoRoom {
        /// So much would be needed.
        needed: u64,
        /// So much is left.
        free: u64,
    },
    /// The system's own words for why it could not be read.
    Unreadable(String),
    /// It could not be read, since the system has none left of that.
    Short(Shortage),
    /// A temporary file that the result goes through cannot be written, in the system's own words.
    NoDraft(String),
    /// Not text in UTF-8 but, as far as one can tell, in this encoding.
    Encoding(&'static str),
    /// Bytes that are in no encoding we know.
    NotText,
    /// Zero bytes from here on, as a power cut leaves them.
    ZeroBytes,
    /// Nothing in it.
    Empty,
    /// What should not stand here.
    Unexpected(String),
    /// A mark of the Chinese input method, and the half-width one that was meant.
    FullWidth(char, char),
    /// A character that nobody sees, between the values.
    Invisible(char),
    /// A quote, bracket or comment that is never closed.
    Unclosed {
        /// What opens it.
        open: &'static str,
        /// What would close it.
        close: &'static str,
        /// What stands in its stead, and in which line.
        found_instead: Option<(char, usize)>,
    },
    /// A text goes on behind the quote that ends it.
    QuoteInText,
    /// A backslash with something unknown behind it.
    BadEscape,
    /// Something else should stand here.
    Expected {
        /// What should.
        what: Expected,
        /// What does, if that helps.
        found: String,
    },
    /// Brackets in brackets in brackets.
    TooDeep,
    /// Not the number of a format.
    BadFormat(String),
    /// A name that no field here has; the ones there are.
    UnknownField(String, Vec<&'static str>),
    /// A field that must be there.
    MissingField(String),
    /// A field that is there twice.
    RepeatedField(String),
    /// A word that is none of those possible here.
    UnknownWord(String, Vec<&'static str>),
    /// A domain that the file does not define; the ones it does.
    UnknownDomain(String, Vec<String>),
    /// A domain's id that is there twice.
    RepeatedDomain(String),
    /// An id that is not made of small letters, digits, `-` and `_`.
    BadId(String),
    /// A project's number that is there twice, first in that line.
    RepeatedNumber(u32, usize),
    /// Not a year.
    BadYear(String),
    /// A project's number must be from 1 to 9999.
    BadNumber(String),
    /// A title, name or label that says nothing.
    EmptyText(&'static str),
    /// Not a quantity: not a number, infinite, negative or beyond measure.
    BadAmount(String),
    /// `max` is smaller than `amount`.
    InvertedRange,
    /// A range without its `max`.
    RangeWithoutMax,
    /// A `max` where the qualifier is not `range`.
    MaxWithoutRange,
    /// Not a day of the calendar written `YYYY-MM-DD`.
    BadDate(String),
    /// Something about how far a project is.
    Misreport(ProgressErrorKind),
    /// Something in a person's settings.
    Missetting(ConfigErrorKind),
    /// No domain in it.
    NoDomains,
    /// No project in it.
    NoProjects,
    /// JSON that is none.
    BadJson,
    /// A spreadsheet that cannot be opened, in the words of the library that tried.
    BadWorkbook(String),
    /// A workbook of a size that cannot be.
    Oversize(SizeError),
    /// A workbook of the old kind, or one under a password.
    OldWorkbook,
    /// A spreadsheet without a header that we know.
    NoTable,
    /// A spreadsheet that does not say what the programme is called.
    NoTitle,
    /// A cell that holds an error such as `#REF!`.
    BrokenCell,
    /// A cell that must say something.
    EmptyCell(Column),
    /// A cell whose text is longer than Excel takes; so much is.
    LongCell(usize),
    /// Quotes that do not come in pairs.
    OpenQuote,
    /// A target without a number.
    NoFigure(String),
    /// A number that does not say what is counted.
    BareFigure(String),
    /// A qualifier that a catalogue does not have, and the whole line.
    UnknownQualifier(String, String),
    /// A range from the larger to the smaller.
    FallingRange(String),
    /// A target whose languages do not say the same number.
    FiguresDiffer(String, String),
}

/// What is wrong with what is said of how far a project is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgressErrorKind {
    /// A plan that ends before it begins.
    InvertedPlan,
    /// More than all of a project, or a number that may be either a share or a percentage.
    BadPercent(String),
    /// A report that says neither how much nor anything else; the field that says how much.
    EmptyUpdate(&'static str),
    /// A report on a project that there is none of.
    UnknownProject(String),
    /// A report on a target that the project does not have; the ones it has.
    UnknownTarget(String, Vec<String>),
}

/// A fault of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigErrorKind {
    /// No key is called so.
    BadKey(String),
    /// That key does something else already.
    KeyTaken(String),
    /// Fewer seconds than one, or more than a day has.
    BadSeconds(u64),
}
impl FileError {
    /// `path:line:col: message`, in one line and harmless to a terminal.
    #[must_use]
    pub fn text(&self, path: &str, lang: Lang) -> String {
        let LineCol { line, column } = self.position;
        let message = self.kind.text(lang);
        crate::text::clean(&format!("{path}:{line}:{column}: {message}")).into_owned()
    }
}

impl FileErrorKind {
    /// It could not be read, for that reason.
    #[must_use]
    pub fn unreadable(error: &std::io::Error) -> Self {
        Shortage::from_io(error).map_or_else(|| Self::Unreadable(error.to_string()), Self::Short)
    }

    /// What is wrong and what to do about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::Missing => s.fault_missing.to_owned(),
            Self::Forbidden => s.fault_forbidden.to_owned(),
            Self::NotAFile => s.fault_not_a_file.to_owned(),
            Self::NoFiles => s.fault_no_files.to_owned(),
            Self::NamedTwice => s.fault_named_twice.to_owned(),
            Self::TooLarge => fill(s.fault_too_large, &[&(super::FILE_MAX >> 20).to_string()]),
            Self::NoRoom { needed, free } => fill(s.fault_no_room, &[&(needed >> 20).to_string(), &(free >> 20).to_string()]),
            Self::Unreadable(why) => fill(s.fault_unreadable, &[why]),
            Self::Short(shortage) => fill(s.fault_unreadable, &[shortage.text(lang)]),
            Self::NoDraft(why) => fill(s.fault_no_draft, &[why]),
            Self::Encoding(name) => fill(s.fault_encoding, &[name]),
            Self::NotText => s.fault_not_text.to_owned(),
            Self::ZeroBytes => s.fault_zero_bytes.to_owned(),
            Self::Empty => s.fault_empty.to_owned(),
            Self::Unexpected(found) => fill(s.fault_unexpected, &[found]),
            Self::FullWidth(found, meant) => fill(s.fault_full_width, &[&found.to_string(), &meant.to_string()]),
            Self::Invisible(c) => fill(s.fault_invisible, &[&format!("U+{:04X}", u32::from(*c))]),
            Self::Unclosed { open, close, found_instead: instead } => unclosed_text(open, close, *instead, lang),
            Self::QuoteInText => s.fault_quote_in_text.to_owned(),
            Self::BadEscape => s.fault_bad_escape.to_owned(),
            Self::Expected { what, found } => what.instead_of(found, lang),
            Self::TooDeep => s.fault_too_deep.to_owned(),
            Self::BadFormat(found) => fill(s.fault_bad_format, &[&short(found)]),
            Self::UnknownField(name, known) => with_suggestion(s.fault_unknown_field, name, meant(name, known), known, lang),
            Self::MissingField(name) => fill(s.fault_missing_field, &[&short(name)]),
            Self::RepeatedField(name) => fill(s.fault_repeated_field, &[&short(name)]),
            Self::UnknownWord(word, known) => with_suggestion(s.fault_unknown_word, word, nearest(word, known), known, lang),
            Self::UnknownDomain(id, known) => with_suggestion(s.fault_unknown_domain, id, nearest(id, known), known, lang),
            Self::RepeatedDomain(id) => fill(s.fault_repeated_domain, &[&short(id)]),
            Self::BadId(id) => fill(s.fault_bad_id, &[&short(id)]),
            Self::RepeatedNumber(no, line) => fill(s.fault_repeated_number, &[&no.to_string(), &line.to_string()]),
            Self::BadYear(found) => fill(s.fault_bad_year, &[&short(found)]),
            Self::BadNumber(found) => fill(s.fault_bad_number, &[&short(found)]),
            Self::EmptyText(field) => fill(s.fault_empty_text, &[field]),
            Self::BadAmount(found) => fill(s.fault_bad_amount, &[&short(found)]),
            Self::InvertedRange => s.fault_inverted_range.to_owned(),
            Self::RangeWithoutMax => s.fault_range_without_max.to_owned(),
            Self::MaxWithoutRange => s.fault_max_without_range.to_owned(),
            Self::BadDate(found) => fill(s.fault_bad_date, &[&short(found)]),
            Self::Misreport(misreport) => misreport.text(lang),
            Self::Missetting(missetting) => missetting.text(s),
            Self::NoDomains => s.fault_no_domains.to_owned(),
            Self::NoProjects => s.fault_no_projects.to_owned(),
            Self::BadJson => s.fault_bad_json.to_owned(),
            Self::BadWorkbook(why) => fill(s.fault_bad_workbook, &[why]),
            Self::Oversize(oversize) => oversize.text(lang),
            Self::OldWorkbook => s.fault_old_workbook.to_owned(),
            Self::NoTable => s.fault_no_table.to_owned(),
            Self::NoTitle => s.fault_no_title.to_owned(),
            Self::BrokenCell => s.fault_broken_cell.to_owned(),
            Self::EmptyCell(column) => fill(s.fault_empty_cell, &[column.name(lang)]),
            Self::LongCell(most) => fill(s.fault_long_cell, &[&most.to_string()]),
            Self::OpenQuote => s.fault_open_quote.to_owned(),
            Self::NoFigure(said) => fill(s.fault_no_figure, &[&short(said)]),
            Self::BareFigure(said) => fill(s.fault_bare_figure, &[&short(said)]),
            Self::UnknownQualifier(word, said) => fill(s.fault_unknown_qualifier, &[word, &short(said)]),
            Self::FallingRange(said) => fill(s.fault_falling_range, &[&short(said)]),
            Self::FiguresDiffer(zh, en) => fill(s.fault_figures_differ, &[zh, en]),
        }
    }
}

impl From<ProgressErrorKind> for FileErrorKind {
    fn from(misreport: ProgressErrorKind) -> Self {
        Self::Misreport(misreport)
    }
}

impl ConfigErrorKind {
    fn text(&self, s: &Strings) -> String {
        match self {
            Self::BadKey(name) => fill(s.fault_bad_key, &[&short(name)]),
            Self::KeyTaken(name) => fill(s.fault_key_taken, &[&short(name)]),
            Self::BadSeconds(found) => fill(s.fault_bad_seconds, &[&found.to_string()]),
        }
    }
}

impl From<ConfigErrorKind> for FileErrorKind {
    fn from(missetting: ConfigErrorKind) -> Self {
        Self::Missetting(missetting)
    }
}

impl ProgressErrorKind {
    fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::InvertedPlan => s.fault_inverted_plan.to_owned(),
            Self::BadPercent(found) => fill(s.fault_bad_percent, &[&short(found)]),
            Self::EmptyUpdate(field) => {
                let (zh, en) = field.split_once(' ').unwrap_or((field, field));
                fill(s.fault_empty_update, &[if lang == Lang::Zh { zh } else { en }])
            }
            Self::UnknownProject(found) => fill(s.fault_unknown_project, &[&short(found)]),
            Self::UnknownTarget(found, known) => {
                with_suggestion(s.fault_unknown_target, found, nearest(found, known), known, lang)
            }
        }
    }
}

/// `template` about `found`, with the one that was `meant`, or else all of the `known` ones.
fn with_suggestion<S: AsRef<str>>(template: &str, found: &str, meant: Option<&str>, known: &[S], lang: Lang) -> String {
    let s = lang.strings();
    let remedy = meant.map_or_else(
        || fill(s.fault_one_of, &[&known.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")]),
        |name| fill(s.fault_did_you_mean, &[name]),
    );
    fill(template, &[&short(found), &remedy])
}

fn unclosed_text(open: &str, close: &str, instead: Option<(char, usize)>, lang: Lang) -> String {
    let s = lang.strings();
    let found = instead.map(|(c, line)| fill(s.fault_closed_by, &[&line.to_string(), &c.to_string()])).unwrap_or_default();
    fill(s.fault_unclosed, &[open, close, &found])
}
