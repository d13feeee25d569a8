#pragma once

// Everything but calibration/ and hedging/, which need Eigen. Programs that care about compile time include what they use.

#include "bulwark/backstop.hpp"
#include "bulwark/collateral.hpp"
#include "bulwark/core.hpp"
#include "bulwark/evaluate.hpp"
#include "bulwark/laws.hpp"
#include "bulwark/liquidation.hpp"
#include "bulwark/margin.hpp"
#include "bulwark/math.hpp"
#include "bulwark/oracle.hpp"
#include "bulwark/pricing.hpp"
#include "bulwark/protection.hpp"
#include "bulwark/scenario.hpp"
#include "bulwark/settlement.hpp"
#include "bulwark/system.hpp"
#include "bulwark/var.hpp"
#include "bulwark/venue.hpp"
#include "bulwark/version.hpp"
#include "bulwark/volatility.hpp"
