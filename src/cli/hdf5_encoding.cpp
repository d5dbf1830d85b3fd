#include "cli/hdf5_encoding.h"

#include <algorithm>

#include "base/error.h"
#include "cli/hdf5_format.h"

namespace inkling::hdf5 {

namespace {

/// What the elements of an attribute are, and they themselves.
struct Elements {
  Block type, data;
};

Elements text_elements(const std::string& text, const Texts& texts) {
  const bool is_ascii = std::none_of(text.begin(), text.end(), [](char c) { return c & 0x80; });
  constexpr Word kAscii = 1, kUtf8 = 0x101;
  Elements elements;
  elements.type.number(0x19, 1)
      .number(is_ascii ? kAscii : kUtf8, 3)
      .number(16, 4)
      .put(integer_type(1, false));
  elements.data.number(text.size(), 4).words({texts.heap}).number(texts.index.at(text), 4);
  return elements;
}

/// Filled up with zeros to the length of the longest.
Elements text_list_elements(const std::vector<std::string>& list) {
  std::size_t longest = 1;
  for (const std::string& text : list) longest = std::max(longest, text.size());
  Elements elements;
  elements.type.number(0x13, 1).number(1, 3).number(longest, 4);
  for (const std::string& text : list) {
    const std::size_t end = elements.data.size() + longest;
    elements.data.text(text).fill(end);
  }
  return elements;
}

Elements number_elements(const std::vector<Json>& numbers) {
  const bool is_whole =
      !numbers.empty() && std::all_of(numbers.begin(), numbers.end(),
                                      [](const Json& number) { return number.is_number_integer(); });
  Elements elements{is_whole ? integer_type(8, true) : float_type(8), {}};
  for (const Json& number : numbers)
    elements.data.words({is_whole ? static_cast<Word>(number.get<std::int64_t>())
                                  : std::bit_cast<Word>(number.get<double>())});
  return elements;
}

Elements elements_of(const Json& value, const Texts& texts) {
  if (value.is_string()) return text_elements(value, texts);
  if (!value.is_array()) return number_elements({value});
  if (!value.empty() && value[0].is_string()) return text_list_elements(value);
  return number_elements(value);
}

}  // namespace

Block& Block::number(Word value, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes.push_back(static_cast<std::byte>(value >> 8 * i));
  return *this;
}

Block& Block::words(std::initializer_list<Word> values) {
  for (const Word value : values) number(value, 8);
  return *this;
}

Block& Block::put(std::span<const std::byte> more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
  return *this;
}

Block& Block::fill(std::size_t size) {
  bytes.resize(size);
  return *this;
}

Block space_of(const std::vector<Word>& sizes) {
  Block space;
  space.number(1, 1).number(sizes.size(), 1).number(0, 6);
  for (const Word size : sizes) space.words({size});
  return space;
}

Block integer_type(std::size_t size, bool is_signed) {
  Block type;
  return type.number(0x10, 1).number(is_signed ? 8 : 0, 3).number(size, 4).number(0, 2).number(8 * size, 2);
}

Block float_type(std::size_t size) {
  const Word bits = 8 * size, exponent = size == 4 ? 8 : 11, mantissa = bits - 1 - exponent;
  Block type;
  type.number(0x11, 1).number(0x20 | (bits - 1) << 8, 3).number(size, 4).number(0, 2).number(bits, 2);
  type.number(mantissa, 1).number(exponent, 1).number(0, 1).number(mantissa, 1);
  return type.number((Word{1} << (exponent - 1)) - 1, 4);
}

Block attribute_of(const std::string& name, const Json& value, const Texts& texts) {
  const auto [type, data] = elements_of(value, texts);
  const Block space = space_of(value.is_array() ? std::vector<Word>{value.size()} : std::vector<Word>());
  Block block;
  block.number(1, 2).number(name.size() + 1, 2).number(type.size(), 2).number(space.size(), 2);
  block.text(name).number(0, 1).fill().put(type).fill().put(space).put(data).fill();
  constexpr std::size_t kMost = 0xffff;
  if (block.size() > kMost) fail(kHdf5, "the attribute \"{}\" is too large", name);
  return block;
}

}  // namespace inkling::hdf5
