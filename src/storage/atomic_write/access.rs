//! Access to a file, by its mode and by the access control list (ACL) that some file systems keep
//! with it.

use std::collections::BTreeSet;

/// Extended attribute that holds the POSIX access control list.
pub(crate) const POSIX_ACL: &str = "system.posix_acl_access";

/// Version of the format of lists, which has not changed since Linux 2.5.46.
const VERSION: [u8; 4] = [2, 0, 0, 0];

/// Permission bit for reading.
const READ: u16 = 4;

/// Maximum number of accounts and groups of lists that are compared: the time grows with their
/// cube.
const COMPARED_MAX: usize = 60;

/// Entry for the owner of the file.
const OWNER: u16 = 0x01;
/// Entry for another account.
const USER: u16 = 0x02;
/// Entry for the group of the file.
const OWNING_GROUP: u16 = 0x04;
/// Entry for another group.
const GROUP: u16 = 0x08;
/// Upper limit for all entries except those of the owner and of all others.
const MASK: u16 = 0x10;
/// Entry for all accounts that no other entry matches.
const OTHERS: u16 = 0x20;

/// Entry of a list: its tag, the bits `rwx` it grants, and the id of its account or group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct AclEntry {
    tag: u16,
    bits: u16,
    id: u32,
}

/// Permissions of a file without the special bits of its mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Access {
    owner: u32,
    group: u32,
    entries: Vec<AclEntry>,
}

impl Access {
    /// Returns the access that `mode` grants, or the list in `acl` if there is one; `None` for a
    /// list of an unknown format.
    pub(crate) fn new(owner: u32, group: u32, mode: u32, acl: Option<&[u8]>) -> Option<Self> {
        let entries = match acl {
            Some(acl) => parse_acl(acl)?,
            None => [(OWNER, 6), (OWNING_GROUP, 3), (OTHERS, 0)]
                .map(|(tag, shift)| AclEntry {
                    tag,
                    bits: u16::try_from(mode >> shift & 7).unwrap_or_default(),
                    id: u32::MAX,
                })
                .to_vec(),
        };
        Some(Self { owner, group, entries })
    }

    /// Returns the permission bits of a mode that grants no more than this access, for a file that
    /// cannot keep its list (if `list` is true), its group (if `group` is true) or both. Accounts
    /// that the mode cannot tell apart get only what all of them had.
    pub(crate) fn mode_without(&self, list: bool, group: bool) -> u32 {
        let named = self.entries.iter().filter(|entry| matches!(entry.tag, USER | GROUP));
        let named = named.fold(7, |all, entry| all & entry.bits & self.mask());
        let (mut owning, mut others) = (self.bits(OWNING_GROUP) & self.mask(), self.bits(OTHERS));
        if list {
            (owning, others) = (owning & named, others & named);
        }
        if group {
            (owning, others) = (owning & others, owning & others);
        }
        u32::from(self.bits(OWNER)) << 6 | u32::from(owning) << 3 | u32::from(others)
    }

    /// Returns the list for a file that cannot keep its group: it grants no account more than this
    /// access.
    pub(crate) fn list_without_group(&self) -> Vec<u8> {
        let owning = self.bits(OWNING_GROUP) & self.mask();
        let groups = self.entries.iter().filter(|entry| entry.tag == GROUP);
        let groups = groups.fold(7, |all, entry| all & entry.bits);
        let bits = |entry: &AclEntry| match entry.tag {
            OWNING_GROUP => owning & self.bits(OTHERS) & groups,
            OTHERS => owning & self.bits(OTHERS),
            _ => entry.bits,
        };
        let entries = self.entries.iter().map(|entry| AclEntry { bits: bits(entry), ..*entry });
        let bytes = entries.flat_map(|AclEntry { tag, bits, id }| {
            [&tag.to_le_bytes()[..], &bits.to_le_bytes(), &id.to_le_bytes()].concat()
        });
        VERSION.into_iter().chain(bytes).collect()
    }

