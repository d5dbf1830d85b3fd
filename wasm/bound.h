#pragma once

#include <exception>
#include <new>
#include <string>
#include <utility>

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

/// What the last guarded call threw, or ''. JavaScript takes it after the call and throws it there: an
/// exception that left WebAssembly by itself would leave its part of the stack behind.
inline std::string trouble;

/// What `call` returns; where it throws, nothing, and there is trouble.
template <typename Call>
auto guarded(Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    trouble = "[engine] out of memory";
  } catch (const std::exception& error) {
    trouble = error.what();
  }
  return decltype(call())();
}

}  // namespace inkling
