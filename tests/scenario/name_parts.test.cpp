#include "bulwark/scenario/name_parts.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("pieces joined by their separator are the text, and none holds one", "[scenario][name_parts]") {
  Random random{1};
  for (int trial = 0; trial < 2'000; ++trial) {
    std::string text;
    for (Index i = random.below(12); i > 0; --i) text += "-_A1"[random.below(4)];
    std::string joined;
    const auto found = pieces(text, '-');
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].find('-') == found[i].npos);
      joined += (i == 0 ? "" : "-") + std::string(found[i]);
    }
    CHECK(joined == text);
  }
  CHECK(pieces("", '-').size() == 1);
}

TEST_CASE("a symbol is 1 to 20 capitals and digits", "[scenario][name_parts]") {
  for (const char* symbol : {"B", "BTC", "1INCH", "ABCDEFGHIJKLMNOPQRST"}) CHECK(is_symbol(symbol));
  for (const char* text : {"", "btc", "BT C", "BTC_", "ABCDEFGHIJKLMNOPQRSTU", "\xc3\x84"}) CHECK_FALSE(is_symbol(text));
}

TEST_CASE("a whole number is up to four digits and nothing else", "[scenario][name_parts]") {
  for (int n = 0; n < 10'000; ++n) CHECK(whole_number(std::to_string(n)) == n);
  CHECK(whole_number("0007") == 7);
  for (const char* text : {"", "+1", "-1", " 1", "1 ", "1.0", "12345", "1a"}) CHECK_FALSE(whole_number(text));
}

TEST_CASE("a short date is read as it is written, for every day of its years", "[scenario][name_parts]") {
  Index days = 0;
  for (Timestamp at = *settlement_time(2000, 1, 1); at <= *settlement_time(2099, 12, 31); at += std::chrono::days{1}, ++days) {
    const auto text = write_short_date(at);
    REQUIRE(text);
    CHECK(text->size() == 6);
    CHECK(read_short_date(*text) == at);
  }
  CHECK(days == 36'525);
  const Timestamp day = *settlement_time(2025, 6, 27);
  CHECK(write_short_date(day) == "250627");
  for (const auto off : {std::chrono::hours{-1}, std::chrono::hours{1}}) CHECK_FALSE(write_short_date(day + off));
  CHECK_FALSE(write_short_date(*settlement_time(1999, 12, 31)));
  CHECK_FALSE(write_short_date(*settlement_time(2100, 1, 1)));
  for (const char* text : {"", "25062", "2506277", "250631", "251301", "250229", "2506a7", "-50627"}) CHECK_FALSE(read_short_date(text));
}

TEST_CASE("a strike's fraction follows the point that the venue writes", "[scenario][name_parts]") {
  CHECK(read_strike("100000", 'd') == 100000.0);
  CHECK(read_strike("0d625", 'd') == 0.625);
  CHECK(read_strike("4.6", '.') == 4.6);
  for (const char* text : {"", "-1", "0", "1e3", "1.5", "inf", "nan", "1d2d3"}) CHECK_FALSE(read_strike(text, 'd'));
}
