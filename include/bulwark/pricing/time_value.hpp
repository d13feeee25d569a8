#pragma once

#include "bulwark/math/lanes.hpp"
#include "bulwark/math/normal.hpp"

#include "bulwark/pricing/time_value.inl"
