#include "bulwark/oracle/consensus.hpp"

#include <algorithm>
#include <limits>

#include "bulwark/oracle/trimmed_mean_price.hpp"
#include "bulwark/oracle/weighted_median_price.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Prints = std::vector<OraclePrint>;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Timestamp now{1'700'000'000s};
constexpr SourceCheck check{.freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}};

Consensus<MedianPrice> of(std::size_t sources, Index quorum = 3, double widest = 0.05) {
  return {std::vector<PriceSource>(sources, {.check = check}), quorum, widest};
}
Prints at(const std::vector<double>& prices) {
  Prints prints;
  for (const double p : prices) prints.push_back({p, 0.0, now});
  return prints;
}
template <class A>
ConsensusPrice heard(const Consensus<A>& consensus, const Prints& prints) {
  std::vector<Weighted> scratch(consensus.sources.size());
  return consensus.price(prints, now, scratch);
}

}  // namespace

TEST_CASE("sources that agree are trusted", "[oracle][consensus]") {
  const ConsensusPrice found = heard(of(5), at({100.0, 100.02, 99.99, 100.01, 100.0}));
  CHECK(found.trust == Trust::trusted);
  CHECK(found.print->price == 100.0);
  CHECK((found.sources == 5 && found.origins == 5));
  CHECK_THAT(*found.dispersion, Catch::Matchers::WithinRel(0.0003, 1e-9));
}

TEST_CASE("fewer than a quorum give no price, whatever they say (F04)", "[oracle][consensus]") {
  const ConsensusPrice found = heard(of(2), at({1.0, 1.0}));
  CHECK(found.trust == Trust::invalid);
  CHECK_FALSE(found.print);
  CHECK(found.sources == 2);
}

TEST_CASE("a silent source is an absent one (F05)", "[oracle][consensus]") {
  Random random{3};
  for (int round = 0; round < 200; ++round) {
    Prints all, awake;
    for (int i = 0; i < 8; ++i) {
      const OraclePrint print{random.between(95.0, 105.0), random.between(0.0, 3.0), now - std::chrono::seconds(random.below(600))};
      all.push_back(print);
      if (print.published >= now - 300s) awake.push_back(print);
    }
    const ConsensusPrice some = heard(of(8), all), same = heard(of(awake.size()), awake);
    CHECK(some.trust == same.trust);
    CHECK(some.print.has_value() == same.print.has_value());
    if (some.print && same.print) {
      CHECK(some.print->price == same.print->price);
      CHECK(some.print->confidence == same.print->confidence);
      CHECK(some.print->published == same.print->published);
      CHECK(some.dispersion == same.dispersion);
    }
  }
  CHECK(heard(of(4), {{1.0, 0.0, now}, {1.0, 0.0, now}, {1.0, 0.0, now}, {unknown, unknown, {}}}).trust == Trust::trusted);
}

TEST_CASE("the order of sources changes no bit (F03)", "[oracle][consensus]") {
  Random random{5};
  for (int round = 0; round < 200; ++round) {
    Prints prints;
    for (int i = 0; i < 7; ++i)
      prints.push_back({random.between(95.0, 105.0), random.between(0.0, 3.0), now - std::chrono::seconds(random.below(400))});
    const ConsensusPrice one = heard(of(7), prints);
    std::rotate(prints.begin(), prints.begin() + 3, prints.end());
    std::swap(prints[0], prints[5]);
    const ConsensusPrice other = heard(of(7), prints);
    CHECK((one.trust == other.trust && one.dispersion == other.dispersion));
    if (one.print) CHECK((one.print->price == other.print->price && one.print->confidence == other.print->confidence));
  }
}

TEST_CASE("sources that disagree are suspect, even where the centre is right (F09)", "[oracle][consensus]") {
  const ConsensusPrice found = heard(of(5), at({1.30, 1.09, 1.02, 1.01, 1.01}));
  CHECK(found.trust == Trust::suspect);
  CHECK(found.print->price == 1.02);
}

TEST_CASE("a crash that all sources see is trusted (F17)", "[oracle][consensus]") {
  CHECK(heard(of(5, 3, 0.01), at({95.0, 95.4, 94.8, 95.1, 95.2})).trust == Trust::trusted);
}

