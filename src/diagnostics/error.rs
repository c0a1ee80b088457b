//! Errors of data files: what is wrong, where, and what to do about it, in the user's language.

mod expected;
mod suggest;

pub use self::expected::Expected;
pub(crate) use self::suggest::{likely_field, nearest, one_letter_off, short, suggestions};
use super::columns::Column;
use super::limits::FILE_MAX;
use super::shortage::Shortage;
use super::size_error::SizeError;
use crate::lang::{Lang, Strings, fill};

/// Position in a text: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl LineCol {
    /// Position of the first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// Returns the position of the byte at offset `at`; `bytes` need not go on past it.
    #[must_use]
    pub fn from_offset(bytes: &[u8], at: usize) -> Self {
        debug_assert!(at <= bytes.len(), "an offset past the text");
        let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }

    /// Converts `relative`, a position relative to `self`, to one relative to the start of the
    /// text.
    #[must_use]
    pub fn offset_by(self, relative: Self) -> Self {
        if relative.line == 1 {
            Self { line: self.line, column: self.column + relative.column - 1 }
        } else {
            Self { line: self.line + relative.line - 1, column: relative.column }
        }
    }
}

/// Error in a file, and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Position; an error of the file as a whole is at its start.
    pub position: LineCol,
    /// Kind of error, with its details.
    pub kind: FileErrorKind,
}

