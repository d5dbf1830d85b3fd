#include "cli/network.h"

#include "base/error.h"
#include "cli/files.h"
#include "cli/model_files.h"
#include "io/import.h"

namespace inkling {

namespace {
constexpr std::size_t kMaxConfigBytes = std::size_t{16} << 20;
}

Network read_network(const std::string& path) {
  const Bytes bytes = read_file(path, kMaxConfigBytes);
  if (path.ends_with(".safetensors"))
    fail(path, "is a model file; to train it further, name it with --resume");
  const Json json = parse_json(path, as_text(bytes));
  if (!json.is_object()) fail(path, "must be an object: a Keras Sequential configuration or a preset");
  if (!json.contains("model")) return {json};
  return {json["model"], json.value("training", Json::object())};
}

Session open_model(const std::string& path) {
  return Session(import_model(read_model_files(path)));
}

}  // namespace inkling
