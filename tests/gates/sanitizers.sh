#!/usr/bin/env bash
# The tests pass under the address and undefined-behaviour sanitizers; with FMA instructions where there are any, which makes the texts short.
set -euo pipefail
cd "$(dirname "$0")/../.."
machine=$(grep -q -w avx2 /proc/cpuinfo && echo -march=x86-64-v3 || true)
cmake --preset asan -D CMAKE_CXX_FLAGS="$machine"
cmake --build --preset asan -j 1
ctest --preset asan -j 1 | tee build/asan/ctest.log
grep 'tests passed' build/asan/ctest.log
