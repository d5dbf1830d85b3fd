#include "data/idx.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

namespace {

constexpr std::uint32_t kImagesMagic = 0x00000803;
constexpr std::uint32_t kLabelsMagic = 0x00000801;
constexpr std::uint32_t kMaxSide = 4096;

template <typename... Values>
[[noreturn]] void refuse(const IdxFile& file, Rule<1 + sizeof...(Values)> rule, const Values&... values) {
  fail("IDX", rule, file.name, values...);
}

std::uint32_t big_endian(const IdxFile& file, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | std::to_integer<std::uint32_t>(file.bytes[offset + i]);
  return value;
}

/// Refuses a header that is too short or of another kind; `sizes` numbers follow the magic one.
void check_header(const IdxFile& file, std::uint32_t magic, std::size_t sizes, const Message& kind) {
  const std::size_t header = 4 + 4 * sizes;
  if (file.bytes.size() < header)
    refuse(file, "{}: an IDX file of {} begins with {} bytes of header, got {}", kind, header,
           file.bytes.size());
  const std::uint32_t found = big_endian(file, 0);
  if (found == magic) return;
  if (found == kImagesMagic) refuse(file, "{}: expected labels, this file holds images");
  if (found == kLabelsMagic) refuse(file, "{}: expected images, this file holds labels");
  if (found >> 16 == 0x1f8b) refuse(file, "{}: still packed with gzip");
  const auto shown = [](std::uint32_t number) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08x", static_cast<unsigned>(number));
    return std::string(text);
  };
  refuse(file, "{}: not an IDX file of {}: expected {} to begin, got {}", kind, shown(magic), shown(found));
}

/// Refuses a file unless exactly `count` items of `item_size` bytes, described by `what`, follow the header.
void check_body(const IdxFile& file, std::size_t header, std::uint64_t count, std::uint64_t item_size,
                const Message& what) {
  const std::uint64_t available = file.size - header;
  if (count > available / item_size)
    refuse(file, "{}: header says {} but only {} bytes follow", what, available);
  if (count * item_size < available)
    refuse(file, "{}: header says {} but {} more bytes follow", what, available - count * item_size);
  if (count == 0) refuse(file, "{}: header says {}", what);
}

std::vector<std::uint8_t> body(const IdxFile& file, std::size_t header) {
  std::vector<std::uint8_t> bytes(file.bytes.size() - header);
  std::memcpy(bytes.data(), file.bytes.data() + header, bytes.size());
  return bytes;
}

std::optional<Element> element_of(std::byte type) {
  switch (std::to_integer<int>(type)) {
    case 0x08:
      return Element::kUint8;
    case 0x09:
      return Element::kInt8;
    case 0x0b:
      return Element::kInt16;
    case 0x0c:
      return Element::kInt32;
    case 0x0d:
      return Element::kFloat32;
    case 0x0e:
      return Element::kFloat64;
    default:
      return std::nullopt;
  }
}

}  // namespace

Dataset read_idx_without_images(const std::string& name, const IdxFile& images, const IdxFile& labels) {
  check_header(images, kImagesMagic, 3, compose("images"));
  check_header(labels, kLabelsMagic, 1, compose("labels"));
  const std::uint32_t count = big_endian(images, 4);
  const std::uint32_t rows = big_endian(images, 8);
  const std::uint32_t columns = big_endian(images, 12);
  if (rows == 0 || columns == 0 || rows > kMaxSide || columns > kMaxSide)
    refuse(images, "{}: header says images of {}x{}, sides must be 1 to {}", rows, columns, kMaxSide);
  const std::uint32_t label_count = big_endian(labels, 4);

  Dataset dataset;
  dataset.name = name;
  dataset.rows = static_cast<int>(rows);
  dataset.columns = static_cast<int>(columns);
  check_body(images, kIdxImagesHeader, count, std::uint64_t{rows} * columns,
             compose("{} images of {}x{}", count, rows, columns));
  check_body(labels, kIdxLabelsHeader, label_count, 1, compose("{} labels", label_count));
  dataset.labels = body(labels, kIdxLabelsHeader);
  if (count != label_count)
    refuse(labels, "{}: header says {} labels but {} has {} images", label_count, images.name, count);
  for (const auto label : dataset.labels)
    if (label == kNoClass) refuse(labels, "{}: labels must be from 0 to 254, got 255");
  dataset.label_names = numbered_labels(dataset.labels);
  return dataset;
}

Dataset read_idx(const std::string& name, const IdxFile& images, const IdxFile& labels,
                 std::vector<std::string> label_names) {
  Dataset dataset = read_idx_without_images(name, images, labels);
  if (!label_names.empty()) dataset.label_names = std::move(label_names);
  dataset.images = body(images, kIdxImagesHeader);
  dataset.validate();
  return dataset;
}

bool is_idx(std::span<const std::byte> bytes) {
  return bytes.size() >= 4 && bytes[0] == std::byte{0} && bytes[1] == std::byte{0} &&
         element_of(bytes[2]).has_value();
}

Array read_idx_array(std::string name, std::vector<std::byte> bytes) {
  Array array{.name = std::move(name), .bytes = std::move(bytes), .big_endian = true};
  const IdxFile file{array.name, array.bytes};
  array.element = element_of(array.bytes[2]).value();
  const auto axes = std::to_integer<std::size_t>(array.bytes[3]);
  array.begin = 4 + 4 * axes;
  if (axes == 0 || axes > kMaxAxes || array.begin > array.bytes.size())
    refuse(file, "{}: the header is cut short, or of more than {} axes", kMaxAxes);
  for (std::size_t axis = 0; axis < axes; ++axis) array.shape.push_back(big_endian(file, 4 + 4 * axis));
  const std::size_t available = array.bytes.size() - array.begin, each = element_bytes(array.element);
  if (available % each != 0 || available == 0 || checked_product(array.shape, available) != available / each)
    refuse(file, "{}: header says {} of {} but {} bytes follow", array.shape_text(),
           element_name(array.element), available);
  return array;
}

}  // namespace inkling
