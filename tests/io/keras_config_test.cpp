#include "io/keras_config.h"

#include <doctest/doctest.h>

#include "io/keras_network.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Sequential network_of(const std::string& text) {
  return build_keras(read_keras_config(parse_json("test", text)), {}).build();
}

/// What refuses it.
std::string refused(const std::string& text) {
  return refusal([&] { network_of(text); });
}

/// "Conv2D (26, 26, 4), ..."
std::string layers_of(const Sequential& model) {
  std::string all;
  for (const auto& layer : model.layers())
    all += std::string(all.empty() ? "" : ", ") + std::string(layer->type()) + " " +
           layer->output_shape().text();
  return all;
}

const std::string kExpected =
    "Conv2D (26, 26, 4), MaxPooling2D (13, 13, 4), Dropout (13, 13, 4), Flatten (676), Dense (10)";

std::string sequential(const std::string& layers) {
  return R"({"class_name": "Sequential", "config": {"name": "s", "layers": [)" + layers + "]}}";
}

const std::string kInput = R"({"class_name": "InputLayer", "config": {"batch_shape": [null, 28, 28, 1]}},)";

/// A network of the input and one layer.
std::string refused_layer(const std::string& class_name, const std::string& config) {
  return refused(sequential(kInput + R"({"class_name": ")" + class_name + R"(", "config": )" + config + "}"));
}

}  // namespace

