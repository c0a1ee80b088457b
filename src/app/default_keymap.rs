//! The built-in key table. The footer, the help page and the key tables in the guides are generated
//! from it.
//!
//! Every action has a key that an active Chinese input method lets through (arrows, function keys,
//! control keys) or whose full-width form is understood (`？` `／` `ｊ` `１`). No action is only on
//! Alt, Ctrl-h, Ctrl-i, Ctrl-m, Ctrl-s, Ctrl-q or `[ ] O A B C D`: terminals swallow those, or send
//! them in pieces.

use super::Action::{
    self, Accept, AllDomains, Back, Bottom, Changes, Choose, ChooseAll, Code, Command, Complete,
    CompleteBack, Copy, CursorEnd, CursorLeft, CursorRight, CursorStart, DeleteAll, DeleteBack,
    DeleteForward, DeleteWord, DetailDown, DetailUp, Down, Earlier, Export, Filter, GoBack,
    GoForward, HalfDown, HalfUp, Help, Interrupt, Language, Large, Later, Left, Mark, Mouse,
    NextHit, NextPane, Number, Open, Overview, PageDown, PageUp, PrevHit, PrevPane, Quit, Redraw,
    Right, Run, Save, Search, Sort, Suspend, Theme, ToMark, Toggle, Top, Up, Zoom,
};
use super::Layer;

/// A default binding: the keys, separated by spaces, each a character or a name in angle brackets
/// as in the settings file (`<0-9>` is any digit); the action; and its place in the footer, if it
/// has one. The lowest place is cut last.
pub(crate) type DefaultBinding = (&'static str, Action, Option<u8>);

/// The default bindings of each layer, in the order of [`Layer::ALL`].
pub(crate) const KEYS: [(Layer, &[&[DefaultBinding]]); Layer::ALL.len()] = [
    (Layer::Board, &[BOARD, APPEARANCE, TERMINAL, QUIT]),
    (Layer::Search, &[SEARCH, TERMINAL]),
    (Layer::Overview, &[OVERVIEW, APPEARANCE, TERMINAL]),
    (Layer::Copy, &[COPY, APPEARANCE, TERMINAL]),
    (Layer::Export, &[EXPORT, APPEARANCE, TERMINAL]),
    (Layer::Sort, &[SORT, APPEARANCE, TERMINAL]),
    (Layer::Code, &[CODE, APPEARANCE, TERMINAL]),
    (Layer::Mark, &[MARK, TERMINAL]),
    (Layer::Help, &[HELP, TERMINAL]),
    (Layer::Command, &[COMMAND, TEXT, TERMINAL]),
    (Layer::Filter, &[FILTER, TEXT, TERMINAL]),
    (Layer::Changes, &[CHANGES, APPEARANCE, TERMINAL]),
];

/// In every layer without text input.
const APPEARANCE: &[DefaultBinding] =
    &[("t <F10>", Theme, Some(21)), ("+ <F11>", Large, Some(22)), ("M", Mouse, Some(23))];

/// In every layer with text input that has no meaning of its own for these keys.
const TEXT: &[DefaultBinding] = &[
    ("<Left> <Ctrl-b>", CursorLeft, None),
    ("<Right> <Ctrl-f>", CursorRight, None),
    ("<Home> <Ctrl-a>", CursorStart, None),
    ("<End> <Ctrl-e>", CursorEnd, None),
    ("<Backspace> <Ctrl-h>", DeleteBack, None),
    ("<Delete> <Ctrl-d>", DeleteForward, None),
    ("<Ctrl-w>", DeleteWord, None),
    ("<Ctrl-u>", DeleteAll, None),
    ("<F2>", Language, None),
    ("<F10>", Theme, None),
];

/// In every layer.
const TERMINAL: &[DefaultBinding] =
    &[("<Ctrl-l>", Redraw, None), ("<Ctrl-z>", Suspend, None), ("<Ctrl-c>", Interrupt, None)];

// Right after the search, so that a narrow screen still says how to leave.
const QUIT: &[DefaultBinding] = &[("q", Quit, Some(3))];

const BOARD: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    ("/ <F3>", Search, Some(2)),
    (":", Command, Some(11)),
    ("f", Filter, Some(9)),
    ("<Enter>", Open, Some(5)),
    ("<Esc> <Backspace>", Back, Some(4)),
    ("<Down> j", Down, Some(6)),
    ("<Up> k", Up, Some(6)),
    ("<Right> l", Right, None),
    ("<Left> h", Left, None),
    ("<Tab>", NextPane, Some(14)),
    ("<Shift-Tab>", PrevPane, None),
    ("<PgDn> <Ctrl-f>", PageDown, None),
    ("<PgUp> <Ctrl-b>", PageUp, None),
    ("<Ctrl-d>", HalfDown, None),
    ("<Ctrl-u>", HalfUp, None),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("J <Shift-Down> <Ctrl-e>", DetailDown, None),
    ("K <Shift-Up> <Ctrl-y>", DetailUp, None),
    ("z <F7>", Zoom, Some(16)),
    ("H", GoBack, Some(17)),
    ("L", GoForward, None),
    ("m", Mark, Some(18)),
    ("'", ToMark, None),
    ("y <F8>", Copy, Some(7)),
    ("v <F9>", Code, Some(8)),
    ("n <F4>", NextHit, None),
    ("N <Shift-F4>", PrevHit, None),
    ("a <F5>", AllDomains, None),
    ("s", Sort, Some(10)),
    ("<Space>", Choose, Some(16)),
    ("*", ChooseAll, None),
    ("w", Export, Some(17)),
    ("o <F6>", Overview, Some(12)),
    ("u", Changes, Some(19)),
    ("<0-9>", Number, Some(15)),
    ("e <F2>", Language, Some(13)),
];

