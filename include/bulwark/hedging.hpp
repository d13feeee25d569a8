#pragma once

// The whole room.

#include "bulwark/hedging/active_set.hpp"
#include "bulwark/hedging/hedge_band.hpp"
#include "bulwark/hedging/hedge_status.hpp"
#include "bulwark/hedging/minimum_shortfall.hpp"
#include "bulwark/hedging/minimum_variance.hpp"
#include "bulwark/hedging/shortfall_dual.hpp"
#include "bulwark/hedging/target_hedge.hpp"
