#pragma once

#include <exception>
#include <new>
#include <string>
#include <utility>

#include "base/json.h"

/// What every binding needs.
namespace inkling {

/// How many bound objects there are.
inline int live_objects = 0;

/// An object that JavaScript owns, counted while it lives.
template <typename Object>
struct Bound : Object {
  template <typename... Arguments>
  explicit Bound(Arguments&&... arguments) : Object(std::forward<Arguments>(arguments)...) {
    ++live_objects;
  }
  Bound(const Bound&) = delete;
  ~Bound() { --live_objects; }
};

/// What the last guarded call threw, as described() has it, or ''. JavaScript takes it after the call and
/// throws it there: an exception that left WebAssembly by itself would leave its part of the stack behind.
inline std::string trouble;

[[gnu::noinline]] inline void keep_trouble(const std::exception& thrown) {
  if (dynamic_cast<const std::bad_alloc*>(&thrown))
    trouble =
        R"({"error": "[engine] out of memory", "where": "engine", "code": "out of memory", "values": []})";
  else
    trouble = described(thrown).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What `call` returns; where it throws, nothing, and there is trouble.
template <typename Call>
auto guarded(Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const std::exception& thrown) {
    keep_trouble(thrown);
  }
  return decltype(call())();
}

}  // namespace inkling
