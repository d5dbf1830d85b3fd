#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json depthwise(const Json& config) {
  return {{"class_name", "DepthwiseConv2D"}, {"config", config}};
}

}  // namespace

TEST_CASE("DepthwiseConv2D keeps the layer contract") {
  check_layer(depthwise({{"kernel_size", 3}}), {5, 4, 2});
  check_layer(depthwise({{"kernel_size", {2, 3}}, {"padding", "same"}, {"depth_multiplier", 3}}), {4, 5, 2});
  check_layer(depthwise({{"kernel_size", {3, 2}}, {"strides", {2, 1}}, {"padding", "same"}}), {7, 5, 1});
  check_layer(depthwise({{"kernel_size", {2, 3}}, {"strides", {3, 2}}, {"depth_multiplier", 2}}), {8, 6, 2});
  check_layer(depthwise({{"kernel_size", {2, 1}}, {"activation", "relu"}}), {3, 2, 9});
  check_layer(depthwise({{"kernel_size", 1}, {"strides", {2, 3}}, {"use_bias", false}}), {5, 6, 4});
  check_layer(depthwise({{"kernel_size", {4, 3}}, {"activation", "softmax"}}), {4, 3, 3});
  check_layer(depthwise({{"kernel_size", {5, 4}}, {"padding", "same"}, {"activation", "elu"}}), {3, 2, 2});
  check_layer(depthwise({{"kernel_size", {3, 2}}, {"depth_multiplier", 2}, {"activation", "gelu"}}),
              {4, 5, 3});
  check_layer(depthwise({{"kernel_size", 2}, {"trainable", false}}), {4, 5, 2});
}

TEST_CASE("DepthwiseConv2D computes what TensorFlow.js does") {
  for (const auto* name :
       {"depthwise_conv2d_valid", "depthwise_conv2d_valid_strides", "depthwise_conv2d_same",
        "depthwise_conv2d_same_even_kernel", "depthwise_conv2d_same_strides_even",
        "depthwise_conv2d_same_strides_3_2", "depthwise_conv2d_kernel_beyond_input",
        "depthwise_conv2d_no_bias", "depthwise_conv2d_relu"})
    check_layer_fixture(name);
}

TEST_CASE("DepthwiseConv2D begins with the fans that Keras computes, and counts its multiply-adds") {
  const auto layer = read_layer(
      depthwise({{"kernel_size", {3, 2}}, {"depth_multiplier", 4}, {"depthwise_regularizer", "l2"}}));
  layer->build({28, 28, 8});
  const auto& specs = layer->weight_specs();
  CHECK(specs[0].shape == Shape{3, 2, 8, 4});
  CHECK(specs[0].fan_in == 3 * 2 * 8);
  CHECK(specs[0].fan_out == 3 * 2 * 4);
  CHECK(specs[0].l2 == 0.01);
  CHECK(specs[1].shape == Shape{32});
  CHECK(specs[1].l2 == 0);
  CHECK(layer->output_shape() == Shape{26, 27, 32});
  CHECK(layer->multiply_adds() == 26 * 27 * 32 * 6);
  CHECK(layer->parameters() == 6 * 32 + 32);
}

TEST_CASE("DepthwiseConv2D says what is wrong with a configuration") {
  const auto refused = [](const Json& config, const Shape& input) {
    return refusal([&] { read_layer(depthwise(config))->build(input); });
  };
  CHECK(contains(refused(Json::object(), {5, 4, 2}), "[DepthwiseConv2D] kernel_size is missing"));
  CHECK(contains(refused({{"kernel_size", 3}, {"depth_multiplier", 0}}, {5, 4, 2}),
                 "[DepthwiseConv2D] depth_multiplier must be positive, got 0"));
  CHECK(contains(refused({{"kernel_size", 5}}, {5, 4, 2}), "[DepthwiseConv2D] window (5, 5) does not fit"));
  CHECK(contains(refused({{"kernel_size", 3}}, {20}), "[DepthwiseConv2D] needs input"));
  CHECK(contains(refused({{"kernel_size", 3}, {"filters", 3}}, {5, 4, 2}),
                 "[DepthwiseConv2D] unknown name 'filters'"));
  CHECK(contains(refused({{"kernel_size", 3}, {"dilation_rate", 2}}, {5, 4, 2}),
                 "[DepthwiseConv2D] dilation_rate must be 1, got 2"));
  CHECK(contains(refused({{"kernel_size", 3}, {"depthwise_regularizer", 3}}, {5, 4, 2}),
                 "depthwise_regularizer"));
}

TEST_CASE("DepthwiseConv2D takes the configuration that Keras 3 writes") {
  const Json policy = {{"module", "keras"},
                       {"class_name", "DTypePolicy"},
                       {"config", {{"name", "float32"}}},
                       {"registered_name", nullptr}};
  const auto initializer = [](const char* class_name, const Json& config) {
    return Json{{"module", "keras.initializers"},
                {"class_name", class_name},
                {"config", config},
                {"registered_name", nullptr}};
  };
  const Json config{{"name", "depthwise_conv2d_7"},
                    {"trainable", true},
                    {"dtype", policy},
                    {"depth_multiplier", 2},
                    {"kernel_size", {3, 3}},
                    {"strides", {1, 1}},
                    {"padding", "valid"},
                    {"data_format", "channels_last"},
                    {"dilation_rate", {1, 1}},
                    {"activation", "relu"},
                    {"use_bias", true},
                    {"depthwise_initializer", initializer("GlorotUniform", {{"seed", nullptr}})},
                    {"bias_initializer", initializer("Zeros", Json::object())},
                    {"depthwise_regularizer", nullptr},
                    {"bias_regularizer", nullptr},
                    {"activity_regularizer", nullptr},
                    {"depthwise_constraint", nullptr},
                    {"bias_constraint", nullptr}};
  const auto layer = read_layer({{"module", "keras.layers"},
                                 {"class_name", "DepthwiseConv2D"},
                                 {"config", config},
                                 {"registered_name", nullptr},
                                 {"build_config", {{"input_shape", {nullptr, 28, 28, 3}}}}});
  layer->build({28, 28, 3});
  CHECK(layer->name() == "depthwise_conv2d_7");
  CHECK(layer->output_shape() == Shape{26, 26, 6});
}

TEST_CASE("DepthwiseConv2D refuses sizes that no computer holds") {
  const int huge = 2147483647;
  for (const auto& config : std::vector<Json>{
           {{"kernel_size", huge}, {"padding", "same"}},
           {{"kernel_size", 3}, {"strides", huge}, {"padding", "same"}},
           {{"kernel_size", 1}, {"depth_multiplier", huge}},
           {{"kernel_size", 4096}, {"depth_multiplier", 200}},
           {{"kernel_size", 1}, {"depth_multiplier", 1 << 8}},
       }) {
    CAPTURE(config.dump());
    CHECK(refusal([&] { read_layer(depthwise(config))->build({4096, 4096, 8}); }) != "");
  }
}
