//! Kiosk visits: when one begins, and when the visitor has left, which is inferred from the absence
//! of intent.

use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::Model;
use crate::app::hit_test::hit_test;
use crate::app::idle::{IdleState, InputRole};
use crate::app::input_history::Input;
use crate::app::{
    Challenge, Chord, Effect, Effects, IdleTimeouts, IdleTimer, Msg, Notice, Presence, Settings,
};
use crate::lang::Lang;

/// The time for which each picture of the attract screen is shown: long enough to read it aloud.
const POSTER_TIME: Duration = Duration::from_secs(8);

/// Number of wrong answers that ends the challenge: two slips are forgiven.
const MISSES_MAX: u8 = 3;

impl Model {
    /// Returns the presence of a visitor.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.idle.presence
    }

    /// Returns the challenge on the screen, if there is one.
    #[must_use]
    pub fn challenge(&self) -> Option<Challenge> {
        let Presence::Challenged(left) = self.presence() else { return None };
        Some(Challenge::new(left, self.size(), &self.idle.presses))
    }

    /// Returns the languages of the invitation on the attract screen: both, or only English if the
    /// terminal cannot show Chinese characters.
    #[must_use]
    pub fn attract_langs(&self) -> &'static [Lang] {
        if self.start.notice == Some(Notice::NoHan) { &[Lang::En] } else { &Lang::ALL }
    }

    /// Returns the timer to set; `None` at a desk.
    pub(crate) fn idle_timer(&self) -> Option<IdleTimer> {
        let timeouts = self.profile().idle_timeouts()?;
        let after = match self.idle.presence {
            Presence::Active => {
                timeouts.idle.min(self.idle.ceiling.saturating_sub(self.idle.timer_set_at))
            }
            Presence::Prompted(_) | Presence::Challenged(_) => Duration::from_secs(1),
            Presence::Attract(_) => POSTER_TIME,
        };
        Some(IdleTimer { id: self.idle.timer_id, after })
    }

    /// Records an input and returns its role.
    pub(crate) fn on_user_input(&mut self, settings: &Settings, msg: &Msg) -> InputRole {
        let Some(timeouts) = self.profile().idle_timeouts() else { return InputRole::NotIntent };
        let before = self.idle.presence;
        let (is_press, may_be_intent) = match msg {
            Msg::Key(key) => (true, self.record_key(*key, timeouts)),
            Msg::Mouse(event) => {
                (is_press(event.kind), self.record_mouse(settings, *event, timeouts))
            }
            // Nothing can be pasted in a kiosk. The pasted text may still follow as keys.
            Msg::Paste(_) => {
                self.idle.inputs.record_paste(self.idle.now);
                return InputRole::Consumed;
            }
            Msg::InvalidUtf8 => {
                self.idle.inputs.record_invalid_utf8(self.idle.now);
                return if self.idle.is_idle() {
                    InputRole::Consumed
                } else {
                    InputRole::NotIntent
                };
            }
            _ => return InputRole::NotIntent,
        };
        match before {
            Presence::Active => {
                return if may_be_intent { InputRole::MayBeIntent } else { InputRole::NotIntent };
            }
            Presence::Prompted(_) if is_press && may_be_intent => self.set_active(),
            Presence::Attract(_) if is_press && may_be_intent => self.begin_visit(timeouts),
            Presence::Prompted(_) | Presence::Challenged(_) | Presence::Attract(_) => {}
        }
        InputRole::Consumed
    }

    /// Records intent: sets the presence to active and restarts the idle timer.
    pub(crate) fn set_active(&mut self) {
        self.idle.set_presence(Presence::Active);
    }

    fn begin_visit(&mut self, timeouts: IdleTimeouts) {
        self.idle.ceiling = self.idle.now.saturating_add(timeouts.ceiling);
        self.set_active();
    }

    /// Records a key and returns true if a person may have pressed it. A digit may answer the
    /// challenge.
    fn record_key(&mut self, key: KeyEvent, timeouts: IdleTimeouts) -> bool {
        let state = &mut self.idle;
        if key.kind != KeyEventKind::Press || !state.inputs.record_key_time(state.now) {
            return false;
        }
        let chord = Chord::from_event(key);
        let may_be_intent = state.inputs.record(Input::Key(chord), state.now, timeouts.total());
        let Some(digit) = chord.digit() else { return may_be_intent };
        match self.challenge() {
            Some(challenge) if challenge.digit == digit && !self.has_failed() => {
                self.pass_challenge(timeouts);
            }
            Some(_) if may_be_intent => self.miss_challenge(),
            Some(_) => {}
            None => self.idle.presses.record_digit(digit),
        }
        may_be_intent
    }

    /// Records a mouse event and returns true if a person may have caused it with intent. A press
    /// may answer the challenge.
    fn record_mouse(
        &mut self,
        settings: &Settings,
        MouseEvent { kind, column, row, .. }: MouseEvent,
        timeouts: IdleTimeouts,
    ) -> bool {
        let (position, now) = (Position { x: column, y: row }, self.idle.now);
        match kind {
            MouseEventKind::Down(_) => {
                let touch = Input::Touch(position.into(), hit_test(self, settings, position));
                let may_be_intent = self.idle.inputs.record(touch, now, timeouts.total());
                self.idle.press_may_be_intent = may_be_intent;
                match self.challenge() {
                    Some(challenge)
                        if challenge.button.is_some_and(|button| button.contains(position))
                            && !self.has_failed() =>
                    {
                        self.idle.presses.record_touch(position);
                        self.pass_challenge(timeouts);
                    }
                    Some(_) if may_be_intent => self.miss_challenge(),
                    Some(_) => {}
                    None => self.idle.presses.record_touch(position),
                }
                may_be_intent
            }
            // Without a press a drag is only motion.
            MouseEventKind::Drag(_) if self.mouse.is_held() => {
                self.idle.presses.record_touch(position);
                self.idle.inputs.record(Input::Touch(position.into(), None), now, timeouts.total())
            }
            MouseEventKind::Up(_) => self.idle.press_may_be_intent,
            MouseEventKind::ScrollUp
            | MouseEventKind::ScrollDown
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => {
                self.idle.inputs.record(Input::Wheel(kind), now, timeouts.total())
            }
            MouseEventKind::Drag(_) | MouseEventKind::Moved => false,
        }
    }

    /// Begins a visit: the challenge has been answered.
    fn pass_challenge(&mut self, timeouts: IdleTimeouts) {
        self.idle.presses.end_challenge();
        self.idle.misses = 0;
        self.begin_visit(timeouts);
    }

    /// Counts a wrong answer. After [`MISSES_MAX`] of them the session resets in a second: presses
    /// at random would find the answer sooner or later.
    fn miss_challenge(&mut self) {
        self.idle.misses = self.idle.misses.saturating_add(1);
        if self.idle.misses == MISSES_MAX {
            self.idle.set_presence(Presence::Challenged(1));
        }
    }

    /// Returns true if the challenge can no longer be answered.
    fn has_failed(&self) -> bool {
        self.idle.misses >= MISSES_MAX
    }

    /// Handles the firing of timer `id`, unless it has been replaced since.
    pub(crate) fn on_timer(&mut self, id: u64) -> Effects {
        let Some(timeouts) = self.profile().idle_timeouts().filter(|_| id == self.idle.timer_id)
        else {
            return Effects::NONE;
        };
        let due = self
            .idle_timer()
            .map_or(self.idle.now, |timer| self.idle.timer_set_at.saturating_add(timer.after));
        self.idle.advance_to(due);
        let seconds = timeouts.answer.as_secs();
        match self.idle.presence {
            Presence::Active => {
                // The prompt covers the element that was pressed, so the release must not click it.
                self.mouse.release();
                let is_over_ceiling = self.idle.now >= self.idle.ceiling;
                self.idle.set_presence(if is_over_ceiling {
                    Presence::Challenged(seconds)
                } else {
                    Presence::Prompted(seconds)
                });
            }
            Presence::Prompted(left) if left > 1 => {
                self.idle.set_presence(Presence::Prompted(left - 1));
            }
            Presence::Challenged(left) if left > 1 => {
                self.idle.set_presence(Presence::Challenged(left - 1));
            }
            Presence::Prompted(_) | Presence::Challenged(_) => {
                self.end_visit();
                // Repairs the screen if another program has written on it, and mouse capture if it
                // was turned off.
                return [Effect::MouseCapture(true), Effect::Redraw].into();
            }
            Presence::Attract(turn) => {
                self.idle.set_presence(Presence::Attract(turn.wrapping_add(1)));
            }
        }
        Effects::NONE
    }

    /// Resets the board for the next visitor. The input history stays, so that an object lying on a
    /// key still counts as noise.
    fn end_visit(&mut self) {
        let mut idle = IdleState { misses: 0, ..self.idle.clone() };
        if self.challenge().is_some() {
            idle.presses.end_challenge();
        }
        idle.set_presence(Presence::Attract(0));
        *self = self.restarted();
        self.idle = idle;
    }
}

/// Returns true for a press or a turn of the wheel, not for a move or a release.
fn is_press(kind: MouseEventKind) -> bool {
    !matches!(kind, MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved)
}
