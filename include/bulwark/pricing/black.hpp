#pragma once

#include "bulwark/math/elementary.hpp"
#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/time_value.hpp"

#include "bulwark/pricing/black.inl"
