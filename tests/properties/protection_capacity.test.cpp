// What may not be larger than the market that would have to take it.

#include <vector>

#include "bulwark/protection/concentration_limit.hpp"
#include "bulwark/protection/open_interest_cap.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

OpenInterestCap random_cap(Random& random) {
  return {random.between(0.01, 1.0), random.between(0.1, 3.0), random.between(1.0, 20.0), random.between(0.0, 50.0)};
}
MarketCapacity random_market(Random& random) { return {random.between(0.0, 1e4), random.between(0.0, 1e3), random.between(0.0, 100.0)}; }

}  // namespace

TEST_CASE("B23: what rises ends within the cap, and what is above it may always fall", "[properties][open_interest_cap]") {
  Random random{101};
  for (int draw = 0; draw < 20'000; ++draw) {
    const OpenInterestCap cap = random_cap(random);
    const MarketCapacity market = random_market(random);
    const double interest = random.between(0.0, 500.0), change = random.between(-200.0, 500.0);
    const CapAnswer answer = cap.answer(interest, change, market);
    if (change <= 0.0) {
      CHECK((answer.allowed == change && answer.is_whole()));
      continue;
    }
    CHECK((answer.allowed >= 0.0 && answer.allowed <= change));
    if (answer.allowed > 0.0) CHECK(interest + answer.allowed <= cap.most(market) * (1.0 + 1e-15));
    CHECK(answer.is_whole() == (answer.allowed == change));
  }
}

TEST_CASE("B23: more supply, more depth or more earlier interest never lowers the cap", "[properties][open_interest_cap]") {
  Random random{102};
  for (int draw = 0; draw < 10'000; ++draw) {
    const OpenInterestCap cap = random_cap(random);
    const MarketCapacity market = random_market(random);
    MarketCapacity more = market;
    (draw % 3 == 0 ? more.supply : draw % 3 == 1 ? more.depth : more.earlier) *= random.between(1.0, 3.0);
    CHECK(cap.most(more) >= cap.most(market));
  }
}

TEST_CASE("B04: a concentrated position of twice the size is charged at least twice", "[properties][concentration_limit]") {
  Random random{103};
  for (int draw = 0; draw < 20'000; ++draw) {
    const double free = random.between(0.0, 0.3);
    const ConcentrationLimit limit{free, free + random.between(0.0, 0.5), random.between(0.0, 1.0)};
    const double whole = random.between(1.0, 1e6), size = random.between(0.0, 1.0) * whole, times = random.between(1.0, 4.0);
    CHECK(limit.charge(times * size, whole) >= times * limit.charge(size, whole) * (1.0 - 1e-12));
    CHECK(limit.charge(size, whole) >= 0.0);
  }
}

TEST_CASE("A20: splitting a position over an owner's wallets changes neither verdict nor charge", "[properties][concentration_limit]") {
  Random random{104};
  const ConcentrationLimit limit{.free = 0.1, .most = 0.3, .rate = 0.5};
  int per_wallet_was_fooled = 0;
  for (int draw = 0; draw < 2'000; ++draw) {
    const long long size = 1 + random.below(1'000'000), whole = 1'000'000;
    std::vector<long long> wallets{size};
    for (int cut = 0; cut < 20; ++cut) {
      long long& part = wallets[static_cast<std::size_t>(random.below(std::ssize(wallets)))];
      const long long piece = random.below(part + 1);
      part -= piece, wallets.push_back(piece);
    }
    std::vector<Index> owner(wallets.size(), 0);
    long long total[1];
    CHECK(sum_by_group<long long>(wallets, owner, total) == 0);
    const Concentration together = limit.judge(static_cast<double>(total[0]), static_cast<double>(whole));
    CHECK(together == limit.judge(static_cast<double>(size), static_cast<double>(whole)));
    bool each_within = true;
    for (const long long wallet : wallets)
      each_within = each_within && limit.judge(static_cast<double>(wallet), static_cast<double>(whole)) == Concentration::within;
    per_wallet_was_fooled += each_within && together == Concentration::refused;
  }
  CHECK(per_wallet_was_fooled > 50);  // what a limit per account would have let through
}
