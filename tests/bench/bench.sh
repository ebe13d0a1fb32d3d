#!/bin/sh
# Called by ./dev bench, after a release build.
set -eu
. installer/packages.sh
install_packages installer/bench-packages.txt
exec /usr/bin/python3 tests/bench/bench.py build/release/bin/sluice-cli build/bench.md "$@"
