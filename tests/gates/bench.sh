#!/usr/bin/env bash
# The benchmarks still compile, for this processor.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

ls bench/*.cpp >/dev/null 2>&1 || nothing_yet bench/
count=0
for source in bench/*.cpp; do
  g++ $common -Ibench -O3 -march=native "-DBULWARK_BENCH_FLAGS=\"-O3 -march=native\"" -fsyntax-only "$source"
  count=$((count + 1))
done
echo "$count benchmarks compile"
