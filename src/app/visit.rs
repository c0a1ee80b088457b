//! A visitor comes, stays and leaves. Nobody tells when they leave: it is taken from the silence.
//!
//! There is no clock in here. The model says when it wants to be woken ([`Model::alarm`]), and is told when that is
//! ([`Msg::Alarm`]).

use std::time::Duration;

use crossterm::event::MouseEventKind;

use super::{Effect, Effects, Model, Msg};
use crate::lang::Lang;

/// So long each picture is shown while nobody is there: long enough to read it aloud.
const TURN: Duration = Duration::from_secs(8);

/// So many equal messages in a row are no visitor, but a key that something lies on, or a screen that is broken: the board goes
/// back to its pictures all the same.
const STUCK: u32 = 500;

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
    /// Nobody; the pictures that wait for somebody have changed so many times.
    Nobody(usize),
}

/// The visit that goes on, or the time between two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Visit {
    presence: Presence,
    /// How often the alarm was set.
    alarms: u64,
    /// What came last, and how many times in a row.
    last: Option<(Msg, u32)>,
}

impl Visit {
    pub(super) fn new(presence: Presence) -> Self {
        Self { presence, alarms: 0, last: None }
    }

    pub(super) fn is_over(&self) -> bool {
        self.presence != Presence::Here
    }

    fn turn_to(&mut self, presence: Presence) {
        self.presence = presence;
        self.alarms += 1;
    }

    /// Whether `msg` is something that somebody does, and not something by itself.
    fn is_attention(&mut self, msg: &Msg) -> bool {
        match msg {
            Msg::Mouse(event) if matches!(event.kind, MouseEventKind::Up(_) | MouseEventKind::Moved) => return false,
            Msg::Key(_) | Msg::Mouse(_) => {}
            _ => return true,
        }
        let times = match &mut self.last {
            Some((last, times)) if last == msg => times,
            last => &mut last.insert((msg.clone(), 0)).1,
        };
        *times = times.saturating_add(1);
        *times < STUCK
    }
}

impl Model {
    /// Who is there.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.visit.presence
    }

    /// The languages to invite visitors in: both, but where the terminal has no Chinese characters.
    #[must_use]
    pub fn invites_in(&self) -> &'static [Lang] {
        if self.begins_without_han() { &[Lang::En] } else { &Lang::ALL }
    }

    /// When the model wants to be woken: it sets the alarm anew whenever somebody touches something. Never at a desk.
    #[must_use]
    pub fn alarm(&self) -> Option<Alarm> {
        let idle = self.profile().idle()?;
        let after = match self.visit.presence {
            Presence::Here => idle.asked,
            Presence::Asked(_) => Duration::from_secs(1),
            Presence::Nobody(_) => TURN,
        };
        Some(Alarm { number: self.visit.alarms, after })
    }

    /// Takes note that somebody does something. Whether that is all it does: the touch that wakes the board does nothing else.
    pub(super) fn attend(&mut self, msg: &Msg) -> bool {
        let human = matches!(msg, Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_) | Msg::Garbled);
        if !human || self.profile().idle().is_none() {
            return false;
        }
        let over = self.visit.is_over();
        if self.visit.is_attention(msg) {
            self.visit.turn_to(Presence::Here);
        }
        over
    }

    /// The alarm has gone off.
    pub(super) fn wake(&mut self, number: u64) -> Effects {
        let Some(idle) = self.profile().idle().filter(|_| number == self.visit.alarms) else { return Effects::NONE };
        match self.visit.presence {
            Presence::Here => self.visit.turn_to(Presence::Asked(idle.gone.as_secs())),
            Presence::Asked(left) if left > 1 => self.visit.turn_to(Presence::Asked(left - 1)),
            Presence::Asked(_) => {
                self.forget_visitor();
                // Whatever else has been written on the screen meanwhile, or told the terminal, ends here.
                return [Effect::Mouse(true), Effect::Redraw].into();
            }
            Presence::Nobody(turn) => self.visit.turn_to(Presence::Nobody(turn.wrapping_add(1))),
        }
        Effects::NONE
    }

    /// Nothing of a visitor is left for the next one: the board is made anew, but for what is not theirs.
    fn forget_visitor(&mut self) {
        let mut visit = Visit { last: self.visit.last.take().filter(|(_, times)| *times >= STUCK), ..self.visit.clone() };
        visit.turn_to(Presence::Nobody(0));
        *self = self.anew();
        self.visit = visit;
    }
}
