#!/usr/bin/env bash
# The same bits from both compilers, at the lowest and the highest optimisation level that users ship, with and without vector instructions: each build of
# tests/golden prints exactly golden.expected. Builds for AVX-512 are run only where the processor has it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

[ -e tests/golden/golden.cpp ] || nothing_yet tests/golden/golden.cpp
builds=0
runs=0
# Six of thirteen: every compiler meets every level and every machine, and every level every machine; one speaks the other
# assembler dialect. `golden.sh all` builds them all.
builds_of_all=(
  "g++ -O1 -masm=intel" "clang++ -O3"
  "g++ -O3 -march=x86-64-v3" "clang++ -O1 -march=x86-64-v3"
  "g++ -O1 -march=x86-64-v4" "clang++ -O3 -march=x86-64-v4")
if [ "${1:-}" = all ]; then
  builds_of_all+=(
    "g++ -O1" "g++ -O3" "clang++ -O1"
    "g++ -O1 -march=x86-64-v3" "clang++ -O3 -march=x86-64-v3"
    "g++ -O3 -march=x86-64-v4" "clang++ -O1 -march=x86-64-v4")
fi
for build in "${builds_of_all[@]}"; do
  rm -f "$scratch"/*.o
  (cd "$scratch" && for source in "$OLDPWD"/tests/golden/*.cpp; do
    $build ${common/-Iinclude/-I$OLDPWD/include -I$OLDPWD/tests} -c "$source"
  done)
  ${build%% *} "$scratch"/*.o -o "$scratch/golden"
  builds=$((builds + 1))
  if [[ $build == *v4 ]] && ! grep -q -w avx512dq /proc/cpuinfo; then
    echo "built, not run (no AVX-512 here): $build"
    continue
  fi
  if ! "$scratch/golden" >"$scratch/printed" || ! diff tests/golden/golden.expected "$scratch/printed"; then
    echo "other bits: $build"
    exit 1
  fi
  runs=$((runs + 1))
done
echo "$builds builds, $runs run, one set of bits: $(tail -n 1 tests/golden/golden.expected)"
