#include "bulwark/scenario/float_fold.hpp"

#include <cmath>
#include <cstring>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<600, boost::multiprecision::digit_base_2>>;

/// A table of made-up numbers of the size `scale`: so many rows, each its own contract, in two units of which the second has legs that
/// move.
PricedMarket made_up(Random& random, Index rows, Index scenarios, double scale) {
  const std::vector<RiskUnit> units{{btc, AssetId::quote}, {btc, btc}};
  PricedMarket market(rows, units, {ScenarioBlock{.count = scenarios}, ScenarioBlock{.count = 5}}, 1);
  const auto fill = [&](double* row) {
    for (Index c = 0; c < market.summed() * 8; ++c) row[c] = scale * random.between(-1.0, 1.0) * std::exp2(-random.between(0.0, 20.0));
  };
  for (Index r = 0; r < rows; ++r) fill(market.row(r)), market.terms(r).listed = 1;
  fill(market.leg_row(1));
  for (const Index unit : {0, 1}) market.settlement_price(unit) = 1.0;
  return market;
}

/// An account over such a table.
struct Held {
  std::vector<std::uint32_t> row;
  std::vector<double> quantity, leg;
  std::vector<Segment> segments;

  Held(Random& random, Index rows, Index positions, double size) : leg(static_cast<std::size_t>(positions), 0.0) {
    for (Index k = 0; k < positions; ++k) {
      row.push_back(static_cast<std::uint32_t>(random.below(rows)));
      quantity.push_back(size * random.between(-1.0, 1.0) * std::exp2(-random.between(0.0, 10.0)));
    }
    const auto half = static_cast<std::uint32_t>(positions / 2), end = static_cast<std::uint32_t>(positions);
    segments = {{.unit = 0, .begin = 0, .end = half, .legs = size * random.between(-3.0, 3.0)},
                {.unit = 1, .begin = half, .end = end, .legs = size * random.between(-3.0, 3.0), .coins = size}};
  }
  AccountRow account() const { return {segments, row.data(), quantity.data(), leg.data(), 1.0, 1, true}; }
};

}  // namespace

TEST_CASE("sums over floats are off by less than the bound, and never above the sums of doubles", "[scenario][float_fold]") {
  Random random{1};
  for (const FloatSums kind : {FloatSums::floats, FloatSums::doubles}) {
    double tightest = 0.0;
    for (int trial = 0; trial < 400; ++trial) {
      const Index scenarios = 1 + random.below(90), positions = trial % 20 == 0 ? 2'000 : random.below(60);
      const double scale = std::exp2(random.between(-60.0, 60.0)), size = std::exp2(random.between(-40.0, 40.0));
      const PricedMarket market = made_up(random, 40, scenarios, scale);
      const FloatTable table = *FloatTable::from(market);
      const Held held(random, 40, positions, size);
      Workspace in_doubles(market), in_floats(market);
      double excess = -1.0;
      // The second unit nets with the first: profits are compared before and after.
      const Folded exact = fold(market, held.account(), in_doubles), off = fold(market, table, kind, held.account(), in_floats, excess);
      REQUIRE(exact.is_known);
      REQUIRE(off.is_known);
      CHECK(off.equity == exact.equity);
      REQUIRE(off.units == exact.units);
      for (Index u = 0; u < off.units; ++u) {
        const HeldUnit &a = in_floats.units()[static_cast<std::size_t>(u)], &b = in_doubles.units()[static_cast<std::size_t>(u)];
        CHECK((a.coins == b.coins && a.option_value == b.option_value && a.unrealised == b.unrealised && a.delta == b.delta &&
               a.vega == b.vega));
      }
      const ScenarioBlock& block = market.blocks()[0];
      Index above = 0, below = 0, wrong = 0;
      for (Index c = block.first; c < block.first + block.count; ++c) {
        const double low = in_floats.sums(0)[c], high = in_doubles.sums(0)[c];
        above += low > high;
        below += low < high - excess * (1.0 + 1e-12);
        // Against exact arithmetic: what was lowered by half the excess is off by less than that.
        if (positions > 60) continue;
        Wide sum = 0;
        for (const Segment& s : held.segments) {
          sum += Wide(s.legs + s.coins) * Wide(market.leg_row(static_cast<Index>(s.unit))[c]);
          for (std::uint32_t k = s.begin; k < s.end; ++k)
            sum += Wide(held.quantity[k]) * Wide(market.row(static_cast<Index>(held.row[k]))[c]);
        }
        const double error = abs(Wide(low) + Wide(excess) / 2 - sum).convert_to<double>();
        wrong += error > 0.5 * excess * (1.0 + 1e-12);
        tightest = std::max(tightest, error / (0.5 * excess));
      }
      CHECK(above == 0);
      CHECK(below == 0);
      CHECK(wrong == 0);
    }
    CHECK(tightest > (kind == FloatSums::floats ? 0.01 : 0.1));  // the bound is no idle one
  }
}

