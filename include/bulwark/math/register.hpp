#pragma once

#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "bulwark/core/build.hpp"

#include "bulwark/math/register.inl"
