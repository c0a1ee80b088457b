//! The real binary in a terminal: a pty, an emulator that reads it, and ways to wait for a screen.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

mod bytes;
mod launch;

use std::fs;
use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{ExitStatus, MasterPty, PtySize};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use vt100::Screen;

use self::bytes::{ALLOWED_SEQUENCES, sequence_kinds, termios_text};
pub(crate) use self::bytes::{count, find, rows};
pub(crate) use self::launch::{Launch, run};

/// Maximum time to wait for an expected event; only a failure takes so long.
const DEADLINE: Duration = Duration::from_secs(30);

/// The state of the terminal, shared with the thread that reads it.
struct SharedState {
    state: Mutex<TerminalState>,
    changed: Condvar,
}

struct TerminalState {
    terminal: vt100::Parser,
    raw: Vec<u8>,
    /// True within a synchronized update, which a terminal would not show yet.
    in_sync_update: bool,
    /// True if reading is paused.
    paused: bool,
    /// True if the reader has ended.
    closed: bool,
    exit: Option<ExitStatus>,
}

impl SharedState {
    fn update<T>(&self, value: T, change: impl FnOnce(&mut TerminalState, T)) {
        change(&mut self.state.lock().unwrap(), value);
        self.changed.notify_all();
    }

    fn spawn_reader(self: &Arc<Self>, master: &dyn MasterPty) -> JoinHandle<()> {
        let (shared, source) = (Arc::clone(self), master.try_clone_reader().unwrap());
        thread::spawn(move || shared.read(source))
    }

    fn read(&self, mut source: Box<dyn Read + Send>) {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = source.read(&mut bytes) {
            self.update(&bytes[..count], TerminalState::feed);
            if self.state.lock().unwrap().paused {
                break;
            }
        }
        drop(source);
        self.update((), |state, ()| state.closed = true);
    }

    /// Waits until `wanted` holds. Panics with the screen if it does not in time, or never can.
    #[track_caller]
    fn wait(
        &self,
        description: &str,
        condition: impl Fn(&TerminalState) -> bool,
    ) -> MutexGuard<'_, TerminalState> {
        let is_pending = |state: &mut TerminalState| {
            !condition(state) && (!state.closed || state.exit.is_none())
        };
        let state = self.state.lock().unwrap();
        let (state, _) = self.changed.wait_timeout_while(state, DEADLINE, is_pending).unwrap();
        if !condition(&state) {
            let picture = format!("{:?}\n{}", state.exit, rows(state.terminal.screen()).join("\n"));
            drop(state);
            panic!("never came: {description}\nexit: {picture}");
        }
        state
    }
}

impl TerminalState {
    fn feed(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.raw.extend_from_slice(bytes);
        let last = |sequence: &[u8]| {
            self.raw.windows(sequence.len()).rposition(|window| window == sequence)
        };
        self.in_sync_update = last(b"\x1b[?2026h") > last(b"\x1b[?2026l");
    }
}

/// A running program in its terminal. Dropping it kills the program.
pub(crate) struct App {
    shared: Arc<SharedState>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Arc<Mutex<Box<dyn Write + Send>>>>,
    reader: Option<JoinHandle<()>>,
    pid: Pid,
    termios_before: String,
    allowed: Vec<&'static str>,
}

impl App {
    /// Types keys.
    pub(crate) fn send(&self, keys: impl AsRef<[u8]>) {
        let mut writer = self.writer.as_ref().unwrap().lock().unwrap();
        writer.write_all(keys.as_ref()).unwrap();
    }

    /// Types more than a terminal takes at once, in a thread.
    pub(crate) fn send_in_background(&self, bytes: Vec<u8>) {
        let writer = Arc::clone(self.writer.as_ref().unwrap());
        thread::spawn(move || writer.lock().unwrap().write_all(&bytes));
    }

    /// Types keys and waits until the board has read them, has drawn the frame, and sleeps without
    /// a timer.
    #[track_caller]
    pub(crate) fn send_and_settle(&self, keys: &str) {
        let before = self.proc_counter("io", "rchar");
        self.send(keys);
        let target = before + keys.len() as u64;
        eventually("the board takes the keys in and sleeps", || {
            self.proc_counter("io", "rchar") >= target && self.is_sleeping()
        });
    }

