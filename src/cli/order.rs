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
    option_of(command, word).filter(|arg| is_parted(arg, word))
}

/// Returns the option of `command` that `word` names, such as `--format`, `--format=csv`, `-o` or
/// `-ox.csv`.
fn option_of<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| match word.strip_prefix("--") {
        Some(name) => arg.get_long() == name.split('=').next(),
        None => word
            .strip_prefix('-')
            .is_some_and(|name| arg.get_short().is_some_and(|short| name.starts_with(short))),
    })
}

/// Returns true if the value of `arg`, written as `word`, is the next word.
fn is_parted(arg: &Arg, word: &str) -> bool {
    let whole = if word.starts_with("--") { !word.contains('=') } else { word.len() == 2 };
    whole && arg.get_action().takes_values()
}

/// Splits a command line, up to `--`, into words and options, each with its range in `args`.
fn pieces<'a>(root: &'a Command, args: &'a [OsString]) -> Vec<(Range<usize>, ArgPiece<'a>)> {
    let mut words = (0..).zip(args).skip(1);
    let mut pieces = Vec::new();
    while let Some((at, word)) = words.next() {
        // Only the name of a file can be other than UTF-8; it counts as a word.
        let word = word.to_str().unwrap_or_default();
        if word == "--" {
            break;
        }
        if !word.starts_with('-') || word.len() == 1 {
            pieces.push((at..at + 1, ArgPiece::Word(word)));
            continue;
        }
        let known = || {
            std::iter::once(root)
                .chain(root.get_subcommands())
                .filter_map(|command| option_of(command, word))
        };
        // `--keys` takes a value in `frame` and none in `config`.
        let next = args.get(at + 1).and_then(|next| option_of(root.find_subcommand(next)?, word));
        let ends = if known().any(|arg| is_parted(arg, word))
            && next.is_none_or(|arg| is_parted(arg, word))
        {
            words.next();
            at + 2
        } else {
            at + 1
        };
        pieces.push((at..ends, known().next().map_or(ArgPiece::Unknown, ArgPiece::Known)));
    }
    pieces
}

/// Moves options that belong to a command behind it: `--format json list` becomes `list --format
/// json`. Options that only the board has stay in front, where they do nothing.
pub(super) fn sorted<'a>(args: &'a [OsString], s: &'static Strings) -> Cow<'a, [OsString]> {
    let is_command = |arg: &OsString| grammar::command_names().any(|name| arg == name);
    // Building all commands takes time, and most command lines begin with a command or name none.
    if args.get(1).is_none_or(is_command) || !args.iter().skip(2).any(is_command) {
        return args.into();
    }
    let root = grammar::command(s);
    let pieces = pieces(&root, args);
    let found = pieces.iter().enumerate().find_map(|(nth, (place, piece))| match piece {
        ArgPiece::Word(word) => Some((nth, place.end, root.find_subcommand(word)?)),
        _ => None,
    });
    let Some((nth, behind, command)) =
        found.filter(|(.., command)| command.get_name() != "complete")
    else {
        return args.into();
    };
    let has = |command: &Command, arg: &Arg| {
        command.get_arguments().any(|other| other.get_long() == arg.get_long())
    };
    let stays = |piece: &ArgPiece| matches!(piece, ArgPiece::Known(arg) if arg.is_global_set() || has(&root, arg) && !has(command, arg));
    let (front, moved): (Vec<_>, Vec<_>) =
        pieces.iter().take(nth).partition(|(_, piece)| stays(piece));
    let of = |pieces: Vec<&(Range<usize>, ArgPiece)>| {
        pieces
            .into_iter()
            .flat_map(|(place, _)| args.get(place.clone()).unwrap_or_default())
            .cloned()
            .collect::<Vec<_>>()
    };
    let [program, name, rest] = [0..1, behind - 1..behind, behind..args.len()]
        .map(|part| args.get(part).unwrap_or_default());
    [program, &of(front), name, &of(moved), rest].concat().into()
}

/// Returns the first word, if it is no command and all the options before it are known.
pub(super) fn first_word(args: &[OsString], s: &'static Strings) -> Option<String> {
    let root = grammar::command(s);
    let pieces = pieces(&root, args);
    let first = pieces.iter().find(|(_, piece)| !matches!(piece, ArgPiece::Known(_)));
    match first {
        Some((_, ArgPiece::Word(word))) if root.find_subcommand(word).is_none() => {
            Some((*word).to_owned())
        }
        _ => None,
    }
}
