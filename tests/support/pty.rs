//! A terminal with the real binary in it: a pty, an emulator that reads it, and ways to wait for
//! what one wants to see.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use vt100::Screen;

/// How long to wait for what must happen; only a failure takes so long.
const DEADLINE: Duration = Duration::from_secs(30);

const BINARY: &str = env!("CARGO_BIN_EXE_minsheng");

/// All that the board may say to a terminal. Modes: cursor, alternate screen, bracketed paste,
/// synchronized update; no mouse. Neither `c`, `n`, `p`, `t`, `u` nor an OSC or DCS: it asks
/// nothing.
const ALLOWED_SEQUENCES: [&str; 16] = [
    "H", "G", "C", "D", "J", "K", "X", "m", "?25h", "?25l", "?1049h", "?1049l", "?2004h", "?2004l",
    "?2026h", "?2026l",
];

/// These stories are not about the one question that a board may ask.
const ENV: [(&str, &str); 6] = [
    ("TERM", "xterm-256color"),
    ("LANG", "zh_CN.UTF-8"),
    ("HOME", env!("CARGO_TARGET_TMPDIR")),
    // No settings, and nothing remembered from another story.
    ("XDG_CONFIG_HOME", "/dev/null"),
    ("XDG_STATE_HOME", "/dev/null"),
    ("MINSHENG_AMBIGUOUS", "narrow"),
];

/// What is to be started, and in what terminal.
pub(crate) struct Launch {
    command: CommandBuilder,
    size: (u16, u16),
    claimed_size: Option<(u16, u16)>,
    /// More that it may say, by the beginnings of words.
    allowed: Vec<&'static str>,
}

impl Launch {
    /// The board in a terminal of 80x24.
    pub(crate) fn board(args: &[&str]) -> Self {
        Self::program(BINARY, args)
    }

    /// A shell script that knows the board as `$0`.
    pub(crate) fn shell(script: &str) -> Self {
        Self::program("/bin/sh", &["-c", script, BINARY])
    }

    /// One test of the running test program, by its name.
    pub(crate) fn test(name: &str) -> Self {
        let program = std::env::current_exe().unwrap();
        Self::program(program.to_str().unwrap(), &["--exact", name, "--nocapture"])
    }

    fn program(program: &str, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        for (key, value) in ENV {
            command.env(key, value);
        }
        Self { command, size: (80, 24), claimed_size: None, allowed: Vec::new() }
    }

    pub(crate) fn env(mut self, key: &str, value: &str) -> Self {
        self.command.env(key, value);
        self
    }

    /// The board may ask how wide ambiguous characters are, once.
    pub(crate) fn allow_probe(self) -> Self {
        // Where nobody knows how wide a character is, the cursor is told where to go on.
        self.env("MINSHENG_AMBIGUOUS", "").allow(&["n", "C", "ESC 7", "ESC 8"])
    }

    /// The board may hand texts to the clipboard.
    pub(crate) fn allow_clipboard(self) -> Self {
        self.allow(&["ESC ]52;", "ESC \\", "ESC P"])
    }

    /// The board may have the terminal tell what the mouse does.
    pub(crate) fn allow_mouse(self) -> Self {
        self.allow(&["?1000", "?1002", "?1006"])
    }

    fn allow(mut self, words: &[&'static str]) -> Self {
        self.allowed.extend(words);
        self
    }

    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// The terminal claims another size than it has.
    pub(crate) fn claim_size(mut self, width: u16, height: u16) -> Self {
        self.claimed_size = Some((width, height));
        self
    }

    pub(crate) fn start(self) -> App {
        let (width, height) = self.size;
        let claimed = self.claimed_size.unwrap_or(self.size);
        let pair = native_pty_system().openpty(pty_size(claimed)).unwrap();
        let before = termios_text(pair.master.as_ref());
        assert!(before.contains("ICANON") && before.contains("ECHO"), "{before}");
        let terminal = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
        let state = TerminalState {
            terminal,
            raw: Vec::new(),
            in_sync_update: false,
            paused: false,
            closed: false,
            exit: None,
        };
        let seen = Arc::new(SharedState { state: Mutex::new(state), changed: Condvar::new() });
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        // From here on only the child has the terminal: it ends with the child.
        drop(pair.slave);
        let reader = Some(seen.spawn_reader(pair.master.as_ref()));
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.update(child.wait().unwrap(), |state, exit| state.exit = Some(exit))
        });
        App {
            seen,
            master: Some(pair.master),
            writer: Some(writer),
            reader,
            pid,
            termios_before: before,
            allowed: self.allowed,
        }
    }
}

