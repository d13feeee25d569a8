#pragma once

// The whole room.

#include "bulwark/settlement/average_variance.hpp"
#include "bulwark/settlement/averaged_claim.hpp"
#include "bulwark/settlement/averaging_window.hpp"
#include "bulwark/settlement/clamped_funding.hpp"
#include "bulwark/settlement/collateral_release.hpp"
#include "bulwark/settlement/delivery_fee.hpp"
#include "bulwark/settlement/exercise.hpp"
#include "bulwark/settlement/expiring_contract.hpp"
#include "bulwark/settlement/funding_payment.hpp"
#include "bulwark/settlement/funding_transfer.hpp"
#include "bulwark/settlement/impact_funding.hpp"
#include "bulwark/settlement/kinked_rate.hpp"
#include "bulwark/settlement/listed_expiry.hpp"
#include "bulwark/settlement/option_fee.hpp"
#include "bulwark/settlement/payment_order.hpp"
#include "bulwark/settlement/settle_accounts.hpp"
#include "bulwark/settlement/settle_positions.hpp"
#include "bulwark/settlement/settlement_lag.hpp"
#include "bulwark/settlement/settlement_window.hpp"
#include "bulwark/settlement/whole_units.hpp"
