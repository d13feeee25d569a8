#include "bulwark/margin/pnl_offset.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a loss counts in full, a gain in part and up to a most", "[margin][pnl_offset]") {
  const PnlOffset offset{.share = 0.5, .most = 100.0};
  CHECK(offset.counted(-80.0) == -80.0);
  CHECK(offset.counted(-1e9) == -1e9);
  CHECK(offset.counted(80.0) == 40.0);
  CHECK(offset.counted(1e9) == 100.0);
  CHECK(offset.counted(0.0) == 0.0);
  CHECK(PnlOffset{}.counted(1e9) == 1e9);
  CHECK(PnlOffset{.share = 0.0}.counted(1e9) == 0.0);
  CHECK(std::isnan(offset.counted(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("an offsetting pair is charged what does not count of its gain", "[margin][pnl_offset]") {
  // The counterexample to "a hedge is free": at 0.6, a gain of 100 carries a loss of 60.
  const PnlOffset offset{.share = 0.6};
  CHECK(offset.counted(100.0) + offset.counted(-100.0) == -40.0);
}

TEST_CASE("a pair is never worse than its losing half alone", "[margin][pnl_offset]") {
  const PnlOffset offset{.share = 0.6, .most = 50.0};
  for (double gain = 0.0; gain < 200.0; gain += 7.0)
    for (double loss = 0.0; loss < 200.0; loss += 7.0) CHECK(offset.counted(gain) + offset.counted(-loss) >= offset.counted(-loss));
}

TEST_CASE("offsets out of range are faults", "[margin][pnl_offset][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(PnlOffset{}.faults().empty());
  CHECK(PnlOffset{.share = 1.5, .most = -1.0}.faults().size() == 2);
  CHECK(PnlOffset{.share = nothing, .most = nothing}.faults().size() == 2);
}
