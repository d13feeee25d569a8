#pragma once

#include <limits>

#include "bulwark/core/build.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/lanes.hpp"

#include "bulwark/math/trigonometric.inl"
