//! `minsheng frame`: the screen after some keys, by the board's own update and view.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::start::start_options;
use super::{CommandOutput, CommandResult};
use crate::app::{ColorDepth, Effect, KeyScript, Keymap, KeymapError, Model, Msg, Settings};
use crate::cli::{BoardOptions, FrameOptions};
use crate::executor::Sequential;
use crate::host::dispatch;
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProgressCriteria};
use crate::text::Ambiguous;
use crate::view::{rows, style_runs, view};

pub(crate) fn run(
    catalog: Catalog,
    board_options: &BoardOptions,
    lang: Lang,
    criteria: ProgressCriteria,
    keymap: Keymap,
    options: &FrameOptions,
) -> CommandResult {
    let s = lang.strings();
    let error = |text: &str, value: &str| CommandOutput::error(&fill(text, &[value]));
    let size = parse_size(&options.size).ok_or_else(|| error(s.bad_size, &options.size))?;
    let bad_key = |(KeymapError::BadKey(key) | KeymapError::KeyTaken(key))| error(s.bad_key, &key);
    let script: KeyScript = options.keys.parse().map_err(bad_key)?;
    let mut start = start_options(&catalog, board_options, criteria, lang)?;
    start.size = size;
    let ambiguous =
        board_options.ambiguous.as_deref().and_then(Ambiguous::from_tag).unwrap_or_default();
    start.ambiguous = ambiguous;
    // The output is plain text: the colours of the terminal do not matter.
    let settings = Settings {
        keymap,
        glyphs: ambiguous.glyphs(board_options.ascii),
        depth: board_options.depth.unwrap_or(ColorDepth::TrueColor),
    };
    let mut model = Model::new(Arc::new(catalog), &start);
    let mut msgs: Vec<Msg> =
        script.0.into_iter().rev().map(|chord| Msg::Key(chord.to_event())).collect();
    msgs.push(Msg::Resize(size));
    while let Some(msg) = msgs.pop() {
        for effect in dispatch(&mut model, &settings, msg) {
            match effect {
                Effect::Quit(_) => msgs.clear(),
                // No input arrives meanwhile, so a large search runs here and now, too.
                Effect::Search(request) => {
                    msgs.extend(request.run(&Sequential).map(Msg::SearchDone));
                }
                _ => {}
            }
        }
    }
    let mut buf = Buffer::empty(Rect::from(((0, 0).into(), model.size())));
    let cursor = view(&model, &settings, &mut buf);
    let mut out: Vec<String> = rows(&buf).iter().map(|row| ambiguous.to_plain(row)).collect();
    if options.styles {
        out.push(String::new());
        out.extend(style_runs(&buf));
        out.extend(cursor.map(|cursor| format!("cursor: {},{}", cursor.y, cursor.x)));
    }
    Ok(CommandOutput::stdout(out.join("\n") + "\n"))
}

/// Parses a size such as `80x24`, columns by rows, both at least 1.
fn parse_size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', 'X'])?;
    let size = Size { width: width.parse().ok()?, height: height.parse().ok()? };
    (size.width > 0 && size.height > 0).then_some(size)
}
