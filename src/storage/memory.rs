//! Memory available for a large file. The kernel kills a process that takes more, and the user
//! never learns why.

use std::fs::read_to_string;
use std::path::Path;

use rustix::process::{Resource, getrlimit};

use crate::diagnostics::FileErrorKind;
use crate::lang::Lang;
use crate::model::{Catalog, Items};

/// Work on texts up to this size, in bytes, is done without asking for the limits of the process:
/// it would only make small files slower.
const SMALL: u64 = 64 << 10;

/// Work that needs up to this much for the bytes of a text is done without reading the limits of
/// control groups. They are in several files, which takes 0.2 ms: a quarter of the time until the
/// first of 10,000 projects are on the screen.
const GROUPS_MIN: u64 = 24 << 20;

/// Size of a project, in bytes, that is assumed where only the number of projects is known.
const PROJECT_BYTES: usize = 1 << 10;

/// Memory for everything that does not depend on the size of the data, in bytes.
const RESERVE: u64 = 2 << 20;

/// Upper bound of the memory that a step of the work allocates, besides what is there already.
///
/// It is compared with the limits of the process alone (`ulimit -v`, `MemoryMax=`): the process is
/// aborted or killed where it exceeds them. The memory of the machine is compared with estimates
/// that are lower, as the upper bound refuses files that would fit.
///
/// Measured as the least `ulimit -v` at which the step succeeds, with 4 MB to 13 MB of long
/// summaries, of projects of 30 to 60 bytes each, or of targets and places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MemoryNeed {
    /// Bytes of memory for each byte of text.
    byte: u64,
    /// Bytes of memory for each value in a list: a target, a place, a cell.
    value: u64,
    /// Bytes of memory for each project or update.
    row: u64,
}

/// Amount of data that a step works on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DataSize {
    /// Bytes of text.
    pub(crate) bytes: u64,
    /// Values in lists.
    pub(crate) values: u64,
    /// Projects and updates.
    pub(crate) rows: u64,
}

impl DataSize {
    /// Returns the size of a text without a look at it.
    pub(crate) fn from_bytes(bytes: usize) -> Self {
        Self { bytes: bytes as u64, ..Self::default() }
    }

    /// Returns the size of a RON, JSON or CSV text; commas, tabs and brackets count as values.
    pub(crate) fn from_text(text: &[u8]) -> Self {
        let values = memchr::memchr3_iter(b',', b'(', b'[', text).count()
            + memchr::memchr3_iter(b';', b'\t', b'{', text).count();
        Self { bytes: text.len() as u64, values: values as u64, rows: 0 }
    }

    /// Returns the size of the texts, the lists and the projects of a catalog.
    pub(crate) fn from_catalog(catalog: &Catalog) -> Self {
        let mut size = Self::default();
        for (_, project) in catalog.projects() {
            let record = project.progress_record();
            let updates = record.updates.len()
                + record.targets.iter().map(|updates| updates.len()).sum::<usize>();
            let values =
                project.targets.len() + project.lists.iter().map(Items::len).sum::<usize>();
            let texts = project.texts().chain(project.targets.iter().map(|target| target.what));
            let texts = texts.chain(record.updates.iter().map(|update| update.note));
            let bytes = |text: crate::model::Text| {
                Lang::ALL.map(|lang| text.exactly(lang).len()).into_iter().sum::<usize>()
            };
            size.bytes += texts.map(bytes).sum::<usize>() as u64;
            size.values += values as u64;
            size.rows += 1 + updates as u64;
        }
        size
    }
}

