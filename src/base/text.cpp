#include "base/text.h"

#include <algorithm>

namespace inkling {

namespace {

constexpr std::size_t kLongest = 80, kBeginning = 30;

struct Character {
  char32_t code;
  /// How many it takes in UTF-8; 0 where there is none.
  std::size_t bytes;
};

Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (lead < 0xc2 || lead > 0xf4 || bytes > text.size()) return {0, 0};
  char32_t code = lead & (0x7fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {0, 0};
    code = code << 6 | (byte(i) & 0x3f);
  }
  const bool is_too_long = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool is_surrogate = code >= 0xd800 && code < 0xe000;
  if (is_too_long || is_surrogate || code > 0x10ffff) return {0, 0};
  return {code, bytes};
}

/// Unicode's control characters, its ends of lines, and what turns the direction of writing.
bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0x200e || code == 0x200f ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const auto [code, bytes] = first_of(text);
    if (bytes == 0)
      shown += "\xef\xbf\xbd";
    else if (is_control(code))
      shown += ' ';
    else
      shown += text.substr(0, bytes);
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return shown;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string shortened(std::string_view text) {
  std::string shown = on_one_line(text);
  const std::size_t length = character_count(shown);
  if (length <= kLongest) return shown;
  const auto byte_of = [&](std::size_t character) {
    std::size_t at = 0;
    for (++character; at < shown.size(); ++at)
      if (begins_character(shown[at]) && --character == 0) break;
    return at;
  };
  const std::size_t end = byte_of(length - (kLongest - kBeginning - 1));
  return shown.replace(byte_of(kBeginning), end - byte_of(kBeginning), "…");
}

}  // namespace inkling
