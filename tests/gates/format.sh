#!/usr/bin/env bash
# Every source looks as .clang-format says.
set -euo pipefail
cd "$(dirname "$0")/../.."
mapfile -t files < <(find include examples tests bench \( -name '*.hpp' -o -name '*.inl' -o -name '*.cpp' \) | sort)
clang-format --dry-run -Werror "${files[@]}"
echo "${#files[@]} files are formatted"
