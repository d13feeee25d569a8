#include "bulwark/backstop/withdrawal_gate.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr WithdrawalGate gate{.blocks = 50, .outage = std::chrono::minutes{5}};
}

TEST_CASE("the gate is open until something is seen, and then shut for its blocks", "[backstop][withdrawal_gate][E10]") {
  CHECK_FALSE(gate.is_shut(1'000, {}, {}));
  for (const bool by_outage : {false, true}) {
    const auto is_shut = [&](std::uint32_t block) { return by_outage ? gate.is_shut(block, {}, 1'000u) : gate.is_shut(block, 1'000u, {}); };
    CHECK(is_shut(1'000));
    CHECK(is_shut(1'049));
    CHECK_FALSE(is_shut(1'050));
  }
  CHECK(gate.is_shut(1'100, 1'000u, 1'051u));  // either shuts it
}

TEST_CASE("a sighting in the future shuts the gate", "[backstop][withdrawal_gate]") {
  CHECK(gate.is_shut(999, 1'000u, {}));
  CHECK(gate.is_shut(0, {}, 4'294'967'295u));
}

TEST_CASE("a pause of five minutes is an outage", "[backstop][withdrawal_gate]") {
  CHECK(gate.is_outage(std::chrono::minutes{5}));
  CHECK_FALSE(gate.is_outage(std::chrono::minutes{5} - std::chrono::nanoseconds{1}));
}

TEST_CASE("a withdrawal gate reports every fault", "[backstop][withdrawal_gate][faults]") {
  CHECK(gate.faults().empty());
  CHECK(said(WithdrawalGate{0, std::chrono::seconds{-2}}.faults()) ==
        std::vector<std::string>{"withdrawal_gate.outage must be positive, got -2"});
}
