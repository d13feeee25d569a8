#include "bulwark/system/deleveraging_order.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

std::vector<Counterparty> parties(Random& random, Index count) {
  std::vector<Counterparty> all;
  for (Index i = 0; i < count; ++i)
    all.push_back({.account = i, .position = i, .size = random.between(0.1, 10.0), .score = static_cast<double>(random.below(5))});
  return all;
}

template <class Order>
void takes_what_is_asked(const Order& order) {
  Random random{12};
  for (int i = 0; i < 2'000; ++i) {
    std::vector<Counterparty> all = parties(random, 1 + random.below(12));
    double sum = 0.0, taken = 0.0;
    for (const Counterparty& p : all) sum += p.size;
    const double total = random.between(0.0, 1.5) * sum;
    order.take(total, all);
    for (const Counterparty& p : all) {
      CHECK((p.taken >= 0.0 && p.taken <= p.size));
      taken += p.taken;
    }
    CHECK_THAT(taken, WithinRel(total < sum ? total : sum, 1e-12));
  }
}

}  // namespace

TEST_CASE("every order takes what is asked and from nobody more than there is", "[system][deleveraging_order]") {
  takes_what_is_asked(ProfitQueue{});
  takes_what_is_asked(ProRata{});
}

TEST_CASE("a queue takes whole positions, the best score first and names between equals", "[system][deleveraging_order]") {
  std::vector<Counterparty> all{{0, 0, 2.0, 1.0}, {1, 1, 3.0, 5.0}, {2, 2, 4.0, 5.0}};
  ProfitQueue{}.take(5.0, all);
  CHECK((all[0].account == 1 && all[0].taken == 3.0));
  CHECK((all[1].account == 2 && all[1].taken == 2.0));
  CHECK((all[2].account == 0 && all[2].taken == 0.0));
}

TEST_CASE("pro rata takes the same share of everybody", "[system][deleveraging_order]") {
  std::vector<Counterparty> all{{0, 0, 2.0, 1.0}, {1, 1, 6.0, 5.0}};
  ProRata{}.take(4.0, all);
  CHECK(all[0].taken == 1.0);
  CHECK(all[1].taken == 3.0);
  ProRata{}.take(4.0, {});
}