impl MemoryNeed {
    /// To read the bytes of a file.
    pub(crate) const READ: Self = Self { byte: 1, value: 0, row: 0 };
    /// To load a file and index its projects; measured: 0.9 of the file and the pieces read.
    pub(crate) const LOAD: Self = Self { byte: 3, value: 0, row: 0 };
    /// To parse a text.
    pub(crate) const PARSE: Self = Self { byte: 3, value: 0, row: 0 };
    /// To find every error in a text that is loaded.
    pub(crate) const VALIDATE: Self = Self { byte: 4, value: 0, row: 0 };
    /// To translate JSON to RON and to parse that.
    pub(crate) const JSON: Self = Self { byte: 5, value: 0, row: 0 };
    /// To read the cells of a CSV text.
    pub(crate) const CSV: Self = Self { byte: 3, value: 60, row: 0 };
    /// To hold the cells of a workbook, or its shared strings.
    pub(crate) const CELLS: Self = Self { byte: 3, value: 60, row: 0 };
    /// To make a catalog of cells.
    pub(crate) const IMPORT: Self = Self { byte: 5, value: 0, row: 400 };
    /// To search a text and its catalog for lints.
    pub(crate) const LINT: Self = Self { byte: 1, value: 0, row: 120 };
    /// To hold as many lints again as there are, and their diagnostics.
    pub(crate) const LINTS: Self = Self { byte: 0, value: 0, row: 300 };
    /// To write diagnostics as JSON.
    pub(crate) const DIAGNOSTICS_JSON: Self = Self { byte: 0, value: 0, row: 2500 };
    /// To format a text and to parse the result.
    pub(crate) const FORMAT: Self = Self { byte: 4, value: 32, row: 0 };
    /// To write a catalog as text, or to list it.
    pub(crate) const TEXT: Self = Self { byte: 4, value: 200, row: 450 };
    /// To write a catalog as RON and to parse that.
    pub(crate) const CONVERT: Self = Self { byte: 5, value: 250, row: 400 };
    /// To write a catalog as JSON.
    pub(crate) const TO_JSON: Self = Self { byte: 4, value: 350, row: 600 };
    /// To write a catalog as CSV.
    pub(crate) const TO_CSV: Self = Self { byte: 5, value: 250, row: 1000 };
    /// To write a catalog as a workbook, each sheet in a file of its own.
    pub(crate) const TO_XLSX_ALONE: Self = Self { byte: 5, value: 250, row: 1400 };
    /// To write a catalog as a workbook, each sheet in a thread.
    pub(crate) const TO_XLSX: Self = Self { byte: 6, value: 300, row: 4400 };

    /// Fails if the limits of the process leave less memory than is needed for data of the given
    /// `size`. A text of `bytes` bytes in all may be so small that they are not asked for; `size`
    /// is called only if there are limits.
    pub(crate) fn check(
        self,
        bytes: usize,
        size: impl FnOnce() -> DataSize,
    ) -> Result<(), FileErrorKind> {
        let bytes = bytes as u64;
        if bytes <= SMALL {
            return Ok(());
        }
        let groups = if self.byte.max(1) * bytes > GROUPS_MIN { groups_left() } else { None };
        match [groups, address_space_left()].into_iter().flatten().min() {
            Some(free) => verdict(self.for_size(size()), free),
            None => Ok(()),
        }
    }

    /// Like [`check`](Self::check), for everything in a catalog.
    pub(crate) fn check_catalog(self, catalog: &Catalog) -> Result<(), FileErrorKind> {
        self.check(catalog.len() * PROJECT_BYTES, || DataSize::from_catalog(catalog))
    }

    /// Returns what is needed for data of the given `size`, in bytes.
    fn for_size(self, size: DataSize) -> u64 {
        RESERVE + self.byte * size.bytes + self.value * size.values + self.row * size.rows
    }
}

/// Returns the error if fewer than `needed` bytes are `free`.
pub(crate) fn verdict(needed: u64, free: u64) -> Result<(), FileErrorKind> {
    if free < needed { Err(FileErrorKind::NoRoom { needed, free }) } else { Ok(()) }
}

/// Returns how much memory may be allocated, in bytes, as far as the system tells; else `u64::MAX`.
pub(crate) fn available() -> u64 {
    let machine = read_to_string("/proc/meminfo").unwrap_or_default();
    let machine = parse_field(&machine, "MemAvailable:").map(|kib| kib << 10);
    [machine, groups_left(), address_space_left()].into_iter().flatten().min().unwrap_or(u64::MAX)
}

/// Returns what the control groups of this process leave, in bytes.
fn groups_left() -> Option<u64> {
    cgroup_left(&read_to_string("/proc/self/cgroup").ok()?)
}

/// Returns what the limit on the address space leaves, in bytes.
fn address_space_left() -> Option<u64> {
    let limit = getrlimit(Resource::As).current?;
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    Some(limit.saturating_sub(parse_field(&status, "VmSize:").unwrap_or_default() << 10))
}

