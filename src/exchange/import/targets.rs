//! Imports the targets of projects.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::{CellOccurrences, Column, FileErrorKind, Note, PartialFigure};
use crate::exchange::target_text::{
    TargetLineError, line_text, parse_bilingual, proposed_lines, reordered_line,
};
use crate::lang::Lang;
use crate::model::NewTarget;

impl Importer<'_> {
    /// Imports the targets of a project, one per line of its cells.
    pub(crate) fn targets(&mut self, row: RowRef) -> Vec<NewTarget<'static>> {
        let mut targets = Vec::new();
        for [mut zh, mut en] in self.bilingual_lines(row, Column::Targets) {
            let mut parsed = parse_bilingual(&zh, &en);
            let is_bare = |target: &NewTarget| target.what.as_text().is_empty();
            let is_unclear = match &parsed {
                Ok(target) => target.as_ref().is_some_and(is_bare),
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
            let kind = match parsed {
                Ok(Some(target)) if target.what.as_text().is_empty() => {
                    FileErrorKind::BareFigure(line)
                }
                Ok(target) => {
                    if let Some(target) = &target {
                        self.record_figure(row, Column::Targets(first), &line, target);
                    }
                    targets.extend(target);
                    continue;
                }
                Err((lang, error)) => target_error(error, line, lang),
            };
            self.error_at(row, Column::Targets(lang), kind);
        }
        targets
    }
}

impl Importer<'_> {
    /// Returns a line with the thing counted before the amount, `新建托儿所 3 所` for 新建3所托儿所,
    /// and notes that; any other line unchanged.
    fn reordered(&mut self, row: RowRef, lang: Lang, line: String) -> String {
        let Some(written) = reordered_line(&line, lang) else { return line };
        let cells = CellOccurrences::default();
        let note = Note::Reordered(line.into(), written.as_str().into(), cells);
        self.note_cell(row, Column::Targets(lang), note);
        written
    }
}

/// Converts the error of a target that is written as `line` in `lang`.
fn target_error(error: TargetLineError, line: String, lang: Lang) -> FileErrorKind {
    match error {
        TargetLineError::NoNumber => FileErrorKind::NoFigure(line),
        TargetLineError::BadAmount(found) => FileErrorKind::BadAmount(found),
        TargetLineError::Qualifier(word) => FileErrorKind::UnknownQualifier(word, line),
        TargetLineError::Inverted => FileErrorKind::FallingRange(line),
        TargetLineError::Differ(zh, en) => FileErrorKind::FiguresDiffer(zh, en),
        TargetLineError::Partial(partial) => {
            FileErrorKind::PartialFigure(Box::new(PartialFigure {
                proposed: proposed_lines(&line, &partial, lang),
                understood: partial.understood.map(|target| line_text(&target, lang)),
                rest: partial.rest,
                line,
            }))
        }
    }
}
