#!/usr/bin/env bash
# The packed program, without any Python of the computer's own, makes and verifies the sample's packet.
set -euo pipefail
cd "$(dirname "$0")/.."
programs=build/package/programs
case "$(uname -s)" in
Darwin) program=$programs/AppealDesk.app/Contents/MacOS/appealdesk ;;
Linux) program=$programs/appealdesk/appealdesk ;;
*) program=$programs/appealdesk/appealdesk-cli.exe ;;
esac
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$program" --version
"$program" sample "$made/sample.appeal"
"$program" export "$made/sample.appeal" -o "$made/packet.pdf"
"$program" verify "$made/packet.pdf"
