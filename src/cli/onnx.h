#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "cli/files.h"
#include "io/model_files.h"

namespace inkling {

/// Whether these bytes parse as a model with nodes; nothing in them says so at once.
bool is_onnx(std::span<const std::byte> bytes);

/// The graph of an ONNX file, and its numbers. `external` reads a file beside it, of a plain name, in which
/// it may keep them. Tensors of anything but numbers are left out.
ModelFile read_onnx(std::string name, std::span<const std::byte> bytes,
                    const std::function<Bytes(const std::string& file)>& external);

/// The same bytes for the same file, with all numbers in it, little-endian: tensors as floats, integers as
/// INT64.
Bytes write_onnx(const ModelFile& file);

/// Whether it names a file, and no other folder. One that comes from a file may be anything.
bool is_plain_name(const std::string& name);

}  // namespace inkling
