//! Power that fails while a file is published.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

use crate::support::pty::{self, Launch};
use rustix::fs::{XattrFlags, getxattr, setxattr};
use tempfile::TempDir;

use super::programme;

/// Returns the owner and group of the live file, if root can set them.
fn file_owner() -> Option<(u32, u32)> {
    rustix::process::geteuid().is_root().then_some((20003, 20002))
}

/// Creates a folder with a new file, the live file, which only its owner and group may read, and
/// the last good one.
fn publish_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, word) in [("live.ron", "旧"), ("live.ron.last-good", "更旧"), ("new.ron", "新")]
    {
        fs::write(folder.path().join(name), programme(word, 1)).unwrap();
    }
    let live = folder.path().join("live.ron");
    if let Some((owner, group)) = file_owner() {
        chown(&live, Some(owner), Some(group)).unwrap();
    }
    for file in [&live, &folder.path().join("live.ron.last-good")] {
        fs::set_permissions(file, Permissions::from_mode(0o640)).unwrap();
    }
    // Not every file system has attributes.
    let _ = setxattr(&live, "user.town", b"kept", XattrFlags::empty());
    folder
}

/// Returns owner, group, mode and attribute of a file.
fn permissions(path: &Path) -> (u32, u32, u32, Option<usize>) {
    let metadata = fs::metadata(path).unwrap();
    (
        metadata.uid(),
        metadata.gid(),
        metadata.mode() & 0o7777,
        getxattr(path, "user.town", &mut [0; 9][..]).ok(),
    )
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn power_that_fails_while_a_file_is_published_leaves_the_old_one_or_the_new_one() {
    let mut killed = 0;
    let calls = [
        "openat",
        "write",
        "fsync",
        "flock",
        "linkat,link",
        "rename,renameat,renameat2",
        "unlink,unlinkat",
        "getdents64",
    ];
    for call in calls.into_iter().chain(["chmod,fchmod", "chown,fchown", "fsetxattr", "flistxattr"])
    {
        for nth in 1.. {
            let context = format!("{call} {nth}");
            let folder = publish_folder();
            let at = |name: &str| folder.path().join(name);
            let before = permissions(&at("live.ron"));
            let strace = format!(
                "strace -f -qq -o /dev/null -e trace={call} -e inject={call}:signal=KILL:when={nth}"
            );
            let app = Launch::shell(&format!(
                "{strace} \"$0\" publish \"$HERE/new.ron\" --to \"$HERE/live.ron\"; exit $?"
            ));
            let here = folder.path().to_str().unwrap();
            let code = app.env("HERE", here).env("PATH", "/usr/bin:/bin").start().wait_for_exit();
            let read = |name: &str| fs::read_to_string(at(name)).unwrap();
            let (live, kept) = (read("live.ron"), read("live.ron.last-good"));
            assert!([programme("旧", 1), programme("新", 1)].contains(&live), "{context}: {live}");
            assert!(
                [programme("更旧", 1), programme("旧", 1)].contains(&kept),
                "{context}: {kept}"
            );
            assert_eq!(permissions(&at("live.ron")), before, "{context}");
            // No draft has more readers than the file.
            let drafts = names(&folder).into_iter().filter(|name| name.starts_with('.'));
            assert!(
                drafts
                    .into_iter()
                    .all(|draft| [0o600, 0o640].contains(&permissions(&at(&draft)).2)),
                "{context}"
            );
            // Left drafts block nothing, and are removed.
            let again = pty::run(
                &[
                    "publish",
                    at("new.ron").to_str().unwrap(),
                    "--to",
                    at("live.ron").to_str().unwrap(),
                ],
                &[],
            );
            assert!(again.status.success(), "{context}: {again:?}");
            assert_eq!(
                (read("live.ron"), permissions(&at("live.ron"))),
                (programme("新", 1), before),
                "{context}"
            );
            assert_eq!(names(&folder), ["live.ron", "live.ron.last-good", "new.ron"], "{context}");
            // There are fewer such calls: nothing was killed.
            if code == 0 {
                break;
            }
            assert_eq!(code, 128 + 9, "{context}");
            killed += 1;
        }
    }
    assert!(killed > 20, "{killed}");
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
