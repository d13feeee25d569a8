#pragma once

#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/shared.hpp"

namespace bulwark::test {

/// One case of the incident suite: what was given, and what a library has to say of it. A name that the case does not have throws.
class IncidentCase {
 public:
  explicit IncidentCase(nlohmann::json text) : text_(std::move(text)) {}

  double given(const std::string& name) const { return text_.at("given").at(name).get<double>(); }
  std::vector<double> list(const std::string& name) const { return text_.at("given").at(name).get<std::vector<double>>(); }
  const nlohmann::json& json(const std::string& name) const { return text_.at("given").at(name); }
  bool has(const std::string& name) const { return text_.at("given").contains(name); }
  std::string verdict() const { return text_.at("expect").at("verdict").get<std::string>(); }

  /// Whether `computed` is the case's value of this name, within its own tolerance.
  bool expects(const std::string& name, double computed) const {
    const auto& value = text_.at("expect").at("values").at(name);
    const double expected = value.at("value").get<double>(), tolerance = value.at("rel_tol").get<double>();
    return std::abs(computed - expected) <= tolerance * std::abs(expected);
  }

 private:
  nlohmann::json text_;  // in round brackets: braces would make a list of one
};

/// The incident suite, "vectors/incidents.json".
class Incidents {
 public:
  /// Nothing, and the line by which ctest skips, where the reference material is absent.
  static std::optional<Incidents> load() {
    const auto path = shared("vectors/incidents.json");
    if (!path) return std::nullopt;
    std::ifstream file{*path};
    return Incidents(nlohmann::json::parse(file));
  }

  IncidentCase operator[](const std::string& id) const {
    for (const auto& incident : suite_.at("incidents"))
      for (const auto& found : incident.at("cases"))
        if (found.at("id") == id) return IncidentCase(found);
    throw std::runtime_error("no incident case " + id);
  }

  std::size_t groups() const { return suite_.at("incidents").size(); }

  /// Every case of every group, in the suite's order.
  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const auto& incident : suite_.at("incidents"))
      for (const auto& found : incident.at("cases")) all.push_back(found.at("id"));
    return all;
  }

 private:
  explicit Incidents(nlohmann::json suite) : suite_(std::move(suite)) {}
  nlohmann::json suite_;
};

}  // namespace bulwark::test
