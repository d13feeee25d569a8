#!/usr/bin/env bash
# The README's own line installs what the demo needs, builds it and runs it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh
line=$(grep -m 1 -e '--workflow --preset demo' README.md)
bash -c "$line"
[ -e examples/demo.cpp ] || nothing_yet examples/demo.cpp
echo "ran: $line"
