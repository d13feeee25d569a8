#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/math/elementary.hpp"

#include "bulwark/math/normal.inl"
