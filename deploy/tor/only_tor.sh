#!/usr/bin/env bash
# Who is connected to whom, by the system's own list of TCP connections: does everything go through Tor?
#
#   deploy/tor/only_tor.sh RELAY_PORT TOR_PROCESS SOCKS_PORT FOLDER
#
# Exit 0 if every watchwordd whose arguments name FOLDER has TCP connections to 127.0.0.1:SOCKS_PORT
# alone, and whoever is connected to 127.0.0.1:RELAY_PORT is TOR_PROCESS; else it says who is not.
# It sees what is connected now: for a proof, ask often.
set -euo pipefail
relay_port=$1 tor_process=$2 socks_port=$3 folder=$4
wrong=0

# The processes of the nodes.
nodes=()
for entry in /proc/[0-9]*; do
  read -r name 2>/dev/null <"$entry/comm" || continue
  [[ $name == watchwordd ]] || continue
  mapfile -d '' -t words 2>/dev/null <"$entry/cmdline" || continue
  [[ ${words[*]} != *"$folder"* ]] || nodes+=("${entry#/proc/}")
done

# "INODE REMOTE-ADDRESS:PORT" in the kernel's hexadecimal, of what is or was about to be connected. 0A only
# listens; what is over (06) belongs to no process any more.
connections=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ _ there state _ _ _ _ _ inode _; do
  [[ $state == st || $state == 0A || $state == 06 ]] || echo "$inode $there"
done)
# Those of one process.
of_process() {
  local mine
  mine=$(find "/proc/$1/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null | tr -dc '0-9\n') || true
  [[ -z $mine ]] || grep -E "^(${mine//$'\n'/|}) " <<<"$connections" || true
}
loopback_port() { printf '0100007F:%04X' "$1"; }

count=0
for process in "${nodes[@]}"; do
  while read -r inode there; do
    [[ $inode ]] || continue
    ((count += 1))
    [[ $there == "$(loopback_port "$socks_port")" ]] && continue
    echo "a node (process $process) is connected to $there, which is not the Tor proxy" >&2
    wrong=1
  done < <(of_process "$process")
done

# A connection that nobody holds has ended since the list was made.
from_tor=0
theirs=$(of_process "$tor_process")
while read -r inode there; do
  [[ $there == "$(loopback_port "$relay_port")" ]] || continue
  if grep -qE "^$inode " <<<"$theirs"; then ((from_tor += 1)) && continue; fi
  holder=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" 2>/dev/null | head -n 1 | cut -d / -f 3) || true
  [[ -z $holder || $holder == "$tor_process" ]] && continue
  echo "process $holder, which is not Tor, is connected to the relay" >&2
  wrong=1
done <<<"$connections"
((wrong == 0)) || exit 1
echo "${#nodes[@]} nodes hold $count connections, all of them to the Tor proxy; the relay has $from_tor, all of them from Tor."
