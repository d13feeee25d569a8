#include "bulwark/oracle/least_trust.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr Trust levels[] = {Trust::invalid,   Trust::expired, Trust::implausible, Trust::suspect,
                            Trust::uncertain, Trust::stale,   Trust::trusted};
constexpr PriceUse uses[] = {PriceUse::reduce, PriceUse::update_average, PriceUse::liquidate,
                             PriceUse::settle, PriceUse::withdraw,       PriceUse::open};
constexpr LeastTrust needed;
}  // namespace

TEST_CASE("what one level of trust allows, every better level allows (F06)", "[oracle][least_trust]") {
  for (const PriceUse use : uses)
    for (std::size_t i = 1; i < std::size(levels); ++i) CHECK(needed.permits(use, levels[i - 1]) <= needed.permits(use, levels[i]));
}

TEST_CASE("reducing is always possible, and everything is at a trusted price (F14)", "[oracle][least_trust]") {
  for (const Trust trust : levels) CHECK(needed.permits(PriceUse::reduce, trust));
  for (const PriceUse use : uses) CHECK(needed.permits(use, Trust::trusted));
}

TEST_CASE("at an invalid price only reducing is possible", "[oracle][least_trust]") {
  for (const PriceUse use : uses) CHECK(needed.permits(use, Trust::invalid) == (use == PriceUse::reduce));
}

TEST_CASE("liquidating tolerates more than opening, and contradicted prices liquidate nobody", "[oracle][least_trust]") {
  for (const Trust trust : levels) CHECK(needed.permits(PriceUse::open, trust) <= needed.permits(PriceUse::liquidate, trust));
  CHECK(needed.permits(PriceUse::liquidate, Trust::stale));
  CHECK(needed.permits(PriceUse::liquidate, Trust::uncertain));
  CHECK_FALSE(needed.permits(PriceUse::liquidate, Trust::suspect));
}

TEST_CASE("an average may follow a price that is still implausible", "[oracle][least_trust]") {
  CHECK(needed.permits(PriceUse::update_average, Trust::implausible));
  CHECK_FALSE(needed.permits(PriceUse::update_average, Trust::expired));
}

TEST_CASE("levels of trust that would spend absent prices are faults", "[oracle][least_trust][faults]") {
  CHECK(needed.faults().empty());
  CHECK(LeastTrust{Trust::expired, Trust::expired, Trust::invalid, Trust::invalid, Trust::invalid}.faults().size() == 5);
  CHECK(LeastTrust{.liquidate = Trust::trusted, .withdraw = Trust::stale, .open = Trust::uncertain}.faults().size() == 2);
}
