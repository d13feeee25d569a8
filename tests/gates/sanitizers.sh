#!/usr/bin/env bash
# The tests pass under the address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset asan
cmake --build --preset asan -j 1
ctest --preset asan -j 1 | tee build/asan/ctest.log
grep 'tests passed' build/asan/ctest.log
