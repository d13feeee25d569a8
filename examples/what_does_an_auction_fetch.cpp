// Fifty ETH are sold for a debt on 12 March 2020: what does each kind of auction fetch, on a quiet chain and on a full one with few
// keepers?
#include <cstdio>

#include "bulwark/liquidation/ascending_auction.hpp"
#include "bulwark/liquidation/auction_buyer.hpp"
#include "bulwark/liquidation/auction_outlook.hpp"
#include "bulwark/liquidation/keeper_incentive.hpp"
#include "bulwark/pricing/linear_impact.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

int main() {
  constexpr double price = 112.9, lot = 50.0, gas_used = 5e5;
  // Ascending bids, and nobody else gets into a block: a thousandth of a Dai for the lot, as it was (without a reserve) and with one.
  const AscendingAuction<double>::State lone{.sale = {.to_raise = 0.8 * price * lot, .lot = lot}, .started = {}};
  for (const double reserve : {0.0, 0.6}) {
    const AscendingAuction<double> auction{.reserve = {reserve}, .step = 0.03, .bid_lasts = 10min, .longest = 6h};
    const bool is_sold = auction.answer(lone, {.pays = 0.001, .slice = lot}, price, {}) == BidAnswer::accepted;
    std::printf("ascending, reserve of %2.0f %%: a bid of 0.001 is %s\n", 100.0 * reserve, is_sold ? "accepted" : "refused");
  }

  const auto row = [](const char* name, const auto& curve, double start, double lowest, const AuctionMarket& market,
                      const DispersedBuyers& buyers) {
    const LotAuction<double, std::decay_t<decltype(curve)>> auction{
        .start_factor = start, .curve = curve, .reset = {90min, lowest / start}, .reward = {0.0, 0.0}, .least_left = 0.0};
    const AuctionOutlook seen = outlook(auction, market, buyers);
    std::printf("  %-24s %6.2f after %5.1f min: owner loses %5.2f %%, lender %5.2f %%\n", name, seen.price, seen.seconds / 60.0,
                100.0 * seen.owner_loss, 100.0 * seen.shortfall);
  };
  // Assumed: gas at 10 and at 1,000 gwei; keepers who want one to five per cent; a market that 5,000 ETH take down to nothing.
  const LinearImpact depth{.start = price, .depth = 5'000.0};
  const auto hold = [&](const char* chain, double gwei, Index keepers, Index delay) {
    const double gas = gas_used * gwei * 1e-9 * price;
    const AuctionBuyer eager{.gas = gas, .required_return = 0.01}, wary{.gas = gas, .required_return = 0.05};
    const DispersedBuyers buyers{wary.highest_price(depth, lot), eager.highest_price(depth, lot), keepers};
    const AuctionMarket market{.price = price, .volatility = 3.0, .debt = 0.9, .block = 13s, .delay = delay};
    std::printf("%s, keepers: %td, to whom an ETH is worth %.2f to %.2f\n", chain, keepers, buyers.low, buyers.high);
    const StairDecrease<double> stair{.factor = 0.99, .step = 90s};
    row("line, 6 h to nothing", LinearDecrease{6h}, 1.2, 0.5, market, buyers);
    row("stair, 1 % each 90 s", stair, 1.2, 0.5, market, buyers);
    row("the same, not below 92 %", stair, 1.2, 0.92, market, buyers);
    row("exponential, 1 % in 5 s", StairDecrease<double>{.factor = 0.998}, 1.2, 0.5, market, buyers);
    row("two speeds (Derive)", TwoSpeedDecrease{{.start = 0.95, .cutoff = 0.7, .fast = 15min, .slow = 12h}}, 1.0, 0.5, market, buyers);
    const auto safe = safe_incentive(1.1 * gas, 0.001, 0.13, {.kept_penalty = 0.10, .gas = 1.0}, 0.25);
    if (safe) std::printf("  started for %.2f and 0.1 %%, from a debt of %.0f on\n", safe->incentive.reward.flat, safe->least_debt);
  };
  hold("quiet chain", 10.0, 8, 0);
  hold("full chain", 1'000.0, 2, 8);
  hold("full chain", 1'000.0, 1, 8);
}
