#include "bulwark/backstop/fund_loss.hpp"

#include <cmath>
#include <vector>

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_exponential_loss.hpp"
#include "bulwark/backstop/fund_gap_loss.hpp"
#include "bulwark/backstop/fund_sampled_loss.hpp"
#include "bulwark/backstop/fund_size.hpp"
#include "support/catch.hpp"

using namespace bulwark;

static_assert(!FundLoss<PoissonArrivals> && !FundArrivals<ExponentialLoss>);

TEST_CASE("no two pairs of an event, and no two events of a path, share a number", "[backstop][fund_loss]") {
  const EventNumbers first{7, 3, 0, 0.5}, second{7, 3, 4, 0.5};
  CHECK(first.pair(0) == random_pair(7, 3, 1));
  CHECK(first.pair(2) == random_pair(7, 3, 3));
  CHECK(second.pair(0) == random_pair(7, 3, 5));
}

TEST_CASE("the losses of single events are the same in whatever pieces, and their quantile is the law's", "[backstop][fund_loss]") {
  const ExponentialLoss law{2.0};
  std::vector<double> whole(20'000), parts(whole.size());
  event_losses(law, 5, 0, whole);
  event_losses(law, 5, 13'000, std::span{parts}.subspan(13'000));
  event_losses(law, 5, 0, std::span{parts}.first(13'000));
  CHECK(whole == parts);
  for (const double share : {0.5, 0.1, 0.01}) {
    const FundEstimate quantile = fund_size(parts, share);
    CHECK(std::abs(quantile.value + 2.0 * std::log(share)) < 3.0 * quantile.standard_error);
  }
}
