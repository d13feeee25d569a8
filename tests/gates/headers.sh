#!/usr/bin/env bash
# Every header compiles alone, without exceptions and run-time types; all of them together in two translation units compile and link with
# both compilers, in either order.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

mapfile -t headers < <(cd include && find bulwark -name '*.hpp' | sort)
failed=0
for header in "${headers[@]}"; do
  g++ $common -fno-exceptions -fno-rtti -fsyntax-only -x c++ -include "$header" /dev/null || { echo "$header does not stand alone"; failed=1; }
done
((failed == 0)) || exit 1

printf '#include "%s"\n' "${headers[@]}" >"$scratch/first.cpp"
tac "$scratch/first.cpp" >"$scratch/second.cpp"
echo 'int main() {}' >>"$scratch/second.cpp"
for compiler in g++ clang++; do
  $compiler $common -O0 -fno-exceptions -fno-rtti "$scratch/first.cpp" "$scratch/second.cpp" -o "$scratch/both"
done
echo "${#headers[@]} headers stand alone and link twice"
