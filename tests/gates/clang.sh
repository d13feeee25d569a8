#!/usr/bin/env bash
# The tests build without a warning under clang too, and pass.
set -euo pipefail
cd "$(dirname "$0")/../.."
CXX=clang++ CXXFLAGS=-Werror cmake -S . -B build/clang -D CMAKE_BUILD_TYPE=Debug -D CMAKE_CXX_FLAGS_DEBUG="-O1 -D_GLIBCXX_ASSERTIONS"
cmake --build build/clang
ctest --test-dir build/clang --output-on-failure --no-tests=error | tee build/clang/ctest.log
grep 'tests passed' build/clang/ctest.log
