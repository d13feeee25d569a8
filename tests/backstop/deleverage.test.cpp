#include "bulwark/backstop/deleverage.hpp"

#include <numeric>
#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

struct Fill {
  std::size_t account;
  long long base;
  friend bool operator==(const Fill&, const Fill&) = default;
};

/// Walks over `held`, which the fills change; accounts in `refused` cannot.
struct Walked {
  std::vector<long long> held;
  std::vector<std::size_t> refused{};
  std::vector<Fill> fills{};

  long long run(long long to_close, std::size_t start, std::size_t most) {
    return deleverage(
        to_close, {.accounts = held.size(), .start = start, .most = most}, [&](std::size_t i) { return held[i]; },
        [&](std::size_t i, const long long& base) {
          for (const std::size_t no : refused)
            if (no == i) return false;
          held[i] -= base;
          fills.push_back({i, base});
          return true;
        });
  }
};

}  // namespace

TEST_CASE("closing conserves to the last unit, reduces both sides and turns nobody over", "[backstop][deleverage][E08]") {
  test::Random random{11};
  for (int i = 0; i < 2'000; ++i) {
    Walked walked{.held = std::vector<long long>(1 + static_cast<std::size_t>(random.below(9)))};
    for (long long& held : walked.held) held = random.below(201) - 100;
    const std::vector<long long> before = walked.held;
    const long long to_close = random.below(401) - 200;
    const auto start = static_cast<std::size_t>(random.below(std::ssize(before)));
    const long long left = walked.run(to_close, start, static_cast<std::size_t>(random.below(12)));
    long long moved = 0;
    for (std::size_t a = 0; a < before.size(); ++a) {
      const long long given = before[a] - walked.held[a];
      moved += given;
      CHECK((given == 0 || (given > 0) == (to_close > 0)));
      CHECK(magnitude_of(walked.held[a]) <= magnitude_of(before[a]));
      CHECK((walked.held[a] == 0 || (walked.held[a] > 0) == (before[a] > 0)));
    }
    CHECK(to_close == left + moved);
    CHECK(magnitude_of(left) <= magnitude_of(to_close));
  }
}

TEST_CASE("accounts are asked from the start on, once around, up to the limit", "[backstop][deleverage]") {
  Walked walked{.held = {5, 5, -9, 5, 5}};
  CHECK(walked.run(12, 3, 500) == 0);
  CHECK(walked.fills == std::vector<Fill>{{3, 5}, {4, 5}, {0, 2}});
  Walked few{.held = {5, 5, -9, 5, 5}};
  CHECK(few.run(12, 1, 2) == 7);  // the short counts as asked
  CHECK(few.fills == std::vector<Fill>{{1, 5}});
  CHECK(Walked{.held = {}}.run(12, 0, 500) == 12);
  CHECK(Walked{.held = {5}}.run(12, 0, 0) == 12);
}

TEST_CASE("an account that cannot is passed over", "[backstop][deleverage]") {
  Walked walked{.held = {5, 5, 5}, .refused = {1}};
  CHECK(walked.run(12, 0, 500) == 2);
  CHECK(walked.fills == std::vector<Fill>{{0, 5}, {2, 5}});
}

TEST_CASE("a long is closed against shorts", "[backstop][deleverage]") {
  Walked walked{.held = {-5, 8, -5}};
  CHECK(walked.run(-7, 0, 500) == 0);
  CHECK(walked.fills == std::vector<Fill>{{0, -5}, {2, -2}});
  CHECK(walked.held == std::vector<long long>{0, 8, -3});
}
