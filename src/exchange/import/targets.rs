//! Imports the targets of projects.

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_lines, owned_text};
use super::layout::ProjectRows;
use super::line_numbers::{without_bullets, without_numbers};
use super::repeated_targets::RowsByTarget;
use super::unit_text::unit_in_cell;
use crate::diagnostics::{CellList, Column, FileErrorKind, Note, PartialFigure, UnreadCell};
use crate::exchange::decimal::Decimal;
use crate::exchange::measures::has_scale;
use crate::exchange::target_text::{
    Proposal, TargetLineError, bracketed_unit, figure_text, has_contact, line_text,
    parse_bilingual, proposed_lines, proposed_with_digits, reordered_line,
};
use crate::lang::Lang;
use crate::model::{NewTarget, OwnedText};

/// The units and names that stand beside targets or in their header.
struct TargetContext {
    /// The units: one for all lines, or one a line.
    units: Vec<String>,
    /// The things counted: one for all lines, or one a line.
    names: Vec<String>,
    /// The thing counted that the header names, for figures that do not say it.
    header_name: Option<String>,
    /// True if the units stand in a column of their own, false if the header names one.
    has_unit_cell: bool,
}

impl Importer<'_> {
    /// Imports the targets of a project, one per line of its cells.
    pub(crate) fn targets(
        &mut self,
        rows: ProjectRows,
        title: &OwnedText<'static>,
    ) -> Vec<NewTarget<'static>> {
        let mut targets = Vec::new();
        let mut seen = RowsByTarget::new();
        self.target_rows.clear();
        let column = Column::Targets(Lang::Zh);
        if self.cell(rows.first, column).trim().is_empty() && self.is_merged(rows.first, column) {
            // One figure of two projects: who has how much is not known.
            self.missing_cell(rows.first, column);
        }
        for row in rows.rows() {
            let has_more = rows.last > rows.first.index;
            let elsewhere =
                if has_more { self.rows_elsewhere(row, &mut seen) } else { Some(Vec::new()) };
            let Some(elsewhere) = elsewhere else { continue };
            self.targets_in_row(row, title, &mut targets);
            self.target_rows.resize(targets.len(), row.index);
            for row in elsewhere {
                self.add_place(row, &mut targets);
            }
        }
        targets
    }

    /// Adds the targets in one row of a project.
    fn targets_in_row(
        &mut self,
        row: RowRef,
        title: &OwnedText<'static>,
        targets: &mut Vec<NewTarget<'static>>,
    ) {
        let lines = self.bilingual_lines(row, Column::Targets);
        let lines = self.without_line_numbers(row, lines);
        if lines.is_empty() {
            self.leave_context(row);
            return;
        }
        let context = self.target_context(row);
        if let Some(kind) = context.other_length(&lines) {
            return self.error_at(row, Column::Targets(Lang::Zh), kind);
        }
        for (nth, [mut zh, mut en]) in lines.into_iter().enumerate() {
            let words = if zh.is_empty() { en.clone() } else { zh.clone() };
            let mut parsed = parse_bilingual(&zh, &en);
            let is_bare = |target: &NewTarget| target.what.as_text().is_empty();
            let is_unclear = match &parsed {
                Ok(target) => !context.has_name() && target.as_ref().is_some_and(is_bare),
                Err((_, error)) => matches!(error, TargetLineError::Partial(_)),
            };
            if is_unclear {
                zh = self.reordered(row, Lang::Zh, zh);
                en = self.reordered(row, Lang::En, en);
                parsed = parse_bilingual(&zh, &en);
            }
            let first = if zh.is_empty() { Lang::En } else { Lang::Zh };
            let lang = parsed.as_ref().err().map_or(first, |(lang, _)| *lang);
            let line = if lang == Lang::Zh { zh } else { en };
            let place = Column::Targets(lang);
            if let Some(kind) = context.unclear_percent(&parsed, nth, title, &line) {
                self.error_at(row, place, kind);
                continue;
            }
            let target = match parsed {
                Ok(Some(target)) => target,
                Ok(None) => continue,
                Err((lang, error)) => {
                    self.error_at(row, place, target_error(error, line, lang));
                    continue;
                }
            };
            if let Some(kind) = context.scaled_twice(&target, nth, &words) {
                self.error_at(row, place, kind);
                continue;
            }
            let is_unnamed = is_bare(&target);
            let completed = match context.name_with_unit(&target, nth, title) {
                Ok(Some(name)) => Ok(self.with_bracketed_unit(row, &name, target)),
                Ok(None) => context.complete(target, nth, title),
                Err(name) => Err(name),
            };
            let checked = completed
                .map_err(|other| FileErrorKind::UnitDiffers(other, line.clone()))
                .and_then(|target| checked_name(target, is_unnamed, targets, line));
            match checked {
                Ok(target) => {
                    self.record_figure(row, Column::Targets(first), &words, &target);
                    targets.push(target);
                }
                Err(kind) => self.error_at(row, place, kind),
            }
        }
    }

    /// Leaves out what stands beside targets where there are none.
    fn leave_context(&mut self, row: RowRef) {
        for column in [Column::Unit, Column::TargetName] {
            if !self.cell(row, column).trim().is_empty() {
                self.leave_cell(row, column, UnreadCell::NoTarget);
            }
        }
    }

    /// Returns a bare figure with the thing counted and the unit in `name`, and notes that.
    fn with_bracketed_unit(
        &mut self,
        row: RowRef,
        name: &str,
        target: NewTarget<'static>,
    ) -> NewTarget<'static> {
        let Some((what, unit)) = bracketed_unit(name) else { return target };
        let [what, unit] = [what, unit].map(|text| owned_text(text.to_owned(), String::new()));
        let target = NewTarget { what, unit, ..target };
        let [what, unit] = [&target.what, &target.unit].map(|text| text.as_text().get(Lang::Zh));
        let written = format!("{what} {} {unit}", figure_text(target.figure, Lang::Zh));
        let cells = CellList::default();
        let note = Note::UnitOfTitle(name.into(), written.into(), cells);
        self.note_cell_as("unit in a name".to_owned(), row, Column::Targets(Lang::Zh), note);
        target
    }

    /// Returns what stands beside the targets in a row.
    fn target_context(&self, row: RowRef) -> TargetContext {
        let [mut units, names] =
            [Column::Unit, Column::TargetName].map(|column| clean_lines(self.cell(row, column)));
        for unit in &mut units {
            *unit = unit_in_cell(unit);
        }
        let has_unit_cell = !units.is_empty();
        if units.is_empty() {
            units.extend(self.target_units.get(row.header).cloned().flatten());
        }
        let header_name = self.target_names.get(row.header).cloned().flatten();
        TargetContext { units, names, header_name, has_unit_cell }
    }
}

