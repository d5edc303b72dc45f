#!/usr/bin/env bash
# An AppImage from the program folder that `make package` makes.
#   make_appimage.sh OUT.AppImage       needs appimagetool on the PATH
#   make_appimage.sh --folder FOLDER    only fills the AppDir, to look at it
set -euo pipefail
cd "$(dirname "$0")/../.."
id=org.appealdesk.AppealDesk
programs=build/package/programs/appealdesk
[ -x "$programs/appealdesk" ] || { echo "Run 'make package' first." >&2; exit 1; }
if [ "$1" = --folder ]; then dir=$2; else dir=$(mktemp -d)/AppealDesk.AppDir; fi
mkdir -p "$dir/usr/lib" "$dir/usr/share/applications" "$dir/usr/share/metainfo"
cp -a "$programs" "$dir/usr/lib/appealdesk"
cp resources/desktop/$id.desktop "$dir/"
cp resources/desktop/$id.desktop "$dir/usr/share/applications/"
cp build/package/$id.metainfo.xml "$dir/usr/share/metainfo/$id.appdata.xml"
cp build/package/icons/256.png "$dir/$id.png"
cp build/package/icons/256.png "$dir/.DirIcon"
cat > "$dir/AppRun" <<'RUN'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/usr/lib/appealdesk/appealdesk" "$@"
RUN
chmod 755 "$dir/AppRun"
if [ "$1" != --folder ]; then
    ARCH=$(uname -m) SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} \
        appimagetool --no-appstream "$dir" "$1"
fi
