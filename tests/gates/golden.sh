#!/usr/bin/env bash
# The same bits from both compilers, at the lowest and the highest optimisation level that users ship, with and without vector instructions: each build of
# tests/golden prints exactly golden.expected. Builds for AVX-512 are run only where the processor has it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

[ -e tests/golden/golden.cpp ] || nothing_yet tests/golden/golden.cpp
builds=0
runs=0
for compiler in g++ clang++; do
  for level in -O1 -O3; do
    for machine in "" -march=x86-64-v3 -march=x86-64-v4; do
      name="$compiler $level $machine"
      rm -f "$scratch"/*.o
      (cd "$scratch" && for source in "$OLDPWD"/tests/golden/*.cpp; do
        $compiler ${common/-Iinclude/-I$OLDPWD/include -I$OLDPWD/tests} $level $machine -c "$source"
      done)
      $compiler "$scratch"/*.o -o "$scratch/golden"
      builds=$((builds + 1))
      if [ "$machine" = -march=x86-64-v4 ] && ! grep -q -w avx512dq /proc/cpuinfo; then
        echo "built, not run (no AVX-512 here): $name"
        continue
      fi
      if ! "$scratch/golden" >"$scratch/printed" || ! diff tests/golden/golden.expected "$scratch/printed"; then
        echo "other bits: $name"
        exit 1
      fi
      runs=$((runs + 1))
    done
  done
done
echo "$builds builds, $runs run, one set of bits: $(tail -n 1 tests/golden/golden.expected)"
