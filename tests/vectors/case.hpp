#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include <boost/multiprecision/cpp_int.hpp>
#include <nlohmann/json.hpp>

#include "vectors/table.hpp"

namespace bulwark::test {

/// What integer venues' amounts are read into: any that fits a chain's 256 bits, and the product of two.
using Wide = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<1024, 1024, boost::multiprecision::signed_magnitude, boost::multiprecision::unchecked, void>>;

/// A value of a case; numbers stand as JSON numbers or as decimal text. A missing field is an error with the field's name.
class Value {
 public:
  Value(const nlohmann::json& json, std::string name) : json_(&json), name_(std::move(name)) {}

  bool has(const std::string& key) const { return json_->is_object() && json_->contains(key) && !(*json_)[key].is_null(); }
  Value operator[](const std::string& key) const {
    if (!has(key)) throw std::runtime_error("no field " + name_ + "." + key);
    return {(*json_)[key], name_ + "." + key};
  }
  std::size_t size() const { return json_->size(); }
  Value operator[](std::size_t i) const {
    if (!json_->is_array() || i >= json_->size()) throw std::runtime_error("no element " + name_ + "[" + std::to_string(i) + "]");
    return {(*json_)[i], name_ + "[" + std::to_string(i) + "]"};
  }

  double number() const {
    if (json_->is_number()) return json_->get<double>();
    return nearest(text());
  }
  double number(const std::string& key, double otherwise) const { return has(key) ? (*this)[key].number() : otherwise; }
  Wide integer() const {
    if (json_->is_number_unsigned()) return Wide(json_->get<std::uint64_t>());
    if (json_->is_number_integer()) return Wide(json_->get<std::int64_t>());
    const std::string digits = text();
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    if (digits.size() == first || digits.find_first_not_of("0123456789", first) != std::string::npos)
      throw std::runtime_error(name_ + " is no integer: " + digits);
    return Wide(digits);
  }
  std::string text() const {
    if (!json_->is_string()) throw std::runtime_error(name_ + " is no text: " + json_->dump());
    return json_->get<std::string>();
  }
  bool flag() const {
    if (!json_->is_boolean()) throw std::runtime_error(name_ + " is neither true nor false: " + json_->dump());
    return json_->get<bool>();
  }
  const nlohmann::json& json() const { return *json_; }

 private:
  const nlohmann::json* json_;
  std::string name_;
};

/// How far a decimal may be off: the larger of the two.
struct Tolerance {
  double relative = 1e-9;
  double absolute = 0.0;
};

/// One case of a venue's file.
struct Case {
  const nlohmann::json& file;
  const nlohmann::json& body;

  Value head() const { return {file, "file"}; }
  Value all() const { return {body, "case"}; }
  Value inputs() const { return all()["inputs"]; }
  std::string id() const { return all()["id"].text(); }
  std::string note() const { return all().has("note") ? all()["note"].text() : ""; }

  /// Which form it has: its own word, or the file's.
  std::string kind() const {
    for (const char* key : {"kind", "model"})
      if (all().has(key)) return all()[key].text();
    return head().has("kind") ? head()["kind"].text() : "(no kind)";
  }

  /// Whether the source itself says that its figure does not follow from its inputs.
  bool is_mismatch() const {
    return (all().has("status") && all()["status"].text() == "mismatch") || (all().has("enforced") && !all()["enforced"].flag());
  }

  /// Whether the file says that nobody could compute the figure from the inputs.
  bool was_not_rederived() const { return all().has("rederived") && !all()["rederived"].flag(); }

  /// A figure to meet: the published one; where nothing was published, or the source contradicts itself, the one that follows.
  Value target(const std::string& key) const {
    if (all().has("expected")) return all()["expected"][key];
    if (!is_mismatch() && all().has("published") && all()["published"].has(key)) return all()["published"][key];
    return all()["recomputed"][key];
  }
  bool has_target(const std::string& key) const {
    for (const char* part : {"expected", "published", "recomputed"})
      if (all().has(part) && all()[part].has(key)) return true;
    return false;
  }

  /// The case's tolerance, else the file's, else 1e-9 of the figure.
  Tolerance tolerance() const {
    if (all().has("rel_tol")) return {.relative = all()["rel_tol"].number()};
    for (const Value& place : {all(), head()})
      if (place.has("tolerance") && place["tolerance"].json().is_object()) {
        const Value t = place["tolerance"];
        return {.relative = t.number("rel", 0.0), .absolute = t.number("abs", 0.0)};
      }
    return {};
  }
};

}  // namespace bulwark::test
