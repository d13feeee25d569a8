#include "bulwark/protection/misconduct_bond.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

/// What `runs` coalitions made per member, drawn conviction by conviction: mean and its standard error.
std::pair<double, double> simulated(const Misconduct& act, const BondTerms& terms, Index members, Evidence evidence, int runs,
                                    Random& random) {
  double sum = 0.0, squares = 0.0;
  for (int run = 0; run < runs; ++run) {
    bool first = false, any = false;
    for (Index i = 0; i < members; ++i) {
      const bool found = random.between(0.0, 1.0) < act.detection;
      if (i == 0) first = found;
      any = any || found;
    }
    double profit = act.gain / static_cast<double>(members);
    if (evidence == Evidence::all ? any : first) {
      const double worth = std::exp(-terms.interest * act.delay);
      profit -= worth * act.returned * act.gain / static_cast<double>(members);
      if (act.delay <= terms.locked) profit -= worth * terms.slashed * terms.bond;
      if (terms.income > 0.0) profit -= worth * terms.income / terms.interest;
    }
    sum += profit, squares += profit * profit;
  }
  const double mean = sum / runs;
  return {mean, std::sqrt((squares / runs - mean * mean) / runs)};
}

Misconduct random_act(Random& random) {
  return {.gain = random.between(0.0, 1e6),
          .detection = random.between(0.05, 1.0),
          .delay = random.between(0.0, 2.0),
          .returned = random.between(0.0, 0.5)};
}
BondTerms random_terms(Random& random) {
  return {.bond = random.between(0.0, 1e6),
          .slashed = random.between(0.1, 1.0),
          .locked = 2.0,
          .income = random.between(0.0, 100.0),
          .interest = random.between(0.02, 0.2)};
}

}  // namespace

TEST_CASE("misconduct pays what drawing the convictions says it pays", "[protection][misconduct_bond]") {
  Random random{93};
  for (int draw = 0; draw < 60; ++draw) {
    Misconduct act = random_act(random);
    act.detection *= 0.5;  // some go free in every sample
    const BondTerms terms = random_terms(random);
    const Index members = 1 + random.below(5);
    for (const Evidence evidence : {Evidence::each, Evidence::all}) {
      const auto [mean, error] = simulated(act, terms, members, evidence, 4'000, random);
      CHECK(std::abs(mean - expected_profit(act, terms, members, evidence)) <= 4.5 * error + 1e-9 * act.gain);
    }
  }
}

TEST_CASE("at the least bond misconduct breaks even, a little less and it pays", "[protection][misconduct_bond]") {
  Random random{94};
  int bound = 0;
  for (int draw = 0; draw < 3'000; ++draw) {
    const Misconduct act = random_act(random);
    BondTerms terms = random_terms(random);
    const Index members = 1 + random.below(20);
    const Evidence evidence = draw % 2 == 0 ? Evidence::each : Evidence::all;
    const double bond = least_bond(act, terms, members, evidence);
    terms.bond = bond;
    CHECK(expected_profit(act, terms, members, evidence) <= 1e-9 * act.gain);
    if (bond == 0.0) continue;
    ++bound;
    terms.bond = 0.999 * bond;
    CHECK(expected_profit(act, terms, members, evidence) > 0.0);
  }
  CHECK(bound > 1'000);
}

TEST_CASE("a larger gain, a rarer finding and a later one need a larger bond", "[protection][misconduct_bond]") {
  Random random{95};
  for (int draw = 0; draw < 2'000; ++draw) {
    const Misconduct act = random_act(random);
    const BondTerms terms = random_terms(random);
    const double bond = least_bond(act, terms), slack = 1e-12 * bond;
    Misconduct worse = act;
    worse.gain *= 1.5;
    CHECK(least_bond(worse, terms) >= bond - slack);
    worse = act, worse.detection *= 0.5;
    CHECK(least_bond(worse, terms) >= bond - slack);
    worse = act, worse.delay = random.between(act.delay, 2.0);
    CHECK(least_bond(worse, terms) >= bond - slack);
  }
}

TEST_CASE("no bond helps where nothing is found out, or nothing is left to take when it is", "[protection][misconduct_bond]") {
  const BondTerms terms{.bond = 0.0, .locked = 0.5};
  CHECK(std::isnan(least_bond({.gain = 1.0, .detection = 0.0, .delay = 0.0}, terms)));
  CHECK(std::isnan(least_bond({.gain = 1.0, .detection = 1.0, .delay = 0.6}, terms)));
  CHECK(std::isnan(least_bond({.gain = 1.0, .detection = 1.0, .delay = 0.1}, {.bond = 0.0, .slashed = 0.0, .locked = 0.5})));
  CHECK(least_bond({.gain = 1.0, .detection = 1.0, .delay = 0.5}, terms) == 1.0);
  CHECK(least_bond({.gain = 0.0, .detection = 0.0, .delay = 0.6}, terms) == 0.0);
}

TEST_CASE("the smallest coalition that can act is the one to bond against when evidence is against each", "[protection][misconduct_bond]") {
  const Misconduct act{.gain = 1e6, .detection = 0.5, .delay = 0.0};
  const BondTerms terms{.bond = 0.0, .locked = 1.0};
  CHECK(least_bond_of_coalitions(act, terms, 4, 7) == least_bond(act, terms, 4));
  CHECK_THAT(least_bond(act, terms, 4), WithinRel(1e6 / 4.0 / 0.5, 1e-14));
  CHECK(least_bond(act, terms, 4, Evidence::all) < least_bond(act, terms, 4));
  CHECK(std::isnan(least_bond_of_coalitions(act, terms, 8, 7)));
  CHECK(std::isnan(least_bond_of_coalitions(act, terms, 0, 7)));
  // Certain detection convicts everybody under either rule.
  CHECK(least_bond({1e6, 1.0, 0.0}, terms, 4, Evidence::all) == least_bond({1e6, 1.0, 0.0}, terms, 4));
}

TEST_CASE("an honest member earns on the largest bond what it costs", "[protection][misconduct_bond]") {
  const BondTerms terms{.bond = 0.0, .slashed = 0.5, .locked = 1.0, .income = 10'000.0, .interest = 0.08};
  const double bond = largest_honest_bond(terms, 0.04);
  CHECK_THAT(terms.income, WithinRel(bond * terms.interest + 0.04 * 0.5 * bond, 1e-14));
  CHECK(std::isinf(largest_honest_bond({.bond = 0.0, .locked = 1.0, .income = 1.0}, 0.0)));
}

TEST_CASE("an act and its terms report every fault", "[protection][misconduct_bond][faults]") {
  CHECK(said(faults(Misconduct{-1.0, 1.5, -0.1, 2.0})) ==
        std::vector<std::string>{"misconduct.gain must not be negative, got -1", "misconduct.detection is out of range, got 1.5",
                                 "misconduct.delay must not be negative, got -0.10000000000000001",
                                 "misconduct.returned is out of range, got 2"});
  CHECK(said(faults(BondTerms{.bond = -1.0, .slashed = 1.5, .locked = -1.0, .income = 1.0, .interest = 0.0})) ==
        std::vector<std::string>{"bond_terms.bond must not be negative, got -1", "bond_terms.slashed is out of range, got 1.5",
                                 "bond_terms.locked must not be negative, got -1", "bond_terms.interest must be positive, got 0"});
}
