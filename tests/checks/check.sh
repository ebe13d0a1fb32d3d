#!/bin/sh
# Called by ./dev check: all tests under clang with address and undefined-behaviour sanitizers, then clang-tidy and
# clazy over our own sources. The layering and coroutine rules are tests and run with ./dev test.
set -eu
. installer/packages.sh
install_packages installer/debian-packages.txt
install_packages installer/check-packages.txt

echo "== clang, sanitizers"
cmake --preset dev-asan -B build/clang-asan -DCMAKE_CXX_COMPILER=clang++ >build/clang-asan.log
cmake --build build/clang-asan >&2
QT_QPA_PLATFORM=offscreen LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp" \
    ctest --test-dir build/clang-asan --output-on-failure --no-tests=error

sources=$(git ls-files 'app/*.cpp' 'ui/*.cpp')
echo "== clang-tidy"
echo "$sources" | xargs -P 2 -n 4 clang-tidy -p build/clang-asan --quiet --warnings-as-errors='*' 2>/dev/null
echo "== clazy"
echo "$sources" | xargs -P 2 -n 4 clazy-standalone -p build/clang-asan \
    -checks=level1,no-non-pod-global-static,no-qstring-allocations,no-lambda-in-connect --extra-arg=-Wno-everything
echo "All checks passed."
