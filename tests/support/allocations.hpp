#pragma once

#include <cstddef>

namespace bulwark::test {

/// How often this thread has asked the heap for memory: `new`, `malloc`, aligned and not, whoever asked.
std::size_t allocations() noexcept;

/// How many allocations running `work` made on this thread.
template <class Work>
std::size_t allocations_during(Work&& work) {
  const std::size_t before = allocations();
  work();
  return allocations() - before;
}

}  // namespace bulwark::test
