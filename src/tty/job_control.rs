//! Detection of a parent shell that can resume the board after a suspend.

use std::fs;

use signal_hook::consts::SIGTSTP;

/// Returns true if the parent process is a shell with job control. Under a forced SSH command or
/// a service there is none, and a stopped board would hang for ever.
///
/// Reads `/proc/PID/stat`
/// ([proc_pid_stat(5)](https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html)): the system
/// call returns session 0 for a parent outside the container, on which `rustix` panics.
pub(crate) fn has_job_control() -> bool {
    let own = ProcessStat::read("self");
    let parent = own.and_then(|own| ProcessStat::read(&own.parent.to_string()));
    own.zip(parent).is_some_and(|(own, parent)| parent.is_shell_of(own))
}

/// Stops the process as the terminal's suspend key does, until the shell resumes it.
pub(crate) fn stop_process() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// The parent, process group and session of a process; 0 for one outside the container.
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

    /// Parses `PID (NAME) STATE PARENT GROUP SESSION …`, where the name may contain anything.
    fn parse(stat: &str) -> Option<Self> {
        let mut numbers = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(1).map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { parent: next()?, group: next()?, session: next()? })
    }

    /// Returns true for a parent in the child's session but another process group: a shell gives
    /// each job its own group, and job control does not cross sessions.
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
        assert!(!waits(
            "20 (cargo) S 10 0 0 34816 30 4194304",
            "30 (minsheng) S 20 30 30 34816 30 4194304"
        ));
    }

    #[test]
    fn a_name_may_hold_anything_and_half_a_line_is_no_job() {
        let odd = ProcessStat::parse("7 (a) S 1 (b) S 4 5 6 0 -1 0").unwrap();
        assert_eq!(odd, ProcessStat { parent: 4, group: 5, session: 6 });
        assert_eq!(ProcessStat::parse("7 (a) S 4 5"), None);
        assert_eq!(ProcessStat::parse(""), None);
    }
}
