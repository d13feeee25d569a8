#include "bulwark/system/close_share.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {

struct Throwing {
  double share(const RiskReport&, double) const { return 1.0; }
};
static_assert(CloseShare<VerdictShare> && !CloseShare<Throwing>);

}  // namespace

TEST_CASE("what the verdict closes is what is closed", "[system][close_share]") {
  RiskReport report;
  CHECK(VerdictShare{}.share(report, 1e6) == 0.0);
  report.verdict = {Standing::liquidatable, 0.25};
  CHECK(VerdictShare{}.share(report, 1e6) == 0.25);
}
