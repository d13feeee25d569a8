#pragma once

// The whole room.

#include "bulwark/volatility/flat.hpp"
#include "bulwark/volatility/grid.hpp"
#include "bulwark/volatility/surface.hpp"
#include "bulwark/volatility/svi.hpp"
