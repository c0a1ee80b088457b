//! The local date and time.

use std::sync::LazyLock;
use std::time::SystemTime;
use std::{env, fs};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Day;

/// The machine's time zone, read once.
static ZONE: LazyLock<TimeZone> = LazyLock::new(|| local_zone().unwrap_or_else(TimeZone::system));

/// Reads `/etc/localtime` unless `TZ` is set. To find the name of that zone, `jiff` would search
/// all zones of the world: half of the time that the board needs to start.
fn local_zone() -> Option<TimeZone> {
    if env::var_os("TZ").is_some() {
        return None;
    }
    TimeZone::tzif("", &fs::read("/etc/localtime").ok()?).ok()
}

/// Formats a local date and time to the minute, for people: `2026-11-25 14:02`.
pub(crate) fn format_minute(time: SystemTime) -> String {
    format_local(time, "%Y-%m-%d %H:%M")
}

/// Returns the local time for a log line: `2026-11-25T14:02:03+08:00`.
pub(crate) fn log_timestamp() -> String {
    format_local(now(), "%Y-%m-%dT%H:%M:%S%:z")
}

/// Returns today's local date: `2026-11-25`.
pub(crate) fn today_string() -> String {
    format_local(now(), "%Y-%m-%d")
}

/// Returns today's local date, or `None` if the clock shows a date outside the range of [`Day`].
#[must_use]
pub fn current_day() -> Option<Day> {
    Day::parse(&today_string())
}

/// Returns the present time.
#[expect(clippy::disallowed_methods, reason = "the model gets no time from here, only a day")]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// Formats `time` in the local zone. Empty for a time outside the calendar, as a wrong clock may
/// show.
fn format_local(time: SystemTime, format: &str) -> String {
    Timestamp::try_from(time)
        .map(|time| time.to_zoned_datetime(ZONE.clone()).strftime(format).to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn any_time_can_be_written() {
        let far = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1 << 62)).unwrap();
        assert_eq!(format_minute(far), "");
        let format = |seconds| format_minute(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(format(1_800_000_000).len(), "2026-11-25 14:02".len());
        assert!(["1969-12-31", "1970-01-01"].contains(&format(0).split(' ').next().unwrap()));
        assert_eq!(current_day().map(|day| day.to_string()), Some(today_string()));
        assert_eq!((today_string().len(), log_timestamp().split('T').count()), (10, 2));
    }
}
