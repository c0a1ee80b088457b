//! Permissions of a published file: the accounts that could read the old file can read the new one,
//! or the old one stays.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
use tempfile::TempDir;

use super::{Run, finish, program, with_title};

/// The account that publishes files, and its group.
const CLERK: u32 = 20001;
/// Another account, unknown to the system.
const READER: u32 = 20003;
/// A group with neither of them as a member.
const OTHER_GROUP: u32 = 20002;

const ACL: &str = "system.posix_acl_access";

/// Owner, group, mode and attributes of a file.
#[derive(Debug, PartialEq, Eq)]
struct Permissions {
    owner: u32,
    group: u32,
    mode: u32,
    attributes: Vec<(String, Vec<u8>)>,
}

impl Permissions {
    fn read(path: &Path) -> Self {
        let metadata = fs::metadata(path).unwrap();
        let mut names = vec![0; 65536];
        let length = listxattr(path, &mut names[..]).unwrap_or_default();
        let names = String::from_utf8(names[..length].to_vec()).unwrap();
        let mut attributes: Vec<_> = names
            .split_terminator('\0')
            .map(|name| (name.to_owned(), attribute(path, name)))
            .collect();
        attributes.sort();
        Self {
            owner: metadata.uid(),
            group: metadata.gid(),
            mode: metadata.mode() & 0o7777,
            attributes,
        }
    }
}

fn attribute(path: &Path, name: &str) -> Vec<u8> {
    let mut value = vec![0; 65536];
    let length = getxattr(path, name, &mut value[..]).unwrap();
    value.truncate(length);
    value
}

