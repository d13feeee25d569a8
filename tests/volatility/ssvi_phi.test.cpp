#include "bulwark/volatility/ssvi_phi.hpp"

#include <cmath>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "bulwark/volatility/ssvi.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using bulwark::test::said;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::cpp_bin_float_50;

TEST_CASE("both phi fall as theta grows", "[volatility][ssvi_phi]") {
  for (double theta = 1e-5; theta < 10.0; theta *= 1.7) {
    CHECK(phi_at(PowerLawPhi{0.7, 0.3}, 1.7 * theta).phi < phi_at(PowerLawPhi{0.7, 0.3}, theta).phi);
    CHECK(phi_at(HestonPhi{2.0}, 1.7 * theta).phi < phi_at(HestonPhi{2.0}, theta).phi);
    CHECK(phi_at(HestonPhi{2.0}, theta).slope < 0.0);
  }
}

TEST_CASE("Heston's phi is 1/2 - y/6 for small y and 1/y for large, and whole where its two forms meet", "[volatility][ssvi_phi]") {
  CHECK_THAT(phi_at(HestonPhi{1.0}, 1e-12).phi, WithinRel(0.5 - 1e-12 / 6.0, 1e-15));
  CHECK_THAT(phi_at(HestonPhi{1e3}, 1e-15).slope, WithinRel(-1e3 / 6.0, 1e-12));
  CHECK_THAT(phi_at(HestonPhi{1.0}, 1e9).phi, WithinRel(1e-9, 1e-8));
  CHECK_THAT(phi_at(HestonPhi{1.0}, 3.0).phi, WithinRel(phi_at(HestonPhi{1.0}, std::nextafter(3.0, 0.0)).phi, 1e-15));
}

TEST_CASE("phi is good to its last digit", "[volatility][ssvi_phi]") {
  for (double theta = 1e-4; theta < 5.0; theta *= 1.37) {
    for (const double gamma : {0.1, 0.5, 0.9}) {
      const PhiPoint p = phi_at(PowerLawPhi{1.3, gamma}, theta);
      const Wide exact = Wide(1.3) / (pow(Wide(theta), Wide(gamma)) * pow(1 + Wide(theta), 1 - Wide(gamma)));
      CHECK(abs(Wide(p.phi) / exact - 1) < Wide(1.2e-16));
    }
    for (const double lambda : {0.1, 1.0, 9.0}) {
      const PhiPoint p = phi_at(HestonPhi{lambda}, theta);
      const Wide y = Wide(lambda) * theta;
      CHECK(abs(Wide(p.phi) / ((1 - (1 - exp(-y)) / y) / y) - 1) < Wide(1.2e-16));
      CHECK(abs(Wide(p.slope) / (lambda * (2 - y - (2 + y) * exp(-y)) / (y * y * y)) - 1) < Wide(3.5e-16));
    }
  }
}

TEST_CASE("parameters that make no phi are faults", "[volatility][ssvi_phi][faults]") {
  CHECK(faults(PowerLawPhi{1.0, 0.5}).empty());
  CHECK(said(faults(PowerLawPhi{-1.0, 1.5})).size() == 2);
  CHECK(faults(HestonPhi{1.0}).empty());
  CHECK(faults(HestonPhi{0.0}).front().code == FaultCode::not_positive);
}
