#include "data/npy.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
/// The header is one line of Python; longer ones describe records.
constexpr std::size_t kLongestHeader = 4096;
constexpr std::size_t kLongestText = std::size_t{1} << 20;

/// What follows 'key': in the header; empty where it is not there.
std::string_view value_of(std::string_view header, const std::string& key) {
  const std::size_t at = header.find("'" + key + "'");
  if (at == header.npos) return {};
  const std::size_t colon = header.find(':', at);
  if (colon == header.npos) return {};
  const std::size_t begin = header.find_first_not_of(' ', colon + 1);
  return begin == header.npos ? std::string_view() : header.substr(begin);
}

std::string_view quoted(std::string_view text) {
  if (text.empty() || text[0] != '\'') return {};
  const std::size_t end = text.find('\'', 1);
  return end == text.npos ? std::string_view() : text.substr(1, end - 1);
}

/// "(3, 28, 28)"; nothing where that is no shape.
std::optional<std::vector<std::size_t>> shape_of(std::string_view text) {
  const std::size_t end = text.find(')');
  if (text.empty() || text[0] != '(' || end == text.npos) return std::nullopt;
  std::vector<std::size_t> shape;
  for (std::size_t at = 1; at < end;) {
    at = text.find_first_not_of(" ,", at);
    if (at >= end) break;
    std::size_t side = 0;
    const auto [rest, error] = std::from_chars(text.data() + at, text.data() + end, side);
    // A side beyond what this machine counts to is longer than any file, whatever its number.
    if (error == std::errc::result_out_of_range)
      side = std::numeric_limits<std::size_t>::max();
    else if (error != std::errc())
      return std::nullopt;
    if (shape.size() == kMaxAxes) return std::nullopt;
    shape.push_back(side);
    at = static_cast<std::size_t>(rest - text.data());
  }
  return shape;
}

std::optional<Element> element_of(std::string_view code) {
  static constexpr std::pair<std::string_view, Element> kCodes[] = {
      {"b1", Element::kBool},  {"u1", Element::kUint8},   {"i1", Element::kInt8},   {"u2", Element::kUint16},
      {"i2", Element::kInt16}, {"u4", Element::kUint32},  {"i4", Element::kInt32},  {"u8", Element::kUint64},
      {"i8", Element::kInt64}, {"f4", Element::kFloat32}, {"f8", Element::kFloat64}};
  for (const auto& [known, element] : kCodes)
    if (code == known) return element;
  return std::nullopt;
}

void append_utf8(std::string& text, std::uint32_t code) {
  if (code < 0x80) return text.push_back(static_cast<char>(code));
  const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static constexpr std::uint32_t kFirst[] = {0, 0xc0, 0xe0, 0xf0};
  text.push_back(static_cast<char>(kFirst[more] | code >> (6 * more)));
  for (int i = more - 1; i >= 0; --i) text.push_back(static_cast<char>(0x80 | (code >> (6 * i) & 0x3f)));
}

/// Texts of `length` characters each, of 4 bytes ("U") or 1 ("S"), filled up with zeros.
std::vector<std::string> texts_of(const Array& array, std::size_t count, std::size_t length, bool wide) {
  std::vector<std::string> texts(count);
  const std::size_t width = wide ? 4 : 1;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t k = 0; k < length; ++k) {
      const std::byte* at = array.bytes.data() + array.begin + (i * length + k) * width;
      std::uint32_t code = 0;
      for (std::size_t byte = 0; byte < width; ++byte)
        code |= std::to_integer<std::uint32_t>(at[array.big_endian ? width - 1 - byte : byte]) << (8 * byte);
      if (code == 0 || code > 0x10ffff) break;
      if (wide)
        append_utf8(texts[i], code);
      else
        texts[i].push_back(static_cast<char>(code));
    }
  return texts;
}

}  // namespace

bool is_npy(std::span<const std::byte> bytes) {
  return bytes.size() >= kMagic.size() &&
         std::equal(kMagic.begin(), kMagic.end(), bytes.begin(), [](char a, std::byte b) {
           return static_cast<unsigned char>(a) == std::to_integer<unsigned char>(b);
         });
}

Array read_npy(std::string name, std::vector<std::byte> bytes) {
  Array array{.name = std::move(name), .bytes = std::move(bytes)};
  const auto byte = [&](std::size_t at) { return std::to_integer<std::size_t>(array.bytes[at]); };
  const std::size_t size = array.bytes.size();
  if (size < 12) fail("data", "{} is cut short", array.name);
  const bool wide = byte(6) > 1;
  const std::size_t start = wide ? 12 : 10;
  std::size_t length = byte(8) | byte(9) << 8;
  if (wide) length |= byte(10) << 16 | byte(11) << 24;
  if (length > size - start) fail("data", "{} is cut short", array.name);
  array.begin = start + length;
  const std::string_view header(reinterpret_cast<const char*>(array.bytes.data()) + start,
                                std::min(length, kLongestHeader));
  const std::string_view type = quoted(value_of(header, "descr"));
  const auto shape = shape_of(value_of(header, "shape"));
  if (type.size() < 2 || !shape) fail("data", "{} is an array without a plain type and shape", array.name);
  if (value_of(header, "fortran_order").starts_with("True") && shape->size() > 1)
    fail("data", "{} is stored column by column; save it in C order", array.name);
  array.shape = *shape;
  array.big_endian = type[0] == '>';

  const std::string_view code = type.substr(1);
  std::size_t each = 0;
  const bool is_text = code[0] == 'U' || code[0] == 'S';
  if (is_text) {
    const auto [rest, error] = std::from_chars(code.data() + 1, code.data() + code.size(), each);
    if (error != std::errc() || each > kLongestText)
      fail("data", "{} holds texts that are too long", array.name);
    each *= code[0] == 'U' ? 4 : 1;
    array.element = Element::kText;
  } else if (const auto element = element_of(code)) {
    array.element = *element;
    each = element_bytes(*element);
  } else if (code[0] == 'O') {
    fail("data", "{} holds Python objects, which are not read; save numbers or texts", array.name);
  } else {
    fail("data", "{} holds {}, which are no numbers that are read here", array.name, type);
  }
  const std::size_t available = size - array.begin;
  std::vector<std::size_t> sides = array.shape;
  sides.push_back(each);
  const std::size_t wanted = checked_product(sides, available);
  if (wanted > available)
    fail("data", "{} is too short for its {} of {}: {} bytes follow", array.name, array.shape_text(), type,
         available);
  if (wanted < available)
    fail("data", "{} is too long for its {} of {}: {} bytes follow", array.name, array.shape_text(), type,
         available);
  if (available == 0) fail("data", "{} is empty", array.name);
  if (is_text) {
    if (array.size() > kMaxTexts) fail("data", "{} holds more than 2^20 texts", array.name);
    array.texts = texts_of(array, array.size(), each / (code[0] == 'U' ? 4 : 1), code[0] == 'U');
    array.bytes.clear();
    array.begin = 0;
  }
  return array;
}

}  // namespace inkling
