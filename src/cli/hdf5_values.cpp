#include "cli/hdf5_values.h"

#include <bit>
#include <limits>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "io/half.h"

namespace inkling::hdf5 {

namespace {

bool is_float(Cursor fields, std::size_t size, std::uint64_t sign) {
  const std::uint64_t offset = fields.number(2), bits = fields.number(2), exponent = fields.number(1),
                      exponent_bits = fields.number(1), mantissa = fields.number(1),
                      mantissa_bits = fields.number(1);
  const std::uint64_t wanted = size == 2 ? 5 : size == 4 ? 8 : size == 8 ? 11 : 0;
  return wanted > 0 && offset == 0 && bits == 8 * size && sign == bits - 1 && exponent_bits == wanted &&
         exponent + wanted == sign && mantissa == 0 && mantissa_bits == exponent;
}

std::uint64_t bits_of(const Type& type, Cursor at) {
  if (!type.is_big_endian) return at.number(type.size);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < type.size; ++i) bits = bits << 8 | at.number(1);
  return bits;
}

std::string text_in(std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return on_one_line(text.substr(0, text.find('\0')));
}

/// Of variable length: the attribute has its length, and where it is: an object of a heap.
std::string text_elsewhere(const File& file, Cursor at, Budget& budget) {
  const std::uint64_t length = at.number(4);
  if (length == 0) return {};
  Cursor heap = file.at(at.number(8));
  const std::uint64_t wanted = at.number(4);
  constexpr std::size_t kHead = 16;
  heap.expect(std::string_view("GCOL\x01\0\0\0", 8));
  const std::uint64_t heap_size = heap.number(8);
  if (heap_size < kHead) damaged();
  heap = Cursor(heap.take(heap_size - kHead));
  while (true) {
    budget.take(1, 0);
    const std::uint64_t index = heap.number(2);
    heap.skip(6);
    const std::uint64_t size = heap.number(8);
    if (index == wanted) {
      budget.take(1, length);
      return text_in(Cursor(heap.take(size)).take(length));
    }
    heap.skip(size);
    heap.skip(std::min<std::size_t>(-size % 8, heap.left()));
  }
}

Json value_at(const File& file, const Type& type, Cursor at, Budget& budget) {
  switch (type.kind) {
    case Type::kInteger:
      return type.integer(at);
    case Type::kFloat:
      return type.real(at);
    case Type::kTextElsewhere:
      return text_elsewhere(file, at, budget);
    default:
      break;
  }
  std::string text = text_in(at.take(type.size));
  if (type.ends_in_blanks) text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

std::int64_t Type::integer(Cursor at) const {
  const auto bits = static_cast<std::int64_t>(bits_of(*this, at));
  const auto unused = 8 * (8 - size);
  return is_signed ? bits << unused >> unused : bits;
}

double Type::real(Cursor at) const {
  const std::uint64_t bits = bits_of(*this, at);
  if (size == 2) return float(Float16{static_cast<std::uint16_t>(bits)});
  if (size == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  return std::bit_cast<double>(bits);
}

Type read_type(const Part& part) {
  if (part.is_shared) return {};
  Cursor content = part.content;
  const std::uint64_t kind = content.number(1) & 15, flags = content.number(3);
  Type type{Type::kOther, content.number(4)};
  type.is_big_endian = flags & 1;
  type.is_signed = flags & 8;
  type.ends_in_blanks = (flags & 15) == 2;
  constexpr std::uint64_t kInteger = 0, kFloat = 1, kText = 3, kSequence = 9, kOfLetters = 1, kVax = 64;
  if (kind == kInteger && type.size <= 8 && std::has_single_bit(type.size) &&
      content.number(4) == type.size << 19)  // all of its bits, from the first
    type.kind = Type::kInteger;
  if (kind == kFloat && !(flags & kVax) && is_float(content, type.size, flags >> 8 & 255))
    type.kind = Type::kFloat;
  if (kind == kText) type.kind = Type::kText;
  if (kind == kSequence && (flags & 15) == kOfLetters && type.size == 16) type.kind = Type::kTextElsewhere;
  return type;
}

std::size_t Space::elements() const {
  constexpr std::uint64_t kMost = std::numeric_limits<int>::max();
  std::uint64_t elements = kind == kNone ? 0 : 1;
  for (const std::uint64_t size : sizes) {
    if (size > kMost || elements * size > kMost) fail(kHdf5, "a data set of more than 2^31 elements");
    elements *= size;
  }
  return elements;
}

Space read_space(Cursor part) {
  const std::uint64_t version = part.number(1), axes = part.number(1);
  part.skip(1);
  const std::uint64_t kind = part.number(1);
  if (version < 1 || version > 2) damaged();
  if (version == 1) part.skip(4);
  Space space{axes > 0 ? Space::kArray : Space::kScalar, {}};
  if (version == 2 && kind == Space::kNone) space.kind = Space::kNone;
  for (std::uint64_t i = 0; i < axes; ++i) space.sizes.push_back(part.number(8));
  return space;
}

Json::object_t read_attributes(const File& file, const std::vector<Part>& parts, Budget& budget) {
  Json::object_t attributes;
  for (const Part& part : parts) {
    if (part.kind != Part::kAttribute || part.is_shared) continue;
    Cursor content = part.content;
    // Later versions have flags, and do not fill up to whole words.
    const std::uint64_t version = content.number(1), flags = content.number(1);
    const std::uint64_t sizes[] = {content.number(2), content.number(2), content.number(2)};
    if (version < 1 || version > 3) damaged();
    if (version == 3) content.skip(1);
    const auto piece = [&](std::uint64_t size) {
      return Cursor(content.take(version == 1 ? (size + 7) / 8 * 8 : size));
    };
    Cursor name = piece(sizes[0]);
    const Type type = read_type({Part::kType, version > 1 && (flags & 1), piece(sizes[1])});
    Cursor about = piece(sizes[2]);
    if (version > 1 && (flags & 2)) continue;
    const Space space = read_space(about);
    budget.take(1, name.left());
    const std::size_t count = space.elements();
    Json value;
    if (type.kind != Type::kOther && space.kind != Space::kNone) {
      budget.take(count, type.size);
      value = Json::array();
      for (std::size_t i = 0; i < count; ++i)
        value.push_back(value_at(file, type, Cursor(content.take(type.size)), budget));
      if (space.kind == Space::kScalar) value = Json(value[0]);
    }
    attributes.emplace_back(text_in(name.take(name.left())), std::move(value));
  }
  return attributes;
}

}  // namespace inkling::hdf5
