//! Reloads of a folder of data files by the real program.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::{folder, text};
use crate::support::pty::{App, Launch};

/// Returns a programme of a year with seven projects, whose titles begin with `word`.
fn programme(year: u16, word: &str) -> String {
    let projects: String = (1..8)
        .map(|no| format!("(no: {no}, domain: \"a\", title: \"{word}第{no}号\"),\n"))
        .collect();
    format!(
        "(title: \"{year}清单\", year: {year}, domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])"
    )
}

fn write(folder: &Path, name: &str, text: &str) {
    let draft = folder.join("draft");
    fs::write(&draft, text).unwrap();
    fs::rename(draft, folder.join(name)).unwrap();
}

fn board(args: &[&str]) -> App {
    Launch::board(args).start()
}

#[test]
fn a_file_that_comes_changes_or_goes_is_seen_and_a_faulty_one_is_told() {
    let folder = folder(&[("2025.ron", &programme(2025, "旧"))]);
    let log = folder.path().join("log");
    let app = board(&["--data", text(folder.path()), "--log", text(&log)]);
    app.wait(">01 旧");
    app.send("jj");
    app.wait(">03 旧");
    // Another year is added.
    write(folder.path(), "2026.ron", &programme(2026, "新"));
    app.wait("2 份清单：2025，2026");
    app.wait(">03 旧第3号");
    // It has errors: its last valid catalog stays on screen, and the other file is shown as it is
    // now.
    write(folder.path(), "2026.ron", "(title: \"坏\"");
    app.wait("2026.ron 20");
    write(folder.path(), "2025.ron", &programme(2025, "改"));
    app.wait(">03*改第3号");
    app.wait("新文件有 1 处错误");
    app.send("G");
    app.wait(">07 新第7号");
    // It is corrected.
    write(folder.path(), "2026.ron", &programme(2026, "好"));
    app.wait(">07*好第7号");
    // A new file that is invalid from the start is not shown, with a message.
    write(folder.path(), "2027.ron", "(");
    app.wait("没有显示 2027.ron：有 1 处错误");
    fs::remove_file(folder.path().join("2027.ron")).unwrap();
    app.wait("2 份清单：2025，2026");
    // One is removed: its projects are gone, and the board looks as if there had only ever been one
    // programme.
    fs::remove_file(folder.path().join("2026.ron")).unwrap();
    app.wait("2025清单");
    app.wait("1/7");
    fs::remove_file(folder.path().join("2025.ron")).unwrap();
    app.wait("数据文件无法读取");
    app.wait("改第1号");
    app.send("q");
    app.assert_exit(0);
    let log = fs::read_to_string(log).unwrap();
    for line in [
        "2026.ron：换上新数据，7 个项目",
        "2026.ron：1 处错误",
        "2027.ron：1 处错误",
        "没有数据文件",
    ] {
        assert!(log.contains(line), "{line} is not in\n{log}");
    }
}

