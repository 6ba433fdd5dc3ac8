#!/bin/sh
# Prints the path of a Python >= 3.12 that works, 3.13 first. A name on the PATH proves nothing
# (version managers leave names that only fail), so each is run.
versions="${PYENV_ROOT:-$HOME/.pyenv}/versions"
for name in "${PYTHON:-}" python3.13 "$versions"/3.13.*/bin/python python3.14 python3.12 \
    "$versions"/3.14.*/bin/python "$versions"/3.12.*/bin/python python3; do
  [ -n "$name" ] || continue
  found=$("$name" -c '
import sys, venv, ensurepip
assert sys.version_info >= (3, 12)
print(sys.executable)' 2>/dev/null) && { echo "$found"; exit 0; }
done
echo "The portal needs Python 3.12 or newer with venv, and none was found: install one" \
  "(Debian 13: apt-get install python3-venv) or set PYTHON=/path/to/python." >&2
exit 1