TEST_CASE("whichever copy runs, the sums over floats have this build's bits", "[scenario][float_fold][bits]") {
  Random random{2};
  for (int trial = 0; trial < 30; ++trial) {
    const PricedMarket market = made_up(random, 20, 1 + random.below(150), 1e3);
    const FloatTable table = *FloatTable::from(market);
    const Held held(random, 20, 12, 5.0);
    for (const FloatSums kind : {FloatSums::floats, FloatSums::doubles}) {
      Workspace own(market), best(market);
      double own_excess = 0.0, best_excess = 0.0;
      FloatFold::fold(market, table, kind, held.account(), own, own_excess);
      fold(market, table, kind, held.account(), best, best_excess);
      CHECK(own_excess == best_excess);
      const std::size_t bytes = static_cast<std::size_t>(market.summed()) * 64;
      CHECK(std::memcmp(own.sums(0), best.sums(0), bytes) == 0);
      CHECK(std::memcmp(own.sums(1), best.sums(1), bytes) == 0);
    }
  }
}

TEST_CASE("what floats do not hold is bounded or not known, never taken higher", "[scenario][float_fold]") {
  Random random{3};
  for (const FloatSums kind : {FloatSums::floats, FloatSums::doubles})
    for (const double scale : {1e-320, 1e-45, 1e-40, 1e-30, 1.0, 1e30, 1e37, 1e38, 1e39, 1e100, 1e300})
      for (const double size : {1e-320, 1e-45, 1e-38, 1.0, 1e8, 1e38, 1e60, 1e300}) {
        const PricedMarket market = made_up(random, 10, 33, scale);
        const FloatTable table = *FloatTable::from(market);
        const Held held(random, 10, 8, size);
        Workspace in_doubles(market), in_floats(market);
        double excess = 0.0;
        const Folded exact = fold(market, held.account(), in_doubles), off = fold(market, table, kind, held.account(), in_floats, excess);
        CHECK((!off.is_known || exact.is_known));
        if (!off.is_known) continue;
        const ScenarioBlock& block = market.blocks()[0];
        Index above = 0;
        for (Index c = block.first; c < block.first + block.count; ++c) above += in_floats.sums(0)[c] > in_doubles.sums(0)[c];
        CHECK(above == 0);
      }
}

TEST_CASE("a number that is none makes the sums unknown, wherever it is", "[scenario][float_fold]") {
  Random random{4};
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e39}) {
    const auto is_known = [&](auto spoil) {
      PricedMarket market = made_up(random, 10, 33, 1.0);
      Held held(random, 10, 8, 1.0);
      spoil(market, held);
      Workspace workspace(market);
      double excess = 0.0;
      return fold(market, *FloatTable::from(market), FloatSums::floats, held.account(), workspace, excess).is_known;
    };
    CHECK(is_known([](PricedMarket&, Held&) {}));
    CHECK_FALSE(is_known([&](PricedMarket& market, Held& held) { market.row(static_cast<Index>(held.row[3]))[column_count + 17] = bad; }));
    CHECK_FALSE(is_known([&](PricedMarket& market, Held&) { market.leg_row(1)[column_count + 1] = bad; }));
    CHECK_FALSE(is_known([&](PricedMarket&, Held& held) { held.quantity[5] = bad; }));
    if (bad < 1e300) continue;
    for (Index c = 0; c < column_count; ++c)
      CHECK_FALSE(is_known([&](PricedMarket& market, Held& held) { market.row(static_cast<Index>(held.row[3]))[c] = bad; }));
    CHECK_FALSE(is_known([&](PricedMarket& market, Held&) { market.settlement_price(1) = bad; }));
  }
}

TEST_CASE("more positions than the bound is proven for are not known", "[scenario][float_fold]") {
  Random random{5};
  const PricedMarket market = made_up(random, 10, 8, 1.0);
  const FloatTable table = *FloatTable::from(market);
  Workspace workspace(market);
  double excess = 0.0;
  CHECK(fold(market, table, FloatSums::floats, Held(random, 10, 2 * 4'095, 1.0).account(), workspace, excess).is_known);
  CHECK_FALSE(fold(market, table, FloatSums::floats, Held(random, 10, 2 * 4'096, 1.0).account(), workspace, excess).is_known);
}
