//! When the board wants to be woken. By a clock that nobody sets: that of the wall jumps, and stands still in summer.

use std::time::Instant;

use crate::app::{IdleTimer, Msg};

/// The clock of a board.
#[derive(Debug, Default)]
pub(super) struct WakeupTimer {
    /// When the board began.
    began: Option<Instant>,
    /// Its alarm, if one is set, and when that goes off.
    alarm: Option<(IdleTimer, Instant)>,
}

impl WakeupTimer {
    /// Sets the `alarm` at `now`, unless it is set already; says when it goes off.
    pub(super) fn set(&mut self, alarm: Option<IdleTimer>, now: Instant) -> Option<Instant> {
        self.began.get_or_insert(now);
        if self.alarm.map(|(set, _)| set) != alarm {
            self.alarm = alarm.and_then(|alarm| Some((alarm, now.checked_add(alarm.after)?)));
        }
        self.alarm.map(|(_, due)| due)
    }

    /// Puts the time before what happened at `now`, for a board that has an alarm.
    pub(super) fn stamped(&self, mut news: Vec<Msg>, now: Instant) -> Vec<Msg> {
        if let (Some(began), Some(_), false) = (self.began, self.alarm, news.is_empty()) {
            news.insert(0, Msg::Now(now.saturating_duration_since(began)));
        }
        news
    }

    /// The number of the alarm, if it goes off by `now`. Once: the board sets the next one when it has heard of it.
    pub(super) fn expired(&self, now: Instant) -> Option<u64> {
        self.alarm.filter(|(_, due)| *due <= now).map(|(alarm, _)| alarm.id)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_alarm_is_set_once_and_goes_off_unless_it_is_set_anew() {
        let (mut clock, start, second) = (WakeupTimer::default(), Instant::now(), Duration::from_secs(1));
        let alarm = IdleTimer { id: 7, after: second };
        assert_eq!(clock.set(Some(alarm), start), Some(start + second));
        assert_eq!(clock.set(Some(alarm), start + second / 2), Some(start + second), "not put off by what else happens");
        assert_eq!(clock.expired(start + second / 2), None);
        assert_eq!(clock.expired(start + second), Some(7));

        let next = IdleTimer { id: 8, after: second };
        assert_eq!(clock.set(Some(next), start + second), Some(start + 2 * second));
        assert_eq!(clock.expired(start + second), None);
        assert_eq!(clock.set(None, start + second), None);
        assert_eq!(clock.expired(start + 9 * second), None);
    }

    #[test]
    fn what_happens_is_stamped_where_there_is_an_alarm() {
        let (mut clock, start, second) = (WakeupTimer::default(), Instant::now(), Duration::from_secs(1));
        clock.set(None, start);
        assert_eq!(clock.stamped(vec![Msg::InvalidUtf8], start + second), [Msg::InvalidUtf8]);
        clock.set(Some(IdleTimer { id: 1, after: second }), start + second);
        assert_eq!(clock.stamped(vec![Msg::InvalidUtf8], start + 2 * second), [Msg::Now(2 * second), Msg::InvalidUtf8]);
        assert_eq!(clock.stamped(Vec::new(), start + 2 * second), [], "time alone is no news");
    }
}
