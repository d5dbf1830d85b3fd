#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace inkling::fuzz {

/// A reader of bytes from outside. Whatever they are, it comes back: all that is wrong with them is an Error.
struct Target {
  std::string_view name;
  void (*read)(std::span<const std::byte> bytes);
};

std::span<const Target> targets();

/// Null where there is none of that name.
const Target* find_target(std::string_view name);

/// Archives and PNG pictures, as the command line unpacks them.
void read_archive(std::span<const std::byte> bytes);

/// A model of another program: HDF5, ONNX or JSON, and after "|||" the file "weights" beside it.
void read_foreign_model(std::span<const std::byte> bytes);

}  // namespace inkling::fuzz
