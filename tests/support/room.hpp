#pragma once

#include <cstring>
#include <vector>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/in_columns.hpp"

namespace bulwark::test {

/// Room for every field of some answer, in columns.
template <template <class> class Fields>
struct Room {
  std::vector<std::vector<double>> fields;
  Fields<ResultColumn> columns;

  explicit Room(std::size_t rows) : fields(field_count<Fields>(), std::vector<double>(rows)) {
    std::vector<ResultColumn> spans(fields.begin(), fields.end());
    std::memcpy(static_cast<void*>(&columns), spans.data(), sizeof columns);
  }

  /// Whether the row has the bits of one answer.
  bool holds(std::size_t row, const Fields<double>& one) const {
    bool all = true;
    for (std::size_t i = 0; i < fields.size(); ++i) all = all && same_bits(fields[i][row], field_at<double>(one, i));
    return all;
  }
};

}  // namespace bulwark::test
