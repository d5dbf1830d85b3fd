#include "model/sequential.h"

#include <doctest/doctest.h>

#include <limits>

#include "fixtures.h"
#include "numbers.h"
#include "presets/preset.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json model_of(const Json& batch_shape, const std::vector<Json>& layers) {
  return sequential_of("small", batch_shape, layers);
}

const Json kImages{nullptr, 7, 6, 2};

Json small_model() {
  return model_of(
      kImages,
      {serialized("Conv2D", {{"filters", 3}, {"kernel_size", 3}, {"use_bias", false}}),
       serialized("BatchNormalization"), serialized("Activation", {{"activation", "relu"}}),
       serialized("MaxPooling2D"), serialized("Flatten"), serialized("Dropout", {{"rate", 0.25}}),
       serialized("Dense", {{"units", 4}}), serialized("Dense", {{"units", 5}, {"activation", "softmax"}})});
}

Sequential small(std::uint64_t seed = 1) {
  Sequential model = Sequential::from_config(small_model());
  model.initialize(seed);
  return model;
}

Numbers samples(std::size_t n, const Sequential& model) {
  Random random(9);
  return random_scalars(n * model.input_shape().elements(), random, 0, 1);
}

std::string refused(const Json& config) {
  return refusal([&] { Sequential::from_config(config); });
}

}  // namespace

TEST_CASE("a model's configuration comes back as it is") {
  const Json config = small().config();
  CHECK(Sequential::from_config(config).config() == config);
  CHECK(config["config"]["name"] == "small");
  CHECK(config["config"]["layers"][0]["config"]["batch_shape"] == kImages);
  CHECK(config["config"]["layers"][8]["config"]["name"] == "dense_1");
  CHECK(config["config"]["layers"][8]["config"]["activation"] == "softmax");
}

TEST_CASE("a layer without a name is not given one that another has") {
  const Sequential model = Sequential::from_config(
      model_of(kImages, {serialized("LeakyReLU"), serialized("LeakyReLU", {{"name", "leaky_re_lu"}}),
                         serialized("Flatten"), serialized("LeakyReLU", {{"name", "leaky_re_lu_1"}})}));
  std::string names;
  for (const auto& layer : model.layers()) names += layer->name() + " ";
  CHECK(names == "leaky_re_lu_2 leaky_re_lu flatten leaky_re_lu_1 ");
}

TEST_CASE("weights are named by layer and stand in one block, the trainable ones first") {
  Sequential model = small();
  std::vector<std::string> names;
  const Scalar* block = model.weight_block().data();
  const auto trainable = static_cast<std::ptrdiff_t>(model.gradient_block().size());
  for (const auto& weight : model.weights()) {
    CAPTURE(weight.name);
    names.push_back(weight.name);
    const std::ptrdiff_t begin = weight.values.begin() - block, end = weight.values.end() - block;
    const bool moving = contains(weight.name, "/moving");
    CHECK(begin >= (moving ? trainable : 0));
    CHECK(end <= (moving ? static_cast<std::ptrdiff_t>(model.weight_block().size()) : trainable));
    const auto ranges = model.trainable_ranges();
    CHECK(moving == std::none_of(ranges.begin(), ranges.end(), [&](const auto& range) {
            return range.name == weight.name && static_cast<std::ptrdiff_t>(range.begin) == begin &&
                   range.size == weight.values.size();
          }));
  }
  CHECK(names == std::vector<std::string>{"conv2d/kernel", "batch_normalization/gamma",
                                          "batch_normalization/beta", "batch_normalization/moving_mean",
                                          "batch_normalization/moving_variance", "dense/kernel", "dense/bias",
                                          "dense_1/kernel", "dense_1/bias"});
  CHECK(model.parameters() == 3 * 18 + 12 + 48 + 4 + 20 + 5);
  CHECK(model.trainable_parameters() == model.parameters() - 6);
}

