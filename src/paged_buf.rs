//! Large long-lived buffers in anonymous memory mappings of their own.
//!
//! An allocator keeps freed memory for later, and cannot return it to the kernel as long as
//! anything lies after it. That suits short-lived data; but a catalog of a million projects is
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
    /// Creates a buffer with room for `capacity` bytes. A mapping takes physical memory only as it
    /// is written.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        let mapping = Some(capacity)
            .filter(|capacity| *capacity >= MMAP_THRESHOLD)
            .and_then(|capacity| MmapMut::map_anon(capacity).ok());
        Self(mapping.map_or_else(
            || Storage::Heap(Vec::with_capacity(capacity)),
            |mapping| Storage::Mmap(mapping, 0),
        ))
    }

    /// Appends `bytes`.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        match &mut self.0 {
            Storage::Heap(vec) => vec.extend_from_slice(bytes),
            Storage::Mmap(mapping, len) => {
                mapping[*len..][..bytes.len()].copy_from_slice(bytes);
                *len += bytes.len();
            }
        }
    }

    /// Reads from `source` to its end, but at most `max` bytes, appends them and returns their
    /// number. `expected` is the number of bytes that the caller expects; if it is large, the
    /// buffer moves to a mapping at once.
    ///
    /// # Errors
    /// Returns the error of `source`; bytes read before it are kept.
    pub fn read_from(
        &mut self,
        mut source: impl Read,
        expected: usize,
        max: usize,
    ) -> io::Result<usize> {
        let is_large = expected >= MMAP_THRESHOLD || matches!(self.0, Storage::Mmap(..));
        self.reserve(if is_large { max } else { expected });
        let (mapping, len) = match &mut self.0 {
            Storage::Heap(vec) => return source.take(max as u64).read_to_end(vec),
            Storage::Mmap(mapping, len) => (mapping, len),
        };
        let start = *len;
        while *len < start + max {
            match source.read(&mut mapping[*len..start + max]) {
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
            Storage::Heap(vec) => drop(vec.drain(..count)),
            Storage::Mmap(mapping, len) => {
                mapping.copy_within(count..*len, 0);
                *len -= count;
            }
        }
    }

    /// Returns the bytes as an immutable buffer, without copying them.
    #[must_use]
    pub fn freeze(self) -> Bytes {
        match self.0 {
            Storage::Heap(vec) => vec.into(),
            Storage::Mmap(mapping, len) => Bytes::from_owner(mapping).slice(..len),
        }
    }

    /// Reserves room for `additional` bytes; growing copies to a buffer of at least twice the
    /// length.
    fn reserve(&mut self, additional: usize) {
        let required = self.len() + additional;
        let capacity = match &self.0 {
            Storage::Heap(vec) => vec.capacity(),
            Storage::Mmap(mapping, _) => mapping.len(),
        };
        if required > capacity {
            let mut larger = Self::with_capacity(required.max(2 * self.len()));
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
            Storage::Heap(vec) => vec,
            Storage::Mmap(mapping, len) => &mapping[..*len],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many_bytes() -> Vec<u8> {
        (0..=u8::MAX).cycle().take(3 * MMAP_THRESHOLD).collect()
    }

    #[test]
    fn what_was_put_in_is_there_whatever_the_capacity() {
        for capacity in [0, 1000, MMAP_THRESHOLD, 5 * MMAP_THRESHOLD] {
            let mut buffer = PagedBuf::with_capacity(capacity);
            many_bytes().chunks(999).for_each(|bytes| buffer.extend_from_slice(bytes));
            assert_eq!(buffer.len(), many_bytes().len());
            assert_eq!(buffer.freeze(), many_bytes(), "{capacity}");
        }
        assert!(PagedBuf::default().freeze().is_empty());
    }

    #[test]
    fn what_is_read_comes_after_what_is_left() {
        for (expected, max) in
            [(0, 1000), (1000, 1000), (0, MMAP_THRESHOLD), (MMAP_THRESHOLD, MMAP_THRESHOLD)]
        {
            let (source, mut buffer, mut seen) = (many_bytes(), PagedBuf::default(), Vec::new());
            let mut source = &source[..];
            while buffer.read_from(&mut source, expected, max).unwrap() > 0 {
                let count = buffer.len() - 1;
                seen.extend_from_slice(&buffer[..count]);
                buffer.drain_front(count);
            }
            seen.extend_from_slice(&buffer);
            assert_eq!(seen, many_bytes(), "{expected} of {max}");
        }
    }
}
