//! A visitor comes, stays and leaves. Nobody tells when they leave: it is taken from the absence of intent.
//!
//! There is no clock in here. Time arrives in [`Msg::Now`] and in [`Msg::Alarm`]; the model says when it wants to be woken
//! ([`Model::alarm`]).

use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::challenge::Presses;
use super::intent::{Input, Inputs};
use super::{Chord, Effect, Effects, Idle, Model, Msg, Settings};
use crate::lang::Lang;

/// So long each picture is shown while nobody is there: long enough to read it aloud.
const TURN: Duration = Duration::from_secs(8);

/// When the model wants to be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Which alarm this is; of two, the higher one counts.
    pub number: u64,
    /// So long after it was set.
    pub after: Duration,
}

/// Who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Somebody, as far as one can tell.
    Here,
    /// Maybe somebody, who has so many seconds to say so.
    Asked(u64),
    /// Maybe a person, or noise: so many seconds are left to answer the [`challenge`](Model::challenge).
    Challenged(u64),
    /// Nobody; the pictures that wait for somebody have changed so many times.
    Nobody(usize),
}

/// The effect that a message may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// It does nothing else: the touch that wakes the board is no touch on what comes up.
    Ends,
    /// It does what it does, and is intent if that changes the screen.
    Intent,
    /// It does what it does.
    Act,
}

/// The visit that goes on, or the time between two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Visit {
    presence: Presence,
    /// The time, from when the board began.
    now: Duration,
    /// The number of alarms so far, and when the last one was set.
    alarms: u64,
    set: Duration,
    /// When the visitor is asked whatever they do.
    ceiling: Duration,
    inputs: Inputs,
    presses: Presses,
    /// True if the last press of a mouse button or a finger may be intent; then letting go may be.
    pressed: bool,
}

impl Visit {
    pub(super) fn new(presence: Presence) -> Self {
        Self {
            presence,
            now: Duration::ZERO,
            alarms: 0,
            set: Duration::ZERO,
            ceiling: Duration::ZERO,
            inputs: Inputs::default(),
            presses: Presses::default(),
            pressed: false,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.presence != Presence::Here
    }

    /// It is that late; time never goes back.
    pub(super) fn go_on_to(&mut self, now: Duration) {
        self.now = self.now.max(now);
    }

    fn turn_to(&mut self, presence: Presence) {
        self.presence = presence;
        self.alarms += 1;
        self.set = self.now;
    }
}

impl Model {
    /// Who is there.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.visit.presence
    }

    /// The presses of late.
    pub(super) fn presses(&self) -> &Presses {
        &self.visit.presses
    }

