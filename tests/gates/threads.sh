#!/usr/bin/env bash
# Eight threads share one table, and the thread sanitizer sees no race: each file whose tests start threads, under clang's.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

mapfile -t sources < <(grep -lE '#include <thread>' tests/*/*.test.cpp)
((${#sources[@]} > 0)) || { echo "no test starts a thread"; exit 1; }
machine=$(grep -q -w avx2 /proc/cpuinfo && echo -march=x86-64-v3 || true)
flags="$common $machine -Itests -O1 -g1 -fsanitize=thread"
objects=()
for source in "${sources[@]}"; do
  objects+=("$scratch/${#objects[@]}.o")
  clang++ $flags "-DBULWARK_SOURCE_DIR=\"$PWD\"" -c "$source" -o "${objects[-1]}"
done
if [ -e /usr/include/catch2/catch.hpp ]; then
  printf '#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n' >"$scratch/main.cpp"
  clang++ -std=c++20 -O1 -fsanitize=thread "$scratch/main.cpp" "${objects[@]}" -o "$scratch/threads"
else
  clang++ -fsanitize=thread "${objects[@]}" -lCatch2Main -lCatch2 -o "$scratch/threads"
fi
"$scratch/threads" | tail -n 3
echo "${#sources[@]} files under the thread sanitizer: ${sources[*]}"
