#pragma once

#include <chrono>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/conditions.hpp"
#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/price_guard.hpp"

namespace replay {

using namespace bulwark;
using namespace std::chrono_literals;

/// One account at one venue, asked under markets as they come.
template <class Evaluator>
class Desk {
 public:
  Desk(Evaluator rules, const Account& account)
      : rules_(std::move(rules)), listing_(*listing_of(account)), rows_(listing_.admit({&account, 1})) {}

  RiskReport report(const MarketState& market) const {
    const auto tick = rules_.price(listing_, market);
    Workspace workspace = tick->workspace();
    return tick->evaluate(rows_.at(0), workspace);
  }

  Refusal ask(const MarketState& market, Action action, double cash, const Conditions& conditions) const {
    const auto tick = rules_.price(listing_, market);
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    return permits(*tick, rows_.at(0), action, {.cash = cash}, conditions, workspace, scratch).refusal;
  }

  /// Quote, to the nearest thousand below; 0 where nothing may leave.
  double withdrawable(const MarketState& market) const {
    const auto tick = rules_.price(listing_, market);
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    return largest_withdrawal(*tick, rows_.at(0), 1'000.0, workspace, scratch).value_or(0.0);
  }

 private:
  Evaluator rules_;
  Listing listing_;
  AccountRows rows_;
};

inline MarketState market_at(double price) { return {.now = Timestamp{1s}, .assets = {{.spot = price}}}; }

/// What sources say together by the defaults that the tests of the incident suite use: a median of three at least, 5 % apart at most.
inline ConsensusPrice heard(const std::vector<double>& prices) {
  constexpr Timestamp now{1s};
  const SourceCheck check{.freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}};
  const Consensus<MedianPrice> rule{std::vector<PriceSource>(prices.size(), {.check = check}), 3, 0.05};
  std::vector<OraclePrint> prints;
  for (const double price : prices) prints.push_back({price, 0.0, now});
  std::vector<Weighted> scratch(prices.size());
  return rule.price(prints, now, scratch);
}

inline const char* word(Refusal refusal) {
  switch (refusal) {
    case Refusal::none: return "goes ahead";
    case Refusal::untrusted_price: return "is refused: the price is not believed that far";
    case Refusal::closed_market: return "is refused: the market is not open for it";
    case Refusal::unknown_account: return "is refused: nobody knows what the account is worth";
    case Refusal::not_liquidatable: return "has no ground: the account has its margin";
    case Refusal::initial_shortfall: return "is refused: it would not leave the initial margin";
    default: return "is refused";
  }
}

inline const char* word(const Verdict& verdict) {
  switch (verdict.standing) {
    case Standing::unknown: return "unknown";
    case Standing::healthy: return "healthy";
    case Standing::warned: return "warned";
    case Standing::liquidatable: return "liquidatable";
    case Standing::bankrupt: return "bankrupt";
  }
  return "unknown";
}

/// Prices in equal steps of the logarithm, where the record has the two ends alone.
inline std::vector<double> between(double from, double to, int steps) {
  std::vector<double> path;
  for (int i = 0; i <= steps; ++i)
    path.push_back(i == 0       ? from
                   : i == steps ? to
                                : product(from, bulwark::exp(product(bulwark::log(to / from), i / static_cast<double>(steps)))));
  return path;
}

}  // namespace replay
