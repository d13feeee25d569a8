#pragma once

#include "bulwark/core/build.hpp"

#include "bulwark/pricing/greeks.inl"
