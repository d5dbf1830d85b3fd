#include "base/error.h"

#include <utility>

#include "base/text.h"

namespace inkling {

namespace {

constexpr std::string_view kPlace = "{}";

}  // namespace

std::string Message::text() const {
  std::string text;
  std::size_t begin = 0;
  for (const auto& value : values) {
    const std::size_t place = rule.find(kPlace, begin);
    text.append(rule, begin, place - begin) += value;
    begin = place + kPlace.size();
  }
  return text.append(rule, begin);
}

void Message::add(std::string_view text) {
  rule += kPlace;
  values.push_back(shortened(text));
}

void Message::add(std::int64_t number) {
  add(std::to_string(number));
}

void Message::add(std::uint64_t number) {
  add(std::to_string(number));
}

void Message::add(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "" : ", ") + each;
  add(in_full(text));
}

void Message::add(const Message& message) {
  rule += message.rule;
  for (const auto& value : message.values) values.push_back(value);
}

Message in_full(std::string_view text) {
  return {std::string(kPlace), {on_one_line(text)}};
}

Message compose(const char* rule, std::initializer_list<Value> values) {
  Message message;
  std::string_view rest = rule;
  for (const Value& value : values) {
    const std::size_t place = rest.find(kPlace);
    message.rule += rest.substr(0, place);
    value.add_to(message);
    rest.remove_prefix(place + kPlace.size());
  }
  message.rule += rest;
  return message;
}

Error::Error(std::string_view where, Message message)
    : where_(shortened(where)),
      message_(std::move(message)),
      what_("[" + where_ + "] " + on_one_line(message_.text())) {}

void fail(std::string_view where, Message message) {
  throw Error(where, std::move(message));
}

void fail(std::string_view where, const char* rule, std::initializer_list<Value> values) {
  throw Error(where, compose(rule, values));
}

}  // namespace inkling
