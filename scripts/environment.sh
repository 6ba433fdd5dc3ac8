#!/bin/sh
# Makes the virtual environment .venv ready for «base» (to run the portal) or «test» (to test it),
# from requirements whose every file is known by its hash. Does nothing when that is already done.
# «lazily» leaves it to Python to compile what is imported, when it is: less than half of it ever is.
set -eu
cd "$(dirname "$0")/.."
kind=$1
compiled=${2:-now}

# What stands installed is written down as the checksum of its list; «test» holds all of «base».
is_done() {
  [ -x .venv/bin/python ] && [ -f ".venv/installed-$1" ] &&
    cksum "requirements/$1.txt" | cmp -s - ".venv/installed-$1"
}
if is_done test || is_done "$kind"; then exit 0; fi

python=$(sh scripts/find-python.sh)
if ! .venv/bin/python -c 'import sys; assert sys.version_info >= (3, 12)' 2>/dev/null; then
  echo "Making a virtual environment with $python" >&2
  "$python" -m venv --clear --without-pip .venv
fi

# The pip that came with Python does as well as one of our own, which takes seconds to make.
# It does one thing at a time, so two of it share the list; all cores compile afterwards.
at_once=2
set -- "$python" -m pip --python .venv/bin/python
if ! "$python" -c 'import pip' 2>/dev/null; then
  .venv/bin/python -m ensurepip >/dev/null
  set -- .venv/bin/python -m pip
  at_once=1 # it may replace itself
fi

echo "Installing requirements/$kind.txt" >&2
awk '/^[^ #]/ { half = !half } { print > (".venv/half-" half ".txt") }' "requirements/$kind.txt"
printf '.venv/half-%s.txt\n' 0 1 | xargs -n 1 -P $at_once "$@" install -qq --no-compile \
  --disable-pip-version-check --no-deps --require-hashes --requirement || exit 1
if [ "$compiled" != lazily ]; then
  .venv/bin/python -m compileall -qq -j 0 .venv/lib || true # of what nobody imports, some is odd
fi
cksum "requirements/$kind.txt" > ".venv/installed-$kind"