const SEARCH: &[DefaultBinding] = &[
    ("<F1>", Help, Some(1)),
    ("<Enter>", Accept, Some(2)),
    ("<Esc>", Back, Some(3)),
    ("<Up>", Earlier, Some(5)),
    ("<Down>", Later, None),
    ("<Ctrl-n>", Down, None),
    ("<Ctrl-p>", Up, None),
    ("<PgDn>", PageDown, None),
    ("<PgUp>", PageUp, None),
    ("<Left> <Ctrl-b>", CursorLeft, None),
    ("<Right> <Ctrl-f>", CursorRight, None),
    ("<Home> <Ctrl-a>", CursorStart, None),
    ("<End> <Ctrl-e>", CursorEnd, None),
    ("<Backspace> <Ctrl-h>", DeleteBack, None),
    ("<Delete> <Ctrl-d>", DeleteForward, None),
    ("<Ctrl-w>", DeleteWord, None),
    ("<Ctrl-u>", DeleteAll, Some(4)),
    ("<F5>", AllDomains, None),
];

const OVERVIEW: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    (":", Command, Some(7)),
    ("/ <F3>", Search, Some(4)),
    ("<Enter> <Right> l", Open, Some(2)),
    ("<Esc> o <F6> q <Left> h <Backspace>", Back, Some(3)),
    ("<Down> j <Tab>", Down, Some(4)),
    ("<Up> k <Shift-Tab>", Up, Some(4)),
    ("<PgDn> <Space> <Ctrl-f>", PageDown, None),
    ("<PgUp> <Ctrl-b>", PageUp, None),
    ("<Ctrl-d>", HalfDown, None),
    ("<Ctrl-u>", HalfUp, None),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("H", GoBack, None),
    ("L", GoForward, None),
    ("m", Mark, None),
    ("'", ToMark, None),
    ("<0-9>", Number, Some(5)),
    ("e <F2>", Language, Some(6)),
];

const COPY: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    (":", Command, None),
    ("y <Enter> <F8>", Copy, Some(2)),
    ("<Esc> q <Left> h <Backspace>", Back, Some(3)),
    ("<Down> j <Tab>", Down, Some(4)),
    ("<Up> k <Shift-Tab>", Up, Some(4)),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("e <F2>", Language, Some(6)),
];

