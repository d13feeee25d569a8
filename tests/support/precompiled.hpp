#pragma once

// What most tests include anyway, compiled once; what bulwark/compiled.hpp names, in one file. Nothing depends on it: every header stands
// alone (gates/headers.sh).

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "bulwark/compiled.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/evaluate/what_if.hpp"
#include "support/catch.hpp"
