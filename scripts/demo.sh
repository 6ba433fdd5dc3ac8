#!/bin/sh
# From a bare machine to a running demo. The second time nothing is left to do before it starts.
set -eu
cd "$(dirname "$0")/.."
sh scripts/environment.sh base

sh scripts/pdf-system.sh || echo "The portal runs without them; only its PDFs wait." >&2
.venv/bin/python scripts/translations.py compile

mkdir -p "${PORTAL_VAR_DIR:-var}" staticfiles
PORTAL_DEMO=1 exec .venv/bin/python manage.py demo
