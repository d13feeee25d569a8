#pragma once

// The whole room.

#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/columns.hpp"
#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/pricing/implied_status.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/in_columns.hpp"
#include "bulwark/pricing/merton.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/model.hpp"
#include "bulwark/pricing/one_lane.hpp"
#include "bulwark/pricing/price_impact.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/pricing/skew_price.hpp"
#include "bulwark/pricing/time_value.hpp"
#include "bulwark/pricing/unit_price.hpp"
