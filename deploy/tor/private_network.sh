#!/usr/bin/env bash
# A private Tor network on loopback, for trying things out and for tests: it reaches nobody, and what
# runs through it is as anonymous as this machine is.
#
#   deploy/tor/private_network.sh FOLDER PORT
#
# Five processes of Debian's tor: three directory authorities, which are relays too, one more relay,
# and one client that is also an onion service. With one relay less no onion circuit can be built.
# The onion service leads its port 7077 to 127.0.0.1:PORT; nothing need listen there yet.
#
# FOLDER must be empty or absent. Once the network works, FOLDER/ready has three lines:
#   socks 127.0.0.1:N      onion NAME.onion      client PROCESS
# and this script stays in the foreground until SIGTERM or SIGINT, or until one of the five has ended.
# It is their one owner and ends them all. Should it be killed, they end by themselves once the
# process that started it has: tor looks every few seconds.
#
# Exit 0 when it was told to stop, 77 without tor, 1 when the network could not be made.
set -euo pipefail
export LC_ALL=C.UTF-8

die() { echo "private_network: $*" >&2; exit 1; }
(($# == 2)) || { sed -n '2,18s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2; }
for program in tor tor-gencert; do
  command -v "$program" >/dev/null || { echo "SKIPPED: $program is not installed: deploy/setup.sh tor"; exit 77; }
done
mkdir -p "$1"
folder=$(cd "$1" && pwd)
relay_port=$2 owner=$PPID
authorities=(north east south)
all=("${authorities[@]}" west client)
processes=()

# Below the range that systems give to outgoing connections, so that none of those takes it meanwhile.
free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 12000))
    [[ " ${taken[*]} " == *" $port "* ]] && continue
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { taken+=("$port") && found=$port && return; }
  done
  die "no free port was found"
}

