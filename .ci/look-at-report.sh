#!/usr/bin/env bash
# Opens a report of `quietline profile … --html` in headless Chromium, as a reader would, in light and
# dark: fails on any console message, on a chart that is missing, and where the page asks for anything else.
# Usage: .ci/look-at-report.sh REPORT.html [SCREENSHOT_PREFIX]. Installs Chromium with apt-get if it is missing.
set -euo pipefail
report=$(realpath "$1")
pictures=${2:-${report%.html}}

if ! command -v chromium >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

look() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --hide-scrollbars \
        --enable-logging=stderr --v=0 --log-file="$work/log" "$@" "file://$report" 2>"$work/stderr"
}

look --dump-dom >"$work/dom"
for light in light dark; do
    flags=()
    [ "$light" = light ] || flags=(--force-dark-mode --blink-settings=preferredColorScheme=0)
    look --window-size=1180,2600 "${flags[@]}" --screenshot="$pictures-$light.png" >/dev/null
    # A page's own messages carry this mark in Chromium's log.
    if grep -h 'CONSOLE' "$work/stderr" "$work/log" 2>/dev/null; then
        echo "the console has something to say"
        exit 1
    fi
done
charts=$(grep -c '<svg viewBox="0 0 1000' "$work/dom" || true)
[ "$charts" -ge 1 ] || { echo "no chart in $report"; exit 1; }
if grep -E '(src|href)="[^"]' "$work/dom" | grep -v 'href="data:,"'; then
    echo "the page refers to something outside of it"
    exit 1
fi
echo "ok: $charts charts, nothing on the console; $pictures-light.png, $pictures-dark.png"
