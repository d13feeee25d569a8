#include "bulwark/math/largest_remainder.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Amounts = std::vector<long long>;

namespace {

Amounts split(long long total, const Amounts& weights, const std::vector<std::uint64_t>& ids) {
  std::vector<Remainder<long long>> scratch(weights.size());
  Amounts shares(weights.size());
  split_by_largest_remainder<long long>(
      total, [&](std::size_t i) { return weights[i]; }, [&](std::size_t i) { return ids[i]; }, scratch, shares);
  return shares;
}

}  // namespace

TEST_CASE("a split adds up, no share is a unit off, and the order of claimants changes none", "[math][largest_remainder]") {
  test::Random random{1};
  for (int round = 0; round < 5'000; ++round) {
    const auto n = static_cast<std::size_t>(1 + random.below(8));
    Amounts weights(n);
    std::vector<std::uint64_t> ids(n);
    long long all = 0;
    for (std::size_t i = 0; i < n; ++i)
      all += weights[i] = random.below(50), ids[i] = 10 * i + static_cast<std::uint64_t>(random.below(10));
    const long long total = random.below(2 * all + 2);
    const Amounts shares = split(total, weights, ids);
    long long sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      sum += shares[i];
      const long long off = shares[i] * all - total * weights[i];  // |share - exact| < 1
      CHECK((all == 0 || (off < all && -off < all)));
      if (total <= all) CHECK(shares[i] <= weights[i]);
      if (weights[i] == 0) CHECK(shares[i] == 0);
    }
    CHECK(sum == (all == 0 ? 0 : total));
    Amounts back(weights.rbegin(), weights.rend());
    const Amounts mirrored = split(total, back, {ids.rbegin(), ids.rend()});
    CHECK(Amounts(mirrored.rbegin(), mirrored.rend()) == shares);
  }
}

TEST_CASE("the largest remainders get the units, of equals the lowest id", "[math][largest_remainder]") {
  CHECK(split(100, {50, 30, 20}, {1, 2, 3}) == Amounts{50, 30, 20});
  CHECK(split(1, {1, 1, 1}, {7, 3, 5}) == Amounts{0, 1, 0});
  CHECK(split(2, {1, 1, 1}, {7, 3, 5}) == Amounts{0, 1, 1});
  // 21 over 53,000 / 24,000 / 23,000: 11.13, 5.04, 4.83 (Hamilton's method in every textbook on apportionment).
  CHECK(split(21, {53'000, 24'000, 23'000}, {1, 2, 3}) == Amounts{11, 5, 5});
  CHECK(split(5, {0, 0}, {1, 2}) == Amounts{0, 0});
  CHECK(split(5, {}, {}).empty());
}
