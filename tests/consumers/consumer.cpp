// What a stranger's program looks like: one include, one number.
#include <cstdio>

#include "bulwark/pricing/pricer.hpp"
#include "bulwark/version.hpp"

int main() {
  const bulwark::Claim<double> call{.forward = 100.0, .strike = 110.0, .volatility = 0.5, .years = 0.25, .side = +1.0};
  std::printf("bulwark %d.%d.%d: %.6f\n", BULWARK_VERSION_MAJOR, BULWARK_VERSION_MINOR, BULWARK_VERSION_PATCH,
              bulwark::value(bulwark::Black{}, call));
}
