#!/usr/bin/env bash
# A build that may delete NaN checks or reorder sums is refused.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

try() { "$@" $common -fsyntax-only -x c++ -include bulwark/core/build.hpp /dev/null 2>"$scratch/errors"; }
for compiler in g++ clang++; do
  try $compiler -O2
  for flag in -ffast-math -Ofast -ffinite-math-only; do
    if try $compiler $flag; then
      echo "$compiler $flag is accepted"
      exit 1
    fi
    grep -q 'bulwark: -ffast-math' "$scratch/errors"
  done
done
echo "refused by both compilers"