TEST_CASE("initial weights follow from the seed, a layer's not from the other layers") {
  CHECK(small(1).weights_hash() == small(1).weights_hash());
  CHECK(small(1).weights_hash() != small(2).weights_hash());
  const auto first_kernel = [](const std::vector<Json>& layers) {
    Sequential model = Sequential::from_config(model_of(kImages, layers));
    model.initialize(3);
    const auto& values = model.weights()[0].values;
    return Numbers(values.begin(), values.end());
  };
  const Json conv = serialized("Conv2D", {{"filters", 3}, {"kernel_size", 3}});
  CHECK(first_kernel({conv}) ==
        first_kernel({conv, serialized("Flatten"), serialized("Dense", {{"units", 4}})}));
}

TEST_CASE("predictions do not depend on how many are asked for at once") {
  Sequential model = small();
  const std::size_t n = 150, in = model.input_shape().elements();
  const Numbers x = samples(n, model), all = model.predict(x, n);
  REQUIRE(all.size() == n * 5);
  for (const std::size_t size : {1, 7, 64, 65}) {
    Numbers parts;
    for (std::size_t begin = 0; begin < n; begin += size) {
      const std::size_t count = std::min(size, n - begin);
      for (const Scalar value : model.predict(std::span(x).subspan(begin * in, count * in), count))
        parts.push_back(value);
    }
    CHECK(parts == all);
  }
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (int c = 0; c < 5; ++c) sum += all[i * 5 + c];
    CHECK(sum == doctest::Approx(1));
  }
  CHECK(model.predict({}, 0).empty());
}

TEST_CASE("predictions do not depend on threads, also when their number changes on the way") {
  Sequential model = small();
  const Numbers x = samples(33, model);
  std::vector<Numbers> all;
  for (const std::size_t threads : {1, 3, 2, 7, 1}) {
    const Threads count(threads);
    all.push_back(model.predict(x, 33));
    CHECK(all.back() == all.front());
  }
}

TEST_CASE("predict refuses what are not samples") {
  Sequential model = small();
  const Numbers x(84 * 2);
  CHECK(contains(refusal([&] { model.predict(x, 3); }),
                 "[predict] 3 samples of (7, 6, 2) have 84 numbers each"));
  CHECK(refusal([&] { model.predict(std::span(x).first(100), 1); }) != "");
  CHECK(refusal([&] { model.predict({}, std::numeric_limits<std::size_t>::max() / 4 + 1); }) != "");
}

