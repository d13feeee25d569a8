#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/lanes.hpp"

#include "bulwark/math/smaller_ones.inl"
