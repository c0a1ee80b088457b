//! Rights of a file that its replacement keeps: owner, group, mode, access control list, extended
//! attributes.

use std::collections::BTreeMap;
use std::ffi::{CString, OsStr, OsString};
use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use nix::unistd::{Group, User, getgrouplist};
use rustix::fs::{
    Gid, Uid, XattrFlags, fchown, fgetxattr, flistxattr, fremovexattr, fsetxattr, getxattr,
    listxattr,
};
use rustix::io::Result;

use super::access::{Access, POSIX_ACL};
use crate::storage::folder::existing;

/// Maximum size of the list of attribute names, and of the value of an attribute, in bytes: the
/// limit of Linux.
const ATTRIBUTE_MAX: usize = 64 << 10;

/// Attributes about the old content, not about the file: capabilities of a program, checksums,
/// signatures.
const ABOUT_CONTENT: [&str; 3] = ["security.capability", "security.ima", "security.evm"];

/// Access control lists other than POSIX's, on file systems that have those instead.
const OTHER_ACLS: [&str; 3] = ["system.nfs4_acl", "system.nfs4acl", "system.richacl"];

/// Labels by which a kernel with mandatory access control decides which processes may read.
const LABELS: [&str; 2] = ["security.selinux", "security.SMACK64"];

/// Setuid and setgid bits of a mode.
const SPECIAL: u32 = 0o6000;

/// Owner, group, mode and extended attributes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileRights {
    owner: u32,
    group: u32,
    mode: u32,
    /// Extended attributes by name, including access control lists and labels.
    attributes: BTreeMap<OsString, Vec<u8>>,
}

/// Right that a new file cannot keep, so that accounts that can read the old one could not read the
/// new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostAccess {
    /// Owner and group, by name, as in `root:games`.
    Ownership(String),
    /// The access control list.
    List,
    /// The security label by which the kernel decides.
    Label,
}

impl FileRights {
    /// Returns the rights of the file that `path` leads to; `None` if there is none.
    pub(crate) fn at(path: &Path) -> io::Result<Option<Self>> {
        // By path: opening the file for reading may not be allowed.
        let get = |name: &OsStr, value: &mut [u8]| getxattr(path, name, value);
        let metadata = existing(path)?;
        Ok(metadata.map(|metadata| Self::new(&metadata, |list| listxattr(path, list), get)))
    }

    /// Returns the rights of an open file.
    pub(crate) fn from_file(file: &File) -> io::Result<Self> {
        let get = |name: &OsStr, value: &mut [u8]| fgetxattr(file, name, value);
        Ok(Self::new(&file.metadata()?, |list| flistxattr(file, list), get))
    }

    fn new(
        metadata: &Metadata,
        list: impl Fn(&mut [u8]) -> Result<usize>,
        get: impl Fn(&OsStr, &mut [u8]) -> Result<usize>,
    ) -> Self {
        let mut names = vec![0; ATTRIBUTE_MAX];
        // A file system without attributes has none to keep.
        let length = list(&mut names).unwrap_or_default();
        let names = names.get(..length).unwrap_or_default().split(|byte| *byte == 0);
        let names = names
            .map(OsStr::from_bytes)
            .filter(|name| !name.is_empty() && !ABOUT_CONTENT.iter().any(|about| name == about));
        let attributes = names.filter_map(|name| {
            let mut value = vec![0; ATTRIBUTE_MAX];
            let length = get(name, &mut value).ok()?;
            value.truncate(length);
            Some((name.to_owned(), value))
        });
        Self {
            owner: metadata.uid(),
            group: metadata.gid(),
            mode: metadata.mode() & 0o7777,
            attributes: attributes.collect(),
        }
    }

    /// Gives these rights to `draft`, which only its owner can read so far; those that let more
    /// accounts read come last. Returns the right that could not be kept, if accounts that may read
    /// a file with these rights could not read the draft.
    pub(crate) fn apply_to(&self, draft: &File) -> io::Result<Option<LostAccess>> {
        let mut current = Self::from_file(draft)?;
        self.set_attributes(draft, &current, |name| !is_acl(name));
        if (current.owner, current.group) != (self.owner, self.group) {
            let (owner, group) = (Uid::from_raw(self.owner), Gid::from_raw(self.group));
            // A process that may not give a file away may still give it to a group of its own.
            let _ = fchown(draft, Some(owner), Some(group))
                .or_else(|_| fchown(draft, None, Some(group)));
            current = Self::from_file(draft)?;
        }
        self.set_access(draft, &current)?;
        Ok(self.lost_access(&Self::from_file(draft)?))
    }