TEST_CASE("the gradient of a whole model is what differences say") {
  Sequential model = small();
  const int batch = 3;
  const Numbers x = samples(batch, model);
  const TensorView input(const_cast<Scalar*>(x.data()), model.input_shape().with_batch(batch));
  model.reserve(batch, true);
  Random random(4);
  const auto dy = random_scalars(batch * 5, random);
  const auto objective = [&] {
    Random dropout(6);
    const TensorView y = model.forward(input, &dropout);
    double sum = 0;
    for (std::size_t i = 0; i < dy.size(); ++i) sum += static_cast<double>(y[i]) * dy[i];
    return sum;
  };
  objective();
  std::copy(dy.begin(), dy.end(), model.output_gradient().begin());
  std::fill(model.gradient_block().begin(), model.gradient_block().end(), Scalar(0));
  model.backward(input);
  const Numbers gradients(model.gradient_block().begin(), model.gradient_block().end());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    Scalar& weight = model.weight_block()[i];
    const Scalar before = weight;
    bool agrees = false;
    for (const double step : {1e-2, 3e-3, 1e-3}) {
      weight = static_cast<Scalar>(before + step);
      const double up = weight, above = objective();
      weight = static_cast<Scalar>(before - step);
      const double difference = (above - objective()) / (up - weight);
      agrees = agrees || std::fabs(difference - gradients[i]) < 5e-3 * (1 + std::fabs(difference));
    }
    weight = before;
    wrong += !agrees;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a pooling that works with the convolution before it computes what it does by itself") {
  constexpr int kBatch = 37;
  for (const char* pooling : {"MaxPooling2D", "AveragePooling2D"})
    for (const char* activation : {"linear", "relu", "sigmoid", "tanh", "gelu"})
      for (const int filters : {3, 8}) {  // of 3 by the product of patches, of 8 by Winograd's way
        CAPTURE(pooling);
        CAPTURE(activation);
        CAPTURE(filters);
        const Json convolution =
            serialized("Conv2D", {{"filters", filters}, {"kernel_size", 3}, {"activation", activation}});
        const auto trained = [&](const std::vector<Json>& between, std::size_t threads) {
          const Threads count(threads);
          std::vector<Json> layers{convolution};
          layers.insert(layers.end(), between.begin(), between.end());
          layers.push_back(serialized(pooling));
          layers.push_back(serialized("Flatten"));
          Sequential model = Sequential::from_config(model_of({nullptr, 9, 10, 8}, layers));
          model.initialize(3);
          model.reserve(kBatch, true);
          Random random(5);
          const Numbers images = samples(kBatch, model);
          const ConstTensorView x(images.data(), model.input_shape().with_batch(kBatch));
          const TensorView y = model.forward(x, &random);
          Numbers results(y.begin(), y.end());
          const TensorView dy = model.output_gradient();
          for (std::size_t i = 0; i < dy.size(); ++i) dy[i] = y[i] + 1;
          model.backward(x);
          results.insert(results.end(), model.gradient_block().begin(), model.gradient_block().end());
          return results;
        };
        const Numbers apart = trained({serialized("Activation", {{"activation", "linear"}})}, 1);
        for (const std::size_t threads : {1, 3, 64}) CHECK(trained({}, threads) == apart);
      }
}

TEST_CASE("predicting between two training passes changes neither") {
  const auto train = [](bool predict_between) {
    Sequential model = small();
    model.reserve(3, true);
    const Numbers x = samples(3, model);
    const TensorView input(const_cast<Scalar*>(x.data()), model.input_shape().with_batch(3));
    Numbers outputs;
    for (int step = 0; step < 2; ++step) {
      if (predict_between) model.predict(samples(70, model), 70);
      Random random(2);
      const TensorView y = model.forward(input, &random);
      outputs.insert(outputs.end(), y.begin(), y.end());
      std::fill(model.output_gradient().begin(), model.output_gradient().end(), Scalar(1));
      std::fill(model.gradient_block().begin(), model.gradient_block().end(), Scalar(0));
      model.backward(input);
      const Values gradients = model.gradient_block();
      outputs.insert(outputs.end(), gradients.begin(), gradients.end());
    }
    return outputs;
  };
  CHECK(train(false) == train(true));
}

TEST_CASE("summary shows what Keras shows") {
  const std::string summary = Sequential::from_config(find_preset("keras-simple").model).summary();
  for (const auto* part :
       {"Model: \"keras-simple\"", "conv2d (Conv2D)", "│ (None, 26, 26, 32)     │           320 │\n",
        "1,199,882", "4.58 MB", "Trainable params: 1,199,882", "Non-trainable params: 0 (0.00 B)"})
    CHECK_MESSAGE(contains(summary, part), part, " is not in\n", summary);
}

