#include "model/plan.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "model/sequential.h"
#include "numbers.h"
#include "presets/preset.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Purpose = Plan::Purpose;

Sequential planned_network(const Json& batch_shape, const std::vector<Json>& layers) {
  Sequential model = Sequential::from_config(sequential_of("planned", batch_shape, layers));
  model.initialize(7);
  return model;
}

Json conv(int filters, const char* activation) {
  return serialized("Conv2D", {{"filters", filters}, {"kernel_size", 3}, {"activation", activation}});
}

/// A bit of everything; no activation has a kink, so that differences tell gradients.
Sequential bit_of_everything() {
  return planned_network({nullptr, 9, 10, 2},
                         {conv(3, "tanh"), serialized("MaxPooling2D"), serialized("BatchNormalization"),
                          serialized("Activation", {{"activation", "sigmoid"}}), serialized("Flatten"),
                          serialized("Dense", {{"units", 6}, {"activation", "gelu"}}),
                          serialized("Dense", {{"units", 4}, {"activation", "softmax"}})});
}

struct Images {
  Numbers values;
  ConstTensorView view;

  Images(const Sequential& model, int n) {
    Random random(9);
    values = random_scalars(n * model.input_shape().elements(), random, -1, 1);
    view = {values.data(), model.input_shape().with_batch(n)};
  }
};

Plan allocated(const Sequential& model, int batch, Purpose purpose) {
  Plan plan(model, batch, purpose);
  plan.allocate();
  return plan;
}

Numbers numbers_of(ConstTensorView view) {
  return {view.begin(), view.end()};
}

/// What the layers from `first` on make of x, one after the other, each with memory of its own; a softmax at
/// the end is left out.
std::vector<Numbers> layer_by_layer(const Sequential& model, std::size_t first, ConstTensorView x) {
  std::vector<Numbers> outputs;
  const auto& layers = model.layers();
  for (std::size_t i = first; i < layers.size(); ++i) {
    Layer& layer = *layers[i];
    const Shape shape = layer.output_shape().with_batch(x.shape[0]);
    Numbers cache(layer.cache_size()), scratch(layer.scratch_size(x.shape[0])), y(shape.elements());
    const Pass pass{.cache = cache.data(),
                    .scratch = scratch.data(),
                    .skip_activation = i + 1 == layers.size() && layer.activation() == "softmax"};
    layer.forward(pass, x, {y.data(), shape});
    outputs.push_back(std::move(y));
    x = {outputs.back().data(), shape};
  }
  return outputs;
}

/// Whether `gradients` are those of sum(outputs * dy), where `numbers` are all of `values` and outputs()
/// computes.
template <typename Outputs>
std::size_t wrong_gradients(Numbers& values, const Numbers& gradients, const Numbers& dy,
                            const Outputs& outputs) {
  const auto objective = [&] {
    const Numbers y = outputs();
    double sum = 0;
    for (std::size_t i = 0; i < dy.size(); ++i) sum += static_cast<double>(y[i]) * dy[i];
    return sum;
  };
  std::size_t count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Scalar before = values[i];
    bool agrees = false;
    for (const double step : {1e-2, 3e-3, 1e-3}) {
      values[i] = static_cast<Scalar>(before + step);
      const double up = values[i], above = objective();
      values[i] = static_cast<Scalar>(before - step);
      const double difference = (above - objective()) / (up - values[i]);
      agrees = agrees || std::fabs(difference - gradients[i]) < 5e-3 * (1 + std::fabs(difference));
    }
    values[i] = before;
    count += !agrees;
  }
  return count;
}

std::string steps_of(const Plan& plan) {
  std::string text;
  for (const auto& step : plan.steps()) {
    text += std::to_string(step.first);
    if (step.is_fused()) text += "+" + std::to_string(step.last);
    text += step.activation ? "a " : " ";
  }
  return text;
}

/// Any network of images of 12x11 pixels.
Sequential random_network(std::uint64_t seed) {
  Random random(seed);
  const auto below = [&](int n) { return static_cast<int>(random.uniform(0, n)); };
  const char* activations[] = {"linear", "relu", "sigmoid", "tanh", "gelu", "elu"};
  std::vector<Json> layers;
  int side = 11;
  for (int i = 0; i < 7; ++i) {
    const char* activation = activations[below(6)];
    switch (below(9)) {
      case 0:
      case 1:
      case 2:
        if (side < 4) break;
        layers.push_back(conv(below(2) ? 8 : 3, activation));
        side -= 2;
        break;
      case 3:
      case 4:
        if (side < 2) break;
        layers.push_back(serialized(below(3) ? "MaxPooling2D" : "AveragePooling2D"));
        side /= 2;
        break;
      case 5:
        layers.push_back(serialized("BatchNormalization"));
        break;
      case 6:
        layers.push_back(serialized("Activation", {{"activation", activation}}));
        break;
      case 7:
        layers.push_back(serialized("Dropout", {{"rate", 0.25}}));
        break;
      default:
        layers.push_back(serialized("LeakyReLU"));
    }
    if (!layers.empty() && below(5) == 0) layers.back()["config"]["trainable"] = false;
  }
  layers.push_back(serialized("Flatten"));
  layers.push_back(serialized("Dense", {{"units", 5}, {"activation", below(2) ? "softmax" : "tanh"}}));
  return planned_network({nullptr, 12, 11, below(2) ? 8 : 1}, layers);
}

}  // namespace

