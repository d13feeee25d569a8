#include "bulwark/math/student.hpp"

#include <cmath>
#include <limits>
#include <boost/math/distributions/students_t.hpp>

#include "bulwark/math/normal.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("tails of Student's law are whole however small", "[math][student]") {
  for (const Index degrees : {1, 2, 3, 4, 5, 8, 13, 30, 101, 200})
    for (const double t : {1e-6, 0.01, 0.3, 1.0, 2.0, 3.3, 5.0, 12.0, 100.0, 1e6, 1e20}) {
      const boost::math::students_t_distribution<long double> law(static_cast<long double>(degrees));
      const auto exact = static_cast<double>(cdf(complement(law, static_cast<long double>(t))));
      INFO(degrees << " " << t);
      CHECK(student_tail(t, degrees) == Catch::Approx(exact).epsilon(1e-12).margin(1e-300));
    }
}

TEST_CASE("one degree is Cauchy's law, two have a closed form, many are nearly normal", "[math][student]") {
  for (const double t : {0.1, 1.0, 7.0}) {
    CHECK(student_tail(t, 1) == Catch::Approx(std::atan(1.0 / t) / M_PI).epsilon(1e-13));
    CHECK(student_tail(t, 2) == Catch::Approx(0.5 - 0.5 * t / std::sqrt(2.0 + t * t)).epsilon(4e-12));
  }
  CHECK(student_tail(2.0, 200) == Catch::Approx(normal_cdf(-2.0)).epsilon(0.03));
  CHECK(student_tail(0.0, 7) == 0.5);
}

TEST_CASE("the quantile undoes the tail", "[math][student]") {
  for (const Index degrees : {1, 2, 3, 4, 7, 30, 200})
    for (const double tail : {1e-15, 1e-9, 1e-4, 0.01, 0.2, 0.499})
      CHECK(student_tail(student_tail_quantile(tail, degrees), degrees) == Catch::Approx(tail).epsilon(4e-12));
  CHECK(student_tail_quantile(0.5, 3) == Catch::Approx(0.0).margin(1e-15));
}

TEST_CASE("outside its domain Student's law is not known", "[math][student][faults]") {
  CHECK(std::isnan(student_tail(-1.0, 3)));
  CHECK(std::isnan(student_tail(1.0, 0)));
  CHECK(std::isnan(student_tail(1.0, 201)));
  CHECK(std::isnan(student_tail(std::numeric_limits<double>::quiet_NaN(), 3)));
  CHECK(student_tail(std::numeric_limits<double>::infinity(), 3) == 0.0);
  CHECK(std::isnan(student_tail_quantile(0.0, 3)));
  CHECK(std::isnan(student_tail_quantile(0.6, 3)));
}
