//! Whether somebody waits for us to stop: a shell with job control.

use std::fs;

/// Whether a shell with job control is our parent. Under a forced SSH command or a service there is none, and a stopped board
/// would hang for ever.
///
/// Read out of `/proc/PID/stat` ([proc_pid_stat(5)](https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html)): asked by system
/// call, the session of a parent outside our container is 0, and `rustix` panics on that.
pub fn has_job_control() -> bool {
    let own = ProcessStat::read("self");
    let parent = own.and_then(|own| ProcessStat::read(&own.parent.to_string()));
    own.zip(parent).is_some_and(|(own, parent)| parent.is_shell_of(own))
}

/// Where a process stands, in the numbers of its container; 0 is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ProcessStat {
    parent: u32,
    group: u32,
    session: u32,
}

impl ProcessStat {
    fn read(process: &str) -> Option<Self> {
        Self::parse(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
    }

    /// `PID (NAME) STATE PARENT GROUP SESSION …`, where the name may hold anything.
    fn parse(stat: &str) -> Option<Self> {
        let mut numbers = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(1).map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { parent: next()?, group: next()?, session: next()? })
    }

    /// A shell runs each job in a group of its own; nobody hears of a job outside their session.
    fn is_shell_of(self, child: Self) -> bool {
        self.session == child.session && self.group != child.group
    }
}

#[cfg(test)]
mod tests {
    use super::ProcessStat;

    fn waits(parent: &str, child: &str) -> bool {
        ProcessStat::parse(parent).unwrap().is_shell_of(ProcessStat::parse(child).unwrap())
    }

    #[test]
    fn a_shell_waits_and_a_script_or_a_service_does_not() {
        let board = "30 (minsheng) S 20 30 20 34816 30 4194304";
        assert!(waits("20 (bash) S 10 20 20 34816 30 4194304", board));
        // sh -c, in the group of its child; sshd, in another session.
        assert!(!waits("20 (sh) S 10 30 20 34816 30 4194304", board));
        assert!(!waits("20 (sshd) S 10 20 10 0 -1 4194304", board));
    }

    #[test]
    fn a_parent_outside_the_container_does_not_wait() {
        // As CI runs the tests: session and group of the parent are 0.
        assert!(!waits("20 (cargo) S 10 0 0 34816 30 4194304", "30 (minsheng) S 20 30 30 34816 30 4194304"));
    }

    #[test]
    fn a_name_may_hold_anything_and_half_a_line_is_no_job() {
        let odd = ProcessStat::parse("7 (a) S 1 (b) S 4 5 6 0 -1 0").unwrap();
        assert_eq!(odd, ProcessStat { parent: 4, group: 5, session: 6 });
        assert_eq!(ProcessStat::parse("7 (a) S 4 5"), None);
        assert_eq!(ProcessStat::parse(""), None);
    }
}
