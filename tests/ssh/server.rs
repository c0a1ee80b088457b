//! The server of a test, its accounts, and the results of its requests.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Output, Stdio};

use crate::pty::{App, Launch, eventually};
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

pub(crate) const FRAGMENT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/assets/deploy/ssh/minsheng.conf");

/// A server with one account. Dropping it ends the server and all its sessions.
pub(crate) struct Server {
    pub(crate) folder: TempDir,
    pub(crate) port: u16,
    /// The user id of the account, which tells its processes from those of other tests.
    pub(crate) id: u32,
    pub(crate) sshd: Child,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::start_with("", "")
    }

    /// Starts a server with `old` replaced by `new` in the configuration fragment.
    pub(crate) fn start_with(old: &str, new: &str) -> Self {
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
    pub(crate) fn write_file(&self, name: &str, text: &str) {
        let pid = self.sshd.id().to_string();
        let path = format!("/srv/minsheng/{name}");
        let mut command = Command::new("nsenter");
        command.args(["-m", "-t", &pid, "tee", &path]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut tee = command.spawn().unwrap();
        std::io::Write::write_all(&mut tee.stdin.take().unwrap(), text.as_bytes()).unwrap();
        assert!(tee.wait().unwrap().success());
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Returns the options of a client for this server; sftp and scp call the port otherwise.
    pub(crate) fn options(&self) -> Vec<String> {
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
    pub(crate) fn client(&self, program: &str) -> Command {
        let mut command = Command::new("timeout");
        command.args(["20", program]).args(self.options()).stdin(Stdio::null());
        command
    }

    /// Runs `ssh HOST …` without a terminal.
    pub(crate) fn exec(&self, options: &[&str], command: &[&str]) -> CommandResult {
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
    pub(crate) fn open_session(&self, more: &str, (width, height): (u16, u16)) -> App {
        let options = self.options().join(" ");
        Launch::shell(&format!("exec ssh {options} {more} clerk@127.0.0.1"))
            .env("PATH", "/usr/bin:/bin")
            .size(width, height)
            // No variable of the client's says how wide its terminal draws.
            .allow_probe()
            .start()
    }

    /// Returns the processes of the account, by name and id.
    pub(crate) fn processes(&self) -> Vec<(String, u32)> {
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
    pub(crate) fn sshd_pids(&self) -> Vec<u32> {
        let sessions =
            self.processes().into_iter().filter(|(name, _)| name == "sshd").map(|(_, pid)| pid);
        let parents = |pid: u32| status(pid).and_then(|[_, _, parent]| parent.parse().ok());
        sessions.flat_map(|pid| [Some(pid), parents(pid)]).flatten().collect()
    }

    pub(crate) fn board_pids(&self) -> Vec<u32> {
        self.processes()
            .into_iter()
            .filter(|(name, _)| name == "minsheng")
            .map(|(_, pid)| pid)
            .collect()
    }

    pub(crate) fn is_trapped(&self) -> bool {
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

pub(crate) fn signal(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// The result of a request.
#[derive(Debug)]
pub(crate) struct CommandResult {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl CommandResult {
    pub(crate) fn from_output(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Asserts that the request was refused and printed nothing.
    #[track_caller]
    pub(crate) fn assert_refused(&self, what: &str) {
        assert_ne!(self.code, Some(0), "{what}: {self:?}");
        assert_eq!(self.out, "", "{what}");
        assert!(!self.err.contains("uid=") && !self.err.contains("root:"), "{what}: {self:?}");
    }
}
