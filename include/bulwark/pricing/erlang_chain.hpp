#pragma once

#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"

#include "bulwark/pricing/erlang_chain.inl"
