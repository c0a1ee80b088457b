//! Errors in the keys that settings and scripts name.

use std::error::Error;

use crate::diagnostics::{FileErrorKind, message_table, short};
use crate::lang::Lang;

message_table! {
/// Error in the key table of the settings, or in a script of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeymapError in lang {
    /// Unknown key name.
    BadKey(name: String) = "missetting", fault_bad_key(short(name));
    /// Key that already has another action.
    KeyTaken(name: String) = "missetting", fault_key_taken(short(name));
}
}

impl Error for KeymapError {}

impl From<KeymapError> for FileErrorKind {
    fn from(error: KeymapError) -> Self {
        Self::Missetting(Lang::ALL.map(|lang| error.text(lang)))
    }
}
