#!/usr/bin/env bash
# A disk image with AppealDesk.app and a way to "Applications".
#   make_dmg.sh AppealDesk.app OUT.dmg
# With APPEALDESK_SIGN set to the name of a "Developer ID Application" certificate the program is
# signed; notarisation is a step of its own (see packaging/README.md).
set -euo pipefail
app=$1 out=$2
if [ -n "${APPEALDESK_SIGN:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$APPEALDESK_SIGN" "$app"
    codesign --verify --deep --strict "$app"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
rm -f "$out"
hdiutil create -volname AppealDesk -srcfolder "$folder" -fs HFS+ -format UDZO -quiet "$out"
