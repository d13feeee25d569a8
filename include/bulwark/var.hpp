#pragma once

// The whole room.

#include "bulwark/var/coverage_test.hpp"
#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/independence_test.hpp"
#include "bulwark/var/likelihood_ratio.hpp"
#include "bulwark/var/lognormal_tail.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/policy.hpp"
#include "bulwark/var/proportion_test.hpp"
#include "bulwark/var/traffic_light.hpp"
