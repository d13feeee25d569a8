#include "bulwark/scenario/tag_rows.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("contracts of one unit and expiry share an expiry, its options a run, and a coin stands alone", "[scenario][tag_rows]") {
  const Listing listing = *Listing::from(chain());
  PricedMarket table(listing.rows(), listing.units(), {}, listing.generation());
  tag_rows(listing, now, table);
  for (Index a = 0; a < listing.rows(); ++a)
    for (Index b = 0; b < listing.rows(); ++b) {
      const Instrument &x = listing[a].instrument, &y = listing[b].instrument;
      const bool is_coin = std::holds_alternative<Spot>(x) || std::holds_alternative<Spot>(y);
      const bool are_options = std::holds_alternative<VanillaOption>(x) && std::holds_alternative<VanillaOption>(y);
      const bool is_together = listing.unit(a) == listing.unit(b) && expiry_of(x) == expiry_of(y);
      CHECK((table.tag(a).expiry == table.tag(b).expiry) == (a == b || (is_together && !is_coin)));
      CHECK((table.tag(a).run == table.tag(b).run) == (a == b || (is_together && are_options)));
    }
  for (Index row = 0; row < listing.rows(); ++row) {
    CHECK(table.tag(row).kind == static_cast<InstrumentKind>(listing[row].instrument.index()));
    CHECK(table.expiry_years(table.tag(row).expiry) ==
          (std::holds_alternative<Spot>(listing[row].instrument) ? 0.0 : years_left(now, expiry_of(listing[row].instrument))));
  }
}
