#!/usr/bin/env bash
# Make .venv ready for "run" (the program) or "dev" (the program and its tests).
# Everything is locked with hashes. Quick when nothing has changed.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-run}
venv=.venv

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "Stopped: $1"
    shift
    for line in "$@"; do say "  $line"; done
    exit 1
}

case $mode in
run) lock=requirements/core.lock ;;
dev) lock=requirements/dev.lock ;;
*) stop "tools/setup.sh knows 'run' and 'dev', not '$mode'." ;;
esac

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

find_python() {
    local name
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && fits "$name"; then
            command -v "$name"
            return
        fi
    done
}

# ---- what the system itself must have ------------------------------------------------------------
python=$(find_python)
needed=()
if [ -z "$python" ]; then
    needed+=(python3 python3-venv)
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    needed+=("$(basename "$(readlink -f "$python")")-venv")
fi
has() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
want() {
    local package
    for package in "$@"; do has "$package" || needed+=("$package"); done
}
if command -v dpkg-query >/dev/null; then
    # What Qt itself asks of the system, also without a screen; then what a window on X11 needs.
    want libglib2.0-0 libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0
    if [ "$mode" = dev ] || [ -n "${DISPLAY:-}" ]; then
        want libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
    fi
    if [ "$mode" = dev ]; then
        # The tests that drive the real window: a screen, a file manager, a pointer, and the way in
        # which screen readers look at a program.
        want xvfb xdotool openbox thunar dbus dbus-x11 at-spi2-core gir1.2-atspi-2.0 python3-gi x11-utils
    fi
fi
if [ "$mode" = dev ]; then
    # The tests look at written packets with programs that share no code with ours.
    command -v qpdf >/dev/null || needed+=(qpdf)
    { command -v pdftotext && command -v pdftoppm && command -v pdfunite; } >/dev/null || needed+=(poppler-utils)
    command -v tiffinfo >/dev/null || needed+=(libtiff-tools)
fi

if [ ${#needed[@]} -gt 0 ]; then
    say "AppealDesk needs these system packages: ${needed[*]}"
    if ! command -v apt-get >/dev/null; then
        stop "this system has no apt-get, so they cannot be installed from here." \
            "Install them your system's way (Python 3.11 to 3.13), then run this again."
    fi
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "installing them needs the administrator, and there is no sudo." \
            "Ask the administrator to run: apt-get install ${needed[*]}"
        as_root=(sudo)
    fi
    say "Installing them now with: ${as_root[*]} apt-get install ${needed[*]}"
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${needed[@]}"; } >&2 ||
        stop "apt-get could not install them." "Try it by hand: apt-get install ${needed[*]}"
    python=$(find_python)
    [ -n "$python" ] || stop "this system's Python is not 3.11, 3.12 or 3.13." \
        "Install one of these, or name it: make PYTHON=/path/to/python3.12 ..."
fi

# What the tests of the packages need: built by the system's own Python, opened by a double-click. They
# are left out, and say so, where these cannot be had.
if [ "$mode" = dev ] && command -v apt-get >/dev/null; then
    wished=()
    for package in python3-venv binutils desktop-file-utils shared-mime-info libglib2.0-bin; do
        has "$package" || wished+=("$package")
    done
    if [ ${#wished[@]} -gt 0 ]; then
        as_root=()
        [ "$(id -u)" -eq 0 ] || as_root=(sudo)
        say "For the tests of the packages: ${as_root[*]} apt-get install ${wished[*]}"
        { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends "${wished[@]}"; } >&2 ||
            say "They could not be installed; the tests of the packages are left out."
    fi
fi

# ---- the virtual environment ---------------------------------------------------------------------
if [ -e $venv ] && ! { [ -x $venv/bin/python ] && fits $venv/bin/python; }; then
    say "The folder $venv does not work any more and is made anew."
    rm -rf $venv
fi
if [ ! -e $venv ]; then
    say "Making $venv with $("$python" --version)"
    "$python" -m venv $venv
fi
# The folder's own place is part of the stamp: an editable install does not survive a move.
stamp=$($venv/bin/python -c 'import hashlib, os, pathlib, sys
told = [os.getcwd(), sys.version, *(pathlib.Path(p).read_text("utf-8") for p in sys.argv[1:])]
print(hashlib.sha256("\0".join(told).encode()).hexdigest())' pyproject.toml "$lock")
[ "$(cat $venv/.ready-$mode 2>/dev/null)" != "$stamp" ] || exit 0
$venv/bin/python -m pip --version >/dev/null 2>&1 || $venv/bin/python -m ensurepip >/dev/null
say "Installing the locked dependencies ($lock)"
pip=($venv/bin/python -m pip --disable-pip-version-check -qq)
"${pip[@]}" install --require-hashes -r "$lock" ||
    stop "the dependencies could not be installed." "Is this machine on the internet?"
"${pip[@]}" install --no-deps --no-build-isolation -e .
echo "$stamp" >$venv/.ready-$mode
