// What many sources say together: where the price may lie, who has to agree, and what a liar is able to do.

#include <algorithm>
#include <cmath>
#include <limits>

#include "bulwark/oracle/capped_mean_price.hpp"
#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/exponential_average.hpp"
#include "bulwark/oracle/time_weighted_price.hpp"
#include "bulwark/oracle/trimmed_mean_price.hpp"
#include "bulwark/oracle/volume_weighted_price.hpp"
#include "bulwark/oracle/weighted_median_price.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp now{1'700'000'000s};
constexpr SourceCheck check_of_source{.freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}};

std::vector<Weighted> drawn_prices(Random& random, Index count) {
  std::vector<Weighted> all;
  for (Index i = 0; i < count; ++i)
    all.push_back({random.below(4) == 0 ? 100.0 : random.between(1e-3, 1e3), static_cast<double>(1 + random.below(4))});
  return all;
}

double low_of(const std::vector<Weighted>& prices) {
  return std::min_element(prices.begin(), prices.end(), [](auto& a, auto& b) { return a.value < b.value; })->value;
}
double high_of(const std::vector<Weighted>& prices) {
  return std::max_element(prices.begin(), prices.end(), [](auto& a, auto& b) { return a.value < b.value; })->value;
}

template <class Use>
void on_every_aggregate(Use use) {
  use(MedianPrice{}), use(WeightedMedianPrice{}), use(TrimmedMeanPrice{0}), use(TrimmedMeanPrice{1}), use(TrimmedMeanPrice{2});
  use(CappedMeanPrice{0.005}), use(CappedMeanPrice{0.2});
}

double of(const auto& aggregate, std::vector<Weighted> prices) { return aggregate.price(prices); }

template <PriceAggregate Aggregate = MedianPrice>
ConsensusPrice heard(const std::vector<OraclePrint>& prints, Index quorum, double widest = 1e9, Aggregate aggregate = {}) {
  const Consensus<Aggregate> consensus{std::vector<PriceSource>(prints.size(), {.check = check_of_source}), quorum, widest, aggregate};
  std::vector<Weighted> scratch(prints.size());
  return consensus.price(prints, now, scratch);
}

}  // namespace

TEST_CASE("F01: an aggregate lies between the lowest and the highest source that it uses", "[properties][oracle]") {
  on_every_aggregate([](const auto& aggregate) {
    Random random{401};
    for (int i = 0; i < 5'000; ++i) {
      const auto prices = drawn_prices(random, aggregate.least_sources() + random.below(9));
      const double price = of(aggregate, prices);
      CHECK((low_of(prices) <= price && price <= high_of(prices)));
    }
  });
  Random random{4010};
  for (int i = 0; i < 3'000; ++i) {  // and through the checks: a source that is not used binds nothing
    std::vector<OraclePrint> prints;
    double low = std::numeric_limits<double>::infinity(), high = 0.0;
    for (Index n = 3 + random.below(5); n > 0; --n) {
      const bool is_used = random.below(4) != 0;
      prints.push_back({random.between(50.0, 150.0), 0.0, is_used ? now : now - 1h});
      if (is_used) low = std::min(low, prints.back().price), high = std::max(high, prints.back().price);
    }
    const ConsensusPrice price = heard(prints, 1);
    if (price.print) CHECK((low <= price.print->price && price.print->price <= high));
  }
}

TEST_CASE("F02: fewer than half of the sources, whatever they say, leave a median among the honest", "[properties][oracle]") {
  Random random{402};
  for (int i = 0; i < 20'000; ++i) {
    const Index f = 1 + random.below(5);
    const std::vector<Weighted> honest = drawn_prices(random, f + 1);
    std::vector<Weighted> all = honest;
    for (Index k = random.below(f + 1); k > 0; --k)
      all.push_back({std::array{1e-300, 1e300, random.between(1e-3, 1e3)}[static_cast<std::size_t>(random.below(3))], 1.0});
    const double price = of(MedianPrice{}, all);
    CHECK((low_of(honest) <= price && price <= high_of(honest)));
    // By weight: less than half of it lies.
    double weight = 0.0;
    for (const Weighted& p : honest) weight += p.weight;
    std::vector<Weighted> mixed = honest;
    mixed.push_back({1e300, std::floor(weight) - 0.5});
    const double by_weight = of(WeightedMedianPrice{}, mixed);
    CHECK((low_of(honest) <= by_weight && by_weight <= high_of(honest)));
  }
}

