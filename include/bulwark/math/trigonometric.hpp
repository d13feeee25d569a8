#pragma once

#include <limits>

#include "bulwark/core/build.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/math/widest.hpp"

#include "bulwark/math/trigonometric.inl"
#define BULWARK_TEXTS "bulwark/math/trigonometric.inl"
#include "bulwark/math/copies.inl"
