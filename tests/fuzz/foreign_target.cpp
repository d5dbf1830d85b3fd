#include <algorithm>
#include <string>
#include <string_view>

#include "cli/hdf5.h"
#include "cli/onnx.h"
#include "fuzz/targets.h"
#include "io/import.h"

namespace inkling::fuzz {

namespace {

ModelFile file_of(const std::string& name, std::span<const std::byte> bytes) {
  if (is_hdf5(bytes)) return read_hdf5(name, bytes);
  if (!bytes.empty() && bytes.front() == std::byte{8})
    return read_onnx(name, bytes, [](const std::string&) { return Bytes(); });
  return {.name = name, .bytes = {bytes.begin(), bytes.end()}, .description = nullptr, .tensors = {}};
}

}  // namespace

void read_foreign_model(std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::size_t end = std::min(text.find("|||"), bytes.size());
  ModelFiles files{file_of("model", bytes.first(end))};
  if (end < bytes.size()) files.push_back(file_of("weights", bytes.subspan(end + 3)));
  import_model(files);
}

}  // namespace inkling::fuzz
