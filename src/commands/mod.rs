//! What the program does without a screen, each with the catalogue and the search of the board.

mod board;
mod convert;
mod frame;
mod json;
mod list;
mod progress;
mod show;

use std::path::Path;

use crate::app::{Action, Keymap, Scale, no_such_project};
use crate::catalog::{self, Catalog, DomainIx, ProjectIx, ProjectNo};
use crate::cli::{Cli, Opening, Task};
use crate::lang::{Lang, fill};
use crate::term::{Between, Crew};
use crate::text::clean;

/// Nothing went wrong.
pub const OK: u8 = 0;
/// What was asked for is not there.
pub const NOT_FOUND: u8 = 1;
/// The command line, the data or the terminal is at fault.
pub const FAULT: u8 = 2;

/// What a command has to say, and its exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// For stdout, with its line breaks.
    pub out: String,
    /// For stdout as well, behind that: what need not be text.
    pub bytes: Vec<u8>,
    /// For stderr, line by line, each harmless.
    pub err: Vec<String>,
    /// One of [`OK`], [`NOT_FOUND`] and [`FAULT`], or that of an [`Exit`](crate::app::Exit).
    pub code: u8,
}

impl Report {
    fn print(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// A complaint of one line.
    #[must_use]
    pub fn complain(code: u8, text: &str) -> Self {
        Self { err: vec![clean(text).into_owned()], code, ..Self::default() }
    }
}

/// What the program needs to know of the world around it.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Which of the three streams are terminals.
    pub terminals: Terminals,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// Whether `NO_COLOR` is set to something.
    pub no_color: bool,
    /// What stands between us and the terminal.
    pub between: Between,
    /// `MINSHENG_AMBIGUOUS`.
    pub ambiguous: String,
    /// Whether the terminal is behind a network.
    pub remote: bool,
}

impl World {
    /// Whether somebody sits at a terminal: both to type and to look at.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.terminals.stdin && self.terminals.stdout
    }

    /// Whether the terminal is the console of the kernel: its font has room for 512 characters, and none is Chinese.
    #[must_use]
    pub fn is_linux_console(&self) -> bool {
        self.is_interactive() && self.term == "linux"
    }
}

/// Which of the three streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminals {
    /// Whether stdin is one.
    pub stdin: bool,
    /// Whether stdout is one.
    pub stdout: bool,
    /// Whether stderr is one.
    pub stderr: bool,
}

/// Does what the command line asks for.
#[must_use]
pub fn run(cli: &Cli, world: &World) -> Report {
    let lang = cli.lang;
    if let Task::Check { file } = &cli.task {
        return match load(file, lang) {
            Ok(catalog) => Report::print(checked(&catalog, file, lang)),
            Err(report) => report,
        };
    }
    if let Task::Import { file, output } = &cli.task {
        return convert::import(file, output, lang, world).unwrap_or_else(|report| report);
    }
    let catalog = match &cli.data {
        None => Ok(catalog::builtin()),
        Some(file) => load(file, lang),
    };
    let catalog = match catalog {
        Ok(catalog) => catalog,
        Err(report) => return report,
    };
    let report = match &cli.task {
        Task::Board(opening) => board::run(catalog, opening, lang, keymap(cli.restricted), world),
        Task::Frame { opening, shot } => frame::run(catalog, opening, lang, keymap(cli.restricted), shot),
        Task::List { query, domain, format } => list::run(&catalog, query, domain.as_deref(), lang, format),
        Task::Show { no, format } => show::run(&catalog, no, lang, format),
        Task::Export { format, output } => {
            convert::export(&catalog, cli.data.as_deref(), format.as_deref(), output, lang, world)
        }
        Task::Check { .. } | Task::Import { .. } => Ok(Report::default()),
    };
    report.unwrap_or_else(|report| report)
}

/// The keys; a restricted board has no way to a shell, and none to the clipboard of whoever sits at it.
fn keymap(restricted: bool) -> Keymap {
    let keymap = Keymap::builtin();
    if restricted { keymap.without(Action::Suspend).without(Action::Copy) } else { keymap }
}

/// The catalogue in a file, or all that is wrong with it.
fn load(file: &Path, lang: Lang) -> Result<Catalog, Report> {
    let name = file.to_string_lossy();
    catalog::load(file, &Crew::all(&|| false)).map_err(|problems| Report {
        err: problems.iter().map(|problem| problem.text(&name, lang)).collect(),
        code: FAULT,
        ..Report::default()
    })
}

fn checked(catalog: &Catalog, file: &Path, lang: Lang) -> String {
    let (projects, domains) = (catalog.projects().len().to_string(), catalog.domains().len().to_string());
    let text = fill(lang.strings().checked, &[&file.to_string_lossy(), &projects, &domains]);
    clean(&text).into_owned() + "\n"
}

/// The project of a number as somebody wrote it.
fn find_project(catalog: &Catalog, written: &str, lang: Lang) -> Result<ProjectIx, Report> {
    let Ok(no) = written.parse() else {
        return Err(Report::complain(FAULT, &fill(lang.strings().bad_no, &[written])));
    };
    let no = ProjectNo(no);
    catalog.by_no(no).ok_or_else(|| Report::complain(NOT_FOUND, &no_such_project(catalog, no, lang)))
}

/// The domain of an id or a name.
fn find_domain(catalog: &Catalog, written: &str, lang: Lang) -> Result<DomainIx, Report> {
    let named = |domain: &catalog::Domain| Lang::ALL.iter().any(|lang| domain.name.exactly(*lang) == written);
    let by_name = || catalog.domains().find(|(_, domain)| named(domain)).map(|(at, _)| at);
    catalog.domain_by_id(written).or_else(by_name).ok_or_else(|| {
        let known: Vec<&str> = catalog.domains().map(|(_, domain)| domain.id).collect();
        Report::complain(FAULT, &fill(lang.strings().no_such_domain, &[written, &known.join(", ")]))
    })
}

/// Where the board opens.
fn start(catalog: &Catalog, opening: &Opening, lang: Lang) -> Result<crate::app::Start, Report> {
    Ok(crate::app::Start {
        lang,
        theme: opening.theme,
        scale: if opening.large { Scale::Large } else { Scale::Desk },
        domain: opening.domain.as_deref().map(|id| find_domain(catalog, id, lang)).transpose()?,
        query: opening.query.clone().unwrap_or_default(),
        project: opening.no.as_deref().map(|no| find_project(catalog, no, lang)).transpose()?,
        ..crate::app::Start::default()
    })
}
