#include "bulwark/var/age_weights.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("weights of age decay by their factor and add up to one", "[var][age_weights]") {
  for (const double decay : {1.0, 0.999, 0.97, 0.1}) {
    std::vector<double> weights(250);
    age_weights(decay, weights);
    double all = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      all += weights[i];
      if (i > 0) CHECK(weights[i - 1] == Catch::Approx(decay * weights[i]).epsilon(1e-14));
    }
    CHECK(all == Catch::Approx(1.0).epsilon(1e-14));
  }
}

TEST_CASE("a decay that is not above 0 and at most 1 makes no weights", "[var][age_weights][faults]") {
  for (const double bad : {0.0, -1.0, 1.1, std::nan("")}) {
    std::vector<double> weights(3);
    age_weights(bad, weights);
    for (const double w : weights) CHECK(std::isnan(w));
  }
}
