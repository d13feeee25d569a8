# Sourced by the gates: the flags that every one of our texts must survive, and a folder of its own to work in.
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
common="-std=c++20 -Iinclude -isystem /usr/include/eigen3 $warnings"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
nothing_yet() { echo "nothing yet: $1"; exit 0; }
