#include "bulwark/backstop/fund_exponential_loss.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a share e^-x of losses exceeds x means", "[backstop][fund_exponential_loss]") {
  const ExponentialLoss law{3.0};
  for (const double x : {0.01, 0.5, 1.0, 7.0}) CHECK(std::abs(law.loss({0, 0, 0, std::exp(-x)}) - 3.0 * x) < 1e-14 * (1.0 + x));
  CHECK(law.faults().empty());
  CHECK(ExponentialLoss{-1.0}.faults().size() == 1);
}
