#include "cli/onnx_tensors.h"

#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

#include "base/error.h"
#include "cli/onnx.h"
#include "io/half.h"

namespace inkling::onnx {

namespace {

// Stored little-endian, they are read as they are.
static_assert(std::endian::native == std::endian::little);

/// A float whose bits are the upper half of a float32's.
struct BFloat16 {
  std::uint16_t bits;
  operator float() const { return std::bit_cast<float>(std::uint32_t{bits} << 16); }
};

/// Calls `use` with a number of the type that the numbers are stored as. False where it is none.
template <typename Use>
bool with_type(TensorProto::DataType type, const Use& use) {
  switch (type) {
    case TensorProto::FLOAT:
      return use(float()), true;
    case TensorProto::DOUBLE:
      return use(double()), true;
    case TensorProto::FLOAT16:
      return use(Float16()), true;
    case TensorProto::BFLOAT16:
      return use(BFloat16()), true;
    case TensorProto::BOOL:
    case TensorProto::UINT8:
      return use(std::uint8_t()), true;
    case TensorProto::INT8:
      return use(std::int8_t()), true;
    case TensorProto::UINT16:
      return use(std::uint16_t()), true;
    case TensorProto::INT16:
      return use(std::int16_t()), true;
    case TensorProto::UINT32:
      return use(std::uint32_t()), true;
    case TensorProto::INT32:
      return use(std::int32_t()), true;
    case TensorProto::UINT64:
      return use(std::uint64_t()), true;
    case TensorProto::INT64:
      return use(std::int64_t()), true;
    default:
      return false;
  }
}

Shape shape_of(const std::string& name, const TensorProto& tensor) {
  if (tensor.dims_size() > Shape::kMaxRank)
    fail(kOnnx, "\"{}\" has {} axes, at most 4 are read", name, tensor.dims_size());
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  std::int64_t elements = 1;
  std::vector<int> shape;
  for (const std::int64_t size : tensor.dims()) {
    if (size < 0) fail(kOnnx, "\"{}\" has an axis of {} elements", name, size);
    if (size > kMost || (elements *= size) > kMost) fail(kOnnx, "\"{}\" is too large", name);
    shape.push_back(static_cast<int>(size));
  }
  return Shape(shape);
}

}  // namespace

Tensors::Tensors(std::size_t file_bytes, const std::function<Bytes(const std::string&)>& external)
    : external_(external) {
  unpacked_.bring(file_bytes);
}

bool Tensors::add(const std::string& name, const TensorProto& tensor) {
  std::size_t each = 0;
  bool is_whole = false;
  if (!with_type(tensor.data_type(), [&](auto kind) {
        each = sizeof kind;
        is_whole = std::is_integral_v<decltype(kind)>;
      }))
    return false;
  if (!names_.insert(name).second) fail(kOnnx, "the name \"{}\" comes twice", name);
  const Shape shape = shape_of(name, tensor);
  const std::size_t count = shape.elements();
  const Stored values = stored(name, tensor, count, each);
  if (values.bytes.size() != count * values.stride)
    fail(kOnnx, "\"{}\" is damaged: its shape {} is not that of its data", name, shape);
  if (count * sizeof(float) > unpacked_.left()) fail(kOnnx, "\"{}\" is too large", name);
  unpacked_.add(name, count * sizeof(float));
  if (is_whole && count <= kMostIntegers) {
    const std::vector<std::int64_t> sizes(tensor.dims().begin(), tensor.dims().end());
    integers.emplace_back(name, Json{{"shape", sizes}, {"values", numbers<std::int64_t>(tensor, values)}});
  } else if (count > 0) {
    tensors.push_back({name, shape, numbers<float>(tensor, values)});
  }
  return true;
}

Tensors::Stored Tensors::stored(const std::string& name, const TensorProto& tensor, std::size_t count,
                                std::size_t each) {
  const auto in_list = [](const auto& list) {
    const std::span numbers(list.data(), static_cast<std::size_t>(list.size()));
    return Stored{std::as_bytes(numbers), sizeof numbers[0]};
  };
  if (tensor.data_location() == TensorProto::EXTERNAL)
    return {external_bytes(name, tensor, count * each), each};
  if (!tensor.raw_data().empty()) return {std::as_bytes(std::span(tensor.raw_data())), each};
  switch (tensor.data_type()) {
    case TensorProto::FLOAT:
      return in_list(tensor.float_data());
    case TensorProto::DOUBLE:
      return in_list(tensor.double_data());
    case TensorProto::INT64:
      return in_list(tensor.int64_data());
    case TensorProto::UINT32:
    case TensorProto::UINT64:
      return in_list(tensor.uint64_data());
    default:
      return in_list(tensor.int32_data());
  }
}

std::span<const std::byte> Tensors::external_bytes(const std::string& name, const TensorProto& tensor,
                                                   std::size_t bytes) {
  std::string location;
  std::size_t offset = 0, length = bytes;
  for (const auto& entry : tensor.external_data()) {
    const std::string &key = entry.key(), &value = entry.value();
    std::size_t* const number = key == "offset" ? &offset : key == "length" ? &length : nullptr;
    if (key == "location") location = value;
    if (number) {
      const char* const end = value.data() + value.size();
      const auto [rest, error] = std::from_chars(value.data(), end, *number);
      if (error != std::errc() || rest != end) fail(kOnnx, "\"{}\" has a wrong {}: {}", name, key, value);
    }
  }
  if (!is_plain_name(location))
    fail(kOnnx, "\"{}\" is said to be in {}, which is no name of a file beside this one", name, location);
  auto file = files_.find(location);
  if (file == files_.end()) {
    file = files_.emplace(location, external_(location)).first;
    unpacked_.bring(file->second.size());
  }
  const std::span<const std::byte> all = file->second;
  if (offset > all.size() || length > all.size() - offset)
    fail(kOnnx, "{} is cut short: it ends before \"{}\"", location, name);
  return all.subspan(offset, length);
}

template <typename Number>
std::vector<Number> Tensors::numbers(const TensorProto& tensor, const Stored& stored) {
  std::vector<Number> numbers;
  numbers.reserve(stored.bytes.size() / stored.stride);
  with_type(tensor.data_type(), [&](auto number) {
    for (std::size_t at = 0; at < stored.bytes.size(); at += stored.stride) {
      std::memcpy(&number, stored.bytes.data() + at, sizeof number);
      numbers.push_back(static_cast<Number>(number));
    }
  });
  return numbers;
}

}  // namespace inkling::onnx
