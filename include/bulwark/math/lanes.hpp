#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

#include "bulwark/math/lanes.inl"
