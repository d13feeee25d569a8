#include "bulwark/backstop/fund_loss.hpp"

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_exponential_loss.hpp"
#include "bulwark/backstop/fund_gap_loss.hpp"
#include "bulwark/backstop/fund_sampled_loss.hpp"
#include "support/catch.hpp"

using namespace bulwark;

static_assert(!FundLoss<PoissonArrivals> && !FundArrivals<ExponentialLoss>);

TEST_CASE("no two pairs of an event, and no two events of a path, share a number", "[backstop][fund_loss]") {
  const EventNumbers first{7, 3, 0, 0.5}, second{7, 3, 4, 0.5};
  CHECK(first.pair(0) == random_pair(7, 3, 1));
  CHECK(first.pair(2) == random_pair(7, 3, 3));
  CHECK(second.pair(0) == random_pair(7, 3, 5));
}
