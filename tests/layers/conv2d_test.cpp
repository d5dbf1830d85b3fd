#include <doctest/doctest.h>

#include "layers/layer_contract.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json conv2d(const Json& config) {
  return {{"class_name", "Conv2D"}, {"config", config}};
}

}  // namespace

TEST_CASE("Conv2D keeps the layer contract") {
  check_layer(conv2d({{"filters", 3}, {"kernel_size", 3}}), {5, 4, 2});
  check_layer(conv2d({{"filters", 5}, {"kernel_size", {2, 3}}, {"padding", "same"}}), {4, 5, 2});
  check_layer(conv2d({{"filters", 4}, {"kernel_size", {3, 2}}, {"strides", {2, 1}}, {"padding", "same"}}),
              {7, 5, 1});
  check_layer(conv2d({{"filters", 3}, {"kernel_size", {2, 3}}, {"strides", {3, 2}}}), {8, 6, 2});
  check_layer(conv2d({{"filters", 17}, {"kernel_size", 1}, {"activation", "relu"}}), {3, 2, 4});
  check_layer(conv2d({{"filters", 3}, {"kernel_size", 1}, {"strides", {2, 3}}, {"use_bias", false}}),
              {5, 6, 4});
  check_layer(conv2d({{"filters", 2}, {"kernel_size", {4, 3}}, {"activation", "softmax"}}), {4, 3, 3});
  check_layer(conv2d({{"filters", 3}, {"kernel_size", {5, 4}}, {"padding", "same"}, {"activation", "elu"}}),
              {3, 2, 2});
  check_layer(conv2d({{"filters", 2}, {"kernel_size", {3, 2}}, {"activation", "gelu"}}), {4, 5, 3});
  check_layer(conv2d({{"filters", 3}, {"kernel_size", 2}, {"trainable", false}}), {4, 5, 2});
  // Winograd's.
  check_layer(conv2d({{"filters", 12}, {"kernel_size", 3}, {"padding", "same"}, {"activation", "elu"}}),
              {6, 5, 8});
  check_layer(conv2d({{"filters", 8}, {"kernel_size", 3}, {"activation", "gelu"}}), {6, 7, 12});
}

TEST_CASE("Conv2D computes what TensorFlow.js does") {
  for (const auto* name :
       {"conv2d_1x1", "conv2d_1x1_strides", "conv2d_5x5_same", "conv2d_gelu", "conv2d_kernel_beyond_input",
        "conv2d_kernel_is_input", "conv2d_no_bias", "conv2d_relu", "conv2d_rgb", "conv2d_same",
        "conv2d_same_even_kernel", "conv2d_same_strides_3_2", "conv2d_same_strides_even",
        "conv2d_same_strides_odd", "conv2d_valid", "conv2d_valid_one_channel", "conv2d_valid_strides"})
    check_layer_fixture(name);
}

TEST_CASE("Conv2D says what is wrong with a configuration") {
  const auto refused = [](const Json& config, const Shape& input) {
    return refusal([&] { read_layer(conv2d(config))->build(input); });
  };
  CHECK(contains(refused({{"filters", 3}}, {5, 4, 2}), "[Conv2D] kernel_size is missing"));
  CHECK(contains(refused({{"kernel_size", 3}}, {5, 4, 2}), "[Conv2D] filters is missing"));
  CHECK(contains(refused({{"filters", 3}, {"kernel_size", 0}}, {5, 4, 2}),
                 "[Conv2D] kernel_size must be positive, got 0"));
  CHECK(contains(refused({{"filters", 3}, {"kernel_size", 3}, {"padding", "sam"}}, {5, 4, 2}), "'same'"));
  CHECK(contains(refused({{"filters", 3}, {"kernel_size", 5}}, {5, 4, 2}), "does not fit"));
  CHECK(contains(refused({{"filters", 3}, {"kernel_size", 3}}, {20}), "[Conv2D] needs input"));
  CHECK(contains(refused({{"filters", 3}, {"kernel_size", 3}, {"filterz", 3}}, {5, 4, 2}),
                 "[Conv2D] unknown name 'filterz', did you mean 'filters'?"));
  CHECK(contains(refused({{"filters", 3}, {"kernel_size", 3}, {"dilation_rate", 2}}, {5, 4, 2}),
                 "[Conv2D] dilation_rate must be 1, got 2"));
}

TEST_CASE("Conv2D takes the configuration that Keras 3 writes") {
  const Json policy = {{"module", "keras"},
                       {"class_name", "DTypePolicy"},
                       {"config", {{"name", "float32"}}},
                       {"registered_name", nullptr}};
  const Json config{{"name", "conv2d_7"},
                    {"trainable", true},
                    {"dtype", policy},
                    {"filters", 32},
                    {"kernel_size", {3, 3}},
                    {"strides", {1, 1}},
                    {"padding", "valid"},
                    {"data_format", "channels_last"},
                    {"dilation_rate", {1, 1}},
                    {"groups", 1},
                    {"activation", "relu"},
                    {"use_bias", true},
                    {"kernel_regularizer", nullptr},
                    {"bias_regularizer", nullptr},
                    {"activity_regularizer", nullptr},
                    {"kernel_constraint", nullptr},
                    {"bias_constraint", nullptr}};
  const auto layer = read_layer({{"module", "keras.layers"},
                                 {"class_name", "Conv2D"},
                                 {"config", config},
                                 {"registered_name", nullptr},
                                 {"build_config", {{"input_shape", {nullptr, 28, 28, 1}}}}});
  layer->build({28, 28, 1});
  CHECK(layer->name() == "conv2d_7");
  CHECK(layer->output_shape() == Shape{26, 26, 32});
}

TEST_CASE("Conv2D refuses sizes that no computer holds") {
  const int huge = 2147483647;
  for (const auto& config : std::vector<Json>{
           {{"filters", 3}, {"kernel_size", huge}, {"padding", "same"}},
           {{"filters", 3}, {"kernel_size", {huge, 1}}, {"padding", "same"}},
           {{"filters", 3}, {"kernel_size", 70000}, {"padding", "same"}},
           {{"filters", 3}, {"kernel_size", 3}, {"strides", huge}, {"padding", "same"}},
           {{"filters", huge}, {"kernel_size", 3}},
           {{"filters", huge / 4}, {"kernel_size", 1}},
           {{"filters", 1 << 20}, {"kernel_size", 1}, {"strides", 4096}, {"padding", "same"}},
       }) {
    CAPTURE(config.dump());
    CHECK(refusal([&] { read_layer(conv2d(config))->build({4096, 4096, 1}); }) != "");
  }
}

TEST_CASE("Conv2D counts its multiply-adds") {
  const auto layer = read_layer(conv2d({{"filters", 32}, {"kernel_size", 3}}));
  layer->build({28, 28, 1});
  CHECK(layer->multiply_adds() == 26 * 26 * 32 * 9);
  CHECK(layer->parameters() == 320);
}