    /// True if accounts other than the owner and the members of the group may read: all of them, or
    /// those that a list names.
    pub(crate) fn is_readable_by_others(&self) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| matches!(entry.tag, USER | GROUP | OTHERS) && self.grants(*entry))
    }

    /// True if each account that may read with this access may also read with `after`. `groups_of`
    /// returns groups that an account is certainly in; it may be in others. The superuser reads
    /// everything and does not count.
    pub(crate) fn is_kept_by(&self, after: &Self, groups_of: impl Fn(u32) -> Vec<u32>) -> bool {
        let both = || self.entries.iter().chain(&after.entries);
        let ids =
            |wanted: u16| both().filter(move |entry| entry.tag == wanted).map(|entry| entry.id);
        let users: BTreeSet<u32> =
            ids(USER).chain([self.owner, after.owner]).filter(|user| *user != 0).collect();
        let groups: BTreeSet<u32> = ids(GROUP).chain([self.group, after.group]).collect();
        if users.len() + groups.len() > COMPARED_MAX {
            return false;
        }
        // One group may let an account read before, and another keep it from reading after: pairs
        // of groups suffice.
        let pairs = || {
            let each = || groups.iter().copied().map(Some).chain([None]);
            each().flat_map(move |first| each().map(move |second| [first, second]))
        };
        users.iter().copied().map(Some).chain([None]).all(|user| {
            let known = user.map(&groups_of).unwrap_or_default();
            pairs().all(|pair| {
                let account_groups: Vec<u32> =
                    known.iter().copied().chain(pair.into_iter().flatten()).collect();
                !self.may_read(user, &account_groups) || after.may_read(user, &account_groups)
            })
        })
    }

    /// True if an account that is in `groups` may read; `None` is an account that neither owns the
    /// file nor is named in a list.
    fn may_read(&self, user: Option<u32>, groups: &[u32]) -> bool {
        if user == Some(self.owner) {
            return self.entries.iter().any(|entry| entry.tag == OWNER && self.grants(*entry));
        }
        if let Some(named) =
            self.entries.iter().find(|entry| entry.tag == USER && Some(entry.id) == user)
        {
            return self.grants(*named);
        }
        let mut matching = self.entries.iter().filter(|entry| match entry.tag {
            OWNING_GROUP => groups.contains(&self.group),
            GROUP => groups.contains(&entry.id),
            _ => false,
        });
        match matching.next() {
            Some(first) => self.grants(*first) || matching.any(|entry| self.grants(*entry)),
            None => self.entries.iter().any(|entry| entry.tag == OTHERS && self.grants(*entry)),
        }
    }

    fn grants(&self, entry: AclEntry) -> bool {
        let mask = if matches!(entry.tag, OWNER | OTHERS) { 7 } else { self.mask() };
        entry.bits & mask & READ != 0
    }

    fn mask(&self) -> u16 {
        self.entries.iter().find(|entry| entry.tag == MASK).map_or(7, |entry| entry.bits)
    }

    fn bits(&self, tag: u16) -> u16 {
        self.entries.iter().find(|entry| entry.tag == tag).map_or(0, |entry| entry.bits & 7)
    }
}

