//! Memory available for a large file. The kernel kills a process that takes more, and the user
//! never learns why.

use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use rustix::process::{Resource, getrlimit};

/// Returns how much memory may be allocated, in bytes, as far as the system tells; else `u64::MAX`.
pub(super) fn available() -> u64 {
    let machine = read_to_string("/proc/meminfo")
        .ok()
        .and_then(|text| parse_field(&text, "MemAvailable:"))
        .map(|kib| kib << 10);
    let group = read_to_string("/proc/self/cgroup").ok().and_then(|text| cgroup_left(&text));
    [machine, group, address_space_left()].into_iter().flatten().min().unwrap_or(u64::MAX)
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
    let folder = groups.lines().find_map(|line| {
        let path = |root: &str, path: &str| Path::new(root).join(path.trim_start_matches('/'));
        let old =
            line.split_once(":memory:").map(|(_, group)| path("/sys/fs/cgroup/memory", group));
        line.strip_prefix("0::").map(|group| path("/sys/fs/cgroup", group)).or(old)
    })?;
    // In a container the path may be one that exists only outside: then only the root counts.
    let root = if folder.starts_with("/sys/fs/cgroup/memory") {
        "/sys/fs/cgroup/memory"
    } else {
        "/sys/fs/cgroup"
    };
    let folders =
        folder.ancestors().take_while(|folder| folder.starts_with(root)).map(PathBuf::from);
    folders.filter_map(|folder| cgroup_available(&folder)).min()
}

/// Returns what a control group leaves, in bytes. The kernel reclaims its page cache when needed,
/// so that counts as free.
fn cgroup_available(folder: &Path) -> Option<u64> {
    let number = |names: [&str; 2]| {
        let mut texts = names.into_iter().filter_map(|name| read_to_string(folder.join(name)).ok());
        texts.find_map(|text| text.trim().parse::<u64>().ok())
    };
    let most = number(["memory.max", "memory.limit_in_bytes"])?;
    let used = number(["memory.current", "memory.usage_in_bytes"])?;
    let stat = read_to_string(folder.join("memory.stat")).unwrap_or_default();
    let files: u64 =
        ["inactive_file ", "active_file "].iter().filter_map(|name| parse_field(&stat, name)).sum();
    Some(most.saturating_sub(used.saturating_sub(files)))
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
    }
}
