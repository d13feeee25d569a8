#pragma once

// The whole room.

#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/lognormal_tail.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/policy.hpp"
