#include "cli/network.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/model_files.h"
#include "cli/output.h"
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

void print_doubts(const ImportedModel& imported, const std::string& path) {
  std::string doubts;
  if (imported.is_guess) doubts = "its layers were guessed from weights alone";
  if (imported.reads_few()) {
    const Trial& taken = imported.trials[0];
    doubts += std::string(doubts.empty() ? "it" : ", and it") + " reads only " + std::to_string(taken.right) +
              " of " + std::to_string(taken.of) + " digits";
  }
  if (!doubts.empty()) print_note(shortened(path) + ": " + doubts);
}

Session open_model(const std::string& path) {
  ImportedModel imported = import_model(read_model_files(path));
  print_doubts(imported, path);
  return Session(std::move(imported));
}

}  // namespace inkling
