#!/bin/sh
# Installs Debian packages, if this machine lets us. Says in one sentence when it does not.
set -eu
reason=$1
shift
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "$reason: please install $* (on Debian: sudo apt-get install $*)." >&2
  exit 1
fi
echo "$reason: installing $*" >&2
log=$(mktemp)
install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1; }
install "$@" || { apt-get update -q >"$log" 2>&1 && install "$@"; } || {
  echo "Could not install $*; apt-get said:" >&2
  tail -5 "$log" >&2
  exit 1
}
rm -f "$log"
