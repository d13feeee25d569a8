#!/usr/bin/env bash
# The benchmarks still compile, for this processor and for a plain x86-64-v3.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

ls bench/*.cpp >/dev/null 2>&1 || nothing_yet bench/
count=0
for source in bench/*.cpp; do
  for machine in native x86-64-v3; do
    g++ $common -Ibench -O3 -march=$machine "-DBULWARK_BENCH_FLAGS=\"-O3 -march=$machine\"" -fsyntax-only "$source"
  done
  count=$((count + 1))
done
echo "$count benchmarks compile"
