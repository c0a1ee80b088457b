//! The model's wake-up timer, on the monotonic clock: wall time jumps (clock changes, daylight
//! saving).

use std::time::Instant;

use crate::app::{IdleTimer, Msg};

/// The timer, and the clock for message timestamps.
#[derive(Debug, Default)]
pub(super) struct WakeupTimer {
    /// Start of the board: the zero of [`Msg::Now`].
    began: Option<Instant>,
    /// The timer that is set, and its deadline.
    alarm: Option<(IdleTimer, Instant)>,
}

impl WakeupTimer {
    /// Sets the timer to `alarm` at `now`, unless it is set to that already; returns its deadline.
    pub(super) fn set(&mut self, alarm: Option<IdleTimer>, now: Instant) -> Option<Instant> {
        self.began.get_or_insert(now);
        if self.alarm.map(|(set, _)| set) != alarm {
            self.alarm = alarm.and_then(|alarm| Some((alarm, now.checked_add(alarm.after)?)));
        }
        self.alarm.map(|(_, due)| due)
    }

    /// Puts a [`Msg::Now`] before the messages if a timer is set.
    pub(super) fn stamped(&self, mut news: Vec<Msg>, now: Instant) -> Vec<Msg> {
        if let (Some(began), Some(_), false) = (self.began, self.alarm, news.is_empty()) {
            news.insert(0, Msg::Now(now.saturating_duration_since(began)));
        }
        news
    }

    /// Returns the id of the timer if it has expired by `now`. The model sets the next one in
    /// answer.
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
        let (mut clock, start, second) =
            (WakeupTimer::default(), Instant::now(), Duration::from_secs(1));
        let alarm = IdleTimer { id: 7, after: second };
        assert_eq!(clock.set(Some(alarm), start), Some(start + second));
        assert_eq!(
            clock.set(Some(alarm), start + second / 2),
            Some(start + second),
            "not put off by what else happens"
        );
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
        let (mut clock, start, second) =
            (WakeupTimer::default(), Instant::now(), Duration::from_secs(1));
        clock.set(None, start);
        assert_eq!(clock.stamped(vec![Msg::InvalidUtf8], start + second), [Msg::InvalidUtf8]);
        clock.set(Some(IdleTimer { id: 1, after: second }), start + second);
        assert_eq!(
            clock.stamped(vec![Msg::InvalidUtf8], start + 2 * second),
            [Msg::Now(2 * second), Msg::InvalidUtf8]
        );
        assert_eq!(clock.stamped(Vec::new(), start + 2 * second), [], "time alone is no news");
    }
}