#[test]
fn nothing_that_can_be_read_leaves_the_screen_for_nothing() {
    // The path of a file leads to an empty folder for a while, and back to the same file.
    let inside = folder(&[("real", &programme(2025, "旧"))]);
    let (real, named, empty) =
        (inside.path().join("real"), inside.path().join("a.ron"), inside.path().join("empty"));
    fs::create_dir(&empty).unwrap();
    let lead_to = |to: &Path| {
        std::os::unix::fs::symlink(to, inside.path().join("draft")).unwrap();
        fs::rename(inside.path().join("draft"), &named).unwrap();
    };
    lead_to(&real);
    let log = inside.path().join("log");
    let app = board(&["--data", text(&named), "--log", text(&log)]);
    app.wait(">01 旧");
    // A file this new is read a second time, and is known from then on.
    while !fs::read_to_string(&log).unwrap_or_default().contains("换上新数据") {
        std::thread::sleep(Duration::from_millis(50));
    }
    lead_to(&empty);
    app.wait("数据文件无法读取");
    lead_to(&real);
    app.wait("2025清单     ");
    app.wait(">01 旧");
    app.send("q");
    app.assert_exit(0);
    // The only file of a folder is removed, and the next one has errors.
    let folder = folder(&[("2025.ron", &programme(2025, "旧"))]);
    let app = board(&["--data", text(folder.path())]);
    app.wait(">01 旧");
    write(folder.path(), "2026.ron", "(");
    fs::remove_file(folder.path().join("2025.ron")).unwrap();
    app.wait("1 处错误");
    app.wait(">01 旧");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn what_was_left_in_a_file_that_is_gone_is_nowhere() {
    let home = tempfile::tempdir().unwrap();
    let all = folder(&[
        ("2024.ron", &programme(2024, "前")),
        ("2025.ron", &programme(2025, "旧")),
        ("2026.ron", &programme(2026, "新")),
    ]);
    let open = |args: &[&str]| {
        let args = [&["--data", text(all.path())], args].concat();
        Launch::board(&args).env("XDG_STATE_HOME", text(home.path())).start()
    };
    let app = open(&["--domain", "2026/a"]);
    app.wait(">  道路");
    app.send("q");
    app.assert_exit(0);
    fs::remove_file(all.path().join("2026.ron")).unwrap();
    let app = open(&[]);
    app.wait("2 份清单");
    app.wait(">全部");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn a_desk_does_not_open_without_one_of_its_files_but_with_what_was_published_there_last() {
    let folder = folder(&[("2025.ron", &programme(2025, "旧")), ("2026.ron", "(title: \"坏\"")]);
    let app = board(&["--data", text(folder.path())]);
    app.wait("2026.ron:1:");
    app.assert_exit(2);
    fs::write(folder.path().join("2026.ron.last-good"), programme(2026, "去年")).unwrap();
    let app = board(&["--data", text(folder.path())]);
    app.wait("2026.ron 20");
    app.wait("总览");
    app.send("\x1b");
    app.wait("全部");
    app.wait("去年第7号");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn a_hall_shows_the_others_and_says_what_is_missing() {
    let folder = folder(&[("2025.ron", &programme(2025, "旧")), ("2026.ron", "(title: \"坏\"")]);
    let app = board(&["--data", text(folder.path()), "--kiosk"]);
    app.wait("旧第1号");
    app.wait("没有显示 2026.ron");
    app.signal(rustix::process::Signal::TERM);
    app.wait_for_exit();
    // An unreadable file is named as such: here a link without a target.
    fs::remove_file(folder.path().join("2026.ron")).unwrap();
    std::os::unix::fs::symlink("gone", folder.path().join("2026.ron")).unwrap();
    let log = folder.path().join("log");
    let app = board(&["--data", text(folder.path()), "--kiosk", "--log", text(&log)]);
    app.wait("没有显示 2026.ron：无法读取");
    app.wait("旧第1号");
    let log = fs::read_to_string(log).unwrap();
    assert!(
        log.contains("2025.ron（没有显示：") && log.contains("2026.ron 读不到），7 个项目\n"),
        "{log}"
    );
    app.signal(rustix::process::Signal::TERM);
    app.wait_for_exit();
}

#[test]
fn the_board_begins_where_it_was_left_in_the_programme_where_that_was() {
    let folder =
        folder(&[("2025.ron", &programme(2025, "旧")), ("2026.ron", &programme(2026, "新"))]);
    let home = tempfile::tempdir().unwrap();
    let open = || {
        Launch::board(&["--data", text(folder.path())])
            .env("XDG_STATE_HOME", text(home.path()))
            .start()
    };
    let app = open();
    app.wait("总览");
    app.send("\x1b");
    app.wait("全部");
    app.send("hjjll");
    app.send("04");
    app.wait(">04 新第4号");
    app.send("q");
    app.assert_exit(0);
    let app = open();
    app.wait(">04 新第4号");
    app.wait("2026清单");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn large_files_come_one_after_the_other() {
    let project = |year: u16, no: u32| {
        format!(
            "(no: {no}, domain: \"a\", title: \"{year}年第{no}号\", summary: \"{}\"),\n",
            "路".repeat(100)
        )
    };
    let file = |year: u16| {
        let projects: String = (1..=15_000).map(|no| project(year, no)).collect();
        format!(
            "(title: \"清单\", year: {year}, domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])"
        )
    };
    let folder = folder(&[("2025.ron", &file(2025)), ("2026.ron", &file(2026))]);
    let app = board(&["--data", text(folder.path())]);
    app.wait("2025年第1号");
    app.wait("1/30000");
    app.wait("+ 2026");
    app.send("G");
    app.wait(">15000");
    app.wait("2026年第15000号");
    app.send("q");
    app.assert_exit(0);
}
