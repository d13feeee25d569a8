#pragma once

#include "bulwark/math/lanes.hpp"

#include "bulwark/math/float_lanes.inl"
