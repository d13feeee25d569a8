#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/math/trigonometric.hpp"

#include "bulwark/math/complex_lanes.inl"
