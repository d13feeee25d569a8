#pragma once

#include <cstddef>
#include <limits>

#include "bulwark/core/build.hpp"
#include "bulwark/math/lanes.hpp"

#include "bulwark/math/elementary.inl"