/// Kind of error in a file. Texts in it are as found; [`FileError::text`] makes them safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileErrorKind {
    /// The file does not exist.
    Missing,
    /// This process may not read the file.
    Forbidden,
    /// A folder, a device, a FIFO or a socket, or a loop of symbolic links.
    NotAFile,
    /// A folder without data files.
    NoFiles,
    /// A file that is named twice.
    NamedTwice,
    /// Larger than [`FILE_MAX`].
    TooLarge,
    /// Not enough memory for the file.
    NoRoom {
        /// Memory needed, in bytes.
        needed: u64,
        /// Memory available, in bytes.
        free: u64,
    },
    /// The file could not be read; holds the message of the system error.
    Unreadable(String),
    /// The file could not be read because the system has run out of this resource.
    Short(Shortage),
    /// A temporary file for the result could not be written; holds the message of the system error.
    NoDraft(String),
    /// Not UTF-8 but, as far as can be detected, this encoding.
    Encoding(&'static str),
    /// Bytes in no known encoding.
    NotText,
    /// Zero bytes from here on, as a power cut leaves them.
    ZeroBytes,
    /// Empty file.
    Empty,
    /// Text that is not allowed here.
    Unexpected(String),
    /// Full-width mark of a Chinese input method, and the half-width mark that was meant.
    FullWidth(char, char),
    /// Invisible character between the values.
    Invisible(char),
    /// Quote, bracket or comment that is never closed.
    Unclosed {
        /// Opening mark.
        open: &'static str,
        /// Closing mark that is missing.
        close: &'static str,
        /// Closing mark found instead, and its line.
        found_instead: Option<(char, usize)>,
    },
    /// Text that goes on after its closing quote.
    QuoteInText,
    /// Backslash followed by an unknown escape.
    BadEscape,
    /// Another element of the grammar was expected here.
    Expected {
        /// Expected element.
        what: Expected,
        /// Text found instead; empty if it would not help.
        found: String,
    },
    /// Brackets nested too deeply.
    TooDeep,
    /// Not a format version.
    BadFormat(String),
    /// Unknown field, and the known ones.
    UnknownField(String, Vec<&'static str>),
    /// Missing required field.
    MissingField(String),
    /// Field that is given twice.
    RepeatedField(String),
    /// Unknown word, and the ones allowed here.
    UnknownWord(String, Vec<&'static str>),
    /// Domain that the file does not define, and the ids to suggest.
    UnknownDomain(String, Vec<String>),
    /// Domain id that is used twice.
    RepeatedDomain(String),
    /// Id that is not made of lower-case letters, digits, `-` and `_`.
    BadId(String),
    /// Project number that is used twice, and the line of its first use.
    RepeatedNumber(u32, usize),
    /// Year that is not from 1 to 9999.
    BadYear(String),
    /// Project number that is not from 1 to 9999999.
    BadNumber(String),
    /// Title, name or label that is empty.
    EmptyText(&'static str),
    /// Not a quantity: not a number, infinite, negative or too large.
    BadAmount(String),
    /// Range whose `max` is smaller than its `amount`.
    InvertedRange,
    /// Range without its `max`.
    RangeWithoutMax,
    /// `max` with a qualifier other than `range`.
    MaxWithoutRange,
    /// Not a calendar day written `YYYY-MM-DD`.
    BadDate(String),
    /// Error in the progress data of a project.
    Misreport(ProgressErrorKind),
    /// Error in the user's settings.
    Missetting(ConfigErrorKind),
    /// File without domains.
    NoDomains,
    /// File without projects.
    NoProjects,
    /// Invalid JSON.
    BadJson,
    /// Workbook that cannot be opened; holds the message of the library.
    BadWorkbook(String),
    /// Workbook of an impossible size.
    Oversize(SizeError),
    /// Workbook in the old format, or with a password.
    OldWorkbook,
    /// Spreadsheet without a known header.
    NoTable,
    /// Spreadsheet without the title of the programme.
    NoTitle,
    /// Cell that holds an error such as `#REF!`.
    BrokenCell,
    /// Empty cell in a column that needs a value.
    EmptyCell(Column),
    /// Cell whose text is longer than Excel allows, and that limit in characters.
    LongCell(usize),
    /// Quotes that do not come in pairs.
    OpenQuote,
    /// Target without a number.
    NoFigure(String),
    /// Number without a description of what is counted.
    BareFigure(String),
    /// Unknown qualifier, and the whole line.
    UnknownQualifier(String, String),
    /// Range from the larger to the smaller number.
    FallingRange(String),
    /// Target with different numbers in Chinese and English.
    FiguresDiffer(String, String),
}

/// Error in the progress data of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgressErrorKind {
    /// Plan that ends before it begins.
    InvertedPlan,
    /// More than 100 percent, or a number that may be either a share or a percentage.
    BadPercent(String),
    /// Update with neither an amount nor a note; holds the name of the field for the amount.
    EmptyUpdate(&'static str),
    /// Update about a project that does not exist.
    UnknownProject(String),
    /// Update about a target that the project does not have, and those it has.
    UnknownTarget(String, Vec<String>),
}

/// Error in a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigErrorKind {
    /// Unknown key name.
    BadKey(String),
    /// Key that already has another action.
    KeyTaken(String),
    /// Number of seconds that is not from 1 to a day.
    BadSeconds(u64),
}
impl FileError {
    /// Formats `path:line:col: message` on one line, safe to print to a terminal.
    #[must_use]
    pub fn text(&self, path: &str, lang: Lang) -> String {
        let LineCol { line, column } = self.position;
        let message = self.kind.text(lang);
        crate::text::clean(&format!("{path}:{line}:{column}: {message}")).into_owned()
    }
}

impl FileErrorKind {
    /// Returns the kind for a failed system call: `Short` if a resource has run out, else
    /// `Unreadable`.
    #[must_use]
    pub fn unreadable(error: &std::io::Error) -> Self {
        Shortage::from_io(error).map_or_else(|| Self::Unreadable(error.to_string()), Self::Short)
    }

    /// Returns the message: what is wrong and what to do about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::Missing => s.fault_missing.to_owned(),
            Self::Forbidden => s.fault_forbidden.to_owned(),
            Self::NotAFile => s.fault_not_a_file.to_owned(),
            Self::NoFiles => s.fault_no_files.to_owned(),
            Self::NamedTwice => s.fault_named_twice.to_owned(),
            Self::TooLarge => fill(s.fault_too_large, &[&mib(FILE_MAX)]),
            Self::NoRoom { needed, free } => fill(s.fault_no_room, &[&mib(*needed), &mib(*free)]),
            Self::Unreadable(why) => fill(s.fault_unreadable, &[why]),
            Self::Short(shortage) => fill(s.fault_unreadable, &[shortage.text(lang)]),
            Self::NoDraft(why) => fill(s.fault_no_draft, &[why]),
            Self::Encoding(name) => fill(s.fault_encoding, &[name]),
            Self::NotText => s.fault_not_text.to_owned(),
            Self::ZeroBytes => s.fault_zero_bytes.to_owned(),
            Self::Empty => s.fault_empty.to_owned(),
            Self::Unexpected(found) => fill(s.fault_unexpected, &[found]),
            Self::FullWidth(found, meant) => {
                fill(s.fault_full_width, &[&found.to_string(), &meant.to_string()])
            }
            Self::Invisible(c) => fill(s.fault_invisible, &[&format!("U+{:04X}", u32::from(*c))]),
            Self::Unclosed { open, close, found_instead: c } => unclosed_text(open, close, *c, s),
            Self::QuoteInText => s.fault_quote_in_text.to_owned(),
            Self::BadEscape => s.fault_bad_escape.to_owned(),
            Self::Expected { what, found } => what.message(found, lang),
            Self::TooDeep => s.fault_too_deep.to_owned(),
            Self::BadFormat(found) => fill(s.fault_bad_format, &[&short(found)]),
            Self::UnknownField(name, known) => unknown_field_text(name, known, s),
            Self::MissingField(name) => fill(s.fault_missing_field, &[&short(name)]),
            Self::RepeatedField(name) => fill(s.fault_repeated_field, &[&short(name)]),
            Self::UnknownWord(word, known) => with_nearest(s.fault_unknown_word, word, known, s),
            Self::UnknownDomain(id, known) => with_nearest(s.fault_unknown_domain, id, known, s),
            Self::RepeatedDomain(id) => fill(s.fault_repeated_domain, &[&short(id)]),
            Self::BadId(id) => fill(s.fault_bad_id, &[&short(id)]),
            Self::RepeatedNumber(no, line) => {
                fill(s.fault_repeated_number, &[&no.to_string(), &line.to_string()])
            }
            Self::BadYear(found) => fill(s.fault_bad_year, &[&short(found)]),
            Self::BadNumber(found) => fill(s.fault_bad_number, &[&short(found)]),
            Self::EmptyText(field) => fill(s.fault_empty_text, &[field]),
            Self::BadAmount(found) => fill(s.fault_bad_amount, &[&short(found)]),
            Self::InvertedRange => s.fault_inverted_range.to_owned(),
            Self::RangeWithoutMax => s.fault_range_without_max.to_owned(),
            Self::MaxWithoutRange => s.fault_max_without_range.to_owned(),
            Self::BadDate(found) => fill(s.fault_bad_date, &[&short(found)]),
            Self::Misreport(error) => error.text(lang),
            Self::Missetting(error) => error.text(s),
            Self::NoDomains => s.fault_no_domains.to_owned(),
            Self::NoProjects => s.fault_no_projects.to_owned(),
            Self::BadJson => s.fault_bad_json.to_owned(),
            Self::BadWorkbook(why) => fill(s.fault_bad_workbook, &[why]),
            Self::Oversize(error) => error.text(lang),
            Self::OldWorkbook => s.fault_old_workbook.to_owned(),
            Self::NoTable => s.fault_no_table.to_owned(),
            Self::NoTitle => s.fault_no_title.to_owned(),
            Self::BrokenCell => s.fault_broken_cell.to_owned(),
            Self::EmptyCell(column) => fill(s.fault_empty_cell, &[column.name(lang)]),
            Self::LongCell(max) => fill(s.fault_long_cell, &[&max.to_string()]),
            Self::OpenQuote => s.fault_open_quote.to_owned(),
            Self::NoFigure(line) => fill(s.fault_no_figure, &[&short(line)]),
            Self::BareFigure(line) => fill(s.fault_bare_figure, &[&short(line)]),
            Self::UnknownQualifier(word, line) => {
                fill(s.fault_unknown_qualifier, &[word, &short(line)])
            }
            Self::FallingRange(line) => fill(s.fault_falling_range, &[&short(line)]),
            Self::FiguresDiffer(zh, en) => fill(s.fault_figures_differ, &[zh, en]),
        }
    }
}

