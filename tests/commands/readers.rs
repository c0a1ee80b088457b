//! Who may read a file that another takes the place of: the accounts that could before, or it
//! stays.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
use tempfile::TempDir;

use super::{Run, finish, program, with_title};

/// An account that puts files in their places, and its group.
const CLERK: u32 = 20001;
/// Another account, which the system knows nothing of.
const READER: u32 = 20003;
/// A group that neither is in.
const HALL: u32 = 20002;

const LIST: &str = "system.posix_acl_access";

/// Owner, group, mode and attributes of a file.
#[derive(Debug, PartialEq, Eq)]
struct Rights {
    owner: u32,
    group: u32,
    mode: u32,
    attributes: Vec<(String, Vec<u8>)>,
}

impl Rights {
    fn at(path: &Path) -> Self {
        let seen = fs::metadata(path).unwrap();
        let mut names = vec![0; 65536];
        let length = listxattr(path, &mut names[..]).unwrap_or_default();
        let names = String::from_utf8(names[..length].to_vec()).unwrap();
        let mut attributes: Vec<_> = names
            .split_terminator('\0')
            .map(|name| (name.to_owned(), attribute(path, name)))
            .collect();
        attributes.sort();
        Self { owner: seen.uid(), group: seen.gid(), mode: seen.mode() & 0o7777, attributes }
    }
}

fn attribute(path: &Path, name: &str) -> Vec<u8> {
    let mut value = vec![0; 65536];
    let length = getxattr(path, name, &mut value[..]).unwrap();
    value.truncate(length);
    value
}