impl TargetContext {
    /// Returns the error that there are several lines beside the targets, but not as many.
    fn other_length(&self, lines: &[[String; 2]]) -> Option<FileErrorKind> {
        let mut cells = [&self.units, &self.names].into_iter();
        let other = cells.find(|cells| cells.len() > 1 && cells.len() != lines.len())?;
        let line = lines.iter().map(|[zh, _]| zh.as_str()).collect::<Vec<_>>().join(" / ");
        Some(FileErrorKind::UnitDiffers(other.join(" / "), line))
    }

    /// Returns the line for target `nth` of those beside the targets.
    fn line(lines: &[String], nth: usize) -> Option<&str> {
        let line = if lines.len() > 1 { lines.get(nth) } else { lines.first() };
        line.map(String::as_str).filter(|line| !line.is_empty())
    }

    /// Returns the name of a target that has none, or else the title of its project, if that has
    /// the unit of the target in brackets at its end: 新增床位（张）.
    ///
    /// # Errors
    /// The name has another unit than the target or the cell beside it.
    fn name_with_unit(
        &self,
        target: &NewTarget<'static>,
        nth: usize,
        title: &OwnedText<'static>,
    ) -> Result<Option<String>, String> {
        let name = Self::line(&self.names, nth).or(self.header_name.as_deref());
        let name = name.unwrap_or_else(|| title.as_text().get(Lang::Zh));
        let Some((_, unit)) = bracketed_unit(name).filter(|_| target.what.as_text().is_empty())
        else {
            return Ok(None);
        };
        let beside = Self::line(&self.units, nth).unwrap_or_default();
        let is_unit = |given: &str| given.is_empty() || given == unit;
        if is_unit(beside) && is_unit(target.unit.as_text().get(Lang::Zh)) {
            Ok(Some(name.to_owned()))
        } else {
            Err(name.to_owned())
        }
    }

