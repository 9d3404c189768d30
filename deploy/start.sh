#!/usr/bin/env bash
# Installs what is missing, builds Watchword, and shows a warning travel: from one node, through a
# relay that cannot read it, to two others. Everything runs on this machine, in a temporary folder.
#
#   deploy/start.sh [--once] [--no-gui] [--tor] [--keep]
#
#   --once     ends after the delivery; without it the relay and the nodes stay up until Ctrl-C
#   --no-gui   opens no window (this version has none yet)
#   --tor      the same through a private Tor network on loopback: the relay is reached by its onion
#              address alone, and no node connects to anything but Tor
#   --keep     leaves the temporary folder behind and says where it is
#
# Exit 0 only if both others could read the alert and no file of anyone held its words.
# Ctrl-C stops what it started, and nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

once="" keep="" gui=1 tor=""
for option in "$@"; do
  case $option in
    --once) once=1 ;;
    --keep) keep=1 ;;
    --no-gui) gui= ;;
    --tor) tor=1 ;;
    -h | --help)
      sed -n '2,14s/^# \{0,1\}//p' deploy/start.sh
      exit 0
      ;;
    *)
      echo "start: unknown option '$option'; see deploy/start.sh --help" >&2
      exit 2
      ;;
  esac
done

bin=$PWD/build/release/bin
folder="" relay_process="" tor_process="" tor_client="" relay_port=""
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[[ -t 1 && -z ${NO_COLOR:-} ]] || say() { printf '\n%s\n' "$*"; }
die() { echo "start: $*" >&2; exit 1; }

