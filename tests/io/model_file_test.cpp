#include "io/model_file.h"

#include <doctest/doctest.h>

#include <limits>

#include "data/dataset.h"
#include "digits.h"
#include "io/safetensors.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

const std::vector<std::string> kLabelNames = numbered_labels({});

std::vector<std::byte> model_file() {
  Sequential model = Sequential::from_config(small_network());
  model.initialize(1);
  return write_model(model, kLabelNames);
}

/// What reading says to the file after a change.
std::string refused(const std::function<void(TensorFile&)>& change) {
  TensorFile file = read_safetensors(model_file());
  change(file);
  return refusal([&] { read_model(write_safetensors(file)); });
}

std::string& metadata(TensorFile& file, const std::string& key) {
  for (auto& [name, text] : file.metadata)
    if (name == key) return text;
  fail("tests", "no {}", key);
}

std::string refused_config(const std::function<void(Json&)>& change) {
  return refused([&](TensorFile& file) {
    Json config = parse_json("config", metadata(file, "keras_config"));
    change(config);
    metadata(file, "keras_config") = config.dump();
  });
}

}  // namespace

TEST_CASE("a model comes back from its file as it was") {
  const auto bytes = model_file();
  NamedModel named = read_model(bytes);
  CHECK(named.labels == kLabelNames);
  CHECK(write_model(named.model, named.labels) == bytes);
  Sequential model = Sequential::from_config(small_network());
  model.initialize(1);
  CHECK(named.model.weights_hash() == model.weights_hash());
  CHECK(named.model.config() == model.config());
  Random random(1);
  const auto x = random_scalars(3 * 196, random, 0, 1);
  CHECK(named.model.predict(x, 3) == model.predict(x, 3));
}

TEST_CASE("a model file holds what Keras calls its weights") {
  const TensorFile file = read_safetensors(model_file());
  REQUIRE(file.tensors.size() == 9);
  CHECK(file.tensors[0].name == "conv2d/kernel");
  CHECK(file.tensors[0].shape == Shape{3, 3, 1, 5});
  CHECK(file.tensor("batch_normalization/moving_variance")->values == std::vector<float>(5, 1));
  CHECK(file.tensor("dense/kernel")->shape == Shape{5 * 6 * 7, 10});
}

TEST_CASE("labels may be any text") {
  Sequential model = Sequential::from_config(small_network());
  const std::vector<std::string> labels{"あ", "\"", "\\", "", "\n", "0", "very long indeed", "é", "ß", "😀"};
  CHECK(read_model(write_model(model, labels)).labels == labels);
}

TEST_CASE("how drawings are to be read stands in the file, where it was said") {
  Sequential model = Sequential::from_config(small_network());
  CHECK(read_model(model_file()).reading == Json::object());
  CHECK(read_safetensors(model_file()).text("reading") == nullptr);
  const Json reading{{"pen", 3}, {"refuse_below", 0.5}};
  CHECK(read_model(write_model(model, kLabelNames, {.reading = reading})).reading == reading);
}

TEST_CASE("a quantized model file is smaller and its model nearly the same") {
  Sequential model = Sequential::from_config(small_network());
  model.initialize(1);
  const auto bytes = write_model(model, kLabelNames, {.quantized = true});
  CHECK(model_file().size() - bytes.size() > 2 * model.parameters());
  NamedModel named = read_model(bytes);
  CHECK(named.model.config() == model.config());
  Random random(1);
  const auto x = random_scalars(3 * 196, random, 0, 1);
  CHECK(distance(named.model.predict(x, 3), model.predict(x, 3)) < 0.01);
  CHECK(write_model(named.model, kLabelNames, {.quantized = true}) == bytes);
  for (std::size_t size = 0; size < bytes.size(); size += 7)
    CHECK(refusal([&] { read_model(std::span(bytes).first(size)); }) != "");
}

TEST_CASE("kernels of int8 are read as such until the model is trained") {
  Json config = small_network();
  auto& layers = config["config"]["layers"];
  layers.insert(layers.end() - 1,
                Json::parse(R"({"class_name": "Dense", "config": {"name": "wide", "units": 64}})"));
  Sequential model = Sequential::from_config(config);
  model.initialize(1);
  NamedModel named = read_model(write_model(model, kLabelNames, {.quantized = true}));
  // The same weights as floats.
  NamedModel floats = read_model(write_model(named.model, kLabelNames));
  Random random(1);
  const auto x = random_scalars(5 * 196, random, 0, 1);
  const auto as_int8 = named.model.predict(x, 5), as_floats = floats.model.predict(x, 5);
  CHECK(as_int8 != as_floats);
  CHECK(distance(as_int8, as_floats) < 1e-3);
  CHECK(named.model.predict(std::span(x).first(196), 1) ==
        std::vector<Scalar>(as_int8.begin(), as_int8.begin() + 10));
  NamedModel moved = std::move(named);
  CHECK(moved.model.predict(x, 5) == as_int8);
  moved.model.reserve(5, true);
  CHECK(moved.model.predict(x, 5) == as_floats);
}

