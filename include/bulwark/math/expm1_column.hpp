#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/math/elementary.hpp"

#include "bulwark/math/expm1_column.inl"
