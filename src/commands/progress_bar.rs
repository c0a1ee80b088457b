//! How far a long piece of work is, in one line of the terminal that nobody's output goes through.

use std::io::{self, Write};

use super::Environment;

/// Less work than this is done before one has read of it.
const TOTAL_MIN: usize = 2000;

/// A line on stderr, drawn over as it fills up; none where stderr is no terminal.
pub(super) struct ProgressBar<'a> {
    label: &'a str,
    shown: bool,
    percent: Option<usize>,
}

impl<'a> ProgressBar<'a> {
    pub(super) fn new(label: &'a str, world: &Environment) -> Self {
        Self { label, shown: world.terminals.stderr, percent: None }
    }

    pub(super) fn update(&mut self, done: usize, total: usize) {
        if !self.shown || total < TOTAL_MIN {
            return;
        }
        let percent = (done * 100 / total).min(100);
        // What is read once more, because a guess was wrong, is no way back.
        if self.percent.is_none_or(|before| before < percent) {
            self.percent = Some(percent);
            let full = percent / 5;
            // If it cannot be shown there is nobody to see it.
            let _ = write!(io::stderr(), "\r{} [{}{}] {percent:3}%", self.label, "#".repeat(full), " ".repeat(20 - full));
        }
    }

    /// Leaves the line as if it had never been.
    pub(super) fn clear(&mut self) {
        if self.percent.take().is_some() {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(60));
        }
    }
}
