//! Files and memory of the machine: opening files defensively, writing them atomically.
//!
//! A FIFO, a directory or a file of 20 GB must not stop the board (`open`), nor a file that needs
//! more memory than there is (`memory`). [`save()`] replaces a file as a whole and keeps who may
//! read it; a reader sees the old file or the new one.

mod atomic_write;
mod folder;
mod foreign;
mod memory;
mod open;

pub use atomic_write::{
    FileVersion, LastGoodBefore, LostAccess, SaveError, StagedFile, is_same_file, keep_last_good,
    last_good_path, save, save_if_unchanged,
};
pub(crate) use atomic_write::{create_draft, parent_folder};
pub(crate) use folder::file_names;
pub(crate) use foreign::{content_format, foreign_error, foreign_format};
pub(crate) use memory::{DataSize, MemoryNeed};
pub use open::read_text;
pub(crate) use open::{
    check_memory, decode, decode_owned, open_file, read, read_stdin, valid_utf8_prefix, zeros,
};