TEST_CASE("layers run as one where the next works on what is still in the cache") {
  const auto steps = [](const char* preset, Purpose purpose) {
    const Sequential model = Sequential::from_config(find_preset(preset).model);
    return steps_of(Plan(model, 2, purpose));
  };
  CHECK(steps("keras-simple", Purpose::kTraining) == "0 1+2a 3 4 5 6 7 ");
  CHECK(steps("keras-simple", Purpose::kReading) == "0 1+2a 3 4 5 6 7 ");
  CHECK(steps("keras-simple", Purpose::kInside) == "0 1 2 3 4 5 6 7 ");
  // A convolution without activation, and normalisations with the activation as a layer of its own.
  CHECK(steps("book-cnn", Purpose::kTraining) == "0+1 2 3 4 5 ");
  CHECK(steps("inkling", Purpose::kTraining).starts_with("0 1 2 3 4 5+6a 7 "));
  // What is not monotonic, or not max pooling, comes before.
  CHECK(steps_of(Plan(planned_network({nullptr, 8, 8, 1}, {conv(3, "gelu"), serialized("MaxPooling2D")}), 2,
                      Purpose::kTraining)) == "0+1 ");
  CHECK(steps_of(Plan(planned_network({nullptr, 8, 8, 1}, {conv(3, "relu"), serialized("AveragePooling2D")}),
                      2, Purpose::kTraining)) == "0+1 ");
}

TEST_CASE("looking inside, every activation is there, and is what the layer makes by itself") {
  const Sequential model = bit_of_everything();
  const Images x(model, 3);
  Plan plan = allocated(model, 5, Purpose::kInside);
  plan.forward(x.view, nullptr);
  const auto expected = layer_by_layer(model, 0, x.view);
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(numbers_of(plan.activation(i)) == expected[i]);
  for (const Purpose purpose : {Purpose::kReading, Purpose::kTraining}) {
    Plan other = allocated(model, 3, purpose);
    CHECK(numbers_of(other.forward(x.view, nullptr)) == expected.back());
  }
}

TEST_CASE(
    "looking inside, the gradient of the input and that of any layer's output are what differences say") {
  const Sequential model = bit_of_everything();
  Images x(model, 2);
  Plan plan = allocated(model, 2, Purpose::kInside);
  Random random(4);
  const Numbers dy = random_scalars(2 * 4, random);
  plan.forward(x.view, nullptr);
  const auto fill = [&] { std::copy(dy.begin(), dy.end(), plan.output_gradient().begin()); };
  fill();
  const Numbers of_input = numbers_of(plan.input_gradient(x.view));
  CHECK(wrong_gradients(x.values, of_input, dy, [&] { return numbers_of(plan.forward(x.view, nullptr)); }) ==
        0);

  for (std::size_t layer = 0; layer < model.layers().size(); ++layer) {
    CAPTURE(layer);
    plan.forward(x.view, nullptr);
    Numbers activation = numbers_of(plan.activation(layer));
    const ConstTensorView given(activation.data(), plan.activation(layer).shape);
    fill();
    const Numbers gradient = numbers_of(plan.activation_gradient(layer, x.view));
    REQUIRE(gradient.size() == activation.size());
    const auto outputs = [&] {
      const auto made = layer_by_layer(model, layer + 1, given);
      return made.empty() ? activation : made.back();
    };
    CHECK(wrong_gradients(activation, gradient, dy, outputs) == 0);
  }
}

TEST_CASE("an observer is told of every step before and after it, forward and backward") {
  Sequential model = bit_of_everything();
  const Images x(model, 2);
  std::string told;
  const auto observe = [&](const Plan::Step& step, Plan::Moment moment, TensorView values) {
    CHECK((values.size() > 0) ==
          (moment == Plan::Moment::kAfterForward || moment == Plan::Moment::kBeforeBackward));
    told += std::string(1, "<>[]"[static_cast<int>(moment)]) + std::to_string(step.first);
  };
  Plan plan = allocated(model, 2, Purpose::kTraining);
  plan.set_observer(observe);
  plan.forward(x.view, nullptr);
  CHECK(told == "<0>0<2>2<3>3<4>4<5>5<6>6");
  told.clear();
  plan.backward(x.view);
  CHECK(told == "[6]6[5]5[4]4[3]3[2]2[0]0");

  told.clear();
  model.set_observer(observe);
  model.predict(x.values, 2);
  CHECK(told == "<0>0<2>2<3>3<4>4<5>5<6>6");
}

