#!/usr/bin/env bash
# sshd never asks a silent client whether it is alive while the session writes output more often than
# ClientAliveInterval; ClientAliveCountMax then closes nothing.
#
# sshd_config(5) says that the server asks when no data was received from the client for that long. The interval is
# counted from the last time that anything woke the server up, however, and each line of output does. A clock or a
# spinner on the screen keeps a dead client's session until TCP gives up, which takes about a quarter of an hour on
# Linux, and forever where the client's kernel still acknowledges, as it does for a stopped process.
#
# Seen with openssh-server 1:9.2p1-2+deb12u10 (Debian 12), output of this script; OpenSSH 10.0p2 (Debian 13) does the
# same. ClientAliveInterval 2, ClientAliveCountMax 2, the client stopped by SIGSTOP, 45 s watched:
#   silent session:           closed, "Timeout, client not responding"
#   output every half second: open
#
# Needs Debian 12 on amd64, apt and dpkg-deb; root in a mount namespace of its own. Writes to a temporary folder only.
# Exit 0: as described; 1: it changed.
set -euo pipefail
version=1:9.2p1-2+deb12u10
grep -qs '^12\.' /etc/debian_version && [ "$(dpkg --print-architecture)" = amd64 ] ||
    { echo 'not run: the packages are those of Debian 12 on amd64'; exit 0; }
[ "$(id -u)" = 0 ] || { echo 'not run: sshd needs its own account, which only root can mount over /etc/passwd'; exit 0; }
[ "${1-}" = inside ] || exec unshare --mount "$0" inside
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
for package in openssh-server="$version" openssh-client="$version" libwrap0 libfido2-1 libcbor0.8; do
    apt-get download -q "$package" >/dev/null 2>&1
done
for archive in *.deb; do dpkg-deb -x "$archive" root; done
export LD_LIBRARY_PATH=$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu
mount -t tmpfs none /run && mkdir -m 755 /run/sshd
{ grep -v '^sshd:' /etc/passwd; echo 'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin'; } >passwd
mount --bind passwd /etc/passwd
root/usr/bin/ssh-keygen -q -t ed25519 -N '' -f host
root/usr/bin/ssh-keygen -q -t ed25519 -N '' -f client

# Prints whether the session of a stopped client is closed. Arguments: port, command of the session.
session() {
    cat >"config.$1" <<CONFIG
Port $1
ListenAddress 127.0.0.1
HostKey $folder/host
AuthorizedKeysFile $folder/client.pub
StrictModes no
PidFile none
UsePAM no
PermitRootLogin prohibit-password
ForceCommand $2
ClientAliveInterval 2
ClientAliveCountMax 2
CONFIG
    "$folder/root/usr/sbin/sshd" -D -e -f "config.$1" 2>"log.$1" &
    local server=$! client _
    for _ in {1..50}; do grep -q 'Server listening' "log.$1" && break; sleep 0.1; done
    root/usr/bin/ssh -tt -F none -p "$1" -i client -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
        -o LogLevel=ERROR root@127.0.0.1 < <(sleep 100) >/dev/null 2>"client.$1" &
    client=$!
    for _ in {1..50}; do grep -q 'Starting session\|Accepted' "log.$1" && break; sleep 0.1; done
    sleep 1
    kill -STOP "$client"
    local result=open
    for _ in {1..45}; do
        sleep 1
        if grep -q 'Timeout, client not responding' "log.$1"; then
            result='closed, "Timeout, client not responding"'
            break
        fi
    done
    grep -q Accepted "log.$1" || { cat "log.$1" "client.$1" >&2; result='no session'; }
    kill -KILL "$client"
    kill "$server"
    echo "$result"
}
session 42201 'sleep 1000' >silent &
session 42202 'sh -c "while :; do echo; sleep 0.5; done"' >writing &
wait %1 %2 || true
printf 'silent session:           %s\noutput every half second: %s\n' "$(cat silent)" "$(cat writing)" | tee seen
diff - seen <<'SEEN'
silent session:           closed, "Timeout, client not responding"
output every half second: open
SEEN