stop_all() {
  trap '' INT TERM
  ((${#processes[@]} == 0)) || kill "${processes[@]}" 2>/dev/null || true
  for _ in {1..50}; do
    kill -0 "${processes[@]}" 2>/dev/null || break
    sleep 0.1
  done
  ((${#processes[@]} == 0)) || kill -9 "${processes[@]}" 2>/dev/null || true
  processes=()
}
trap stop_all EXIT
trap 'exit 0' INT TERM

# until_has SECONDS FILE WORDS: asks again every fifth of a second. False when a tor has ended.
until_has() {
  local until=$((SECONDS + $1)) process
  until grep -qsF -- "$3" "$2"; do
    ((SECONDS < until)) || die "there is no '$3' in $2, after $1 s"
    for process in "${processes[@]}"; do kill -0 "$process" 2>/dev/null || return 1; done
    sleep 0.2
  done
}

# An authority's long-term keys. What it is known by is in its certificate and in its fingerprint.
make_keys() {
  local home=$folder/$1
  mkdir -p "$home/keys"
  chmod 700 "$home" "$home/keys"
  echo "for a network of minutes" | tor-gencert --create-identity-key --passphrase-fd 0 -m 12 -a "127.0.0.1:$2" \
    -i "$home/keys/authority_identity_key" -s "$home/keys/authority_signing_key" \
    -c "$home/keys/authority_certificate" >"$home/keys.log" 2>&1
  # No command line of tor is complete without an authority; this one leads nowhere.
  tor --quiet --ignore-missing-torrc -f "$folder/none" --defaults-torrc "$folder/none" --list-fingerprint \
    --ORPort 1 --DataDirectory "$home" --Nickname "$1" \
    --DirAuthority "nowhere 127.0.0.1:1 ffffffffffffffffffffffffffffffffffffffff" >"$home/fingerprint.txt" 2>>"$home/keys.log"
}

# What all five have in common. Debian's own defaults, which are for the system's service, are not read.
common() {
  cat <<TORRC
DataDirectory $folder/$1
Nickname $1
PidFile $folder/$1/pid
Log notice file $folder/$1/log
SafeLogging 0
__OwningControllerProcess $owner
TestingTorNetwork 1
AssumeReachable 1
UseEntryGuards 0
VanguardsLiteEnabled 0
ShutdownWaitLength 0
TORRC
  cat "$folder/authorities"
}

relay_lines() {
  cat <<TORRC
ORPort 127.0.0.1:$2
Address 127.0.0.1
SocksPort 0
ExitPolicy reject *:*
ExitPolicyRejectPrivate 0
ContactInfo $1@example.com
TORRC
}

authority_lines() {
  cat <<TORRC
DirPort 127.0.0.1:$1
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
TestingV3AuthInitialVotingInterval 20
TestingV3AuthInitialVoteDelay 4
TestingV3AuthInitialDistDelay 4
V3AuthVotingInterval 20
V3AuthVoteDelay 4
V3AuthDistDelay 4
V3AuthNIntervalsValid 2
TestingDirAuthVoteExit *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
TestingMinExitFlagThreshold 0
TORRC
}

client_lines() {
  cat <<TORRC
SocksPort 127.0.0.1:auto
HiddenServiceDir $folder/client/onion
HiddenServicePort 7077 127.0.0.1:$relay_port
TORRC
}

# A torrc for each, with ports that are free now.
write_all() {
  local name found=0 taken=("$relay_port") home
  local -A or_port dir_port
  : >"$folder/none"
  for name in "${authorities[@]}"; do
    free_port && or_port[$name]=$found
    free_port && dir_port[$name]=$found
  done
  free_port && or_port[west]=$found
  local making=()
  for name in "${authorities[@]}"; do
    make_keys "$name" "${dir_port[$name]}" &
    making+=($!)
  done
  for home in "${making[@]}"; do wait "$home" || die "the keys of an authority could not be made; see $folder"; done
  for name in "${authorities[@]}"; do
    home=$folder/$name
    echo "DirAuthority $name orport=${or_port[$name]} no-v2" \
      "v3ident=$(sed -n 's/^fingerprint //p' "$home/keys/authority_certificate")" \
      "127.0.0.1:${dir_port[$name]} $(tail -n 1 "$home/fingerprint.txt" | cut -d ' ' -f 2- | tr -d ' ')"
  done >"$folder/authorities"
  for name in "${all[@]}"; do
    mkdir -p "$folder/$name"
    chmod 700 "$folder/$name"
    {
      common "$name"
      if [[ $name == client ]]; then client_lines; else relay_lines "$name" "${or_port[$name]}"; fi
      [[ -z ${dir_port[$name]:-} ]] || authority_lines "${dir_port[$name]}"
    } >"$folder/$name/torrc"
  done
}

start_all() {
  local name
  for name in "${all[@]}"; do
    tor --quiet -f "$folder/$name/torrc" --defaults-torrc "$folder/none" --RunAsDaemon 0 \
      >"$folder/$name/output" 2>&1 </dev/null &
    processes+=($!)
  done
}

# Another program may take a port between our look and tor's: then all of it is made anew.
for attempt in 1 2 3; do
  write_all
  start_all
  if until_has 300 "$folder/client/log" "Bootstrapped 100%"; then break; fi
  stop_all
  ((attempt < 3)) || die "tor does not stay up; the logs are in $folder"
  for name in "${all[@]}"; do rm -rf -- "${folder:?}/$name"; done
done
until_has 30 "$folder/client/onion/hostname" .onion || die "tor has ended; the logs are in $folder"
socks=$(sed -nE 's/.*Opened Socks listener connection \(ready\) on ([0-9.:]+).*/\1/p' "$folder/client/log" | tail -n 1)
[[ $socks ]] || die "tor does not say where its proxy is"
{
  echo "socks $socks"
  echo "onion $(<"$folder/client/onion/hostname")"
  echo "client ${processes[-1]}"
} >"$folder/ready.new"
mv "$folder/ready.new" "$folder/ready"
cat "$folder/ready"

wait -n "${processes[@]}" || true
die "one of the five has ended; the logs are in $folder"