TEST_CASE("a source that speaks without a price contradicts the others", "[oracle][consensus]") {
  for (const double bad : {0.0, -1.0, unknown}) {
    const ConsensusPrice found = heard(of(7), at({9'150.0, 9'150.0, bad, 9'150.0, 9'150.0, 9'150.0, 9'150.0}));
    CHECK(found.trust == Trust::suspect);
    CHECK(found.print->price == 9'150.0);
    CHECK_FALSE(found.dispersion);
    CHECK(found.sources == 6);
  }
  Prints ahead = at({1.0, 1.0, 1.0, 1.0});
  ahead[2].published = now + 1h;
  CHECK(heard(of(4), ahead).trust == Trust::suspect);
}

TEST_CASE("sources of one origin count once towards the quorum", "[oracle][consensus]") {
  Consensus<MedianPrice> consensus = of(4);
  consensus.sources[0].origin = consensus.sources[1].origin = 9;
  CHECK(heard(consensus, at({1.0, 1.0, 1.0, 1.0})).origins == 3);
  consensus.sources[2].origin = 9;
  const ConsensusPrice found = heard(consensus, at({1.0, 1.0, 1.0, 1.0}));
  CHECK((found.origins == 2 && found.sources == 4 && found.trust == Trust::invalid));
  CHECK(consensus.faults().size() == 1);  // such a quorum cannot be met
  // An origin whose first source is silent is still heard.
  Consensus<MedianPrice> pair = of(4);
  pair.sources[0].origin = pair.sources[1].origin = 9;
  Prints prints = at({1.0, 1.0, 1.0, 1.0});
  prints[0].published = now - 1h;
  CHECK(heard(pair, prints).origins == 3);
}

TEST_CASE("a price is trusted as far as most of its sources are", "[oracle][consensus]") {
  Prints prints = at({100.0, 100.0, 100.0, 100.0, 100.0});
  prints[0].confidence = prints[1].confidence = 10.0;
  CHECK(heard(of(5), prints).trust == Trust::trusted);
  prints[2].published = now - 61s;
  CHECK(heard(of(5), prints).trust == Trust::stale);
  prints[2].confidence = 10.0;
  CHECK(heard(of(5), prints).trust == Trust::uncertain);
}

TEST_CASE("half of the sources lie, with their intervals, within the confidence, and half are no older than the price says",
          "[oracle][consensus]") {
  Random random{17};
  for (int round = 0; round < 300; ++round) {
    Prints prints;
    const Index count = 3 + random.below(6);
    for (Index i = 0; i < count; ++i)
      prints.push_back({random.between(99.0, 101.0), random.between(0.0, 1.0), now - std::chrono::milliseconds(random.below(60'000))});
    const ConsensusPrice found = heard(of(prints.size()), prints);
    Index within = 0, young = 0;
    for (const OraclePrint& print : prints) {
      within += std::abs(print.price - found.print->price) + print.confidence <= found.print->confidence;
      young += print.published >= found.print->published;
    }
    CHECK(2 * within >= std::ssize(prints));
    CHECK(2 * young >= std::ssize(prints));
  }
  CHECK(heard(of(1, 1), {{100.0, 0.5, now - 3s}}).print->confidence == 0.5);
}

TEST_CASE("an aggregate that trims asks for as many sources as it needs", "[oracle][consensus]") {
  const Consensus<TrimmedMeanPrice> consensus{std::vector<PriceSource>(5, {.check = check}), 3, 2.0, {.dropped = 1}};
  CHECK(heard(consensus, at({9'150.0, 9'150.0, 9'150.0, 9'150.0, 1.0})).print->price == 9'150.0);
  CHECK(Consensus<TrimmedMeanPrice>{std::vector<PriceSource>(5, {.check = check}), 3, 2.0, {.dropped = 2}}.faults().size() == 1);
  Consensus<WeightedMedianPrice> weighted{std::vector<PriceSource>(3, {.check = check}), 3, 2.0};
  weighted.sources[0].weight = 5.0;
  CHECK(heard(weighted, at({1.0, 2.0, 3.0})).print->price == 1.0);
}

TEST_CASE("a consensus allocates nothing", "[oracle][consensus]") {
  const Consensus<MedianPrice> consensus = of(40);
  const Prints prints = at(std::vector<double>(40, 100.0));
  std::vector<Weighted> scratch(40);
  ConsensusPrice found;
  CHECK(allocations_during([&] { found = consensus.price(prints, now, scratch); }) == 0);
  CHECK(found.trust == Trust::trusted);
}

TEST_CASE("what does not fit gives no price", "[oracle][consensus]") {
  std::vector<Weighted> small(2), enough(3);
  CHECK(of(3).price(at({1.0, 1.0, 1.0}), now, small).trust == Trust::invalid);
  CHECK(of(3).price(at({1.0, 1.0}), now, enough).trust == Trust::invalid);
  CHECK(said(of(3).complaints(at({1.0, 1.0}), now)) == std::vector<std::string>{"consensus.prints has the wrong length, got 2"});
}

TEST_CASE("every complaint about every source is made", "[oracle][consensus][faults]") {
  CHECK(of(3).complaints(at({1.0, 1.0, 1.0}), now).empty());
  CHECK(said(of(3).complaints(Prints{{1.0, 0.0, now}, {0.0, 0.0, now}, {1.0, 0.5, now - 100s}}, now)) ==
        std::vector<std::string>{"oracle_print.price[1] must be positive, got 0", "oracle_print.confidence[2] is out of range, got 0.5",
                                 "oracle_print.age[2] is out of range, got 100", "consensus.origins is out of range, got 2"});
  CHECK(said(of(3).complaints(at({1.0, 2.0, 3.0}), now)) == std::vector<std::string>{"consensus.dispersion is out of range, got 1"});
}

TEST_CASE("every fault of a consensus is named", "[oracle][consensus][faults]") {
  CHECK(of(5).faults().empty());
  Consensus<TrimmedMeanPrice> bad{{{.check = {.freshness = {0s, 0s}, .confidence = {-1.0}}, .weight = 0.0}}, 2, -1.0, {.dropped = -1}};
  CHECK(said(bad.faults()) ==
        std::vector<std::string>{
            "freshness.stale_after[0] must be positive, got 0", "confidence_limit.widest[0] must not be negative, got -1",
            "price_source.weight[0] must be positive, got 0", "consensus.quorum is out of range, got 2",
            "consensus.widest must not be negative, got -1", "trimmed_mean_price.dropped must not be negative, got -1"});
  CHECK(said(Consensus<MedianPrice>{{}, 1, 0.0}.faults()) ==
        std::vector<std::string>{"consensus.sources must not be empty", "consensus.quorum is out of range, got 1"});
}