/// What the terminal has seen of the program.
struct SharedState {
    state: Mutex<TerminalState>,
    changed: Condvar,
}

struct TerminalState {
    terminal: vt100::Parser,
    raw: Vec<u8>,
    /// Within a synchronized update: a terminal would not show it yet.
    in_sync_update: bool,
    /// Reads no more.
    paused: bool,
    /// Nothing more will be read.
    closed: bool,
    exit: Option<ExitStatus>,
}

impl SharedState {
    fn update<T>(&self, news: T, change: impl FnOnce(&mut TerminalState, T)) {
        change(&mut self.state.lock().unwrap(), news);
        self.changed.notify_all();
    }

    fn spawn_reader(self: &Arc<Self>, master: &dyn MasterPty) -> JoinHandle<()> {
        let (seen, source) = (Arc::clone(self), master.try_clone_reader().unwrap());
        thread::spawn(move || seen.read(source))
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

    /// Waits until `wanted` holds. Fails with a picture of the screen when it does not in time, or
    /// when it never can.
    #[track_caller]
    fn wait(
        &self,
        what: &str,
        wanted: impl Fn(&TerminalState) -> bool,
    ) -> MutexGuard<'_, TerminalState> {
        let open =
            |state: &mut TerminalState| !wanted(state) && (!state.closed || state.exit.is_none());
        let state = self.state.lock().unwrap();
        let (state, _) = self.changed.wait_timeout_while(state, DEADLINE, open).unwrap();
        if !wanted(&state) {
            let picture = format!("{:?}\n{}", state.exit, rows(state.terminal.screen()).join("\n"));
            drop(state);
            panic!("never came: {what}\nexit: {picture}");
        }
        state
    }
}

impl TerminalState {
    fn feed(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.raw.extend_from_slice(bytes);
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|window| window == mark);
        self.in_sync_update = last(b"\x1b[?2026h") > last(b"\x1b[?2026l");
    }
}

/// A running program in its terminal. It dies with this.
pub(crate) struct App {
    seen: Arc<SharedState>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Arc<Mutex<Box<dyn Write + Send>>>>,
    reader: Option<JoinHandle<()>>,
    pid: Pid,
    termios_before: String,
    allowed: Vec<&'static str>,
}

impl App {
    /// Types.
    pub(crate) fn send(&self, keys: impl AsRef<[u8]>) {
        let mut writer = self.writer.as_ref().unwrap().lock().unwrap();
        writer.write_all(keys.as_ref()).unwrap();
    }

    /// Types more than a terminal takes at once, without waiting for it.
    pub(crate) fn send_in_background(&self, bytes: Vec<u8>) {
        let writer = Arc::clone(self.writer.as_ref().unwrap());
        thread::spawn(move || writer.lock().unwrap().write_all(&bytes));
    }

    /// Types, and waits until the board has taken that in, has drawn what there is to draw, and
    /// sleeps with no timer set.
    #[track_caller]
    pub(crate) fn send_and_settle(&self, keys: &str) {
        let before = self.proc_counter("io", "rchar");
        self.send(keys);
        let wanted = before + keys.len() as u64;
        eventually("the board takes the keys in and sleeps", || {
            self.proc_counter("io", "rchar") >= wanted && self.is_sleeping()
        });
    }

