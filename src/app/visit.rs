//! Kiosk visits: when one begins, and when the visitor has left, which is inferred from the absence
//! of intent.

use crossterm::event::MouseEventKind;
use ratatui::layout::Position;

use super::hit_test::hit_test;
use super::idle::InputRole;
use super::{Effect, Effects, Model, Msg, Notice, Presence, Settings};
use crate::lang::Lang;

/// Returns the languages of the invitation on the attract screen: both, or only English if the
/// terminal cannot show Chinese characters.
#[must_use]
pub fn attract_langs(model: &Model) -> &'static [Lang] {
    if model.start.notice == Some(Notice::NoHan) { &[Lang::En] } else { &Lang::ALL }
}

/// Records an input and returns its role.
pub(crate) fn on_user_input(model: &mut Model, settings: &Settings, msg: &Msg) -> InputRole {
    let (is_held, size) = (model.mouse.is_held(), model.size());
    match msg {
        _ if !model.idle.is_kiosk() => InputRole::NotIntent,
        Msg::Key(key) => model.idle.on_key(*key, size),
        Msg::Mouse(event) => {
            let position = Position { x: event.column, y: event.row };
            let is_down = matches!(event.kind, MouseEventKind::Down(_));
            let target = is_down.then(|| hit_test(model, settings, position)).flatten();
            model.idle.on_mouse(*event, target, is_held, size)
        }
        // Nothing can be pasted in a kiosk. The pasted text may still follow as keys.
        Msg::Paste(_) => {
            model.idle.inputs.record_paste(model.idle.now);
            InputRole::Consumed
        }
        Msg::InvalidUtf8 => {
            model.idle.inputs.record_invalid_utf8(model.idle.now);
            if model.idle.is_idle() { InputRole::Consumed } else { InputRole::NotIntent }
        }
        _ => InputRole::NotIntent,
    }
}

/// Handles the firing of timer `id`, unless it has been replaced since.
pub(crate) fn on_timer(model: &mut Model, id: u64) -> Effects {
    let Some(before) = model.idle.fire(id) else { return Effects::NONE };
    match (before, model.idle.presence) {
        // The prompt covers the element that was pressed, so the release must not click it.
        (Presence::Active, _) => model.mouse.release(),
        (Presence::Prompted(_) | Presence::Challenged(_), Presence::Attract(_)) => {
            let idle = model.idle.clone();
            *model = model.restarted();
            model.idle = idle;
            // Repairs the screen if another program has written on it, and mouse capture if it was
            // turned off.
            return [Effect::MouseCapture(true), Effect::Redraw].into();
        }
        _ => {}
    }
    Effects::NONE
}
