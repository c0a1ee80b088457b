//! The files in `assets/deploy/kiosk`: systemd accepts the units and rates them as secure, foot has
//! no key bindings left, and this program accepts the command lines.
#![expect(
    clippy::disallowed_methods,
    reason = "the ban is for the board; this test starts systemd-analyze and foot"
)]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use minsheng::app::Profile;
use minsheng::cli::{Task, parse};
use minsheng::lang::Lang;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/deploy/kiosk");

const UNITS: [&str; 4] = [
    "minsheng-console.service",
    "minsheng-foot.service",
    "minsheng-kmscon.service",
    "minsheng-closed@.service",
];

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(FOLDER).join(name)).unwrap()
}

/// Returns the values of a setting, line by line.
fn values<'a>(unit: &'a str, name: &str) -> Vec<&'a str> {
    unit.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('=')).collect()
}

/// Returns the command line of this program in a unit.
fn arguments(unit: &str) -> Vec<OsString> {
    let line = values(unit, "ExecStart")[0];
    let (_, arguments) = line.split_once("/usr/local/bin/minsheng").unwrap();
    ["minsheng"].into_iter().chain(arguments.split_whitespace()).map(OsString::from).collect()
}

#[test]
fn each_unit_starts_a_board_without_a_way_out_or_the_page_for_when_there_is_none() {
    for name in UNITS {
        let cli = parse(&arguments(&read(name)), Lang::Zh, None)
            .unwrap_or_else(|message| panic!("{name}: {}", message.text));
        match cli.task {
            Task::Board(opening) => {
                assert!(
                    opening.profile != Profile::Desk && cli.restricted && !cli.data.is_empty(),
                    "{name}"
                );
                assert_eq!(opening.log.as_deref(), Some("journal"), "{name}");
            }
            Task::OutOfService { duration } => {
                assert!(duration.is_some() && name.contains("closed"));
            }
            other => panic!("{name} starts {other:?}"),
        }
    }
}

#[test]
fn each_unit_comes_back_soon_and_a_board_that_does_not_come_up_gives_way_to_a_page() {
    for name in UNITS {
        let unit = read(name);
        let value = |name| values(&unit, name).first().copied().unwrap_or_default();
        assert_eq!(
            (value("Type"), value("TTYPath"), value("StandardInput")),
            ("notify", "/dev/tty1", "tty-force"),
            "{name}"
        );
        assert!(
            value("RestartSec").parse::<u64>().unwrap() <= 2 && !value("WatchdogSec").is_empty(),
            "{name}"
        );
        assert!(value("Conflicts").contains("getty@tty1.service"), "{name}");
        for closed in [
            "NoNewPrivileges",
            "DynamicUser",
            "PrivateNetwork",
            "ProtectHome",
            "MemoryDenyWriteExecute",
        ] {
            assert_eq!(value(closed), "yes", "{name}: {closed}");
        }
        assert_eq!(
            (value("ProtectSystem"), value("CapabilityBoundingSet"), value("NoExecPaths")),
            ("strict", "", "/"),
            "{name}"
        );
        assert!(
            !value("MemoryMax").is_empty()
                && !unit.contains("--autologin")
                && !unit.contains("fbterm"),
            "{name}"
        );
        if !name.contains("closed") {
            let kind = name.trim_start_matches("minsheng-").trim_end_matches(".service");
            assert_eq!(value("OnFailure"), format!("minsheng-closed@{kind}.service"));
            assert_eq!(value("Restart"), "always", "{name}");
            // Stopping the unit is no failure; the pause must fit into the interval of the start
            // limit.
            assert!(
                value("SuccessExitStatus").contains("143") && value("StartLimitBurst") == "5",
                "{name}"
            );
        }
    }
    assert_eq!(values(&read("minsheng-closed@.service"), "OnSuccess"), ["minsheng-%i.service"]);
}

