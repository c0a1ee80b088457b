//! The board as a service: with a data file that is replaced, a service manager, a log, and usage
//! counts.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::support::pty::{self, App, Launch, eventually, find, run};
use rustix::process::Signal;
use tempfile::TempDir;

/// Returns a programme of seven projects whose titles begin with `word`.
fn programme(word: &str) -> String {
    let projects: String = (1..8)
        .map(|no| format!("(no: {no}, domain: \"a\", title: \"{word}第{no}号\"),\n"))
        .collect();
    format!(
        "(title: \"{word}清单\", domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])"
    )
}

/// A folder with a data file, and a board that shows it.
struct BoardOnFile {
    folder: TempDir,
    data: PathBuf,
    app: App,
}

impl BoardOnFile {
    fn start(args: &[&str]) -> Self {
        Self::start_with(args, |data| {
            fs::create_dir(data.parent().unwrap()).unwrap();
            fs::write(data, programme("旧")).unwrap();
        })
    }

    /// Starts a board on a data file that `put` writes.
    fn start_with(args: &[&str], put: impl Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data/projects.ron");
        put(&data);
        let path = folder.path().to_str().unwrap();
        let args: Vec<String> = args.iter().map(|arg| arg.replace("HERE", path)).collect();
        let args: Vec<&str> = ["--data", data.to_str().unwrap()]
            .into_iter()
            .chain(args.iter().map(String::as_str))
            .collect();
        let app = Launch::board(&args).allow_mouse().start();
        Self { folder, data, app }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

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
            shown.contains(">04 新第4号") && shown.contains("[号]") && !shown.contains('旧')
        });
    }
    // A second time: file watches of the kernel report only the first.
    for (.., board) in &boards {
        rename_over(&board.data, &programme("更新"));
    }
    for (name, _, board) in &boards {
        board.app.wait_until(name, |screen| screen.contents().contains(">04 更新第4号"));
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
    app.wait(">03 新第3号");
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
    app.wait(">03 好第3号");
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
    app.wait(">03 新第3号");
    app.wait("没有全部显示；2 条无法识别，没有显示");
    app.send("e");
    app.wait("not fully shown");
    app.send("e");
    rename_over(&board.data, &programme("好"));
    app.wait(">03 好第3号");
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
    board.app.wait(">01 新");
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

/// Starts a board with a notification socket, as a service manager does.
fn start_managed(args: &[&str], watchdog: &str) -> (TempDir, UnixDatagram, App) {
    let folder = tempfile::tempdir().unwrap();
    let socket_path = folder.path().join("notify");
    let manager = UnixDatagram::bind(&socket_path).unwrap();
    manager.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let launch = Launch::board(args).env("NOTIFY_SOCKET", socket_path.to_str().unwrap());
    (folder, manager, launch.env("WATCHDOG_USEC", watchdog).start())
}

/// Receives the next message to the service manager.
fn next_message(manager: &UnixDatagram) -> String {
    let mut bytes = [0; 1000];
    let count = manager.recv(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

#[test]
fn a_manager_hears_that_the_board_is_ready_alive_and_ending() {
    let (_folder, manager, app) = start_managed(&[], "300000");
    app.wait(">01 ");
    assert_eq!(next_message(&manager), "READY=1\nSTATUS=25 个项目\nWATCHDOG=1");
    for _ in 0..3 {
        assert_eq!(next_message(&manager), "WATCHDOG=1");
    }
    app.send("q");
    app.assert_exit(0);
    let last =
        std::iter::from_fn(|| Some(next_message(&manager))).find(|word| word != "WATCHDOG=1");
    assert_eq!(last.as_deref(), Some("STOPPING=1"));
}

/// True if no message arrives in a time in which one would be due.
fn is_quiet(manager: &UnixDatagram) -> bool {
    manager.set_nonblocking(true).unwrap();
    while manager.recv(&mut [0; 1000]).is_ok() {}
    thread::sleep(Duration::from_millis(500));
    let quiet = manager.recv(&mut [0; 1000]).is_err();
    manager.set_nonblocking(false).unwrap();
    quiet
}

#[test]
fn a_board_that_hangs_or_whose_terminal_hangs_says_nothing() {
    let (_folder, manager, app) = start_managed(&[], "100000");
    app.wait(">01 ");
    next_message(&manager);
    app.signal(Signal::STOP);
    eventually("silence", || is_quiet(&manager));
    app.signal(Signal::CONT);
    next_message(&manager);
    let mut app = app;
    app.stop_reading();
    // Each is a whole frame, and the buffer holds a few.
    eventually("silence", || {
        app.send("\x0c");
        is_quiet(&manager)
    });
    app.resume_reading();
    next_message(&manager);
}

#[test]
fn who_is_not_asked_for_signs_of_life_sets_no_timer() {
    for watchdog in ["", "0"] {
        let (_folder, manager, app) = start_managed(&[], watchdog);
        app.wait(">01 ");
        assert_eq!(next_message(&manager), "READY=1\nSTATUS=25 个项目");
        eventually("it sleeps, with no timer set", || app.is_sleeping());
        app.send("q");
        app.assert_exit(0);
    }
}

#[test]
fn what_people_look_for_is_counted_without_anything_about_them() {
    let board = BoardOnFile::start(&["--count", "HERE/counts.csv"]);
    let app = &board.app;
    app.wait(">01 旧");
    // Moves past some, opens one, goes back and opens another, all at once: nothing may slip
    // through.
    app.send("jjj\r\x7fk\r\x7f");
    app.wait(">03 ");
    for letter in "/充电桩".chars() {
        app.send(letter.to_string());
    }
    app.wait("0/7");
    app.send("\x7f\x7f\x7f旧\r");
    app.wait(" 7/7 项");
    app.send("/\x15=2+3\r");
    app.wait("0/7");
    app.send("jk\x7f\x7fq");
    app.assert_exit(0);
    let table = board.read("counts.csv");
    let rows: Vec<&str> = table.lines().skip(1).map(|row| row.split_once(',').unwrap().1).collect();
    assert_eq!(
        rows,
        [
            "打开 opened,03,1",
            "打开 opened,04,1",
            "没有找到 nothing found,'=2+3,1",
            "没有找到 nothing found,充电桩,1"
        ]
    );
    assert!(table.lines().skip(1).all(|row| row.find(',') == Some("2026-11-25".len())), "{table}");
    assert!(!table.contains(':'), "no time of day: {table}");
}

#[test]
fn what_boards_that_end_together_have_counted_is_in_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (table, log) = (at("counts.csv"), at("log"));
    let boards: Vec<App> =
        (0..8).map(|_| Launch::board(&["--count", &table, "--log", &log]).start()).collect();
    for board in &boards {
        board.wait(">01 ");
        board.send_and_wait_read("\r");
    }
    // Twice in a row, as on a reboot.
    for board in boards.iter().chain(&boards) {
        board.signal(Signal::TERM);
    }
    for board in &boards {
        board.assert_exit(143);
    }
    // A board that ends later does not wait, and adds the counts that may be pending on a very slow
    // disk.
    let last = Launch::board(&["--count", &table]).start();
    last.wait(">01 ");
    last.send("\rq");
    last.assert_exit(0);
    let counted = fs::read_to_string(&table).unwrap();
    assert!(counted.ends_with(",打开 opened,01,9\n") && counted.lines().count() == 2, "{counted}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the table and the log");
}

#[test]
fn a_log_or_counts_that_cannot_be_written_hold_nothing_up() {
    let board = BoardOnFile::start(&["--log", "/dev/full", "--count", "/proc/counts.csv"]);
    board.app.wait(">01 旧");
    board.app.send("\r");
    board.app.send("\x7fq");
    board.app.assert_exit(0);
}

#[test]
fn where_there_is_no_service_that_is_said_until_the_system_says_otherwise() {
    let app = Launch::board(&["out-of-service"]).start();
    app.wait("暂停服务");
    app.wait("Please ask at the counter");
    app.send("q\x03\x1a\x1b[<0;1;1M\x04q");
    app.resize(150, 40);
    app.wait_until("a larger one", |screen| {
        pty::rows(screen).len() == 40 && screen.contents().contains("暂停服务")
    });
    eventually("it sleeps, with no timer set", || app.is_sleeping());
    app.signal(Signal::TERM);
    app.assert_exit(143);
    app.assert_restored();
    // On the kernel's console, which has no Chinese font.
    let app = Launch::board(&["out-of-service", "--for", "1"]).env("TERM", "linux").start();
    app.assert_exit(0);
    let raw = app.raw();
    assert!(
        find(&raw, "Out of service").is_some() && find(&raw, "\x1b[7m").is_some() && raw.is_ascii()
    );
    let mut app = Launch::shell("trap '' HUP; exec \"$0\" out-of-service").start();
    app.wait("暂停服务");
    app.hang_up();
    app.assert_exit(129);
    assert_eq!(run(&["out-of-service"], &[]).status.code(), Some(2));
}
