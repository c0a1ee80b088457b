//! The bytes for a terminal, as tmux draws them; many SSH users run it.

use std::fs;
use std::path::Path;
use std::process::Command;

use minsheng::tty::Screen;
use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::emulators::{Emulator, VisibleCell};
use super::{any_frames, difference, reference};

/// A tmux server without a user's configuration. Dropping it ends the server.
struct Tmux<'a>(&'a Path);

impl<'a> Tmux<'a> {
    fn start(folder: &'a Path) -> Self {
        let tmux = Self(folder);
        // Without a session the server would end while the next command connects.
        tmux.run(&[
            "start-server",
            ";",
            "set",
            "-g",
            "exit-empty",
            "off",
            ";",
            "set",
            "-g",
            "status",
            "off",
        ]);
        tmux
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the ban is for the board; this test starts tmux"
    )]
    fn run(&self, args: &[&str]) -> String {
        let socket = self.0.join("socket");
        let mut command = Command::new("tmux");
        command
            .args(["-u", "-f", "/dev/null", "-S"])
            .arg(socket)
            .args(args)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("TMUX");
        let output = command.output().expect("tmux is installed");
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Returns the cells that tmux shows after reading all of `bytes`.
    fn render(&self, bytes: &[u8], width: u16, height: u16) -> Vec<VisibleCell> {
        let file = self.0.join("bytes");
        fs::write(&file, bytes).unwrap();
        // As on the board: a line feed goes down and nothing else.
        let script = format!(
            "stty raw -echo; cat {}; tmux -S $0 wait-for -S told; exec sleep 1000",
            file.display()
        );
        let socket = self.0.join("socket");
        let (x, y) = (width.to_string(), height.to_string());
        let shell = ["/bin/sh", "-c", &script, socket.to_str().unwrap()];
        self.run(&["new-session", "-d", "-s", "test", "-x", &x, "-y", &y]);
        self.run(&[&["respawn-pane", "-k", "-t", "test"][..], &shell].concat());
        self.run(&["wait-for", "told"]);
        let lines = self.run(&["capture-pane", "-e", "-p", "-N", "-t", "test"]);
        self.run(&["kill-session", "-t", "test"]);
        // tmux prints cells as bytes; a tested emulator turns them back into cells.
        let mut emulator = avt::Terminal::new(width.into(), height.into()).unwrap();
        Emulator::feed(
            &mut emulator,
            lines.trim_end_matches('\n').replace('\n', "\r\n").as_bytes(),
        );
        emulator.cells()
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    #[ignore = "needs tmux; .ci/run installs it and runs this"]
    fn tmux_shows_what_the_reference_shows(frames in any_frames()) {
        let folder = tempfile::tempdir().unwrap();
        let tmux = Tmux::start(folder.path());
        let Some((last, _)) = frames.last() else { return Ok(()) };
        let mut screen = Screen::default();
        let ours: Vec<u8> = frames.iter().flat_map(|(frame, cursor)| screen.paint(frame.clone(), *cursor)).collect();
        let (width, height) = (last.area.width, last.area.height);
        let seen = [&ours, &reference(last, None)].map(|bytes| tmux.render(bytes, width, height));
        let message = difference(&seen[0], &seen[1], width.into());
        prop_assert!(message.is_none(), "{}\n{:?}", message.unwrap_or_default(), String::from_utf8_lossy(&ours));
    }
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn tmux_is_read_back_as_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut frame = Buffer::with_lines(["停车  ab", "  c     "]);
    frame
        .set_style(ratatui::layout::Rect::new(0, 0, 4, 1), ratatui::style::Style::new().reversed());
    let cells = Tmux::start(folder.path()).render(&reference(&frame, None), 8, 2);
    let text: String = cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(text, "停 车   ab  c     ");
    assert_eq!(cells[0].attributes, ["reversed"]);
    assert!(cells[6].attributes.is_empty());
}
