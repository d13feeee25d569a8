#pragma once

#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/payout.hpp"

#include "bulwark/pricing/leg_curve.inl"
