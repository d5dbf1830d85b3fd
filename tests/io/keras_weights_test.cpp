#include "io/keras_weights.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <span>

#include "base/names.h"
#include "foreign_files.h"
#include "io/import.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// The shipped network as Keras writes it.
struct Shipped {
  Sequential model = read_model(shipped_model()).model;
  ModelFile file = keras_file(model.config(), model);

  ModelFile without_weights() const {
    return {.name = "model.h5", .bytes = {}, .description = file.description, .tensors = {}};
  }
};

/// The kernels of the convolutions, turned by 180 degrees, with their filters first where `filters_first`.
void turn_kernels(ModelFile& file, bool turned, bool filters_first) {
  for (NamedTensor& tensor : file.tensors) {
    const Shape shape = tensor.shape;
    if (shape.rank() != 4) continue;
    const std::vector<float> kernel = tensor.values;
    if (filters_first) tensor.shape = {shape[3], shape[2], shape[0], shape[1]};
    const auto size = [](int number) { return static_cast<std::size_t>(number); };
    std::size_t from = 0;
    for (int y = 0; y < shape[0]; ++y)
      for (int x = 0; x < shape[1]; ++x)
        for (int in = 0; in < shape[2]; ++in)
          for (int out = 0; out < shape[3]; ++out, ++from) {
            const int row = turned ? shape[0] - 1 - y : y, column = turned ? shape[1] - 1 - x : x;
            const int to = filters_first ? ((out * shape[2] + in) * shape[0] + row) * shape[1] + column
                                         : ((row * shape[1] + column) * shape[2] + in) * shape[3] + out;
            tensor.values[size(to)] = kernel[from];
          }
  }
}

Json config_of(const ModelFile& file) {
  return parse_json("test", file.description["hdf5"][""]["model_config"].get<std::string>());
}

void set_config(ModelFile& file, const Json& config) {
  file.description["hdf5"][""]["model_config"] = config.dump();
}

/// The configuration with its layers in a model within the model, and those of `file` by one name.
Json nested(const Json& config) {
  Json inner = config;
  inner["config"]["name"] = "inner";
  return serialized("Sequential", {{"name", "outer"}, {"layers", {config["config"]["layers"][0], inner}}});
}

/// All weights are those of the shipped network.
void check_same(const ModelFiles& files) {
  Shipped shipped;
  const ImportedModel opened = import_model(files, "0..1");
  CHECK(opened.trials[0].right >= 98);
  REQUIRE(opened.named.model.weights().size() == shipped.model.weights().size());
  for (std::size_t i = 0; i < shipped.model.weights().size(); ++i) {
    const auto &ours = opened.named.model.weights()[i].values, &theirs = shipped.model.weights()[i].values;
    CHECK(std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end()));
  }
}

}  // namespace

TEST_CASE("kernels that Theano wrote are turned, whatever their order") {
  Shipped keras_2;
  keras_2.file.description["hdf5"][""]["backend"] = "theano";
  turn_kernels(keras_2.file, true, false);
  check_same({keras_2.file});
  // Keras 1 did not say which backend it had; digits tell.
  for (const bool turned : {true, false}) {
    Shipped keras_1;
    Json config = config_of(keras_1.file);
    for (Json& layer : config["config"]["layers"]) {
      layer["config"]["dim_ordering"] = "th";
      if (layer["class_name"] == "InputLayer") layer["config"]["batch_shape"] = {nullptr, 1, 28, 28};
      if (layer["class_name"] == "BatchNormalization") layer["config"]["axis"] = 1;
    }
    set_config(keras_1.file, config);
    turn_kernels(keras_1.file, turned, true);
    CAPTURE(turned);
    check_same({keras_1.file});
  }
}

TEST_CASE("the weights of a model within the model are those of its layers") {
  Shipped shipped;
  set_config(shipped.file, nested(config_of(shipped.file)));
  Json& groups = shipped.file.description["hdf5"];
  Json names = Json::array();
  for (const auto& layer : groups["model_weights"]["layer_names"])
    for (const auto& name : groups["model_weights/" + layer.get<std::string>()]["weight_names"])
      names.push_back(name);
  for (NamedTensor& tensor : shipped.file.tensors) {
    const std::size_t top = tensor.name.find('/') + 1, layer = tensor.name.find('/', top) + 1;
    tensor.name = "model_weights/inner/" + tensor.name.substr(layer);
  }
  groups["model_weights"]["layer_names"] = {"inner"};
  groups["model_weights/inner"] = {{"weight_names", names}};
  check_same({shipped.file});
}

TEST_CASE(
    "weights are found by the kind of their layer, also beside their JSON and in models within models") {
  const Shipped shipped;
  for (const bool is_nested : {false, true}) {
    ModelFile weights{.name = "model.weights.h5", .bytes = {}, .description = nullptr, .tensors = {}};
    weights.description = {{"hdf5", {{"", Json::object()}}}};
    std::map<std::string, int> used;
    for (const auto& layer : shipped.model.layers()) {
      std::string group = is_nested ? "layers/sequential/layers/" : "layers/";
      group += snake_case(layer->type());
      if (const int number = used[group]++; number > 0) group += "_" + std::to_string(number);
      for (std::size_t i = 0; i < layer->weight_specs().size(); ++i) {
        const std::string name = std::string(layer->name()) + "/" + layer->weight_specs()[i].name;
        const auto& all = shipped.model.weights();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
        weights.tensors.push_back({group + "/vars/" + std::to_string(i),
                                   found->values.shape,
                                   {found->values.begin(), found->values.end()}});
      }
    }
    const Json config = is_nested ? nested(config_of(shipped.file)) : config_of(shipped.file);
    const std::string text = config.dump();
    const auto bytes = std::as_bytes(std::span(text));
    const ModelFile json{
        .name = "config.json", .bytes = {bytes.begin(), bytes.end()}, .description = nullptr, .tensors = {}};
    CAPTURE(is_nested);
    check_same({json, weights});
    // An archive whose folder was packed again.
    ModelFile inner_json = json, inner_weights = weights;
    inner_json.name = "model/config.json";
    inner_weights.name = "model/model.weights.h5";
    CHECK(import_model({inner_json, inner_weights}, "0..1").format == "keras");
    check_same({inner_json, inner_weights});
    // As Keras 2 wrote on Windows.
    for (NamedTensor& tensor : inner_weights.tensors)
      std::replace(tensor.name.begin(), tensor.name.end(), '/', '\\');
    inner_json.name = "a.json";
    check_same({inner_json, inner_weights});
    CHECK(contains(refusal([&] { import_model({weights}); }), "open it together with its JSON"));
  }
}

TEST_CASE("what Keras wrote of a training that no JSON holds does not keep a model from opening") {
  Shipped shipped;
  shipped.file.description["hdf5"][""]["training_config"] = R"({"loss": NaN})";
  check_same({shipped.file});
}
