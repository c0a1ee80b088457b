//! The project list: number, title with search matches highlighted, status, and the domain or
//! programme where the list has several.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Element, Theme, draw_heading, fill_row, put_str};
use crate::app::{Model, Pane, Scope};
use crate::catalog::{ProgrammeIx, Project, Status, Text};
use crate::lang::{Lang, fill};
use crate::page::{Role, spans, status_glyph};
use crate::text::{cells, first_words, fit, wrap};

/// Width of the domain column in a wide list, in cells.
const DOMAIN_CELLS: usize = 13;
/// Maximum width of the programme label in a narrow list, in cells: four Han characters, or a year
/// and a bit.
const SHORT_LABEL_MAX: usize = 8;
/// Minimum width of a wide list, in cells.
const ROOMY: u16 = 48;

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    let list = model.projects();
    let place = if model.visible_len() == 0 { 0 } else { list.selected() + 1 };
    let position = fill(s.position, &[&place.to_string(), &model.visible_len().to_string()]);
    draw_heading(model, Pane::Projects, &position, theme, area, buf);
    let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if model.visible_len() == 0 {
        draw_empty(model, theme, inside, buf);
        return;
    }
    let domain = match (model.scope_domain(), area.width) {
        (Some(_), _) => 0,
        // With several programmes in the list, the programme says more than the domain.
        (None, _) if shows_all_programmes(model) => label_width(model, area.width),
        // The status says more than two characters of the domain.
        (None, ..ROOMY) if model.catalog().has_progress() => 0,
        (None, ROOMY..) => DOMAIN_CELLS,
        (None, _) => narrow_domain_cells(model.lang),
    };
    for (nth, (y, project)) in
        (inside.top()..inside.bottom()).zip(model.visible_from(list.offset())).enumerate()
    {
        let selected = list.offset() + nth == list.selected();
        draw_row(model, &project, selected, domain, theme, Rect { y, height: 1, ..inside }, buf);
    }
}

#[expect(clippy::too_many_arguments, reason = "a row is what these make of it")]
fn draw_row(
    model: &Model,
    project: &Project,
    selected: bool,
    domain: usize,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let look = |lit| match (selected, lit) {
        (true, lit) => theme.style(Element::selected(model.focus == Pane::Projects, lit)),
        (false, lit) => theme.style(if lit { Element::Highlighted } else { Element::Base }),
    };
    let style = look(false);
    let mark = if selected { '>' } else { ' ' };
    let number = format!("{mark}{} ", project.no);
    fill_row(buf, area, area.y, &number, style);
    let standing = model.project_progress(project).map(|standing| standing.status);
    let status = standing.map_or(0, |_| status_width(model.lang) + 2);
    let after = status + if domain == 0 { 1 } else { domain + 2 };
    let room = usize::from(area.width).saturating_sub(cells(&number) + after);
    let title = project.title.get(model.lang);
    let positions = model.query().positions_in(title, model.match_mode());
    let title = model.with_placeholders(title);
    let title = fit(&title, room);
    let mut x = area.x + u16::try_from(cells(&number)).unwrap_or_default();
    for span in spans(&title, 0..title.len(), Role::Text, &positions) {
        x = put_str(buf, x, area.y, &span.text, room, look(span.highlighted));
    }
    if let Some(status) = standing {
        let part = if selected { None } else { Some(status_element(status)) };
        let x = area.right().saturating_sub(u16::try_from(after - 1).unwrap_or_default());
        let text = format!("{} {}", status_glyph(theme.glyphs, status), status.word(model.lang));
        put_str(
            buf,
            x,
            area.y,
            text,
            status_width(model.lang),
            part.map_or(style, |part| theme.style(part)),
        );
    }
    if domain > 0 {
        let whole = programme_label(model, project);
        let at = model.catalog().programme_ix_of(project.domain);
        let label = if cells(&model.with_placeholders(whole)) <= domain {
            whole
        } else {
            model.catalog().short_label(at).get(model.lang)
        };
        let name = if label.is_empty() {
            model.catalog().domain(project.domain).name.get(model.lang)
        } else {
            label
        };
        let name = model.with_placeholders(name);
        // A column this narrow has no room for a mark where the name is cut.
        let short = if domain < DOMAIN_CELLS {
            clip(&name, domain)
        } else {
            first_words(&name, domain).into_owned()
        };
        let style = if selected { style } else { theme.style(Element::Dim) };
        let x = area.right().saturating_sub(u16::try_from(domain + 1).unwrap_or_default());
        put_str(buf, x, area.y, short, domain, style);
    }
}

