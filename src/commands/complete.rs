//! `minsheng complete`: completions for the word at the cursor. The shell scripts in
//! `assets/completions/` run it when the user presses Tab, so the completions are what the command
//! line really takes, and the projects are those of the data files in use.

use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::{Arg, Command};

use super::lookup::{domain_ref, project_ref};
use super::man::help_text;
use super::open_data::load_catalog;
use super::{CommandOutput, Environment, settings};
use crate::cli::{Cli, command, option_before_value};
use crate::lang::Lang;
use crate::model::{Catalog, Domain, DomainIx, Project, ProjectNo};
use crate::text::clean;

/// Output that makes the script complete file names by itself: the shell does that best.
const FILES: &str = ":files\n";

/// Completions for a word, each with its description.
type Candidates = Vec<(String, String)>;

/// Returns the completion script for `shell`, one of the names in `cli::SHELLS`.
pub(crate) fn script(shell: &str) -> &'static str {
    match shell {
        "zsh" => include_str!("../../assets/completions/minsheng.zsh"),
        "fish" => include_str!("../../assets/completions/minsheng.fish"),
        _ => include_str!("../../assets/completions/minsheng.bash"),
    }
}

/// Prints a line for each completion of the last of `words`: the word, a tab and its description.
pub(crate) fn run(words: &[String], cli: &Cli, env: &Environment) -> CommandOutput {
    // Options typed so far count as if they had been given. Unfinished or wrong ones do not matter
    // here.
    let typed = words.split_last().map(|(_, before)| before).unwrap_or_default();
    let lang = option_values(typed, "--lang").first().and_then(|name| Lang::from_name(name));
    let lang = lang.unwrap_or(cli.lang);
    let files =
        |option| option_values(typed, option).into_iter().map(PathBuf::from).collect::<Vec<_>>();
    let data =
        Some(files("--data")).filter(|data| !data.is_empty()).unwrap_or_else(|| cli.data.clone());
    let cli = Cli { data, config: files("--config").pop(), ..cli.clone() };
    let mut command = command(lang.strings());
    // Copies the global options into the subcommands.
    command.build();
    let context = CompletionContext::new(&command, words);
    let catalog = || {
        let (config, _) = settings::load(&cli, env).ok()?;
        load_catalog(if cli.data.is_empty() { &config.data } else { &cli.data }, lang).ok()
    };
    CommandOutput::stdout(match context.candidates(catalog, lang) {
        None => FILES.to_owned(),
        Some(mut words) => {
            words.retain(|(word, _)| word.starts_with(context.typed));
            words.iter().map(|(word, about)| format!("{word}\t{}\n", clean(about))).collect()
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
        } else {
            values.extend(word.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')));
        }
    }
    values
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
        let mut context = Self {
            command: root,
            has_subcommand: false,
            option: None,
            typed: "",
            position: 0,
            options_ended: false,
        };
        let Some((last, before)) = words.split_last() else { return context };
        // bash splits `--lang=zh` into three words.
        for word in before.iter().filter(|word| *word != "=") {
            context.consume(word);
        }
        context.typed = if last == "=" { "" } else { last };
        if let Some((name, value)) = context.typed.split_once('=')
            && name.starts_with("--")
            && !context.options_ended
        {
            context.option = option_before_value(context.command, name);
            context.typed = value;
        }
        context
    }

    /// Moves the position past `word`.
    fn consume(&mut self, word: &str) {
        if self.option.take().is_some() {
            return;
        }
        match word {
            "--" => self.options_ended = true,
            _ if !self.options_ended && word.starts_with('-') && word.len() > 1 => {
                self.option = option_before_value(self.command, word);
            }
            _ => match self.command.find_subcommand(word) {
                Some(command) if !self.has_subcommand && self.position == 0 => {
                    (self.command, self.has_subcommand) = (command, true);
                }
                _ => self.position += 1,
            },
        }
    }

    /// Returns the words that the word may become, whether or not they begin with the part typed so
    /// far; `None` for file names. `load` returns the catalog whose projects and domains complete
    /// the word, if it takes them.
    fn candidates(&self, load: impl FnOnce() -> Option<Catalog>, lang: Lang) -> Option<Candidates> {
        if self.option.is_none() && !self.options_ended && self.typed.starts_with('-') {
            return Some(self.options());
        }
        // The last argument may take several words.
        let is_list = |arg: &&Arg| arg.get_num_args().is_some_and(|count| count.max_values() > 1);
        let positional = || {
            let last = self.command.get_positionals().last().filter(is_list);
            self.command.get_positionals().nth(self.position).or(last)
        };
        let arg = self.option.or_else(positional);
        let Some(arg) = arg else { return Some(Vec::new()) };
        if matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath) {
            return None;
        }
        let mut words = match arg.get_id().as_str() {
            "no" => load().map(|catalog| self.numbers(&catalog, lang)).unwrap_or_default(),
            "domain" => load().map(|catalog| domains(&catalog, lang)).unwrap_or_default(),
            "lang" => Lang::ALL.map(|lang| (lang.tag().to_owned(), String::new())).into(),
            _ => {
                let values = arg.get_possible_values().into_iter();
                values.map(|value| (value.get_name().to_owned(), String::new())).collect()
            }
        };
        if self.option.is_none() && !self.has_subcommand && self.position == 0 {
            let commands = self.command.get_subcommands().filter(|command| !command.is_hide_set());
            words
                .extend(commands.map(|command| {
                    (command.get_name().to_owned(), help_text(command.get_about()))
                }));
        }
        Some(words)
    }

    /// Returns the options of the command, with their help.
    fn options(&self) -> Candidates {
        let args = self.command.get_arguments().filter(|arg| !arg.is_hide_set());
        args.filter_map(|arg| Some((format!("--{}", arg.get_long()?), help_text(arg.get_help()))))
            .collect()
    }

    /// Returns the projects' numbers with their titles. The numbers have no leading zero if the
    /// user began to type one without.
    fn numbers(&self, catalog: &Catalog, lang: Lang) -> Candidates {
        let is_unpadded = !self.typed.starts_with('0') && !self.typed.is_empty();
        let number = |project: &Project| match project.no {
            _ if catalog.has_several_programmes() => project_ref(catalog, project, lang),
            ProjectNo(no) if is_unpadded => no.to_string(),
            no => no.to_string(),
        };
        let projects = catalog.projects();
        projects
            .map(|(_, project)| (number(&project), project.title.get(lang).to_owned()))
            .collect()
    }
}

/// Returns the domains' ids with their names.
fn domains(catalog: &Catalog, lang: Lang) -> Candidates {
    let domain = |(at, domain): (DomainIx, Domain)| {
        (domain_ref(catalog, at, lang), domain.name.get(lang).to_owned())
    };
    catalog.domains().map(domain).collect()
}
