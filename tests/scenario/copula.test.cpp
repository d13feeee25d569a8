#include "bulwark/scenario/copula.hpp"

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a copula reports every fault", "[scenario][copula][faults]") {
  CHECK(Copula{.marginal = {NormalMarginal{0.0, 0.1}}}.faults().empty());
  CHECK(Copula{.marginal = {NormalMarginal{0.0, 0.1}}, .correlation = {1.0}, .degrees = 4}.faults().empty());
  CHECK(said(Copula{.marginal = {}, .degrees = 201}.faults()) ==
        std::vector<std::string>{"copula.marginal must not be empty", "copula.degrees is out of range, got 201"});
  CHECK(said(Copula{.marginal = {NormalMarginal{0.0, 0.1}, StudentMarginal{0.0, 1.0, 0}}, .correlation = {1.0}, .degrees = -1}.faults()) ==
        std::vector<std::string>{"marginal.degrees[1] is out of range, got 0", "copula.degrees is out of range, got -1",
                                 "copula.correlation has the wrong length, got 1"});
}
