#include "bulwark/backstop/fund_sampled_loss.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("each loss of a sample is as likely, to the ends", "[backstop][fund_sampled_loss]") {
  const std::vector<double> losses{5.0, -1.0, 7.0};
  const SampledLoss law{losses};
  std::vector<int> drawn(8, 0);
  for (int i = 0; i < 3'000; ++i)
    ++drawn[static_cast<std::size_t>(law.loss({0, 0, 0, (i + 0.5) / 3'000.0}) < 0 ? 0.0 : law.loss({0, 0, 0, (i + 0.5) / 3'000.0}))];
  CHECK((drawn[0] == 1'000 && drawn[5] == 1'000 && drawn[7] == 1'000));
  CHECK(law.loss({0, 0, 0, 0x1p-53}) == 5.0);
  CHECK(law.loss({0, 0, 0, 1.0 - 0x1p-53}) == 7.0);
  CHECK(SampledLoss{}.faults().size() == 1);
  const std::vector<double> wrong{1.0, std::nan("")};
  CHECK(SampledLoss{wrong}.faults().size() == 1);
}