TEST_CASE("what is wrong with a model's configuration is said in words") {
  const auto shaped = [](const Json& batch_shape) {
    return refused(model_of(batch_shape, {serialized("Flatten")}));
  };
  CHECK(contains(refused(Json()), "[Sequential] configuration must have class_name Sequential"));
  CHECK(contains(refused(Json::array()), "class_name Sequential"));
  CHECK(contains(refused({{"class_name", "Functional"}}), "class_name Sequential"));
  CHECK(contains(refused({{"class_name", "Sequential"}}), "needs a list of layers"));
  CHECK(contains(refused({{"class_name", "Sequential"}, {"config", 7}}), "configuration must be an object"));
  CHECK(contains(refused({{"class_name", "Sequential"}, {"config", {{"layers", Json::array()}}}}),
                 "needs a list of layers"));
  CHECK(contains(refused({{"class_name", "Sequential"}, {"config", {{"layers", {serialized("Flatten")}}}}}),
                 "the first layer must be an InputLayer"));
  CHECK(contains(refused(model_of(kImages, {})), "needs at least one layer"));
  for (const Json& shape : std::vector<Json>{Json(),
                                             7,
                                             "x",
                                             {nullptr},
                                             {1, 28, 28, 1},
                                             {nullptr, 28, 28, 1, 1},
                                             {nullptr, 0, 28, 1},
                                             {nullptr, -3, 28, 1},
                                             {nullptr, 28.5, 28, 1},
                                             {nullptr, 5000, 28, 1},
                                             {nullptr, 1e30, 28, 1},
                                             {nullptr, 18446744073709551615u, 28, 1},
                                             {nullptr, "28", 28, 1}}) {
    CAPTURE(shape.dump());
    CHECK(contains(shaped(shape), "[InputLayer] batch_shape"));
  }
  CHECK(contains(refused(model_of(kImages, {serialized("Conv3D")})),
                 "[layer] unknown name 'Conv3D', did you mean 'Conv2D'?"));
  CHECK(contains(refused(model_of(kImages, {Json("Flatten")})), "[layer] needs a class_name"));
  CHECK(contains(refused(model_of(kImages, {serialized("Dense", {{"units", 3}})})), "put Flatten before it"));
  CHECK(contains(refused(model_of(kImages, {serialized("Flatten", {{"name", "a"}}),
                                            serialized("Dropout", {{"name", "a"}})})),
                 "two layers are named 'a'"));
  CHECK(contains(refused(model_of(kImages, {serialized("Flatten", {{"name", 7}})})),
                 "[Flatten] name must be a text"));
  CHECK(contains(refused(model_of(kImages, std::vector<Json>(1001, serialized("Flatten")))),
                 "at most 1000 layers"));
}

TEST_CASE("models that no computer holds are refused at once") {
  const Json large{nullptr, 4096, 4096, 64}, grey{nullptr, 4096, 4096, 1};
  CHECK(contains(refused(model_of({nullptr, 4096, 4096, 4096}, {serialized("Flatten")})), "2^31"));
  CHECK(contains(refused(model_of(large, {serialized("Flatten"), serialized("Dense", {{"units", 1}})})),
                 "a sample takes more than 2^24 numbers from flatten on"));
  CHECK(contains(refused(model_of({nullptr, 4096, 4096, 1},
                                  {serialized("Flatten"), serialized("Dense", {{"units", 2}})})),
                 "33554434 parameters and more, there may be 30000000"));
  CHECK(contains(refused(model_of({nullptr, 4096, 4096, 1},
                                  {serialized("Flatten"), serialized("Dense", {{"units", 1000}})})),
                 "2^31"));
  const Json wide = serialized("Conv2D", {{"filters", 64}, {"kernel_size", 3}, {"padding", "same"}});
  CHECK(contains(refused(model_of(grey, {wide, wide, wide})), "2^24 numbers from conv2d on"));
  Sequential model = Sequential::from_config(
      model_of({nullptr, 1024, 1024, 1}, {serialized("Conv2D", {{"filters", 12}, {"kernel_size", 3}})}));
  CHECK(contains(refusal([&] { model.reserve(64, false); }),
                 "[Sequential] a batch of 64 takes more than 1 GB"));
  Sequential many = small();
  const Numbers x = samples(2, many), before = many.predict(x, 2);
  CHECK(contains(refusal([&] { many.reserve(2147483647, true); }), "takes more than 1 GB"));
  CHECK(many.predict(x, 2) == before);
}
