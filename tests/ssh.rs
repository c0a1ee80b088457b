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

#[path = "it/support/pty.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod pty;

use std::fs;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use pty::{App, Launch, count, eventually, find};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// The shell script that mounts the files over those of the machine and starts the server. `$1` is
/// our folder, `$2` the binary, `$3` the port.
const SERVER: &str = r#"
folder=$1 binary=$2 port=$3
for place in /etc/ssh /usr/local/bin /srv /run; do mount -t tmpfs none $place; done
mkdir -p /run/sshd /etc/ssh/keys /srv/minsheng/.ssh
chmod 755 /run/sshd /etc/ssh /etc/ssh/keys /srv /srv/minsheng /usr/local/bin
for file in passwd group shadow; do
    cp /etc/$file $folder/$file
    cat $folder/$file.more >> $folder/$file
    mount --bind $folder/$file /etc/$file
done
cp $folder/key.pub /etc/ssh/keys/clerk
cp $folder/host $folder/host.pub /etc/ssh/
chmod 600 /etc/ssh/host
install -m 755 $binary /usr/local/bin/minsheng
# Files that a shell or sshd would obey if it were left to: root's here, as the page demands.
for trap in .profile .bashrc .zshenv .kshrc .ssh/rc .ssh/environment; do
    echo "echo trapped by $trap; touch $folder/trapped" > /srv/minsheng/$trap
done
{
    echo "ListenAddress 127.0.0.1:$port"
    echo "HostKey /etc/ssh/host"
    echo "Subsystem sftp internal-sftp"
    # More than a careful administrator would allow.
    echo "AcceptEnv LANG LC_* MINSHENG_* SSH_ORIGINAL_COMMAND HOME PATH"
    echo "AllowTcpForwarding yes"
    echo "X11Forwarding yes"
    echo "PermitTunnel yes"
    echo "MaxStartups 1000"
    cat $folder/minsheng.conf
} > /etc/ssh/sshd_config
exec /usr/sbin/sshd -D -e -o LogLevel=VERBOSE 2> $folder/log
"#;

const FRAGMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/deploy/ssh/minsheng.conf");

/// A server with one account. Dropping it ends the server and all its sessions.
struct Server {
    folder: TempDir,
    port: u16,
    /// The user id of the account, which tells its processes from those of other tests.
    id: u32,
    sshd: Child,
}

impl Server {
    fn start() -> Self {
        Self::start_with("", "")
    }

    /// Starts a server with `old` replaced by `new` in the configuration fragment.
    fn start_with(old: &str, new: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["host", "key"] {
            let path = folder.path().join(name);
            let status = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(path)
                .status()
                .unwrap();
            assert!(status.success());
        }
        let fragment = fs::read_to_string(FRAGMENT).unwrap();
        assert!(fragment.contains(old));
        fs::write(folder.path().join("minsheng.conf"), fragment.replacen(old, new, 1)).unwrap();
        // The system finds a free port; no other program takes it before sshd does.
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let id = 100_000 + u32::from(port);
        for (file, line) in [
            ("passwd", format!("clerk:x:{id}:{id}::/srv/minsheng:/bin/sh\n")),
            ("group", format!("minsheng:x:{id}:\n")),
            ("shadow", "clerk:*:19000:0:99999:7:::\n".to_owned()),
        ] {
            fs::write(folder.path().join(format!("{file}.more")), line).unwrap();
        }
        let mut command = Command::new("unshare");
        command.args(["-m", "/bin/sh", "-eu", "-c", SERVER, "sh"]).arg(folder.path());
        command.args([env!("CARGO_BIN_EXE_minsheng"), &port.to_string()]);
        let server = Self { folder, port, id, sshd: command.spawn().unwrap() };
        eventually("sshd listens", || server.log().contains("Server listening"));
        server
    }

