#include "bulwark/oracle/trust.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr Trust all[] = {Trust::invalid,   Trust::expired, Trust::implausible, Trust::suspect,
                         Trust::uncertain, Trust::stale,   Trust::trusted};
}

TEST_CASE("trust is totally ordered and the worse of two is one of them (F06)", "[oracle][trust]") {
  for (const Trust a : all)
    for (const Trust b : all) {
      CHECK(((a < b) + (b < a) + (a == b)) == 1);
      CHECK(worse(a, b) == worse(b, a));
      CHECK((worse(a, b) == a || worse(a, b) == b));
      CHECK_FALSE(a < worse(a, b));
    }
}

TEST_CASE("nothing makes a price more trusted than trusted, or better than invalid", "[oracle][trust]") {
  for (const Trust a : all) {
    CHECK(worse(a, Trust::trusted) == a);
    CHECK(worse(a, Trust::invalid) == Trust::invalid);
  }
}