TEST_CASE("a network of any version of Keras is the same network") {
  const std::pair<const char*, const char*> versions[] = {
      {"0.3", R"({"class_mode": "categorical", "name": "Sequential", "loss": "categorical_crossentropy",
        "optimizer": {"name": "Adadelta", "lr": 1.0}, "layers": [
        {"name": "Convolution2D", "custom_name": "convolution2d", "nb_filter": 4, "nb_row": 3, "nb_col": 3,
         "dim_ordering": "th", "input_shape": [1, 28, 28], "border_mode": "valid", "subsample": [1, 1],
         "activation": "relu", "init": "glorot_uniform", "W_regularizer": null, "trainable": true},
        {"name": "MaxPooling2D", "custom_name": "maxpooling2d", "pool_size": [2, 2], "strides": [2, 2],
         "border_mode": "valid", "dim_ordering": "th"},
        {"name": "Dropout", "custom_name": "dropout", "p": 0.25},
        {"name": "Flatten", "custom_name": "flatten"},
        {"name": "Dense", "custom_name": "dense", "output_dim": 10, "input_dim": null, "init": "uniform",
         "activation": "softmax"}]})"},
      {"1.2", R"({"keras_version": "1.2.2", "class_name": "Sequential", "config": [
        {"class_name": "Convolution2D", "config": {"name": "convolution2d_1", "batch_input_shape": [null, 28, 28, 1],
         "input_dtype": "float32", "nb_filter": 4, "nb_row": 3, "nb_col": 3, "dim_ordering": "tf", "bias": true,
         "init": "glorot_uniform", "border_mode": "valid", "subsample": [1, 1], "activation": "relu",
         "W_constraint": null}},
        {"class_name": "MaxPooling2D", "config": {"name": "maxpooling2d_1", "pool_size": [2, 2],
         "border_mode": "valid", "strides": [2, 2], "dim_ordering": "tf"}},
        {"class_name": "Dropout", "config": {"p": 0.25, "name": "dropout_1"}},
        {"class_name": "Flatten", "config": {"name": "flatten_1"}},
        {"class_name": "Dense", "config": {"name": "dense_1", "output_dim": 10, "activation": "softmax",
         "input_dim": 676}}]})"},
      {"2.1", R"({"class_name": "Sequential", "keras_version": "2.1.6", "backend": "tensorflow", "config": [
        {"class_name": "Conv2D", "config": {"name": "conv2d_1", "batch_input_shape": [null, 28, 28, 1],
         "dtype": "float32", "filters": 4, "kernel_size": [3, 3], "padding": "valid", "activation": "relu",
         "data_format": "channels_last", "kernel_initializer": {"class_name": "VarianceScaling", "config":
         {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": null}},
         "kernel_regularizer": {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.01}},
         "kernel_constraint": {"class_name": "MaxNorm", "config": {"max_value": 2, "axis": 0}}}},
        {"class_name": "MaxPooling2D", "config": {"name": "p", "pool_size": [2, 2], "strides": [2, 2]}},
        {"class_name": "Dropout", "config": {"name": "d", "rate": 0.25, "noise_shape": null, "seed": null}},
        {"class_name": "Flatten", "config": {"name": "f"}},
        {"class_name": "Dense", "config": {"name": "e", "units": 10, "activation": "softmax"}}]})"},
      {"3.13",
       R"({"module": "keras", "class_name": "Sequential", "registered_name": null, "config": {"name": "s",
        "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"},
        "registered_name": null, "shared_object_id": 140}, "layers": [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 28, 28, 1],
         "dtype": "float32", "sparse": false, "ragged": false, "optional": false, "name": "input_layer"}},
        {"module": "keras.layers", "class_name": "Conv2D", "config": {"name": "c", "filters": 4,
         "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}},
         "kernel_size": [3, 3], "groups": 1, "dilation_rate": [1, 1], "quantization_config": null,
         "activation": {"module": "builtins", "class_name": "function", "config": "relu", "registered_name": "function"},
         "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config":
         {"seed": null, "dtype": "float32"}}}, "build_config": {"input_shape": [null, 28, 28, 1]}},
        {"class_name": "MaxPooling2D", "config": {"name": "p", "pool_size": [2, 2], "padding": "valid"}},
        {"class_name": "Dropout", "config": {"name": "d", "rate": 0.25, "noise_shape": null, "seed": null}},
        {"class_name": "Flatten", "config": {"name": "f", "data_format": "channels_last"}},
        {"class_name": "Dense", "config": {"name": "e", "units": 10, "activation": "softmax"}}]},
        "compile_config": {"loss": "categorical_crossentropy"}})"},
      {"TensorFlow.js in camelCase", R"({"className": "Sequential", "config": [
        {"className": "Conv2D", "config": {"name": "c", "batchInputShape": [null, 28, 28, 1], "filters": 4,
         "kernelSize": [3, 3], "activation": "relu"}},
        {"className": "MaxPooling2D", "config": {"name": "p", "poolSize": [2, 2]}},
        {"className": "Dropout", "config": {"name": "d", "rate": 0.25, "noiseShape": 3}},
        {"className": "Flatten", "config": {"name": "f"}},
        {"className": "Dense", "config": {"name": "e", "units": 10, "activation": "softmax"}}]})"},
      {"2.10, functional", R"({"class_name": "Functional", "config": {"name": "m", "layers": [
        {"class_name": "InputLayer", "name": "i", "config": {"batch_input_shape": [null, 28, 28, 1], "name": "i"},
         "inbound_nodes": []},
        {"class_name": "Flatten", "name": "f", "config": {"name": "f"}, "inbound_nodes": [[["d", 0, 0, {}]]]},
        {"class_name": "Conv2D", "name": "c", "config": {"name": "c", "filters": 4, "kernel_size": [3, 3],
         "activation": "relu"}, "inbound_nodes": [[["i", 0, 0, {}]]]},
        {"class_name": "Dropout", "name": "d", "config": {"name": "d", "rate": 0.25},
         "inbound_nodes": [[["p", 0, 0, {}]]]},
        {"class_name": "MaxPooling2D", "name": "p", "config": {"name": "p"}, "inbound_nodes": [[["c", 0, 0, {}]]]},
        {"class_name": "Dense", "name": "e", "config": {"name": "e", "units": 10, "activation": "softmax"},
         "inbound_nodes": [[["f", 0, 0, {}]]]}], "input_layers": [["i", 0, 0]], "output_layers": [["e", 0, 0]]}})"},
  };
  for (const auto& [version, text] : versions) {
    CAPTURE(version);
    const Sequential model = network_of(text);
    CHECK(layers_of(model) == kExpected);
    CHECK(model.input_shape() == Shape{28, 28, 1});
    CHECK(model.layers()[0]->activation() == "relu");
    CHECK(model.layers()[4]->activation() == "softmax");
    CHECK(write_layer(*model.layers()[2])["config"]["rate"] == 0.25);
  }
}

TEST_CASE("layers that are activations or do nothing but in training become what Inkling has") {
  const Sequential model = network_of(sequential(kInput + R"(
    {"class_name": "RandomRotation", "config": {"factor": 0.1}}, {"class_name": "RandomBrightness", "config": {}},
    {"class_name": "Identity", "config": {}}, {"class_name": "GaussianNoise", "config": {}},
    {"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": 3}},
    {"class_name": "ReLU", "config": {"name": "r", "max_value": null, "negative_slope": 0.0, "threshold": 0.0}},
    {"class_name": "LeakyReLU", "config": {"name": "l", "alpha": 0.1}},
    {"class_name": "ReLU", "config": {"name": "q", "negative_slope": 0.2}},
    {"class_name": "BatchNormalization", "config": {"name": "b", "axis": [3], "momentum": 0.9, "renorm": false}},
    {"class_name": "Flatten", "config": {"name": "f"}}, {"class_name": "Dense", "config": {"name": "d", "units": 3}},
    {"class_name": "Softmax", "config": {"name": "s", "axis": -1}})"));
  CHECK(layers_of(model) ==
        "Conv2D (26, 26, 4), Activation (26, 26, 4), LeakyReLU (26, 26, 4), LeakyReLU (26, 26, 4), "
        "BatchNormalization (26, 26, 4), Flatten (2704), Dense (3), Activation (3)");
  CHECK(write_layer(*model.layers()[2])["config"]["negative_slope"] == 0.1);
  CHECK(model.layers()[7]->activation() == "softmax");
}

