#include "bulwark/scenario/instrument_name.hpp"

#include <chrono>
#include <limits>
#include <string>
#include <vector>

#include "bulwark/scenario/binance_name.hpp"
#include "bulwark/scenario/deribit_name.hpp"
#include "bulwark/scenario/derive_name.hpp"
#include "bulwark/scenario/okx_name.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using Kind = InstrumentName::Kind;

namespace {

Timestamp eight_utc(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + std::chrono::hours{8};
}

/// A venue's reader and writer, and names it has published.
struct Dialect {
  std::string venue;
  std::optional<InstrumentName> (*read)(std::string_view);
  std::optional<std::string> (*write)(const InstrumentName&);
  std::vector<std::string> names;
};

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> all{
      {"Deribit",
       read_deribit_name,
       deribit_name,
       {"BTC-27JUN25-100000-C", "ETH-5AUG23-580-P", "BTC-PERPETUAL", "BTC-27JUN25", "BTC_USDC-27JUN25-100000-P", "BTC_USDC-PERPETUAL",
        "SOL_USDC-26MAR27-80-C", "XRP_USDC-30AUG24-0d625-C", "XRP_USDC-26SEP25-4d6-P", "BTC_USDC", "ETH_BTC", "BTC-29FEB28-1-C",
        "PAXG_USDC-PERPETUAL"}},
      {"OKX",
       read_okx_name,
       okx_name,
       {"BTC-USD-250627-100000-C", "ETH-USD-241227-2500-P", "BTC-USDT-SWAP", "BTC-USD-SWAP", "BTC-USD_UM-SWAP", "BTC-USD_UM-250808",
        "BTC-USDT-250627", "BTC-USD-190712", "BTC-USDC-250808", "BTC-USDT", "ETH-BTC", "BTC-USD"}},
      {"Binance",
       read_binance_name,
       binance_name,
       {"BTC-250627-100000-C", "BTC-210129-40000-C", "DOGE-240607-0.158-C", "BNB-260422-615-P", "BTCUSDT", "BTCUSDC", "1000SHIBUSDT",
        "USDCUSDT", "BTCUSDT_250627", "BTCUSD_PERP", "BTCUSD_250627"}},
      {"Derive",
       read_derive_name,
       derive_name,
       {"BTC-20250627-100000-C", "ETH-20240914-2400-P", "ETH-20240914-2400_5-C", "BTC-PERP", "ETH-USDC", "DOGE-20260130-0_000001-P"}},
  };
  return all;
}

const auto usdc = [](Kind kind) { return InstrumentName{.base = "BTC", .settlement = "USDC", .kind = kind}; };

}  // namespace

TEST_CASE("every venue's names survive reading and writing", "[scenario][instrument_name]") {
  for (const Dialect& dialect : dialects())
    for (const std::string& text : dialect.names) {
      INFO(dialect.venue << ' ' << text);
      const auto name = dialect.read(text);
      REQUIRE(name);
      CHECK(dialect.write(*name) == text);
    }
}

TEST_CASE("what a venue can write it reads back as the same contract", "[scenario][instrument_name]") {
  for (const Dialect& dialect : dialects())
    for (const std::string base : {"BTC", "USD", "USDC", "USDT", "1INCH", "D", "XUSD"})
      for (const std::string settlement : {"BTC", "USD", "USDC", "USDT", "D", "XUSD", "1INCH"})
        for (const Kind kind : {Kind::spot, Kind::perpetual_swap, Kind::future, Kind::option}) {
          InstrumentName name{.base = base, .settlement = settlement, .kind = kind};
          if (kind == Kind::future || kind == Kind::option) name.expiry = eight_utc(2031, 11, 3);
          if (kind == Kind::option) {
            name.strike = 1234.0625;
            name.side = OptionSide::put;
          }
          const auto text = dialect.write(name);
          INFO(dialect.venue << ' ' << text.value_or("-"));
          if (text) CHECK(dialect.read(*text) == name);
        }
}

TEST_CASE("a name with one letter wrong is refused or is another name", "[scenario][instrument_name]") {
  for (const Dialect& dialect : dialects())
    for (const std::string& text : dialect.names)
      for (std::size_t at = 0; at <= text.size(); ++at)
        for (const char c : std::string("0123456789ACDPUSXdc-_. +e/:") + std::string("\0\n\xff", 3)) {
          std::string inserted = text;
          inserted.insert(at, 1, c);
          std::string replaced = text;
          if (at < text.size()) replaced[at] = c;
          std::string removed = text;
          if (at < text.size()) removed.erase(at, 1);
          for (const std::string& wrong : {inserted, replaced, removed}) {
            const auto name = dialect.read(wrong);
            if (name && dialect.write(*name) != wrong) FAIL(dialect.venue << " reads " << wrong);
          }
        }
}

