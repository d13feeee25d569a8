#include "bulwark/collateral/unrealised_weight.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

namespace {
constexpr Int quote = fixed::quote;
const auto one = StrictPrice<Int>::alone(quote);
}  // namespace

TEST_CASE("a loss counts in full and a profit for no more than itself", "[collateral][unrealised_weight]") {
  const ExactUnrealisedWeight<Int> rule{.initial = 8'000, .maintenance = 9'000, .size_factor = 1'000};
  for (const MarginKind kind : {MarginKind::initial, MarginKind::fill, MarginKind::maintenance}) {
    Int before = -1'000 * quote;
    for (Int profit = -1'000 * quote; profit <= 1'000 * quote; profit += 7 * quote) {
      const Int counted = rule.counted(kind, profit, one);
      if (profit <= 0) CHECK(counted == profit);
      CHECK(counted <= profit);
      CHECK(counted >= before);
      before = counted;
    }
  }
}

TEST_CASE("a profit counts for at most 100 to open, and only then", "[collateral][unrealised_weight]") {
  const ExactUnrealisedWeight<Int> rule{.initial = 10'000, .maintenance = 10'000};
  CHECK(rule.counted(MarginKind::initial, 99 * quote, one) == 99 * quote);
  CHECK(rule.counted(MarginKind::initial, 5'000 * quote, one) == 100 * quote);
  CHECK(rule.counted(MarginKind::fill, 5'000 * quote, one) == 5'000 * quote);
  CHECK(rule.counted(MarginKind::maintenance, 5'000 * quote, one) == 5'000 * quote);
}

TEST_CASE("profit is worth the lower price of the quote, loss the higher", "[collateral][unrealised_weight]") {
  const ExactUnrealisedWeight<Int> rule{.initial = 10'000, .maintenance = 10'000};
  const StrictPrice<Int> quote_price{1'010'000, 950'000};
  CHECK(rule.counted(MarginKind::maintenance, 10 * quote, quote_price) == 9'500'000);
  CHECK(rule.counted(MarginKind::maintenance, -10 * quote, quote_price) == -10'100'000);
}

TEST_CASE("what all users have to receive lowers what opens, and nothing else", "[collateral][unrealised_weight]") {
  const ExactUnrealisedWeight<Int> rule{.initial = 8'000, .maintenance = 9'000, .most_imbalance = 1'000 * quote};
  CHECK(rule.weight(MarginKind::initial, 1, 1'000 * quote) == 8'000);
  CHECK(rule.weight(MarginKind::initial, 1, 4'000 * quote) == 2'000);
  CHECK(rule.weight(MarginKind::fill, 1, 4'000 * quote) == 2'000);
  CHECK(rule.weight(MarginKind::maintenance, 1, 4'000 * quote) == 9'000);
  CHECK(rule.weight(MarginKind::initial, 1, -4'000 * quote) == 8'000);
  CHECK(rule.weight(MarginKind::initial, 0, 4'000 * quote) == 10'000);
}

TEST_CASE("weights of large profits are those of the programme's tests", "[collateral][unrealised_weight]") {
  // drift_v2.json, "upnl_weight. ...": factor 1000, weight 10000.
  const ExactUnrealisedWeight<Int> rule{.initial = 10'000, .maintenance = 10'000, .size_factor = 1'000};
  CHECK(rule.weight(MarginKind::initial, 24'282'786'896) == 9'516);
  CHECK(rule.weight(MarginKind::initial, 2'428'278'689'600) == 4'299);
}

TEST_CASE("profits in real numbers agree with the integers up to their truncation", "[collateral][unrealised_weight]") {
  const ExactUnrealisedWeight<Int> exact{.initial = 8'000, .maintenance = 9'000, .size_factor = 2'000};
  const UnrealisedWeight real{.initial = 0.8, .maintenance = 0.9, .size_factor = 0.002, .initial_cap = 100.0};
  for (const double profit : {-5'000.0, -1.0, 0.0, 1.0, 110.0, 5'000.0, 3e6}) {
    const auto counted = [&](MarginKind kind) {
      return static_cast<double>(exact.counted(kind, static_cast<Int>(profit * 1e6), one)) / 1e6;
    };
    CHECK(std::abs(real.counted(profit).initial - counted(MarginKind::initial)) <= 1e-4 * std::abs(profit) + 1e-6);
    CHECK(std::abs(real.counted(profit).maintenance - counted(MarginKind::maintenance)) <= 1e-4 * std::abs(profit) + 1e-6);
  }
  const Resources unknown = real.counted(std::numeric_limits<double>::quiet_NaN());
  CHECK(unknown.initial != unknown.initial);
  CHECK(unknown.maintenance != unknown.maintenance);
}

TEST_CASE("weights of profit report every fault", "[collateral][unrealised_weight][faults]") {
  CHECK(ExactUnrealisedWeight<Int>{0, 10'000}.faults().empty());
  CHECK(said(ExactUnrealisedWeight<Int>{9'000, 8'000, -1, -1, -1}.faults()) ==
        std::vector<std::string>{
            "unrealised_weight.initial is out of range, got 9000", "unrealised_weight.size_factor is out of range, got -1",
            "unrealised_weight.most_imbalance is out of range, got -1", "unrealised_weight.initial_cap is out of range, got -1"});
  CHECK(ExactUnrealisedWeight<Int>{0, 10'001}.faults().size() == 1);
  CHECK(UnrealisedWeight{}.faults().empty());
  CHECK(UnrealisedWeight{0.9, 0.8, -1.0, -1.0}.faults().size() == 3);
}
