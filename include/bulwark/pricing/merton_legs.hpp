#pragma once

#include "bulwark/pricing/black_payout.hpp"
#include "bulwark/pricing/merton.hpp"

#include "bulwark/pricing/merton_legs.inl"
