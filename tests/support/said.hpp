#pragma once

#include <string>
#include <vector>

#include "bulwark/core/fault.hpp"

namespace bulwark::test {

/// What faults say.
inline std::vector<std::string> said(const Faults& faults) {
  std::vector<std::string> words;
  for (const Fault& fault : faults) words.push_back(describe(fault));
  return words;
}

}  // namespace bulwark::test
