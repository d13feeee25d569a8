#!/usr/bin/env bash
# What the headers cost those who include them: preprocessed lines against the limits of include_cost.txt; seconds for the reader.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh

TIMEFORMAT=%U
failed=0
while read -r limit aim headers; do
  : >"$scratch/user.cpp"
  missing=
  for header in $(cd include && echo $headers); do
    [ -e "include/$header" ] || missing=$header
    echo "#include \"$header\"" >>"$scratch/user.cpp"
  done
  if [ -n "$missing" ]; then
    echo "no such header: $missing"
    failed=1
    continue
  fi
  lines=$(g++ $common -E -P "$scratch/user.cpp" | wc -l)
  seconds=$({ time g++ $common -fsyntax-only "$scratch/user.cpp"; } 2>&1)
  echo "$lines lines of $limit, $seconds s of $aim: $headers"
  ((lines <= limit)) || failed=1
done < <(grep -v '^#' tests/gates/include_cost.txt)
exit $failed
