//! Errors of data files: what is wrong, where, and what to do about it, in the user's language.

mod expected;
mod line_col;
mod partial_figure;
mod suggest;
mod words;

use std::error::Error;
use std::fmt;

pub use self::expected::Expected;
pub use self::line_col::LineCol;
pub use self::partial_figure::PartialFigure;
pub(crate) use self::suggest::{likely_field, nearest, one_letter_off, short, suggestions};
pub(crate) use self::words::label_in;
use self::words::{
    closed_by, found_instead, meant_header, mib, proposal, suggestion, understood_part,
};
use super::column::Column;
use super::foreign_format::ForeignFormat;
use super::limits::FILE_MAX;
use super::message_table::message_table;
use super::shortage::Shortage;
use crate::lang::Lang;
use crate::text::clean;

/// Error in a file, and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Position; an error of the file as a whole is at its start.
    pub position: LineCol,
    /// Kind of error, with its details.
    pub kind: FileErrorKind,
}

message_table! {
/// Kind of error in a file. Texts in it are as found; [`FileError::text`] makes them safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileErrorKind in lang {
    /// The file does not exist.
    Missing = "missing", fault_missing;
    /// This process may not read the file.
    Forbidden = "forbidden", fault_forbidden;
    /// A folder, a device, a FIFO or a socket, or a loop of symbolic links.
    NotAFile = "not-a-file", fault_not_a_file;
    /// A folder without data files.
    NoFiles = "no-files", fault_no_files;
    /// A file that is named twice.
    NamedTwice = "named-twice", fault_named_twice;
    /// Larger than [`FILE_MAX`].
    TooLarge = "too-large", fault_too_large(mib(FILE_MAX));
    /// Not enough memory for the file.
    NoRoom {
        /// Memory needed, in bytes.
        needed: u64,
        /// Memory available, in bytes.
        free: u64,
    } = "no-room", fault_no_room(mib(*needed), mib(*free));
    /// The file could not be read; holds the message of the system error.
    Unreadable(why: String) = "unreadable", fault_unreadable(why);
    /// The file could not be read because the system has run out of this resource.
    Short(shortage: Shortage) = "short", fault_unreadable(shortage.text(lang));
    /// A temporary file for the result could not be written; holds the message of the system error.
    NoDraft(why: String) = "no-draft", fault_no_draft(why);
    /// Not UTF-8 but, as far as can be detected, this encoding.
    Encoding(name: &'static str) = "encoding", fault_encoding(name);
    /// Bytes in no known encoding.
    NotText = "not-text", fault_not_text;
    /// Zero bytes from here on, as a power cut leaves them.
    ZeroBytes = "zero-bytes", fault_zero_bytes;
    /// File that `minsheng import` converts; its path and the data file's, quoted for a shell.
    NotRon(format: ForeignFormat, from: Box<str>, to: Box<str>) = "not-ron",
        fault_not_ron(format.name(lang), from, to);
    /// File of a format that this program does not read.
    Foreign(format: ForeignFormat) = "foreign-format",
        fault_foreign(format.name(lang), format.remedy(lang));
    /// Empty file.
    Empty = "empty", fault_empty;
    /// Text that is not allowed here.
    Unexpected(found: String) = "unexpected", fault_unexpected(found);
    /// Full-width mark of a Chinese input method, and the half-width mark that was meant.
    FullWidth(found: char, meant: char) = "full-width", fault_full_width(found, meant);
    /// Invisible character between the values.
    Invisible(c: char) = "invisible", fault_invisible(format!("U+{:04X}", u32::from(*c)));
    /// Quote, bracket or comment that is never closed.
    Unclosed {
        /// Opening mark.
        open: &'static str,
        /// Closing mark that is missing.
        close: &'static str,
        /// Closing mark found instead, and its line.
        found_instead: Option<(char, usize)>,
    } = "unclosed", fault_unclosed(open, close, closed_by(*found_instead, lang));
    /// Text that goes on after its closing quote.
    QuoteInText = "quote-in-text", fault_quote_in_text;
    /// Backslash followed by an unknown escape.
    BadEscape = "bad-escape", fault_bad_escape;
    /// Another element of the grammar was expected here.
    Expected {
        /// Expected element.
        what: Expected,
        /// Text found instead; empty if it would not help.
        found: String,
    } = "expected", fault_expected(what.text(lang), found_instead(found, lang));
    /// Brackets nested too deeply.
    TooDeep = "too-deep", fault_too_deep;
    /// Not a format version.
    BadFormat(found: String) = "bad-format", fault_bad_format(short(found));
    /// Unknown field, and the known ones.
    UnknownField(name: String, known: Vec<&'static str>) = "unknown-field",
        fault_unknown_field(short(name), suggestion(likely_field(name, known), known, lang));
    /// Missing required field.
    MissingField(name: String) = "missing-field", fault_missing_field(short(name));
    /// Field that is given twice.
    RepeatedField(name: String) = "repeated-field", fault_repeated_field(short(name));
    /// Unknown word, and the ones allowed here.
    UnknownWord(word: String, known: Vec<&'static str>) = "unknown-word",
        fault_unknown_word(short(word), suggestion(nearest(word, known), known, lang));
    /// Domain that the file does not define, and the ids to suggest.
    UnknownDomain(id: String, known: Vec<String>) = "unknown-domain",
        fault_unknown_domain(short(id), suggestion(nearest(id, known), known, lang));
    /// Domain that the table of domains lacks, and the names to suggest.
    NewDomain(name: String, known: Vec<String>) = "unknown-domain",
        fault_new_domain(short(name), suggestion(nearest(name, known), known, lang));
    /// Domain id that is used twice.
    RepeatedDomain(id: String) = "repeated-domain", fault_repeated_domain(short(id));
    /// Id that is not made of lower-case letters, digits, `-` and `_`.
    BadId(id: String) = "bad-id", fault_bad_id(short(id));
    /// Project number that is used twice, and the line of its first use.
    RepeatedNumber(no: u32, line: usize) = "repeated-number", fault_repeated_number(no, line);
    /// Project number that is used twice, the sheet of its first use, and the row there.
    RepeatedOnSheet(no: u32, sheet: String, row: usize) = "repeated-number",
        fault_repeated_on_sheet(no, short(sheet), row);
    /// Project number that is used twice because each sheet begins its numbers anew, the sheet of its
    /// first use, and the row there.
    RestartedOnSheet(no: u32, sheet: String, row: usize) = "repeated-number",
        fault_restarted_on_sheet(no, short(sheet), row);
    /// Project number that is used twice because another sheet has all projects of this one, that
    /// sheet, and the row there.
    RepeatedProjects(no: u32, sheet: String, row: usize) = "repeated-number",
        fault_repeated_projects(no, short(sheet), row);
    /// Year that is not from 1 to 9999.
    BadYear(found: String) = "bad-year", fault_bad_year(short(found));
    /// Project number that is not from 1 to 9999999.
    BadNumber(found: String) = "bad-number", fault_bad_number(short(found));
    /// Project number of several levels: 1.1.
    NestedNumber(found: String) = "bad-number", fault_nested_number(short(found));
    /// Number that is used twice because each section begins its numbers anew, and the row of its
    /// first use.
    RestartedNumbers(no: u32, row: usize) = "repeated-number", fault_restarted_numbers(no, row);
    /// Title, name or label that is empty.
    EmptyText(field: &'static str) = "empty-text", fault_empty_text(field);
    /// Label of a note with a colon, which would end it in a table.
    ColonInLabel(label: String) = "colon-in-label", fault_colon_in_label(short(label));
    /// Investment that is no amount with a unit.
    BadInvestment(found: String) = "bad-investment", fault_bad_investment(short(found));
    /// Not a quantity: not a number, infinite, negative or too large.
    BadAmount(found: String) = "bad-amount", fault_bad_amount(short(found));
    /// Range whose `max` is smaller than its `amount`.
    InvertedRange = "inverted-range", fault_inverted_range;
    /// Range without its `max`.
    RangeWithoutMax = "range-without-max", fault_range_without_max;
    /// `max` with a qualifier other than `range`.
    MaxWithoutRange = "max-without-range", fault_max_without_range;
    /// Not a calendar day written `YYYY-MM-DD`.
    BadDate(found: String) = "bad-date", fault_bad_date(short(found));
    /// Day without a year, in a programme without one.
    DateWithoutYear(found: String) = "bad-date", fault_date_without_year(short(found));
    /// Number such as 2026.1, which may have been typed as 2026.10.
    UnclearMonth(found: String) = "bad-date", fault_unclear_month(
        short(found), found.trim_end_matches(".1"), found.trim_end_matches(".1")
    );
    /// Text after a day, the whole text, and the day.
    PartialDate(rest: Box<str>, found: Box<str>, day: Box<str>) = "bad-date",
        fault_partial_date(short(rest), short(found), day);
    /// Start and end where one day is wanted.
    TwoDates(found: String) = "bad-date", fault_two_dates(short(found));
    /// Plan that ends before it begins.
    InvertedPlan = "misreport", fault_inverted_plan;
    /// More than 100 percent, or a number that may be either a share or a percentage.
    BadPercent(found: String) = "misreport", fault_bad_percent(short(found));
    /// Update with neither an amount nor a note; holds the name of the field for the amount.
    EmptyUpdate(field: &'static str) = "misreport", fault_empty_update(label_in(field, lang));
    /// Update about a project that does not exist.
    UnknownProject(found: String) = "misreport", fault_unknown_project(short(found));
    /// Update about a target that the project does not have, and those it has.
    UnknownTarget(found: String, known: Vec<String>) = "misreport",
        fault_unknown_target(short(found), suggestion(nearest(found, known), known, lang));
    /// Update about one of several targets that have the same name, and their positions, `#1 / #2`.
    SameTargets(found: String, positions: String) = "misreport",
        fault_same_targets(short(found), positions);
    /// Report that does not say which of the targets of a project it is about, and their names.
    WhichTarget(found: Box<str>, names: Box<str>) = "misreport",
        fault_which_target(short(found), short(names));
    /// Update about a project that is named by a title that none has, and the most similar ones.
    UnknownTitle(found: String, known: Vec<String>) = "misreport",
        fault_unknown_title(short(found), suggestion(nearest(found, known), known, lang));
    /// Update about a project that is named by the title of several, and their numbers.
    SharedTitle(found: String, numbers: String) = "misreport",
        fault_shared_title(short(found), short(numbers));
    /// Report in a unit that is not that of the target and cannot be converted into it: the text,
    /// its unit and that of the target.
    OtherUnit(found: Box<str>, unit: Box<str>, target_unit: Box<str>) = "misreport",
        fault_other_unit(short(found), short(unit), short(target_unit));
    /// Share of a target that is no whole number of the things counted: the text, and the number.
    PartOfCount(found: Box<str>, number: Box<str>) = "misreport",
        fault_part_of_count(short(found), number);
    /// Report or target that may mean two amounts, and both as they are written clearly.
    UnclearReport(found: Box<str>, one: Box<str>, other: Box<str>) = "misreport",
        fault_unclear_report(short(found), one, other);
    /// Report that is not a single exact amount.
    InexactReport(found: String) = "misreport", fault_inexact_report(short(found));
    /// Error in a setting that a higher layer defines: its message in each of [`Lang::ALL`].
    Missetting(messages: [String; 2]) = "missetting", fault_missetting(messages[lang as usize]);
    /// Number of seconds, in a setting, that is not from 1 to a day.
    BadSeconds(found: u64) = "missetting", fault_bad_seconds(found);
    /// File without domains.
    NoDomains = "no-domains", fault_no_domains;
    /// File without projects.
    NoProjects = "no-projects", fault_no_projects;
    /// Invalid JSON.
    BadJson = "bad-json", fault_bad_json;
    /// Announcement in which no projects were found.
    NoAnnouncedProjects = "no-announced-projects", fault_no_announced_projects;
    /// Word document that cannot be opened.
    BadDocument = "bad-document", fault_bad_document;
    /// Announcement that is longer than any is, or nested more deeply.
    HugeAnnouncement = "huge-announcement", fault_huge_announcement;
    /// Workbook that cannot be opened; holds the message of the library.
    BadWorkbook(why: String) = "bad-workbook", fault_bad_workbook(why);
    /// Workbook with a part that declares more texts than its bytes have room for.
    TooManyTexts {
        /// Name of the part.
        part: String,
        /// Number of texts that it declares.
        declared: u64,
        /// Largest number that its bytes have room for.
        max: u64,
    } = "oversize", fault_overstated_texts(clean(part), declared, max);
    /// Workbook that declares more sheets than there are files in it.
    MoreSheetsThanParts {
        /// Number of sheets that it declares.
        declared: usize,
        /// Number of files in it.
        max: usize,
    } = "oversize", fault_overstated_sheets(declared, max);
    /// Workbook with more sheets than are read.
    TooManySheets {
        /// Number of its sheets.
        count: usize,
        /// Largest number of sheets that are read.
        max: usize,
    } = "oversize", fault_many_sheets(count, max);
    /// Cell outside of any sheet; the string says where.
    CellOutsideSheet(place: String) = "oversize", fault_outside(clean(place));
    /// Cells that take more memory than this, in bytes.
    TooMuchMemory(max: u64) = "oversize", fault_sprawl(mib(*max));
    /// Small workbook that unpacks to more bytes than are read of one of its size.
    Bomb(max: u64) = "oversize", fault_bomb(mib(*max));
    /// Workbook that repeats more cells than are read, and that number.
    TooManyCopies(max: usize) = "oversize", fault_many_copies(max);
    /// Workbook with a password.
    LockedWorkbook = "old-workbook",
        fault_foreign(ForeignFormat::Locked.name(lang), ForeignFormat::Locked.remedy(lang));
    /// Table file without any bytes.
    EmptyTable = "empty", fault_empty_table;
    /// Spreadsheet without a known header.
    NoTable = "no-table", fault_no_table;
    /// Spreadsheet without a known header in what it shows.
    NoVisibleTable = "no-table", fault_no_visible_table;
    /// Spreadsheet without projects in what it shows.
    NoVisibleProjects = "no-projects", fault_no_visible_projects;
    /// Row that is nearly a header: a header in it, the one that it lacks, and one that may be
    /// meant.
    NearTable(has: String, lacks: Column, meant: Option<String>) = "no-table",
        fault_near_table(short(has), lacks.name(lang), meant_header(meant.as_deref(), *lacks, lang));
    /// File that has only reports of progress, and no file for them was named.
    ProgressOnly = "no-projects", fault_progress_only;
    /// Table of progress without anything that names its day.
    ProgressWithoutDay = "no-report-day", fault_progress_without_day;
    /// Title of a second list, of another year.
    OtherList(title: String) = "other-list", fault_other_list(short(title));
    /// Projects without a domain, in a table without a column for it.
    NoDomainColumn = "no-domain-column", fault_no_domain_column;
    /// Value that differs from that of another row of the same project, which is the last value.
    RowsDiffer(column: Column, row: usize) = "rows-differ",
        fault_rows_differ(column.name(lang), row);
    /// Report of a day for which another cell has another amount: the day, both amounts, and that
    /// cell.
    ReportsDiffer(day: Box<str>, amounts: Box<[String; 2]>, cell: Box<str>) = "rows-differ",
        fault_reports_differ(day, amounts[0], cell, amounts[1]);
    /// Unit or name of a target in a cell of its own, and the target that has another one.
    UnitDiffers(unit: String, line: String) = "unit-differs",
        fault_unit_differs(short(unit), short(line));
    /// Title in a report that is not that of the project with this number.
    TitleDiffers(found: String, title: String) = "misreport",
        fault_title_differs(short(found), short(title));
    /// Spreadsheet without the title of the programme.
    NoTitle = "no-title", fault_no_title;
    /// Cell that holds an error such as `#REF!`.
    BrokenCell = "broken-cell", fault_broken_cell;
    /// Cell with a formula whose result was never calculated.
    EmptyFormula = "empty-formula", fault_empty_formula;
    /// Cell with a formula whose result of 0 or nothing was made up by the program that wrote it.
    MadeUpZero = "empty-formula", fault_made_up_zero;
    /// Cell with a text of which a part is struck through.
    PartlyStruck = "partly-struck", fault_partly_struck;
    /// Cell with a digit that is raised behind another, 540¹.
    RaisedDigit = "raised-digit", fault_raised_digit;
    /// Empty cell in a column that needs a value.
    EmptyCell(column: Column) = "empty-cell", fault_empty_cell(column.name(lang));
    /// Empty cell of a workbook in a column that needs a value.
    EmptyInWorkbook(column: Column) = "empty-cell", fault_empty_in_workbook(column.name(lang));
    /// Cells that are merged over several projects, which need a value each, and their column.
    MergedProjects(cells: String, column: Column) = "merged-projects",
        fault_merged_projects(cells, column.name(lang));
    /// Row with more cells than the header: the number of those past it.
    ExtraCells(count: usize) = "extra-cells", fault_extra_cells(count);
    /// Number that was split at its comma in a row with more cells than the header: the number of
    /// those past it, the text, and the text without the comma.
    SplitNumber(count: usize, found: String, meant: String) = "extra-cells",
        fault_split_number(count, short(found), short(meant));
    /// Cell whose text is longer than Excel allows, and that limit in characters.
    LongCell(max: usize) = "long-cell", fault_long_cell(max);
    /// Quote in a CSV file that has no other half, or text after it.
    OpenQuote = "open-quote", fault_open_quote;
    /// Cell with a line that seems to be a row of its own, and that line.
    SwallowedRow(line: String) = "open-quote", fault_swallowed_row(short(line));
    /// Column whose Chinese and English lines in a row differ in number: these numbers, and the
    /// cell of the Chinese ones.
    LinesDiffer(column: Column, counts: [usize; 2], cell: String) = "lines-differ",
        fault_lines_differ(column.name(lang), counts[0], cell, counts[1]);
    /// Columns of several years of which none is that of the programme, by their headers.
    UndecidedYear(names: String) = "undecided-year", fault_undecided_year(names);
    /// Columns of targets below one header of which none is known to be that of the list.
    SeveralTargets(names: String) = "several-targets", fault_several_targets(names);
    /// Table that is no part of the list by its name: the name.
    SpareList(name: String) = "other-list", fault_spare_list(short(name));
    /// Row of a table of projects with neither a number nor a title.
    LooseRow = "empty-cell", fault_loose_row;
    /// Number of errors that are not listed.
    FurtherErrors(count: usize) = "further-errors", fault_further_errors(count);
    /// Tables side by side that cannot be told apart: the headers that occur twice.
    SideBySide(names: String) = "side-by-side", fault_side_by_side(names);
    /// Cell that refers to the one above, 同上, where that has no value or cannot be meant.
    Ditto(text: String) = "ditto", fault_ditto(short(text));
    /// Target without a number.
    NoFigure(line: String) = "no-figure", fault_no_figure(short(line));
    /// Target that a row above of the same project has, too, and the cell there.
    RepeatedTarget(line: String, cell: String) = "rows-differ",
        fault_repeated_target(short(line), cell);
    /// Telephone number in place of a target, which everybody would read.
    ContactInTarget(line: String) = "no-figure", fault_contact_in_target(short(line));
    /// Target of which a part is not understood.
    PartialFigure(found: Box<PartialFigure>) = "partial-figure", fault_partial_figure(
        short(&found.rest), short(&found.line), understood_part(found.understood.as_deref(), lang),
        proposal(found, lang)
    );
    /// Number without a description of what is counted.
    BareFigure(line: String) = "bare-figure", fault_bare_figure(short(line));
    /// Two numbers of a project without a description of what is counted.
    SameFigures(one: String, other: String) = "bare-figure",
        fault_same_figures(short(one), short(other));
    /// Unknown qualifier, and the whole line.
    UnknownQualifier(word: String, line: String) = "unknown-qualifier",
        fault_unknown_qualifier(word, short(line));
    /// Range from the larger to the smaller number.
    FallingRange(line: String) = "falling-range", fault_falling_range(short(line));
    /// Target with different numbers in Chinese and English.
    FiguresDiffer(zh: String, en: String) = "figures-differ", fault_figures_differ(zh, en);
}
}

impl FileError {
    /// Formats `path:line:col: message` on one line, safe to print to a terminal.
    #[must_use]
    pub fn text(&self, path: &str, lang: Lang) -> String {
        clean(&format!("{path}:{}: {}", self.position, self.kind.text(lang))).into_owned()
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.kind)
    }
}

impl Error for FileError {}

impl Error for FileErrorKind {}

impl FileErrorKind {
    /// Returns the kind for a failed system call: `Short` if a resource has run out, else
    /// `Unreadable`.
    #[must_use]
    pub fn unreadable(error: &std::io::Error) -> Self {
        Shortage::from_io(error).map_or_else(|| Self::Unreadable(error.to_string()), Self::Short)
    }
}