TEST_CASE(
    "steps that share memory, with any number of threads, compute what layers with memory of their own do") {
  constexpr int kBatch = 21;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Sequential model = random_network(seed);
    const Images x(model, kBatch);
    const auto trained = [&](Purpose purpose, std::size_t threads, int reserved) {
      const Threads count(threads);
      Plan plan = allocated(model, reserved, purpose);
      std::fill(model.gradient_block().begin(), model.gradient_block().end(), Scalar(0));
      Random random(5);
      const TensorView y = plan.forward(x.view, &random);
      Numbers results = numbers_of(y);
      for (std::size_t i = 0; i < y.size(); ++i) plan.output_gradient()[i] = y[i] + Scalar(0.1);
      if (purpose == Purpose::kInside)
        plan.input_gradient(x.view);
      else
        plan.backward(x.view);
      results.insert(results.end(), model.gradient_block().begin(), model.gradient_block().end());
      return results;
    };
    const Numbers apart = trained(Purpose::kInside, 1, kBatch);
    for (const std::size_t threads : {1, 2, 40})
      CHECK(trained(Purpose::kTraining, threads, kBatch + 3 * static_cast<int>(threads)) == apart);
    Plan reading = allocated(model, kBatch, Purpose::kReading),
         inside = allocated(model, kBatch, Purpose::kInside);
    CHECK(numbers_of(reading.forward(x.view, nullptr)) == numbers_of(inside.forward(x.view, nullptr)));
  }
}

TEST_CASE("frozen layers below the first that is trained are not differentiated") {
  std::vector<Json> layers{conv(3, "relu"), serialized("MaxPooling2D"), conv(4, "relu"),
                           serialized("Flatten"), serialized("Dense", {{"units", 3}})};
  layers[0]["config"]["trainable"] = false;
  const Sequential model = planned_network({nullptr, 10, 10, 1}, layers);
  CHECK(Plan(model, 1, Purpose::kTraining).first_differentiated() == 1);
  CHECK(Plan(model, 1, Purpose::kInside).first_differentiated() == 0);
  CHECK(Plan(model, 1, Purpose::kReading).first_differentiated() == 4);
}

TEST_CASE("memory is shared by what does not live at the same time") {
  const Threads count(1);
  const Sequential model = Sequential::from_config(find_preset("keras-simple").model);
  constexpr int kBatch = 128, kRead = 64;
  // As if every layer had memory of its own, and gradients two buffers of the largest size.
  const auto apart = [&](int batch, bool training) {
    double sum = 0, largest = 0, scratch = 0;
    for (const auto& layer : model.layers()) {
      const double output = layer->only_reshapes() ? 0 : layer->output_shape().elements() * batch;
      sum += output + static_cast<double>(layer->state_size(batch) + layer->cache_size());
      largest = std::max(largest, output);
      scratch = std::max(scratch, static_cast<double>(layer->scratch_size(batch)));
    }
    return sum + scratch + (training ? 2 * largest : 0);
  };
  const auto planned = [&](int batch, Purpose purpose) {
    return static_cast<double>(Plan(model, batch, purpose).memory().size());
  };
  const double training = planned(kBatch, Purpose::kTraining), reading = planned(kRead, Purpose::kReading);
  MESSAGE("keras-simple in MB: training ", training * 4e-6, " of ", apart(kBatch, true) * 4e-6, ", reading ",
          reading * 4e-6, " of ", apart(kRead, false) * 4e-6);
  CHECK(training < 0.5 * apart(kBatch, true));
  CHECK(reading < 0.5 * apart(kRead, false));
  // What only gradients need, each thread has for itself, and reading does without it.
  const Threads more(4);
  const double shared = planned(kBatch, Purpose::kReading);
  MESSAGE("reading by 4 threads ", shared * 4e-6, " of ", apart(kBatch, false) * 4e-6);
  CHECK(shared < 0.5 * apart(kBatch, false));
}

TEST_CASE("a plan refuses what it is not for") {
  const Sequential model = bit_of_everything();
  const Images x(model, 1);
  Plan plan = allocated(model, 1, Purpose::kReading);
  Random random(1);
  CHECK(contains(refusal([&] { plan.forward(x.view, &random); }), "[Plan] it is for reading only"));
  plan.forward(x.view, nullptr);
  CHECK(contains(refusal([&] { plan.activation(0); }), "[Plan] it is not for looking inside"));
  CHECK(contains(refusal([&] { plan.input_gradient(x.view); }), "not for looking inside"));
  CHECK(contains(refusal([&] { plan.activation_gradient(0, x.view); }), "not for looking inside"));
}
