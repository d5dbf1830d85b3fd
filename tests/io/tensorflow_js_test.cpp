#include "io/tensorflow_js.h"

#include <doctest/doctest.h>

#include "foreign_files.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

ModelFiles files(const Json& weights, const std::string& bytes) {
  const Json model = {
      {"format", "layers-model"},
      {"modelTopology", {{"class_name", "Sequential"}}},
      {"weightsManifest", Json::array({Json{{"paths", {"a.bin", "b.bin"}}, {"weights", weights}}})}};
  return {text_file("model.json", model.dump()), text_file("folder/b.bin", bytes.substr(bytes.size() / 2)),
          text_file("a.bin", bytes.substr(0, bytes.size() / 2))};
}

Json weight(const std::string& name, const Json& shape, const Json& more = Json::object()) {
  Json all = {{"name", name}, {"shape", shape}, {"dtype", "float32"}};
  all.update(more);
  return all;
}

Json quantized(const char* type) {
  return {{"quantization", {{"dtype", type}, {"scale", 0.5}, {"min", -1.0}}}};
}

}  // namespace

TEST_CASE("weights come from several files, as they were stored") {
  const std::string bytes("\x00\x00\x80\x3f\x00\x00\x00\xc0\x02\x05\x04\x00\x00\x3c\x00\xfe", 16);
  const TensorFlowJs read =
      read_tensorflow_js(files(Json::array({weight("a", {2}), weight("b", {2}, quantized("uint8")),
                                            weight("c", Json::array(), quantized("uint16")),
                                            weight("d", {2, 1}, {{"quantization", {{"dtype", "float16"}}}})}),
                               bytes));
  REQUIRE(read.tensors.size() == 4);
  CHECK(read.tensors[0].values == std::vector<float>{1, -2});
  CHECK(read.tensors[1].values == std::vector<float>{0, 1.5F});
  CHECK(read.tensors[2].values == std::vector<float>{1});
  CHECK(read.tensors[3].values[0] == 1);
  CHECK(std::isnan(read.tensors[3].values[1]));
  CHECK(read.tensors[3].shape == Shape{2, 1});
}

TEST_CASE("a file of weights that is missing, too short or of other numbers is named") {
  ModelFiles missing = files(Json::array({weight("a", {2})}), "12345678");
  missing.pop_back();
  CHECK(refusal([&] { read_tensorflow_js(missing); }) ==
        "[TensorFlow.js] the file a.bin with its weights is missing; open it together with model.json");
  CHECK(refusal([] { read_tensorflow_js(files(Json::array({weight("a", {3})}), "12345678")); }) ==
        "[TensorFlow.js] the weights are cut short: a is not wholly there");
  CHECK(refusal([] {
          read_tensorflow_js(
              files(Json::array({weight("a", {1000000000, 1000000000, 1000000000})}), "12345678"));
        }) == "[TensorFlow.js] the weights are cut short: a is not wholly there");
  CHECK(refusal([] {
          read_tensorflow_js(files(Json::array({weight("a", {1}, {{"dtype", "complex64"}})}), "12345678"));
        }) == "[TensorFlow.js] a has numbers of the kind complex64");
  // Whoever leaves the kind out means the usual one.
  CHECK(read_tensorflow_js(files(Json::array({Json{{"name", "a"}, {"shape", {2}}}}), "12345678"))
            .tensors.size() == 1);
}

TEST_CASE("a layer is found by a name that TensorFlow made another, in a description that is a text") {
  const Json config = serialized(
      "Sequential", {{"name", "s"},
                     {"layers",
                      {serialized("InputLayer", {{"batch_shape", {nullptr, 1, 2}}}), serialized("Flatten"),
                       serialized("Dense", {{"name", "dense_1"}, {"units", 2}, {"use_bias", false}})}}});
  Json model = {{"format", "layers-model"},
                {"modelTopology", config.dump()},
                {"weightsManifest",
                 Json::array({Json{{"paths", {"a.bin"}},
                                   {"weights", Json::array({weight("dense_1_6/kernel", {2, 2})})}}})}};
  const ModelFiles both{text_file("model.json", model.dump()), text_file("a.bin", std::string(16, '\0'))};
  const auto networks = tensorflow_layers_format().read(both);
  REQUIRE(networks.size() == 1);
  CHECK(networks[0].network.has_weights());
  model["modelTopology"] = 7;
  CHECK(contains(refusal([&] {
                   tensorflow_layers_format().read({text_file("model.json", model.dump()), both[1]});
                 }),
                 "the configuration has no layers"));
}
