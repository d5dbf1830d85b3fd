#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling {

/// What an array is made of.
enum class Element {
  kBool,
  kUint8,
  kInt8,
  kUint16,
  kInt16,
  kUint32,
  kInt32,
  kUint64,
  kInt64,
  kFloat32,
  kFloat64,
  kText
};

/// NumPy's name: "float32".
const char* element_name(Element element);
/// Bytes that a number takes; 0 for texts.
std::size_t element_bytes(Element element);

/// More sides than any array of images has.
inline constexpr std::size_t kMaxAxes = 8;

/// A text takes many times the memory that it takes in a file.
inline constexpr std::size_t kMaxTexts = std::size_t{1} << 20;

/// Numbers or texts in row-major order, as they came.
struct Array {
  /// The path that it came by.
  std::string name;
  Element element = Element::kUint8;
  std::vector<std::size_t> shape;
  /// The numbers are bytes [begin, end) of these.
  std::vector<std::byte> bytes;
  std::size_t begin = 0;
  bool big_endian = false;
  /// Where `element` is kText, in place of the bytes.
  std::vector<std::string> texts;

  std::size_t rank() const { return shape.size(); }
  /// The product of the shape; sizes are checked where an array is made.
  std::size_t size() const;
  /// "60000x28x28".
  std::string shape_text() const;

  /// Calls `use(value)` for numbers [first, last), as doubles.
  template <typename Use>
  void each(std::size_t first, std::size_t last, Use use) const;
  double number(std::size_t index) const;
};

/// The product of sizes, or `limit` + 1 where it is larger than that.
std::size_t checked_product(std::span<const std::size_t> sizes, std::size_t limit);

/// A number as people write it, with up to `digits` of them: "0.1307".
std::string number_text(double number, int digits = 4);

namespace array_detail {

template <typename Number>
double decode(const std::byte* at, bool swapped) {
  std::byte raw[sizeof(Number)];
  std::memcpy(raw, at, sizeof raw);
  if (swapped) std::reverse(raw, raw + sizeof raw);
  Number number;
  std::memcpy(&number, raw, sizeof raw);
  return static_cast<double>(number);
}

}  // namespace array_detail

template <typename Use>
void Array::each(std::size_t first, std::size_t last, Use use) const {
  const auto all = [&]<typename Number>(Number) {
    const std::byte* at = bytes.data() + begin + first * sizeof(Number);
    for (std::size_t i = first; i < last; ++i, at += sizeof(Number))
      use(array_detail::decode<Number>(at, big_endian));
  };
  switch (element) {
    case Element::kBool:
    case Element::kUint8:
      return all(std::uint8_t{});
    case Element::kInt8:
      return all(std::int8_t{});
    case Element::kUint16:
      return all(std::uint16_t{});
    case Element::kInt16:
      return all(std::int16_t{});
    case Element::kUint32:
      return all(std::uint32_t{});
    case Element::kInt32:
      return all(std::int32_t{});
    case Element::kUint64:
      return all(std::uint64_t{});
    case Element::kInt64:
      return all(std::int64_t{});
    case Element::kFloat32:
      return all(float{});
    case Element::kFloat64:
      return all(double{});
    case Element::kText:
      return;
  }
}

inline double Array::number(std::size_t index) const {
  double value = 0;
  each(index, index + 1, [&](double found) { value = found; });
  return value;
}

}  // namespace inkling
