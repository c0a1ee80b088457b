#!/usr/bin/env bash
# The crate sd-notify takes an abstract socket in NOTIFY_SOCKET for a file, and a watchdog of 0 for one that is on.
#
# sd_notify(3): where NOTIFY_SOCKET begins with '@', the rest names a socket in the abstract namespace, which containers
# and other supervisors use. sd_watchdog_enabled(3): a WATCHDOG_USEC of 0 is invalid. A service that trusts the crate is
# not reported as started under such a supervisor, and one that divides the watchdog's time for its own timer gets 0.
#
# Seen with sd-notify 0.5.0, output of this script:
#   NOTIFY_SOCKET=/path    Ok, received READY=1
#   NOTIFY_SOCKET=@name    Err NotFound, received nothing
#   WATCHDOG_USEC=0        Some(0ns)
#
# Needs cargo and a package registry; writes to a temporary folder only. Exit 0: as described; 1: it changed.
set -euo pipefail
[ "$(uname -s)" = Linux ] || { echo 'not run: abstract sockets are a feature of Linux'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "notifies"
version = "0.0.0"
edition = "2021"

[dependencies]
sd-notify = "=0.5.0"
TOML
cat >"$folder/src/main.rs" <<'RUST'
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};

fn try_socket(label: &str, value: &str, receiver: &UnixDatagram) {
    receiver.set_nonblocking(true).unwrap();
    std::env::set_var("NOTIFY_SOCKET", value);
    let result = match sd_notify::notify(&[sd_notify::NotifyState::Ready]) {
        Ok(()) => "Ok".to_owned(),
        Err(error) => format!("Err {:?}", error.kind()),
    };
    let mut bytes = [0; 64];
    let received = match receiver.recv(&mut bytes) {
        Ok(length) => String::from_utf8_lossy(&bytes[..length]).trim().to_owned(),
        Err(_) => "nothing".to_owned(),
    };
    println!("NOTIFY_SOCKET={label}    {result}, received {received}");
}

fn main() {
    let path = std::env::args().nth(1).unwrap() + "/socket";
    try_socket("/path", &path, &UnixDatagram::bind(&path).unwrap());
    let name = format!("minsheng-finding-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(&name).unwrap();
    try_socket("@name", &format!("@{name}"), &UnixDatagram::bind_addr(&address).unwrap());
    std::env::set_var("WATCHDOG_USEC", "0");
    std::env::remove_var("WATCHDOG_PID");
    println!("WATCHDOG_USEC=0        {:?}", sd_notify::watchdog_enabled());
}
RUST
cargo build --quiet --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target"
seen=$("$folder/target/debug/notifies" "$folder")
echo "$seen"
[ "$seen" = 'NOTIFY_SOCKET=/path    Ok, received READY=1
NOTIFY_SOCKET=@name    Err NotFound, received nothing
WATCHDOG_USEC=0        Some(0ns)' ]
