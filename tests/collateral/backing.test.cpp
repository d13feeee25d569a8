#include "bulwark/collateral/backing.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("coins that back each other share a loss round and round", "[collateral][backing]") {
  // a holds half its backing in b, b four tenths in a; b loses a fifth by itself.
  constexpr std::array share{0.0, 0.5, 0.4, 0.0};
  constexpr std::array own{0.0, 0.2};
  const Backing backing{share};
  std::array<double, 2> loss{};
  backing.look_through(own, loss);
  CHECK_THAT(loss[1], WithinRel(0.2 / (1.0 - 0.2), 1e-14));
  CHECK_THAT(loss[0], WithinRel(0.5 * loss[1], 1e-14));
  CHECK(backing.first_round(0, own) == 0.1);
  CHECK(backing.verdict(own, loss) == ContagionVerdict::contagion);
}

TEST_CASE("no loss, no contagion; a larger loss never makes a smaller one; nobody loses more than all", "[collateral][backing]") {
  test::Random random{28};
  for (int round = 0; round < 300; ++round) {
    const Index n = 5;
    std::vector<double> share, own(5), more(5), loss(5), worse(5), none(5, 0.0);
    for (Index i = 0; i < n * n; ++i) share.push_back(random.between(0.0, 0.2));
    for (std::size_t i = 0; i < 5; ++i) own[i] = random.between(0.0, 0.3), more[i] = own[i] + random.between(0.0, 0.5);
    const Backing backing{share};
    CHECK(backing.faults(n).empty());
    backing.look_through(own, loss), backing.look_through(more, worse);
    for (std::size_t i = 0; i < 5; ++i) {
      CHECK((loss[i] >= own[i] && loss[i] <= 1.0 && worse[i] >= loss[i]));
      if (loss[i] < 1.0) CHECK_THAT(loss[i], WithinAbs(own[i] + backing.first_round(static_cast<Index>(i), loss), 1e-14));
    }
    CHECK(backing.look_through(none, loss) == 1);
    CHECK(backing.verdict(none, none) == ContagionVerdict::contained);
  }
}

TEST_CASE("a loss that is not known is not contained", "[collateral][backing][faults]") {
  constexpr std::array share{0.0, 0.5, 0.0, 0.0};
  const std::array own{0.0, std::nan("")};
  std::array<double, 2> loss{};
  const Backing backing{share};
  CHECK(backing.look_through(own, loss) < 5);
  CHECK(std::isnan(loss[0]));
  CHECK(backing.verdict(own, loss) == ContagionVerdict::unknown);
  CHECK(Backing{share}.faults(3).size() == 1);
  CHECK(Backing{std::array{0.7, 0.7, -0.1, 0.0}, 1.0}.faults(2).size() == 3);
}
