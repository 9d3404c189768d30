#!/usr/bin/env bash
# Runs a command in a copy of this repository inside a bare Debian 12 or 13, as root.
#
#   tests/integration/chroot.sh 12|13 [--keep] [--base TARBALL] [COMMAND...]
#
# COMMAND is a shell command run in the repository's folder; without one it is
# "deploy/start.sh --once --no-gui". What is copied is a clone of HEAD: what is not committed is
# not there. --base names a tarball of the bare system: taken if it exists, else made, so that the
# next proof starts at once. --keep leaves the system behind and prints where it is.
# The base is a minbase debootstrap with apt's own settings of this machine, nothing else.
set -euo pipefail

release=${1:-}
case $release in
  12) suite=bookworm ;;
  13) suite=trixie ;;
  *)
    sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 2
    ;;
esac
shift
keep="" base=""
while (($#)); do
  case $1 in
    --keep) keep=1 ;;
    --base) base=$(realpath -m "${2:?--base needs a file name}") && shift ;;
    *) break ;;
  esac
  shift
done
command=${*:-deploy/start.sh --once --no-gui}
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

(($(id -u) == 0)) || { echo "chroot.sh: needs root, for debootstrap and chroot" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "chroot.sh: debootstrap is missing: deploy/setup.sh dev" >&2; exit 1; }

root=$(mktemp -d "${TMPDIR:-/tmp}/watchword-debian$release.XXXXXX")
mounted=()
clean_up() {
  local place
  for place in "${mounted[@]}"; do umount -l "$place" || true; done
  if [[ $keep ]]; then
    echo "chroot.sh: kept $root"
  elif ! mountpoint -q "$root/proc" && ! mountpoint -q "$root/dev"; then
    rm -rf --one-file-system "$root"
  fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null |
  head -n 1 | tr -d ' ' || true)
if [[ $base && -f $base ]]; then
  tar -C "$root" -xpf "$base"
else
  echo "chroot.sh: a bare Debian $release from ${mirror:=http://deb.debian.org/debian}"
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
    { cat "$root.log" >&2; exit 1; }
  rm -f "$root.log"
  [[ -z $base ]] || tar -C "$root" -cpf "$base" .
fi

# How this machine reaches the archive: proxies, checks, names.
find /etc/apt/apt.conf.d -type f -name '9*' -exec cp {} "$root/etc/apt/apt.conf.d/" \;
[[ ! -f /etc/apt/apt.conf ]] || cp /etc/apt/apt.conf "$root/etc/apt/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc" && mounted+=("$root/proc")
if [[ ! -c $root/dev/urandom ]]; then
  mount --bind /dev "$root/dev" && mounted+=("$root/dev")
fi

git clone -q --no-hardlinks "$repository" "$root/root/watchword"
rm -rf "$root/root/watchword/.git/hooks"
echo "chroot.sh: Debian $release: $command"
started=$SECONDS
status=0
env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
  ${CI:+CI="$CI"} chroot "$root" /bin/bash -c "cd /root/watchword && $command" </dev/null || status=$?
echo "chroot.sh: Debian $release: exit $status after $((SECONDS - started)) s"
exit "$status"
