//! Notes on how a file was understood.

use super::cell_list::CellList;
use super::column::Column;
use super::error::{FileErrorKind, LineCol, short};
use super::extra_field::ExtraField;
use super::limits::FORMAT;
use super::line_places::LinePlaces;
use super::message_table::message_table;
use super::no_figure::NoFigure;
use super::note_words::{meant_column, meant_field, other_domains, progress_cells};
use super::occurrences::{column_cells, occurrences, row_range};
use super::rows::LeftOutRow;
use super::title_year::TitleYear;
use super::unread_reason::{UnreadCell, UnreadReason};

message_table! {
/// Information on how a file was understood where that was not obvious.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note in lang {
    /// The file has this encoding, not UTF-8.
    Encoding(name: &'static str) = "encoding", note_encoding(name);
    /// The file is read in this encoding, in which it has no known table.
    DoubtfulEncoding(name: &'static str) = "encoding", note_doubtful_encoding(name);
    /// Unknown column.
    UnknownColumn {
        /// The header.
        name: Box<str>,
        /// The known header that was probably meant.
        meant: Option<&'static str>,
        /// Number of cells with content.
        count: usize,
        /// Names of the first of these cells.
        cells: Vec<String>,
    } = "unknown-column", note_unknown_column(
        short(name), column_cells(*count, cells, lang), meant_column(*meant, lang)
    );
    /// Name of a sheet without a known table, and its cells.
    SkippedSheet(name: String, cells: CellList) = "skipped-sheet",
        note_skipped_sheet(name, cells.left_out(lang));
    /// Cells that were not read, and the reason.
    CellsNotRead(reason: UnreadReason, cells: CellList) = "cells-not-read",
        note_cells_not_read(cells.cells(lang), reason.text(lang), reason.remedy(lang));
    /// Cells under merged cells that were read though the office program does not show them.
    CoveredCells(cells: CellList) = "covered-cells", note_covered_cells(cells.cells(lang));
    /// Cells from which characters were removed that a terminal would obey or hide.
    Cleaned(cells: CellList) = "cleaned", note_cleaned(cells.cells(lang));
    /// Cells whose line breaks were read as blanks.
    JoinedLines(cells: CellList) = "joined-lines", note_joined_lines(cells.cells(lang));
    /// Hidden sheet that is left out, and its number of rows with content.
    HiddenSheet(name: String, rows: usize) = "hidden-sheet",
        note_hidden_sheet(name, rows, lang.strings().note_hidden_advice);
    /// Hidden column that is left out: its first text, and its cells.
    HiddenColumn(text: String, cells: CellList) = "hidden-column",
        note_hidden_column(short(text), cells.in_all(lang), lang.strings().note_hidden_advice);
    /// Hidden rows of a sheet that are left out.
    HiddenRows(rows: CellList) = "hidden-rows",
        note_hidden_rows(rows.in_all(lang), lang.strings().note_hidden_advice);
    /// Rows of a sheet that a filter hides.
    FilteredRows(rows: CellList) = "hidden-rows",
        note_filtered_rows(rows.in_all(lang), lang.strings().note_hidden_advice);
    /// Rows of a sheet that are struck through.
    StruckRows(rows: CellList) = "hidden-rows",
        note_struck_rows(rows.in_all(lang), lang.strings().note_hidden_advice);
    /// Numbers of sheets, columns and rows that are hidden and were taken.
    HiddenTaken(sheets: usize, columns: usize, rows: usize) = "hidden-taken",
        note_hidden_taken(sheets, columns, rows);
    /// Cells that are struck through in rows that are not.
    StruckCells(cells: CellList) = "struck-cells", note_struck_cells(cells.in_all(lang));
    /// Cells that show another number than they hold: the number and the number format of the
    /// first.
    NumberFormat(number: Box<str>, format: Box<str>, cells: Box<CellList>) = "number-format",
        note_number_format(number, short(format), cells.in_all(lang));
    /// Cells that show fewer digits than they hold: the number that is shown, and read, and the one
    /// that is held by the first.
    Rounded(shown: Box<str>, held: Box<str>, cells: Box<CellList>) = "number-format",
        note_rounded(shown, held, cells.in_all(lang));
    /// Cells whose number format shows nothing, and the number in the first.
    HiddenNumbers(held: Box<str>, cells: CellList) = "number-format",
        note_hidden_numbers(held, cells.in_all(lang));
    /// Column of a known kind that the format does not keep.
    UnkeptColumn {
        /// The header.
        name: String,
        /// The kind.
        field: ExtraField,
        /// Number of cells with content.
        count: usize,
        /// Names of the first of these cells.
        cells: Vec<String>,
    } = "unkept-column", note_unkept_column(
        short(name), field.name(lang), column_cells(*count, cells, lang), field.advice(lang)
    );
    /// Column whose cells became notes of the projects: its header, and the cells.
    ColumnAsNotes(name: Box<str>, cells: CellList) = "column-as-notes",
        note_column_as_notes(short(name), cells.in_all(lang));
    /// Text in place of an investment, which became a note: the header, the text of the first, and
    /// the cells.
    InvestmentText(name: Box<str>, text: Box<str>, cells: CellList) = "investment-text",
        note_investment_text(short(text), short(name), cells.times(lang));
    /// Column in which names and mobile numbers stand beside what is for everybody.
    InternalContacts(name: Box<str>, cells: CellList) = "internal-contacts",
        note_internal_contacts(short(name), cells.times(lang));
    /// Column with the meaning of another one, which is used.
    DoubleColumn {
        /// The header, that of the column that is used, and the cell of that.
        names: Box<[String; 3]>,
        /// The meaning of both.
        column: Column,
        /// Number of cells with content.
        count: usize,
        /// Names of the first of these cells.
        cells: Vec<String>,
    } = "double-column", note_double_column(
        short(&names[0]), short(&names[1]), names[2], column.name(lang), names[2],
        column_cells(*count, cells, lang)
    );
    /// Column of another year than that of the programme: its header, the number of its cells with
    /// content, and the first of them.
    OtherYear(name: String, count: usize, cells: Vec<String>) = "other-year",
        note_other_year(short(name), column_cells(*count, cells, lang));
    /// Unknown column with a unit in its header, which seems to be that of figures.
    MeasuredColumn {
        /// The header, the name in it, and the unit.
        words: Box<[String; 3]>,
        /// Number of cells with content.
        count: usize,
        /// Names of the first of these cells.
        cells: Vec<String>,
    } = "unknown-column", note_measured_column(
        short(&words[0]), column_cells(*count, cells, lang), words[1], words[2]
    );
    /// Column without a header: the number of its cells with content, and the first of them.
    NoHeader(count: usize, cells: Vec<String>) = "no-header",
        note_no_header(column_cells(*count, cells, lang));
    /// Cells of a known column that are not read.
    UnreadCells {
        /// The header.
        name: String,
        /// The reason.
        reason: UnreadCell,
        /// Number of these cells.
        count: usize,
        /// Names of the first of them.
        cells: Vec<String>,
    } = "unread-cells",
        note_unread_cells(short(name), reason.text(lang), column_cells(*count, cells, lang));
    /// Table that is the same as another one, left out: the number of its rows, and the first cell of
    /// the other.
    CopiedTable(rows: usize, cell: String) = "repeated-table", note_copied_table(rows, cell);
    /// Table whose projects are those of the list, left out, and the number of its rows.
    RepeatedTable(rows: usize) = "repeated-table", note_repeated_table(rows);
    /// Rows that are no projects: the reason, the text of the first, and the first and last row.
    LeftOutRows(row: LeftOutRow, text: String, first: usize, last: usize) = "left-out-rows",
        note_left_out_rows(row.name(lang), short(text), row_range(*first, *last, lang));
    /// Rows with the number and title of the row above, read as one project: their number and cells.
    JoinedRows(count: usize, cells: Vec<String>) = "joined-rows",
        note_joined_rows(column_cells(*count, cells, lang));
    /// Number with a mark, and the number that it was taken as.
    StarredNumber(text: String, no: u32) = "starred-number", note_starred_number(short(text), no);
    /// Header with a unit in a column that has no figures.
    UnusedUnit(name: String) = "unused-unit", note_unused_unit(short(name));
    /// Number that got the unit in the header of its column, the text that it was taken as, and the
    /// cells with it.
    UnitOfHeader(name: Box<str>, text: Box<str>, cells: CellList) = "header-unit",
        note_unit_of_header(short(name), short(text), cells.times(lang));
    /// Title or name with a unit in brackets at its end, which is that of the number beside it, and
    /// the target that it was taken as.
    UnitOfTitle(text: Box<str>, target: Box<str>, cells: CellList) = "title-unit",
        note_unit_of_title(short(text), target, cells.times(lang));
    /// Cells with a dash or another mark for nothing, which count as empty.
    BlankMarks(cells: CellList) = "blank-marks", note_blank_marks(cells.cells(lang));
    /// Cells that refer to the one above, and the text of the first.
    Dittos(text: Box<str>, cells: CellList) = "ditto",
        note_dittos(short(text), cells.cells(lang));
    /// Tables side by side on a sheet that are read one after the other, by the number of their
    /// columns.
    SideTables(tables: usize) = "side-by-side", note_side_tables(tables);
    /// Domain that is numbered or has its number of projects, and the domain that is meant.
    NumberedDomain(text: Box<str>, name: Box<str>, cells: CellList) = "same-label",
        note_numbered_domain(short(text), short(name), cells.times(lang));
    /// Header of the column that is read as the titles, as none has 名称.
    TaskTitles(name: String) = "task-titles", note_task_titles(short(name));
    /// Header that gives the unit of the targets.
    TargetUnits(name: String) = "target-units", note_target_units(short(name));
    /// Names of the domains taken from section rows, and the number of domains.
    SectionDomains(names: String, count: usize) = "gathered-domains",
        note_section_domains(count, names);
    /// A domain taken from the name of a sheet, and the number of domains.
    SheetDomains(name: String, count: usize) = "gathered-domains",
        note_sheet_domains(short(name), count);
    /// Number of domains collected from the projects, because the file does not list any.
    GatheredDomains(count: usize) = "gathered-domains", note_gathered_domains(count);
    /// Title of the programme, taken from a row above the table, and the year in it, which is that
    /// of the programme.
    TitleFromRow(title: String, year: TitleYear) = "title-from-row",
        note_title_from_row(title, year.text(lang));
    /// Year of the programme, taken from a row above the table that is not its title.
    YearFromRow(text: String, year: u16) = "year-from-row", note_year_from_row(short(text), year);
    /// Programme without a year.
    NoYear = "no-year", note_no_year;
    /// Day that is not written in full.
    ReadDay {
        /// The text.
        text: Box<str>,
        /// The day or days that it was taken as.
        days: Box<str>,
        /// Cells with this text.
        cells: CellList,
    } = "read-day", note_read_day(short(text), days, cells.times(lang));
    /// Column of progress: its header, the day up to which it counts, the number of its cells with
    /// an amount, and those with a text.
    ProgressColumn(name: Box<str>, day: Box<str>, amounts: usize, texts: Box<CellList>) =
        "read-progress",
        note_progress_column(short(name), day, progress_cells(*amounts, texts, lang));
    /// Day that is many years from the programme's year, that year, and the cells with this day.
    FarDay(day: Box<str>, year: u16, cells: CellList) = "far-day",
        note_far_day(day, year, cells.times(lang));
    /// Report of another year than that of the programme: the day, that year, and the cells.
    ReportYear(day: Box<str>, year: u16, cells: CellList) = "report-year",
        note_report_year(day, year, cells.times(lang));
    /// Amount of a report that is converted or not written as a plain number: the text, the amount
    /// that it was taken as, and the cells with this text.
    ReadReport(text: Box<str>, amount: Box<str>, cells: CellList) = "read-report",
        note_read_report(short(text), amount, cells.times(lang));
    /// Words in place of an amount, which became the note of a report, and the cells with them.
    ReportText(text: Box<str>, cells: CellList) = "read-report",
        note_report_text(short(text), cells.times(lang));
    /// Reports with neither an amount nor a note.
    EmptyReports(cells: CellList) = "empty-reports", note_empty_reports(cells.cells(lang));
    /// Reports with the day and the amount of another one.
    RepeatedReports(cells: CellList) = "repeated-reports",
        note_repeated_reports(cells.cells(lang));
    /// Target that is written in another order: the line, the target that it was taken as, and the
    /// cells with this line.
    Reordered(line: Box<str>, target: Box<str>, cells: CellList) = "reordered-target",
        note_reordered(short(line), target, cells.times(lang));
    /// Target that rows of a project have for several places: the line, the place, and the cells.
    PlacedTarget(line: Box<str>, place: Box<str>, cells: CellList) = "placed-target",
        note_placed_target(short(line), short(place), cells.times(lang));
    /// Numbers of the lines in cells of targets, and the cells.
    LineNumbers(numbers: Box<str>, cells: CellList) = "line-numbers",
        note_line_numbers(numbers, cells.times(lang));
    /// Domain that is one of the built-in list in another spelling: both, and the cells.
    BuiltInDomain(name: Box<str>, known: Box<str>, cells: CellList) = "same-label",
        note_built_in_domain(short(name), short(known), cells.times(lang));
    /// Name that differs only in its spelling from one that is known: both, and the cells.
    SameLabel(name: Box<str>, known: Box<str>, cells: CellList) = "same-label",
        note_same_label(short(name), short(known), cells.times(lang));
    /// Characters that look like ideographs and were replaced by these, and the cells.
    Lookalikes(found: Box<str>, cells: CellList) = "lookalikes",
        note_lookalikes(short(found), cells.times(lang));
    /// Readings and cut characters of a mirror that were mended: their numbers.
    MendedMirror(readings: usize, restored: usize) = "mended-mirror",
        note_mended_mirror(readings, restored);
    /// Traditional characters that were replaced by simplified ones.
    Simplified = "simplified", note_simplified;
    /// Characters of which only a part is left and which were chosen by their neighbours.
    ChosenCharacters(places: LinePlaces) = "chosen-characters",
        note_chosen_characters(places.text(lang));
    /// Characters that are lost.
    LostCharacters(places: LinePlaces) = "lost-characters",
        note_lost_characters(places.text(lang));
    /// Title of the programme, taken from a line of an announcement.
    TitleFromLine(title: String) = "title-from-line", note_title_from_line(title);
    /// Numbers of an announcement that are no figures, and the reason.
    NumbersLeft(reason: NoFigure, places: LinePlaces) = "numbers-left",
        note_numbers_left(reason.text(lang), places.text(lang));
    /// Lines of an announcement that belong to no project.
    LinesLeftOut(places: LinePlaces) = "lines-left-out", note_lines_left_out(places.text(lang));
    /// Lines with persons and their telephone numbers, which are not for the public.
    PersonsLeftOut(places: LinePlaces) = "persons-left-out",
        note_persons_left_out(places.text(lang));
    /// Projects without a number, or with one that another has, and their number.
    Renumbered(count: usize) = "renumbered", note_renumbered(count);
    /// Section or domain in which the numbers begin anew: its name, its numbers, and those that its
    /// projects got.
    ContinuedNumbers(name: Box<str>, old: Box<str>, new: Box<str>) = "renumbered",
        note_continued_numbers(short(name), old, new);
    /// Projects that stand under no heading.
    UnsortedProjects(count: usize) = "unsorted-projects", note_unsorted_projects(count);
    /// Projects of a table that names no domain, which are in one domain: their cells.
    UnsortedTable(cells: CellList) = "unsorted-projects",
        note_unsorted_table(cells.count(), cells.in_all(lang));
    /// Domain that may be several: those of them that other projects have, and the cells.
    JoinedDomains(text: Box<str>, others: Box<str>, cells: Box<CellList>) = "similar-domain",
        note_joined_domains(short(text), cells.times(lang), other_domains(others, lang));
    /// Column without a header whose cells count 1, 2, 3, read as the numbers of the projects.
    UnnamedNumbers = "no-header", note_unnamed_numbers;
    /// Columns that have the places together: their headers.
    JoinedPlaces(columns: [String; 2]) = "joined-places",
        note_joined_places(short(&columns[0]), short(&columns[1]));
    /// Separator of a CSV file that is no usual one, but was meant as such.
    WideCommas = "wide-commas", note_wide_commas;
    /// Format version of the file, which is newer than the one this program knows.
    NewerFormat(format: u64) = "newer-format", note_newer_format(format, FORMAT);
    /// Unknown field.
    UnknownField {
        /// Name of the field.
        name: String,
        /// Fields that are known there.
        known: &'static [&'static str],
        /// Number of occurrences.
        count: usize,
        /// Positions of the first few occurrences.
        positions: Vec<LineCol>,
    } = "unknown-field", note_unknown_field(
        short(name), occurrences(*count, positions, lang), meant_field(name, known, lang)
    );
    /// Number of further unknown fields.
    FurtherFields(count: usize) = "further-fields", note_further_fields(count);
    /// Target or update left out because of this error, which users who can correct the file get as
    /// an error.
    LeftOut(cause: FileErrorKind) = "left-out", note_left_out(cause.text(lang));
}
}
