#pragma once

#include <limits>

#include "bulwark/core/build.hpp"
#include "bulwark/math/elementary.hpp"

#include "bulwark/math/normal.inl"
