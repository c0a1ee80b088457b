//! Programs to start, and their terminals.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use portable_pty::{CommandBuilder, native_pty_system};
use rustix::process::Pid;

use super::bytes::termios_text;
use super::{App, SharedState, TerminalState, pty_size};

const BINARY: &str = env!("CARGO_BIN_EXE_minsheng");

/// The environment. `MINSHENG_AMBIGUOUS` prevents the width probe, which has tests of its own.
const ENV: [(&str, &str); 6] = [
    ("TERM", "xterm-256color"),
    ("LANG", "zh_CN.UTF-8"),
    ("HOME", env!("CARGO_TARGET_TMPDIR")),
    // No settings, and no session of another test.
    ("XDG_CONFIG_HOME", "/dev/null"),
    ("XDG_STATE_HOME", "/dev/null"),
    ("MINSHENG_AMBIGUOUS", "narrow"),
];

/// A program to start, and its terminal.
pub(crate) struct Launch {
    command: CommandBuilder,
    size: (u16, u16),
    claimed_size: Option<(u16, u16)>,
    /// Prefixes of further sequences that the program may send.
    allowed: Vec<&'static str>,
}

impl Launch {
    /// The board in a terminal of 80x24.
    pub(crate) fn board(args: &[&str]) -> Self {
        Self::program(BINARY, args)
    }

    /// A shell script with the board as `$0`.
    pub(crate) fn shell(script: &str) -> Self {
        Self::program("/bin/sh", &["-c", script, BINARY])
    }

    /// A test of the running test program, by its name.
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

    /// Allows one width probe for ambiguous characters.
    pub(crate) fn allow_probe(self) -> Self {
        // With an unknown width, the board positions the cursor after each such character.
        self.env("MINSHENG_AMBIGUOUS", "").allow(&["n", "C", "ESC 7", "ESC 8"])
    }

    /// Allows texts for the clipboard.
    pub(crate) fn allow_clipboard(self) -> Self {
        self.allow(&["ESC ]52;", "ESC \\", "ESC P"])
    }

    /// Allows mouse capture.
    pub(crate) fn allow_mouse(self) -> Self {
        self.allow(&["?1000", "?1002", "?1006"])
    }

    fn allow(mut self, kinds: &[&'static str]) -> Self {
        self.allowed.extend(kinds);
        self
    }

    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// Makes the terminal claim another size than it has.
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
        let shared = Arc::new(SharedState { state: Mutex::new(state), changed: Condvar::new() });
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        // From here on only the child has the terminal: it ends with the child.
        drop(pair.slave);
        let reader = Some(shared.spawn_reader(pair.master.as_ref()));
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.update(child.wait().unwrap(), |state, exit| state.exit = Some(exit))
        });
        App {
            shared,
            master: Some(pair.master),
            writer: Some(writer),
            reader,
            pid,
            termios_before: before,
            allowed: self.allowed,
        }
    }
}

/// Runs the program without a terminal.
#[expect(clippy::disallowed_methods, reason = "the ban is for the board; this test starts it")]
pub(crate) fn run(args: &[&str], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(BINARY);
    command.args(args).env_clear().envs(ENV).envs(env.iter().copied());
    command.stdin(std::process::Stdio::null()).output().unwrap()
}