/// Returns true if the list has projects of several programmes.
fn shows_all_programmes(model: &Model) -> bool {
    model.scope().programme(model.catalog()).is_none()
}

/// Returns the label of the project's programme if the list has projects of several programmes,
/// otherwise an empty string.
pub(super) fn programme_label<'a>(model: &'a Model, project: &Project) -> &'a str {
    let catalog = model.catalog();
    if shows_all_programmes(model) {
        catalog.label(catalog.programme_ix_of(project.domain)).get(model.lang)
    } else {
        ""
    }
}

/// Returns the width in cells of the widest text that `of` returns for a programme.
fn widest<'a>(model: &'a Model, of: impl Fn(ProgrammeIx) -> Text<'a>) -> usize {
    let labels = model
        .catalog()
        .programmes()
        .map(|(at, _)| cells(&model.with_placeholders(of(at).get(model.lang))));
    labels.max().unwrap_or_default()
}

/// Returns the width in cells of the programme column in a list of `width` cells: that of the full
/// labels if they fit, otherwise of the short ones.
fn label_width(model: &Model, width: u16) -> usize {
    let (catalog, most) =
        (model.catalog(), if width < ROOMY { SHORT_LABEL_MAX } else { DOMAIN_CELLS });
    Some(widest(model, |at| catalog.label(at)))
        .filter(|full| *full <= most)
        .unwrap_or_else(|| widest(model, |at| catalog.short_label(at)).min(most))
}

/// Returns the width in cells of the status column: a glyph, a blank and the longest word.
fn status_width(lang: Lang) -> usize {
    Status::ALL.map(|status| cells(status.word(lang))).into_iter().max().unwrap_or_default() + 2
}

/// Returns the element that gives a status its style.
pub(super) fn status_element(status: Status) -> Element {
    match status {
        Status::Unreported => Element::Dim,
        Status::UnderWay => Element::Base,
        Status::Behind => Element::Behind,
        Status::Done => Element::Bar,
    }
}

/// Returns the width in cells of the domain column in a narrow list. Two Han characters tell
/// domains apart; two letters of an English name do not, and the title needs the room more.
fn narrow_domain_cells(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 4,
        Lang::En => 0,
    }
}

/// Returns as many characters from the start of `text` as fit into `width` cells.
fn clip(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += cells(c.encode_utf8(&mut [0; 4]));
        used <= width
    };
    text.chars().take_while(fits).collect()
}

/// Draws the text of an empty list: what the user can do about it.
pub(super) fn draw_empty(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    let elsewhere = model.found_len().to_string();
    let text = match model.found_len() {
        0 if model.areas().is_some_and(|areas| areas.keypad.is_some()) => {
            fill(s.nothing_found_touch, &[s.key_delete, s.button_home])
        }
        0 if model.search.open => s.nothing_found_yet.to_owned(),
        0 => s.nothing_found.to_owned(),
        _ if matches!(model.scope(), Scope::Programme(_)) => {
            fill(s.nothing_in_programme, &[&elsewhere])
        }
        _ => fill(s.nothing_here, &[&elsewhere]),
    };
    let width = usize::from(area.width).saturating_sub(2);
    for (y, line) in (area.top() + 1..area.bottom()).zip(wrap(&text, width)) {
        fill_row(
            buf,
            area,
            y,
            &format!(" {}", text.get(line).unwrap_or_default()),
            theme.style(Element::Dim),
        );
    }
}
