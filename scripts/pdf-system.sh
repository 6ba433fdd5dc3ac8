#!/bin/sh
# What PDFs are made with: Pango to set the text, and the font they are set in.
# «optional» says that the portal runs without them too, and is content with that.
set -eu
cd "$(dirname "$0")/.."
missing=""
libraries=$(/sbin/ldconfig -p 2>/dev/null || true)
has() { case $libraries in *"$1"*) return 0 ;; *) return 1 ;; esac; }
has libpango-1.0.so.0 || missing="$missing libpango-1.0-0"
has libpangoft2-1.0.so.0 || missing="$missing libpangoft2-1.0-0"
has libharfbuzz-subset.so.0 || missing="$missing libharfbuzz-subset0"
ls /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf >/dev/null 2>&1 || missing="$missing fonts-noto-core"
[ -z "$missing" ] && exit 0
# shellcheck disable=SC2086  (several words on purpose)
sh scripts/system.sh "To make PDFs" $missing || {
  [ "${1:-}" = optional ] || exit 1
  echo "The portal runs without them; only its PDFs wait." >&2
}
