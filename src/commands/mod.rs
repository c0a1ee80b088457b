//! The commands of the program, one file each, on the same catalog and search as the board.

mod board;
mod bulletin;
mod check;
mod complete;
mod convert;
mod counts;
mod diff;
mod environment;
mod fmt;
mod frame;
mod import;
mod import_into;
mod json;
mod list;
mod lookup;
mod man;
mod open_data;
mod out_of_service;
mod output;
mod progress_bar;
mod publish;
mod selection;
mod session;
mod settings;
mod show;
mod start;
mod stats;
mod unknown;

use self::board::BoardArgs;
pub use self::environment::{Environment, Terminals};
pub use self::output::{CommandOutput, FAILURE, NOT_FOUND, OK};
use self::output::{
    CommandResult, PrintContext, all_errors_output, check_limits, diagnostic_lines,
    file_errors_output, refused,
};
use crate::cli::{Cli, Task};
use crate::config::{Config, reference};
use crate::model::ProgressCriteria;

/// Runs the command that the command line asks for.
#[must_use]
pub fn run(cli: &Cli, env: &Environment) -> CommandOutput {
    match &cli.task {
        Task::Config { keys: false } => {
            return CommandOutput::stdout(reference(cli.lang));
        }
        Task::Config { keys: true } => {
            return CommandOutput::stdout(settings::key_table(cli.lang));
        }
        Task::Completions { shell } => {
            return CommandOutput::stdout(complete::script(shell).to_owned());
        }
        Task::Man => return CommandOutput::stdout(man::page(cli.lang)),
        Task::Complete { words } => return complete::run(words, cli, env),
        Task::OutOfService { duration } => {
            return out_of_service::run(*duration, cli.lang, env).unwrap_or_else(|error| error);
        }
        _ => {}
    }
    let (config, warnings) = match settings::load(cli, env) {
        Ok(loaded) => loaded,
        Err(error) => return error,
    };
    let mut output = run_with(cli, &config, &warnings, env).unwrap_or_else(|error| error);
    output.err.splice(0..0, warnings);
    output
}

/// Runs the command with the settings `config`; `warnings` are the warnings about them.
fn run_with(cli: &Cli, config: &Config, warnings: &[String], env: &Environment) -> CommandResult {
    let lang = config.lang.filter(|_| !cli.has_lang).unwrap_or(cli.lang);
    let data = if cli.data.is_empty() { &config.data } else { &cli.data };
    // These commands open their files themselves.
    match &cli.task {
        Task::Check { files, format, options, strict } => {
            return check::run(files, format, options, *strict, lang, env);
        }
        Task::Import(args) => return import::run(args, lang, env),
        Task::Fmt { file, check, output } => return fmt::run(file, *check, output, lang),
        Task::Counts { files, format } => return counts::run(files, format, lang),
        Task::Diff { old, new, format } => return diff::run(old, new, format, lang),
        Task::Publish { new, to, allow_removals } => {
            let to = to.as_ref().map_or(data.as_slice(), std::slice::from_ref);
            return publish::run(new, to, *allow_removals, lang);
        }
        Task::Board(options) => {
            let Cli { as_of, restricted, audience, .. } = *cli;
            let args = BoardArgs { data, options, config, as_of, restricted, audience, lang, env };
            return board::run(&args, warnings);
        }
        _ => {}
    }
    let catalog = open_data::load_catalog(data, lang)?.with_audience(cli.audience);
    let criteria = ProgressCriteria { rules: config.rules, day: cli.as_of.or(env.today) };
    let warnings = match &cli.task {
        Task::Export(_) => unknown::warnings(&catalog, data, lang),
        // The frame itself shows the warning.
        Task::Frame { .. } => Vec::new(),
        _ => unknown::left_out_warnings(&catalog, data, lang),
    };
    let context = PrintContext { catalog: &catalog, criteria, lang };
    let mut output = match &cli.task {
        Task::Frame { board_options, options } => {
            let keymap = settings::keymap(config, board_options, cli.restricted);
            frame::run(catalog, board_options, lang, criteria, keymap, options)
        }
        Task::List { choice, order, format } => list::run(context, choice, *order, format),
        Task::Show { numbers, format } => show::run(context, numbers, format),
        Task::Stats { format } => Ok(stats::run(context, format)),
        Task::Report { format, output } => {
            unknown::require_complete(&catalog, data, lang)?;
            bulletin::run(context, format, output, data)
        }
        Task::Export(args) => {
            unknown::require_complete(&catalog, data, lang)?;
            convert::export(context, data, args, env)
        }
        _ => Ok(CommandOutput::default()),
    }?;
    output.err.extend(warnings);
    Ok(output)
}
