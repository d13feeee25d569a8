// Group J, clearing between venues.

#include "bulwark/system/clearing_vector.hpp"
#include "support/catch.hpp"
#include "support/debts.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

namespace {

template <class Check>
void on_networks(std::uint64_t seed, int draws, Check check) {
  Random random{seed};
  for (int i = 0; i < draws; ++i) {
    const Debts debts = random_debts(random, 9, i % 2 == 1, i % 4 >= 2);
    const auto clear = clearing_vector(debts.network());
    REQUIRE(clear);
    check(debts, *clear, random);
  }
}

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

}  // namespace

TEST_CASE("J01: nobody pays less than nothing or more than it owes", "[properties][contagion]") {
  on_networks(101, 4'000, [](const Debts& debts, const ClearingVector& clear, Random&) {
    for (Index i = 0; i < debts.size(); ++i) {
      CHECK((clear.payment[at(i)] >= 0.0 && clear.payment[at(i)] <= clear.obligation[at(i)]));
      CHECK(clear.equity[at(i)] >= 0.0);
      // Who fails has nothing left, and who has something left has paid.
      CHECK((clear.equity[at(i)] == 0.0 || clear.payment[at(i)] == clear.obligation[at(i)]));
      CHECK((clear.failed_in[at(i)] != 0) == (clear.payment[at(i)] < clear.obligation[at(i)] * (1.0 - 1e-12)));
    }
  });
}

TEST_CASE("J01: more outside assets of anybody never mean less paid by anybody", "[properties][contagion]") {
  on_networks(102, 2'000, [](const Debts& debts, const ClearingVector& clear, Random& random) {
    Debts richer = debts;
    richer.outside[at(random.below(debts.size()))] += random.between(0.0, 50.0);
    const auto then = clearing_vector(richer.network());
    REQUIRE(then);
    for (Index i = 0; i < debts.size(); ++i) {
      CHECK(then->payment[at(i)] >= clear.payment[at(i)] - 1e-9);
      CHECK(then->equity[at(i)] >= clear.equity[at(i)] - 1e-9);
    }
  });
}

TEST_CASE("J01: no consistent payments are greater", "[properties][contagion]") {
  Index several = 0;
  on_networks(103, 600, [&](const Debts& debts, const ClearingVector& clear, Random&) {
    const Cleared above = iterated(debts, true), below = iterated(debts, false);
    for (Index i = 0; i < debts.size(); ++i) {
      CHECK_THAT(clear.payment[at(i)], WithinAbs(above.payment[at(i)], 1e-7));
      CHECK_THAT(clear.equity[at(i)], WithinAbs(above.equity[at(i)], 1e-6));
      CHECK(clear.payment[at(i)] >= below.payment[at(i)] - 1e-7);
      several += clear.payment[at(i)] > below.payment[at(i)] + 1.0;
    }
  });
  CHECK(several > 0);  // failures with costs can feed themselves, and we do not choose those
}

TEST_CASE("J02: all that is paid is received, and comes out of what is there", "[properties][contagion]") {
  on_networks(104, 4'000, [](const Debts& debts, const ClearingVector& clear, Random&) {
    if (!debts.held.empty()) return;  // shares count the same assets for several owners
    const DebtNetwork network = debts.network();
    double assets = 0.0, to_world = 0.0, equity = 0.0, paid = 0.0, received = 0.0, costs = 0.0;
    for (Index i = 0; i < debts.size(); ++i) {
      const double all = clear.obligation[at(i)], share = all > 0.0 ? clear.payment[at(i)] / all : 0.0;
      double inside = 0.0;
      for (Index j = 0; j < debts.size(); ++j) {
        received += share * network.owes(i, j);
        if (clear.obligation[at(j)] > 0.0) inside += network.owes(j, i) * clear.payment[at(j)] / clear.obligation[at(j)];
      }
      to_world += share * debts.owed_outside[at(i)];
      paid += clear.payment[at(i)];
      assets += debts.outside[at(i)];
      equity += clear.equity[at(i)];
      if (clear.failed_in[at(i)] != 0)
        costs += (1.0 - debts.outside_recovered) * debts.outside[at(i)] + (1.0 - debts.inside_recovered) * inside;
    }
    CHECK_THAT(received + to_world, WithinAbs(paid, 1e-9));
    CHECK_THAT(to_world + equity + costs, WithinAbs(assets, 1e-8));  // nothing is made, nothing but the costs is lost
  });
}

TEST_CASE("J03: without a shock nobody fails", "[properties][contagion]") {
  Random random{105};
  for (int i = 0; i < 4'000; ++i) {
    Debts debts = random_debts(random, 9, true, false);
    // Everybody is given just what it lacks when everybody pays.
    for (Index v = 0; v < debts.size(); ++v) {
      double lacks = debts.owed_outside[at(v)];
      for (Index j = 0; j < debts.size(); ++j) lacks += debts.network().owes(v, j) - debts.network().owes(j, v);
      debts.outside[at(v)] = std::max(0.0, lacks);
    }
    const auto clear = clearing_vector(debts.network());
    REQUIRE(clear);
    CHECK(clear->rounds == 0);
    CHECK(clear->payment == clear->obligation);
  }
}

TEST_CASE("J04: who fails of a shock fails of a larger one", "[properties][contagion]") {
  on_networks(106, 2'000, [](const Debts& debts, const ClearingVector& clear, Random& random) {
    Debts worse = debts;
    for (double& x : worse.outside) x *= random.between(0.5, 1.0);
    const auto then = clearing_vector(worse.network());
    REQUIRE(then);
    for (Index i = 0; i < debts.size(); ++i)
      if (clear.failed_in[at(i)] != 0) CHECK(then->failed_in[at(i)] != 0);
  });
}

TEST_CASE("J05: there are at most as many rounds as venues, and a chain needs them all", "[properties][contagion]") {
  on_networks(107, 4'000, [](const Debts& debts, const ClearingVector& clear, Random&) { CHECK(clear.rounds <= debts.size()); });
  Debts chain{.outside = {}, .owed = {}, .owed_outside = {}, .held = {}};
  constexpr Index n = 40;
  chain.outside.assign(at(n), 0.0), chain.owed_outside.assign(at(n), 0.0), chain.owed.assign(at(n * n), 0.0);
  for (Index i = 0; i + 1 < n; ++i) chain.owed[at(i * n + i + 1)] = 10.0;
  chain.owed_outside[at(n - 1)] = 10.0;
  const auto clear = clearing_vector(chain.network());
  REQUIRE(clear);
  CHECK(clear->rounds == n);
  CHECK(clear->failed_in.back() == n);
}
