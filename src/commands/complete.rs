//! `minsheng complete`: completions for the word at the cursor. The shell scripts in
//! `assets/completions/` run it when the user presses Tab, so the completions are what the command
//! line really takes, and the projects are those of the data files in use.

use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::{Arg, Command};

use super::lookup::{domain_ref, project_ref};
use super::{CommandOutput, Environment};
use crate::catalog::{Catalog, Project, ProjectNo};
use crate::cli::{Cli, command, option_before_value};
use crate::lang::Lang;
use crate::text::clean;

/// Output that makes the script complete file names by itself: the shell does that best.
const FILES: &str = ":files\n";

/// Completions for a word.
enum Candidates {
    /// Words, each with its description.
    Words(Vec<(String, String)>),
    /// File names.
    Files,
}

/// Returns the completion script for `shell`, one of the names in `cli::SHELLS`.
pub(super) fn script(shell: &str) -> &'static str {
    match shell {
        "zsh" => include_str!("../../assets/completions/minsheng.zsh"),
        "fish" => include_str!("../../assets/completions/minsheng.fish"),
        _ => include_str!("../../assets/completions/minsheng.bash"),
    }
}

/// Prints a line for each completion of the last of `words`: the word, a tab and its description.
pub(super) fn run(words: &[String], cli: &Cli, world: &Environment) -> CommandOutput {
    // Options typed so far count as if they had been given. Unfinished or wrong ones do not matter
    // here.
    let typed = words.split_last().map(|(_, before)| before).unwrap_or_default();
    let lang = option_values(typed, "--lang")
        .first()
        .and_then(|name| Lang::from_name(name))
        .unwrap_or(cli.lang);
    let files =
        |option| option_values(typed, option).into_iter().map(PathBuf::from).collect::<Vec<_>>();
    let data =
        Some(files("--data")).filter(|data| !data.is_empty()).unwrap_or_else(|| cli.data.clone());
    let cli = Cli { data, config: files("--config").pop(), ..cli.clone() };
    let command = build_command(lang);
    let place = CompletionContext::new(&command, words);
    let is_known = place.arg().is_some_and(|arg| matches!(arg.get_id().as_str(), "no" | "domain"));
    let catalog = || {
        let (config, _) = super::config(&cli, world).ok()?;
        super::load_catalog(if cli.data.is_empty() { &config.data } else { &cli.data }, lang).ok()
    };
    CommandOutput::stdout(match place.candidates(is_known.then(catalog).flatten().as_ref(), lang) {
        Candidates::Files => FILES.to_owned(),
        Candidates::Words(words) => {
            words.iter().map(|(word, told)| format!("{word}\t{}\n", clean(told))).collect()
        }
    })
}

/// Returns the values typed after `option`, one for each time that it was typed.
fn option_values<'a>(typed: &'a [String], option: &str) -> Vec<&'a str> {
    // bash splits `--lang=zh` into three words.
    let mut words = typed.iter().map(String::as_str).filter(|word| *word != "=");
    let mut values = Vec::new();
    while let Some(word) = words.next() {
        if word == option {
            values.extend(words.next());
        }
    }
    values
}

fn build_command(lang: Lang) -> Command {
    let mut command = command(lang.strings());
    // Copies the global options into the subcommands.
    command.build();
    command
}

/// Position on the command line of the word to complete.
struct CompletionContext<'a> {
    command: &'a Command,
    /// True if a subcommand has been named, so that no later word can be one.
    has_subcommand: bool,
    /// The option whose value is to be completed.
    option: Option<&'a Arg>,
    /// The part typed so far; of `--option=value`, only the value.
    typed: &'a str,
    /// Number of positional arguments before the word.
    position: usize,
    /// True after `--`: no later word is an option.
    options_ended: bool,
}

