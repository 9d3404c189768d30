#!/usr/bin/env bash
# Installs what deploy/packages.txt lists for the groups named, and nothing that is there already.
#
#   deploy/setup.sh [build] [test] [tor] [interop] [dev]        build when none is named
#
# It says what it will install before it does. It runs as root or through sudo, uses the network only
# through apt, and takes a fraction of a second when nothing is missing: apt is not asked then.
# No service is started or enabled by what it installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

groups=("$@")
((${#groups[@]})) || groups=(build)
for group in "${groups[@]}"; do
  case $group in
    build | test | tor | interop | dev) ;;
    -h | --help)
      sed -n '2,8s/^# \{0,1\}//p' setup.sh
      exit 0
      ;;
    *)
      echo "setup: no group named '$group'; the groups are build, test, tor, interop and dev" >&2
      exit 2
      ;;
  esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup: this is not a Debian system; deploy/packages.txt says what is needed" >&2
  exit 1
fi

# installed NAMES: true when one of the names (NAME or NAME|NAME) is installed.
declare -A present
while read -r name status; do
  [[ $status == installed ]] && present[$name]=1
done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n')
installed() {
  local name
  for name in ${1//|/ }; do [[ ${present[$name]:-} ]] && return 0; done
  return 1
}

missing=()
while read -r group package command _; do
  [[ -z $group || $group == \#* ]] && continue
  [[ " ${groups[*]} " == *" $group "* ]] || continue
  [[ -n $command ]] && command -v "$command" >/dev/null && continue
  installed "$package" || missing+=("$package")
done <packages.txt

((${#missing[@]})) || exit 0

as_root=()
if (($(id -u) != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "setup: these packages are missing, and there is no sudo to install them with:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]%%|*}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "setup: installing ${#missing[@]} missing packages with apt: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# apt ARGUMENTS: quiet when it goes well, everything it said when not.
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null >"$log" 2>&1 && return 0
  cat "$log" >&2
  echo "setup: apt-get $1 failed; its words are above" >&2
  exit 1
}

apt update

chosen=()
for entry in "${missing[@]}"; do
  for name in ${entry//|/ }; do
    if apt-cache show "$name" >/dev/null 2>&1; then
      chosen+=("$name")
      continue 2
    fi
  done
  echo "setup: apt knows no package '$entry'; is this Debian 12 or 13?" >&2
  exit 1
done

# Debian starts and enables the services that packages bring. Nobody asked for those here: a policy
# that says no stands there while apt works, unless the system has one of its own.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  trap 'rm -f "$log"; "${as_root[@]}" rm -f "$policy"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 755 "$policy"
fi
apt install -y --no-install-recommends "${chosen[@]}"
if [[ " ${chosen[*]} " == *" tor "* ]]; then
  if command -v systemctl >/dev/null; then
    "${as_root[@]}" systemctl --quiet disable tor.service >/dev/null 2>&1 || true
  elif command -v update-rc.d >/dev/null; then
    "${as_root[@]}" update-rc.d tor disable >/dev/null 2>&1 || true
  fi
  echo "setup: the system's own Tor service is neither started nor enabled; to use it: systemctl enable --now tor"
fi
echo "setup: done in $SECONDS s"