/// Returns what the control groups of this process leave, in bytes, for version 1 or 2. `groups` is
/// the content of `/proc/self/cgroup`.
fn cgroup_left(groups: &str) -> Option<u64> {
    let (root, group) = groups.lines().find_map(|line| {
        let old = line.split_once(":memory:").map(|(_, group)| ("/sys/fs/cgroup/memory", group));
        line.strip_prefix("0::").map(|group| ("/sys/fs/cgroup", group)).or(old)
    })?;
    let folder = Path::new(root).join(group.trim_start_matches('/'));
    // In a container the path may be one that exists only outside: then only the root counts.
    let folders = folder.ancestors().take_while(|folder| folder.starts_with(root));
    folders.filter_map(cgroup_available).min()
}

/// Returns what a control group leaves, in bytes. The kernel reclaims its page cache when needed,
/// so that counts as free.
fn cgroup_available(folder: &Path) -> Option<u64> {
    let number = |name: &str| read_to_string(folder.join(name)).ok()?.trim().parse::<u64>().ok();
    // Above `memory.high` a process is not killed, but slowed down until it seems to hang.
    let limits = ["memory.max", "memory.high", "memory.limit_in_bytes"];
    let limit = limits.into_iter().filter_map(number).min()?;
    let used = ["memory.current", "memory.usage_in_bytes"].into_iter().find_map(number)?;
    let stat = read_to_string(folder.join("memory.stat")).unwrap_or_default();
    let files: u64 =
        ["inactive_file ", "active_file "].iter().filter_map(|name| parse_field(&stat, name)).sum();
    Some(limit.saturating_sub(used.saturating_sub(files)))
}

/// Returns the number after `name` at the start of a line.
fn parse_field(text: &str, name: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_names() {
        let text = "MemTotal:       24683828 kB\nMemAvailable:    3523 kB\ninactive_file 17\n";
        assert_eq!(parse_field(text, "MemAvailable:"), Some(3523));
        assert_eq!(parse_field(text, "inactive_file "), Some(17));
        assert_eq!(parse_field(text, "active_file "), None);
    }

    #[test]
    fn a_need_is_refused_where_less_is_left() {
        let need = MemoryNeed { byte: 3, value: 20, row: 100 };
        let size = DataSize { bytes: 1000, values: 10, rows: 5 };
        let needed = RESERVE + 3 * 1000 + 20 * 10 + 100 * 5;
        assert_eq!(need.for_size(size), needed);
        assert_eq!(verdict(needed, needed), Ok(()));
        let refused = Err(FileErrorKind::NoRoom { needed, free: needed - 1 });
        assert_eq!(verdict(needed, needed - 1), refused);
    }

    #[test]
    fn of_small_texts_nothing_is_measured() {
        let small = usize::try_from(SMALL).unwrap();
        let unused = || -> DataSize { panic!("a small text was measured") };
        assert_eq!(MemoryNeed::FORMAT.check(small, unused), Ok(()));
        assert!(crate::format::builtin().len() * PROJECT_BYTES <= small);
        assert!(include_str!("../../assets/projects.ron").len() <= small);
    }

    #[test]
    fn many_small_values_count_for_more_than_their_bytes() {
        let dense = DataSize::from_text("(no:1,domain:\"d\"),".repeat(100).as_bytes());
        assert_eq!((dense.bytes, dense.values), (1800, 300));
        let catalog = DataSize::from_catalog(&crate::format::builtin());
        assert!(catalog.rows == 25 && catalog.values > 50 && catalog.bytes > 10_000);
    }

    #[test]
    fn a_group_leaves_what_is_not_in_use_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        assert_eq!(cgroup_available(folder.path()), None);
        write("memory.max", "max\n");
        write("memory.current", "900\n");
        assert_eq!(cgroup_available(folder.path()), None, "no limit");
        write("memory.max", "1000\n");
        write("memory.stat", "anon 100\ninactive_file 500\nactive_file 200\n");
        assert_eq!(cgroup_available(folder.path()), Some(800));
        write("memory.high", "700\n");
        assert_eq!(cgroup_available(folder.path()), Some(500), "the lower limit counts");
    }
}
