//! A parsed command line: the command to run, and its options.

use std::path::PathBuf;
use std::time::Duration;

use crate::app::{ColorDepth, Profile, ThemeName};
use crate::exchange::ImportOptions;
use crate::lang::Lang;
use crate::model::{Audience, Day};
use crate::query::ListOrder;

/// A parsed command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cli {
    /// Language of the output.
    pub lang: Lang,
    /// True if the command line itself names the language.
    pub has_lang: bool,
    /// Settings file, if not the usual one.
    pub config: Option<PathBuf>,
    /// Data files or folders of them; empty if neither the command line nor the environment names
    /// any.
    pub data: Vec<PathBuf>,
    /// True if no file but `data` may be read and no shell reached.
    pub restricted: bool,
    /// Readers of the output: whether they may see internal contacts.
    pub audience: Audience,
    /// Day for which progress is judged; `None` for today.
    pub as_of: Option<Day>,
    /// The command to run.
    pub task: Task,
}

/// A command with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Open the board.
    Board(BoardOptions),
    /// Print one screen of the board.
    Frame {
        /// Options for opening the board.
        board_options: BoardOptions,
        /// The keys to press, and the form of the output.
        options: FrameOptions,
    },
    /// Print projects.
    List {
        /// The projects; those that match a query are printed best first.
        choice: ProjectChoice,
        /// Their order.
        order: ListOrder,
        /// `table`, `json`, `csv`, `md` or `html`.
        format: String,
    },
    /// Print projects in full.
    Show {
        /// Numbers of the projects, as written.
        numbers: Vec<String>,
        /// `text`, `json` or `md`.
        format: String,
    },
    /// Write the programme in another format.
    Export(ExportArgs),
    /// Convert a spreadsheet or a JSON file to a data file.
    Import(ImportArgs),
    /// Print the number of projects by status, for each domain.
    Stats {
        /// `text`, `json` or `md`.
        format: String,
    },
    /// Write the bulletin about progress.
    Report {
        /// `md` or `html`.
        format: String,
        /// Destination of the result.
        output: Output,
    },
    /// Print the commented settings file.
    Config {
        /// True to print the layers and actions for key bindings instead.
        keys: bool,
    },
    /// Print the completion script of a shell.
    Completions {
        /// `bash`, `zsh` or `fish`.
        shell: String,
    },
    /// Print the completions of a command line.
    Complete {
        /// Words after the program's name; the last may be unfinished or empty.
        words: Vec<String>,
    },
    /// Print the manual page.
    Man,
    /// Format a data file in the house style.
    Fmt {
        /// File to format.
        file: PathBuf,
        /// True to only report if the file is formatted already.
        check: bool,
        /// Destination of the result.
        output: Output,
    },
    /// Print the changes between two data files.
    Diff {
        /// The old file.
        old: PathBuf,
        /// The new file.
        new: PathBuf,
        /// `text`, `md` or `json`.
        format: String,
    },
    /// Sum the tables of counts of several boards.
    Counts {
        /// The tables.
        files: Vec<PathBuf>,
        /// `table`, `csv` or `json`.
        format: String,
    },
    /// Replace a data file with a new version.
    Publish {
        /// The new version.
        new: PathBuf,
        /// File or folder to publish to; `None` for the data file that the board shows.
        to: Option<PathBuf>,
        /// True to let reports on progress go that the new version lacks.
        allow_removals: bool,
    },
    /// Show the out-of-service screen.
    OutOfService {
        /// Time after which it ends; `None` to show it until a signal.
        duration: Option<Duration>,
    },
    /// Check data files.
    Check {
        /// The files, or folders of them.
        files: Vec<PathBuf>,
        /// `text` or `json`.
        format: String,
        /// Choices for spreadsheets.
        options: ImportOptions,
        /// True to refuse unknown fields and fail on warnings.
        strict: bool,
    },
}

/// Projects that a command is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectChoice {
    /// Query; empty for all projects.
    pub query: String,
    /// Id or name of their domain; `None` for all domains.
    pub domain: Option<String>,
    /// Name of their status; `None` for all.
    pub status: Option<String>,
}

impl ProjectChoice {
    /// Returns true if nothing is chosen: all projects are meant.
    pub(crate) fn is_all(&self) -> bool {
        self.query.trim().is_empty() && self.domain.is_none() && self.status.is_none()
    }
}

/// Arguments of `minsheng export`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportArgs {
    /// The projects to write.
    pub choice: ProjectChoice,
    /// `xlsx`, `csv`, `json`, `md`, `html` or `ron`; `None` for the one in the output file's name.
    pub format: Option<String>,
    /// Destination of the result.
    pub output: Output,
}

/// Arguments of `minsheng import`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportArgs {
    /// File to convert.
    pub file: PathBuf,
    /// Choices for its tables.
    pub options: ImportOptions,
    /// Destination of the result.
    pub output: Output,
    /// File for the report on the import; its extension is the format.
    pub report: Option<PathBuf>,
    /// True to count warnings and notes as errors.
    pub strict: bool,
    /// Data file that the import is merged into.
    pub into: Option<PathBuf>,
    /// True to let the import remove projects of that file.
    pub allow_removals: bool,
}

/// Destination of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Output file; `None` for stdout.
    pub file: Option<PathBuf>,
    /// True to replace an existing file.
    pub force: bool,
}

/// Options of `minsheng frame`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameOptions {
    /// Keys to press, as written.
    pub keys: String,
    /// Size of the screen, as written, such as `80x24`.
    pub size: String,
    /// True to also print the styles.
    pub styles: bool,
}

/// Options for opening the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardOptions {
    /// Number of the project to open, as written.
    pub no: Option<String>,
    /// Id or name of the domain to narrow the list to.
    pub domain: Option<String>,
    /// Query to start with.
    pub query: Option<String>,
    /// Colour theme.
    pub theme: Option<ThemeName>,
    /// Number of colours, overriding the environment.
    pub depth: Option<ColorDepth>,
    /// True to draw lines and bars in ASCII.
    pub ascii: bool,
    /// True for large print.
    pub large: bool,
    /// Desk or kiosk.
    pub profile: Profile,
    /// True to capture the mouse from the start.
    pub mouse: bool,
    /// Width at which the terminal draws ambiguous characters, as written.
    pub ambiguous: Option<String>,
    /// Log: `journal`, or a file.
    pub log: Option<String>,
    /// File in which opened projects and searches without results are counted.
    pub count: Option<PathBuf>,
}