    /// Sets those attributes of `draft` whose names `is_wanted` accepts and that differ from its
    /// `current` rights. Failures show when the result is compared.
    fn set_attributes(&self, draft: &File, current: &Self, is_wanted: impl Fn(&OsStr) -> bool) {
        for (name, value) in self.attributes.iter().filter(|(name, _)| is_wanted(name)) {
            if current.attributes.get(name) != Some(value) {
                let _ = fsetxattr(draft, &**name, value, XattrFlags::empty());
            }
        }
    }

    /// Sets lists and mode of `draft`, which has the `current` rights, as far as that lets no other
    /// account read than before.
    fn set_access(&self, draft: &File, current: &Self) -> io::Result<()> {
        let keeps_group = current.group == self.group;
        let access = self.access();
        let mut mode = match &access {
            Some(access) => access.mode_without(self.list().is_some(), !keeps_group),
            None => self.mode & 0o700,
        };
        if let Some(list) = self.list() {
            let narrowed =
                access.filter(|_| !keeps_group).map(|access| access.list_without_group());
            let list = narrowed.as_deref().unwrap_or(list);
            if fsetxattr(draft, POSIX_ACL, list, XattrFlags::empty()).is_ok() {
                // The kernel has derived the mode from the list.
                mode = Self::from_file(draft)?.mode & 0o777;
            }
        } else if current.list().is_some() && fremovexattr(draft, POSIX_ACL).is_err() {
            // A list inherited from the folder cannot be removed; the group bits of the mode are
            // its mask and would put it into effect.
            mode &= 0o707;
        }
        self.set_attributes(draft, current, |name| is_acl(name) && name != POSIX_ACL);
        let keeps_owner = current.owner == self.owner;
        mode |= self.mode & if keeps_owner && keeps_group { 0o7000 } else { 0o7000 & !SPECIAL };
        if Self::from_file(draft)?.mode != mode {
            // Some file systems have modes of their own that cannot be set.
            let _ = draft.set_permissions(Permissions::from_mode(mode));
        }
        Ok(())
    }

    /// Returns the right that is lost when a file with the rights `after` replaces one with these,
    /// if accounts that can read this one could not read that one.
    fn lost_access(&self, after: &Self) -> Option<LostAccess> {
        let pair = |name: &str| [self, after].map(|rights| rights.attributes.get(OsStr::new(name)));
        // A kernel that decides by labels has given one to the draft.
        if LABELS
            .iter()
            .any(|name| matches!(pair(name), [Some(before), Some(after)] if before != after))
        {
            return Some(LostAccess::Label);
        }
        if OTHER_ACLS.iter().map(|name| pair(name)).any(|[before, after]| before != after) {
            return Some(LostAccess::List);
        }
        let is_same = (self.owner, self.group, self.mode, self.list())
            == (after.owner, after.group, after.mode, after.list());
        let is_kept = self.access().zip(after.access());
        let is_kept = is_kept.is_some_and(|(before, after)| before.is_kept_by(&after, groups_of));
        if is_same || is_kept {
            return None;
        }
        let keeps_owner = (self.owner, self.group) == (after.owner, after.group);
        let is_list = keeps_owner && self.list().is_some();
        let ownership = || LostAccess::Ownership(self.ownership_text());
        Some(if is_list { LostAccess::List } else { ownership() })
    }

    /// True if accounts other than the owner and the members of the group may read; `None` if that
    /// is unknown.
    pub(crate) fn is_readable_by_others(&self) -> Option<bool> {
        self.access().map(|access| access.is_readable_by_others())
    }

    /// Returns the permission bits of the mode.
    pub(crate) fn mode(&self) -> u32 {
        self.mode & 0o777
    }

    fn access(&self) -> Option<Access> {
        Access::new(self.owner, self.group, self.mode, self.list())
    }

    /// Returns the POSIX access control list, if there is one.
    fn list(&self) -> Option<&[u8]> {
        self.attributes.get(OsStr::new(POSIX_ACL)).map(Vec::as_slice)
    }

    /// Returns owner and group by name, or by number if they have no name.
    fn ownership_text(&self) -> String {
        let owner = User::from_uid(self.owner.into()).ok().flatten().map(|user| user.name);
        let group = Group::from_gid(self.group.into()).ok().flatten().map(|group| group.name);
        let [owner, group] = [(owner, self.owner), (group, self.group)]
            .map(|(name, id)| name.unwrap_or_else(|| id.to_string()));
        format!("{owner}:{group}")
    }
}

fn is_acl(name: &OsStr) -> bool {
    name == POSIX_ACL || OTHER_ACLS.iter().any(|list| name == *list)
}

/// Returns the groups of an account according to the system's databases.
fn groups_of(user: u32) -> Vec<u32> {
    let Ok(Some(user)) = User::from_uid(user.into()) else { return Vec::new() };
    let groups = CString::new(user.name).ok().and_then(|name| getgrouplist(&name, user.gid).ok());
    groups.unwrap_or_default().into_iter().map(nix::unistd::Gid::as_raw).collect()
}