TEST_CASE("F02, where it does not hold: a mean goes wherever one liar wants", "[properties][oracle]") {
  CHECK(of(TrimmedMeanPrice{0}, {{1.0, 1.0}, {1.0, 1.0}, {1000.0, 1.0}}) == 334.0);
  CHECK(of(TrimmedMeanPrice{1}, {{1.0, 1.0}, {1.0, 1.0}, {1000.0, 1.0}}) == 1.0);
}

TEST_CASE("F03: the order of sources is nothing, units are units, who agree are right, and no rise lowers the price",
          "[properties][oracle]") {
  on_every_aggregate([](const auto& aggregate) {
    Random random{403};
    for (int i = 0; i < 3'000; ++i) {
      const auto prices = drawn_prices(random, aggregate.least_sources() + random.below(9));
      const double price = of(aggregate, prices);
      auto changed = prices;
      for (std::size_t k = changed.size(); k > 1; --k)
        std::swap(changed[k - 1], changed[static_cast<std::size_t>(random.below(static_cast<Index>(k)))]);
      CHECK(of(aggregate, changed) == price);
      const double unit = std::ldexp(1.0, static_cast<int>(random.below(41)) - 20);
      for (Weighted& p : changed) p.value *= unit;
      CHECK(of(aggregate, changed) == price * unit);
      for (Weighted& p : changed) p.value = prices[0].value;
      CHECK(of(aggregate, changed) == prices[0].value);
      changed = prices;
      changed[static_cast<std::size_t>(random.below(std::ssize(changed)))].value *= random.between(1.0, 3.0);
      CHECK(of(aggregate, changed) >= price * (1.0 - 1e-15));
    }
  });
}

TEST_CASE("F04: fewer sources than the quorum are no price, and no other rule is fallen back on", "[properties][oracle]") {
  Random random{404};
  for (int i = 0; i < 10'000; ++i) {
    const Index count = 1 + random.below(8), quorum = 1 + random.below(count);
    std::vector<OraclePrint> prints;
    Index good = 0;
    for (Index k = 0; k < count; ++k) {
      const Index kind = random.below(5);
      const double nan = std::numeric_limits<double>::quiet_NaN();
      prints.push_back({kind == 0 ? nan : kind == 1 ? 0.0 : random.between(99.0, 101.0), 0.0, kind == 2 ? now - 301s : now});
      good += kind > 2;
    }
    const auto check = [&](const ConsensusPrice& price, Index needed) {
      CHECK(price.print.has_value() == (good >= needed));
      if (good < needed) CHECK(price.trust == Trust::invalid);
    };
    check(heard(prints, quorum), quorum);
    check(heard(prints, quorum, 1e9, TrimmedMeanPrice{1}), std::max<Index>(quorum, 3));
  }
}

TEST_CASE("F05: a source that is too old is a source that is not there", "[properties][oracle]") {
  Random random{405};
  for (int i = 0; i < 5'000; ++i) {
    std::vector<OraclePrint> all, fresh;
    for (Index n = 3 + random.below(5); n > 0; --n) {
      const OraclePrint print{random.between(99.0, 101.0), random.between(0.0, 1.0), now - std::chrono::seconds{random.below(600)}};
      all.push_back(print);
      if (now - print.published <= 300s) fresh.push_back(print);
    }
    const ConsensusPrice with = heard(all, 2, 0.01), without = heard(fresh, 2, 0.01);
    CHECK(with.trust == without.trust);
    CHECK(with.sources == without.sources);
    CHECK(with.dispersion == without.dispersion);
    REQUIRE(with.print.has_value() == without.print.has_value());
    if (with.print)
      CHECK((with.print->price == without.print->price && with.print->confidence == without.print->confidence &&
             with.print->published == without.print->published));
  }
}