/// Parses a list in the format of the kernel.
fn parse_acl(acl: &[u8]) -> Option<Vec<AclEntry>> {
    let (entries, rest) = acl.strip_prefix(&VERSION)?.as_chunks::<8>();
    let entry = |bytes: &[u8; 8]| {
        let [tag_low, tag_high, bits_low, bits_high, id @ ..] = *bytes;
        AclEntry {
            tag: u16::from_le_bytes([tag_low, tag_high]),
            bits: u16::from_le_bytes([bits_low, bits_high]),
            id: u32::from_le_bytes(id),
        }
    };
    rest.is_empty().then(|| entries.iter().map(entry).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mode(owner: u32, group: u32, mode: u32) -> Access {
        Access::new(owner, group, mode, None).unwrap()
    }

    /// Returns an access list with these entries for account 8 and group 80, and this mask.
    fn listed(mode: u32, user: u16, group: u16, mask: u16) -> Access {
        let mut access = Access::new(1, 10, mode, None).unwrap();
        let named = [(USER, user, 8), (GROUP, group, 80), (MASK, mask, u32::MAX)];
        access.entries.extend(named.map(|(tag, bits, id)| AclEntry { tag, bits, id }));
        access
    }

    fn no_groups(_: u32) -> Vec<u32> {
        Vec::new()
    }

    #[test]
    fn a_lost_owner_or_group_matters_if_it_alone_let_an_account_read() {
        for (before, after, is_kept, why) in [
            (mode(1, 10, 0o644), mode(2, 20, 0o644), true, "all accounts read"),
            (mode(1, 10, 0o640), mode(1, 20, 0o640), false, "the old group"),
            (mode(1, 10, 0o600), mode(2, 10, 0o600), false, "the old owner"),
            (mode(1, 10, 0o640), mode(2, 10, 0o640), false, "the owner may not be in the group"),
            (mode(0, 10, 0o640), mode(2, 10, 0o640), true, "the superuser reads anyway"),
            (mode(1, 10, 0o604), mode(1, 20, 0o604), false, "others who are in the group now"),
            (mode(1, 10, 0o000), mode(2, 20, 0o000), true, "nobody could read it before"),
            (mode(1, 10, 0o200), mode(1, 10, 0o600), true, "more is not less"),
        ] {
            assert_eq!(before.is_kept_by(&after, no_groups), is_kept, "{why}");
        }
        assert!(
            mode(1, 10, 0o640).is_kept_by(&mode(2, 10, 0o640), |user| vec![user * 10]),
            "the old owner is known to be in the group"
        );
    }

    #[test]
    fn entries_of_a_list_count_as_far_as_its_mask_lets_them() {
        for (before, after, is_kept) in [
            // Account 8 and group 80.
            (listed(0o640, 4, 4, 4), mode(1, 10, 0o640), false),
            // Entries that the mask takes away did not count before.
            (listed(0o640, 4, 4, 0), mode(1, 10, 0o600), true),
            (listed(0o644, 4, 4, 4), mode(1, 10, 0o644), true),
            (listed(0o640, 0, 4, 4), listed(0o640, 4, 4, 4), true),
            // An entry can also keep from reading.
            (listed(0o644, 4, 4, 4), listed(0o644, 0, 4, 4), false),
        ] {
            assert_eq!(before.is_kept_by(&after, no_groups), is_kept, "{before:?} {after:?}");
        }
        assert!(
            listed(0o640, 4, 0, 4).is_readable_by_others()
                && !listed(0o640, 4, 4, 0).is_readable_by_others()
                && !mode(1, 10, 0o640).is_readable_by_others()
        );
    }

    #[test]
    fn a_list_is_read_as_the_kernel_writes_it() {
        let bytes = [
            &VERSION[..],
            &[1, 0, 6, 0, 255, 255, 255, 255],
            &[2, 0, 4, 0, 8, 0, 0, 0],
            &[4, 0, 4, 0, 255, 255, 255, 255],
            &[8, 0, 4, 0, 80, 0, 0, 0],
            &[16, 0, 4, 0, 255, 255, 255, 255],
            &[32, 0, 0, 0, 255, 255, 255, 255],
        ];
        let access = Access::new(1, 10, 0o640, Some(&bytes.concat())).unwrap();
        assert!(
            access.is_kept_by(&listed(0o640, 4, 4, 4), no_groups)
                && listed(0o640, 4, 4, 4).is_kept_by(&access, no_groups)
        );
        assert_eq!(access.list_without_group().len(), bytes.concat().len());
        for unknown in [&[][..], &[3, 0, 0, 0], &[2, 0, 0, 0, 1]] {
            assert_eq!(Access::new(1, 10, 0o640, Some(unknown)), None);
        }
    }

    proptest! {
        #![proptest_config(crate::proptest_config())]

        #[test]
        fn a_replacement_for_lost_rights_never_lets_more_accounts_read(
            bits in 0..0o1000u32,
            user in 0..8u16,
            group in 0..8u16,
            mask in 0..8u16,
        ) {
            let before = listed(bits, user, group, mask);
            let without_list = mode(1, 10, before.mode_without(true, false));
            let without_both = mode(1, 20, before.mode_without(true, true));
            let without_group = Access::new(1, 20, 0, Some(&before.list_without_group())).unwrap();
            for after in [without_list, without_both, without_group] {
                prop_assert!(after.is_kept_by(&before, no_groups), "{before:?} {after:?}");
            }
        }

        #[test]
        fn two_groups_decide_as_all_do(
            one in (0..0o1000u32, 0..8u16, 0..8u16, 0..8u16),
            other in (0..0o1000u32, 0..8u16, 0..8u16, 0..8u16),
            owner in 1..3u32,
        ) {
            let before = listed(one.0, one.1, one.2, one.3);
            let after = Access { owner, group: 20, ..listed(other.0, other.1, other.2, other.3) };
            let groups = [10, 20, 80];
            let subset = |bits: i32| {
                let chosen = (0..3).filter(|nth| bits >> nth & 1 == 1);
                chosen.map(|nth| groups[nth]).collect::<Vec<u32>>()
            };
            let users = [Some(1), Some(2), Some(8), None];
            let lost = (0..8).map(subset).any(|groups| {
                users.iter().any(|user| {
                    before.may_read(*user, &groups) && !after.may_read(*user, &groups)
                })
            });
            prop_assert_eq!(before.is_kept_by(&after, no_groups), !lost);
        }
    }
}
