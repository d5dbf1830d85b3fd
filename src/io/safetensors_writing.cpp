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

void check_writable(const TensorFile& file) {
  std::set<std::string_view> names{kMetadata}, keys;
  for (const auto& [key, text] : file.metadata)
    if (!keys.insert(key).second) fail(kWhere, "metadata \"{}\" comes twice", key);
  for (const auto& tensor : file.tensors) {
    if (!names.insert(tensor.name).second) fail(kWhere, "tensor \"{}\" comes twice", tensor.name);
    if (tensor.values.size() != tensor.shape.elements())
      fail(kWhere, "tensor \"{}\" of shape {} has {} values", tensor.name, tensor.shape,
           tensor.values.size());
    check_finite(tensor);
    const auto is_integer = [](float value) {
      return value == std::rint(value) && std::fabs(value + 0.5f) < 128;
    };
    if (tensor.integers && !std::all_of(tensor.values.begin(), tensor.values.end(), is_integer))
      fail(kWhere, "tensor \"{}\" must hold whole numbers from -128 to 127", tensor.name);
  }
}

std::string header_of(const TensorFile& file) {
  Json header = Json::object();
  for (const auto& [key, text] : file.metadata) header[kMetadata][key] = text;
  std::uint64_t offset = 0;
  for (const auto& tensor : file.tensors) {
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

std::vector<std::byte> write_safetensors(const TensorFile& file) {
  check_writable(file);
  const std::string header = header_of(file);
  std::size_t size = kLengthBytes + header.size();
  for (const auto& tensor : file.tensors) size += tensor.values.size() * bytes_each(tensor.integers);
  std::vector<std::byte> bytes(size);
  std::byte* at = bytes.data();
  const auto put = [&at](const void* from, std::size_t count) {
    if (count > 0) std::memcpy(at, from, count);
    at += count;
  };
  const std::uint64_t header_bytes = header.size();
  put(&header_bytes, kLengthBytes);
  put(header.data(), header.size());
  for (const auto& tensor : file.tensors) {
    if (!tensor.integers) {
      put(tensor.values.data(), tensor.values.size() * sizeof(float));
      continue;
    }
    const std::vector<std::int8_t> integers(tensor.values.begin(), tensor.values.end());
    put(integers.data(), integers.size());
  }
  return bytes;
}

}  // namespace inkling
