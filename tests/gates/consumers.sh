#!/usr/bin/env bash
# Every documented way into somebody else's project, tried from outside the tree: an installed package (moved after
# installation), pkg-config, add_subdirectory, FetchContent, bare -I. Then a user's own margin rule, whose compile time is reported:
# the aim is 2 s, the limit only catches a slide from where it is.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gates/flags.sh
top=$PWD

cmake -S . -B "$scratch/package" -D BULWARK_BUILD_TESTS=OFF -D BULWARK_BUILD_EXAMPLES=OFF
cmake --install "$scratch/package" --prefix "$scratch/first"
mv "$scratch/first" "$scratch/moved"
cp -r tests/consumers "$scratch/consumers"
cd "$scratch/consumers"

for route in find_package add_subdirectory fetch_content; do
  cmake -S $route -B "$scratch/$route" -D CMAKE_PREFIX_PATH="$scratch/moved" -D BULWARK_SOURCE="$top" -D CMAKE_CXX_FLAGS=-Werror
  cmake --build "$scratch/$route"
  "$scratch/$route/consumer"
done
if cmake -S find_package -B "$scratch/later" -D CMAKE_PREFIX_PATH="$scratch/moved" -D BULWARK_WANTED=99.0 >"$scratch/later.log" 2>&1; then
  echo "find_package(bulwark 99.0) is satisfied"
  exit 1
fi

PKG_CONFIG_PATH="$scratch/moved/share/pkgconfig" g++ -std=c++20 consumer.cpp -o "$scratch/pkg_config" \
  $(PKG_CONFIG_PATH="$scratch/moved/share/pkgconfig" pkg-config --cflags bulwark)
"$scratch/pkg_config"

g++ -std=c++20 -I"$top/include" consumer.cpp -o "$scratch/bare"
"$scratch/bare"

own_rule() { g++ -std=c++20 -O2 -I"$top/include" own_rule.cpp -o "$scratch/own_rule"; }
own_rule
"$scratch/own_rule"
TIMEFORMAT=%U
best=$(for attempt in 1 2 3; do { time own_rule; } 2>&1; done | sort -g | head -n 1)
awk -v seconds="$best" 'BEGIN { exit !(seconds < 12.0) }' || { echo "own_rule.cpp takes $best s to compile, 12 are allowed"; exit 1; }
echo "5 routes; own_rule.cpp compiles in $best s and runs"
