#pragma once

// The whole room.

#include "bulwark/oracle/oracle_action.hpp"
#include "bulwark/oracle/oracle_validity.hpp"
#include "bulwark/oracle/price_divergence.hpp"
#include "bulwark/oracle/stable_price.hpp"
