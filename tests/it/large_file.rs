//! Large files in the real binary: the board is usable before a file is read completely, and no
//! error in the file gets lost.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs::{self, File};
use std::path::Path;

use crate::support::pty::{App, Launch, eventually};
use tempfile::TempDir;

/// Returns a data file of `projects` projects, with `after` after the last of them.
fn programme(projects: usize, after: &str) -> String {
    let project = |no| {
        format!(
            "    (no: {no}, domain: \"d\", title: \"第{no}号工程\", summary: \"{}\"),\n",
            "路".repeat(60)
        )
    };
    let projects: String = (1..=projects).map(project).collect();
    format!(
        "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}]{after})"
    )
}

fn board(folder: &TempDir, text: &str) -> App {
    let data = folder.path().join("projects.ron");
    fs::write(&data, text).unwrap();
    Launch::board(&["--data", data.to_str().unwrap()]).start()
}

#[test]
fn all_of_a_large_file_is_there_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let app = board(&folder, &programme(9000, ""));
    app.wait("第1号工程");
    app.wait("1/9000");
    app.send("G");
    app.wait(">9000");
    app.send("/8888");
    app.wait("第8888号工程");
    app.send("\x15");
    app.wait("9000/9000 项");
    app.send("\x1b");
    app.wait("? 帮助");
    app.send("q");
    assert_eq!(app.wait_for_exit(), 0);
}

#[test]
fn what_stands_before_a_fault_can_be_read_and_the_fault_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let app = board(&folder, &programme(9000, ", yeer: 2026"));
    app.wait("第1号工程");
    app.wait("只有文件的前一部分：后面有 1 处错误");
    app.send("02\r");
    app.wait(">02");
    // Once corrected, it replaces the old one.
    let data = folder.path().join("projects.ron");
    let draft = data.with_extension("new");
    fs::write(&draft, programme(9001, "")).unwrap();
    fs::rename(draft, data).unwrap();
    app.wait("2/9001");
    app.send("q");
    assert_eq!(app.wait_for_exit(), 0);
}

#[test]
fn where_a_large_file_has_a_fault_what_was_published_last_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("projects.ron.last-good"), programme(11_000, "")).unwrap();
    let app = board(&folder, &programme(12_000, ", yeer: 2026"));
    app.wait("第1号工程");
    app.send("02\r");
    app.wait("；新文件有 1 处错误");
    app.wait(">02");
    app.wait("2/11000");
    app.send("q");
    assert_eq!(app.wait_for_exit(), 0);
}

/// Large enough that long work runs outside the event loop, and that a leak of the old catalog
/// would show.
#[test]
fn another_large_file_comes_in_place_while_one_reads_and_memory_is_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let app = board(&folder, &programme(50_000, ""));
    app.wait("1/50000");
    app.send("/8888");
    app.wait("第8888号工程");
    app.send("\r");
    eventually("the board rests", || app.is_idle());
    let before = app.memory();
    let data = folder.path().join("projects.ron");
    for round in 1..=3 {
        let draft = data.with_extension("new");
        fs::write(
            &draft,
            programme(50_000 + round, &format!(", note: \"{round}\""))
                .replace("号工程", &format!("号{round}")),
        )
        .unwrap();
        fs::rename(draft, &data).unwrap();
        app.wait(&format!("第8888号{round}"));
        eventually("the old one's memory is given back", || {
            app.is_idle() && app.memory() < before + before / 4
        });
    }
    app.send("q");
    assert_eq!(app.wait_for_exit(), 0);
}

#[test]
fn a_file_that_does_not_fit_into_the_memory_is_refused_and_no_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("nation.ron");
    fs::write(&data, "(title: \"").unwrap();
    File::options().write(true).open(&data).unwrap().set_len(900 << 20).unwrap();
    let start_limited =
        |what: &str| with_memory_limit(400 << 10, &format!("exec \"$0\" {what}"), &data);
    for command in ["--data \"$1\" list", "check \"$1\"", "--data \"$1\""] {
        let app = start_limited(command);
        app.wait("900 MiB");
        assert_eq!(app.wait_for_exit(), 2);
    }
    // An empty file takes no memory.
    File::create(&data).unwrap().set_len(900 << 20).unwrap();
    for command in ["--data \"$1\" list", "check \"$1\"", "--data \"$1\""] {
        let app = start_limited(command);
        app.wait("零字节");
        assert_eq!(app.wait_for_exit(), 2);
    }
}

/// The limits are those at which each command used to be aborted half way.
#[test]
fn commands_that_need_more_memory_than_there_is_say_so_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("town.ron");
    fs::write(&data, programme(60_000, "")).unwrap();
    let out = folder.path().join("out");
    for command in [
        "--data \"$1\" list",
        "--data \"$1\"",
        "check \"$1\"",
        "fmt \"$1\" -o OUT --force",
        "import \"$1\" -o OUT --force",
        "publish \"$1\" --data OUT",
        "diff \"$1\" \"$1\"",
        "--data \"$1\" export --format xlsx -o OUT --force",
    ] {
        fs::write(&out, "old").unwrap();
        let script = format!("exec \"$0\" {}", command.replace("OUT", out.to_str().unwrap()));
        let app = with_memory_limit(40_000, &script, &data);
        app.wait("内存不够");
        assert_eq!(app.wait_for_exit(), 2, "{command}");
        assert_eq!(fs::read_to_string(&out).unwrap(), "old", "{command}");
    }
}

#[test]
fn a_board_keeps_what_it_shows_when_a_file_comes_that_does_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("town.ron");
    fs::write(&data, programme(10, "")).unwrap();
    let app = with_memory_limit(40_000, "exec \"$0\" --data \"$1\"", &data);
    app.wait("1/10");
    let replace = |text: &str| {
        let draft = data.with_extension("new");
        fs::write(&draft, text).unwrap();
        fs::rename(draft, &data).unwrap();
    };
    replace(&programme(60_000, ""));
    app.wait("数据文件无法读取");
    app.send("02\r");
    app.wait(">02");
    app.wait("2/10");
    // One that fits comes in place.
    replace(&programme(11, ""));
    app.wait("2/11");
    app.send("q");
    assert_eq!(app.wait_for_exit(), 0);
}

/// Starts a shell script with the board as `$0` and the file as `$1`, limited to `kib` KiB of
/// address space.
fn with_memory_limit(kib: usize, script: &str, data: &Path) -> App {
    let script = script.replace("\"$1\"", &format!("'{}'", data.display()));
    Launch::shell(&format!("ulimit -v {kib}; {script}")).size(120, 24).start()
}