/// An access control list of these entries: tag, bits, account or group.
fn list(entries: &[(u16, u16, u32)]) -> Vec<u8> {
    let entry = |(tag, bits, id): &(u16, u16, u32)| {
        [&tag.to_le_bytes()[..], &bits.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    [2u32.to_le_bytes().to_vec(), entries.iter().flat_map(entry).collect()].concat()
}

/// One that lets the owner, the group, account `READER` and group `HALL` read.
fn readers() -> Vec<u8> {
    let none = u32::MAX;
    list(&[(1, 6, none), (2, 4, READER), (4, 4, none), (8, 4, HALL), (16, 4, none), (32, 0, none)])
}

#[expect(clippy::print_stderr, reason = "what is not tested here is said")]
fn set(path: &Path, name: &str, value: &[u8]) -> bool {
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

/// A folder that every account may write to, with a new file and the one that is shown.
struct Town(TempDir);

impl Town {
    fn new() -> Self {
        let town = Self(TempDir::new().unwrap());
        chmod(town.0.path(), 0o777);
        fs::write(town.at("new.ron"), with_title("新", "new")).unwrap();
        fs::write(town.at("live.ron"), with_title("旧", "old")).unwrap();
        town
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn live(&self) -> PathBuf {
        self.at("live.ron")
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
    #[expect(
        clippy::disallowed_methods,
        reason = "the board starts no programs, but its tests start the board"
    )]
    fn run_by(&self, user: u32, args: &str) -> Run {
        // Where the build is, another account may not get.
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
        "report --data reported.ron --force -o live.ron",
    ] {
        let town = Town::new();
        town.run("export --data new.ron -o new.csv").out();
        fs::write(town.at("reported.ron"), include_str!("../examples/invented-progress.ron"))
            .unwrap();
        if is_root() {
            chown(town.live(), Some(READER), Some(HALL)).unwrap();
            set(&town.live(), "security.town", b"kept by the superuser");
        }
        chmod(&town.live(), 0o640);
        set(&town.live(), LIST, &readers());
        set(&town.live(), "user.town", b"\0any bytes\xff");
        let before = Rights::at(&town.live());
        let run = town.run(args);
        assert_eq!(run.code, Some(0), "{args}: {}", run.err);
        assert_ne!(fs::read_to_string(town.live()).unwrap(), with_title("旧", "old"), "{args}");
        assert_eq!(Rights::at(&town.live()), before, "{args}");
        assert!(
            town.names().iter().all(|name| !name.starts_with('.')),
            "{args}: {:?}",
            town.names()
        );
        if args.starts_with("publish") {
            assert_eq!(Rights::at(&town.at("live.ron.last-good")), before);
        }
    }
}

#[test]
fn a_folder_that_gives_new_files_a_list_adds_no_reader() {
    let town = Town::new();
    let none = u32::MAX;
    if !set(
        town.0.path(),
        "system.posix_acl_default",
        &list(&[(1, 7, none), (2, 7, READER), (4, 7, none), (16, 7, none), (32, 5, none)]),
    ) {
        return;
    }
    chmod(&town.live(), 0o640);
    let before = Rights::at(&town.live());
    town.run("publish new.ron --to live.ron").out();
    assert_eq!(Rights::at(&town.live()), before);
    // What is new is as the folder says, and an account that its list names is somebody.
    town.run("publish new.ron --to first.ron").out();
    assert_eq!(Rights::at(&town.at("first.ron")).mode, 0o664);
    assert!(!attribute(&town.at("first.ron"), LIST).is_empty());
}

/// A file by owner, group and mode, with a list of readers or without, and the exit code where the
/// clerk publishes another.
type Case = (&'static str, u32, u32, u32, bool, i32);

#[test]
#[expect(clippy::too_many_lines, reason = "formatting alone takes it past the limit")]
fn a_file_whose_readers_could_not_read_the_new_one_stays() {
    if !is_root() {
        eprintln!("skipped: only the superuser can have other accounts publish");
        return;
    }
    let cases: [Case; 12] = [
        ("the group of a hall, which the clerk is not in", CLERK, HALL, 0o640, false, 1),
        ("the same where all may read", CLERK, HALL, 0o644, false, 0),
        ("the superuser reads anyway, and the group stays", 0, CLERK, 0o640, false, 0),
        ("an owner who may be in no group", READER, CLERK, 0o640, false, 1),
        ("an owner among all who may read", READER, CLERK, 0o644, false, 0),
        ("the only reader", READER, READER, 0o600, false, 1),
        ("a group of the superuser", 0, 0, 0o640, false, 1),
        ("all may read", 0, 0, 0o644, false, 0),
        ("the clerk's own", CLERK, CLERK, 0o600, false, 0),
        (
            "others, but not the group: who is in it cannot be told any more",
            READER,
            HALL,
            0o604,
            false,
            1,
        ),
        ("a list stays where the group does", 0, CLERK, 0o640, true, 0),
        ("a group beside a list does not", CLERK, HALL + 100, 0o640, true, 1),
    ];
    for (what, owner, group, mode, listed, code) in cases {
        let town = Town::new();
        chown(town.live(), Some(owner), Some(group)).unwrap();
        chmod(&town.live(), mode);
        if listed && !set(&town.live(), LIST, &readers()) {
            continue;
        }
        let (before, names) = (Rights::at(&town.live()), town.names());
        let run = town.run_by(CLERK, "publish new.ron --to live.ron --lang en");
        assert_eq!(run.code, Some(code), "{what}: {}", run.err);
        let text = fs::read_to_string(town.live()).unwrap();
        if code == 0 {
            let after = Rights::at(&town.live());
            assert_eq!(
                (text, after.mode, after.attributes),
                (with_title("新", "new"), mode, before.attributes),
                "{what}"
            );
            assert!(
                town.at("live.ron.last-good").exists() || owner == CLERK || mode & 0o044 == 0,
                "{what}"
            );
        } else {
            assert_eq!(
                (text, Rights::at(&town.live()), town.names()),
                (with_title("旧", "old"), before, names),
                "{what}"
            );
            assert!(
                run.err.starts_with("live.ron was not replaced: ")
                    && run.err.ends_with("chmod a+r live.ron\n"),
                "{}",
                run.err
            );
            assert_eq!(run.err.lines().count(), 1, "{}", run.err);
            // What it advises helps.
            chmod(&town.live(), mode | 0o444);
            assert_eq!(town.run_by(CLERK, "publish new.ron --to live.ron").code, Some(0), "{what}");
        }
    }
    let town = Town::new();
    chown(town.live(), Some(READER), Some(HALL)).unwrap();
    chmod(&town.live(), 0o640);
    for args in [
        "export --data new.ron --force -o live.ron",
        "fmt new.ron --force -o live.ron",
        "publish new.ron --to live.ron",
    ] {
        let complaint = town.run_by(CLERK, args).err(1);
        assert!(
            complaint.starts_with("live.ron 没有换：新文件保不住原来的属主和属组 20003:20002，"),
            "{complaint}"
        );
    }
    assert_eq!(fs::read_to_string(town.live()).unwrap(), with_title("旧", "old"));
}

#[test]
fn a_first_file_that_other_accounts_cannot_read_is_put_there_with_a_warning() {
    let town = Town::new();
    let publish = |umask: &str, to: &str| {
        #[expect(
            clippy::disallowed_methods,
            reason = "the board starts no programs, but its tests start the board"
        )]
        let mut shell = Command::new("/bin/sh");
        let script = format!("umask {umask}; exec \"$0\" publish new.ron --to '{to}'");
        shell
            .env_clear()
            .current_dir(&town.0)
            .arg("-c")
            .arg(script)
            .arg(env!("CARGO_BIN_EXE_minsheng"));
        finish(&mut shell)
    };
    for (umask, mode) in [("027", "0640"), ("077", "0600"), ("007", "0660")] {
        let to = format!("a town {umask}.ron");
        let run = publish(umask, &to);
        assert_eq!((run.code, run.out), (Some(0), format!("{to} 已换上：1 个项目，1 个领域\n")));
        let told = format!(
            "提醒：{to} 的权限是 {mode}，属主和属组以外的账号（例如大厅看板的账号）读不到；要让所有人都能读：chmod a+r '{to}'\n"
        );
        assert_eq!(run.err, told);
        // The second time it is as it was, whatever the mask.
        let run = publish("022", &to);
        assert_eq!(
            (run.err.as_str(), Rights::at(&town.at(&to)).mode),
            ("", u32::from_str_radix(mode, 8).unwrap())
        );
    }
    publish("022", "open.ron").out();
}