    /// Types keys and waits until the board has read them.
    #[track_caller]
    pub(crate) fn send_and_wait_read(&self, keys: &str) {
        let target = self.proc_counter("io", "rchar") + keys.len() as u64;
        self.send(keys);
        eventually("the board reads the keys", || self.proc_counter("io", "rchar") >= target);
    }

    /// True if the process is in `ppoll` over its two descriptors without a timeout.
    pub(crate) fn is_sleeping(&self) -> bool {
        let call = self.proc("syscall");
        matches!(call.split(' ').collect::<Vec<_>>()[..], [_, _, "0x2", "0x0", ..])
    }

    /// True if all threads sleep in a system call, the event loop without a timer. A thread that
    /// has only just been started, or was preempted, would be counted as woken later.
    pub(crate) fn is_at_rest(&self) -> bool {
        self.is_sleeping() && self.is_idle()
    }

    /// True if all threads sleep in a system call.
    pub(crate) fn is_idle(&self) -> bool {
        let calls = fs::read_dir(format!("/proc/{}/task", self.pid.as_raw_nonzero())).unwrap();
        let rests = |task: fs::DirEntry| {
            // A thread may end meanwhile.
            fs::read_to_string(task.path().join("syscall"))
                .is_ok_and(|call| !call.starts_with("running"))
        };
        calls.into_iter().all(|task| rests(task.unwrap()))
    }

    /// Waits for a text on the screen.
    #[track_caller]
    pub(crate) fn wait(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits for a complete frame for which `wanted` holds.
    #[track_caller]
    pub(crate) fn wait_until(&self, description: &str, condition: impl Fn(&Screen) -> bool) {
        drop(self.shared.wait(description, |state| {
            !state.in_sync_update && condition(state.terminal.screen())
        }));
    }

    /// Waits for the width probe.
    #[track_caller]
    pub(crate) fn wait_for_probe(&self) {
        drop(self.shared.wait("the question", |state| count(&state.raw, "\x1b[6n") == 1));
    }

    /// Waits for exactly what `minsheng frame` prints.
    #[track_caller]
    pub(crate) fn wait_for_frame(&self, args: &[&str]) {
        let printed = run(&[&["frame"], args].concat(), &[]);
        let printed = String::from_utf8(printed.stdout).unwrap();
        let expected: Vec<_> = printed.lines().map(str::trim_end).collect();
        self.wait_until(&printed, |screen| rows(screen) == expected);
    }

    /// Returns the rows of the screen, without blanks at their ends.
    pub(crate) fn screen(&self) -> Vec<String> {
        rows(self.shared.state.lock().unwrap().terminal.screen())
    }

    /// Returns all bytes so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.shared.state.lock().unwrap().raw.clone()
    }

    pub(crate) fn resize(&self, width: u16, height: u16) {
        let mut state = self.shared.state.lock().unwrap();
        state.terminal.screen_mut().set_size(height.try_into().unwrap(), width.try_into().unwrap());
        self.master.as_ref().unwrap().resize(pty_size((width, height))).unwrap();
    }

