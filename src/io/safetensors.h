#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tensor/shape.h"

namespace inkling {

struct NamedTensor {
  std::string name;
  Shape shape;
  /// Row-major, as many as `shape` has elements.
  std::vector<float> values;
  /// Whether they are whole numbers from -128 to 127, and stand in the file as such (I8), not as F32.
  bool integers = false;
};

/// What a safetensors file holds (https://github.com/huggingface/safetensors#format): finite tensors in the
/// order of their data, and texts about them. They are written as F32 or I8; of others F16, BF16, F64 and I64
/// are read too.
struct TensorFile {
  using Metadata = std::vector<std::pair<std::string, std::string>>;
  Metadata metadata;
  std::vector<NamedTensor> tensors;

  /// Null where there is none of that name.
  const NamedTensor* tensor(std::string_view name) const;
  const std::string* text(std::string_view key) const;
};

/// Every length is checked before it is used. Throws an Error for a file of another kind, one that is cut
/// short or breaks the format, for other types, and for values that are not finite.
TensorFile read_safetensors(std::span<const std::byte> bytes);

/// A tensor that is written from where its values lie: models and checkpoints are large.
template <typename Number>
struct TensorSource {
  std::string name;
  Shape shape;
  /// Row-major, as many as `shape` has elements.
  std::span<const Number> values;
  bool integers = false;
};

/// The same bytes for the same texts and tensors, data aligned to 8 bytes. Throws an Error for names that
/// come twice, shapes that do not fit their values, values that are not finite and texts that are not UTF-8.
template <typename Number>
std::vector<std::byte> write_safetensors(const TensorFile::Metadata& metadata,
                                         std::span<const TensorSource<Number>> tensors);
std::vector<std::byte> write_safetensors(const TensorFile& file);

}  // namespace inkling
