#!/usr/bin/env bash
# Every header compiles alone, without exceptions and run-time types; all of them together in two translation units compile and link with
# both compilers, in either order.
# clang reads them one by one: it takes from a precompiled base only what a header needs, and half of g++'s time.
# A header that reaches one of a few bases is compiled on top of that base, precompiled: what the base brings it has anyway, and the headers
# it includes before are checked by themselves. That takes half the time of compiling each from nothing, and finds the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

# The first of these that a header reaches is its base; each comes before those it is built on.
bases=(bulwark/evaluate/risk_evaluator.hpp bulwark/scenario/price_market.hpp bulwark/scenario/priced_market.hpp bulwark/pricing/pricer.hpp
  bulwark/core/market.hpp bulwark/math/lanes.hpp bulwark/core/fault.hpp)
flags="$common -fno-exceptions -fno-rtti"

mapfile -t headers < <(cd include && find bulwark -name '*.hpp' | sort)
# header, base (- for none)
(cd include && grep -rH '^#include "bulwark/' --include='*.hpp' --include='*.inl' bulwark) | sed -E 's/^([^:]*):#include "([^"]*)".*/\1 \2/' |
  awk -v bases="${bases[*]}" -v headers="${headers[*]}" '
    { includes[$1] = includes[$1] " " $2 }
    function reach(file, seen, part, list, i, n) {
      if (file in seen) return
      seen[file] = 1
      n = split(includes[file], list, " ")
      for (i = 1; i <= n; ++i) reach(list[i], seen)
    }
    END {
      count = split(bases, base, " ")
      total = split(headers, header, " ")
      for (h = 1; h <= total; ++h) {
        split("", seen)
        reach(header[h], seen)
        found = "-"
        for (b = count; b >= 1; --b) if ((base[b] in seen) && base[b] != header[h]) found = base[b]
        print header[h], found
      }
    }' >"$scratch/plan"
[ "$(wc -l <"$scratch/plan")" = "${#headers[@]}" ] || { echo "not every header is in the plan"; exit 1; }

for base in "${bases[@]}"; do
  mkdir -p "$scratch/$(dirname "$base")"
  echo "#include \"$base\"" >"$scratch/$base"
  clang++ $flags -x c++-header "$scratch/$base" -o "$scratch/$base.pch"
done
failed=0
while read -r header base; do
  on=
  [ "$base" = - ] || on="-include-pch $scratch/$base.pch"
  clang++ $flags -fsyntax-only $on -x c++ -include "$header" /dev/null || { echo "$header does not stand alone"; failed=1; }
done <"$scratch/plan"
((failed == 0)) || exit 1

printf '#include "%s"\n' "${headers[@]}" >"$scratch/first.cpp"
tac "$scratch/first.cpp" >"$scratch/second.cpp"
echo 'int main() {}' >>"$scratch/second.cpp"
for compiler in g++ clang++; do
  $compiler $common -O0 -fno-exceptions -fno-rtti "$scratch/first.cpp" "$scratch/second.cpp" -o "$scratch/both"
done
echo "${#headers[@]} headers stand alone ($(awk '$2 != "-"' "$scratch/plan" | wc -l) of them on a precompiled base) and link twice"
