//! Rights of a file, which the file that takes its place keeps: owner, group, mode, access control list, extended attributes.

use std::collections::BTreeMap;
use std::ffi::{CString, OsStr, OsString};
use std::fs::{self, File, Metadata, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use nix::unistd::{Group, User, getgrouplist};
use rustix::fs::{Gid, Uid, XattrFlags, fchown, fgetxattr, flistxattr, fremovexattr, fsetxattr, getxattr, listxattr};
use rustix::io::Result;

use super::access::{Access, POSIX_ACL};

/// The most that Linux has of names of attributes, and of what one of them says, in bytes.
const MOST: usize = 64 << 10;

/// Attributes that are about what was in the file, not about the file: a capability of a program, a checksum, a signature.
const ABOUT_CONTENT: [&str; 3] = ["security.capability", "security.ima", "security.evm"];

/// Access control lists that are not POSIX's, on file systems that have those instead.
const OTHER_ACLS: [&str; 3] = ["system.nfs4_acl", "system.nfs4acl", "system.richacl"];

/// Labels by which a kernel with mandatory access control decides who may read.
const LABELS: [&str; 2] = ["security.selinux", "security.SMACK64"];

/// The bits of a mode that let a program run as its owner or its group.
const SPECIAL: u32 = 0o6000;

/// Owner, group, mode and extended attributes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileRights {
    owner: u32,
    group: u32,
    mode: u32,
    /// Access control lists and labels are among them.
    attributes: BTreeMap<OsString, Vec<u8>>,
}

/// A right that a new file cannot keep, so that accounts which read the old one could not read the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostAccess {
    /// Owner and group, by name, as in `root:games`.
    Ownership(String),
    /// The access control list.
    List,
    /// The label by which the kernel decides.
    Label,
}

impl FileRights {
    /// The rights of the file that `path` leads to; `None` where there is none.
    pub(super) fn at(path: &Path) -> Option<Self> {
        let seen = fs::metadata(path).ok()?;
        // By its name: to open it for reading may not be allowed.
        Some(Self::new(&seen, |list| listxattr(path, list), |name, value| getxattr(path, name, value)))
    }

    /// The rights of an open file.
    pub(super) fn from_file(file: &File) -> io::Result<Self> {
        Ok(Self::new(&file.metadata()?, |list| flistxattr(file, list), |name, value| fgetxattr(file, name, value)))
    }

    fn new(
        seen: &Metadata,
        list: impl Fn(&mut [u8]) -> Result<usize>,
        get: impl Fn(&OsStr, &mut [u8]) -> Result<usize>,
    ) -> Self {
        let mut names = vec![0; MOST];
        // A file system that knows no attributes has none to keep.
        let length = list(&mut names).unwrap_or_default();
        let names = names.get(..length).unwrap_or_default().split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let names = names.map(OsStr::from_bytes).filter(|name| !ABOUT_CONTENT.iter().any(|about| name == about));
        let attributes = names.filter_map(|name| {
            let mut value = vec![0; MOST];
            let length = get(name, &mut value).ok()?;
            value.truncate(length);
            Some((name.to_owned(), value))
        });
        Self { owner: seen.uid(), group: seen.gid(), mode: seen.mode() & 0o7777, attributes: attributes.collect() }
    }

    /// Gives them to `draft`, which lets only its owner read so far: what lets more accounts read comes last. Something may be
    /// impossible to keep: what is lost by that, if accounts that may read a file with these rights could not read that one.
    pub(super) fn hand_on(&self, draft: &File) -> io::Result<Option<LostAccess>> {
        let mut now = Self::from_file(draft)?;
        self.set(draft, &now, |name| !is_list(name));
        if (now.owner, now.group) != (self.owner, self.group) {
            let (owner, group) = (Uid::from_raw(self.owner), Gid::from_raw(self.group));
            // Who may not give a file away may still give it to a group of theirs.
            let _ = fchown(draft, Some(owner), Some(group)).or_else(|_| fchown(draft, None, Some(group)));
            now = Self::from_file(draft)?;
        }
        self.open_up(draft, &now)?;
        Ok(self.lost(&Self::from_file(draft)?))
    }

    /// Sets those attributes of `draft`, which is like `now`, that are `wanted` and differ. What cannot be set shows in the end.
    fn set(&self, draft: &File, now: &Self, wanted: impl Fn(&OsStr) -> bool) {
        for (name, value) in self.attributes.iter().filter(|(name, _)| wanted(name)) {
            if now.attributes.get(name) != Some(value) {
                let _ = fsetxattr(draft, &**name, value, XattrFlags::empty());
            }
        }
    }