    /// Returns true if something beside a bare figure says what is counted.
    fn has_name(&self) -> bool {
        !(self.units.is_empty() && self.names.is_empty() && self.header_name.is_none())
    }

    /// Returns the error of a bare figure that counts in 万 beside a unit that does, too: 1.2万 beside
    /// 万人 may be 1.2 万人, or 12000 of them.
    fn scaled_twice(&self, target: &NewTarget, nth: usize, words: &str) -> Option<FileErrorKind> {
        let unit = Self::line(&self.units, nth).filter(|unit| has_scale(unit))?;
        let is_bare = target.unit.as_text().is_empty();
        if !is_bare || !words.contains(['万', '亿']) {
            return None;
        }
        let written = |unit: &str| {
            format!("{} {unit}", figure_text(target.figure, Lang::Zh)).into_boxed_str()
        };
        let base = unit.trim_start_matches(['万', '亿']);
        Some(FileErrorKind::UnclearReport(words.into(), written(base), written(unit)))
    }

    /// Returns the error that a number without a sign may be a share or a percentage, 0.95 beside the
    /// unit %, which may also stand in brackets after the name.
    fn unclear_percent(
        &self,
        parsed: &Result<Option<NewTarget<'static>>, (Lang, TargetLineError)>,
        nth: usize,
        title: &OwnedText<'static>,
        line: &str,
    ) -> Option<FileErrorKind> {
        let target = parsed.as_ref().ok()?.as_ref()?;
        let value = target.figure.amount().value();
        let name = Self::line(&self.names, nth).unwrap_or_else(|| title.as_text().get(Lang::Zh));
        let unit_of_name = bracketed_unit(name).map(|(_, unit)| unit);
        let mut units = self.units.iter().map(String::as_str).chain(unit_of_name);
        let is_percent = units.any(|unit| matches!(unit, "%" | "％"));
        if !is_percent || !target.unit.as_text().is_empty() || value <= 0.0 || value > 1.0 {
            return None;
        }
        let percent = Decimal::from_f64(value)?.times(Decimal::new(1, 2))?.to_amount()?;
        let [one, other] = [value, percent.value()].map(|value| format!("{value}%").into());
        Some(FileErrorKind::UnclearReport(line.into(), one, other))
    }

    /// Adds the unit and the thing counted to a target that has none. It is the title of the
    /// project if only the unit is given.
    ///
    /// # Errors
    /// A unit or a name that is not the target's own.
    fn complete(
        &self,
        mut target: NewTarget<'static>,
        nth: usize,
        title: &OwnedText<'static>,
    ) -> Result<NewTarget<'static>, String> {
        let [unit, name] = [&self.units, &self.names].map(|lines| Self::line(lines, nth));
        let is_bare = target.what.as_text().is_empty();
        let name = name.or(self.header_name.as_deref().filter(|_| is_bare));
        let has_context = unit.is_some() || name.is_some();
        if let Some(unit) = unit {
            let unit = unit.to_owned();
            if target.unit.as_text().is_empty() {
                target.unit = owned_text(unit, String::new());
            } else if self.has_unit_cell && target.unit.as_text().get(Lang::Zh) != unit {
                return Err(unit);
            }
        }
        if is_bare && has_context {
            let named = |name: &str| owned_text(name.to_owned(), String::new());
            target.what = name.map_or_else(|| title.clone(), named);
        } else if let Some(name) = name
            && target.what.as_text().get(Lang::Zh) != name
        {
            return Err(name.to_owned());
        }
        Ok(target)
    }
}

