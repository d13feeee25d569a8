#pragma once

#include "vectors/findings.hpp"
#include "vectors/table.hpp"

// One function for each form of file; the tolerances are those of the vectors' README, section "Tolerances".

namespace bulwark::test {

void check_black76(const Table& table, Findings& findings);
void check_black_scholes(const Table& table, Findings& findings);
void check_inverse(const Table& table, Findings& findings);
void check_digital(const Table& table, Findings& findings);
void check_quanto(const Table& table, Findings& findings);
void check_merton(const Table& table, Findings& findings);
void check_kou(const Table& table, Findings& findings);
void check_heston(const Table& table, Findings& findings);
void check_bates(const Table& table, Findings& findings);
void check_limits(const Table& table, Findings& findings);
void check_implied_volatility(const Table& table, Findings& findings);
void check_normal_cdf(const Table& table, Findings& findings);
void check_normal_inverse(const Table& table, Findings& findings);
void check_svi_raw(const Table& table, Findings& findings);
void check_ssvi(const Table& table, Findings& findings);
void check_published(const Table& table, Findings& findings);

}  // namespace bulwark::test
