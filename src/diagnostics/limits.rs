//! Limits of data files: the newest format and the largest size.

/// Newest format version that this program knows, and the one that it writes.
pub const FORMAT: u64 = 1;

/// Size of the largest file that is read, in bytes (1.25 GiB). The shipped programme is 40 kB; a
/// million projects are about 700 MB.
pub const FILE_MAX: u64 = 1280 << 20;