/// Encodes an access control list: tag, permission bits, account or group.
fn acl(entries: &[(u16, u16, u32)]) -> Vec<u8> {
    let entry = |(tag, bits, id): &(u16, u16, u32)| {
        [&tag.to_le_bytes()[..], &bits.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    [2u32.to_le_bytes().to_vec(), entries.iter().flat_map(entry).collect()].concat()
}

/// Returns the list by which the owner, the group, account `READER` and group `HALL` may read.
fn reader_acl() -> Vec<u8> {
    let none = u32::MAX;
    acl(&[
        (1, 6, none),
        (2, 4, READER),
        (4, 4, none),
        (8, 4, OTHER_GROUP),
        (16, 4, none),
        (32, 0, none),
    ])
}

#[expect(clippy::print_stderr, reason = "the test reports what it skips")]
fn set_attribute(path: &Path, name: &str, value: &[u8]) -> bool {
    let done = setxattr(path, name, value, XattrFlags::empty());
    if let Err(error) = done {
        eprintln!("not looked at: no {name} here: {error}");
    }
    done.is_ok()
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder that every account may write to, with a new file and the live one.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        chmod(folder.0.path(), 0o777);
        fs::write(folder.path("new.ron"), with_title("新", "new")).unwrap();
        fs::write(folder.path("live.ron"), with_title("旧", "old")).unwrap();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn live(&self) -> PathBuf {
        self.path("live.ron")
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    fn run(&self, args: &str) -> Run {
        finish(program().current_dir(&self.0).args(args.split(' ')))
    }

    /// Runs the command as an account other than the superuser.
    #[expect(clippy::disallowed_methods, reason = "the ban is for the board; this test starts it")]
    fn run_by(&self, user: u32, args: &str) -> Run {
        // Another account may not have access to the build directory.
        let copy = TempDir::new().unwrap();
        chmod(copy.path(), 0o755);
        let binary = copy.path().join("minsheng");
        fs::copy(env!("CARGO_BIN_EXE_minsheng"), &binary).unwrap();
        chmod(&binary, 0o755);
        let mut command = Command::new(binary);
        command.env_clear().stdin(Stdio::null()).current_dir(&self.0).uid(user).gid(user);
        finish(command.args(args.split(' ')))
    }
}

#[test]
fn owner_group_mode_list_and_attributes_stay_whatever_puts_a_file_there() {
    for args in [
        "publish new.ron --to live.ron",
        "export --data new.ron --force -o live.ron",
        "import new.csv --force -o live.ron",
        "fmt new.ron --force -o live.ron",
        "export --data reported.ron --force -o live.ron",
    ] {
        let folder = Folder::new();
        folder.run("export --data new.ron -o new.csv").out();
        fs::write(
            folder.path("reported.ron"),
            include_str!("../../examples/invented-progress.ron"),
        )
        .unwrap();
        if is_root() {
            chown(folder.live(), Some(READER), Some(OTHER_GROUP)).unwrap();
            set_attribute(&folder.live(), "security.town", b"kept by the superuser");
        }
        chmod(&folder.live(), 0o640);
        set_attribute(&folder.live(), ACL, &reader_acl());
        set_attribute(&folder.live(), "user.town", b"\0any bytes\xff");
        let before = Permissions::read(&folder.live());
        let run = folder.run(args);
        assert_eq!(run.code, Some(0), "{args}: {}", run.err);
        assert_ne!(fs::read_to_string(folder.live()).unwrap(), with_title("旧", "old"), "{args}");
        assert_eq!(Permissions::read(&folder.live()), before, "{args}");
        assert!(
            folder.names().iter().all(|name| !name.starts_with('.')),
            "{args}: {:?}",
            folder.names()
        );
        if args.starts_with("publish") {
            assert_eq!(Permissions::read(&folder.path("live.ron.last-good")), before);
        }
    }
}

#[test]
fn a_folder_that_gives_new_files_a_list_adds_no_reader() {
    let folder = Folder::new();
    let none = u32::MAX;
    if !set_attribute(
        folder.0.path(),
        "system.posix_acl_default",
        &acl(&[(1, 7, none), (2, 7, READER), (4, 7, none), (16, 7, none), (32, 5, none)]),
    ) {
        return;
    }
    chmod(&folder.live(), 0o640);
    let before = Permissions::read(&folder.live());
    folder.run("publish new.ron --to live.ron").out();
    assert_eq!(Permissions::read(&folder.live()), before);
    // A new file gets the list of its folder, and an account in that list is a reader.
    folder.run("publish new.ron --to first.ron").out();
    assert_eq!(Permissions::read(&folder.path("first.ron")).mode, 0o664);
    assert!(!attribute(&folder.path("first.ron"), ACL).is_empty());
}

/// A label, the owner, group and mode of the live file, whether it has a list of readers, and the
/// exit code when the clerk publishes another file.
type Case = (&'static str, u32, u32, u32, bool, i32);

const CASES: [Case; 12] = [
    ("the group of a hall, which the clerk is not in", CLERK, OTHER_GROUP, 0o640, false, 1),
    ("the same where all may read", CLERK, OTHER_GROUP, 0o644, false, 0),
    ("the superuser reads anyway, and the group stays", 0, CLERK, 0o640, false, 0),
    ("an owner who may be in no group", READER, CLERK, 0o640, false, 1),
    ("an owner among all who may read", READER, CLERK, 0o644, false, 0),
    ("the only reader", READER, READER, 0o600, false, 1),
    ("a group of the superuser", 0, 0, 0o640, false, 1),
    ("all may read", 0, 0, 0o644, false, 0),
    ("the clerk's own", CLERK, CLERK, 0o600, false, 0),
    ("others, but not the group, whose members are unknown", READER, OTHER_GROUP, 0o604, false, 1),
    ("a list stays where the group does", 0, CLERK, 0o640, true, 0),
    ("a group with a list does not", CLERK, OTHER_GROUP + 100, 0o640, true, 1),
];

/// True if the tests can have other accounts publish; prints a note otherwise.
#[expect(clippy::print_stderr, reason = "the test reports what it skips")]
fn can_change_accounts() -> bool {
    if !is_root() {
        eprintln!("skipped: only the superuser can have other accounts publish");
    }
    is_root()
}

#[test]
fn a_file_whose_readers_could_not_read_the_new_one_stays() {
    if !can_change_accounts() {
        return;
    }
    for (label, owner, group, mode, has_acl, code) in CASES {
        let folder = Folder::new();
        chown(folder.live(), Some(owner), Some(group)).unwrap();
        chmod(&folder.live(), mode);
        if has_acl && !set_attribute(&folder.live(), ACL, &reader_acl()) {
            continue;
        }
        let (before, names) = (Permissions::read(&folder.live()), folder.names());
        let run = folder.run_by(CLERK, "publish new.ron --to live.ron --lang en");
        assert_eq!(run.code, Some(code), "{label}: {}", run.err);
        let text = fs::read_to_string(folder.live()).unwrap();
        let after = Permissions::read(&folder.live());
        if code == 0 {
            assert_eq!(
                (text, after.mode, after.attributes),
                (with_title("新", "new"), mode, before.attributes),
                "{label}"
            );
            assert!(
                folder.path("live.ron.last-good").exists() || owner == CLERK || mode & 0o044 == 0,
                "{label}"
            );
        } else {
            assert_eq!(
                (text, after, folder.names()),
                (with_title("旧", "old"), before, names),
                "{label}"
            );
            assert!(
                run.err.starts_with("live.ron was not replaced: ")
                    && run.err.ends_with("chmod a+r live.ron\n"),
                "{}",
                run.err
            );
            assert_eq!(run.err.lines().count(), 1, "{}", run.err);
            // The advice of the message helps.
            chmod(&folder.live(), mode | 0o444);
            let again = folder.run_by(CLERK, "publish new.ron --to live.ron");
            assert_eq!(again.code, Some(0), "{label}");
        }
    }
}

#[test]
fn no_command_replaces_a_file_whose_owner_and_group_cannot_be_kept() {
    if !can_change_accounts() {
        return;
    }
    let folder = Folder::new();
    chown(folder.live(), Some(READER), Some(OTHER_GROUP)).unwrap();
    chmod(&folder.live(), 0o640);
    for args in [
        "export --data new.ron --force -o live.ron",
        "fmt new.ron --force -o live.ron",
        "publish new.ron --to live.ron",
    ] {
        let message = folder.run_by(CLERK, args).err(1);
        assert!(
            message.starts_with("live.ron 没有替换：新文件无法保留原来的属主和属组 20003:20002，"),
            "{message}"
        );
    }
    assert_eq!(fs::read_to_string(folder.live()).unwrap(), with_title("旧", "old"));
}

#[test]
fn a_first_file_that_other_accounts_cannot_read_is_put_there_with_a_warning() {
    let folder = Folder::new();
    let publish = |umask: &str, to: &str| {
        #[expect(
            clippy::disallowed_methods,
            reason = "the ban is for the board; this test starts it"
        )]
        let mut shell = Command::new("/bin/sh");
        let script = format!("umask {umask}; exec \"$0\" publish new.ron --to '{to}'");
        shell
            .env_clear()
            .current_dir(&folder.0)
            .arg("-c")
            .arg(script)
            .arg(env!("CARGO_BIN_EXE_minsheng"));
        finish(&mut shell)
    };
    for (umask, mode) in [("027", "0640"), ("077", "0600"), ("007", "0660")] {
        let to = format!("a town {umask}.ron");
        let run = publish(umask, &to);
        assert_eq!((run.code, run.out), (Some(0), format!("{to} 已发布：1 个项目，1 个领域\n")));
        let warning = format!(
            "提醒：{to} 的权限是 {mode}，属主和属组以外的账号（例如大厅看板的账号）读不到；要让所有人都能读：chmod a+r '{to}'\n"
        );
        assert_eq!(run.err, warning);
        // The second time the permissions stay, whatever the umask.
        let run = publish("022", &to);
        assert_eq!(
            (run.err.as_str(), Permissions::read(&folder.path(&to)).mode),
            ("", u32::from_str_radix(mode, 8).unwrap())
        );
    }
    publish("022", "open.ron").out();
}
