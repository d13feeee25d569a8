#include "bulwark/hedging/target_hedge.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct Drawn {
  std::vector<HedgeTarget> targets;
  std::vector<double> greeks, least, most, cost;
  TargetProblem problem() const { return {targets, greeks, least, most, cost}; }

  double left(std::size_t i, const std::vector<double>& quantity) const {
    double sum = targets[i].exposure - targets[i].wanted;
    for (std::size_t j = 0; j < cost.size(); ++j) sum += greeks[i * cost.size() + j] * quantity[j];
    return sum;
  }
  double objective(const std::vector<double>& quantity) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < targets.size(); ++i)
      if (!targets[i].is_exact) sum += 0.5 * targets[i].weight * left(i, quantity) * left(i, quantity);
    for (std::size_t j = 0; j < cost.size(); ++j) sum += cost[j] * std::abs(quantity[j]);
    return sum;
  }
};

Drawn drawn(Random& random, Index targets, Index hedges, double cost) {
  Drawn d;
  for (Index i = 0; i < targets; ++i) d.targets.push_back({.exposure = random.between(-10.0, 10.0), .weight = random.between(0.1, 3.0)});
  for (Index i = 0; i < targets * hedges; ++i) d.greeks.push_back(random.between(-1.0, 1.0));
  for (Index j = 0; j < hedges; ++j) {
    d.least.push_back(-random.between(0.0, 10.0)), d.most.push_back(random.between(0.0, 10.0));
    d.cost.push_back(cost * random.between(0.5, 1.5));
  }
  return d;
}

}  // namespace

TEST_CASE("one target and one hedge: the miss that is worth its cost is hedged and the rest is left", "[hedging][target_hedge]") {
  // Half of 2 x (10 - q)^2 + 3 q is least where 2 (10 - q) = 3.
  const Drawn d{{{.exposure = 10.0, .weight = 2.0}}, {-1.0}, {-20.0}, {20.0}, {3.0}};
  const auto hedge = target_hedge(d.problem());
  REQUIRE(hedge);
  CHECK(hedge->status == HedgeStatus::optimal);
  CHECK_THAT(hedge->quantity[0], WithinRel(8.5, 1e-12));
  CHECK_THAT(hedge->left[0], WithinRel(1.5, 1e-12));
  CHECK_THAT(hedge->miss + hedge->cost, WithinRel(2.25 + 25.5, 1e-12));
  Drawn limited = d;
  limited.most[0] = 4.0;
  CHECK(target_hedge(limited.problem())->quantity[0] == 4.0);
  Drawn dear = d;
  dear.cost[0] = 20.0;
  CHECK(target_hedge(dear.problem())->quantity[0] == 0.0);
}

TEST_CASE("no trade within the limits is better by more than the gap, and the gap is closed", "[hedging][target_hedge]") {
  Random random{201};
  int resting = 0, bounded = 0;
  for (int draw = 0; draw < 400; ++draw) {
    const Index hedges = 1 + random.below(7);
    const Drawn d = drawn(random, 1 + random.below(4), hedges, draw % 3 == 0 ? 0.0 : random.between(0.0, 3.0));
    const auto hedge = target_hedge(d.problem());
    REQUIRE(hedge);
    REQUIRE(hedge->status == HedgeStatus::optimal);
    const double best = d.objective(hedge->quantity), idle = d.objective(std::vector<double>(d.cost.size(), 0.0));
    CHECK_THAT(hedge->miss + hedge->cost, WithinAbs(best, 1e-9 * idle));
    CHECK((best <= idle * (1.0 + 1e-12) && hedge->gap <= 1e-9 * idle));
    for (std::size_t j = 0; j < d.cost.size(); ++j) {
      CHECK((hedge->quantity[j] >= d.least[j] && hedge->quantity[j] <= d.most[j]));
      resting += hedge->quantity[j] == 0.0, bounded += hedge->quantity[j] == d.least[j] || hedge->quantity[j] == d.most[j];
    }
    for (int trade = 0; trade < 40; ++trade) {
      std::vector<double> other = hedge->quantity;
      for (std::size_t j = 0; j < other.size(); ++j) {
        const double anywhere = random.between(d.least[j], d.most[j]), near = other[j] + random.between(-0.01, 0.01);
        other[j] = trade % 2 == 0 ? anywhere : std::clamp(near, d.least[j], d.most[j]);
      }
      CHECK(d.objective(other) >= best - 1e-9 * idle);
    }
  }
  CHECK((resting > 100 && bounded > 100));  // the kinks and the limits are where answers are
}

