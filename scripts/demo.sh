#!/bin/sh
# From a bare machine to a running demo. The second time nothing is left to do before it starts.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || sh scripts/find-python.sh >/dev/null # or there is nothing to begin with

# Side by side, for both mostly wait for others. By xargs, so that a Ctrl-C ends both.
xargs -L 1 -P 2 sh <<'END' || exit 1
scripts/environment.sh base lazily
scripts/pdf-system.sh optional
END
unset PYTHONDONTWRITEBYTECODE # what the first start compiles, the next one need not
.venv/bin/python scripts/translations.py compile

mkdir -p "${PORTAL_VAR_DIR:-var}" staticfiles
PORTAL_DEMO=1 exec .venv/bin/python manage.py demo
