#pragma once

#include <cstdint>
#include <span>

#include "bulwark/math/random_lanes.hpp"

#include "bulwark/math/scenario_normals.inl"
