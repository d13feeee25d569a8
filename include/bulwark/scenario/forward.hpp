#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/pricing/model.hpp"

namespace bulwark::inline v1 {

/// What delivery at one time costs.
struct ForwardAndDiscount {
  double forward;   ///< quote per coin
  double discount;  ///< quote today per quote at expiry
  double fixed;     ///< part of the forward that does not move any more
  double rate;      ///< per year, continuous
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Forward and discount for delivery at `expiry`. A quoted expiry is returned as quoted; between two, ln(forward / spot), ln(discount) and
/// rate x time are linear in time (constant carry) and nothing is fixed; after the last, its average carry goes on; perpetuals and spot get
/// (spot, 1).
inline ForwardAndDiscount forward_at(const AssetMarket& market, Timestamp now, Timestamp expiry) noexcept {
  if (expiry == perpetual || market.forwards.empty()) return {market.spot, 1.0, 0.0, 0.0};
  const ForwardPoint* before = nullptr;
  const ForwardPoint* after = nullptr;
  for (const ForwardPoint& point : market.forwards) {
    if (point.expiry == expiry) return {point.forward, point.discount, point.fixed, point.rate};
    if (point.expiry <= now) continue;  // what has expired says nothing of what is to come
    if (point.expiry < expiry)
      before = &point;
    else if (!after)
      after = &point;
  }
  const double years = years_between(now, expiry);
  const double t0 = before ? years_between(now, before->expiry) : 0.0, t1 = after ? years_between(now, after->expiry) : 0.0;
  const auto at = [&](auto accrued) {  // by the time of a quoted expiry; nothing has accrued now
    const double y0 = before ? accrued(*before) : 0.0;
    return after ? fma((years - t0) / (t1 - t0), accrued(*after) - y0, y0) : product(y0, years / t0);
  };
  const double carry = at([&](const ForwardPoint& p) { return log(p.forward / market.spot); });
  const double discount = at([](const ForwardPoint& p) { return log(p.discount); });
  const double growth = at([&](const ForwardPoint& p) { return product(p.rate, &p == before ? t0 : t1); });
  return {product(market.spot, exp(carry)), exp(discount), 0.0, years > 0.0 ? growth / years : 0.0};
}

/// What is wrong with an asset's prices, each fault with the asset in `where.outer`.
inline Faults faults(const AssetMarket& market, Timestamp now, Index asset) {
  Faults found;
  const auto positive = [&](double x, const char* field, Index inner = -1) {
    if (!is_finite(x))
      report(found, FaultCode::not_finite, field, {asset, inner}, x);
    else if (!(x > 0.0))
      report(found, FaultCode::not_positive, field, {asset, inner}, x);
  };
  const auto not_negative = [&](double x, const char* field) {
    if (!is_finite(x))
      report(found, FaultCode::not_finite, field, {asset, -1}, x);
    else if (x < 0.0)
      report(found, FaultCode::negative, field, {asset, -1}, x);
  };
  positive(market.spot, "market.spot");
  for (Index i = 0; i < std::ssize(market.forwards); ++i) {
    const ForwardPoint& point = market.forwards[static_cast<std::size_t>(i)];
    positive(point.forward, "market.forward", i);
    positive(point.discount, "market.discount", i);
    if (!(point.fixed >= 0.0 && is_finite(point.fixed)) || (point.forward > 0.0 && point.fixed > point.forward))
      report(found, FaultCode::out_of_range, "market.forward.fixed", {asset, i}, point.fixed);
    if (!is_finite(point.rate)) report(found, FaultCode::not_finite, "market.forward.rate", {asset, i}, point.rate);
    if (i > 0 && !(market.forwards[static_cast<std::size_t>(i - 1)].expiry < point.expiry))
      report(found, FaultCode::out_of_order, "market.forward.expiry", {asset, i}, years_between(now, point.expiry));
  }
  append(found, faults(market.model, {asset, -1}));
  not_negative(market.confidence, "market.confidence");
  if (!(market.certainty >= 0.0 && market.certainty <= 1.0))
    report(found, FaultCode::out_of_range, "market.certainty", {asset, -1}, market.certainty);
  if (market.oracle_age.count() < 0)
    report(found, FaultCode::negative, "market.oracle_age", {asset, -1}, static_cast<double>(market.oracle_age.count()));
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