    /// Returns the resident memory in KiB.
    #[allow(dead_code, reason = "only one test binary uses it")]
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid.as_raw_nonzero()))
            .unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
    }

    /// Sends a signal, if the process still runs.
    pub(crate) fn signal(&self, signal: Signal) {
        let _ = kill_process(self.pid, signal);
    }

    /// Returns the child process with this name.
    #[track_caller]
    pub(crate) fn child(&self, name: &str) -> Pid {
        let (name, parent) = (format!("({name}) "), format!(" {} ", self.pid.as_raw_nonzero()));
        let stats = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| fs::read_to_string(entry.unwrap().path().join("stat")).ok());
        let is_child = |stat: &String| {
            stat.split_once(&name).is_some_and(|(_, rest)| {
                rest.get(1..).is_some_and(|rest| rest.starts_with(&parent))
            })
        };
        let pid = stats.filter(is_child).find_map(|stat| stat.split(' ').next()?.parse().ok());
        pid.and_then(Pid::from_raw).unwrap_or_else(|| panic!("no {name} was started"))
    }

    /// Stops reading, like a peer that has frozen: later output stays in the pty.
    #[track_caller]
    pub(crate) fn stop_reading(&mut self) {
        self.shared.update((), |state, ()| state.paused = true);
        // Output to read, so that the reader notices.
        self.send("\x0c");
        drop(self.shared.wait("a last look at the terminal", |state| state.closed));
        self.reader.take().unwrap().join().unwrap();
    }

    /// Resumes reading.
    pub(crate) fn resume_reading(&mut self) {
        self.shared.update((), |state, ()| (state.paused, state.closed) = (false, false));
        self.reader = Some(self.shared.spawn_reader(self.master.as_ref().unwrap().as_ref()));
    }

    /// Closes the terminal.
    #[track_caller]
    pub(crate) fn hang_up(&mut self) {
        self.stop_reading();
        (self.writer, self.master) = (None, None);
    }

    /// Waits for the process to exit with this code, and checks all sequences that it has sent.
    #[track_caller]
    pub(crate) fn assert_exit(&self, code: u32) {
        let ended = self.wait_for_exit();
        assert_eq!(ended, code, "{}", self.screen().join("\n"));
        let raw = self.raw();
        assert_eq!(count(&raw, "\x1b[6n"), usize::from(self.allowed.contains(&"n")));
        let mut kinds = sequence_kinds(&raw);
        kinds.retain(|kind| !self.allowed.iter().any(|prefix| kind.starts_with(prefix)));
        assert!(kinds.iter().all(|kind| ALLOWED_SEQUENCES.contains(&kind.as_str())), "{kinds:?}");
    }

    /// Waits for the process to exit without a signal, and returns its code.
    #[track_caller]
    pub(crate) fn wait_for_exit(&self) -> u32 {
        let exit = self
            .shared
            .wait("the end", |state| state.closed && state.exit.is_some())
            .exit
            .clone()
            .unwrap();
        assert_eq!(exit.signal(), None, "{}", self.screen().join("\n"));
        exit.exit_code()
    }

    /// Returns the number of context switches of all threads.
    pub(crate) fn wakeups(&self) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid.as_raw_nonzero())).unwrap();
        let switches = |status: String| {
            let counts = status
                .lines()
                .filter_map(|line| line.split_once("ctxt_switches:")?.1.trim().parse::<u64>().ok());
            counts.sum::<u64>()
        };
        tasks
            .map(|task| switches(fs::read_to_string(task.unwrap().path().join("status")).unwrap()))
            .sum()
    }

    /// True if the terminal driver is as before the start: lines, echo, Ctrl-C.
    pub(crate) fn is_cooked(&self) -> bool {
        termios_text(self.master.as_ref().unwrap().as_ref()) == self.termios_before
    }

    /// Asserts that the terminal is as before the start.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let state = self.shared.state.lock().unwrap();
        let screen = state.terminal.screen();
        let modes = (
            screen.alternate_screen(),
            screen.hide_cursor(),
            screen.bracketed_paste(),
            state.in_sync_update,
        );
        let style =
            (screen.fgcolor(), screen.bgcolor(), screen.inverse(), screen.bold(), screen.dim());
        drop(state);
        assert_eq!(modes, (false, false, false, false));
        assert_eq!(style, (vt100::Color::Default, vt100::Color::Default, false, false, false));
        assert!(self.is_cooked());
    }

    /// Returns a counter from `/proc/PID/…`.
    pub(crate) fn proc_counter(&self, file: &str, name: &str) -> u64 {
        let text = self.proc(file);
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok())
            .unwrap_or_else(|| panic!("{name} in {text}"))
    }

    fn proc(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.pid.as_raw_nonzero())).unwrap()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // A failed test may leave processes behind; the child is the leader of its group.
        if self.shared.state.lock().is_ok_and(|state| state.exit.is_none()) {
            let _ = kill_process_group(self.pid, Signal::KILL);
        }
    }
}

/// Polls until `holds` returns true, for conditions without a notification.
#[track_caller]
pub(crate) fn eventually(description: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < DEADLINE, "never came: {description}");
        thread::sleep(Duration::from_millis(1));
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
