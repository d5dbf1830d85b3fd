#include "base/error.h"

namespace inkling {

namespace {

std::string one_line(std::string_view where, std::string_view message) {
  std::string text = "[";
  text.append(where).append("] ").append(message);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text;
}

}  // namespace

Error::Error(std::string_view where, const std::string& message)
    : std::runtime_error(one_line(where, message)) {}

void fail(std::string_view where, const std::string& message) {
  throw Error(where, message);
}

}  // namespace inkling
