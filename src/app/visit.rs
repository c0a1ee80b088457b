//! Kiosk visits: when one begins, and when the visitor has left, which is inferred from the absence
//! of intent.

use crossterm::event::MouseEventKind;
use ratatui::layout::Position;

use super::hit_test::hit_test;
use super::idle::InputRole;
use super::{Effect, Model, Msg, Presence, Settings};

/// Records an input and returns its role.
pub(crate) fn on_user_input(model: &mut Model, settings: &Settings, msg: &Msg) -> InputRole {
    let (before, is_held, size) = (model.idle.presence, model.mouse.is_held(), model.size());
    let (is_press, may_be_intent) = match msg {
        _ if model.idle.timeouts.is_none() => return InputRole::NotIntent,
        Msg::Key(key) => (true, model.idle.record_key(*key, size)),
        Msg::Mouse(event) => {
            let position = Position { x: event.column, y: event.row };
            let is_down = matches!(event.kind, MouseEventKind::Down(_));
            let target = is_down.then(|| hit_test(model, settings, position)).flatten();
            (is_press(event.kind), model.idle.record_mouse(*event, target, is_held, size))
        }
        // Nothing can be pasted in a kiosk. The pasted text may still follow as keys.
        Msg::Paste(_) => {
            model.idle.inputs.last_key = Some(model.idle.now);
            return InputRole::Consumed;
        }
        Msg::InvalidUtf8 => {
            model.idle.inputs.last_invalid_utf8 = Some(model.idle.now);
            let is_idle = model.idle.is_idle();
            return if is_idle { InputRole::Consumed } else { InputRole::NotIntent };
        }
        _ => return InputRole::NotIntent,
    };
    model.idle.role(before, is_press, may_be_intent)
}

/// Handles the firing of timer `id`, unless it has been replaced since.
pub(crate) fn on_timer(model: &mut Model, id: u64) -> Vec<Effect> {
    let Some(before) = model.idle.fire(id) else { return Vec::new() };
    match (before, model.idle.presence) {
        // The prompt covers the element that was pressed, so the release must not click it.
        (Presence::Active, _) => model.mouse.release(),
        (Presence::Prompted(_) | Presence::Challenged(_), Presence::Attract(_)) => {
            let idle = model.idle.clone();
            *model = model.restarted();
            model.idle = idle;
            // Repairs the screen if another program has written on it, and mouse capture if it was
            // turned off.
            return vec![Effect::MouseCapture(true), Effect::Redraw];
        }
        _ => {}
    }
    Vec::new()
}

/// Returns true for a press or a turn of the wheel, not for a move or a release.
fn is_press(kind: MouseEventKind) -> bool {
    !matches!(kind, MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved)
}
