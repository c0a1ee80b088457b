//! Debian's sshd on the loopback interface, with the deployed configuration: the permitted
//! requests, and all refused ones.
//!
//! The server runs in a mount namespace of its own, in which mounts cover `/etc/ssh`, the account
//! and the binary of the machine; they end with the server. This requires root.
#![cfg(target_os = "linux")]
#![expect(
    clippy::disallowed_methods,
    reason = "the ban is for the board; this test starts sshd and ssh"
)]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

#[path = "../it/support/pty/mod.rs"]
#[allow(dead_code, unused_imports, reason = "other tests use the rest")]
mod pty;
mod server;

use std::fs;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;

use pty::{App, count, eventually, find};
use rustix::process::Signal;
use server::{CommandResult, FRAGMENT, Server, signal};

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn the_board_appears_and_finds_parking_and_q_ends_the_session() {
    let server = Server::start();
    let app = server.open_session("-o SendEnv=LANG", (80, 24));
    app.wait(">01 ");
    app.wait("1/25");
    app.send("/");
    app.send("tingche");
    app.wait(">20 新增公共停车位项目");
    app.send("\x1b");
    app.wait_until("the box closed", vt100::Screen::hide_cursor);
    // There is no shell after it, and no key for one.
    app.send("\x1a");
    app.send("?");
    app.wait("按键帮助");
    assert!(!app.screen().join("").contains("Ctrl-z"));
    app.send("?");
    app.wait(">20 ");
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
    eventually("no process is left", || server.processes().is_empty());
    assert!(!server.is_trapped(), "{}", server.log());
}

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn a_client_that_dies_leaves_no_process_behind() {
    let server = Server::start();
    for _ in 0..3 {
        let app = server.open_session("", (80, 24));
        app.wait(">01 ");
        assert_eq!(server.board_pids().len(), 1);
        app.signal(Signal::KILL);
        eventually("no process is left", || server.processes().is_empty());
    }
    // A network that stops without closing the connection. The timeout is shorter than in the
    // fragment to keep the test short.
    let server = Server::start_with("ClientAliveInterval 10", "ClientAliveInterval 1");
    let app = server.open_session("", (80, 24));
    app.wait(">01 ");
    app.signal(Signal::STOP);
    eventually("the line is given up and no process is left", || server.processes().is_empty());
    app.signal(Signal::KILL);
    // A shell in between ignores the hang-up.
    let server = Server::start_with("ForceCommand exec", "ForceCommand trap '' HUP;");
    let app = server.open_session("", (80, 24));
    app.wait(">01 ");
    app.signal(Signal::KILL);
    eventually("no process is left", || server.processes().is_empty());
}

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn only_the_administrator_chooses_the_programme() {
    let server =
        Server::start_with("--restricted", "--restricted --data /srv/minsheng/projects.ron");
    // The file does not exist yet: the message says so, and no other programme is shown in its
    // place.
    let missing = server.exec(&[], &["list"]);
    assert!(
        missing.code == Some(2) && missing.out.is_empty() && missing.err.contains("projects.ron"),
        "{missing:?}"
    );
    server.write_file(
        "projects.ron",
        "(title: \"清单\", domains: [(id: \"a\", name: \"道路\")], projects: [(no: 1, domain: \"a\", title: \"本镇的路\")])",
    );
    assert!(server.exec(&[], &["list"]).out.contains("本镇的路"));
    let app = server.open_session("", (80, 24));
    app.wait(">01 本镇的路");
    app.send("q");
    app.assert_exit(0);
    let other = server.exec(&[], &["list --data /usr/share/doc/openssh-server/copyright"]);
    other.assert_refused("another file");
    assert!(
        server
            .exec(&["-o", "SetEnv=MINSHENG_DATA=/etc/passwd"], &["list"])
            .out
            .contains("本镇的路")
    );
}

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn a_request_for_the_list_is_answered() {
    let server = Server::start();
    let found = server.exec(&[], &["list", "停车", "--format", "json"]);
    assert_eq!((found.code, found.err.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found[0]["no"], 20);
    let shown = server.exec(&[], &["show", "20", "--lang", "en"]);
    assert!(shown.code == Some(0) && shown.out.contains("600"), "{shown:?}");
    let frame = server.exec(&[], &["frame --size 40x15 --lang en --keys '/ parking <enter>'"]);
    assert!(frame.code == Some(0) && frame.out.contains("New public parking"), "{frame:?}");
    // Whatever the environment, this is the built-in programme.
    fs::write(server.folder.path().join("other.ron"), "no catalogue at all").unwrap();
    let other =
        format!("SetEnv=MINSHENG_DATA={}", server.folder.path().join("other.ron").display());
    assert_eq!(server.exec(&["-o", &other], &["list"]).out.lines().count(), 25);
}

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn a_request_for_anything_else_is_refused() {
    let server = Server::start();
    for request in [
        "id",
        "/bin/sh",
        "sh -c id",
        "exec id",
        "; id",
        "\nid",
        "$(id)",
        "/usr/local/bin/minsheng list",
        "minsheng list",
        "LIST",
        "--data /etc/passwd",
        "--help",
        "check /etc/passwd",
        "list --data /etc/passwd",
        "list --data=/etc/passwd",
        "show 1 --data /etc/passwd",
        "frame --data /etc/passwd",
        "frame check /etc/passwd",
        "list 'unfinished",
        "scp -f /etc/passwd",
        "internal-sftp",
        "7",
        &format!("list {}", "x".repeat(5000)),
    ] {
        let result = server.exec(&[], &[request]);
        result.assert_refused(request);
        assert_eq!(result.code, Some(2), "{request}: {result:?}");
        assert_eq!(result.err.lines().count(), 1, "{request}: {result:?}");
    }
    // A shell would run these; here they are search words.
    for request in [
        "list ; id",
        "list $(id)",
        "list `id`",
        "list | id",
        "list && id",
        "list > /tmp/minsheng-escaped",
        "list\nid",
    ] {
        let result = server.exec(&[], &[request]);
        assert!(
            !result.out.contains("uid=") && !result.err.contains("uid="),
            "{request}: {result:?}"
        );
    }
    assert!(!PathBuf::from("/tmp/minsheng-escaped").exists());
    // Without a terminal there is no board, and stdin is ignored.
    let mut command = server.client("ssh");
    command.args(["-T", "clerk@127.0.0.1"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), b"id\nexit\n").unwrap();
    CommandResult::from_output(&child.wait_with_output().unwrap())
        .assert_refused("a shell on stdin");
    assert!(!server.is_trapped(), "{}", server.log());
}

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn no_files_come_or_go() {
    let server = Server::start();
    let here = server.folder.path().join("copy");
    let here = here.to_str().unwrap();
    for (program, args) in [
        ("sftp", vec!["-b", "/dev/null", "clerk@127.0.0.1"]),
        ("scp", vec!["clerk@127.0.0.1:/etc/passwd", here]),
        ("scp", vec!["-O", "clerk@127.0.0.1:/etc/passwd", here]),
        ("scp", vec!["-O", FRAGMENT, "clerk@127.0.0.1:/tmp/minsheng-escaped"]),
        ("ssh", vec!["-s", "clerk@127.0.0.1", "sftp"]),
    ] {
        let result =
            CommandResult::from_output(&server.client(program).args(&args).output().unwrap());
        assert_ne!(result.code, Some(0), "{program} {args:?}: {result:?}");
    }
    assert!(!PathBuf::from(here).exists() && !PathBuf::from("/tmp/minsheng-escaped").exists());
}

#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn nothing_is_forwarded() {
    let server = Server::start();
    let target = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    target.set_nonblocking(true).unwrap();
    let target_at = target.local_addr().unwrap();
    // Standard input to a port of the server.
    server.exec(&["-W", &target_at.to_string()], &[]).assert_refused("-W");
    // Remote forwarding and a tunnel: refused before anything else happens.
    let remote = server
        .exec(&["-o", "ExitOnForwardFailure=yes", "-R", &format!("0:{target_at}")], &["list"]);
    assert_eq!(remote.code, Some(255), "{remote:?}");
    let tunnel = server.exec(
        &["-o", "ExitOnForwardFailure=yes", "-o", "Tunnel=point-to-point", "-w", "7:7"],
        &["list"],
    );
    assert_ne!(tunnel.code, Some(0), "{tunnel:?}");
    // Local forwarding opens a port on our side, but no connection is made.
    let local = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let forward = format!("{local}:{target_at}");
    let mut child =
        server.client("ssh").args(["-N", "-L", &forward, "clerk@127.0.0.1"]).spawn().unwrap();
    eventually("the client listens", || TcpStream::connect(local).is_ok());
    let mut result = Vec::new();
    let _ = TcpStream::connect(local).unwrap().read_to_end(&mut result);
    assert_eq!(result, b"");
    signal(child.id(), Signal::TERM);
    child.wait().unwrap();
    assert!(target.accept().is_err(), "a connection came through");
    // Agent and X11: neither can be used, and the board starts all the same.
    let result = server.exec(&["-A", "-X"], &["list"]);
    assert_eq!(result.out.lines().count(), 25, "{result:?}");
    let log = server.log();
    assert!(log.contains("refused") || log.contains("administratively prohibited"), "{log}");
}

