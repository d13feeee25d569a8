#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/register.hpp"

#include "bulwark/math/lanes.inl"
