//! Large long-lived buffers in anonymous memory mappings of their own.
//!
//! An allocator keeps freed memory for later, and cannot return it to the kernel as long as
//! anything lies behind it. That suits short-lived data; but a catalogue of a million projects is
//! freed only after its successor is loaded, and the process would keep all of its memory as well.

use std::io::{self, ErrorKind, Read};
use std::ops::Deref;

use bytes::Bytes;
use memmap2::MmapMut;

/// Smaller buffers are on the heap: a mapping takes whole pages of 4 KiB, and a system call.
const MMAP_THRESHOLD: usize = 128 << 10;

/// A growable byte buffer, on the heap or, if large, in a memory mapping of its own.
#[derive(Debug, Default)]
pub struct PagedBuf(Storage);

/// The memory of a buffer.
#[derive(Debug)]
enum Storage {
    /// On the heap.
    Heap(Vec<u8>),
    /// In a mapping, with the number of bytes in use.
    Mmap(MmapMut, usize),
}

impl PagedBuf {
    /// Creates a buffer with room for `bytes` bytes. A mapping takes physical memory only as it is
    /// written.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let apart = Some(bytes)
            .filter(|bytes| *bytes >= MMAP_THRESHOLD)
            .and_then(|bytes| MmapMut::map_anon(bytes).ok());
        Self(apart.map_or_else(
            || Storage::Heap(Vec::with_capacity(bytes)),
            |pages| Storage::Mmap(pages, 0),
        ))
    }

    /// Appends `bytes`.
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

    /// Reads from `source` to its end, but at most `most` bytes, appends them and returns their
    /// number. `expected` is the number of bytes that the caller expects; if it is large, the
    /// buffer moves to a mapping at once.
    ///
    /// # Errors
    /// Returns the error of `source`; bytes read before it are kept.
    pub fn read_from(
        &mut self,
        mut source: impl Read,
        expected: usize,
        most: usize,
    ) -> io::Result<usize> {
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

    /// Drops the first `count` bytes.
    pub fn drain_front(&mut self, count: usize) {
        match &mut self.0 {
            Storage::Heap(all) => drop(all.drain(..count)),
            Storage::Mmap(pages, len) => {
                pages.copy_within(count..*len, 0);
                *len -= count;
            }
        }
    }

    /// Returns the bytes as an immutable buffer, without copying them.
    #[must_use]
    pub fn freeze(self) -> Bytes {
        match self.0 {
            Storage::Heap(all) => all.into(),
            Storage::Mmap(pages, len) => Bytes::from_owner(pages).slice(..len),
        }
    }

    /// Reserves room for `more` bytes; growing copies to a buffer of at least twice the length.
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
        for (expected, piece) in
            [(0, 1000), (1000, 1000), (0, MMAP_THRESHOLD), (MMAP_THRESHOLD, MMAP_THRESHOLD)]
        {
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