/// Prints the savings of `Compression yes` and the memory of 200 sessions: `-- --ignored
/// --nocapture figures`.
#[test]
#[ignore = "needs root, unshare and Debian's openssh-server; .ci/run installs it and runs this"]
fn figures_of_a_line_and_of_two_hundred_sessions() {
    let server = Server::start();
    for option in ["-v", "-v -C"] {
        let app = server.open_session(option, (80, 24));
        app.wait(">01 ");
        for row in 2..=21 {
            app.send("j");
            app.wait(&format!(">{row:02} "));
            app.wait_until("the page, too", |screen| {
                screen.contents().matches(&format!("{row:02} ")).count() > 1
            });
        }
        app.send("q");
        app.wait("Transferred");
        let raw = String::from_utf8_lossy(&app.raw()).into_owned();
        println!(
            "20 lines down with {option}: {}",
            raw.lines().find(|line| line.contains("Transferred")).unwrap().trim()
        );
    }
    eventually("no process is left", || server.processes().is_empty());
    let apps: Vec<App> = (0..200).map(|_| server.open_session("", (200, 60))).collect();
    for app in &apps {
        app.wait(">01 ");
    }
    for app in &apps {
        app.send("G");
    }
    for app in &apps {
        app.wait("25/25");
    }
    let boards = server.board_pids();
    assert_eq!(boards.len(), 200);
    let (own, sshd) = (memory(&boards) / 200, memory(&server.sshd_pids()) / 200);
    println!(
        "200 sessions at 200x60: {own} kB PSS for a board, {sshd} kB for its sshd, {} in a GiB",
        (1 << 20) / (own + sshd)
    );
    assert!(own < 2048, "{own}");
    drop(apps);
    eventually("no process is left", || server.processes().is_empty());
    assert_eq!(count(server.log().as_bytes(), "panicked"), 0);
    assert_eq!(find(server.log().as_bytes(), "trapped"), None);
}

/// Returns the memory of processes in KiB; shared memory counts once.
fn memory(pids: &[u32]) -> u64 {
    let rollup =
        |pid: &u32| fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let pss = |text: String| {
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:").map(str::to_owned))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    pids.iter().filter_map(|pid| pss(rollup(pid))).sum()
}
