#pragma once

// The whole room.

#include "bulwark/evaluate/change.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/isolated.hpp"
#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/open_orders.hpp"
#include "bulwark/evaluate/permits.hpp"
#include "bulwark/evaluate/price_path.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/evaluate/tick.hpp"
#include "bulwark/evaluate/var_tick.hpp"
#include "bulwark/evaluate/walked_account.hpp"
#include "bulwark/evaluate/what_if.hpp"