    /// Writes a file of root's into the home directory of the account.
    fn write_file(&self, name: &str, text: &str) {
        let pid = self.sshd.id().to_string();
        let path = format!("/srv/minsheng/{name}");
        let mut command = Command::new("nsenter");
        command.args(["-m", "-t", &pid, "tee", &path]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut tee = command.spawn().unwrap();
        std::io::Write::write_all(&mut tee.stdin.take().unwrap(), text.as_bytes()).unwrap();
        assert!(tee.wait().unwrap().success());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Returns the options of a client for this server; sftp and scp call the port otherwise.
    fn options(&self) -> Vec<String> {
        let key = self.folder.path().join("key");
        let known_hosts = self.folder.path().join("known");
        let options = [
            format!("IdentityFile={}", key.display()),
            format!("UserKnownHostsFile={}", known_hosts.display()),
            format!("Port={}", self.port),
            "StrictHostKeyChecking=no".into(),
            "IdentitiesOnly=yes".into(),
            "IdentityAgent=none".into(),
            "BatchMode=yes".into(),
            "LogLevel=ERROR".into(),
        ];
        let options = options.into_iter().flat_map(|option| ["-o".to_owned(), option]);
        ["-F".to_owned(), "/dev/null".to_owned()].into_iter().chain(options).collect()
    }

    /// Returns a client command with a time limit: a request that should be refused might be let
    /// through and wait for ever.
    fn client(&self, program: &str) -> Command {
        let mut command = Command::new("timeout");
        command.args(["20", program]).args(self.options()).stdin(Stdio::null());
        command
    }

    /// Runs `ssh HOST …` without a terminal.
    fn exec(&self, options: &[&str], command: &[&str]) -> CommandResult {
        CommandResult::from_output(
            &self
                .client("ssh")
                .args(options)
                .args(["clerk@127.0.0.1", "--"])
                .args(command)
                .output()
                .unwrap(),
        )
    }

    /// Runs `ssh HOST` in a terminal.
    fn open_session(&self, more: &str, (width, height): (u16, u16)) -> App {
        let options = self.options().join(" ");
        Launch::shell(&format!("exec ssh {options} {more} clerk@127.0.0.1"))
            .env("PATH", "/usr/bin:/bin")
            .size(width, height)
            // No variable of the client's says how wide its terminal draws.
            .allow_probe()
            .start()
    }

    /// Returns the processes of the account, by name and id.
    fn processes(&self) -> Vec<(String, u32)> {
        let pids = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
        let ours = pids.filter_map(|pid: u32| {
            let [name, user, _] = status(pid)?;
            (user == self.id.to_string()).then_some((name, pid))
        });
        ours.collect()
    }

    /// Returns the processes of sshd for sessions: root's and the account's.
    fn sshd_pids(&self) -> Vec<u32> {
        let sessions =
            self.processes().into_iter().filter(|(name, _)| name == "sshd").map(|(_, pid)| pid);
        let parents = |pid: u32| status(pid).and_then(|[_, _, parent]| parent.parse().ok());
        sessions.flat_map(|pid| [Some(pid), parents(pid)]).flatten().collect()
    }

    fn board_pids(&self) -> Vec<u32> {
        self.processes()
            .into_iter()
            .filter(|(name, _)| name == "minsheng")
            .map(|(_, pid)| pid)
            .collect()
    }

    fn is_trapped(&self) -> bool {
        self.folder.path().join("trapped").exists()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for (_, pid) in self.processes() {
            signal(pid, Signal::KILL);
        }
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

/// Returns name, user and parent of a running process. A process that has ended may stay visible as
/// a zombie where the first process of a container does not collect its orphans.
fn status(pid: u32) -> Option<[String; 3]> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        Some(line?.split_whitespace().next()?.to_owned())
    };
    let alive = field("State")? != "Z";
    alive.then_some([field("Name")?, field("Uid")?, field("PPid")?])
}

fn signal(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// The result of a request.
#[derive(Debug)]
struct CommandResult {
    code: Option<i32>,
    out: String,
    err: String,
}

impl CommandResult {
    fn from_output(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Asserts that the request was refused and printed nothing.
    #[track_caller]
    fn assert_refused(&self, what: &str) {
        assert_ne!(self.code, Some(0), "{what}: {self:?}");
        assert_eq!(self.out, "", "{what}");
        assert!(!self.err.contains("uid=") && !self.err.contains("root:"), "{what}: {self:?}");
    }
}

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
    let server = Server::start_with("ClientAliveInterval 15", "ClientAliveInterval 1");
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
