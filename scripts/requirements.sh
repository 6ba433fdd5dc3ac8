#!/bin/sh
# Writes down exactly which packages, and by their hashes which files, the portal is installed from.
set -eu
cd "$(dirname "$0")/../requirements"
compile() {
  ../.venv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
    --no-header --no-emit-index-url --no-emit-find-links "$@"
}
compile "$@" --output-file base.txt base.in
compile "$@" --constraints base.txt --output-file test.txt test.in
