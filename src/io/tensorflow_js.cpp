#include "io/tensorflow_js.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>

#include "base/error.h"
#include "io/half.h"
#include "io/keras_network.h"
#include "io/keras_writing.h"

namespace inkling {

namespace {

constexpr const char* kTensorFlowJs = "TensorFlow.js";

std::string file_name(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

/// How the numbers of a weight are stored.
struct Stored {
  std::string type = "float32";
  double scale = 1, least = 0;

  std::size_t bytes_each() const {
    if (type == "uint8" || type == "bool") return 1;
    if (type == "uint16" || type == "float16") return 2;
    return type == "float32" || type == "int32" ? 4 : 0;
  }
  float read(const std::byte* at) const {
    const auto as = [&]<typename Number>(Number number) {
      std::memcpy(&number, at, sizeof number);
      return number;
    };
    if (type == "float32") return as(float());
    if (type == "float16") return Float16{as(std::uint16_t())};
    const double whole = type == "int32"    ? as(std::int32_t())
                         : type == "uint16" ? as(std::uint16_t())
                                            : std::to_integer<int>(*at);
    return static_cast<float>(whole * scale + least);
  }
};

Stored stored_as(const std::string& name, const Json& weight) {
  Stored stored;
  const Json dtype = weight.value("dtype", Json(stored.type));
  stored.type = dtype.is_string() ? dtype.get<std::string>() : "";
  if (const Json& quantization = weight.value("quantization", Json()); quantization.is_object()) {
    const Json type = quantization.value("dtype", Json()), scale = quantization.value("scale", Json(1)),
               least = quantization.value("min", Json(0));
    if (!type.is_string() || !scale.is_number() || !least.is_number())
      fail(kTensorFlowJs, "it is not said how {} was quantized", name);
    stored = {type, scale, least};
  }
  if (stored.bytes_each() == 0) fail(kTensorFlowJs, "{} has numbers of the kind {}", name, stored.type);
  return stored;
}

std::vector<std::byte> bytes_of(const ModelFiles& files, const Json& paths) {
  std::vector<std::byte> all;
  if (!paths.is_array()) fail(kTensorFlowJs, "the weightsManifest has no paths");
  for (const Json& path : paths) {
    if (!path.is_string()) fail(kTensorFlowJs, "the weightsManifest has no paths");
    const std::string name = file_name(path);
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const ModelFile& each) { return file_name(each.name) == name; });
    if (file == files.end())
      fail(kTensorFlowJs, "the file {} with its weights is missing; open it together with {}", name,
           tensorflow_js_in(files)->name);
    all.insert(all.end(), file->bytes.begin(), file->bytes.end());
  }
  return all;
}

void add_weights(const ModelFiles& files, const Json& group, std::vector<NamedTensor>& tensors) {
  if (!group.is_object() || !group.value("weights", Json()).is_array())
    fail(kTensorFlowJs, "the weightsManifest has no weights");
  const std::vector<std::byte> bytes = bytes_of(files, group.value("paths", Json()));
  std::size_t at = 0;
  for (const Json& weight : group["weights"]) {
    if (!weight.is_object() || !weight.value("name", Json()).is_string() ||
        !weight.value("shape", Json()).is_array())
      fail(kTensorFlowJs, "a weight of the weightsManifest has no name or no shape");
    const std::string name = weight["name"];
    const Stored stored = stored_as(name, weight);
    std::vector<int> sizes;
    std::size_t count = 1;
    for (const Json& size : weight["shape"]) {
      if (!size.is_number_integer() || size < 0 || size > 1'000'000'000)
        fail(kTensorFlowJs, "the shape of {} is {}", name, weight["shape"]);
      sizes.push_back(size);
      count = std::min(count * sizes.back(), bytes.size() + 1);
    }
    if (count > (bytes.size() - at) / stored.bytes_each())
      fail(kTensorFlowJs, "the weights are cut short: {} is not wholly there", name);
    if (sizes.size() > Shape::kMaxRank) fail(kTensorFlowJs, "{} has {} axes", name, sizes.size());
    NamedTensor tensor{.name = name, .values = std::vector<float>(count)};
    if (count > 0) tensor.shape = Shape(sizes);
    if (stored.type == "float32" && count > 0)
      std::memcpy(tensor.values.data(), bytes.data() + at, count * sizeof(float));
    else
      for (std::size_t i = 0; i < count; ++i)
        tensor.values[i] = stored.read(bytes.data() + at + i * stored.bytes_each());
    at += count * stored.bytes_each();
    tensors.push_back(std::move(tensor));
  }
}

Json topology_of(const Json& model) {
  Json topology = model.value("modelTopology", Json());
  if (topology.is_string()) topology = parse_json("modelTopology", topology.get<std::string>());
  if (!topology.is_object()) return Json::object();
  Json config = topology.value("model_config", Json());
  if (config.is_string()) config = parse_json("model_config", config.get<std::string>());
  return config.is_object() ? config : topology;
}

/// Whether it is the name with one more number.
bool is_numbered(const std::string& text, const std::string& name) {
  return text.starts_with(name + "_") && text.size() > name.size() + 1 &&
         text.find_first_not_of("0123456789", name.size() + 1) == text.npos;
}

bool is_layers_model(const ModelFiles& files) {
  const ModelFile* file = tensorflow_js_in(files);
  if (!file) return false;
  return !topology_of(parse_json(file->name, json_in(*file))).value("node", Json()).is_array();
}

std::vector<ForeignNetwork> read_layers_model(const ModelFiles& files) {
  const TensorFlowJs file = read_tensorflow_js(files);
  const KerasNetwork network = read_keras_config(topology_of(file.model));
  // "conv2d/kernel", with the name of the model in front where Keras 3 wrote it.
  std::vector<LayerWeights> weights;
  for (const auto& layer : network.layers) {
    weights.push_back({layer.name, {}});
    for (const auto& tensor : file.tensors) {
      const std::string part = tensor.name.substr(0, tensor.name.find_last_of('/'));
      if (part == layer.name || part.ends_with("/" + layer.name)) weights.back().tensors.push_back(&tensor);
    }
    // "dense_1_6" where TensorFlow had taken the name "dense_1" already.
    if (weights.back().tensors.empty())
      for (const auto& tensor : file.tensors)
        if (is_numbered(tensor.name.substr(0, tensor.name.find_last_of('/')), layer.name))
          weights.back().tensors.push_back(&tensor);
  }
  const Json metadata = file.model.value("userDefinedMetadata", Json());
  return {{.network = build_keras(network, weights),
           .writer = file.writer(),
           .note = read_note(metadata.is_object() ? metadata.value(ModelNote::kKey, Json()) : Json())}};
}

ModelFiles write_layers_model(const WrittenModel& model) {
  // What its own converter calls them.
  constexpr const char *kModel = "model.json", *kShard = "group1-shard1of1.bin";
  const std::vector<WrittenLayer> layers = keras_layers(model.network);
  ModelFile shard{.name = kShard};
  Json weights = Json::array();
  for (const WrittenLayer& layer : layers)
    for (const auto* weight : layer.weights) {
      const NamedTensor tensor = tensor_of(*weight, layer.name() + "/" + weight_role(*weight));
      weights.push_back({{"name", tensor.name}, {"shape", tensor.shape.sizes()}, {"dtype", "float32"}});
      const auto bytes = std::as_bytes(std::span(tensor.values));
      shard.bytes.insert(shard.bytes.end(), bytes.begin(), bytes.end());
    }
  const Json json{{"format", "layers-model"},
                  {"generatedBy", "Inkling"},
                  {"convertedBy", nullptr},
                  {"modelTopology",
                   {{"keras_version", kKeras2},
                    {"backend", "tensorflow"},
                    {"model_config", keras_2_config(model.network, layers)}}},
                  {"weightsManifest", Json::array({{{"paths", {kShard}}, {"weights", std::move(weights)}}})},
                  {"userDefinedMetadata", {{ModelNote::kKey, model.note.text()}}}};
  return {text_file(kModel, json.dump()), std::move(shard)};
}

}  // namespace

std::string TensorFlowJs::writer() const {
  std::string text = kTensorFlowJs;
  for (const char* key : {"generatedBy", "convertedBy"})
    if (const Json by = model.value(key, Json()); by.is_string()) text += ", " + by.get<std::string>();
  return text;
}

const ModelFile* tensorflow_js_in(const ModelFiles& files) {
  for (const auto& file : files)
    if (json_in(file).find("\"modelTopology\"") != std::string_view::npos) return &file;
  return nullptr;
}

TensorFlowJs read_tensorflow_js(const ModelFiles& files) {
  const ModelFile& file = *tensorflow_js_in(files);
  TensorFlowJs read{.model = parse_json(file.name, json_in(file))};
  if (!read.model.is_object()) fail(kTensorFlowJs, "{} must be an object", file.name);
  const Json manifest = read.model.value("weightsManifest", Json());
  if (!manifest.is_array()) fail(kTensorFlowJs, "{} has no weightsManifest", file.name);
  for (const Json& group : manifest) add_weights(files, group, read.tensors);
  return read;
}

Format tensorflow_layers_format() {
  return {.name = "tfjs",
          .title = "TensorFlow.js layers model (model.json)",
          .endings = {"model.json", ".zip"},
          .sniff = is_layers_model,
          .read = read_layers_model,
          .write = write_layers_model,
          .is_archive = true};
}

}  // namespace inkling