    /// The languages to invite visitors in: both, but where the terminal has no Chinese characters.
    #[must_use]
    pub fn invites_in(&self) -> &'static [Lang] {
        if self.begins_without_han() { &[Lang::En] } else { &Lang::ALL }
    }

    /// When the model wants to be woken: it sets the alarm anew whenever it sees intent. Never at a desk.
    #[must_use]
    pub fn alarm(&self) -> Option<Alarm> {
        let idle = self.profile().idle()?;
        let after = match self.visit.presence {
            Presence::Here => idle.asked.min(self.visit.ceiling.saturating_sub(self.visit.set)),
            Presence::Asked(_) | Presence::Challenged(_) => Duration::from_secs(1),
            Presence::Nobody(_) => TURN,
        };
        Some(Alarm { number: self.visit.alarms, after })
    }

    /// Takes note of an input, and says how far it goes.
    pub(super) fn attend(&mut self, settings: &Settings, msg: &Msg) -> Reach {
        let Some(idle) = self.profile().idle() else { return Reach::Act };
        let before = self.visit.presence;
        let (is_press, may_be_intent) = match msg {
            Msg::Key(key) => (true, self.hear_key(*key, idle)),
            Msg::Mouse(event) => (is_press(event.kind), self.hear_mouse(settings, *event, idle)),
            // No hall pastes. Its text may follow as keys.
            Msg::Paste(_) => {
                self.visit.inputs.pasted(self.visit.now);
                return Reach::Ends;
            }
            Msg::Garbled => {
                self.visit.inputs.garbled(self.visit.now);
                return if self.visit.is_over() { Reach::Ends } else { Reach::Act };
            }
            _ => return Reach::Act,
        };
        match before {
            Presence::Here => return if may_be_intent { Reach::Intent } else { Reach::Act },
            Presence::Asked(_) if is_press && may_be_intent => self.stay(),
            Presence::Nobody(_) if is_press && may_be_intent => self.begin_visit(idle),
            Presence::Asked(_) | Presence::Challenged(_) | Presence::Nobody(_) => {}
        }
        Reach::Ends
    }

    /// Takes note of intent: the idle timer begins anew.
    pub(super) fn stay(&mut self) {
        self.visit.turn_to(Presence::Here);
    }

    fn begin_visit(&mut self, idle: Idle) {
        self.visit.ceiling = self.visit.now.saturating_add(idle.ceiling);
        self.stay();
    }

    /// Takes note of a key; says whether a person may have pressed it.
    fn hear_key(&mut self, key: KeyEvent, idle: Idle) -> bool {
        let visit = &mut self.visit;
        if key.kind != KeyEventKind::Press || !visit.inputs.is_typed(visit.now) {
            return false;
        }
        let chord = Chord::of(key);
        let may_be_intent = visit.inputs.note(Input::Key(chord), visit.now, idle.reset());
        let Some(digit) = chord.digit() else { return may_be_intent };
        match self.challenge() {
            Some(challenge) if challenge.digit == digit => self.pass(idle),
            Some(_) => {}
            None => self.visit.presses.digit(digit),
        }
        may_be_intent
    }

    /// Takes note of what the mouse did, or a finger; says whether a person may have done that with intent.
    fn hear_mouse(&mut self, settings: &Settings, MouseEvent { kind, column, row, .. }: MouseEvent, idle: Idle) -> bool {
        let (at, now) = (Position { x: column, y: row }, self.visit.now);
        match kind {
            MouseEventKind::Down(_) => {
                let touch = Input::Touch(at.into(), self.under(settings, at));
                self.visit.pressed = self.visit.inputs.note(touch, now, idle.reset());
                let may_be_intent = self.visit.pressed;
                match self.challenge() {
                    Some(challenge) if challenge.button.is_some_and(|button| button.contains(at)) => {
                        self.visit.presses.touch(at);
                        self.pass(idle);
                    }
                    Some(_) => {}
                    None => self.visit.presses.touch(at),
                }
                may_be_intent
            }
            // Without a press it is motion.
            MouseEventKind::Drag(_) if self.mouse.is_held() => {
                self.visit.presses.touch(at);
                self.visit.inputs.note(Input::Touch(at.into(), None), now, idle.reset())
            }
            MouseEventKind::Up(_) => self.visit.pressed,
            MouseEventKind::ScrollUp
            | MouseEventKind::ScrollDown
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => self.visit.inputs.note(Input::Wheel(kind), now, idle.reset()),
            MouseEventKind::Drag(_) | MouseEventKind::Moved => false,
        }
    }

    /// The challenge is answered: a visit begins.
    fn pass(&mut self, idle: Idle) {
        self.visit.presses.turn();
        self.begin_visit(idle);
    }

    /// The alarm has gone off.
    pub(super) fn wake(&mut self, number: u64) -> Effects {
        let Some(idle) = self.profile().idle().filter(|_| number == self.visit.alarms) else { return Effects::NONE };
        let due = self.alarm().map_or(self.visit.now, |alarm| self.visit.set.saturating_add(alarm.after));
        self.visit.go_on_to(due);
        let seconds = idle.gone.as_secs();
        match self.visit.presence {
            Presence::Here => {
                // The question covers what was pressed: letting go of that is no click.
                self.mouse.let_go();
                let is_long = self.visit.now >= self.visit.ceiling;
                self.visit.turn_to(if is_long { Presence::Challenged(seconds) } else { Presence::Asked(seconds) });
            }
            Presence::Asked(left) if left > 1 => self.visit.turn_to(Presence::Asked(left - 1)),
            Presence::Challenged(left) if left > 1 => self.visit.turn_to(Presence::Challenged(left - 1)),
            Presence::Asked(_) | Presence::Challenged(_) => {
                self.forget_visitor();
                // Whatever else has been written on the screen meanwhile, or told the terminal, ends here.
                return [Effect::Mouse(true), Effect::Redraw].into();
            }
            Presence::Nobody(turn) => self.visit.turn_to(Presence::Nobody(turn.wrapping_add(1))),
        }
        Effects::NONE
    }

    /// Nothing of a visitor is left for the next one: the board is made anew, but for what is not theirs. What lies on a key
    /// stays where it is.
    fn forget_visitor(&mut self) {
        let mut visit = self.visit.clone();
        if self.challenge().is_some() {
            visit.presses.turn();
        }
        visit.turn_to(Presence::Nobody(0));
        *self = self.anew();
        self.visit = visit;
    }
}

/// True for a press or a turn of the wheel; not for moving or letting go.
fn is_press(kind: MouseEventKind) -> bool {
    !matches!(kind, MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved)
}