impl From<SizeError> for FileErrorKind {
    fn from(error: SizeError) -> Self {
        Self::Oversize(error)
    }
}

impl From<ProgressErrorKind> for FileErrorKind {
    fn from(error: ProgressErrorKind) -> Self {
        Self::Misreport(error)
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
    fn from(error: ConfigErrorKind) -> Self {
        Self::Missetting(error)
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
                with_nearest(s.fault_unknown_target, found, known, s)
            }
        }
    }
}

fn unknown_field_text(name: &str, known: &[&str], s: &Strings) -> String {
    with_suggestion(s.fault_unknown_field, name, likely_field(name, known), known, s)
}

/// Fills `template` with `found` and the most similar of the `known` names, or else all of them.
fn with_nearest<S: AsRef<str>>(template: &str, found: &str, known: &[S], s: &Strings) -> String {
    with_suggestion(template, found, nearest(found, known), known, s)
}

/// Fills `template` with `found` and a suggestion: the `likely` name, or else all `known` names.
fn with_suggestion<S: AsRef<str>>(
    template: &str,
    found: &str,
    likely: Option<&str>,
    known: &[S],
    s: &Strings,
) -> String {
    let suggestion = likely.map_or_else(
        || fill(s.fault_one_of, &[&known.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")]),
        |name| fill(s.fault_did_you_mean, &[name]),
    );
    fill(template, &[&short(found), &suggestion])
}

fn unclosed_text(open: &str, close: &str, found: Option<(char, usize)>, s: &Strings) -> String {
    let found = found
        .map(|(c, line)| fill(s.fault_closed_by, &[&line.to_string(), &c.to_string()]))
        .unwrap_or_default();
    fill(s.fault_unclosed, &[open, close, &found])
}

/// Formats a number of bytes in whole MiB.
fn mib(bytes: u64) -> String {
    (bytes >> 20).to_string()
}
