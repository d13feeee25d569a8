#pragma once

// The whole room.

#include "bulwark/var/age_weights.hpp"
#include "bulwark/var/capital_efficiency.hpp"
#include "bulwark/var/coverage_test.hpp"
#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/incremental_risk.hpp"
#include "bulwark/var/independence_test.hpp"
#include "bulwark/var/likelihood_ratio.hpp"
#include "bulwark/var/lognormal_tail.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/policy.hpp"
#include "bulwark/var/proportion_test.hpp"
#include "bulwark/var/quantile_shares.hpp"
#include "bulwark/var/shortfall_error.hpp"
#include "bulwark/var/tail_count.hpp"
#include "bulwark/var/tail_shares.hpp"
#include "bulwark/var/traffic_light.hpp"
#include "bulwark/var/value_at_risk.hpp"
#include "bulwark/var/value_at_risk_error.hpp"
#include "bulwark/var/weighted_tail.hpp"
