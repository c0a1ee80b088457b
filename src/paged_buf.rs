//! Large memory that stays for long, apart from all other.
//!
//! An allocator keeps what is given back for whoever asks next, and cannot give it to the system as long as anything stands
//! behind it. That is well for what comes and goes; but a catalogue of a million projects goes only when another has come in its
//! place, and all that it took would be kept once more.

use std::io::{self, ErrorKind, Read};
use std::ops::Deref;

use bytes::Bytes;
use memmap2::MmapMut;

/// What is smaller stands among all the rest: pages are of 4 KiB, and to ask the system for some takes a while.
const MMAP_THRESHOLD: usize = 128 << 10;

/// Bytes that come one after the other.
#[derive(Debug, Default)]
pub struct PagedBuf(Storage);

/// Where they are.
#[derive(Debug)]
enum Storage {
    /// Among all the rest.
    Heap(Vec<u8>),
    /// In pages of their own, the first so many bytes of them.
    Mmap(MmapMut, usize),
}

impl PagedBuf {
    /// With room for so many, which takes no memory before they come.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let apart = Some(bytes).filter(|bytes| *bytes >= MMAP_THRESHOLD).and_then(|bytes| MmapMut::map_anon(bytes).ok());
        Self(apart.map_or_else(|| Storage::Heap(Vec::with_capacity(bytes)), |pages| Storage::Mmap(pages, 0)))
    }

    /// Puts more behind them.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        match &mut self.0 {
            Storage::Heap(all) => all.extend_from_slice(bytes),
            Storage::Mmap(pages, len) => {
                pages[*len..][..bytes.len()].copy_from_slice(bytes);
                *len += bytes.len();
            }
        }
    }

    /// Puts what is read behind them, as far as that goes and at most so much of it; how much that is. So much is `expected`.
    ///
    /// # Errors
    /// Those of reading; what was read before is there.
    pub fn read_from(&mut self, mut source: impl Read, expected: usize, most: usize) -> io::Result<usize> {
        let is_large = expected >= MMAP_THRESHOLD || matches!(self.0, Storage::Mmap(..));
        self.reserve(if is_large { most } else { expected });
        let (pages, len) = match &mut self.0 {
            Storage::Heap(all) => return source.take(most as u64).read_to_end(all),
            Storage::Mmap(pages, len) => (pages, len),
        };
        let start = *len;
        while *len < start + most {
            match source.read(&mut pages[*len..start + most]) {
                Ok(0) => break,
                Ok(count) => *len += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(*len - start)
    }

    /// Drops the first so many of them.
    pub fn drain_front(&mut self, count: usize) {
        match &mut self.0 {
            Storage::Heap(all) => drop(all.drain(..count)),
            Storage::Mmap(pages, len) => {
                pages.copy_within(count..*len, 0);
                *len -= count;
            }
        }
    }

    /// All of them: no more will come.
    #[must_use]
    pub fn freeze(self) -> Bytes {
        match self.0 {
            Storage::Heap(all) => all.into(),
            Storage::Mmap(pages, len) => Bytes::from_owner(pages).slice(..len),
        }
    }

    /// Makes room for so many more.
    fn reserve(&mut self, more: usize) {
        let wanted = self.len() + more;
        let room = match &self.0 {
            Storage::Heap(all) => all.capacity(),
            Storage::Mmap(pages, _) => pages.len(),
        };
        if wanted > room {
            let mut larger = Self::with_capacity(wanted.max(2 * self.len()));
            larger.extend_from_slice(self);
            *self = larger;
        }
    }
}

impl Default for Storage {
    fn default() -> Self {
        Self::Heap(Vec::new())
    }
}

impl Deref for PagedBuf {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Storage::Heap(all) => all,
            Storage::Mmap(pages, len) => &pages[..*len],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many() -> Vec<u8> {
        (0..=u8::MAX).cycle().take(3 * MMAP_THRESHOLD).collect()
    }

    #[test]
    fn what_was_put_in_is_there_however_much_room_was_made() {
        for room in [0, 1000, MMAP_THRESHOLD, 5 * MMAP_THRESHOLD] {
            let mut bulk = PagedBuf::with_capacity(room);
            many().chunks(999).for_each(|some| bulk.extend_from_slice(some));
            assert_eq!(bulk.len(), many().len());
            assert_eq!(bulk.freeze(), many(), "{room}");
        }
        assert!(PagedBuf::default().freeze().is_empty());
    }

    #[test]
    fn what_is_read_comes_behind_what_is_left() {
        for (expected, piece) in [(0, 1000), (1000, 1000), (0, MMAP_THRESHOLD), (MMAP_THRESHOLD, MMAP_THRESHOLD)] {
            let (source, mut bulk, mut seen) = (many(), PagedBuf::default(), Vec::new());
            let mut source = &source[..];
            while bulk.read_from(&mut source, expected, piece).unwrap() > 0 {
                let count = bulk.len() - 1;
                seen.extend_from_slice(&bulk[..count]);
                bulk.drain_front(count);
            }
            seen.extend_from_slice(&bulk);
            assert_eq!(seen, many(), "{expected} of {piece}");
        }
    }
}
