#pragma once

// The whole room.

#include "bulwark/volatility/arbitrage.hpp"
#include "bulwark/volatility/between_expiries.hpp"
#include "bulwark/volatility/flat.hpp"
#include "bulwark/volatility/grid.hpp"
#include "bulwark/volatility/grid_arbitrage.hpp"
#include "bulwark/volatility/hyperbola.hpp"
#include "bulwark/volatility/negative_ranges.hpp"
#include "bulwark/volatility/quote_arbitrage.hpp"
#include "bulwark/volatility/same_smile.hpp"
#include "bulwark/volatility/smile_point.hpp"
#include "bulwark/volatility/ssvi.hpp"
#include "bulwark/volatility/ssvi_phi.hpp"
#include "bulwark/volatility/ssvi_surface.hpp"
#include "bulwark/volatility/surface.hpp"
#include "bulwark/volatility/svi.hpp"
#include "bulwark/volatility/svi_arbitrage.hpp"
#include "bulwark/volatility/svi_butterfly.hpp"
#include "bulwark/volatility/svi_calendar.hpp"
#include "bulwark/volatility/svi_jump_wings.hpp"
#include "bulwark/volatility/violation.hpp"
