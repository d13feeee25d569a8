#include "bulwark/scenario/added_row.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();

/// Sums of one unit, or of two where the block is netted into the second, with a row and the legs to add.
struct Book {
  Index width;
  std::vector<double> kept, row, legs, sums;
  AddedTo to;

  Book(Random& random, Index count, bool is_netted) : width(8 + 8 * ((count + 7) / 8)) {
    const auto any = [&] { return static_cast<double>(random.below(2'000'001) - 1'000'000) / 1024.0; };
    for (Index i = 0; i < 2 * width; ++i) kept.push_back(any());
    for (Index i = 0; i < width; ++i) row.push_back(i < 8 + count ? any() : 0.0), legs.push_back(i < 8 + count ? any() : 0.0);
    sums.assign(static_cast<std::size_t>(2 * width), -1.0);
    to = {.fixed = 0, .sums = (is_netted ? width : 0) + 8, .column = 8, .count = count};
  }

  bool add(double quantity, double outright, Worst& worst) {
    return add_row(kept.data(), row.data(), legs.data(), quantity, outright, to, sums.data(), worst);
  }
  std::span<const double> block() const { return {sums.data() + to.sums, static_cast<std::size_t>(to.count)}; }
};

bool are_equal(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool are_equal(const Worst& a, const Worst& b) {
  return are_equal(a.lowest, b.lowest) && are_equal(a.runner_up, b.runner_up) && a.index == b.index;
}

}  // namespace

TEST_CASE("a row is added by two fused adds to each column, legs first, and to no other", "[scenario][added_row][bits]") {
  Random random{231};
  for (Index count = 0; count <= 140; ++count) {
    for (const double outright : {0.0, 0.1}) {
      Book book(random, count, count % 3 == 0);
      const double quantity = 1.0 / 3.0;
      Worst worst;
      CHECK(book.add(quantity, outright, worst));
      int differing = 0;
      for (Index i = 0; i < 2 * book.width; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const bool is_fixed = i < 8, is_block = i >= book.to.sums && i < book.to.sums + book.width - 8;
        double sum = -1.0;
        if (is_fixed || is_block) {
          const auto column = static_cast<std::size_t>(is_fixed ? i : i - book.to.sums + 8);
          sum = book.kept[at];
          if (outright != 0.0) sum = std::fma(outright, book.legs[column], sum);
          sum = std::fma(quantity, book.row[column], sum);
        }
        differing += book.sums[at] != sum;
      }
      CHECK(differing == 0);
      CHECK(are_equal(worst, worst_of(book.block())));
    }
  }
}

TEST_CASE("the worst is the first of equals, and what fills up the last eight is not met", "[scenario][added_row]") {
  Random random{232};
  for (Index count = 1; count <= 140; ++count) {
    for (int i = 0; i < 8; ++i) {
      Book book(random, count, false);
      for (Index c = 0; c < count; ++c)
        book.kept[static_cast<std::size_t>(8 + c)] = static_cast<double>(random.below(5)), book.row[static_cast<std::size_t>(8 + c)] = 1.0;
      for (Index c = 8 + count; c < book.width; ++c) book.kept[static_cast<std::size_t>(c)] = -1e9;
      Worst worst;
      CHECK(book.add(1.0, 0.0, worst));
      CHECK(are_equal(worst, worst_of(book.block())));
    }
  }
}

TEST_CASE("one sum that is no number is seen wherever it is", "[scenario][added_row]") {
  Random random{233};
  for (const Index count : {0, 1, 7, 8, 9, 15, 16, 17, 35, 47, 64, 65, 72, 100}) {
    for (const double bad : {infinity, -infinity, unknown}) {
      Book book(random, count, false);
      for (Index c = 0; c < book.width; ++c) {
        Book other = book;
        other.row[static_cast<std::size_t>(c)] = bad;
        Worst worst;
        CHECK_FALSE(other.add(1.5, 0.0, worst));
        CHECK(are_equal(worst, worst_of(other.block())));
        other = book, other.legs[static_cast<std::size_t>(c)] = bad;
        CHECK_FALSE(other.add(1.5, 0.25, worst));
        CHECK(other.add(1.5, 0.0, worst));  // legs that are not traded are not read
      }
    }
    // Numbers whose sum is none are numbers.
    Book large(random, count, false);
    for (double& x : large.kept) x = 1.5e308;
    Worst worst;
    CHECK(large.add(0.0, 0.0, worst));
    CHECK(are_equal(worst, worst_of(large.block())));
  }
}
