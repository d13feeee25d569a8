#include "bulwark/math/binomial.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("the two sides of a binomial law are all of it, and grow and shrink with the count", "[math][binomial]") {
  for (const double chance : {0.0, 0.01, 0.3, 0.5, 0.99, 1.0}) {
    BinomialSplit before{0.0, 1.0};
    for (Index count = 0; count <= 40; ++count) {
      const BinomialSplit split = binomial_split(count, 40, chance);
      CHECK_THAT(split.at_most + split.more, WithinRel(1.0, 1e-15));
      CHECK((split.at_most >= before.at_most && split.more <= before.more));
      before = split;
    }
    CHECK(before.at_most == 1.0);
  }
}

TEST_CASE("counting failures instead turns it around", "[math][binomial]") {
  for (Index count = 0; count < 30; ++count)
    CHECK_THAT(binomial_split(count, 30, 0.25).at_most, WithinRel(binomial_split(29 - count, 30, 0.75).more, 1e-14));
}

TEST_CASE("both sides keep their digits, however small", "[math][binomial]") {
  // 60-digit sums.
  struct Row {
    Index count, trials;
    double chance, at_most, more;
  };
  for (const Row& r :
       {Row{0, 250, 0.01, 0.08105851616218146, 0.9189414838378186}, Row{10, 250, 0.01, 0.999946101370953, 5.389862904704005e-05},
        Row{40, 500, 0.05, 0.9984544462382844, 0.0015455537617156008}, Row{3, 10, 0.5, 0.171875, 0.828125},
        Row{1000, 100000, 0.01, 0.5084094733514327, 0.49159052664856734},
        Row{1200, 100000, 0.01, 0.9999999996844393, 3.1556069816307284e-10}}) {
    const BinomialSplit split = binomial_split(r.count, r.trials, r.chance);
    CHECK_THAT(split.at_most, WithinRel(r.at_most, 1e-13));
    CHECK_THAT(split.more, WithinRel(r.more, 1e-13));
  }
}

TEST_CASE("a binomial law ends where its trials do, and has no negative chance", "[math][binomial]") {
  CHECK(binomial_split(-1, 10, 0.3).at_most == 0.0);
  CHECK(binomial_split(10, 10, 0.3).more == 0.0);
  CHECK(binomial_split(0, 0, 0.3).at_most == 1.0);
  CHECK(binomial_split(5, 100'000, 0.01).at_most == 0.0);  // 10^-418
  for (const double chance : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    const BinomialSplit split = binomial_split(1, 10, chance);
    CHECK_FALSE(split.at_most == split.at_most);
  }
}
