//! `minsheng man`: the manual page, made of the help texts and the key table.

use clap::{Arg, Command};
use roff::{Roff, bold, italic, roman};

use crate::app::{Keymap, Layer, command_table};
use crate::cli::command;
use crate::lang::Lang;

/// Returns the page in troff, as `man` reads it.
pub(crate) fn page(lang: Lang) -> String {
    let s = lang.strings();
    let command = command(s);
    let mut page = Roff::new();
    let version = format!("minsheng {}", env!("CARGO_PKG_VERSION"));
    page.control("TH", ["MINSHENG", "1", " ", &version]);
    // Chinese has no blanks that could be stretched to fill a line: troff would warn of each.
    page.control("ad", ["l"]);
    page.control("SH", [s.man_name]).text([roman(format!("minsheng - {}", s.man_one_line))]);
    page.control("SH", [s.man_synopsis]);
    synopsis(&mut page, &command);
    let commands = || command.get_subcommands().filter(|command| !command.is_hide_set());
    for command in commands() {
        page.control("br", []);
        synopsis(&mut page, command);
    }
    page.control("SH", [s.man_options]);
    command.get_arguments().for_each(|arg| option(&mut page, arg));
    page.control("SH", [s.man_commands]);
    for command in commands() {
        page.control("SS", [command.get_name()]).text([roman(help_text(command.get_about()))]);
        let is_shown = |arg: &&Arg| arg.get_id() != "help" && !arg.is_hide_set();
        command.get_arguments().filter(is_shown).for_each(|arg| option(&mut page, arg));
    }
    page.control("SH", [s.man_keys]);
    for (keys, action) in Keymap::builtin().bindings(Layer::Board) {
        page.control("TP", []).text([bold(keys)]).text([roman(action.explain(lang))]);
    }
    page.control("SH", [s.man_board_commands]);
    for (word, help) in command_table(lang) {
        page.control("TP", []).text([bold(format!(":{word}"))]).text([roman(help)]);
    }
    page.control("SH", [s.man_files]);
    for (file, text) in [
        ("~/.config/minsheng/config.ron", s.man_config),
        ("~/.local/state/minsheng/place.ron", s.man_place),
    ] {
        page.control("TP", []).text([italic(file)]).text([roman(text)]);
    }
    // The help ends with a heading, the examples, a blank line and the exit codes.
    let (examples, rest) = s.help_after.split_once("\n\n").unwrap_or_default();
    page.control("SH", [s.man_examples]).control("nf", []);
    for line in examples.lines().skip(1) {
        page.text([roman(line.trim_start())]);
    }
    page.control("fi", []).control("SH", [s.man_status]);
    for (nth, line) in rest.lines().enumerate() {
        let page = if nth == 0 { &mut page } else { page.control("PP", []) };
        page.text([roman(line)]);
    }
    with_breaks(&page.to_roff())
}

/// Lets lines end after Chinese marks, where troff knows no place to break.
fn with_breaks(page: &str) -> String {
    let line = |line: &str| {
        if line.starts_with('.') {
            return line.to_owned();
        }
        let pieces: Vec<&str> =
            line.split_inclusive(['，', '；', '：', '、', '。', '）']).collect();
        pieces.join("\\:")
    };
    page.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Appends the usage line of a command.
fn synopsis(page: &mut Roff, command: &Command) {
    let mut command = command.clone();
    let usage = command.render_usage().to_string();
    let usage = usage.split_once(": ").map_or("", |(_, usage)| usage);
    page.text([bold(usage.trim_end())]);
}

/// Appends an option or argument with its help.
fn option(page: &mut Roff, arg: &Arg) {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let names: Vec<_> =
        short.into_iter().chain(arg.get_long().map(|long| format!("--{long}"))).collect();
    let takes_value = arg.is_positional() || arg.get_action().takes_values();
    let value = arg.get_value_names().and_then(<[_]>::first).filter(|_| takes_value);
    let mut parts = Vec::new();
    if !names.is_empty() {
        parts.push(bold(names.join(", ")));
    }
    if let Some(value) = value {
        parts.extend((!names.is_empty()).then(|| roman(" ")));
        parts.push(italic(value.as_str()));
    }
    page.control("TP", []).text(parts).text([roman(help_text(arg.get_help()))]);
}

/// Returns a help text without styles; empty if there is none.
pub(crate) fn help_text(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
