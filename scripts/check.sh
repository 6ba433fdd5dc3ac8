#!/bin/sh
# All that can be said of the source without running it. Every check is made; any fault fails.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"

# As on a server, so that the deployment checks see what will run there.
PORTAL_SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))')
PORTAL_URL=https://portal.example.se
PORTAL_HOSTS=portal.example.se
PORTAL_VAR_DIR="$PWD/build/check"
export PORTAL_SECRET_KEY PORTAL_URL PORTAL_HOSTS PORTAL_VAR_DIR
unset PORTAL_DEMO PORTAL_HTTPS PORTAL_DATABASE_URL DJANGO_SETTINGS_MODULE
mkdir -p "$PORTAL_VAR_DIR"

failed=""
try() {
  name=$1
  shift
  if output=$("$@" 2>&1); then echo "ok      $name"; else
    echo "FAILED  $name"
    echo "$output"
    failed="$failed, $name"
  fi
}
try "format" ruff format --check .
try "lint" ruff check .
try "floors" lint-imports --no-logo
try "types" mypy
try "migrations" python manage.py makemigrations --check --dry-run
try "settings" python manage.py check --deploy --fail-level WARNING
try "translations" python scripts/translations.py check
[ -z "$failed" ] || { echo "make check failed: ${failed#, }"; exit 1; }
