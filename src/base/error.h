#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace inkling {

/// What every part of Inkling throws. The message names the place, the rule and what came:
/// `[Conv2D] kernel_size must be positive, got 0`.
class Error : public std::runtime_error {
 public:
  Error(std::string_view where, const std::string& message)
      : std::runtime_error("[" + std::string(where) + "] " + message) {}
};

[[noreturn]] inline void fail(std::string_view where, const std::string& message) {
  throw Error(where, message);
}

inline void require(bool condition, std::string_view where, const char* message) {
  if (!condition) [[unlikely]]
    fail(where, message);
}

}  // namespace inkling
