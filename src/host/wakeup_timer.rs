//! The model's wake-up timer, on the monotonic clock: wall time jumps (clock changes, daylight
//! saving).

use std::time::Instant;

use crate::app::{IdleTimer, Msg};

/// The timer, and the clock for message timestamps.
#[derive(Debug, Default)]
pub(crate) struct WakeupTimer {
    /// Start of the board: the zero of [`Msg::Now`].
    start: Option<Instant>,
    /// The timer that is set, and its deadline.
    timer: Option<(IdleTimer, Instant)>,
}

impl WakeupTimer {
    /// Sets the timer to `timer` at `now`, unless it is set to that already; returns its deadline.
    pub(crate) fn set(&mut self, timer: Option<IdleTimer>, now: Instant) -> Option<Instant> {
        self.start.get_or_insert(now);
        if self.timer.map(|(timer, _)| timer) != timer {
            self.timer = timer.and_then(|timer| Some((timer, now.checked_add(timer.after)?)));
        }
        self.timer.map(|(_, deadline)| deadline)
    }

    /// Puts a [`Msg::Now`] before the messages if a timer is set.
    pub(crate) fn with_timestamp(&self, mut msgs: Vec<Msg>, now: Instant) -> Vec<Msg> {
        if let (Some(start), Some(_), false) = (self.start, self.timer, msgs.is_empty()) {
            msgs.insert(0, Msg::Now(now.saturating_duration_since(start)));
        }
        msgs
    }

    /// Returns the id of the timer if it has expired by `now`. The model then sets the next one.
    pub(crate) fn expired(&self, now: Instant) -> Option<u64> {
        self.timer.filter(|(_, deadline)| *deadline <= now).map(|(timer, _)| timer.id)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_alarm_is_set_once_and_goes_off_unless_it_is_set_anew() {
        let (mut wakeup_timer, start, second) =
            (WakeupTimer::default(), Instant::now(), Duration::from_secs(1));
        let timer = IdleTimer { id: 7, after: second };
        assert_eq!(wakeup_timer.set(Some(timer), start), Some(start + second));
        assert_eq!(
            wakeup_timer.set(Some(timer), start + second / 2),
            Some(start + second),
            "not put off by what else happens"
        );
        assert_eq!(wakeup_timer.expired(start + second / 2), None);
        assert_eq!(wakeup_timer.expired(start + second), Some(7));

        let next = IdleTimer { id: 8, after: second };
        assert_eq!(wakeup_timer.set(Some(next), start + second), Some(start + 2 * second));
        assert_eq!(wakeup_timer.expired(start + second), None);
        assert_eq!(wakeup_timer.set(None, start + second), None);
        assert_eq!(wakeup_timer.expired(start + 9 * second), None);
    }

    #[test]
    fn what_happens_is_stamped_where_there_is_an_alarm() {
        let (mut wakeup_timer, start, second) =
            (WakeupTimer::default(), Instant::now(), Duration::from_secs(1));
        wakeup_timer.set(None, start);
        assert_eq!(
            wakeup_timer.with_timestamp(vec![Msg::InvalidUtf8], start + second),
            [Msg::InvalidUtf8]
        );
        wakeup_timer.set(Some(IdleTimer { id: 1, after: second }), start + second);
        assert_eq!(
            wakeup_timer.with_timestamp(vec![Msg::InvalidUtf8], start + 2 * second),
            [Msg::Now(2 * second), Msg::InvalidUtf8]
        );
        assert_eq!(
            wakeup_timer.with_timestamp(Vec::new(), start + 2 * second),
            [],
            "time alone is no news"
        );
    }
}
