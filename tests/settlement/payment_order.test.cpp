#include "bulwark/settlement/payment_order.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using test::Int128;

namespace {
struct Paid {
  std::vector<long long> each;
  long long left;
};
Paid pay(long long cash, const std::vector<SettlementClaim<long long>>& claims) {
  Paid paid{std::vector<long long>(claims.size(), -1), 0};
  std::vector<Index> order(claims.size());
  paid.left = pay_by_rank<long long>(cash, claims, paid.each, order);
  return paid;
}
}  // namespace

TEST_CASE("payers pay what they have, and what they have not is missing", "[settlement][payment_order]") {
  const std::vector<long long> owed{100, 50, 70, 0}, available{200, 20, -5, 3};
  std::vector<long long> taken(4);
  const auto all = collect<long long>(owed, available, taken);
  CHECK(taken == std::vector<long long>{100, 20, 0, 0});
  CHECK((all.cash == 120 && all.missing == 100));
}

TEST_CASE("users' own money comes first, gains share what is left, and fees wait", "[settlement][payment_order]") {
  const std::vector<SettlementClaim<long long>> claims{{100, 1}, {60, 0}, {200, 1}, {40, 2}, {3, 1}};
  CHECK(pay(500, claims).each == std::vector<long long>{100, 60, 200, 40, 3});
  CHECK(pay(500, claims).left == 97);
  CHECK(pay(400, claims).each == std::vector<long long>{100, 60, 200, 37, 3});
  CHECK(pay(160, claims).each == std::vector<long long>{33, 60, 66, 0, 1});
  CHECK(pay(59, claims).each == std::vector<long long>{0, 59, 0, 0, 0});
  CHECK(pay(0, claims).each == std::vector<long long>(5, 0));
  CHECK(pay(-7, claims).left == 0);
}

TEST_CASE("all the cash is paid to the last unit, nobody gets a unit more or less than a share, in whatever order claims come",
          "[settlement][payment_order]") {
  test::Random random{5};
  for (int round = 0; round < 3'000; ++round) {
    std::vector<SettlementClaim<long long>> claims;
    long long total = 0;
    const Index n = 1 + random.below(8);
    for (Index i = 0; i < n; ++i)
      claims.push_back({random.below(1'000'000), static_cast<int>(random.below(3))}), total += claims.back().amount;
    const long long cash = random.below(total + 2);
    const Paid paid = pay(cash, claims);
    long long sum = paid.left;
    for (Index i = 0; i < n; ++i) {
      sum += paid.each[static_cast<std::size_t>(i)];
      CHECK((paid.each[static_cast<std::size_t>(i)] >= 0 &&
             paid.each[static_cast<std::size_t>(i)] <= claims[static_cast<std::size_t>(i)].amount));
      for (Index j = 0; j < n; ++j)  // a later rank gets nothing while an earlier one is short
        if (claims[static_cast<std::size_t>(i)].rank < claims[static_cast<std::size_t>(j)].rank &&
            paid.each[static_cast<std::size_t>(i)] < claims[static_cast<std::size_t>(i)].amount)
          CHECK(paid.each[static_cast<std::size_t>(j)] == 0);
    }
    CHECK(sum == cash);
    std::vector<SettlementClaim<long long>> turned{claims.rbegin(), claims.rend()};
    const Paid back = pay(cash, turned);
    for (Index i = 0; i < n; ++i)
      CHECK(std::abs(back.each[static_cast<std::size_t>(n - 1 - i)] - paid.each[static_cast<std::size_t>(i)]) <= 1);
  }
}
