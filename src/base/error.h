#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace inkling {

/// A message in English, with `{}` in place of each of its `values` values. Any other number does not
/// compile.
template <std::size_t values>
struct Rule {
  consteval Rule(const char* in_english) : text(in_english) {
    std::size_t places = 0;
    for (const char* at = in_english; *at; ++at) places += at[0] == '{' && at[1] == '}';
    if (places != values) throw "a message needs a value for each {}";
  }
  const char* text;
};

/// A rule and the values for it. The rule is the message's code as well: a catalogue in another language has
/// it as a key.
struct Message {
  std::string rule;
  std::vector<std::string> values;

  /// In English.
  std::string text() const;

  /// Each adds a value. A text may come from outside, and is shortened (base/text.h).
  void add(std::string_view text);
  void add(std::int64_t number);
  void add(std::uint64_t number);
  void add(const std::vector<std::string>& list);
  /// Adds the message's own rule, and all its values.
  void add(const Message& message);
  /// Of a Shape and its like.
  template <typename Kind>
  requires requires(const Kind& value) { value.text(); }
  void add(const Kind& value) { add(std::string_view(value.text())); }
  /// Of JSON; numbers with a fraction come as JSON too.
  template <typename Kind>
  requires requires(const Kind& value) { value.dump(); }
  void add(const Kind& value) {
    add(std::string_view(value.dump(-1, ' ', false, Kind::error_handler_t::replace)));
  }
};

/// Refers to a value of any kind, and turns it into text only where a message is composed.
class Value {
 public:
  Value(const char* text)
      : value_(text), add_([](Message& message, const void* value) {
          message.add(std::string_view(static_cast<const char*>(value)));
        }) {}
  template <typename Kind>
  Value(const Kind& value) : value_(&value), add_(add<Kind, const Kind&>) {}
  template <std::convertible_to<std::string_view> Kind>
  Value(const Kind& text) : value_(&text), add_(add<Kind, std::string_view>) {}
  template <std::signed_integral Kind>
  Value(const Kind& number) : value_(&number), add_(add<Kind, std::int64_t>) {}
  template <std::unsigned_integral Kind>
  Value(const Kind& number) : value_(&number), add_(add<Kind, std::uint64_t>) {}

  void add_to(Message& message) const { add_(message, value_); }

 private:
  template <typename Kind, typename As>
  static void add(Message& message, const void* value) {
    message.add(static_cast<As>(*static_cast<const Kind*>(value)));
  }

  const void* value_;
  void (*add_)(Message&, const void*);
};

/// A text as it is, of any length.
Message in_full(std::string_view text);

Message compose(const char* rule, std::initializer_list<Value> values);

template <typename... Values>
Message compose(Rule<sizeof...(Values)> rule, const Values&... values) {
  return compose(rule.text, {Value(values)...});
}

/// What every part of Inkling throws. It tells the place, the rule and what came, on one short line whatever
/// came: `[Conv2D] kernel_size must be positive, got 0`.
class Error : public std::exception {
 public:
  Error(std::string_view where, Message message);

  const char* what() const noexcept override { return what_.c_str(); }
  const std::string& where() const { return where_; }
  const Message& message() const { return message_; }

 private:
  std::string where_;
  Message message_;
  std::string what_;
};

[[noreturn]] void fail(std::string_view where, Message message);
[[noreturn]] void fail(std::string_view where, const char* rule, std::initializer_list<Value> values);

/// fail("Conv2D", "kernel_size must be positive, got {}", size)
template <typename... Values>
[[noreturn]] void fail(std::string_view where, Rule<sizeof...(Values)> rule, const Values&... values) {
  fail(where, rule.text, {Value(values)...});
}

template <typename... Values>
void require(bool condition, std::string_view where, Rule<sizeof...(Values)> rule, const Values&... values) {
  if (!condition) [[unlikely]]
    fail(where, rule.text, {Value(values)...});
}

}  // namespace inkling
