#pragma once

// The whole room.

#include "bulwark/protection/base_fee.hpp"
#include "bulwark/protection/call_capacity.hpp"
#include "bulwark/protection/circuit_breaker.hpp"
#include "bulwark/protection/completion_buffer.hpp"
#include "bulwark/protection/congestion.hpp"
#include "bulwark/protection/depth_guard.hpp"
#include "bulwark/protection/flow_limit.hpp"
#include "bulwark/protection/following_band.hpp"
#include "bulwark/protection/halt.hpp"
#include "bulwark/protection/lasting_breach.hpp"
#include "bulwark/protection/liquidation_throughput.hpp"
#include "bulwark/protection/price_band.hpp"
#include "bulwark/protection/price_range.hpp"
#include "bulwark/protection/time_slots.hpp"
#include "bulwark/protection/trading_state.hpp"
#include "bulwark/protection/unwind_horizon.hpp"
#include "bulwark/protection/velocity_trigger.hpp"
#include "bulwark/protection/volatility_band.hpp"
#include "bulwark/protection/volatility_trigger.hpp"