TEST_CASE("the name of each instrument of a published Deribit chain says what its columns say", "[scenario][instrument_name][deribit]") {
  const auto folder = test::shared("data/options");
  if (!folder) return;
  Index names = 0;
  for (const auto& file : std::filesystem::directory_iterator(*folder)) {
    if (file.path().filename().string().find("deribit") != 0) continue;
    const test::Csv chain{file.path()};
    for (Index i = 0; i < chain.rows(); ++i, ++names) {
      const std::string& text = chain.text(i, "instrument");
      INFO(text);
      const auto name = read_deribit_name(text);
      REQUIRE(name);
      if (deribit_name(*name) != text || name->kind != Kind::option || !is_coin_settled(*name) ||
          name->expiry != chain.time(i, "expiry_utc") || name->strike != *chain.number(i, "strike") ||
          write_side(name->side) != chain.text(i, "type"))
        FAIL_CHECK(text);
      if (chain.has("currency")) CHECK(name->base == chain.text(i, "currency"));
    }
  }
  CHECK(names > 10'000);
}

TEST_CASE("Deribit's coin contracts settle in the coin, the others after the underscore", "[scenario][instrument_name][deribit]") {
  CHECK(read_deribit_name("BTC-PERPETUAL") == InstrumentName{.base = "BTC", .settlement = "BTC", .kind = Kind::perpetual_swap});
  CHECK(read_deribit_name("BTC_USDC-PERPETUAL") == usdc(Kind::perpetual_swap));
  CHECK(read_deribit_name("BTC_USDC") == usdc(Kind::spot));
  CHECK(read_deribit_name("BTC-7JUN25") ==
        InstrumentName{.base = "BTC", .settlement = "BTC", .kind = Kind::future, .expiry = eight_utc(2025, 6, 7)});
  CHECK(read_deribit_name("XRP_USDC-30AUG24-0d625-P") == InstrumentName{.base = "XRP",
                                                                        .settlement = "USDC",
                                                                        .kind = Kind::option,
                                                                        .expiry = eight_utc(2024, 8, 30),
                                                                        .strike = 0.625,
                                                                        .side = OptionSide::put});
}

TEST_CASE("OKX's USD families settle in the coin, USD_UM and the others in dollars", "[scenario][instrument_name][okx]") {
  CHECK(read_okx_name("BTC-USD-SWAP")->settlement == "BTC");
  CHECK(read_okx_name("BTC-USD_UM-SWAP")->settlement == "USD");
  CHECK(read_okx_name("BTC-USDC-SWAP") == usdc(Kind::perpetual_swap));
  CHECK(read_okx_name("BTC-USDT-250627")->settlement == "USDT");
  CHECK(read_okx_name("BTC-USD-250627-100000-C") == InstrumentName{.base = "BTC",
                                                                   .settlement = "BTC",
                                                                   .kind = Kind::option,
                                                                   .expiry = eight_utc(2025, 6, 27),
                                                                   .strike = 100000.0,
                                                                   .side = OptionSide::call});
  CHECK(read_okx_name("BTC-USD")->kind == Kind::spot);
}

TEST_CASE("Binance's COIN-M contracts settle in the coin, its options in USDT", "[scenario][instrument_name][binance]") {
  CHECK(read_binance_name("BTCUSDC") == usdc(Kind::perpetual_swap));
  CHECK(read_binance_name("BTCUSD_PERP") == InstrumentName{.base = "BTC", .settlement = "BTC", .kind = Kind::perpetual_swap});
  CHECK(read_binance_name("BTCUSD_250627")->settlement == "BTC");
  CHECK(read_binance_name("BTCUSDT_250627")->expiry == eight_utc(2025, 6, 27));
  CHECK(read_binance_name("DOGE-240607-0.158-C")->strike == 0.158);
  CHECK(read_binance_name("DOGE-240607-0.158-C")->settlement == "USDT");
  CHECK_FALSE(binance_name(usdc(Kind::spot)));
}

TEST_CASE("Derive settles everything in USDC and has no dated futures", "[scenario][instrument_name][derive]") {
  CHECK(read_derive_name("BTC-PERP") == usdc(Kind::perpetual_swap));
  CHECK(read_derive_name("BTC-USDC") == usdc(Kind::spot));
  CHECK(read_derive_name("ETH-20240914-2400_5-C")->strike == 2400.5);
  InstrumentName future = usdc(Kind::future);
  future.expiry = eight_utc(2025, 6, 27);
  CHECK_FALSE(derive_name(future));
  CHECK_FALSE(read_derive_name("DOGE-20260130-0_0000001-P"));
}

TEST_CASE("a text that is no name is refused", "[scenario][instrument_name][faults]") {
  const std::string long_base(21, 'A');
  const std::string enormous(100'000, '-');
  for (const std::string text : {
           "",
           "-",
           "BTC",
           "btc-PERPETUAL",
           "BTC-PERPETUAL ",
           " BTC-PERPETUAL",
           "BTC--PERPETUAL",
           "BTC_-PERPETUAL",
           "_USDC-PERPETUAL",
           "BTC_BTC-PERPETUAL",
           "BTC_USDC_USDC-PERPETUAL",
           "BTC-PERP",
           "BTC-27JUN25-100000",
           "BTC-27JUN25-100000-X",
           "BTC-27JUN25-100000-C-",
           "BTC-27JUN25-100000-CC",
           "BTC-27JUX25-100000-C",
           "BTC-27UNJ25-100000-C",
           "BTC-27jun25-100000-C",
           "BTC-32JAN25-100000-C",
           "BTC-0JAN25-100000-C",
           "BTC-29FEB25-100000-C",
           "BTC-07JUN25-100000-C",
           "BTC-7JUN2025-100000-C",
           "BTC-7JUN5-100000-C",
           "BTC-+7JUN25-100000-C",
           "BTC-27JUN25--100000-C",
           "BTC-27JUN25-+100000-C",
           "BTC-27JUN25-0-C",
           "BTC-27JUN25-0100-C",
           "BTC-27JUN25-100.5-C",
           "BTC-27JUN25-100d50-C",
           "BTC-27JUN25-100d-C",
           "BTC-27JUN25-d5-C",
           "BTC-27JUN25-1d2d3-C",
           "BTC-27JUN25-1e5-C",
           "BTC-27JUN25-0x10-C",
           "BTC-27JUN25-nan-C",
           "BTC-27JUN25-inf-C",
           "BTC-27JUN25-100000-c",
           "BTC-27JUN25-99999999999999999999999999999-C",
           "BTC-27JUN25-0d00000000000000000000000000001-C",
           "BTC-27JUN25-0d1000000000000000000055-C",
           "BTC-CS-19MAY26-70000_75000",
           "BTC-FS-19MAY26_PERP",
       }) {
    INFO(text);
    CHECK_FALSE(read_deribit_name(text));
  }
  for (const std::string text :
       {"", "BTC", "BTC-SWAP", "BTC-BTC-SWAP", "USD-USD-SWAP", "BTC-USD-250631", "BTC-USD-251301", "BTC-USD-250001", "BTC-USD-20250627",
        "BTC-USD-25062", "BTC-USD-250627-100000", "BTC-USD-250627-100000-C-C", "BTC-USD-250627-1_5-C", "BTC-USD_UM", "BTC-USD-swap",
        "BTC-USD-2506 7", "BTC-USD--50627"}) {
    INFO(text);
    CHECK_FALSE(read_okx_name(text));
  }
  for (const std::string text :
       {"", "BTC", "USDT", "USD_PERP", "BTCUSD", "BTCUSDT_PERP", "BTCUSDT_250631", "BTCEUR", "btcusdt", "BTCUSDT_", "BTCUSDT_250627_1",
        "BTC-250627-100000", "BTC-250627-100000-c", "BTC-250627-1.50-C", "BTC-250627-.5-C", "USDCUSDC", "USDT-250627-1-C"}) {
    INFO(text);
    CHECK_FALSE(read_binance_name(text));
  }
  for (const std::string text :
       {"", "BTC", "BTC-PERPETUAL", "PERP", "-PERP", "BTC-USDT", "USDC-USDC", "BTC-20250627", "BTC-250627-100000-C",
        "BTC-20250631-100000-C", "BTC-19991231-100000-C", "BTC-20250627-100.5-C", "BTC-20250627-100_50-C", "BTC-20250627-100_-C"}) {
    INFO(text);
    CHECK_FALSE(read_derive_name(text));
  }
  for (const Dialect& dialect : dialects())
    for (const std::string& text :
         {long_base + "-PERPETUAL", long_base + "-USDT-SWAP", long_base + "USDT", long_base + "-PERP", enormous, std::string(3, '\0')})
      CHECK_FALSE(dialect.read(text));
}

TEST_CASE("a contract that no venue could list has no name", "[scenario][instrument_name][faults]") {
  InstrumentName option = usdc(Kind::option);
  option.base = "ETH";
  option.settlement = "USDC";
  option.strike = 100.0;
  option.expiry = eight_utc(2025, 6, 27);
  REQUIRE(deribit_name(option) == "ETH_USDC-27JUN25-100-C");
  REQUIRE(derive_name(option) == "ETH-20250627-100-C");
  for (const Dialect& dialect : dialects()) {
    InstrumentName wrong = option;
    if (dialect.venue == "Binance") wrong.settlement = "USDT";
    REQUIRE(dialect.write(wrong));
    for (const double strike :
         {0.0, -1.0, 1e300, 5e-324, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
      InstrumentName bad = wrong;
      bad.strike = strike;
      CHECK_FALSE(dialect.write(bad));
    }
    for (const Timestamp expiry : {perpetual, Timestamp::min(), wrong.expiry + std::chrono::hours{1}, eight_utc(1999, 12, 31)}) {
      InstrumentName bad = wrong;
      bad.expiry = expiry;
      CHECK_FALSE(dialect.write(bad));
    }
    for (const std::string base : {"", "eth", "E-H", "E_H", "ETHETHETHETHETHETHETH"}) {
      InstrumentName bad = wrong;
      bad.base = base;
      CHECK_FALSE(dialect.write(bad));
    }
  }
}