impl Importer<'_> {
    /// Returns the lines of a cell without their numbers, and notes that.
    fn without_line_numbers(&mut self, row: RowRef, lines: Vec<[String; 2]>) -> Vec<[String; 2]> {
        let is_export = self.exports.get(row.header) == Some(&true);
        let found = || without_numbers(&lines).or_else(|| without_bullets(&lines));
        let Some((bare, mark)) = (if is_export { None } else { found() }) else { return lines };
        let note = Note::LineNumbers(format!("{mark}…").into(), CellList::default());
        self.note_cell(row, Column::Targets(Lang::Zh), note);
        bare
    }

    /// Returns a line with the thing counted before the amount, `新建托儿所 3 所` for 新建3所托儿所,
    /// and notes that; any other line unchanged.
    fn reordered(&mut self, row: RowRef, lang: Lang, line: String) -> String {
        let Some(written) = reordered_line(&line, lang) else { return line };
        let cells = CellList::default();
        let note = Note::Reordered(line.into(), written.as_str().into(), cells);
        self.note_cell(row, Column::Targets(lang), note);
        written
    }
}

/// Checks that a target, written as `line`, says what it counts. Of the `targets` before it none
/// may have the words that it has from elsewhere, if it `is_unnamed`.
fn checked_name(
    target: NewTarget<'static>,
    is_unnamed: bool,
    targets: &[NewTarget<'static>],
    line: String,
) -> Result<NewTarget<'static>, FileErrorKind> {
    if target.what.as_text().is_empty() {
        return Err(FileErrorKind::BareFigure(line));
    }
    let is_same = |other: &&NewTarget| other.what == target.what && other.unit == target.unit;
    match targets.iter().rev().find(is_same).filter(|_| is_unnamed) {
        Some(other) => Err(FileErrorKind::SameFigures(figure_text(other.figure, Lang::Zh), line)),
        None => Ok(target),
    }
}

/// Converts the error of a target that is written as `line` in `lang`.
fn target_error(error: TargetLineError, line: String, lang: Lang) -> FileErrorKind {
    match error {
        // What is said of More would publish it.
        TargetLineError::NoNumber | TargetLineError::Partial(_) if has_contact(&line) => {
            FileErrorKind::ContactInTarget(line)
        }
        TargetLineError::NoNumber => match proposed_with_digits(&line, lang) {
            Some(proposed) => FileErrorKind::PartialFigure(Box::new(PartialFigure {
                rest: line.clone(),
                line,
                understood: None,
                proposed,
                leaves_part: false,
            })),
            None => FileErrorKind::NoFigure(line),
        },
        TargetLineError::BadAmount(found) => FileErrorKind::BadAmount(found),
        TargetLineError::Qualifier(word) => FileErrorKind::UnknownQualifier(word, line),
        TargetLineError::Inverted => FileErrorKind::FallingRange(line),
        TargetLineError::Differ(zh, en) => FileErrorKind::FiguresDiffer(zh, en),
        TargetLineError::Partial(partial) => {
            let Proposal { lines: proposed, leaves_part } = proposed_lines(&line, &partial, lang);
            FileErrorKind::PartialFigure(Box::new(PartialFigure {
                proposed,
                leaves_part,
                understood: partial.understood.map(|target| line_text(&target, lang)),
                rest: partial.rest,
                line,
            }))
        }
    }
}
