#pragma once

// The whole room.

#include "bulwark/oracle/confidence_limit.hpp"
#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/dispersion.hpp"
#include "bulwark/oracle/feed_range.hpp"
#include "bulwark/oracle/freshness.hpp"
#include "bulwark/oracle/least_trust.hpp"
#include "bulwark/oracle/median_price.hpp"
#include "bulwark/oracle/oracle_action.hpp"
#include "bulwark/oracle/oracle_print.hpp"
#include "bulwark/oracle/oracle_validity.hpp"
#include "bulwark/oracle/plausibility.hpp"
#include "bulwark/oracle/price_aggregate.hpp"
#include "bulwark/oracle/price_divergence.hpp"
#include "bulwark/oracle/source_check.hpp"
#include "bulwark/oracle/stable_price.hpp"
#include "bulwark/oracle/trimmed_mean_price.hpp"
#include "bulwark/oracle/trust.hpp"
#include "bulwark/oracle/weighted_median_price.hpp"
