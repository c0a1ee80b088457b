//! Kiosk visits: when one begins, and when the visitor has left, which is inferred from the absence
//! of intent.
//!
//! There is no clock in this module. Time arrives in [`Msg::Now`] and [`Msg::TimerFired`]; the
//! model says when its timer is due ([`Model::idle_timer`]).

use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::challenge::RecentPresses;
use super::intent::{Input, InputHistory};
use super::{Chord, Effect, Effects, IdleTimeouts, Model, Msg, Settings};
use crate::lang::Lang;

/// The time for which each picture of the attract screen is shown: long enough to read it aloud.
const POSTER_TIME: Duration = Duration::from_secs(8);

/// The wrong answers after which the challenge can no longer be answered: a hand may slip twice.
const MISSES_MAX: u8 = 3;

/// The timer the model wants set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTimer {
    /// The number of the timer; a higher number replaces a lower one.
    pub id: u64,
    /// The time from setting the timer to its firing.
    pub after: Duration,
}

/// The presence of a visitor, as far as the model can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A visit is in progress.
    Active,
    /// The visitor is asked if they are still there; holds the seconds left to react.
    Prompted(u64),
    /// The [`challenge`](Model::challenge) is shown, to tell a person from noise; holds the seconds
    /// left to answer.
    Challenged(u64),
    /// The attract screen is shown; holds the number of pictures shown before this one.
    Attract(usize),
}

/// The role of an input in deciding if a visitor is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InputRole {
    /// The input has no other effect: the touch that wakes the board must not also act on the
    /// screen that appears.
    Consumed,
    /// The input takes effect, and counts as intent if it changes the screen.
    MayBeIntent,
    /// The input takes effect and does not count as intent.
    Handled,
}

/// The state of the current visit, or of the time between two visits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IdleState {
    presence: Presence,
    /// The time since the board began.
    now: Duration,
    /// The number of the current timer, and the time at which it was set.
    timer_id: u64,
    set: Duration,
    /// The time at which the visitor gets the challenge whatever they do.
    ceiling: Duration,
    inputs: InputHistory,
    presses: RecentPresses,
    /// True if the last press of a mouse button or finger may be intent; then its release may be,
    /// too.
    pressed: bool,
    /// The wrong answers to the challenge so far.
    misses: u8,
}

impl IdleState {
    pub(super) fn new(presence: Presence) -> Self {
        Self {
            presence,
            now: Duration::ZERO,
            timer_id: 0,
            set: Duration::ZERO,
            ceiling: Duration::ZERO,
            inputs: InputHistory::default(),
            presses: RecentPresses::default(),
            pressed: false,
            misses: 0,
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        self.presence != Presence::Active
    }

    /// Advances the time to `now`; time never goes back.
    pub(super) fn go_on_to(&mut self, now: Duration) {
        self.now = self.now.max(now);
    }

    fn set_presence(&mut self, presence: Presence) {
        self.presence = presence;
        self.timer_id += 1;
        self.set = self.now;
    }
}

impl Model {
    /// Returns the presence of a visitor.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.idle.presence
    }

    /// Returns the recent presses.
    pub(super) fn presses(&self) -> &RecentPresses {
        &self.idle.presses
    }