TEST_CASE("a model file cut short anywhere is refused") {
  const auto bytes = model_file();
  for (std::size_t size = 0; size < bytes.size(); size += size < 3000 ? 7 : 97)
    CHECK(refusal([&] { read_model(std::span(bytes).first(size)); }) != "");
}

TEST_CASE("a model file with a byte changed is read or refused, never worse") {
  const auto bytes = model_file();
  Random random(1);
  int read = 0;
  for (int i = 0; i < 300; ++i) {
    auto changed = bytes;
    changed[i < 200 ? 8 + random.below(3000) : random.below(changed.size())] =
        static_cast<std::byte>(random.below(256));
    read += refusal([&] { read_model(changed); }).empty();
  }
  CHECK(read < 300);
}

TEST_CASE("what is wrong with a model file is said in words") {
  CHECK(refused([](TensorFile&) {}) == "");
  CHECK(contains(refused([](auto& file) { file.metadata.clear(); }),
                 "[model] the file's metadata has no keras_config"));
  CHECK(contains(refused([](auto& file) { file.metadata.pop_back(); }), "metadata has no labels"));
  CHECK(contains(refused([](auto& file) { metadata(file, "keras_config") = "{"; }),
                 "[keras_config] not valid JSON"));
  CHECK(contains(refused([](auto& file) { metadata(file, "keras_config") = "[1e999]"; }),
                 "[keras_config] JSON holds"));
  CHECK(contains(refused([](auto& file) { metadata(file, "keras_config") = "7"; }),
                 "[Sequential] configuration must"));
  CHECK(contains(refused([](auto& file) { metadata(file, "keras_config") = std::string(100, '['); }),
                 "[keras_config]"));
  for (const char* reading : {"7", "[]", "null"})
    CHECK(contains(refused([&](auto& file) { file.metadata.emplace_back("reading", reading); }),
                   "[reading] must be an object"));
  CHECK(contains(refused([](auto& file) { metadata(file, "labels") = "7"; }), "[labels] must be a list"));
  CHECK(contains(refused([](auto& file) { metadata(file, "labels") = "[7]"; }), "[labels] must be texts"));
  CHECK(contains(refused([](auto& file) { metadata(file, "labels") = R"(["a","b"])"; }),
                 "[labels] 2 labels do not fit the model's output (10)"));
  CHECK(contains(refused([](auto& file) { file.tensors.pop_back(); }),
                 "[model] the configuration has 9 weight tensors, the file 8"));
  CHECK(contains(refused([](auto& file) { file.tensors[0].name = "conv/kernel"; }),
                 "[model] the file has no tensor conv2d/kernel"));
  CHECK(contains(refused([](auto& file) {
                   file.tensors[0].shape = {3, 3, 5, 1};
                 }),
                 "[model] conv2d/kernel has shape (3, 3, 5, 1), the configuration asks for (3, 3, 1, 5)"));
  CHECK(refused([](auto& file) { file.tensors[0].values[3] = std::numeric_limits<float>::quiet_NaN(); }) !=
        "");
}

TEST_CASE("hostile configurations are refused before they cost anything") {
  const auto layers = [](Json& config) -> Json& { return config["config"]["layers"]; };
  CHECK(refused_config([&](Json& config) {
          layers(config)[0]["config"]["batch_shape"] = {nullptr, 4096, 4096, 4096};
        }) != "");
  CHECK(refused_config([&](Json& config) { layers(config)[1]["config"]["filters"] = 2147483647; }) != "");
  CHECK(refused_config([&](Json& config) { layers(config)[1]["config"]["filters"] = 1e18; }) != "");
  CHECK(refused_config([&](Json& config) { layers(config)[1]["config"]["kernel_size"] = 2147483647; }) != "");
  CHECK(refused_config([&](Json& config) { layers(config)[4]["config"]["strides"] = 2147483647; }) != "");
  CHECK(refused_config([&](Json& config) { layers(config).back()["config"]["units"] = 2147483647; }) != "");
  CHECK(contains(refused_config([&](Json& config) { layers(config)[1]["config"]["filters"] = 450; }),
                 "[model] conv2d/kernel"));
}
