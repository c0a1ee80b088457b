//! A visitor comes, stays and leaves. Nobody tells when they leave: it is taken from the absence of intent.
//!
//! There is no clock in here. Time arrives in [`Msg::Now`] and in [`Msg::TimerFired`]; the model says when it wants to be woken
//! ([`Model::idle_timer`]).

use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::challenge::RecentPresses;
use super::intent::{Input, InputHistory};
use super::{Chord, Effect, Effects, IdleTimeouts, Model, Msg, Settings};
use crate::lang::Lang;

/// So long each picture is shown while nobody is there: long enough to read it aloud.
const POSTER_TIME: Duration = Duration::from_secs(8);

/// When the model wants to be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTimer {
    /// Which alarm this is; of two, the higher one counts.
    pub id: u64,
    /// So long after it was set.
    pub after: Duration,
}

/// Who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Somebody, as far as one can tell.
    Active,
    /// Maybe somebody, who has so many seconds to say so.
    Prompted(u64),
    /// Maybe a person, or noise: so many seconds are left to answer the [`challenge`](Model::challenge).
    Challenged(u64),
    /// Nobody; the pictures that wait for somebody have changed so many times.
    Attract(usize),
}

/// The effect that a message may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InputRole {
    /// It does nothing else: the touch that wakes the board is no touch on what comes up.
    Consumed,
    /// It does what it does, and is intent if that changes the screen.
    MayBeIntent,
    /// It does what it does.
    Handled,
}

/// The visit that goes on, or the time between two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IdleState {
    presence: Presence,
    /// The time, from when the board began.
    now: Duration,
    /// The number of alarms so far, and when the last one was set.
    timer_id: u64,
    set: Duration,
    /// When the visitor is asked whatever they do.
    ceiling: Duration,
    inputs: InputHistory,
    presses: RecentPresses,
    /// True if the last press of a mouse button or a finger may be intent; then letting go may be.
    pressed: bool,
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
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        self.presence != Presence::Active
    }

    /// It is that late; time never goes back.
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
    /// Who is there.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.idle.presence
    }

    /// The presses of late.
    pub(super) fn presses(&self) -> &RecentPresses {
        &self.idle.presses
    }

    /// The languages to invite visitors in: both, but where the terminal has no Chinese characters.
    #[must_use]
    pub fn attract_langs(&self) -> &'static [Lang] {
        if self.starts_without_han() { &[Lang::En] } else { &Lang::ALL }
    }

    /// When the model wants to be woken: it sets the alarm anew whenever it sees intent. Never at a desk.
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

    /// Takes note of an input, and says how far it goes.
    pub(super) fn on_user_input(&mut self, settings: &Settings, msg: &Msg) -> InputRole {
        let Some(idle) = self.profile().idle_timeouts() else { return InputRole::Handled };
        let before = self.idle.presence;
        let (is_press, may_be_intent) = match msg {
            Msg::Key(key) => (true, self.note_key(*key, idle)),
            Msg::Mouse(event) => (is_press(event.kind), self.note_mouse(settings, *event, idle)),
            // No hall pastes. Its text may follow as keys.
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
            Presence::Active => return if may_be_intent { InputRole::MayBeIntent } else { InputRole::Handled },
            Presence::Prompted(_) if is_press && may_be_intent => self.restart_idle_timer(),
            Presence::Attract(_) if is_press && may_be_intent => self.begin_visit(idle),
            Presence::Prompted(_) | Presence::Challenged(_) | Presence::Attract(_) => {}
        }
        InputRole::Consumed
    }

    /// Takes note of intent: the idle timer begins anew.
    pub(super) fn restart_idle_timer(&mut self) {
        self.idle.set_presence(Presence::Active);
    }

    fn begin_visit(&mut self, idle: IdleTimeouts) {
        self.idle.ceiling = self.idle.now.saturating_add(idle.ceiling);
        self.restart_idle_timer();
    }

    /// Takes note of a key; says whether a person may have pressed it.
    fn note_key(&mut self, key: KeyEvent, idle: IdleTimeouts) -> bool {
        let visit = &mut self.idle;
        if key.kind != KeyEventKind::Press || !visit.inputs.is_typed(visit.now) {
            return false;
        }
        let chord = Chord::from_event(key);
        let may_be_intent = visit.inputs.note(Input::Key(chord), visit.now, idle.reset());
        let Some(digit) = chord.digit() else { return may_be_intent };
        match self.challenge() {
            Some(challenge) if challenge.digit == digit => self.pass_challenge(idle),
            Some(_) => {}
            None => self.idle.presses.digit(digit),
        }
        may_be_intent
    }

    /// Takes note of what the mouse did, or a finger; says whether a person may have done that with intent.
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
                    Some(challenge) if challenge.button.is_some_and(|button| button.contains(at)) => {
                        self.idle.presses.touch(at);
                        self.pass_challenge(idle);
                    }
                    Some(_) => {}
                    None => self.idle.presses.touch(at),
                }
                may_be_intent
            }
            // Without a press it is motion.
            MouseEventKind::Drag(_) if self.mouse.is_held() => {
                self.idle.presses.touch(at);
                self.idle.inputs.note(Input::Touch(at.into(), None), now, idle.reset())
            }
            MouseEventKind::Up(_) => self.idle.pressed,
            MouseEventKind::ScrollUp
            | MouseEventKind::ScrollDown
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => self.idle.inputs.note(Input::Wheel(kind), now, idle.reset()),
            MouseEventKind::Drag(_) | MouseEventKind::Moved => false,
        }
    }

    /// The challenge is answered: a visit begins.
    fn pass_challenge(&mut self, idle: IdleTimeouts) {
        self.idle.presses.turn();
        self.begin_visit(idle);
    }

    /// The alarm has gone off.
    pub(super) fn on_timer(&mut self, number: u64) -> Effects {
        let Some(idle) = self.profile().idle_timeouts().filter(|_| number == self.idle.timer_id) else { return Effects::NONE };
        let due = self.idle_timer().map_or(self.idle.now, |alarm| self.idle.set.saturating_add(alarm.after));
        self.idle.go_on_to(due);
        let seconds = idle.reset.as_secs();
        match self.idle.presence {
            Presence::Active => {
                // The question covers what was pressed: letting go of that is no click.
                self.mouse.let_go();
                let is_long = self.idle.now >= self.idle.ceiling;
                self.idle.set_presence(if is_long { Presence::Challenged(seconds) } else { Presence::Prompted(seconds) });
            }
            Presence::Prompted(left) if left > 1 => self.idle.set_presence(Presence::Prompted(left - 1)),
            Presence::Challenged(left) if left > 1 => self.idle.set_presence(Presence::Challenged(left - 1)),
            Presence::Prompted(_) | Presence::Challenged(_) => {
                self.reset_session();
                // Whatever else has been written on the screen meanwhile, or told the terminal, ends here.
                return [Effect::MouseCapture(true), Effect::Redraw].into();
            }
            Presence::Attract(turn) => self.idle.set_presence(Presence::Attract(turn.wrapping_add(1))),
        }
        Effects::NONE
    }

    /// Nothing of a visitor is left for the next one: the board is made anew, but for what is not theirs. What lies on a key
    /// stays where it is.
    fn reset_session(&mut self) {
        let mut visit = self.idle.clone();
        if self.challenge().is_some() {
            visit.presses.turn();
        }
        visit.set_presence(Presence::Attract(0));
        *self = self.restarted();
        self.idle = visit;
    }
}

/// True for a press or a turn of the wheel; not for moving or letting go.
fn is_press(kind: MouseEventKind) -> bool {
    !matches!(kind, MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved)
}
