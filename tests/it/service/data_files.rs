//! Data files that are replaced, go bad, or cannot be read while a board shows them.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::support::pty::{self, App, Launch};
use rustix::process::Signal;
use tempfile::TempDir;

use super::{BoardOnFile, programme};

/// Writes a file under another name and renames it to `data`.
fn rename_over(data: &Path, text: &str) {
    let draft = data.with_extension("new");
    fs::write(&draft, text).unwrap();
    fs::rename(draft, data).unwrap();
}

/// A label and a way to replace the data file.
type ReplaceMethod = (&'static str, fn(&BoardOnFile));

const REPLACE_METHODS: [ReplaceMethod; 7] = [
    ("written in place", |board| fs::write(&board.data, programme("新")).unwrap()),
    ("written in place, slowly", |board| {
        let text = programme("新");
        let mut file = File::create(&board.data).unwrap();
        for part in text.as_bytes().chunks(text.len() / 4) {
            file.write_all(part).unwrap();
            thread::sleep(Duration::from_millis(700));
        }
    }),
    ("renamed", |board| rename_over(&board.data, &programme("新"))),
    (
        "copied with its time and its size, as cp -p does, or on a network file system of whole seconds",
        |board| {
            let time = fs::metadata(&board.data).unwrap().modified().unwrap();
            let file = File::create(board.data.with_extension("new")).unwrap();
            (&file).write_all(programme("新").as_bytes()).unwrap();
            file.set_modified(time).unwrap();
            fs::rename(board.data.with_extension("new"), &board.data).unwrap();
        },
    ),
    ("deleted and made again", |board| {
        fs::remove_file(&board.data).unwrap();
        board.app.wait("数据文件无法读取");
        fs::write(&board.data, programme("新")).unwrap();
    }),
    ("in another folder of the same name", |board| {
        fs::create_dir(board.path("next")).unwrap();
        fs::write(board.path("next/projects.ron"), programme("新")).unwrap();
        fs::rename(board.path("data"), board.path("before")).unwrap();
        fs::rename(board.path("next"), board.path("data")).unwrap();
    }),
    ("behind a link that leads elsewhere, as Kubernetes does it", |board| {
        fs::create_dir(board.path("second")).unwrap();
        fs::write(board.path("second/projects.ron"), programme("新")).unwrap();
        symlink(board.path("second"), board.path("..next")).unwrap();
        fs::rename(board.path("..next"), board.path("..data")).unwrap();
    }),
];

#[test]
fn whatever_way_a_file_is_put_in_place_the_board_shows_it_and_stays_where_it_is() {
    let boards = REPLACE_METHODS.map(|(name, replace)| {
        let board = BoardOnFile::start_with(&["--query", "号"], |data| {
            let folder = data.parent().unwrap();
            if name.contains("link") {
                let base = folder.parent().unwrap();
                fs::create_dir(base.join("first")).unwrap();
                fs::write(base.join("first/projects.ron"), programme("旧")).unwrap();
                symlink(base.join("first"), base.join("..data")).unwrap();
                symlink(base.join("..data"), folder).unwrap();
            } else {
                fs::create_dir(folder).unwrap();
                fs::write(data, programme("旧")).unwrap();
            }
        });
        board.app.wait(">01 旧");
        board.app.send("jjj");
        board.app.wait(">04 旧第4号");
        (name, replace, board)
    });
    // All files first, then all screens: each board takes some seconds to look.
    for (_, replace, board) in &boards {
        replace(board);
    }
    for (name, _, board) in &boards {
        board.app.wait_until(name, |screen| {
            let shown = screen.contents();
            shown.contains(">04*新第4号") && shown.contains("[号]") && !shown.contains('旧')
        });
    }
    // A second time: file watches of the kernel report only the first.
    for (.., board) in &boards {
        rename_over(&board.data, &programme("更新"));
    }
    for (name, _, board) in &boards {
        board.app.wait_until(name, |screen| screen.contents().contains(">04*更新第4号"));
        board.app.send("q");
        board.app.assert_exit(0);
    }
}

#[test]
fn what_is_faulty_is_never_shown_but_told_and_logged_and_the_next_good_file_is_shown_again() {
    let board = BoardOnFile::start(&["--log", "HERE/log"]);
    let app = &board.app;
    app.wait(">01 旧");
    app.send("jj");
    app.wait(">03 旧");
    // Half a file, and its writer pauses.
    let text = programme("新");
    let (first, second) = text.split_at(text.len() / 2 - 1);
    let mut file = File::create(&board.data).unwrap();
    file.write_all(first.as_bytes()).unwrap();
    app.wait("；新文件有 1 处错误");
    assert!(
        !app.screen().join("").contains('新') || app.screen()[0].contains("新文件"),
        "{}",
        app.screen().join("\n")
    );
    app.wait(">03 旧第3号");
    file.write_all(second.as_bytes()).unwrap();
    app.wait(">03*新第3号");
    app.wait_until("a header as ever", |screen| !pty::rows(screen)[0].contains("错误"));
    rename_over(
        &board.data,
        "(title: \"坏\",\n domains: [(id: \"a\", name: \"\")], projects: [(no: 1, domain: \"b\", title: \"x\")])",
    );
    app.wait("；新文件有 2 处错误");
    let header = app.screen()[0].clone();
    assert!(header.contains("数据截至 20"), "{header}");
    app.send("e");
    app.wait("; errors in the new file: 2");
    app.send("e");
    fs::remove_file(&board.data).unwrap();
    app.wait("；数据文件无法读取");
    rename_over(&board.data, &programme("好"));
    app.wait(">03*好第3号");
    app.send("q");
    app.assert_exit(0);
    let log = board.read("log");
    for line in [
        "启动：版本 ",
        "projects.ron，7 个项目\n",
        "projects.ron：2 处错误，不换，继续显示原来的数据\n",
        "projects.ron:2:",
        "projects.ron：读不到，继续显示原来的数据\n",
        "projects.ron:1:1: 找不到这个文件",
        "projects.ron：换上新数据，7 个项目\n",
        "]: 结束，代码 0\n",
    ] {
        assert!(log.contains(line), "{line} is not in\n{log}");
    }
}

#[test]
fn a_file_of_a_newer_format_is_shown_as_far_as_it_is_known_and_told_and_logged() {
    let newer_format = |word: &str, value: &str, count: usize| {
        let entry = format!("(what: \"长\", amount: 5, approx: {value})");
        let targets = format!(
            "budget: 1, targets: [(what: \"宽\", amount: 7), {}]",
            vec![entry; count].join(", ")
        );
        let text = programme(word).replacen("(title: ", "(format: 2, title: ", 1);
        text.replace(
            &format!("title: \"{word}第3号\""),
            &format!("title: \"{word}第3号\", {targets}"),
        )
    };
    let board = BoardOnFile::start_with(&["--log", "HERE/log"], |data| {
        fs::create_dir(data.parent().unwrap()).unwrap();
        fs::write(data, newer_format("旧", "true", 1)).unwrap();
    });
    let app = &board.app;
    app.wait(">01 旧");
    app.wait("没有全部显示；1 条无法识别，没有显示");
    app.send("jj");
    app.wait("这个项目还有 1 条");
    rename_over(&board.data, &newer_format("新", "false", 2));
    app.wait(">03*新第3号");
    app.wait("没有全部显示；2 条无法识别，没有显示");
    app.send("e");
    app.wait("not fully shown");
    app.send("e");
    rename_over(&board.data, &programme("好"));
    app.wait(">03*好第3号");
    app.wait_until("a header as ever", |screen| !pty::rows(screen)[0].contains("没有"));
    app.send("q");
    app.assert_exit(0);
    let log = board.read("log");
    for line in [
        "projects.ron:1:10: 提醒：文件格式是 2，本程序支持到 1：无法识别的内容不显示\n",
        "提醒：未知字段 budget，没有读入\n",
        "提醒：这一条没有显示：没有 approx 这个字段；",
        "projects.ron：1 条看不懂，没有显示\n",
        "projects.ron：2 条看不懂，没有显示\n",
    ] {
        assert!(log.contains(line), "{line} is not in\n{log}");
    }
}

#[test]
fn a_file_that_went_bad_overnight_opens_with_the_last_one_that_was_published() {
    let bad = |data: &Path| {
        fs::create_dir(data.parent().unwrap()).unwrap();
        fs::write(data, "(title: \"坏").unwrap();
    };
    let board = BoardOnFile::start_with(&["--log", "HERE/log"], |data| {
        bad(data);
        fs::write(data.with_extension("ron.last-good"), programme("旧")).unwrap();
    });
    board.app.wait(">01 旧");
    board.app.wait("；新文件有 1 处错误");
    let log = board.read("log");
    assert!(
        log.contains("projects.ron：1 处错误，没有显示\n")
            && log.contains("projects.ron.last-good（没有显示："),
        "{log}"
    );
    assert!(log.contains("projects.ron 有 1 处错误），7 个项目\n"), "{log}");
    rename_over(&board.data, &programme("新"));
    board.app.wait(">01*新");
    board.app.send("q");
    board.app.assert_exit(0);
    // A kiosk always shows a board.
    for args in [&["--kiosk", "--log", "HERE/log"][..], &["--kiosk"]] {
        let board = BoardOnFile::start_with(args, |data| {
            if args.len() > 1 {
                bad(data);
            }
        });
        board.app.wait("自带的 2026 年清单");
        board.app.wait("轻触屏幕开始");
        if args.len() > 1 {
            assert!(board.read("log").contains("projects.ron:1:"), "{}", board.read("log"));
            assert!(board.read("log").contains("自带的清单（没有显示："), "{}", board.read("log"));
        } else {
            fs::create_dir(board.data.parent().unwrap()).unwrap();
        }
        rename_over(&board.data, &programme("新"));
        board.app.wait("新清单");
        board.app.signal(Signal::TERM);
        board.app.assert_exit(143);
    }
    // A desk does not start, because its user can act.
    let board = BoardOnFile::start_with(&[], bad);
    board.app.assert_exit(2);
    board.app.wait("projects.ron:1:");
}

/// Starts a kiosk on the file of another folder, under an account without root's rights to read any
/// file.
fn start_kiosk(folder: &TempDir) -> App {
    let path = folder.path();
    for (name, mode) in
        [(path.to_owned(), 0o755), (path.join("log"), 0o666), (path.join("home"), 0o777)]
    {
        if !name.exists() {
            if name.ends_with("log") {
                fs::write(&name, "").unwrap();
            } else {
                fs::create_dir(&name).unwrap();
            }
        }
        fs::set_permissions(&name, fs::Permissions::from_mode(mode)).unwrap();
    }
    // That account may not have access to the build directory.
    let script = "cp \"$0\" \"$HERE/board\" && chmod 755 \"$HERE/board\" || exit; \
        if [ \"$(id -u)\" = 0 ]; then set -- setpriv --reuid=65534 --regid=65534 --clear-groups; fi; \
        exec \"$@\" \"$HERE/board\" --kiosk --data \"$HERE/live.ron\" --log \"$HERE/log\"";
    let launch =
        Launch::shell(script).env("HERE", path.to_str().unwrap()).env("PATH", "/usr/bin:/bin");
    launch.env("HOME", path.join("home").to_str().unwrap()).allow_mouse().start()
}

#[test]
fn a_hall_that_may_not_read_its_file_says_so_on_the_screen_and_in_the_log() {
    if rustix::process::geteuid().is_root()
        && !["/usr/bin/setpriv", "/bin/setpriv"].iter().any(|path| Path::new(path).exists())
    {
        eprintln!(
            "skipped: the superuser may read everything, and there is no setpriv to change the account"
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let live = folder.path().join("live.ron");
    let chmod =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let log = || fs::read_to_string(folder.path().join("log")).unwrap();
    fs::write(&live, programme("镇")).unwrap();
    chmod(&live, 0);
    let app = start_kiosk(&folder);
    app.wait("自带的 2026 年清单；数据文件无法读取");
    let started = log();
    for line in [
        "live.ron：读不到，没有显示\n",
        "live.ron:1:1: 没有读取权限；",
        "自带的清单（没有显示：",
        "live.ron 读不到），25 个项目\n",
    ] {
        assert!(started.contains(line), "{line} is not in\n{started}");
    }
    chmod(&live, 0o644);
    app.wait("镇清单");
    app.wait_until("a screen as ever", |screen| !screen.contents().contains("读不到"));
    chmod(&live, 0);
    app.wait("；数据文件无法读取");
    app.wait("数据截至 20");
    app.wait("镇第");
    assert!(
        log().contains("live.ron：换上新数据，7 个项目\n")
            && log().ends_with(" 没有读取权限；请管理员开放读取，例如 chmod a+r\n"),
        "{}",
        log()
    );
    assert!(log().contains("live.ron：读不到，继续显示原来的数据\n"), "{}", log());
    app.signal(Signal::TERM);
    app.assert_exit(143);
    // The file published before stands in for it.
    fs::write(folder.path().join("live.ron.last-good"), programme("前")).unwrap();
    fs::remove_file(folder.path().join("board")).unwrap();
    let app = start_kiosk(&folder);
    app.wait("；数据文件无法读取");
    app.wait("前第");
    assert!(log().contains("live.ron.last-good（没有显示："), "{}", log());
    app.signal(Signal::TERM);
    app.assert_exit(143);
}
