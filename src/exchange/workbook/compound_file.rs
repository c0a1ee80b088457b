//! Reads the streams of a compound file (MS-CFB), the form of office programs before 2007. Each
//! sector is read at most once for a stream, so that no chain of sectors goes round in circles.

use super::bytes::{Bytes, u16_at, u32_at};

/// The first bytes of a compound file.
const SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Numbers from here on are no sectors.
const SECTORS_MAX: u32 = 0xffff_fffa;
/// Streams that are shorter, in bytes, consist of small sectors.
const SMALL_MAX: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// Size of an entry of the directory, in bytes.
const ENTRY: usize = 128;
/// Number of entries of the table of sectors that are in the header.
const HEADER_ENTRIES: usize = 109;

/// A compound file.
pub(super) struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    /// For each sector, the next one of its stream.
    next: Vec<u32>,
    directory: Vec<u8>,
}

/// Place of a stream.
#[derive(Clone, Copy, Debug)]
struct StreamPlace {
    first: u32,
    size: usize,
}

impl<'a> CompoundFile<'a> {
    /// Reads the table of sectors and the directory; `None` if they are damaged.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let sector_size = match u16_at(bytes, 30)? {
            _ if !bytes.starts_with(SIGNATURE) => return None,
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, sector_size, next: Vec::new(), directory: Vec::new() };
        let sectors = bytes.len() / sector_size;
        let tables_max = sectors * 4 / sector_size + 1;
        let mut tables: Vec<u32> =
            (0..HEADER_ENTRIES).filter_map(|nth| u32_at(bytes, 76 + 4 * nth)).collect();
        let mut more = u32_at(bytes, 68)?;
        // Each further sector of this list ends with the number of the next one.
        while more < SECTORS_MAX && tables.len() < HEADER_ENTRIES + tables_max {
            let mut numbers = numbers(file.sector(more)?);
            more = numbers.pop()?;
            tables.append(&mut numbers);
        }
        for table in tables.into_iter().filter(|table| *table < SECTORS_MAX).take(tables_max) {
            let mut numbers = numbers(file.sector(table)?);
            file.next.append(&mut numbers);
        }
        file.directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
        Some(file)
    }

    /// Reads the stream with this name, whose case does not matter; `None` if there is none, or if it
    /// is cut off.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let place = self.place(|other| other.eq_ignore_ascii_case(name))?;
        if place.size >= SMALL_MAX {
            return self.chain(place.first, place.size);
        }
        // Small streams are in a stream of the root, with a table of their own.
        let root = self.entry(0)?.1;
        let small = self.chain(root.first, root.size)?;
        let next = numbers(&self.chain(u32_at(self.bytes, 60)?, usize::MAX)?);
        let sector = |nth: u32| {
            let start = (nth as usize).checked_mul(SMALL_SECTOR)?;
            small.get(start..small.len().min(start + SMALL_SECTOR))
        };
        follow(place, &next, sector)
    }

    /// Returns the place of the first stream with a wanted name: of the file itself, or of an object
    /// inside of it if its writer did not link the entries.
    fn place(&self, is_wanted: impl Fn(&str) -> bool) -> Option<StreamPlace> {
        let entries = self.own_entries().into_iter().chain(0..self.directory.len() / ENTRY);
        let mut entries = entries.filter_map(|nth| self.entry(nth));
        entries.find(|(name, _)| is_wanted(name)).map(|(_, place)| place)
    }

    /// Returns the entries in the root, which are linked as a tree.
    fn own_entries(&self) -> Vec<usize> {
        let link = |nth: usize, at: usize| {
            let entry = self.directory.get(nth * ENTRY..(nth + 1) * ENTRY)?;
            usize::try_from(u32_at(entry, at)?).ok()
        };
        let mut is_seen = vec![false; self.directory.len() / ENTRY];
        let (mut found, mut open) = (Vec::new(), Vec::from_iter(link(0, 76)));
        while let Some(nth) = open.pop() {
            if is_seen.get_mut(nth).is_some_and(|seen| !std::mem::replace(seen, true)) {
                found.push(nth);
                open.extend([68, 72].into_iter().filter_map(|at| link(nth, at)));
            }
        }
        found
    }

    /// Returns an entry of the directory: name and place.
    fn entry(&self, nth: usize) -> Option<(String, StreamPlace)> {
        let entry = self.directory.get(nth * ENTRY..(nth + 1) * ENTRY)?;
        let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(62);
        let mut name = Bytes(entry.get(..length)?);
        let units = std::iter::from_fn(|| name.u16());
        let name = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        let (first, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        Some((name, StreamPlace { first, size }))
    }

    fn sector(&self, nth: u32) -> Option<&'a [u8]> {
        let start = (nth as usize).checked_add(1)?.checked_mul(self.sector_size)?;
        let end = start.checked_add(self.sector_size)?.min(self.bytes.len());
        // The last one may be cut off by its writer.
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// Reads a stream of whole sectors, of `size` bytes or up to its end.
    fn chain(&self, first: u32, size: usize) -> Option<Vec<u8>> {
        follow(StreamPlace { first, size }, &self.next, |nth| self.sector(nth))
    }
}

/// Follows the chain of sectors of a stream; `None` if it leads out of the file, in a circle, or
/// ends too early.
fn follow<'a>(
    place: StreamPlace,
    next: &[u32],
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let (mut stream, mut at) = (Vec::new(), place.first);
    let mut is_read = vec![false; next.len()];
    loop {
        if at >= SECTORS_MAX || stream.len() >= place.size {
            stream.truncate(place.size);
            let is_whole = place.size == usize::MAX || stream.len() == place.size;
            return is_whole.then_some(stream);
        }
        if std::mem::replace(is_read.get_mut(at as usize)?, true) {
            return None;
        }
        stream.extend_from_slice(sector(at)?);
        at = *next.get(at as usize)?;
    }
}

/// Returns the numbers in a sector.
fn numbers(sector: &[u8]) -> Vec<u32> {
    let mut bytes = Bytes(sector);
    std::iter::from_fn(|| bytes.u32()).collect()
}