#[test]
fn both_pages_name_every_file_and_the_same_commands() {
    let pages =
        ["docs/hall.md", "docs/hall.zh-CN.md"].map(|page| fs::read_to_string(page).unwrap());
    let commands = |page: &str| {
        let block = page.split("```sh").nth(1).unwrap().split("```").next().unwrap();
        block
            .lines()
            .map(|line| line.split('#').next().unwrap().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(commands(&pages[0]), commands(&pages[1]));
    for entry in fs::read_dir(FOLDER).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(pages.iter().all(|page| page.contains(&name)), "{name}");
    }
}

/// Creates a root directory with only systemd's own units, ours, and the programs that they name.
fn installed_root() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let units_dir = root.path().join("etc/systemd/system");
    fs::create_dir_all(&units_dir).unwrap();
    fs::create_dir_all(root.path().join("usr/lib/systemd")).unwrap();
    assert!(
        Command::new("cp")
            .args(["-r", "/lib/systemd/system"])
            .arg(root.path().join("usr/lib/systemd/"))
            .status()
            .unwrap()
            .success()
    );
    fs::write(units_dir.join("seatd.service"), "[Service]\nExecStart=/usr/bin/seatd\n").unwrap();
    for name in UNITS.into_iter().chain(["minsheng-lock.service"]) {
        fs::copy(Path::new(FOLDER).join(name), units_dir.join(name)).unwrap();
    }
    for program in [
        "bin/cage",
        "bin/foot",
        "bin/kmscon",
        "bin/env",
        "bin/physlock",
        "bin/seatd",
        "local/bin/minsheng",
    ] {
        let program_path = root.path().join("usr").join(program);
        fs::create_dir_all(program_path.parent().unwrap()).unwrap();
        fs::write(&program_path, "").unwrap();
        fs::set_permissions(program_path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    symlink("usr/lib", root.path().join("lib")).unwrap();
    root
}

fn systemd_analyze(verb: &[&str], units: &[&str]) -> Output {
    let root = installed_root();
    let root = format!("--root={}", root.path().display());
    Command::new("systemd-analyze")
        .args(verb)
        .args(["--no-pager", &root])
        .args(units)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
#[ignore = "needs systemd; .ci/run installs it and runs this"]
fn systemd_understands_the_units_and_finds_them_tight() {
    let units: Vec<String> = UNITS.iter().map(|name| name.replace('@', "@foot")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let root = installed_root();
    let root_option = format!("--root={}", root.path().display());
    let verify = Command::new("systemd-analyze")
        .args(["verify", "--man=no", &root_option])
        .args(&units)
        .output()
        .unwrap();
    // The one setting that systemd 252 does not know yet.
    let messages = text(&verify);
    let messages: Vec<&str> =
        messages.lines().filter(|line| !line.contains("'RestartMode'")).collect();
    assert!(verify.status.success() && messages.is_empty(), "{messages:?}");
    for unit in units {
        // In tenths.
        let output = systemd_analyze(&["security", "--offline=true", "--threshold=10"], &[unit]);
        assert!(output.status.success(), "{}", text(&output));
    }
}

#[test]
#[ignore = "needs foot; .ci/run installs it and runs this"]
fn foot_understands_its_settings_and_has_no_key_left() {
    let config = format!("--config={FOLDER}/foot.ini");
    let checked = Command::new("foot").args([&config, "--check-config"]).output().unwrap();
    assert!(checked.status.success(), "{}", text(&checked));
    // All bindings, as foot itself ships them.
    let shipped = fs::read_to_string("/etc/xdg/foot/foot.ini").unwrap();
    let settings = read("foot.ini");
    let settings = bindings(&settings);
    // New bindings of a later foot have no key, or belong to modes that cannot be entered: search,
    // links, selection.
    let usual = bindings(&shipped)
        .into_iter()
        .filter(|(section, _, key)| *section == "key-bindings" && !key.ends_with("none"));
    let mut there = 0;
    for (section, name, key) in usual.filter(|(_, _, key)| !key.contains("your-fancy-name")) {
        there += 1;
        assert!(settings.contains(&(section, name, "none")), "[{section}] {name}={key}");
    }
    assert!(there > 10, "{there}");
    assert!(settings.iter().all(|(_, _, key)| *key == "none"), "{settings:?}");
}

/// Returns section, name and key of each binding, including those that are commented out.
fn bindings(config: &str) -> Vec<(&str, &str, &str)> {
    let mut section = "";
    let mut found = Vec::new();
    for line in config.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if section.ends_with("bindings")
            && section != "text-bindings"
            && let Some((name, key)) = line.trim_start_matches(['#', ' ']).split_once('=')
            && !name.trim().contains(' ')
        {
            found.push((section, name.trim(), key.trim()));
        }
    }
    found
}