    /// Types, and waits until the board has read that.
    #[track_caller]
    pub(crate) fn send_and_wait_read(&self, keys: &str) {
        let wanted = self.proc_counter("io", "rchar") + keys.len() as u64;
        self.send(keys);
        eventually("the board reads the keys", || self.proc_counter("io", "rchar") >= wanted);
    }

    /// Whether it is in `ppoll` over its two descriptors without a timeout.
    pub(crate) fn is_sleeping(&self) -> bool {
        let call = self.proc("syscall");
        matches!(call.split(' ').collect::<Vec<_>>()[..], [_, _, "0x2", "0x0", ..])
    }

    /// Whether all its threads sleep in a call, the loop without a timer: one that has only just
    /// been started, or has lost its processor to another program, would be counted as woken
    /// later.
    pub(crate) fn is_at_rest(&self) -> bool {
        self.is_sleeping() && self.is_idle()
    }

    /// Whether all its threads sleep in a call.
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

    /// Waits for a whole frame that is as wanted.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        drop(
            self.seen.wait(what, |state| !state.in_sync_update && wanted(state.terminal.screen())),
        );
    }

    /// Waits for the one question.
    #[track_caller]
    pub(crate) fn wait_for_probe(&self) {
        drop(self.seen.wait("the question", |state| count(&state.raw, "\x1b[6n") == 1));
    }

    /// Waits for exactly what `minsheng frame` prints.
    #[track_caller]
    pub(crate) fn wait_for_frame(&self, args: &[&str]) {
        let printed = run(&[&["frame"], args].concat(), &[]);
        let printed = String::from_utf8(printed.stdout).unwrap();
        let wanted: Vec<_> = printed.lines().map(str::trim_end).collect();
        self.wait_until(&printed, |screen| rows(screen) == wanted);
    }

    /// The rows of the screen, without what is blank at their ends.
    pub(crate) fn screen(&self) -> Vec<String> {
        rows(self.seen.state.lock().unwrap().terminal.screen())
    }

    /// All bytes so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.state.lock().unwrap().raw.clone()
    }

    pub(crate) fn resize(&self, width: u16, height: u16) {
        let mut state = self.seen.state.lock().unwrap();
        state.terminal.screen_mut().set_size(height.try_into().unwrap(), width.try_into().unwrap());
        self.master.as_ref().unwrap().resize(pty_size((width, height))).unwrap();
    }

    /// What it has of memory, in kB.
    #[allow(dead_code, reason = "one test asks")]
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid.as_raw_nonzero()))
            .unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
    }

    /// Sends a signal; who has ended does not hear it.
    pub(crate) fn signal(&self, signal: Signal) {
        let _ = kill_process(self.pid, signal);
    }

    /// The child of what was started that has this name.
    #[track_caller]
    pub(crate) fn child(&self, name: &str) -> Pid {
        let (name, parent) = (format!("({name}) "), format!(" {} ", self.pid.as_raw_nonzero()));
        let stats = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| fs::read_to_string(entry.unwrap().path().join("stat")).ok());
        let ours = |stat: &String| {
            stat.split_once(&name).is_some_and(|(_, rest)| {
                rest.get(1..).is_some_and(|rest| rest.starts_with(&parent))
            })
        };
        let pid = stats.filter(ours).find_map(|stat| stat.split(' ').next()?.parse().ok());
        pid.and_then(Pid::from_raw).unwrap_or_else(|| panic!("no {name} was started"))
    }

    /// Reads no more, like a peer that has frozen: what is written from now on stays in the pty.
    #[track_caller]
    pub(crate) fn stop_reading(&mut self) {
        self.seen.update((), |state, ()| state.paused = true);
        // Something to read, so that the reader looks up.
        self.send("\x0c");
        drop(self.seen.wait("a last look at the terminal", |state| state.closed));
        self.reader.take().unwrap().join().unwrap();
    }

    /// Reads on where it stopped.
    pub(crate) fn resume_reading(&mut self) {
        self.seen.update((), |state, ()| (state.paused, state.closed) = (false, false));
        self.reader = Some(self.seen.spawn_reader(self.master.as_ref().unwrap().as_ref()));
    }

    /// The terminal goes away.
    #[track_caller]
    pub(crate) fn hang_up(&mut self) {
        self.stop_reading();
        (self.writer, self.master) = (None, None);
    }

    /// Waits for the end, by itself and with that code.
    #[track_caller]
    pub(crate) fn assert_exit(&self, code: u32) {
        let ended = self.wait_for_exit();
        assert_eq!(ended, code, "{}", self.screen().join("\n"));
        let raw = self.raw();
        assert_eq!(count(&raw, "\x1b[6n"), usize::from(self.allowed.contains(&"n")));
        let mut words = sequence_kinds(&raw);
        words.retain(|word| !self.allowed.iter().any(|start| word.starts_with(start)));
        assert!(words.iter().all(|word| ALLOWED_SEQUENCES.contains(&word.as_str())), "{words:?}");
    }

    /// Waits for the end, by itself and however it is, and says with which code.
    #[track_caller]
    pub(crate) fn wait_for_exit(&self) -> u32 {
        let exit = self
            .seen
            .wait("the end", |state| state.closed && state.exit.is_some())
            .exit
            .clone()
            .unwrap();
        assert_eq!(exit.signal(), None, "{}", self.screen().join("\n"));
        exit.exit_code()
    }

    /// How often it has been woken up, or has given way to others, on any of its threads.
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

    /// Whether the terminal's driver is as it was before the start: lines, echo, Ctrl-C.
    pub(crate) fn is_cooked(&self) -> bool {
        termios_text(self.master.as_ref().unwrap().as_ref()) == self.termios_before
    }

    /// The terminal is as it was before the start.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let state = self.seen.state.lock().unwrap();
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

    /// A counter out of `/proc/PID/…`.
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
        // Whatever a failed test leaves behind; the child is the leader of its group.
        if self.seen.state.lock().is_ok_and(|state| state.exit.is_none()) {
            let _ = kill_process_group(self.pid, Signal::KILL);
        }
    }
}

