#pragma once

#include <cstdint>

#include "bulwark/core/build.hpp"

// The plain build takes the small header: the whole one costs as much to read as all of ours.
#if BULWARK_LANES >= 4
#include <immintrin.h>
#elif defined(__x86_64__)
#include <emmintrin.h>
#endif

#include "bulwark/math/register.inl"
