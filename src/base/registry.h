#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/names.h"

namespace inkling {

/// The named kinds of one noun (layers, losses, ...), in the order in which they are shown. Each noun has one
/// registry and each kind one line in it.
template <typename Kind>
class Registry {
 public:
  using Factory = std::function<std::unique_ptr<Kind>()>;

  Registry(std::string noun, std::vector<std::pair<std::string, Factory>> kinds)
      : noun_(std::move(noun)), kinds_(std::move(kinds)) {}

  /// A new object with default configuration; an unknown name is refused with the nearest known one.
  std::unique_ptr<Kind> make(std::string_view name) const {
    for (const auto& [known, factory] : kinds_)
      if (known == name) return factory();
    fail(noun_, unknown_name(name, names()));
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& kind : kinds_) names.push_back(kind.first);
    return names;
  }

 private:
  std::string noun_;
  std::vector<std::pair<std::string, Factory>> kinds_;
};

/// A registry factory for a default-constructible type.
template <typename Base, typename Kind>
std::unique_ptr<Base> make_kind() {
  return std::make_unique<Kind>();
}

}  // namespace inkling
