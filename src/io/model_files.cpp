#include "io/model_files.h"

namespace inkling {

std::string_view json_in(const ModelFile& file) {
  const std::string_view text(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text[first] == '{' ? text : std::string_view();
}

ModelFile text_file(std::string name, std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
  return {std::move(name), {bytes, bytes + text.size()}, {}, {}};
}

}  // namespace inkling
