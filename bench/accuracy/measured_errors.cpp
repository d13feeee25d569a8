// measured_errors FOLDER: how far are we, and how far is QuantLib, from the reference vectors in this folder? Prints a table in Markdown.
// The unit of each line is the accuracy that a double's inputs leave attainable (or, for the transforms, a share of the spot), so that 1 is
// "as good as it gets" times a small constant. A value that is refused, or not finite, is counted and not measured.

#include <ql/exercise.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/math/distributions/normaldistribution.hpp>
#include <ql/models/equity/batesmodel.hpp>
#include <ql/models/equity/hestonmodel.hpp>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <ql/pricingengines/vanilla/analytichestonengine.hpp>
#include <ql/pricingengines/vanilla/batesengine.hpp>
#include <ql/pricingengines/vanilla/jumpdiffusionengine.hpp>
#include <ql/processes/merton76process.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "bulwark/pricing.hpp"
#include "vectors/spot_claim.hpp"
#include "vectors/table.hpp"

namespace bulwark::bench {
namespace {

namespace ql = QuantLib;
using test::Row;
using test::spot_claim;
using test::Table;

constexpr long double eps = 0x1p-52L;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Errors in units, and what was refused.
struct Errors {
  std::vector<long double> units{};
  std::size_t refused = 0;

  void add(double value, long double expected, long double unit) {
    if (!std::isfinite(value)) {
      ++refused;
      return;
    }
    units.push_back(std::fabs(static_cast<long double>(value) - expected) / (unit + 1e-300L));
  }
  long double at(double share) const {
    if (units.empty()) return 0.0L;
    std::vector<long double> sorted = units;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  }
};

struct Line {
  const char* what;
  const char* file;
  const char* unit;
  std::function<long double(const Row&)> expected;
  std::function<long double(const Row&)> scale;
  std::function<double(const Row&)> ours;
  const char* peer;
  std::function<double(const Row&)> theirs;
};

std::string figure(long double x) {
  char text[32];
  std::snprintf(text, sizeof text, x >= 1e4L || (x < 0.01L && x > 0.0L) ? "%.0Le" : "%.2Lg", x);
  return text;
}

double guarded(const std::function<double(const Row&)>& value, const Row& row) {
  try {
    return value(row);
  } catch (const std::exception&) {
    return none;
  }
}

void print(const Line& line, const std::filesystem::path& folder) {
  const Table table = test::read_table(folder / line.file);
  Errors ours, theirs;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const long double expected = line.expected(row), scale = line.scale(row);
    ours.add(guarded(line.ours, row), expected, scale);
    theirs.add(guarded(line.theirs, row), expected, scale);
  }
  const auto refused = [](std::size_t n) { return n > 0 ? ", " + std::to_string(n) + " refused" : std::string(); };
  std::printf("| %s, %zu rows | %s | %s, %s%s | %s: %s, %s%s |\n", line.what, table.rows.size(), line.unit, figure(ours.at(0.5)).c_str(),
              figure(ours.at(1.0)).c_str(), refused(ours.refused).c_str(), line.peer, figure(theirs.at(0.5)).c_str(),
              figure(theirs.at(1.0)).c_str(), refused(theirs.refused).c_str());
}

/// A calendar in which every date but today is `years` away: the vectors' times are no whole numbers of days.
class ExactTime : public ql::DayCounter {
  class Impl : public ql::DayCounter::Impl {
   public:
    explicit Impl(double years) : years_(years) {}
    std::string name() const override { return "exact"; }
    ql::Date::serial_type dayCount(const ql::Date& from, const ql::Date& to) const override { return to - from; }
    ql::Time yearFraction(const ql::Date& from, const ql::Date& to, const ql::Date&, const ql::Date&) const override {
      return from == to ? 0.0 : years_;
    }

   private:
    double years_;
  };

 public:
  explicit ExactTime(double years) : DayCounter(ql::ext::make_shared<Impl>(years)) {}
};

/// What QuantLib's engines are built on for one row.
struct Desk {
  ql::Date today{15, ql::January, 2024};
  ExactTime days;
  ql::Handle<ql::Quote> spot;
  ql::Handle<ql::YieldTermStructure> rate, yield;

