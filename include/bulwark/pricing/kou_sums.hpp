#pragma once

#include "bulwark/pricing/erlang_chain.hpp"
#include "bulwark/pricing/erlang_law.hpp"

#include "bulwark/pricing/kou_sums.inl"
