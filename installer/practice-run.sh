#!/bin/sh
# The main job in a terminal, for a machine without a display: a practice server, a list of its addresses, a run
# with progress, and a table of the results.   usage: practice-run.sh SLUICE_CLI
set -eu
cli=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/sluice-practice-XXXXXX")

echo "There is no display, so here is the main job in the terminal, on a practice server."
"$cli" practice >"$folder/base" 2>/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
until [ -s "$folder/base" ]; do
    kill -0 "$server" 2>/dev/null || { echo "The practice server did not start." >&2; exit 1; }
    sleep 0.1
done
base=$(head -n 1 "$folder/base")

"$cli" run "$base/list?n=2000" --out-dir "$folder" --name list.txt --quiet --no-progress
status=0
"$cli" run "$folder/list.txt" --limit 32 --per-host 16 --export "$folder/results.csv" || status=$?
[ "$status" -le 1 ] || exit "$status"
echo
echo "Some of the practice addresses fail on purpose. The results: $folder/results.csv"
echo "Next: sluice-cli run --help, or start ./dev run where there is a display."