# Every process whose arguments name our temporary folder is one that this script caused.
own_processes() {
  local entry
  for entry in /proc/[0-9]*; do
    [[ ${entry#/proc/} == "$$" ]] && continue
    if tr '\0' '\n' <"$entry/cmdline" 2>/dev/null | grep -qF -- "$folder"; then echo "${entry#/proc/}"; fi
  done 2>/dev/null
}

stop_all() {
  trap '' INT TERM
  [[ $folder ]] || return 0
  local name process
  for name in ana bea cleo; do
    [[ ! -d $folder/$name ]] || timeout 10 "$bin/watchword" --home "$folder/$name" --no-input node stop >/dev/null 2>&1 || true
  done
  for process in $relay_process $tor_process $(own_processes); do kill "$process" 2>/dev/null || true; done
  for _ in {1..50}; do [[ $(own_processes) ]] || break; sleep 0.1; done
  for process in $(own_processes); do kill -9 "$process" 2>/dev/null || true; done
  if [[ $keep ]]; then echo "The folder is kept: $folder"; else rm -rf -- "$folder"; fi
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# until_true SECONDS WHAT COMMAND...: asks again every fifth of a second. With --tor all is slower, and
# each time it is looked whether somebody goes past Tor.
until_true() {
  local until=$((SECONDS + $1 * (tor ? 5 : 1))) what=$2
  shift 2
  until "$@"; do
    ((SECONDS < until)) || die "$what did not happen in time"
    [[ -z $tor ]] || deploy/tor/only_tor.sh "$relay_port" "$tor_client" "${socks#*:}" "$folder" >/dev/null ||
      die "that was not to be"
    sleep 0.2
  done
}

# as NAME ARGUMENTS...: Watchword as that person. The passphrase goes through a descriptor, never
# through arguments or the environment.
as() {
  local name=$1
  shift
  "$bin/watchword" --home "$folder/$name" --no-input --passphrase-fd 3 "$@" 3< <(printf '%s\n' "$passphrase")
}

# json_value KEY: the value of the first KEY in the JSON on stdin, without its quotes.
json_value() {
  tr '\n' ' ' | grep -oE "\"$1\": *(\"[^\"]*\"|\\[[^]]*\\]|[0-9a-z]+)" | head -n 1 |
    sed -E "s/^\"$1\": *//; s/[][\",]/ /g; s/ +/ /g; s/^ | \$//g"
}

# ---- 1. set up and build
deploy/setup.sh build ${tor:+tor}
set_up=$SECONDS
if [[ ! -f build/release/build.ninja ]]; then
  say "Configuring"
  cmake --preset release >/dev/null
fi
say "Building (preset release)"
cmake --build build/release -- --quiet
built=$SECONDS
for program in watchword watchwordd watchword-relay; do
  [[ -x $bin/$program ]] || die "$program was not built"
done

# ---- 2. a relay and three people
folder=$(mktemp -d "${TMPDIR:-/tmp}/watchword.XXXXXX")
# A Unix socket's path has room for 107 bytes.
if ((${#folder} > 60)); then
  rmdir "$folder"
  folder=$(mktemp -d -p "/tmp" watchword.XXXXXX)
fi
passphrase=$(head -c 15 /dev/urandom | base64)

free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 30000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port" && return; }
  done
  return 1
}

relay_port=$(free_port)
relay_words=(--listen "127.0.0.1:$relay_port")
if [[ $tor ]]; then
  say "A private Tor network: three authorities, a relay more, and a client with an onion service"
  began=$SECONDS
  deploy/tor/private_network.sh "$folder/tor" "$relay_port" >"$folder/tor.log" 2>&1 </dev/null &
  tor_process=$!
  until [[ -e $folder/tor/ready ]]; do
    kill -0 "$tor_process" 2>/dev/null || { cat "$folder/tor.log" >&2 && die "there is no Tor network"; }
    sleep 0.2
  done
  told() { sed -n "s/^$1 //p" "$folder/tor/ready"; }
  socks=$(told socks) onion=$(told onion) tor_client=$(told client)
  echo "It works after $((SECONDS - began)) s. The proxy is $socks, the onion service $onion"
  # Nobody but who is told the address finds the way to it, so no password is asked for here.
  relay_words+=(--address "$onion:7077" --mode open)
fi

say "A relay on loopback${tor:+, told to others by its onion address}"
address=$("$bin/watchword-relay" init --home "$folder/relay" "${relay_words[@]}" |
  grep -oE 'watchword-relay://[^ ]+' | head -n 1) || die "watchword-relay init printed no address"
echo "$address"
"$bin/watchword-relay" serve --home "$folder/relay" >"$folder/relay.log" 2>&1 </dev/null &
relay_process=$!

say "Three people: Ana, Bea and Cleo, each with a node of her own"
for name in ana bea cleo; do
  [[ -z $tor ]] || as "$name" tor require --proxy "$socks" </dev/null
  as "$name" init --name "${name^}" --relay "$address" </dev/null
done

say "Ana invites Bea and Cleo: each invite is one line, for one person, once"
for name in bea cleo; do
  invite=$(as ana contact invite --for "${name^}" </dev/null | grep -oE '^watchword:[^ ]+' | head -n 1) ||
    die "watchword contact invite printed no line that begins watchword:"
  echo "${invite:0:60}... (${#invite} characters)"
  printf '%s\n' "$invite" | as "$name" contact accept - --name Ana
done

say "They compare six words, as one would in person or on the telephone"
words_of() { as "$1" contact verify "$2" --json </dev/null | json_value words; }
has_words() {
  local words
  words=$(words_of "$1" "$2") || return 1
  [[ -n $words && $words != null ]]
}
for name in bea cleo; do
  until_true 60 "the handshake of Ana and ${name^}" has_words ana "${name^}"
  until_true 60 "the handshake of ${name^} and Ana" has_words "$name" Ana
  hers=$(words_of "$name" Ana)
  [[ $(words_of ana "${name^}") == "$hers" ]] || die "Ana and ${name^} see different words"
  echo "Ana and ${name^} both read: $hers"
  as ana contact verify "${name^}" --confirm </dev/null >/dev/null
  as "$name" contact verify Ana --confirm </dev/null >/dev/null
done

say "Ana makes a circle. Bea and Cleo need not know each other"
as ana circle new "Night shift" --region GB-LDS </dev/null
for name in bea cleo; do as ana circle add "Night shift" "${name^}" </dev/null; done

# ---- 3. the warning
say "After an incident, Ana warns the circle"
id=$(as ana alert send --file deploy/demo/alert.json --circle "Night shift" --wait "$((tor ? 300 : 60))" --json </dev/null | json_value id)
[[ $id ]] || die "watchword alert send printed no id"
can_show() { as "$1" alert show "$id" >"$folder/shown" 2>"$folder/why" </dev/null; }
for name in bea cleo; do
  until_true 60 "the arrival at ${name^}" can_show "$name"
  say "${name^} reads:"
  cat "$folder/shown"
  grep -qF "yellow raincoat" "$folder/shown" || die "what ${name^} reads is not what Ana wrote"
  rm -f "$folder/shown" "$folder/why"
done

say "Bea has met him too, and says so"
as bea alert corroborate "$id" </dev/null
corroborated() {
  as ana alert show "$id" --json </dev/null | tr '\n' ' ' | grep -qE '"(first_hand|others)": *[1-9]'
}
until_true 60 "the arrival of Bea's word at Ana" corroborated
echo "Ana sees that it was corroborated."

if [[ $tor ]]; then
  say "Who is connected to whom"
  deploy/tor/only_tor.sh "$relay_port" "$tor_client" "${socks#*:}" "$folder" || die "that was not to be"
fi

say "Cleo checks a number before a booking"
printf '%s\n' "07700 900142" | as cleo check -

# ---- 4. what lies on the disks
say "What the files say, of all three and of the relay"
words=(telephone doorway demanded threatened station raincoat whispers 7700900142 "Night shift")
found_in() { LC_ALL=C grep -rlaiF -e "$1" "$folder" || true; }
printf 'binary \001\002 %s \003' "${words[0]}" >"$folder/planted"
found_in "${words[0]}" | grep -qxF "$folder/planted" || die "the search does not find a word that was planted in clear"
rm "$folder/planted"
for word in "${words[@]}"; do
  places=$(found_in "$word")
  [[ -z $places ]] || die "'$word' lies in clear in $places"
done
files=$(find "$folder" -type f | wc -l)
echo "A word planted on purpose was found; of the alert's words (${words[*]})"
echo "none is in any of the $files files: $(du -sh "$folder" | cut -f 1) of noise."

printf '\nIt took %d s: set-up %d, build %d, the demonstration %d.\n' \
  "$SECONDS" "$set_up" "$((built - set_up))" "$((SECONDS - built))"

cat <<END

A node of your own:
  $bin/watchword init --name NAME --relay ADDRESS     the name your peers will see
  $bin/watchword contact invite --for HER             one line for her, and her alone
  $bin/watchword help                                 the rest
README.md has the first day with one person in five steps.
END

[[ $once ]] && exit 0

if [[ $gui && -x $bin/watchword-gui && ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  say "The window of Ana's node. Closing it ends this demonstration"
  "$bin/watchword-gui" --home "$folder/ana" || true
else
  say "The relay and the three nodes stay up until Ctrl-C. In another terminal:"
  echo "  $bin/watchword --home $folder/bea alert list"
  wait "$relay_process"
fi
