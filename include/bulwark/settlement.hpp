#pragma once

// The whole room.

#include "bulwark/settlement/averaging_window.hpp"
#include "bulwark/settlement/funding_payment.hpp"
#include "bulwark/settlement/impact_funding.hpp"
#include "bulwark/settlement/kinked_rate.hpp"
