#include "io/import.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "foreign_files.h"
#include "io/keras_network.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// The shipped network, as if somebody had trained it with Keras on images of other numbers: `before` are
/// layers that turn those into ink.
ImportedModel imported(const std::vector<Json>& before, std::string_view scaling = "auto") {
  Sequential shipped = read_model(shipped_model()).model;
  Json config = shipped.config();
  Json& layers = config["config"]["layers"];
  for (std::size_t i = 0; i < before.size(); ++i)
    layers.insert(layers.begin() + 1 + static_cast<std::ptrdiff_t>(i), before[i]);
  Sequential foreign = Sequential::from_config(config);
  std::copy(shipped.weight_block().begin(), shipped.weight_block().end(), foreign.weight_block().begin());
  return import_model({keras_file(config, foreign)}, scaling);
}

Json ink_of(double paper, double ink) {
  return serialized("Rescaling", {{"scale", 1 / (ink - paper)}, {"offset", -paper / (ink - paper)}});
}

}  // namespace

TEST_CASE("a hundred digits tell how a network wants its images") {
  const std::pair<const char*, std::vector<Json>> scalings[] = {
      {"0..1", {}},
      {"0..255", {ink_of(0, 255)}},
      {"-1..1", {ink_of(-1, 1)}},
      {"mnist", {ink_of(-0.1307 / 0.3081, 0.8693 / 0.3081)}}};
  for (const auto& [scaling, layers] : scalings) {
    const ImportedModel model = imported(layers);
    CAPTURE(scaling);
    REQUIRE(!model.trials.empty());
    // Close ones may be read as well; then the usual one is taken.
    const Preparation& found = model.trials[0].preparation;
    CHECK((found.scaling == scaling || found.scaling == "0..1"));
    CHECK_FALSE(found.inverted);
    CHECK_FALSE(found.transposed);
    CHECK(model.trials[0].right >= 98);
    CHECK(model.format == "h5");
    CHECK(model.writer == "Keras 2.10.0");
    CHECK(model.named.labels == std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
  }
}

TEST_CASE("images that lie on their side, or are dark on light, are found out") {
  const ImportedModel turned = imported({serialized("Permute", {{"dims", {2, 1, 3}}})});
  CHECK(turned.trials[0].preparation.transposed);
  CHECK(turned.trials[0].right >= 98);
  const ImportedModel dark = imported({ink_of(1, 0)});
  CHECK(dark.trials[0].preparation.inverted);
  CHECK(dark.trials[0].right >= 98);
}

TEST_CASE("a scaling that somebody chose is taken") {
  const ImportedModel model = imported({ink_of(0, 255)}, "0..1");
  CHECK(model.trials.size() == 1);
  CHECK(model.trials[0].preparation.scaling == "0..1");
  CHECK(refusal([] { imported({}, "0..9"); }) ==
        "[scaling] must be one of auto, 0..1, -1..1, mnist, -0.5..0.5, 0..255, got 0..9");
}

TEST_CASE("images of other shapes are fitted to ours") {
  const auto input_of = [](const Json& shape, const Json& first) {
    const Json config = {{"class_name", "Sequential"},
                         {"config",
                          {{"layers",
                            {serialized("InputLayer", {{"batch_shape", shape}}), first,
                             serialized("Dense", {{"units", 10}, {"activation", "softmax"}})}}}}};
    Sequential network = Sequential::from_config(config);
    network.initialize(1);
    std::string all;
    const ImportedModel imported = import_model({keras_file(config, network)});
    for (const auto& layer : imported.named.model.layers()) all += std::string(layer->type()) + " ";
    CHECK(imported.named.model.input_shape() == Shape{28, 28, 1});
    return all;
  };
  const Json flatten = serialized("Flatten");
  CHECK(input_of({nullptr, 28, 28}, flatten) == "Reshape Flatten Dense ");
  CHECK(input_of({nullptr, 784}, serialized("Dense", {{"units", 5}})) == "Reshape Dense Dense ");
  CHECK(input_of({nullptr, 32, 32, 1}, flatten) == "ZeroPadding2D Flatten Dense ");
  CHECK(input_of({nullptr, 14, 14, 1}, flatten) == "AveragePooling2D Flatten Dense ");
  CHECK(input_of({nullptr, 8, 8, 1}, flatten) == "ZeroPadding2D AveragePooling2D Flatten Dense ");
  CHECK(input_of({nullptr, 400}, serialized("Dense", {{"units", 5}})) ==
        "DepthwiseConv2D Reshape Dense Dense ");
  CHECK(input_of({nullptr, 28, 28, 3}, flatten) == "Conv2D Flatten Dense ");
  CHECK(contains(refusal([&] {
                   input_of({nullptr, 28, 28, 2}, flatten);
                 }),
                 "it has to be images of digits, of one channel or three"));
  CHECK(contains(refusal([&] {
                   input_of({nullptr, 224, 224, 1}, flatten);
                 }),
                 "its images are of 224 x 224 pixels, which cannot be made of 28 x 28"));
}

TEST_CASE("what is made of an image is the same while it is tried and after") {
  const std::vector<Scalar> image = [] {
    Random random(8);
    return random_scalars(784, random, 0, 1);
  }();
  for (const Shape& input :
       {Shape{20, 20, 1}, Shape{28, 28, 3}, Shape{16, 16, 3}, Shape{34, 30, 1}, Shape{196}}) {
    const Json layers{serialized("InputLayer", {{"batch_shape", Json::array({nullptr})}}),
                      serialized("Flatten"), serialized("Dense", {{"units", 10}})};
    Json config = {{"class_name", "Sequential"}, {"config", {{"layers", layers}}}};
    for (const int size : input.sizes())
      config["config"]["layers"][0]["config"]["batch_shape"].push_back(size);
    Sequential network = Sequential::from_config(config);
    network.initialize(2);
    const Preparation preparation{.scaling = "mnist"};
    const auto expected = network.predict(prepared(image, 1, input, preparation), 1);
    CAPTURE(input.text());
    CHECK(distance(prepared(network, preparation).predict(image, 1), expected) < 1e-5);
  }
  // The middle of the image, and its ink in every colour.
  const auto middle = prepared(image, 1, {20, 20, 1}, {});
  CHECK(middle[0] == image[4 * 28 + 4]);
  CHECK(middle[399] == image[23 * 28 + 23]);
  const auto coloured = prepared(image, 1, {28, 28, 3}, {});
  CHECK(coloured[3 * 57 + 2] == image[57]);
}

TEST_CASE("a network that takes long is shown fewer digits, and one that takes too long is refused") {
  const auto shown = [](int filters) {
    const Json conv = {{"filters", filters}, {"kernel_size", 3}, {"padding", "same"}};
    Json config = {
        {"class_name", "Sequential"},
        {"config",
         {{"layers",
           {serialized("InputLayer", {{"batch_shape", {nullptr, 28, 28, 1}}}), serialized("Conv2D", conv),
            serialized("Conv2D", conv), serialized("GlobalMaxPooling2D"),
            serialized("Dense", {{"units", 10}, {"activation", "softmax"}})}}}}};
    Sequential network = Sequential::from_config(config);
    network.initialize(1);
    const ImportedModel imported = import_model({keras_file(config, network)}, "0..1");
    return imported.trials.at(0).of;
  };
  CHECK(shown(8) == 100);
  CHECK(shown(64) == 50);
  CHECK(contains(refusal([&] { shown(256); }),
                 "million multiplications for an image, which is too long to try it"));
}

TEST_CASE("classes have EMNIST's names where there are as many") {
  const auto labels_of = [](int classes) {
    Sequential network = Sequential::from_config(sequential_of(
        "n", {nullptr, 28, 28, 1}, {serialized("Flatten"), serialized("Dense", {{"units", classes}})}));
    network.initialize(1);
    std::string all;
    for (const auto& label : import_model({keras_file(network.config(), network)}, "0..1").named.labels)
      all += label;
    return all;
  };
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  CHECK(labels_of(26) == letters);
  CHECK(labels_of(27) == "?" + letters);
  CHECK(labels_of(36) == "0123456789" + letters);
  CHECK(labels_of(11) == "012345678910");
}

TEST_CASE("a Dense layer on an image is one on every pixel, on a table on every row") {
  const std::vector<Json> end{serialized("Flatten"), serialized("Dense", {{"units", 10}})};
  Sequential plain = Sequential::from_config(
      sequential_of("n", {nullptr, 28, 28, 1},
                    {serialized("Conv2D", {{"filters", 3}, {"kernel_size", 1}}), end[0], end[1]}));
  plain.initialize(1);
  Json config = plain.config();
  Json& layer = config["config"]["layers"][1];
  layer = serialized("Dense", {{"name", layer["config"]["name"]}, {"units", 3}});
  ImportedModel model = import_model({keras_file(config, plain)}, "0..1");
  Random random(3);
  const auto image = random_scalars(784, random, 0, 1);
  CHECK(model.named.model.predict(image, 1) == plain.predict(image, 1));

  const Json rows =
      sequential_of("n", {nullptr, 28, 28}, {serialized("Dense", {{"units", 2}}), end[0], end[1]});
  const Sequential read = build_keras(read_keras_config(rows), {}).build();
  CHECK(read.layers()[1]->output_shape() == Shape{28, 1, 2});
  CHECK(read.layers()[2]->output_shape() == Shape{56});
}

TEST_CASE("two models at once are refused") {
  Sequential shipped = read_model(shipped_model()).model;
  const ModelFile one = keras_file(shipped.config(), shipped);
  ModelFile other = one;
  other.name = "other.h5";
  CHECK(refusal([&] {
          import_model({one, other});
        }) == "[model] model.h5 and other.h5 are two models; open them one by one");
}

TEST_CASE("weights that are not those of the configuration are refused") {
  Sequential shipped = read_model(shipped_model()).model;
  const Json config = shipped.config();
  const auto refused = [&](auto change) {
    ModelFile file = keras_file(config, shipped);
    change(file);
    return refusal([&] { import_model({file}); });
  };
  CHECK(contains(refused([](ModelFile& file) { file.tensors[0].values.pop_back(); }), "has 287 numbers"));
  CHECK(contains(refused([](ModelFile& file) { file.tensors[0].values[5] = NAN; }), "not finite"));
  CHECK(contains(refused([](ModelFile& file) { file.tensors.pop_back(); }),
                 "the file has no weights dense/bias:0"));
  CHECK(contains(refused([](ModelFile& file) { file.description["hdf5"][""]["model_config"] = "{"; }),
                 "model_config"));
  CHECK(contains(
      refused([](ModelFile& file) { file.description["hdf5"][""]["model_config"] = R"({"config": 3})"; }),
      "the configuration has no layers"));
}
