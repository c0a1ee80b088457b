//! Resources that the system may run out of: file descriptors, memory, threads.

use std::error::Error;
use std::{fmt, io};

use rustix::io::Errno;

use crate::lang::Lang;

/// Resource that the system has run out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// File descriptors of this process (`EMFILE`).
    Descriptors,
    /// Open files of the whole machine (`ENFILE`).
    Files,
    /// Memory (`ENOMEM`).
    Memory,
    /// Threads (`EAGAIN` when a thread is started).
    Threads,
}

impl Shortage {
    /// Returns the shortage that the error of a system call reports; `None` for any other error.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Option<Self> {
        match Errno::from_io_error(error)? {
            Errno::MFILE => Some(Self::Descriptors),
            Errno::NFILE => Some(Self::Files),
            Errno::NOMEM => Some(Self::Memory),
            _ => None,
        }
    }

    /// Returns the first shortage among the `causes` of an error.
    pub fn among<'a>(causes: impl IntoIterator<Item = &'a (dyn Error + 'static)>) -> Option<Self> {
        causes.into_iter().find_map(|cause| {
            let errno = cause
                .downcast_ref::<Errno>()
                .and_then(|errno| Self::from_io(&io::Error::from(*errno)));
            errno.or_else(|| Self::from_io(cause.downcast_ref::<io::Error>()?))
        })
    }

    /// Returns the message for the user: what is missing, and who can fix that and how.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Descriptors => s.short_descriptors,
            Self::Files => s.short_files,
            Self::Memory => s.short_memory,
            Self::Threads => s.short_threads,
        }
    }
}

impl fmt::Display for Shortage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl Error for Shortage {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_are_named_as_what_they_are() {
        let shortage = |errno: Errno| Shortage::from_io(&errno.into());
        assert_eq!(shortage(Errno::MFILE), Some(Shortage::Descriptors));
        assert_eq!(shortage(Errno::NFILE), Some(Shortage::Files));
        assert_eq!(shortage(Errno::NOMEM), Some(Shortage::Memory));
        assert_eq!((shortage(Errno::IO), Shortage::from_io(&io::Error::other("x"))), (None, None));
        for lang in Lang::ALL {
            assert!(Shortage::Descriptors.text(lang).contains("ulimit -n"));
            assert!(Shortage::Threads.text(lang).contains("TasksMax="));
        }
    }
}
