#!/usr/bin/env bash
# Doors open downwards only (rooms.txt), headers bring no heavy or stateful std header, and no libm value reaches a result.
set -euo pipefail
cd "$(dirname "$0")/../.."

# What needs Boost is included by its own name alone, calibration/ and hedging/ (Eigen) by those of their rooms.
apart='pricing/greeks_by_autodiff[.]hpp'
missing=$(find include/bulwark -mindepth 2 -name '*.hpp' | grep -vE "$apart" | sed 's#^include/##' | while read -r header; do
  room=${header%/*}
  grep -qx "#include \"$header\"" "include/$room.hpp" || echo "$header in $room.hpp"
  [[ $room =~ bulwark/(calibration|hedging) ]] || grep -qx "#include \"$room.hpp\"" include/bulwark/bulwark.hpp || echo "$room.hpp in bulwark.hpp"
done)
[ -z "$missing" ] || { echo "not included: $missing"; exit 1; }

headers=$(find include/bulwark -name '*.hpp' -o -name '*.inl')
awk -v table=tests/gates/rooms.txt '
  BEGIN {
    while ((getline line < table) > 0) {
      if (line ~ /^#/ || line == "") continue
      ++level
      n = split(line, names, " ")
      for (i = 1; i <= n; ++i) rank[names[i]] = level
    }
  }
  function complain(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; bad = 1 }
  FNR == 1 {
    n = split(FILENAME, part, "/")
    room = n > 3 ? part[3] : ""  # the headers at the top include anything
    if (room != "" && !(room in rank)) complain("room " room " has no line in " table)
    ++files
  }
  /^[ \t]*#[ \t]*include[ \t]*[<"]bulwark\/[a-z_]+\// {
    split($0, piece, /bulwark\//)
    split(piece[2], step, "/")
    other = step[1]
    if (room != "" && other != room && !(rank[other] < rank[room])) complain(room " must not include " other)
    if (FILENAME ~ /[.]inl$/ && !(FILENAME ~ /_texts[.]inl$/)) complain("an .inl includes nothing of ours; its .hpp does")
  }
  /^[ \t]*#[ \t]*include[ \t]*<(iostream|thread|random|execution|regex)>/ { complain("header not allowed: " $0) }
  /^[ \t]*#[ \t]*include[ \t]*<catch2/ { complain("header not allowed: " $0) }
  {
    code = $0
    sub(/\/\/.*/, "", code)
    if (code ~ /std::(exp|exp2|expm1|log|log1p|log2|log10|pow|erf|erfc|tgamma|lgamma|sin|cos|tan|sinh|cosh|tanh|cbrt|hypot|reduce|transform_reduce)[ \t]*\(/)
      complain("not the same bits everywhere: " $0)
  }
  END { if (!bad) print files " headers, every door opens downwards"; exit bad }
' $headers
