//! When the board wants to be woken. By a clock that nobody sets: that of the wall jumps, and stands still in summer.

use std::time::Instant;

use crate::app::Alarm;

/// The alarm of the board, if one is set.
#[derive(Debug, Default)]
pub(super) struct Clock(Option<(Alarm, Instant)>);

impl Clock {
    /// Sets the `alarm` at `now`, unless it is set already; says when it goes off.
    pub(super) fn set(&mut self, alarm: Option<Alarm>, now: Instant) -> Option<Instant> {
        if self.0.map(|(set, _)| set) != alarm {
            self.0 = alarm.and_then(|alarm| Some((alarm, now.checked_add(alarm.after)?)));
        }
        self.0.map(|(_, due)| due)
    }

    /// The number of the alarm, if it goes off by `now`. Once: the board sets the next one when it has heard of it.
    pub(super) fn rings(&self, now: Instant) -> Option<u64> {
        self.0.filter(|(_, due)| *due <= now).map(|(alarm, _)| alarm.number)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_alarm_is_set_once_and_goes_off_unless_it_is_set_anew() {
        let (mut clock, start, second) = (Clock::default(), Instant::now(), Duration::from_secs(1));
        let alarm = Alarm { number: 7, after: second };
        assert_eq!(clock.set(Some(alarm), start), Some(start + second));
        assert_eq!(clock.set(Some(alarm), start + second / 2), Some(start + second), "not put off by what else happens");
        assert_eq!(clock.rings(start + second / 2), None);
        assert_eq!(clock.rings(start + second), Some(7));

        let next = Alarm { number: 8, after: second };
        assert_eq!(clock.set(Some(next), start + second), Some(start + 2 * second));
        assert_eq!(clock.rings(start + second), None);
        assert_eq!(clock.set(None, start + second), None);
        assert_eq!(clock.rings(start + 9 * second), None);
    }
}
