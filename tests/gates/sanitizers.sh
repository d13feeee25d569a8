#!/usr/bin/env bash
# The tests build without a warning under clang too, and pass under its address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
sanitize="-fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer"
CXX=clang++ CXXFLAGS=-Werror cmake -S . -B build/clang -D CMAKE_BUILD_TYPE=Debug \
  -D CMAKE_CXX_FLAGS_DEBUG="-O1 -g1 -D_GLIBCXX_ASSERTIONS $sanitize"
cmake --build build/clang -j "${jobs:-1}"
ctest --test-dir build/clang --output-on-failure --no-tests=error | tee build/clang/ctest.log
grep 'tests passed' build/clang/ctest.log
