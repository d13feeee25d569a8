#pragma once

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

#include "bulwark/pricing/erlang_law.inl"
