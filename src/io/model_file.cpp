#include "io/model_file.h"

#include <algorithm>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "io/model_note.h"
#include "io/quantization.h"
#include "io/safetensors.h"

namespace inkling {

namespace {

const std::string& metadata(const TensorFile& file, const std::string& key) {
  if (const std::string* text = file.text(key)) return *text;
  fail("model", "the file's metadata has no {}; is it an Inkling model?", key);
}

std::vector<std::string> read_labels(const std::string& text, const Sequential& model) {
  const Json list = parse_json("labels", text);
  require(list.is_array(), "labels", "must be a list");
  std::vector<std::string> labels;
  for (const auto& label : list) {
    require(label.is_string(), "labels", "must be texts");
    labels.push_back(label.get<std::string>());
  }
  const Shape& output = model.output_shape();
  if (output.rank() != 1 || labels.size() != static_cast<std::size_t>(output[0]))
    fail("labels", "{} labels do not fit the model's output {}", labels.size(), output);
  return labels;
}

constexpr const char *kTraining = "training", *kReading = "reading", *kCompileConfig = "compile_config";
constexpr const char* kOptimizer = "optimizer";

/// What the file's metadata holds under a name; empty where it has nothing.
Json object_of(const TensorFile& file, const char* name) {
  const std::string* text = file.text(name);
  Json object = text ? parse_json(name, *text) : Json::object();
  require(object.is_object(), name, "must be an object");
  return object;
}

/// Takes what stands under a name in the metadata, and in tensors of that name and a colon, out of the file.
std::optional<Checkpoint> take_state(TensorFile& file, const std::string& name) {
  const std::string* text = file.text(name);
  if (!text) return {};
  Checkpoint checkpoint{parse_json(name, *text), {}};
  require(checkpoint.values.is_object(), name, "must be an object");
  const std::string prefix = name + ":";
  std::erase_if(file.tensors, [&](NamedTensor& tensor) {
    if (!tensor.name.starts_with(prefix)) return false;
    checkpoint.arrays.emplace_back(tensor.name.substr(prefix.size()),
                                   std::vector<Scalar>(tensor.values.begin(), tensor.values.end()));
    return true;
  });
  return checkpoint;
}

struct Contents {
  TensorFile::Metadata metadata;
  std::vector<TensorSource<Scalar>> tensors;
};

void put_state(const Checkpoint* state, const std::string& name, Contents& contents) {
  if (!state) return;
  contents.metadata.emplace_back(name, state->values.dump());
  for (const auto& [part, values] : state->arrays)
    contents.tensors.push_back({name + ":" + part, {static_cast<int>(values.size())}, values});
}

std::vector<std::byte> write_quantized(const Contents& contents) {
  TensorFile file{contents.metadata, {}};
  for (const auto& [name, shape, values, integers] : contents.tensors)
    file.tensors.push_back({name, shape, {values.begin(), values.end()}});
  quantize_kernels(file);
  return write_safetensors(file);
}

constexpr std::size_t kLittleMore = std::size_t{1} << 20;

}  // namespace

std::vector<std::byte> write_model(const Sequential& model, const std::vector<std::string>& labels,
                                   const ModelFileOptions& options) {
  Contents contents{{{"keras_config", model.config().dump()}, {"labels", Json(labels).dump()}}, {}};
  auto& [metadata, tensors] = contents;
  if (!options.compile_config.empty()) metadata.emplace_back(kCompileConfig, options.compile_config.dump());
  if (!options.reading.empty()) metadata.emplace_back(kReading, options.reading.dump());
  if (!options.note.empty()) metadata.emplace_back(ModelNote::kKey, options.note);
  for (const auto& weight : model.weights())
    tensors.push_back({weight.name, weight.values.shape, {weight.values.begin(), weight.values.end()}});
  put_state(options.optimizer, kOptimizer, contents);
  put_state(options.training, kTraining, contents);
  return options.quantized ? write_quantized(contents) : write_safetensors<Scalar>(metadata, tensors);
}

NamedModel read_model(std::span<const std::byte> bytes) {
  TensorFile file = read_safetensors(bytes);
  const std::vector<NamedTensor> scales = dequantize_kernels(file);
  // A configuration that asks for far more weights than the file has is refused before memory is taken for
  // them; where it asks for a few more, the error names the tensor that does not fit.
  std::size_t values = kLittleMore;
  for (const auto& tensor : file.tensors) values += tensor.values.size();
  NamedModel named{.model =
                       Sequential::from_config(parse_json("keras_config", metadata(file, "keras_config")),
                                               std::min(values, Sequential::kMaxParameters))};
  named.reading = object_of(file, kReading);
  named.compile_config = object_of(file, kCompileConfig);
  named.optimizer = take_state(file, kOptimizer);
  named.training = take_state(file, kTraining);
  named.labels = read_labels(metadata(file, "labels"), named.model);
  const auto& weights = named.model.weights();
  if (file.tensors.size() != weights.size())
    fail("model", "the configuration has {} weight tensors, the file {}", weights.size(),
         file.tensors.size());
  for (const auto& weight : weights) {
    const NamedTensor* tensor = file.tensor(weight.name);
    if (!tensor) fail("model", "the file has no tensor {}", weight.name);
    if (tensor->shape != weight.values.shape)
      fail("model", "{} has shape {}, the configuration asks for {}", weight.name, tensor->shape,
           weight.values.shape);
    std::copy(tensor->values.begin(), tensor->values.end(), weight.values.begin());
  }
  named.model.quantize([&](const std::string& weight) {
    const auto scale = std::find_if(scales.begin(), scales.end(),
                                    [&](const NamedTensor& each) { return each.name == weight; });
    return scale == scales.end() ? std::vector<Scalar>()
                                 : std::vector<Scalar>(scale->values.begin(), scale->values.end());
  });
  return named;
}

}  // namespace inkling
