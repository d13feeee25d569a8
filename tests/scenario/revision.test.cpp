#include "bulwark/scenario/revision.hpp"

#include <thread>
#include <vector>

#include "support/catch.hpp"

using bulwark::Revision;

TEST_CASE("a revision is its own, goes with copies, and ends with the next write", "[scenario][revision]") {
  Revision one, other;
  CHECK_FALSE(one == other);
  CHECK_FALSE(one == Revision::none());
  CHECK(Revision::none() == Revision::none());
  const Revision copy = one;
  CHECK(copy == one);
  one.raise();
  CHECK_FALSE(copy == one);
  other = copy;
  CHECK(other == copy);
  STATIC_REQUIRE(noexcept(one.raise()));
}

TEST_CASE("what is made where another was has another revision", "[scenario][revision]") {
  std::vector<Revision> made;
  for (int i = 0; i < 100; ++i) {
    const Revision here;
    for (const Revision& before : made) CHECK_FALSE(before == here);
    made.push_back(here);
  }
}

TEST_CASE("revisions made by several threads are all different", "[scenario][revision]") {
  constexpr std::size_t each = 500;
  std::vector<Revision> made(2 * each, Revision::none());
  const auto make = [&](std::size_t from) {
    for (std::size_t i = from; i < from + each; ++i) made[i] = Revision();
  };
  std::thread first(make, 0), second(make, each);
  first.join(), second.join();
  bool are_different = true;
  for (std::size_t i = 0; i < made.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) are_different = are_different && !(made[i] == made[j]);
  CHECK(are_different);
}
