// What caps on size say of real disasters: positions that no market could have taken.

#include <vector>

#include "bulwark/collateral/depth_weight.hpp"
#include "bulwark/collateral/unrealised_weight.hpp"
#include "bulwark/liquidation/close_factor.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/protection/concentration_limit.hpp"
#include "bulwark/protection/open_interest_cap.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr double no_limit = std::numeric_limits<double>::infinity();

/// Everything but one part of the capacity is beyond limits.
constexpr MarketCapacity endless{.supply = no_limit, .depth = no_limit, .earlier = no_limit};
}  // namespace

TEST_CASE("INC09: two fifths of a token's supply is no position to hold", "[incidents][open_interest_cap]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase jelly = (*incidents)["INC09b"];
  MarketCapacity market = endless;
  market.supply = jelly.given("supply");
  const double units = jelly.given("units");
  CHECK(jelly.expects("fraction", OpenInterestCap::use(units, market).of_supply));
  const OpenInterestCap house{.share_of_supply = jelly.given("cap_fraction")};
  const CapAnswer answer = house.answer(0.0, units, market);
  CHECK((answer.bound == CapBound::supply && answer.allowed < units && jelly.verdict() == "REJECT_ACTION"));
  const OpenInterestCap as_was{.share_of_supply = 1.0};
  CHECK(as_was.answer(0.0, units, market).is_whole());
  CHECK(house.answer(0.0, 0.04 * market.supply, market).is_whole());
}

TEST_CASE("INC03: a perpetual of four and a half times the spot market's depth is not opened", "[incidents][open_interest_cap]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase mango = (*incidents)["INC03d"];
  MarketCapacity market = endless;
  market.depth = mango.given("depth_usd");
  const double notional = mango.given("notional_at_entry");
  CHECK(mango.expects("multiple", OpenInterestCap::use(notional, market).of_depth));
  const OpenInterestCap house{.multiple_of_depth = mango.given("max_multiple")};
  CHECK((house.answer(0.0, notional, market).bound == CapBound::depth && mango.verdict() == "REJECT_ACTION"));
  const OpenInterestCap as_was{.multiple_of_depth = no_limit};
  CHECK(as_was.answer(0.0, notional, market).is_whole());
}

TEST_CASE("INC31: open interest of eighty-four times what it was days before is not let in", "[incidents][open_interest_cap]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase yfi = (*incidents)["INC31a"];
  MarketCapacity market = endless;
  market.earlier = yfi.given("oi_before");
  const double now = yfi.given("oi_after");
  CHECK(yfi.expects("growth", OpenInterestCap::use(now, market).growth));
  const OpenInterestCap house{.growth = yfi.given("max_growth")};
  const CapAnswer answer = house.answer(market.earlier, now - market.earlier, market);
  CHECK((answer.bound == CapBound::growth && yfi.verdict() == "REJECT_ACTION"));
  const OpenInterestCap as_was{.growth = no_limit};
  CHECK(as_was.answer(market.earlier, now - market.earlier, market).is_whole());
}

TEST_CASE("INC32: one account that is nineteen twentieths of a pool is charged or refused", "[incidents][concentration_limit]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase share = (*incidents)["INC32c"];
  const ConcentrationLimit house{.free = share.given("limit"), .most = share.given("limit")};
  CHECK((house.judge(share.given("share"), 1.0) == Concentration::refused && share.verdict() == "ADD_ON_OR_REJECT"));
  const ConcentrationLimit as_was{.free = 1.0, .most = 1.0};
  CHECK(as_was.judge(share.given("share"), 1.0) == Concentration::within);
  CHECK(house.judge(0.2, 1.0) == Concentration::within);
}

TEST_CASE("INC34: nineteen wallets under the tier are one position ten times over it", "[incidents][concentration_limit]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase popcat = (*incidents)["INC34b"];
  const double tier = popcat.given("tier_limit_assumed"), each = popcat.given("per_wallet_notional");
  const ConcentrationLimit house{.free = 1.0, .most = 5.0, .rate = 0.1};  // in tiers
  CHECK(house.judge(each, tier) == Concentration::within);                // as it was: per account
  const std::vector<long long> cents(static_cast<std::size_t>(popcat.given("wallets")), std::llround(100.0 * each));
  const std::vector<Index> one_owner(cents.size(), 0);
  long long owned[1];
  CHECK(sum_by_group<long long>(cents, one_owner, owned) == 0);
  const double together = 0.01 * static_cast<double>(owned[0]);
  CHECK((house.judge(together, tier) == Concentration::refused && popcat.verdict() == "ADD_ON_OR_REJECT"));
  CHECK(house.charge(together, tier) > 0.0);
  // Where nobody knows that the wallets are one's, the market's side stands for them.
  CHECK(house.judge(together, tier) == house.judge(static_cast<double>(cents.size()) * each, tier));
}

TEST_CASE("INC30: a token with five hundred in its pool is collateral for five hundred", "[incidents][depth_weight]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase drift = (*incidents)["INC30a"];
  const double claimed = drift.given("collateral_value_claimed"), depth = drift.given("executable_depth_usd");
  const double recognised = recognised_value(claimed, depth, drift.given("k"));
  CHECK(drift.expects("recognised", recognised));
  // The same from the pool itself, of which a sale of everything takes all but the last of its quote.
  const double coins = 750e6, price = claimed / coins;
  const DepthWeight<ConstantProductDepth> house{.depth = {.coins = depth / price, .quote = depth}, .initial = 1.0, .maintenance = 1.0};
  const double counted = house.share(coins, price).initial * claimed;
  CHECK((counted <= depth && counted > 0.999 * depth));
  const UnrealisedWeight nothing_else{};
  CHECK((nothing_else.counted(0.0).initial + counted < claimed && drift.verdict() == "REJECT_ACTION"));
}
