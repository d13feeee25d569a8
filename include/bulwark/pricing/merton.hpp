#pragma once

#include "bulwark/pricing/black.hpp"

#include "bulwark/pricing/merton.inl"
