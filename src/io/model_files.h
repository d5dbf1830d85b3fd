#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "io/safetensors.h"

namespace inkling {

/// One file of a model, in the form in which the core reads and writes it. HDF5 and protobuf are libraries'
/// business: whoever opens such a file with one hands on what is in it, and writes what is handed back.
struct ModelFile {
  /// As it was brought, without its folders; of an entry of a zip archive, its path in there, with '/'.
  std::string name;
  /// The file as it is, where it is neither HDF5 nor ONNX.
  std::vector<std::byte> bytes;
  /// What it holds besides its tensors; null where there are `bytes`.
  ///
  /// {"hdf5": {PATH: {ATTRIBUTE: VALUE}}}: every group, "" for the root and "model_weights/conv2d" for one in
  /// another. A value is a text, a number, or a list of either.
  ///
  /// {"onnx": {"ir_version", "producer_name", "producer_version", "opset_import": [{"domain", "version"}],
  /// "metadata_props": {KEY: TEXT},
  /// "graph": {"name", "node": [{"name", "op_type", "domain", "input": [NAME], "output": [NAME],
  /// "attribute": {NAME: VALUE}}], "input" and "output": [{"name", "elem_type", "shape": [SIZE]}]},
  /// "integers": {NAME: {"shape": [SIZE], "values": [INTEGER]}}}}, with ONNX's own names. An attribute is a
  /// number, a text or a list of either; a tensor is {"tensor": NAME}, with NAME "OUTPUT:ATTRIBUTE" for the
  /// node's first output; other kinds are null. A size is a number, or a text or null where it is open.
  /// Initializers and attributes of whole numbers (and booleans) are in "integers", at most
  /// kMostIntegers of each; the others are tensors.
  Json description;
  /// HDF5: by path, "model_weights/conv2d/conv2d/kernel:0". ONNX: by name. Of all kinds of floats and, in
  /// HDF5, of integers; what has no elements is left out.
  std::vector<NamedTensor> tensors;
};

/// The text in a file, where it begins as JSON does; empty for any other.
std::string_view json_in(const ModelFile& file);

/// A file of text.
ModelFile text_file(std::string name, std::string_view text);

using ModelFiles = std::vector<ModelFile>;

/// Of each list of whole numbers in ONNX that many at most: they are shapes and axes.
inline constexpr std::size_t kMostIntegers = 64;

}  // namespace inkling
