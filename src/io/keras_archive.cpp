#include "io/keras_archive.h"

#include <charconv>
#include <map>

#include "base/error.h"
#include "base/names.h"
#include "io/keras_training.h"
#include "io/keras_weights.h"
#include "io/keras_writing.h"

namespace inkling {

namespace {

/// In whatever folder, as an archive that was packed again may have it.
const ModelFile* file_named(const ModelFiles& files, const std::string& name) {
  for (const auto& file : files)
    if (file.name == name || file.name.ends_with("/" + name)) return &file;
  return nullptr;
}

/// In their order.
std::vector<const NamedTensor*> optimizer_in_archive(const ModelFile& file) {
  constexpr std::string_view kGroup = "optimizer/vars/";
  std::map<int, const NamedTensor*> variables;
  for (const auto& tensor : file.tensors) {
    int number = 0;
    if (!tensor.name.starts_with(kGroup)) continue;
    std::from_chars(tensor.name.data() + kGroup.size(), tensor.name.data() + tensor.name.size(), number);
    variables[number] = &tensor;
  }
  std::vector<const NamedTensor*> in_order;
  for (const auto& [number, tensor] : variables) in_order.push_back(tensor);
  return in_order;
}

bool is_keras_archive(const ModelFiles& files) {
  return file_named(files, "config.json") && file_named(files, "model.weights.h5");
}

std::vector<ForeignNetwork> read_keras_archive(const ModelFiles& files) {
  const ModelFile& weights = *file_named(files, "model.weights.h5");
  const Json config = parse_json("config.json", json_in(*file_named(files, "config.json")));
  const KerasNetwork network = read_keras_config(config);
  std::string writer = "Keras";
  std::optional<ModelNote> note;
  if (const ModelFile* about = file_named(files, "metadata.json")) {
    const Json metadata = parse_json("metadata.json", json_in(*about));
    if (metadata.is_object() && metadata.value("keras_version", Json()).is_string())
      writer += " " + metadata["keras_version"].get<std::string>();
    if (metadata.is_object()) note = read_note(metadata.value(ModelNote::kKey, Json()));
  }
  return {{.network = build_keras(network, weights_by_kind(weights, network)),
           .writer = writer,
           .compile_config = read_keras_compile(config.value("compile_config", Json())),
           .optimizer_variables = optimizer_in_archive(weights),
           .note = std::move(note)}};
}

ModelFiles write_keras_archive(const WrittenModel& model) {
  const std::vector<WrittenLayer> layers = keras_layers(model.network);
  ModelFile weights{.name = "model.weights.h5"};
  // Keras writes when it saved a file, which would make each another one.
  const Json metadata{{"keras_version", kKeras3},
                      {"date_saved", "1980-01-01@00:00:00"},
                      {ModelNote::kKey, model.note.text()}};
  Json groups{{"", Json::object()}, {"layers", Json::object()}, {"vars", {{"name", model.network.name()}}}};
  std::map<std::string, int> used;
  for (const WrittenLayer& layer : layers) {
    std::string group = "layers/" + snake_case(layer.class_name);
    if (const int number = used[group]++; number > 0) group += "_" + std::to_string(number);
    groups[group] = Json::object();
    groups[group + "/vars"] = {{"name", layer.name()}};
    for (std::size_t i = 0; i < layer.weights.size(); ++i)
      weights.tensors.push_back(tensor_of(*layer.weights[i], group + "/vars/" + std::to_string(i)));
  }
  weights.description = {{"hdf5", std::move(groups)}};
  return {text_file("metadata.json", metadata.dump()),
          text_file("config.json", keras_3_config(model.network, layers).dump()), std::move(weights)};
}

}  // namespace

Format keras_archive_format() {
  return {.name = "keras",
          .title = "Keras (.keras)",
          .endings = {".keras"},
          .sniff = is_keras_archive,
          .read = read_keras_archive,
          .write = write_keras_archive,
          .is_archive = true};
}

}  // namespace inkling
