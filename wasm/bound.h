#pragma once

#include <emscripten/val.h>

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

/// What `call` returns; what it throws becomes a JavaScript Error.
template <typename Call>
auto guarded(Call call) {
  std::string message;
  try {
    return call();
  } catch (const std::bad_alloc&) {
    message = "[engine] out of memory";
  } catch (const std::exception& error) {
    message = error.what();
  }
  emscripten::val::global("Error").new_(message).throw_();
  __builtin_unreachable();
}

}  // namespace inkling
