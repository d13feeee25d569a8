#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/pricing/pricer_in_columns.hpp"
#include "bulwark/scenario/options_abreast.hpp"

namespace bulwark::BULWARK_TARGET {

/// The claims of cells, column by column: for pricers whose columns run in wider instructions than the build's.
class ClaimsOfCells {
 public:
  /// What the cells of one option are worth by the formula, in whole groups.
  template <ClaimFormula formula, PricerInColumns P>
  void price(const P& pricer, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept, const OptionCells& cells,
             double* priced) {
    const Index rows = make_room(in_whole_groups(cells.scenarios));
    price_cells(cells, start(forward_), [](const auto& claim) noexcept { return claim.forward; });
    price_cells(cells, start(volatility_), [](const auto& claim) noexcept { return claim.volatility; });
    const Index filled = (cells.scenarios + ScenarioLanes::count - 1) / ScenarioLanes::count * ScenarioLanes::count;
    for (std::vector<ScenarioGroup>* column : {&forward_, &volatility_})  // the last group's other lanes: the last cell again
      std::fill(start(*column) + filled, start(*column) + rows, start(*column)[cells.scenarios - 1]);
    std::fill_n(start(strike_), rows, cells.strike);
    std::fill_n(start(years_), rows, cells.years);
    std::fill_n(start(side_), rows, cells.side);
    price<formula>(pricer, parameters, kept, rows, priced);
  }

  /// The same of a whole group of options side by side, scenario x option.
  template <ClaimFormula formula, PricerInColumns P>
  void price(const P& pricer, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept, const OptionsAbreast& options,
             double* priced) {
    const Index rows = make_room((options.last - options.first) * scenario_group);
    OptionsAbreast whole = options;
    whole.options = whole.stride = scenario_group;
    price_abreast(whole, start(forward_), [](const auto& claim) noexcept { return claim.forward; });
    price_abreast(whole, start(volatility_), [](const auto& claim) noexcept { return claim.volatility; });
    for (Index row = 0; row < rows; row += scenario_group) {
      std::copy_n(options.strike, scenario_group, start(strike_) + row);
      std::copy_n(options.years, scenario_group, start(years_) + row);
      std::copy_n(options.side, scenario_group, start(side_) + row);
    }
    price<formula>(pricer, parameters, kept, rows, priced);
  }

 private:
  static double* start(std::vector<ScenarioGroup>& column) noexcept { return column.front().lane; }

  Index make_room(Index rows) {
    const auto groups = static_cast<std::size_t>(rows / scenario_group);
    if (groups > forward_.size())
      for (std::vector<ScenarioGroup>* column : {&forward_, &strike_, &volatility_, &years_, &side_}) column->resize(groups);
    return rows;
  }

  template <ClaimFormula formula, PricerInColumns P>
  void price(const P& pricer, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept, Index rows,
             double* priced) noexcept {
    const double* const inputs[] = {start(forward_), start(strike_), start(volatility_), start(years_), start(side_)};
    double* const results[] = {priced};
    pricer.template price_columns<formula>({.inputs = inputs, .results = results, .rows = static_cast<std::size_t>(rows)}, parameters,
                                           kept);
  }

  std::vector<ScenarioGroup> forward_, strike_, volatility_, years_, side_;
};

}  // namespace bulwark::BULWARK_TARGET
