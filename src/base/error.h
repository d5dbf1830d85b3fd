#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace inkling {

/// What every part of Inkling throws. The message names the place, the rule and what came, on one line
/// whatever that was: `[Conv2D] kernel_size must be positive, got 0`.
class Error : public std::runtime_error {
 public:
  Error(std::string_view where, const std::string& message);
};

[[noreturn]] void fail(std::string_view where, const std::string& message);

inline void require(bool condition, std::string_view where, const char* message) {
  if (!condition) [[unlikely]]
    fail(where, message);
}

}  // namespace inkling
