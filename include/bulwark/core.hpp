#pragma once

// The whole room.

#include "bulwark/core/account.hpp"
#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/core/calendar_day.hpp"
#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/core/fixed_units.hpp"
#include "bulwark/core/flat_bytes.hpp"
#include "bulwark/core/instrument.hpp"
#include "bulwark/core/margin_kind.hpp"
#include "bulwark/core/margin_tier.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/core/report.hpp"
#include "bulwark/core/resting_order.hpp"
#include "bulwark/core/rulebook.hpp"
#include "bulwark/core/same_bits.hpp"
#include "bulwark/core/strict_price.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/core/trading_calendar.hpp"
