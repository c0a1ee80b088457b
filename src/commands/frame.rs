//! `minsheng frame`: the screen after some keys, by the board's own update and view.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::{FAULT, Report};
use crate::app::{Depth, Effect, KeyScript, Keymap, Model, Msg, Settings, update};
use crate::catalog::{Catalog, Yardstick};
use crate::cli::{Opening, Shot};
use crate::lang::{Lang, fill};
use crate::text::Ambiguous;
use crate::view::{rows, style_runs, view};
use crate::work::Alone;

pub(super) fn run(
    catalog: Catalog,
    opening: &Opening,
    (lang, yardstick): (Lang, Yardstick),
    keymap: Keymap,
    shot: &Shot,
) -> Result<Report, Report> {
    let s = lang.strings();
    let wrong = |text: &str, what: &str| Report::complain(FAULT, &fill(text, &[what]));
    let size = read_size(&shot.size).ok_or_else(|| wrong(s.bad_size, &shot.size))?;
    let script: KeyScript = shot.keys.parse().map_err(|crate::app::ScriptError(key)| wrong(s.bad_key, &key))?;
    let mut start = super::start(&catalog, opening, yardstick, lang)?;
    start.size = size;
    let ambiguous = opening.ambiguous.as_deref().and_then(Ambiguous::tagged).unwrap_or_default();
    start.ambiguous = ambiguous;
    // What is printed is plain text, whatever the terminal can show.
    let settings = Settings { keymap, glyphs: ambiguous.glyphs(opening.ascii), depth: opening.depth.unwrap_or(Depth::True) };
    let mut model = Model::new(Arc::new(catalog), &start);
    let mut msgs: Vec<Msg> = script.0.into_iter().rev().map(|chord| Msg::Key(chord.event())).collect();
    msgs.push(Msg::Resize(size));
    while let Some(msg) = msgs.pop() {
        for effect in update(&mut model, &settings, msg) {
            match effect {
                Effect::Quit(_) => msgs.clear(),
                // Here nobody types on meanwhile.
                Effect::Search => msgs.extend(model.inquiry().answer(&Alone).map(Msg::Found)),
                Effect::Suspend | Effect::Halt | Effect::Redraw | Effect::Mouse(_) | Effect::Copy(_) => {}
            }
        }
    }
    let mut buf = Buffer::empty(Rect::from(((0, 0).into(), model.size())));
    let cursor = view(&model, &settings, &mut buf);
    let mut out: Vec<String> = rows(&buf).iter().map(|row| ambiguous.plain(row)).collect();
    if shot.styles {
        out.push(String::new());
        out.extend(style_runs(&buf));
        out.extend(cursor.map(|at| format!("cursor: {},{}", at.y, at.x)));
    }
    Ok(Report::print(out.join("\n") + "\n"))
}

/// `80x24`: columns by rows.
fn read_size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', 'X'])?;
    let size = Size { width: width.parse().ok()?, height: height.parse().ok()? };
    (size.width > 0 && size.height > 0).then_some(size)
}