const EXPORT: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    (":", Command, None),
    ("y <Enter> <F8>", Copy, Some(2)),
    ("w", Save, Some(3)),
    ("<Esc> q <Left> h <Backspace>", Back, Some(4)),
    ("<Down> j <Tab>", Down, Some(5)),
    ("<Up> k <Shift-Tab>", Up, Some(6)),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("e <F2>", Language, Some(7)),
];

const SORT: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    (":", Command, None),
    ("s <Enter>", Sort, Some(2)),
    ("<Esc> q <Left> h <Backspace>", Back, Some(3)),
    ("<Down> j <Tab>", Down, Some(4)),
    ("<Up> k <Shift-Tab>", Up, Some(4)),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("e <F2>", Language, Some(6)),
];

const CODE: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    (":", Command, None),
    ("<Esc> v <F9> q <Left> h <Backspace>", Back, Some(2)),
    ("<Down> j <Tab>", Down, Some(3)),
    ("<Up> k <Shift-Tab>", Up, Some(3)),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("<0-9>", Number, None),
    ("y <F8>", Copy, Some(4)),
    ("e <F2>", Language, Some(5)),
];

const MARK: &[DefaultBinding] =
    &[("<F1>", Help, Some(1)), ("<Esc>", Back, Some(2)), ("<F2>", Language, None)];

const HELP: &[DefaultBinding] = &[
    ("<Enter>", Run, Some(1)),
    ("<Esc> ? <F1>", Back, Some(2)),
    ("<Down> <Ctrl-n> <Tab>", Down, Some(3)),
    ("<Up> <Ctrl-p> <Shift-Tab>", Up, Some(3)),
    ("<PgDn>", PageDown, None),
    ("<PgUp>", PageUp, None),
    ("<Home>", Top, None),
    ("<End>", Bottom, None),
    ("<Left> <Ctrl-b>", CursorLeft, None),
    ("<Right> <Ctrl-f>", CursorRight, None),
    ("<Backspace> <Ctrl-h>", DeleteBack, None),
    ("<Delete> <Ctrl-d>", DeleteForward, None),
    ("<Ctrl-w>", DeleteWord, None),
    ("<Ctrl-u>", DeleteAll, None),
    ("<F2>", Language, None),
    ("<F10>", Theme, None),
];

const COMMAND: &[DefaultBinding] = &[
    ("<F1>", Help, None),
    ("<Enter>", Run, None),
    ("<Esc>", Back, None),
    ("<Tab> <Down> <Ctrl-n>", Complete, None),
    ("<Shift-Tab> <Up> <Ctrl-p>", CompleteBack, None),
];

const FILTER: &[DefaultBinding] = &[
    ("<F1>", Help, Some(5)),
    ("<Space>", Toggle, Some(2)),
    ("<Enter>", Accept, Some(1)),
    ("<Esc>", Back, Some(3)),
    ("<Down> <Ctrl-n> <Tab>", Down, Some(4)),
    ("<Up> <Ctrl-p> <Shift-Tab>", Up, Some(4)),
    ("<PgDn>", PageDown, None),
    ("<PgUp>", PageUp, None),
];

const CHANGES: &[DefaultBinding] = &[
    ("? <F1>", Help, Some(1)),
    (":", Command, None),
    ("<Enter> <Right> l", Open, Some(2)),
    ("<Esc> u q <Left> h <Backspace>", Back, Some(3)),
    ("<Down> j <Tab>", Down, Some(4)),
    ("<Up> k <Shift-Tab>", Up, Some(4)),
    ("<PgDn> <Space> <Ctrl-f>", PageDown, None),
    ("<PgUp> <Ctrl-b>", PageUp, None),
    ("<Home> g", Top, None),
    ("<End> G", Bottom, None),
    ("e <F2>", Language, Some(5)),
];
