#!/bin/sh
# Called by ./dev bench, after a release build.
set -eu
. installer/packages.sh
install_packages installer/bench-packages.txt
cmake --build --preset release --target sluice-bench-window sluice-bench-unmeasured sluice-bench-imageloop >&2
exec /usr/bin/python3 tests/bench/bench.py build/release/bin build/bench.md "$@"