    /// Returns the languages of the invitation on the attract screen: both, or only English if the
    /// terminal cannot show Chinese characters.
    #[must_use]
    pub fn attract_langs(&self) -> &'static [Lang] {
        if self.starts_without_han() { &[Lang::En] } else { &Lang::ALL }
    }

    /// Returns the timer to set; `None` at a desk. The timer is set anew, with a new id, whenever
    /// the model sees intent.
    #[must_use]
    pub fn idle_timer(&self) -> Option<IdleTimer> {
        let idle = self.profile().idle_timeouts()?;
        let after = match self.idle.presence {
            Presence::Active => idle.prompt.min(self.idle.ceiling.saturating_sub(self.idle.set)),
            Presence::Prompted(_) | Presence::Challenged(_) => Duration::from_secs(1),
            Presence::Attract(_) => POSTER_TIME,
        };
        Some(IdleTimer { id: self.idle.timer_id, after })
    }

    /// Records an input and returns its role.
    pub(super) fn on_user_input(&mut self, settings: &Settings, msg: &Msg) -> InputRole {
        let Some(idle) = self.profile().idle_timeouts() else { return InputRole::Handled };
        let before = self.idle.presence;
        let (is_press, may_be_intent) = match msg {
            Msg::Key(key) => (true, self.note_key(*key, idle)),
            Msg::Mouse(event) => (is_press(event.kind), self.note_mouse(settings, *event, idle)),
            // Kiosks have no paste. The pasted text may still follow as keys.
            Msg::Paste(_) => {
                self.idle.inputs.pasted(self.idle.now);
                return InputRole::Consumed;
            }
            Msg::InvalidUtf8 => {
                self.idle.inputs.garbled(self.idle.now);
                return if self.idle.is_idle() { InputRole::Consumed } else { InputRole::Handled };
            }
            _ => return InputRole::Handled,
        };
        match before {
            Presence::Active => {
                return if may_be_intent { InputRole::MayBeIntent } else { InputRole::Handled };
            }
            Presence::Prompted(_) if is_press && may_be_intent => self.restart_idle_timer(),
            Presence::Attract(_) if is_press && may_be_intent => self.begin_visit(idle),
            Presence::Prompted(_) | Presence::Challenged(_) | Presence::Attract(_) => {}
        }
        InputRole::Consumed
    }

    /// Records intent: restarts the idle timer.
    pub(super) fn restart_idle_timer(&mut self) {
        self.idle.set_presence(Presence::Active);
    }

    fn begin_visit(&mut self, idle: IdleTimeouts) {
        self.idle.ceiling = self.idle.now.saturating_add(idle.ceiling);
        self.restart_idle_timer();
    }

    /// Records a key and returns true if a person may have pressed it. A digit may answer the
    /// challenge.
    fn note_key(&mut self, key: KeyEvent, idle: IdleTimeouts) -> bool {
        let visit = &mut self.idle;
        if key.kind != KeyEventKind::Press || !visit.inputs.is_typed(visit.now) {
            return false;
        }
        let chord = Chord::from_event(key);
        let may_be_intent = visit.inputs.note(Input::Key(chord), visit.now, idle.reset());
        let Some(digit) = chord.digit() else { return may_be_intent };
        match self.challenge() {
            Some(challenge) if challenge.digit == digit && !self.has_failed() => {
                self.pass_challenge(idle);
            }
            Some(_) if may_be_intent => self.miss_challenge(),
            Some(_) => {}
            None => self.idle.presses.digit(digit),
        }
        may_be_intent
    }

    /// Records a mouse event and returns true if a person may have caused it with intent. A press
    /// may answer the challenge.
    fn note_mouse(
        &mut self,
        settings: &Settings,
        MouseEvent { kind, column, row, .. }: MouseEvent,
        idle: IdleTimeouts,
    ) -> bool {
        let (at, now) = (Position { x: column, y: row }, self.idle.now);
        match kind {
            MouseEventKind::Down(_) => {
                let touch = Input::Touch(at.into(), self.hit_test(settings, at));
                self.idle.pressed = self.idle.inputs.note(touch, now, idle.reset());
                let may_be_intent = self.idle.pressed;
                match self.challenge() {
                    Some(challenge)
                        if challenge.button.is_some_and(|button| button.contains(at))
                            && !self.has_failed() =>
                    {
                        self.idle.presses.touch(at);
                        self.pass_challenge(idle);
                    }
                    Some(_) if may_be_intent => self.miss_challenge(),
                    Some(_) => {}
                    None => self.idle.presses.touch(at),
                }
                may_be_intent
            }
            // Without a press a drag is only motion.
            MouseEventKind::Drag(_) if self.mouse.is_held() => {
                self.idle.presses.touch(at);
                self.idle.inputs.note(Input::Touch(at.into(), None), now, idle.reset())
            }
            MouseEventKind::Up(_) => self.idle.pressed,
            MouseEventKind::ScrollUp
            | MouseEventKind::ScrollDown
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => {
                self.idle.inputs.note(Input::Wheel(kind), now, idle.reset())
            }
            MouseEventKind::Drag(_) | MouseEventKind::Moved => false,
        }
    }

    /// Begins a visit: the challenge has been answered.
    fn pass_challenge(&mut self, idle: IdleTimeouts) {
        self.idle.presses.turn();
        self.idle.misses = 0;
        self.begin_visit(idle);
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

    /// Handles the firing of timer `number`, unless it has been replaced since.
    pub(super) fn on_timer(&mut self, number: u64) -> Effects {
        let Some(idle) = self.profile().idle_timeouts().filter(|_| number == self.idle.timer_id)
        else {
            return Effects::NONE;
        };
        let due = self
            .idle_timer()
            .map_or(self.idle.now, |alarm| self.idle.set.saturating_add(alarm.after));
        self.idle.go_on_to(due);
        let seconds = idle.reset.as_secs();
        match self.idle.presence {
            Presence::Active => {
                // The prompt covers the element that was pressed, so the release must not click it.
                self.mouse.let_go();
                let is_long = self.idle.now >= self.idle.ceiling;
                self.idle.set_presence(if is_long {
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
                self.reset_session();
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
    fn reset_session(&mut self) {
        let mut visit = IdleState { misses: 0, ..self.idle.clone() };
        if self.challenge().is_some() {
            visit.presses.turn();
        }
        visit.set_presence(Presence::Attract(0));
        *self = self.restarted();
        self.idle = visit;
    }
}

/// Returns true for a press or a turn of the wheel, not for a move or a release.
fn is_press(kind: MouseEventKind) -> bool {
    !matches!(kind, MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved)
}
