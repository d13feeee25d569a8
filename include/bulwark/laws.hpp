#pragma once

// The whole room.

#include "bulwark/laws/auction_curve_laws.hpp"
#include "bulwark/laws/collateral_laws.hpp"
#include "bulwark/laws/depth_laws.hpp"
#include "bulwark/laws/liquidation_laws.hpp"
#include "bulwark/laws/loss_level_laws.hpp"
#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/laws/price_aggregate_laws.hpp"
#include "bulwark/laws/pricer_laws.hpp"
#include "bulwark/laws/specimens.hpp"
#include "bulwark/laws/trade_cost_laws.hpp"
#include "bulwark/laws/var_laws.hpp"
#include "bulwark/laws/walking_laws.hpp"
