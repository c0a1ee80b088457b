#!/usr/bin/env bash
# rustix::fs::open issues open(2) on x86_64 Linux, where std::fs::File::open issues openat(2).
#
# A test that lets system calls fail by name (strace -e inject=openat:error=EMFILE) therefore reaches files opened
# through std and none opened through rustix: it passes without having tested anything. Trace both: open,openat.
#
# Seen with rustix 1.1.6 (default Linux backend) and strace 6.1 on x86_64, output of this script:
#   rustix::fs::open    open
#   std::fs::File::open openat
#
# Needs cargo, strace and a package registry; writes to a temporary folder only. Exit 0: as described; 1: it changed.
set -euo pipefail
[ "$(uname -sm)" = 'Linux x86_64' ] || { echo 'not run: the choice of system call is described for x86_64 Linux'; exit 0; }
command -v strace >/dev/null || { echo 'not run: there is no strace'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "opens"
version = "0.0.0"
edition = "2021"

[dependencies]
rustix = { version = "=1.1.6", features = ["fs"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
fn main() {
    let path = "/etc/hostname";
    if std::env::args().nth(1).as_deref() == Some("std") {
        std::fs::File::open(path).unwrap();
    } else {
        rustix::fs::open(path, rustix::fs::OFlags::RDONLY, rustix::fs::Mode::empty()).unwrap();
    }
}
RUST
cargo build --quiet --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target"
calls() {
    strace -e trace=open,openat "$folder/target/debug/opens" "$1" 2>&1 | sed -n 's/^\(open[a-z]*\)(.*"\/etc\/hostname".*/\1/p'
}
rustix=$(calls rustix)
std=$(calls std)
echo "rustix::fs::open    $rustix"
echo "std::fs::File::open $std"
[ "$rustix" = open ] && [ "$std" = openat ]