/// Looks again and again until something holds that nobody tells us of.
#[track_caller]
pub(crate) fn eventually(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < DEADLINE, "never came: {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// The program without a terminal.
#[expect(
    clippy::disallowed_methods,
    reason = "the board starts no programs, but its tests start the board"
)]
pub(crate) fn run(args: &[&str], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(BINARY);
    command.args(args).env_clear().envs(ENV).envs(env.iter().copied());
    command.stdin(std::process::Stdio::null()).output().unwrap()
}

/// The rows of a screen, without what is blank at their ends.
pub(crate) fn rows(screen: &Screen) -> Vec<String> {
    screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
}

/// How often `part` is in `bytes`.
pub(crate) fn count(bytes: &[u8], part: &str) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part.as_bytes()).count()
}

/// Where `part` begins in `bytes`.
pub(crate) fn find(bytes: &[u8], part: &str) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part.as_bytes())
}

/// The kinds of control sequences in `bytes`: the final byte, with private parameters; `ESC x` for
/// anything that is no CSI.
fn sequence_kinds(bytes: &[u8]) -> BTreeSet<String> {
    let word = |sequence: &[u8]| {
        let Some(body) = sequence.strip_prefix(b"[") else {
            return format!("ESC {}", String::from_utf8_lossy(&sequence[..sequence.len().min(4)]));
        };
        let end = body
            .iter()
            .position(|byte| (0x40..0x7F).contains(byte))
            .map_or(body.len(), |end| end + 1);
        String::from_utf8_lossy(&body[..end])
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')
            .to_owned()
    };
    let mut words: BTreeSet<_> = bytes.split(|byte| *byte == 0x1B).skip(1).map(word).collect();
    // Where reading stopped in the middle of one.
    words.retain(|word| !["", "ESC "].contains(&word.as_str()));
    words
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The state of the terminal's driver, in words.
fn termios_text(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
