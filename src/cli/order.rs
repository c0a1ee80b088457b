//! Reorders a command line: options before a command count as if they came after it.

use std::borrow::Cow;
use std::ffi::OsString;
use std::ops::Range;

use clap::{Arg, Command};

use super::grammar;
use crate::lang::Strings;

/// A word of a command line, or an option with its value.
enum ArgPiece<'a> {
    /// An option of the program or of one of its commands.
    Known(&'a Arg),
    /// An unknown option.
    Unknown,
    /// A word that is no option.
    Word(&'a str),
}

/// Returns the option of `command` that `word` names, if its value is the next word: for `--format`
/// or `-o`, but not for `--format=csv` or `-ox.csv`.
#[must_use]
pub fn option_before_value<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    find_option(command, word).filter(|arg| takes_next_word(arg, word))
}

/// Returns the option of `command` that `word` names, such as `--format`, `--format=csv`, `-o` or
/// `-ox.csv`.
fn find_option<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| match word.strip_prefix("--") {
        Some(name) => arg.get_long() == name.split('=').next(),
        None => word
            .strip_prefix('-')
            .is_some_and(|name| arg.get_short().is_some_and(|short| name.starts_with(short))),
    })
}

/// Returns true if the value of `arg`, written as `word`, is the next word.
fn takes_next_word(arg: &Arg, word: &str) -> bool {
    let is_name_only = if word.starts_with("--") { !word.contains('=') } else { word.len() == 2 };
    is_name_only && arg.get_action().takes_values()
}

/// Splits a command line, up to `--`, into words and options, each with its range in `args`.
fn pieces<'a>(root: &'a Command, args: &'a [OsString]) -> Vec<(Range<usize>, ArgPiece<'a>)> {
    let mut words = (0..).zip(args).skip(1);
    let mut pieces = Vec::new();
    while let Some((index, word)) = words.next() {
        // Only the name of a file can be other than UTF-8; it counts as a word.
        let word = word.to_str().unwrap_or_default();
        if word == "--" {
            break;
        }
        if !word.starts_with('-') || word.len() == 1 {
            pieces.push((index..index + 1, ArgPiece::Word(word)));
            continue;
        }
        let options = || {
            std::iter::once(root)
                .chain(root.get_subcommands())
                .filter_map(|command| find_option(command, word))
        };
        // `--keys` takes a value in `frame` and none in `config`.
        let in_next_command =
            args.get(index + 1).and_then(|next| find_option(root.find_subcommand(next)?, word));
        let end = if options().any(|arg| takes_next_word(arg, word))
            && in_next_command.is_none_or(|arg| takes_next_word(arg, word))
        {
            words.next();
            index + 2
        } else {
            index + 1
        };
        pieces.push((index..end, options().next().map_or(ArgPiece::Unknown, ArgPiece::Known)));
    }
    pieces
}

/// Moves options that belong to a command to the place after it: `--format json list` becomes
/// `list --format json`. Options that only the board has stay in front.
pub(crate) fn move_options<'a>(args: &'a [OsString], s: &'static Strings) -> Cow<'a, [OsString]> {
    let is_command = |arg: &OsString| grammar::command_names().any(|name| arg == name);
    // Building all commands takes time, and most command lines begin with a command or name none.
    if args.get(1).is_none_or(is_command) || !args.iter().skip(2).any(is_command) {
        return args.into();
    }
    let root = grammar::command(s);
    let pieces = pieces(&root, args);
    let found = pieces.iter().enumerate().find_map(|(nth, (range, piece))| match piece {
        ArgPiece::Word(word) => Some((nth, range.start, root.find_subcommand(word)?)),
        _ => None,
    });
    let found = found.filter(|(.., command)| command.get_name() != "complete");
    let Some((nth, index, command)) = found else { return args.into() };
    let has = |command: &Command, arg: &Arg| {
        command.get_arguments().any(|other| other.get_long() == arg.get_long())
    };
    let stays = |piece: &ArgPiece| match piece {
        ArgPiece::Known(arg) => arg.is_global_set() || has(&root, arg) && !has(command, arg),
        ArgPiece::Unknown | ArgPiece::Word(_) => false,
    };
    let (front, moved): (Vec<_>, Vec<_>) =
        pieces.iter().take(nth).partition(|(_, piece)| stays(piece));
    let words = |range: Range<usize>| {
        debug_assert!(range.end <= args.len(), "{range:?} of {} words", args.len());
        args.get(range).unwrap_or_default()
    };
    let words_of = |pieces: Vec<&(Range<usize>, ArgPiece)>| {
        pieces.into_iter().flat_map(|(range, _)| words(range.clone())).cloned().collect::<Vec<_>>()
    };
    let (front, moved, rest) = (words_of(front), words_of(moved), words(index + 1..args.len()));
    [words(0..1), &front, words(index..index + 1), &moved, rest].concat().into()
}

/// Returns the first word, if it is no command and all the options before it are known.
pub(crate) fn first_word(args: &[OsString], s: &'static Strings) -> Option<String> {
    let root = grammar::command(s);
    let pieces = pieces(&root, args);
    match pieces.iter().find(|(_, piece)| !matches!(piece, ArgPiece::Known(_)))? {
        (_, ArgPiece::Word(word)) if root.find_subcommand(word).is_none() => {
            Some((*word).to_owned())
        }
        _ => None,
    }
}

/// Returns the command that a command line names, and the long names of the options before it.
pub(crate) fn command_with_options(
    args: &[OsString],
    s: &'static Strings,
) -> Option<(&'static str, Vec<String>)> {
    let root = grammar::command(s);
    let mut options = Vec::new();
    for (_, piece) in pieces(&root, args) {
        match piece {
            ArgPiece::Word(word) => {
                let command = grammar::command_names().find(|name| *name == word)?;
                return Some((command, options));
            }
            ArgPiece::Known(arg) => options.extend(arg.get_long().map(str::to_owned)),
            ArgPiece::Unknown => {}
        }
    }
    None
}
