#pragma once

#include "bulwark/math/elementary.hpp"

#include "bulwark/math/log_ratio_pair.inl"
