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
const LARGE: usize = 128 << 10;

/// Bytes that come one after the other.
#[derive(Debug, Default)]
pub struct Bulk(Room);

/// Where they are.
#[derive(Debug)]
enum Room {
    /// Among all the rest.
    Among(Vec<u8>),
    /// In pages of their own, the first so many bytes of them.
    Apart(MmapMut, usize),
}

impl Bulk {
    /// With room for so many, which takes no memory before they come.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        let apart = Some(bytes).filter(|bytes| *bytes >= LARGE).and_then(|bytes| MmapMut::map_anon(bytes).ok());
        Self(apart.map_or_else(|| Room::Among(Vec::with_capacity(bytes)), |pages| Room::Apart(pages, 0)))
    }

    /// Puts more behind them.
    pub fn put(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len());
        match &mut self.0 {
            Room::Among(all) => all.extend_from_slice(bytes),
            Room::Apart(pages, len) => {
                pages[*len..][..bytes.len()].copy_from_slice(bytes);
                *len += bytes.len();
            }
        }
    }

    /// Puts what is read behind them, as far as that goes and at most so much of it; how much that is. So much is `expected`.
    ///
    /// # Errors
    /// Those of reading; what was read before is there.
    pub fn put_from(&mut self, mut source: impl Read, expected: usize, most: usize) -> io::Result<usize> {
        let is_large = expected >= LARGE || matches!(self.0, Room::Apart(..));
        self.make_room(if is_large { most } else { expected });
        let (pages, len) = match &mut self.0 {
            Room::Among(all) => return source.take(most as u64).read_to_end(all),
            Room::Apart(pages, len) => (pages, len),
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
    pub fn drop_first(&mut self, count: usize) {
        match &mut self.0 {
            Room::Among(all) => drop(all.drain(..count)),
            Room::Apart(pages, len) => {
                pages.copy_within(count..*len, 0);
                *len -= count;
            }
        }
    }

    /// All of them: no more will come.
    #[must_use]
    pub fn finish(self) -> Bytes {
        match self.0 {
            Room::Among(all) => all.into(),
            Room::Apart(pages, len) => Bytes::from_owner(pages).slice(..len),
        }
    }

    /// Makes room for so many more.
    fn make_room(&mut self, more: usize) {
        let wanted = self.len() + more;
        let room = match &self.0 {
            Room::Among(all) => all.capacity(),
            Room::Apart(pages, _) => pages.len(),
        };
        if wanted > room {
            let mut larger = Self::with_room(wanted.max(2 * self.len()));
            larger.put(self);
            *self = larger;
        }
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::Among(Vec::new())
    }
}

impl Deref for Bulk {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Room::Among(all) => all,
            Room::Apart(pages, len) => &pages[..*len],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many() -> Vec<u8> {
        (0..=u8::MAX).cycle().take(3 * LARGE).collect()
    }

    #[test]
    fn what_was_put_in_is_there_however_much_room_was_made() {
        for room in [0, 1000, LARGE, 5 * LARGE] {
            let mut bulk = Bulk::with_room(room);
            many().chunks(999).for_each(|some| bulk.put(some));
            assert_eq!(bulk.len(), many().len());
            assert_eq!(bulk.finish(), many(), "{room}");
        }
        assert!(Bulk::default().finish().is_empty());
    }

    #[test]
    fn what_is_read_comes_behind_what_is_left() {
        for (expected, piece) in [(0, 1000), (1000, 1000), (0, LARGE), (LARGE, LARGE)] {
            let (source, mut bulk, mut seen) = (many(), Bulk::default(), Vec::new());
            let mut source = &source[..];
            while bulk.put_from(&mut source, expected, piece).unwrap() > 0 {
                let count = bulk.len() - 1;
                seen.extend_from_slice(&bulk[..count]);
                bulk.drop_first(count);
            }
            seen.extend_from_slice(&bulk);
            assert_eq!(seen, many(), "{expected} of {piece}");
        }
    }
}
