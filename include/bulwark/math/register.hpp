#pragma once

#include <cstdint>

#include "bulwark/core/build.hpp"

#include "bulwark/math/register.inl"
