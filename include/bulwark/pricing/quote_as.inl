// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Raw derivatives in a host's units. The claim is the one that they were taken of; its rates are not read.
/// Error: two roundings a Greek; a premium-adjusted delta is a difference (`CoinSensitivities` has it whole).
template <class Real>
Sensitivities<Real> quote_as(const Sensitivities<Real>& raw, const GreekConvention& convention, const SpotClaim<Real>& claim) noexcept {
  const Real by_volatility = Real(convention.volatility);
  const Real day = Real(convention.years);
  const Real by_time = convention.theta_to_expiry ? min(day, claim.years) : day;
  const Real by_rate = Real(convention.rate);
  const double window = convention.settlement_window;
  const Real live = window > 0.0 ? min(claim.years / Real(window), Real(1.0)) : Real(1.0);
  const Real premium = convention.premium_adjusted ? raw.value / claim.spot : Real(0.0);
  return {.value = raw.value,
          .delta = live * (raw.delta - premium),
          .gamma = raw.gamma,
          .vega = by_volatility * raw.vega,
          .theta = by_time * raw.theta,
          .rho = by_rate * raw.rho,
          .epsilon = by_rate * raw.epsilon,
          .dual_delta = raw.dual_delta,
          .dual_gamma = raw.dual_gamma,
          .vanna = by_volatility * raw.vanna,
          .volga = by_volatility * by_volatility * raw.volga,
          .charm = day * raw.charm,
          .speed = raw.speed,
          .zomma = by_volatility * raw.zomma,
          .color = day * raw.color,
          .ultima = by_volatility * by_volatility * by_volatility * raw.ultima,
          .veta = by_volatility * day * raw.veta};
}

/// The same of the common five.
template <class Real>
Greeks<Real> quote_as(const Greeks<Real>& raw, const GreekConvention& convention, const SpotClaim<Real>& claim) noexcept {
  Sensitivities<Real> all{};
  all.value = raw.value, all.delta = raw.delta, all.gamma = raw.gamma, all.vega = raw.vega, all.theta = raw.theta;
  const Sensitivities<Real> quoted = quote_as(all, convention, claim);
  return {.value = quoted.value, .delta = quoted.delta, .gamma = quoted.gamma, .vega = quoted.vega, .theta = quoted.theta};
}

}  // namespace bulwark::BULWARK_TARGET