TEST_CASE("exact targets are met at the least cost, which two hedges show by hand", "[hedging][target_hedge]") {
  // Delta 12 by a future (1, costs 1) or a call (0.5, costs 0.1, at most 10): ten calls, and seven futures.
  const Drawn d{{{.exposure = -12.0, .is_exact = true}}, {1.0, 0.5}, {-100.0, -10.0}, {100.0, 10.0}, {1.0, 0.1}};
  const auto hedge = target_hedge(d.problem());
  REQUIRE(hedge);
  CHECK(hedge->status == HedgeStatus::optimal);
  CHECK_THAT(hedge->quantity[0], WithinRel(7.0, 1e-12));
  CHECK_THAT(hedge->quantity[1], WithinRel(10.0, 1e-12));
  CHECK_THAT(hedge->left[0], WithinAbs(0.0, 1e-12));
  CHECK_THAT(hedge->cost, WithinRel(8.0, 1e-12));
}

TEST_CASE("delta, gamma and vega together: the exact ones vanish and nothing along them is better", "[hedging][target_hedge]") {
  Random random{202};
  int feasible = 0;
  for (int draw = 0; draw < 300; ++draw) {
    Drawn d = drawn(random, 3, 3 + random.below(5), random.between(0.0, 1.0));
    d.targets[0].is_exact = true, d.targets[1].is_exact = draw % 2 == 0;
    const auto hedge = target_hedge(d.problem());
    REQUIRE(hedge);
    if (hedge->status == HedgeStatus::infeasible) continue;
    ++feasible;
    REQUIRE(hedge->status == HedgeStatus::optimal);
    const double best = d.objective(hedge->quantity);
    for (std::size_t i = 0; i < 2; ++i)
      if (d.targets[i].is_exact) CHECK_THAT(d.left(i, hedge->quantity), WithinAbs(0.0, 1e-8));
    // Towards any other trade that meets the exact targets (made by hedging what a random one leaves, feasible or not) it gets no better.
    for (int trade = 0; trade < 10; ++trade) {
      Drawn moved = d;
      for (std::size_t j = 0; j < d.cost.size(); ++j) moved.cost[j] = random.between(0.0, 2.0);
      const auto other = target_hedge(moved.problem());
      REQUIRE(other);
      CHECK(d.objective(other->quantity) >= best - 1e-7 * (1.0 + best));
    }
  }
  CHECK(feasible > 100);
}

TEST_CASE("targets that the limits cannot reach are infeasible, and the nearest trade is given", "[hedging][target_hedge]") {
  Drawn d{{{.exposure = 10.0, .is_exact = true}}, {-1.0}, {-3.0}, {3.0}, {0.0}};
  const auto hedge = target_hedge(d.problem());
  REQUIRE(hedge);
  CHECK((hedge->status == HedgeStatus::infeasible && hedge->quantity[0] == 3.0 && hedge->left[0] == 7.0));
  // Two targets that contradict each other.
  const Drawn torn{{{.exposure = 1.0, .is_exact = true}, {.exposure = -1.0, .is_exact = true}}, {1.0, 1.0}, {-9.0}, {9.0}, {0.0}};
  CHECK(target_hedge(torn.problem())->status == HedgeStatus::infeasible);
  // A Greek that no hedge has.
  const Drawn none{{{.exposure = 1.0, .is_exact = true}}, {0.0}, {-9.0}, {9.0}, {0.0}};
  CHECK(target_hedge(none.problem())->status == HedgeStatus::infeasible);
}

TEST_CASE("hedges that replace one another are no obstacle", "[hedging][target_hedge]") {
  const Drawn twins{{{.exposure = 10.0, .weight = 1.0}}, {-1.0, -1.0, -2.0}, {-9.0, -9.0, -9.0}, {9.0, 9.0, 9.0}, {0.1, 0.1, 0.3}};
  const auto hedge = target_hedge(twins.problem());
  REQUIRE(hedge);
  CHECK(hedge->status == HedgeStatus::optimal);
  CHECK_THAT(hedge->left[0], WithinAbs(0.1, 1e-9));  // the cheapest unit of delta costs 0.1
}

TEST_CASE("a target problem reports every fault", "[hedging][target_hedge][faults]") {
  const Drawn d{{{.exposure = std::nan(""), .weight = -1.0}}, {1.0, 2.0}, {1.0}, {-1.0}, {-0.5}};
  CHECK(said(target_hedge(d.problem()).faults()) ==
        std::vector<std::string>{"hedge_target.exposure[0] must be finite, got nan", "hedge_target.weight[0] must not be negative, got -1",
                                 "target_problem.greeks has the wrong length, got 2", "target_problem.least[0] is out of range, got 1",
                                 "target_problem.most[0] is out of range, got -1",
                                 "target_problem.cost[0] must not be negative, got -0.5"});
  CHECK_FALSE(target_hedge({}));
}
