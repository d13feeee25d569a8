// What auctions say of real disasters.

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/liquidation/ascending_auction.hpp"
#include "bulwark/liquidation/inherited_loss.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("INC01: the auction of March 2020 sells fifty ETH for next to nothing, one with a reserve does not", "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase zero = (*incidents)["INC01a"];
  const double lot = zero.given("lot_eth"), oracle = zero.given("oracle_price"), pays = zero.given("bid_dai");
  const AscendingAuction<double> ours{.reserve = {zero.given("reserve_fraction")}, .step = 0.03, .bid_lasts = 10min, .longest = 6h};
  REQUIRE(ours.faults().empty());
  CHECK(zero.expects("reserve_dai", *ours.reserve.least_bid(lot, oracle)));
  const AscendingAuction<double>::State sale{.sale = {.to_raise = lot * oracle, .lot = lot}, .started = {}};
  CHECK((ours.answer(sale, {pays, lot}, oracle, {}) == BidAnswer::pays_nothing && zero.verdict() == "REJECT_BID"));
  CHECK(ours.answer(sale, {0.99 * 3'387.0, lot}, oracle, {}) == BidAnswer::below_reserve);
  CHECK(ours.answer(sale, {1.01 * 3'387.0, lot}, oracle, {}) == BidAnswer::accepted);

  // As it was, in the chain's units: no reserve, three per cent more for a second bid, ten minutes to make one. It asked for more than the
  // last bid, so that the winning "0 DAI" were the smallest unit of account, 10^-45 of one. Nobody else got into a block.
  const Wide wad = one_in_wads<Wide>(), ray = one_in_rays<Wide>(), rad = one_in_rads<Wide>();
  const AscendingAuction<Wide> as_was{.reserve = {0}, .step = parts_of(3, 100, ray), .bid_lasts = 10min, .longest = 6h};
  CHECK(as_was.faults().size() == 1);  // which is that it has no reserve
  using State = AscendingAuction<Wide>::State;
  const State march{.sale = {.to_raise = 5'645 * rad, .lot = 50 * wad}, .started = {}};
  const LotBid<Wide> nothing{.pays = 1, .slice = 50 * wad};
  const Wide price = 1'129 * ray / 10;
  REQUIRE(as_was.answer(march, nothing, price, Timestamp{1min}) == BidAnswer::accepted);
  const State won = AscendingAuction<Wide>::after(march, nothing, Timestamp{1min});
  CHECK(as_was.end(won, Timestamp{11min}) == AuctionEnd::sold);
  const Take<Wide> sold = AscendingAuction<Wide>::sold(won);
  CHECK((sold.slice == 50 * wad && sold.pays == 1 && sold.unpaid == 5'645 * rad - 1 && sold.returned == 0));

  AscendingAuction<Wide> in_units = as_was;
  in_units.reserve = {parts_of(60, 100, ray)};
  CHECK(in_units.answer(march, nothing, price, Timestamp{1min}) == BidAnswer::below_reserve);
  CHECK(*in_units.reserve.least_bid(50 * wad, price) == 3'387 * rad);
}

TEST_CASE("INC02: an engine that inherits twice what its fund has paid says so", "[incidents][liquidation]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase fund = (*incidents)["INC02b"];
  const InheritedLoss march{.realised = fund.given("realised_drawdown_xbt"), .unrealised = fund.given("unrealised_inherited_xbt")};
  CHECK(fund.expects("multiple", march.multiple()));
  constexpr double left = 30'000.0;  // XBT, any fund that bears it
  CHECK((march.outlook(left) == InheritedOutlook::reported && fund.verdict() == "REPORT"));
  CHECK(march.outlook(march.unrealised / 2.0) == InheritedOutlook::beyond);
  CHECK(InheritedLoss{march.realised, 0.5 * march.realised}.outlook(left) == InheritedOutlook::ordinary);
}
