#pragma once

// The whole room.

#include "bulwark/backstop/cash_pool.hpp"
#include "bulwark/backstop/crisis_haircut.hpp"
#include "bulwark/backstop/deleverage.hpp"
#include "bulwark/backstop/insurance_delta.hpp"
#include "bulwark/backstop/insurance_draw.hpp"
#include "bulwark/backstop/insured_debt.hpp"
#include "bulwark/backstop/loss_shares.hpp"
#include "bulwark/backstop/security_module.hpp"
#include "bulwark/backstop/socialised_loss.hpp"
#include "bulwark/backstop/withdrawal_gate.hpp"
