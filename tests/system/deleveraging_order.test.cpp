#include "bulwark/system/deleveraging_order.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/counterparties.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("every order takes what is asked and from nobody more than there is", "[system][deleveraging_order]") {
  takes_what_is_asked(ProfitQueue{}, 12);
  takes_what_is_asked(ProRata{}, 12);
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
