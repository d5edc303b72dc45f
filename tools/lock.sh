#!/usr/bin/env bash
# Write requirements/*.lock anew from pyproject.toml. Needs uv; nobody else does.
#   tools/lock.sh              keep the versions that are locked, add what is missing
#   tools/lock.sh --upgrade    take the newest that pyproject.toml allows
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-uv}
compile() {
    local out=$1
    shift
    # No header, no index address: a lock says what, never where from.
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --no-annotate "$@" -o "requirements/$out"
}
compile core.lock pyproject.toml --group build "$@"
compile dev.lock pyproject.toml --group build --group dev -c requirements/core.lock "$@"
compile package.lock pyproject.toml --group build --group package -c requirements/core.lock "$@"