TEST_CASE("an activation with settings of its own is a layer, and is never taken for another") {
  const Sequential model = network_of(sequential(kInput + R"(
    {"class_name": "Flatten", "config": {}},
    {"class_name": "Dense", "config": {"units": 4, "activation":
      {"module": "keras.layers", "class_name": "LeakyReLU", "config": {"name": "l", "negative_slope": 0.05}}}},
    {"class_name": "Activation", "config": {"activation": {"class_name": "ReLU", "config": {"max_value": null}}}},
    {"class_name": "Dense", "config": {"units": 3, "activation": {"class_name": "function", "config": "tanh"}}})"));
  CHECK(layers_of(model) ==
        "Flatten (784), Dense (4), LeakyReLU (4), Activation (4), Activation (4), Dense (3)");
  CHECK(write_layer(*model.layers()[2])["config"]["negative_slope"] == 0.05);
  CHECK(model.layers()[4]->activation() == "relu");
  CHECK(model.layers()[5]->activation() == "tanh");
  CHECK(refused_layer("Dense", R"({"name": "d", "units": 3, "activation":
      {"class_name": "ReLU", "config": {"name": "six", "max_value": 6.0}}})") ==
        "[six] ReLU with max_value 6.0 cannot be opened");
}

TEST_CASE("an image that is read as a row of numbers may have any shape") {
  for (const char* shape : {"[null, 1, 28, 28]", "[null, 784, 1]", "[null, 28, 28]"}) {
    const std::string input =
        R"({"class_name": "InputLayer", "config": {"batch_shape": )" + std::string(shape) + "}},";
    CHECK(network_of(sequential(input + R"({"class_name": "Flatten", "config": {}})")).input_shape() ==
          Shape{28, 28});
  }
}

TEST_CASE("models in models are one chain") {
  CHECK(layers_of(network_of(sequential(kInput + sequential(R"(
      {"class_name": "Flatten", "config": {"name": "f"}})") +
                                        R"(,{"class_name": "Dense", "config": {"units": 3}})"))) ==
        "Flatten (784), Dense (3)");
}

TEST_CASE("what a network of Keras has that Inkling has not is named") {
  CHECK(contains(refused_layer("LSTM", R"({"name": "lstm_1", "units": 8})"),
                 "[Keras] the layer lstm_1 is of the kind LSTM, which cannot be opened; these can: "));
  CHECK(refused_layer("ReLU", R"({"name": "r", "max_value": 6.0})") ==
        "[r] ReLU with max_value 6.0 cannot be opened");
  CHECK(refused_layer("BatchNormalization", R"({"name": "b", "axis": [2]})") ==
        "[b] BatchNormalization can be opened over the channels only, got axis [2]");
  CHECK(refused_layer("BatchNormalization", R"({"name": "b", "mode": 1})") ==
        "[b] BatchNormalization with mode 1 cannot be opened");
  CHECK(contains(
      refused_layer("Conv2D", R"({"name": "c", "filters": 4, "kernel_size": 3, "dilation_rate": 2})"),
      "dilation_rate"));
  CHECK(contains(refused_layer("Dense", R"({"name": "d", "units": 4, "activation": "mish"})"), "activation"));
  CHECK(refused(R"({"class_name": "Functional", "config": {"layers": [
      {"class_name": "InputLayer", "name": "i", "config": {"batch_shape": [null, 28, 28, 1]}, "inbound_nodes": []},
      {"class_name": "Flatten", "name": "a", "config": {}, "inbound_nodes": [[["i", 0, 0, {}]]]},
      {"class_name": "Flatten", "name": "b", "config": {}, "inbound_nodes": [[["i", 0, 0, {}]]]}]}})") ==
        "[Keras] the network branches after the layer i; only a chain of layers can be opened");
  CHECK(refused("[]") == "[Keras] the configuration must be an object");
  CHECK(refused(R"({"class_name": "Sequential", "config": {"layers": []}})") ==
        "[Keras] the configuration has no layers");
  std::string deep = R"({"class_name": "Dense", "config": {"units": 3}})";
  for (int i = 0; i < 10; ++i) deep = sequential(deep);
  CHECK(refused(deep) == "[Keras] models are nested too deeply");
}
