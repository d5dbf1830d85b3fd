#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <set>

#include "base/error.h"
#include "base/json.h"
#include "io/safetensors_format.h"

namespace inkling {

using namespace safetensors;

namespace {

template <typename Number>
void check_writable(const TensorFile::Metadata& metadata, std::span<const TensorSource<Number>> tensors) {
  std::set<std::string_view> names{kMetadata}, keys;
  for (const auto& [key, text] : metadata)
    if (!keys.insert(key).second) fail(kWhere, "metadata \"{}\" comes twice", key);
  for (const auto& tensor : tensors) {
    if (!names.insert(tensor.name).second) fail(kWhere, "tensor \"{}\" comes twice", tensor.name);
    if (tensor.values.size() != tensor.shape.elements())
      fail(kWhere, "tensor \"{}\" of shape {} has {} values", tensor.name, tensor.shape,
           tensor.values.size());
    check_finite(tensor.name, tensor.values);
    const auto is_integer = [](Number value) {
      return value == std::rint(value) && std::fabs(value + Number(0.5)) < 128;
    };
    if (tensor.integers && !std::all_of(tensor.values.begin(), tensor.values.end(), is_integer))
      fail(kWhere, "tensor \"{}\" must hold whole numbers from -128 to 127", tensor.name);
  }
}

template <typename Number>
std::string header_of(const TensorFile::Metadata& metadata, std::span<const TensorSource<Number>> tensors) {
  Json header = Json::object();
  for (const auto& [key, text] : metadata) header[kMetadata][key] = text;
  std::uint64_t offset = 0;
  for (const auto& tensor : tensors) {
    const std::uint64_t end = offset + tensor.values.size() * bytes_each(tensor.integers);
    header[tensor.name] = {{"dtype", tensor.integers ? kIntegers : kFloats},
                           {"shape", tensor.shape.sizes()},
                           {"data_offsets", {offset, end}}};
    offset = end;
  }
  try {
    std::string text = header.dump();
    text.append((kLengthBytes - text.size() % kLengthBytes) % kLengthBytes, ' ');
    return text;
  } catch (const Json::exception&) {
    fail(kWhere, "names and metadata must be UTF-8");
  }
}

}  // namespace

template <typename Number>
std::vector<std::byte> write_safetensors(const TensorFile::Metadata& metadata,
                                         std::span<const TensorSource<Number>> tensors) {
  check_writable(metadata, tensors);
  const std::string header = header_of(metadata, tensors);
  std::size_t size = kLengthBytes + header.size();
  for (const auto& tensor : tensors) size += tensor.values.size() * bytes_each(tensor.integers);
  std::vector<std::byte> bytes(size);
  std::byte* at = bytes.data();
  const auto put = [&at](const auto& value) {
    std::memcpy(at, &value, sizeof value);
    at += sizeof value;
  };
  put(std::uint64_t{header.size()});
  for (const char letter : header) put(letter);
  for (const auto& tensor : tensors) {
    if (tensor.integers)
      for (const Number value : tensor.values) put(static_cast<std::int8_t>(value));
    else
      for (const Number value : tensor.values) put(static_cast<float>(value));
  }
  return bytes;
}

template std::vector<std::byte> write_safetensors(const TensorFile::Metadata&,
                                                  std::span<const TensorSource<float>>);
template std::vector<std::byte> write_safetensors(const TensorFile::Metadata&,
                                                  std::span<const TensorSource<double>>);

std::vector<std::byte> write_safetensors(const TensorFile& file) {
  std::vector<TensorSource<float>> views;
  for (const auto& [name, shape, values, integers] : file.tensors)
    views.push_back({name, shape, values, integers});
  return write_safetensors<float>(file.metadata, views);
}

}  // namespace inkling
