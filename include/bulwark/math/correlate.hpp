#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/math/scenario_normals.hpp"

#include "bulwark/math/correlate.inl"