impl<'a> CompletionContext<'a> {
    fn new(root: &'a Command, words: &'a [String]) -> Self {
        let mut place = Self {
            command: root,
            has_subcommand: false,
            option: None,
            typed: "",
            position: 0,
            options_ended: false,
        };
        let Some((last, before)) = words.split_last() else { return place };
        // bash splits `--lang=zh` into three words.
        for word in before.iter().filter(|word| *word != "=") {
            place.consume(word);
        }
        place.typed = if last == "=" { "" } else { last };
        if let Some((name, value)) = place
            .typed
            .split_once('=')
            .filter(|(name, _)| name.starts_with("--") && !place.options_ended)
        {
            place.option = place.takes_value(name);
            place.typed = value;
        }
        place
    }

    /// Moves the position past `word`.
    fn consume(&mut self, word: &str) {
        if self.option.take().is_some() {
            return;
        }
        match word {
            "--" => self.options_ended = true,
            _ if !self.options_ended && word.starts_with('-') && word.len() > 1 => {
                self.option = self.takes_value(word);
            }
            _ => match self
                .command
                .find_subcommand(word)
                .filter(|_| !self.has_subcommand && self.position == 0)
            {
                Some(command) => (self.command, self.has_subcommand) = (command, true),
                None => self.position += 1,
            },
        }
    }

    /// Returns the option named by `word` if a value follows it.
    fn takes_value(&self, word: &str) -> Option<&'a Arg> {
        option_before_value(self.command, word)
    }

    /// Returns the argument whose value is to be completed.
    fn arg(&self) -> Option<&'a Arg> {
        self.option.or_else(|| self.command.get_positionals().nth(self.position))
    }

    fn candidates(&self, catalog: Option<&Catalog>, lang: Lang) -> Candidates {
        if self.option.is_none() && !self.options_ended && self.typed.starts_with('-') {
            return self.matching(self.options());
        }
        let Some(arg) = self.arg() else { return Candidates::Words(Vec::new()) };
        let is_file = matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath);
        if is_file {
            return Candidates::Files;
        }
        let mut words = match (arg.get_id().as_str(), catalog) {
            ("no", Some(catalog)) => self.numbers(catalog, lang),
            ("domain", Some(catalog)) => catalog
                .domains()
                .map(|(at, domain)| {
                    (domain_ref(catalog, at, lang), domain.name.get(lang).to_owned())
                })
                .collect(),
            ("lang", _) => Lang::ALL.map(|lang| (lang.tag().to_owned(), String::new())).into(),
            _ => arg
                .get_possible_values()
                .iter()
                .map(|value| (value.get_name().to_owned(), String::new()))
                .collect(),
        };
        if self.option.is_none() && !self.has_subcommand && self.position == 0 {
            let about = |command: &Command| {
                command.get_about().map(ToString::to_string).unwrap_or_default()
            };
            let commands = self.command.get_subcommands().filter(|command| !command.is_hide_set());
            words.extend(commands.map(|command| (command.get_name().to_owned(), about(command))));
        }
        self.matching(words)
    }

    fn options(&self) -> Vec<(String, String)> {
        let told = |arg: &Arg| arg.get_help().map(ToString::to_string).unwrap_or_default();
        let args = self.command.get_arguments();
        args.filter_map(|arg| Some((format!("--{}", arg.get_long()?), told(arg)))).collect()
    }

    /// Returns the projects' numbers with their titles. The numbers have no leading zero if the
    /// user began to type one without.
    fn numbers(&self, catalog: &Catalog, lang: Lang) -> Vec<(String, String)> {
        let short = !self.typed.starts_with('0') && !self.typed.is_empty();
        let no = |no: ProjectNo| if short { no.0.to_string() } else { no.to_string() };
        let quoted = |project: &Project| {
            if catalog.has_several_programmes() {
                project_ref(catalog, project, lang)
            } else {
                no(project.no)
            }
        };
        catalog
            .projects()
            .map(|(_, project)| (quoted(&project), project.title.get(lang).to_owned()))
            .collect()
    }

    fn matching(&self, words: Vec<(String, String)>) -> Candidates {
        Candidates::Words(
            words.into_iter().filter(|(word, _)| word.starts_with(self.typed)).collect(),
        )
    }
}
