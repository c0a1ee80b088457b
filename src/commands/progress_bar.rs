//! A progress bar on the terminal. It goes to stderr, so it never mixes with the output.

use std::io::{self, Write};
use std::path::Path;

use super::Environment;
use crate::data::{self, ReadResult};
use crate::exchange::ImportOptions;
use crate::lang::Lang;

/// Minimum amount of work for a bar: less is done before the user could read it.
const TOTAL_MIN: usize = 2000;

/// Reads the programme in a file of any format, with a progress bar.
pub(crate) fn read_with_progress(
    file: &Path,
    options: &ImportOptions,
    lang: Lang,
    env: &Environment,
) -> ReadResult {
    let mut progress = ProgressBar::new(lang.strings().progress_read, env);
    let result = data::read(file, options, &mut |done, total| progress.update(done, total));
    progress.clear();
    result
}

/// A line on stderr that is overwritten as work proceeds; nothing if stderr is no terminal.
pub(crate) struct ProgressBar<'a> {
    label: &'a str,
    /// True if stderr is a terminal.
    is_visible: bool,
    /// The percentage on the screen; `None` if no bar is there.
    percent: Option<usize>,
}

impl<'a> ProgressBar<'a> {
    pub(crate) fn new(label: &'a str, env: &Environment) -> Self {
        Self { label, is_visible: env.terminals.stderr, percent: None }
    }

    /// Shows the bar after `done` of `total` units of work.
    pub(crate) fn update(&mut self, done: usize, total: usize) {
        if !self.is_visible || total < TOTAL_MIN {
            return;
        }
        let percent = (done * 100 / total).min(100);
        // The bar never goes back: after a wrong guess about a file, some of it is read twice.
        if self.percent.is_none_or(|shown| shown < percent) {
            self.percent = Some(percent);
            let bar = "#".repeat(percent / 5);
            // If stderr is gone, nothing is lost.
            let _ = write!(io::stderr(), "\r{} [{bar:20}] {percent:3}%", self.label);
        }
    }

    /// Erases the bar.
    pub(crate) fn clear(&mut self) {
        if self.percent.take().is_some() {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(60));
        }
    }
}
