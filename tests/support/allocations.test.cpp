#include <cstdlib>
#include <memory>
#include <vector>

#include "support/allocations.hpp"
#include "support/catch.hpp"

using bulwark::test::allocations_during;

namespace {
// Without a reader the compiler may do without the allocation.
void read(const volatile void* memory) { asm volatile("" : : "r"(memory) : "memory"); }
}  // namespace

TEST_CASE("every way to the heap is counted, and nothing else", "[support][allocations]") {
  const auto release = [](void* memory) {
    read(memory);
    std::free(memory);
  };
  struct alignas(64) Wide {
    double lanes[8];
  };
  double local = 0.0;
  CHECK(allocations_during([&] { read(&local); }) == 0);
  CHECK(allocations_during([] { read(std::vector<double>(100, 1.0).data()); }) == 1);
  CHECK(allocations_during([] { read(std::make_unique<Wide>().get()); }) == 1);
  CHECK(allocations_during([&] { release(std::malloc(100)); }) == 1);
  CHECK(allocations_during([&] { release(std::calloc(10, 10)); }) == 1);
  CHECK(allocations_during([&] { release(std::aligned_alloc(64, 128)); }) == 1);
}
