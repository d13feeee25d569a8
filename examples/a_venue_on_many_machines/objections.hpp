#pragma once

#include <string>
#include <vector>

#include "../support/ranks.hpp"
#include "bulwark/core/fault.hpp"

namespace machines {

using namespace bulwark;
using examples::Ranks;

/// What a rank objects to.
inline std::vector<std::string> described(const Faults& faults) {
  std::vector<std::string> texts;
  for (const Fault& fault : faults) texts.push_back(describe(fault));
  return texts;
}

/// Faults of a rank's accounts, by their names in the whole venue; `first` is that of the rank's first.
inline std::vector<std::string> described_accounts(Faults faults, Index first) {
  for (Fault& fault : faults) fault.where.outer += fault.where.outer < 0 ? 0 : first;
  std::vector<std::string> texts = described(faults);
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (faults[i].where.outer >= 0) texts[i] = "account " + std::to_string(faults[i].where.outer) + ": " + texts[i];
  return texts;
}

}  // namespace machines