    /// Gives `draft`, which is like `now`, the lists and the mode, so far as that lets no other account read than before.
    fn open_up(&self, draft: &File, now: &Self) -> io::Result<()> {
        let keeps_group = now.group == self.group;
        let access = self.access();
        let mut mode = match &access {
            Some(access) => access.mode_without(self.list().is_some(), !keeps_group),
            None => self.mode & 0o700,
        };
        if let Some(list) = self.list() {
            let narrowed = access.filter(|_| !keeps_group).map(|access| access.list_without_group());
            if fsetxattr(draft, POSIX_ACL, narrowed.as_deref().unwrap_or(list), XattrFlags::empty()).is_ok() {
                // The kernel has made the mode that goes with it.
                mode = Self::from_file(draft)?.mode & 0o777;
            }
        } else if now.list().is_some() && fremovexattr(draft, POSIX_ACL).is_err() {
            // One that the folder has given to it, and that the bits of the group would make count.
            mode &= 0o707;
        }
        self.set(draft, now, |name| is_list(name) && name != POSIX_ACL);
        let keeps_owner = now.owner == self.owner;
        mode |= self.mode & if keeps_owner && keeps_group { 0o7000 } else { 0o7000 & !SPECIAL };
        if Self::from_file(draft)?.mode != mode {
            // A file system may have modes of its own, and none to set.
            let _ = draft.set_permissions(Permissions::from_mode(mode));
        }
        Ok(())
    }

    /// The right that is lost where a file with the rights `after` takes the place of one with these, and accounts that read the
    /// one could not read the other.
    fn lost(&self, after: &Self) -> Option<LostAccess> {
        let both = |name: &str| [self, after].map(|rights| rights.attributes.get(OsStr::new(name)));
        // Where a kernel decides by labels, it has given one to the draft.
        if LABELS.iter().any(|name| matches!(both(name), [Some(before), Some(after)] if before != after)) {
            return Some(LostAccess::Label);
        }
        if OTHER_ACLS.iter().map(|name| both(name)).any(|[before, after]| before != after) {
            return Some(LostAccess::List);
        }
        let (before, access) = (self.access(), after.access());
        let same = (self.owner, self.group, self.mode, self.list()) == (after.owner, after.group, after.mode, after.list());
        let kept = before.zip(access).is_some_and(|(before, after)| before.is_kept_by(&after, groups_of));
        if same || kept {
            return None;
        }
        let owned = (self.owner, self.group) == (after.owner, after.group);
        Some(if owned && self.list().is_some() { LostAccess::List } else { LostAccess::Ownership(self.names()) })
    }

    /// True if accounts other than the owner and the members of the group may read; `None` where that cannot be told.
    pub(super) fn is_open(&self) -> Option<bool> {
        self.access().map(|access| access.is_open())
    }

    /// The permission bits of the mode.
    pub(super) fn mode(&self) -> u32 {
        self.mode & 0o777
    }

    fn access(&self) -> Option<Access> {
        Access::new(self.owner, self.group, self.mode, self.list())
    }

    /// The POSIX access control list, if there is one.
    fn list(&self) -> Option<&[u8]> {
        self.attributes.get(OsStr::new(POSIX_ACL)).map(Vec::as_slice)
    }

    /// Owner and group by name, or by number where they have none.
    fn names(&self) -> String {
        let owner = User::from_uid(self.owner.into()).ok().flatten().map(|user| user.name);
        let group = Group::from_gid(self.group.into()).ok().flatten().map(|group| group.name);
        let [owner, group] =
            [(owner, self.owner), (group, self.group)].map(|(name, id)| name.unwrap_or_else(|| id.to_string()));
        format!("{owner}:{group}")
    }
}

fn is_list(name: &OsStr) -> bool {
    name == POSIX_ACL || OTHER_ACLS.iter().any(|list| name == *list)
}

/// The groups that an account is in, by what the system knows of it.
fn groups_of(user: u32) -> Vec<u32> {
    let Ok(Some(user)) = User::from_uid(user.into()) else { return Vec::new() };
    let groups = CString::new(user.name).ok().and_then(|name| getgrouplist(&name, user.gid).ok());
    groups.unwrap_or_default().into_iter().map(nix::unistd::Gid::as_raw).collect()
}