  static ql::Handle<ql::Quote> quote(double x) { return ql::Handle<ql::Quote>(ql::ext::make_shared<ql::SimpleQuote>(x)); }
  explicit Desk(const Row& row)
      : days(row("T")),
        spot(quote(row("S"))),
        rate(ql::ext::make_shared<ql::FlatForward>(today, row("r"), days)),
        yield(ql::ext::make_shared<ql::FlatForward>(today, row("q"), days)) {
    ql::Settings::instance().evaluationDate() = today;
  }
  double value(const Row& row, const ql::ext::shared_ptr<ql::PricingEngine>& engine) const {
    ql::VanillaOption option(ql::ext::make_shared<ql::PlainVanillaPayoff>(row.side() > 0.0 ? ql::Option::Call : ql::Option::Put, row("K")),
                             ql::ext::make_shared<ql::EuropeanExercise>(today + 365));
    option.setPricingEngine(engine);
    return option.NPV();
  }
};

ql::Option::Type type_of(const Row& row) { return row.side() > 0.0 ? ql::Option::Call : ql::Option::Put; }

double their_merton(const Row& row) {
  const Desk desk(row);
  const ql::Handle<ql::BlackVolTermStructure> volatility(
      ql::ext::make_shared<ql::BlackConstantVol>(desk.today, ql::NullCalendar(), row("sigma"), desk.days));
  const auto process = ql::ext::make_shared<ql::Merton76Process>(desk.spot, desk.yield, desk.rate, volatility, Desk::quote(row("lambda")),
                                                                 Desk::quote(row("mu_J")), Desk::quote(row("delta_J")));
  return desk.value(row, ql::ext::make_shared<ql::JumpDiffusionEngine>(process));
}

double their_heston(const Row& row) {
  const Desk desk(row);
  const auto process = ql::ext::make_shared<ql::HestonProcess>(desk.rate, desk.yield, desk.spot, row("v0"), row("kappa"), row("theta_v"),
                                                               row("sigma_v"), row("rho"));
  return desk.value(row, ql::ext::make_shared<ql::AnalyticHestonEngine>(ql::ext::make_shared<ql::HestonModel>(process)));
}

double their_bates(const Row& row) {
  const Desk desk(row);
  const auto process = ql::ext::make_shared<ql::BatesProcess>(desk.rate, desk.yield, desk.spot, row("v0"), row("kappa"), row("theta_v"),
                                                              row("sigma_v"), row("rho"), row("lambda"), row("mu_J"), row("delta_J"));
  return desk.value(row, ql::ext::make_shared<ql::BatesEngine>(ql::ext::make_shared<ql::BatesModel>(process)));
}

Payout<double> payout(const Row& row) { return row.text("kind") == "cash" ? cash_or_nothing(row("cash")) : asset_or_nothing<double>(); }

double their_digital(const Row& row) {
  const double forward = row("S") * std::exp((row("r") - row("q")) * row("T")), root = row("sigma") * std::sqrt(row("T"));
  const auto type = row.side() > 0.0 ? ql::Option::Call : ql::Option::Put;
  ql::ext::shared_ptr<ql::StrikedTypePayoff> payoff = ql::ext::make_shared<ql::CashOrNothingPayoff>(type, row("K"), row("cash"));
  if (row.text("kind") != "cash") payoff = ql::ext::make_shared<ql::AssetOrNothingPayoff>(type, row("K"));
  return ql::BlackCalculator(payoff, forward, root, std::exp(-row("r") * row("T"))).value();
}

double deviation(const Row& row) { return row("sigma") * std::sqrt(row("T")); }

Claim<double> claim(const Row& row) {
  return {.forward = row("F"), .strike = row("K"), .volatility = row("sigma"), .years = row("T"), .side = row.side()};
}

VarianceModel<double> variance_model(const Row& row, const Jumps<double>& jumps) {
  return {row("kappa"), row("theta_v"), row("sigma_v"), row("rho"), jumps};
}

Jumps<double> jumps(const Row& row) { return {row("lambda"), row("mu_J"), row("delta_J")}; }

long double price(const Row& row) { return row.exact("price"); }
long double attainable(const Row& row) { return eps * (std::fabs(price(row)) + std::fabs(row.exact("sigma") * row.exact("vega"))); }
long double of_spot(const Row& row) { return 1e-12L * row.exact("S"); }
long double conditioned(const Row& row) { return eps * row.exact("cond") * std::fabs(price(row)); }

const Line lines[] = {
    {"normal distribution", "normal_cdf.csv", "eps (1 + x^2)", [](const Row& r) { return r.exact("cdf"); },
     [](const Row& r) { return eps * (1.0L + r.exact("x") * r.exact("x")) * r.exact("cdf"); },
     [](const Row& r) { return normal_cdf(r("x")); }, "`CumulativeNormalDistribution`",
     [](const Row& r) { return ql::CumulativeNormalDistribution()(r("x")); }},
    {"normal quantile", "normal_inv.csv", "eps max(1, size of x)", [](const Row& r) { return r.exact("x"); },
     [](const Row& r) { return eps * std::max(std::fabs(r.exact("x")), 1.0L); }, [](const Row& r) { return normal_quantile(r("p")); },
     "`InverseCumulativeNormal`", [](const Row& r) { return ql::InverseCumulativeNormal()(r("p")); }},
    {"Black price", "black76.csv", "eps (1 + sigma vega / price)", price, attainable,
     [](const Row& r) { return r("df") * black_value(claim(r)); }, "`blackFormula`",
     [](const Row& r) { return ql::blackFormula(type_of(r), r("K"), r("F"), deviation(r), r("df")); }},
    {"Black price", "black76.csv", "the same", price, attainable, [](const Row& r) { return r("df") * black_value(claim(r)); },
     "`BlackCalculator`", [](const Row& r) { return ql::BlackCalculator(type_of(r), r("K"), r("F"), deviation(r), r("df")).value(); }},
    {"Black gamma", "black76.csv", "eps, relative", [](const Row& r) { return r.exact("gamma"); },
     [](const Row& r) { return eps * std::fabs(r.exact("gamma")); }, [](const Row& r) { return r("df") * black_greeks(claim(r)).gamma; },
     "`BlackCalculator`",
     [](const Row& r) { return ql::BlackCalculator(type_of(r), r("K"), r("F"), deviation(r), r("df")).gamma(r("F")); }},
    {"Black-Scholes price", "black_scholes.csv", "eps (1 + sigma vega / price)", price, attainable,
     [](const Row& r) { return black_scholes_value(one_lane(spot_claim(r))).lane(0); }, "`blackFormula`",
     [](const Row& r) {
       const double forward = r("S") * std::exp((r("r") - r("q")) * r("T"));
       return ql::blackFormula(type_of(r), r("K"), forward, deviation(r), std::exp(-r("r") * r("T")));
     }},
    {"implied volatility", "implied_vol.csv", "eps (1 + price / (sigma vega))", [](const Row& r) { return r.exact("sigma"); },
     [](const Row& r) { return eps * (1.0L + r.exact("cond")) * r.exact("sigma"); },
     [](const Row& r) {
       return black_implied_volatility({r("forward"), r("strike"), 0.0, r("T"), r.side()}, r("price")).volatility.value_or(none);
     },
     "`blackFormulaImpliedStdDev` at 1e-14",
     [](const Row& r) {
       return ql::blackFormulaImpliedStdDev(type_of(r), r("strike"), r("forward"), r("price"), 1.0, 0.0, ql::Null<ql::Real>(), 1e-14,
                                            1000) /
              std::sqrt(r("T"));
     }},
    {"implied volatility", "implied_vol.csv", "the same", [](const Row& r) { return r.exact("sigma"); },
     [](const Row& r) { return eps * (1.0L + r.exact("cond")) * r.exact("sigma"); },
     [](const Row& r) {
       return black_implied_volatility({r("forward"), r("strike"), 0.0, r("T"), r.side()}, r("price")).volatility.value_or(none);
     },
     "`blackFormulaImpliedStdDevLiRS` at 1e-14",
     [](const Row& r) {
       return ql::blackFormulaImpliedStdDevLiRS(type_of(r), r("strike"), r("forward"), r("price"), 1.0, 0.0, ql::Null<ql::Real>(), 1.0,
                                                1e-14, 1000) /
              std::sqrt(r("T"));
     }},
    {"Merton price", "merton.csv", "eps cond", price, conditioned, [](const Row& r) { return merton_value(spot_claim(r), jumps(r)); },
     "`JumpDiffusionEngine`", their_merton},
    {"digital price", "digital.csv", "eps (1 + sigma vega / price)", price, attainable,
     [](const Row& r) { return black_scholes_value(spot_claim(r), payout(r)); }, "`BlackCalculator`", their_digital},
    {"Heston price", "heston.csv", "1e-12 of the spot", price, of_spot,
     [](const Row& r) {
       return heston_greeks(spot_claim(r, std::sqrt(r("v0"))), variance_model(r, {0.0, 0.0, 0.0})).value;
     },
     "`AnalyticHestonEngine`", their_heston},
    {"Bates price", "bates.csv", "1e-12 of the spot", price, of_spot,
     [](const Row& r) { return heston_greeks(spot_claim(r, std::sqrt(r("v0"))), variance_model(r, jumps(r))).value; }, "`BatesEngine`",
     their_bates},
};

}  // namespace
}  // namespace bulwark::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::printf("usage: measured_errors FOLDER\n");
    return 2;
  }
  std::printf("| what | unit | bulwark: median, worst | QuantLib: median, worst |\n|---|---|---|---|\n");
  try {
    for (const bulwark::bench::Line& line : bulwark::bench::lines) print(line, argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
