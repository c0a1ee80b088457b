//! The columns of the project list: after the title the status, a bar of the progress, the group,
//! the key figure and the first place, as far as the screen is wide enough. The order is always the
//! same, and a wider screen only adds columns.

use crate::app::Model;
use crate::lang::Lang;
use crate::model::{ProgrammeIx, Status, Text};
use crate::text::cells;

/// Minimum width of a wide list, in cells.
const WIDE_FROM: u16 = 48;
/// Width of the group column in a wide list, in cells.
const GROUP_CELLS: usize = 13;
/// Maximum width of the programme label in a narrow list, in cells: four Han characters, or a year
/// and a bit.
const SHORT_LABEL_MAX: usize = 8;
/// Widths of the domain column beside the key figures, in cells, each with the minimum width of a
/// screen that has it, by language; in Chinese two, four or five characters.
const DOMAIN_CELLS: [&[(u16, usize)]; Lang::ALL.len()] =
    [&[(150, 10), (120, 8), (0, 4)], &[(190, GROUP_CELLS)]];
/// Like [`DOMAIN_CELLS`], for a list with the statuses of projects: they say more than a domain.
const DOMAIN_CELLS_BESIDE_STATUS: [&[(u16, usize)]; Lang::ALL.len()] = [&[(190, 8), (150, 4)], &[]];

/// Minimum width of a screen whose list shows the key figures, in columns.
const FIGURE_FROM: u16 = 100;
/// Minimum width of a screen whose list shows bars of progress, or else the first places.
const CONTEXT_FROM: u16 = 150;
/// Minimum width of a screen whose list shows both.
const ALL_FROM: u16 = 190;

/// Width of the column of key figures, in cells, by language: enough for `约 11 万 平方米` and for
/// `more than 20,000 people`. A longer figure is left out, never cut.
const FIGURE_CELLS: [usize; Lang::ALL.len()] = [14, 23];
/// Width of the column of places, in cells.
const PLACE_CELLS: usize = 12;
/// Width of a bar of progress, in cells.
pub(crate) const GAUGE_CELLS: usize = 10;
/// Width of the column of progress, in cells: the bar, and ` 100%`.
const PROGRESS_CELLS: usize = GAUGE_CELLS + 5;
/// Minimum width of a title that has columns beside it, in cells, by language.
const TITLE_MIN: [usize; Lang::ALL.len()] = [14, 15];

/// The widths of the columns after the title, in cells; 0 for a column that is not shown. A blank
/// stands before each column, and one at the end of the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListColumns {
    pub(crate) status: usize,
    pub(crate) progress: usize,
    /// The programme of each project if the list has several, or else its domain.
    pub(crate) group: usize,
    pub(crate) figure: usize,
    pub(crate) place: usize,
}

impl ListColumns {
    /// Returns the columns of a list of `width` cells whose numbers take up `number_width`.
    pub(crate) fn new(model: &Model, width: u16, number_width: usize) -> Self {
        let (screen, lang) = (model.size().width, model.prefs.lang);
        let has_progress = model.data.has_progress();
        let shown = |from, cells| if screen >= from { cells } else { 0 };
        let place_from = if has_progress { ALL_FROM } else { CONTEXT_FROM };
        let columns = Self {
            // A blank more, so that the word and the next column stay apart.
            status: if has_progress { status_width(lang) + 1 } else { 0 },
            progress: if has_progress { shown(CONTEXT_FROM, PROGRESS_CELLS) } else { 0 },
            group: group_width(model, width),
            figure: shown(FIGURE_FROM, FIGURE_CELLS[lang as usize]),
            place: shown(place_from, PLACE_CELLS),
        };
        columns.fit(usize::from(width).saturating_sub(number_width + TITLE_MIN[lang as usize]))
    }

    /// Returns the width of all columns with their blanks.
    pub(crate) fn width(self) -> usize {
        let columns = [self.status, self.progress, self.group, self.figure, self.place];
        columns.into_iter().filter(|width| *width > 0).map(|width| width + 1).sum::<usize>() + 1
    }

    /// Leaves out columns that `width` cells have no room for, the most telling last.
    fn fit(mut self, width: usize) -> Self {
        if self.width() > width {
            self.place = 0;
        }
        if self.width() > width {
            self.progress = 0;
        }
        if self.width() > width {
            self.figure = 0;
        }
        self
    }
}

/// Returns the width in cells of the group column, with the domain or the programme of each
/// project, in a list of `width` cells; 0 for a list without it.
fn group_width(model: &Model, width: u16) -> usize {
    let (screen, lang) = (model.size().width, model.prefs.lang as usize);
    let has_progress = model.data.has_progress();
    let beside_figures = |widths: &[(u16, usize)]| {
        widths.iter().find(|(from, _)| screen >= *from).map_or(0, |(_, cells)| *cells)
    };
    if model.scope_domain().is_some() {
        0
    } else if shows_all_programmes(model) {
        // With several programmes in the list, the programme says more than the domain.
        label_width(model, width)
    } else if screen < FIGURE_FROM && width >= WIDE_FROM {
        GROUP_CELLS
    } else if has_progress {
        beside_figures(DOMAIN_CELLS_BESIDE_STATUS[lang])
    } else {
        beside_figures(DOMAIN_CELLS[lang])
    }
}

/// Returns true if the list has projects of several programmes.
pub(crate) fn shows_all_programmes(model: &Model) -> bool {
    model.scope().programme(model.catalog()).is_none()
}

/// Returns the width in cells of the programme column in a list of `width` cells: that of the full
/// labels if they fit, otherwise of the short ones.
fn label_width(model: &Model, width: u16) -> usize {
    let catalog = model.catalog();
    let max = if width < WIDE_FROM { SHORT_LABEL_MAX } else { GROUP_CELLS };
    Some(widest(model, |at| catalog.label(at)))
        .filter(|full| *full <= max)
        .unwrap_or_else(|| widest(model, |at| catalog.short_label(at)).min(max))
}

/// Returns the width in cells of the widest text that `label` returns for a programme.
fn widest<'a>(model: &'a Model, label: impl Fn(ProgrammeIx) -> Text<'a>) -> usize {
    let widths = model
        .catalog()
        .programmes()
        .map(|(at, _)| cells(&model.with_placeholders(label(at).get(model.prefs.lang))));
    widths.max().unwrap_or_default()
}

/// Returns the width in cells of the status: a glyph, a blank and the longest word.
fn status_width(lang: Lang) -> usize {
    Status::ALL.map(|status| cells(status.word(lang))).into_iter().max().unwrap_or_default() + 2
}