TEST_CASE("F09: sources further apart than the bound are suspect, however good their middle", "[properties][oracle]") {
  Random random{409};
  int suspect = 0, trusted = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::vector<OraclePrint> prints;
    for (Index n = 3 + random.below(5); n > 0; --n) prints.push_back({random.between(97.0, 103.0), 0.0, now});
    const double widest = random.between(0.0, 0.08);
    std::vector<double> sorted;
    for (const OraclePrint& print : prints) sorted.push_back(print.price);
    std::sort(sorted.begin(), sorted.end());
    const std::size_t n = sorted.size();
    const double middle = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0, spread = (sorted[n - 1] - sorted[0]) / middle;
    const ConsensusPrice price = heard(prints, 3, widest);
    CHECK(*price.dispersion == Catch::Approx(spread).epsilon(1e-12));
    if (std::abs(spread - widest) < 1e-9) continue;
    CHECK(price.trust == (spread > widest ? Trust::suspect : Trust::trusted));
    (spread > widest ? suspect : trusted) += 1;
  }
  CHECK((suspect > 1'000 && trusted > 1'000));
}

TEST_CASE("F12: an average over time or volume stays in the range, and a print of weight w moves it by w of the range at most",
          "[properties][oracle]") {
  Random random{412};
  for (int i = 0; i < 4'000; ++i) {
    std::vector<TimedPrice> prints;
    Timestamp at = now - 600s;
    const Index count = 2 + random.below(10);
    for (Index k = 0; k < count; ++k) {
      prints.push_back({at, random.between(50.0, 150.0)});
      at += std::chrono::milliseconds{random.below(600'000 / count)};
    }
    const auto range = [](const std::vector<TimedPrice>& all) {
      double low = all[0].price, high = low;
      for (const TimedPrice& p : all) low = std::min(low, p.price), high = std::max(high, p.price);
      return std::pair{low, high};
    };
    const TimeWeightedPrice rule{.window = 600s};
    const auto before = rule.price(prints, now);
    REQUIRE(before);
    const auto [low, high] = range(prints);
    CHECK((low <= *before && *before <= high));
    const auto moved = static_cast<std::size_t>(random.below(count));
    auto changed = prints;
    changed[moved].price = random.between(50.0, 150.0);
    const Timestamp until = moved + 1 == prints.size() ? now : prints[moved + 1].at;
    const double weight = static_cast<double>((until - prints[moved].at).count()) / 600'000.0;
    CHECK(std::abs(*rule.price(changed, now) - *before) <= weight * std::abs(changed[moved].price - prints[moved].price) + 1e-11);

    std::vector<Weighted> trades = drawn_prices(random, 1 + random.below(10));
    double volume = 0.0;
    for (const Weighted& trade : trades) volume += trade.weight;
    const VolumeWeightedPrice by_volume{.least_volume = 1.0};
    const double mean = *by_volume.price(trades);
    CHECK((low_of(trades) <= mean && mean <= high_of(trades)));
    Weighted& trade = trades[static_cast<std::size_t>(random.below(std::ssize(trades)))];
    const double was = trade.value;
    trade.value = random.between(1e-3, 1e3);
    CHECK(std::abs(*by_volume.price(trades) - mean) <= trade.weight / volume * std::abs(trade.value - was) + 1e-10);

    const ExponentialAverage slow{.time_constant = 300s};
    const AveragedPrice state = slow.from(random.between(50.0, 150.0), now - 600s);
    const double printed = random.between(50.0, 150.0), held = random.between(0.0, 600.0);
    const Timestamp then = now - std::chrono::milliseconds{static_cast<long>(1000.0 * held)};
    const double average = slow.at(slow.updated(state, printed, then), now);
    CHECK((std::min(state.average, printed) <= average && average <= std::max(state.average, printed)));
    CHECK(std::abs(average - state.average) <= (1.0 - std::exp(-held / 300.0)) * std::abs(printed - state.average) + 1e-11);
  }
}
