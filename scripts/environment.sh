#!/bin/sh
# Makes the virtual environment .venv ready for «base» (to run the portal) or «test» (to test it),
# from requirements whose every file is known by its hash. Does nothing when that is already done.
set -eu
cd "$(dirname "$0")/.."
kind=$1

# What stands installed is written down as the checksum of its list; «test» holds all of «base».
is_done() {
  [ -x .venv/bin/python ] && [ -f ".venv/installed-$1" ] &&
    cksum "requirements/$1.txt" | cmp -s - ".venv/installed-$1"
}
if is_done test || is_done "$kind"; then exit 0; fi

python=$(sh scripts/find-python.sh)
if ! .venv/bin/python -c 'import sys; assert sys.version_info >= (3, 12)' 2>/dev/null; then
  echo "Making a virtual environment with $python" >&2
  "$python" -m venv --clear .venv
fi
echo "Installing requirements/$kind.txt" >&2
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
  --requirement "requirements/$kind.txt"
cksum "requirements/$kind.txt" > ".venv/installed-$kind"
