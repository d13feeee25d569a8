#include "bulwark/liquidation/only_when_bankrupt.hpp"

#include "bulwark/laws/liquidation_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("it keeps the laws of liquidation", "[liquidation][only_when_bankrupt]") { CHECK(broken_by(OnlyWhenBankrupt{}).empty()); }

TEST_CASE("nobody is closed for lack of margin, and rounding is no debt", "[liquidation][only_when_bankrupt]") {
  const auto verdict = [](double equity) {
    return OnlyWhenBankrupt{}.verdict({.equity = equity, .resources = {equity, equity}, .requirement = {100.0, 100.0}});
  };
  CHECK(verdict(50.0).is_healthy());
  CHECK(verdict(0.0).is_healthy());
  CHECK(verdict(-1e-9).is_healthy());
  CHECK(verdict(-1.0) == Verdict{Standing::bankrupt, 1.0});
}

TEST_CASE("a rounding below nothing is a fault", "[liquidation][only_when_bankrupt][faults]") {
  CHECK(said(OnlyWhenBankrupt{-1.0}.faults()) == std::vector<std::string>{"only_when_bankrupt.rounding is out of range, got -1"});
  CHECK(OnlyWhenBankrupt{0.0}.faults().empty());
}
