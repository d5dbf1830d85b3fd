#include "model/sequential.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"

namespace inkling {

namespace {

constexpr std::uint64_t kMaxActivations = std::uint64_t{1} << 28;
/// Between the layers, of one sample, and of those that are predicted at once.
constexpr std::uint64_t kMostBetween = std::uint64_t{1} << 24;
constexpr std::uint64_t kPredictBatch = 64;

}  // namespace

Sequential::Sequential(std::string name, const Shape& input, std::vector<std::unique_ptr<Layer>> layers,
                       std::size_t most_parameters)
    : name_(std::move(name)), input_(input), layers_(std::move(layers)) {
  require(!layers_.empty(), "Sequential", "needs at least one layer");
  name_layers();
  Shape shape = input_;
  std::uint64_t parameters = 0;
  for (auto& layer : layers_) {
    layer->build(shape);
    shape = layer->output_shape();
    for (const auto& spec : layer->weight_specs()) parameters += spec.shape.elements();
    if (parameters > most_parameters)
      fail("Sequential", std::to_string(parameters) + " parameters and more, there may be " +
                             std::to_string(most_parameters));
    between_ += shape.elements();
    if (between_ > kMostBetween)
      fail("Sequential", "a sample takes more than 2^24 numbers from " + layer->name() + " on");
  }
  if (layers_.back()->activation() == "softmax") final_softmax_ = layers_.back()->take_activation();
  for (std::size_t i = 0; i + 1 < layers_.size(); ++i)
    if (layers_[i + 1]->picks_largest() && make_activation(layers_[i]->activation())->only_grows())
      layers_[i + 1]->end_with(layers_[i]->take_activation());
  place_weights();
}

void Sequential::reserve(int batch, bool training) {
  batch = std::max(batch, reserved_);
  training = training || reserved_for_training_;
  if (batch == reserved_ && training == reserved_for_training_ && thread_count() <= reserved_threads_) return;
  Arena arena;
  std::vector<Arena::Place> outputs, states;
  std::size_t scratch = 0, largest = 0;
  const auto limit = [batch](std::uint64_t numbers) {
    if (numbers > kMaxActivations)
      fail("Sequential", "a batch of " + std::to_string(batch) + " takes more than 1 GB");
  };
  for (const auto& layer : layers_) {
    limit(std::uint64_t{layer->output_shape().elements()} * batch);
    const std::size_t elements = layer->output_shape().elements() * batch;
    outputs.push_back(layer->only_reshapes() && !outputs.empty() ? outputs.back() : arena.plan(elements));
    states.push_back(arena.plan(layer->state_size(batch)));
    limit(arena.elements());
    scratch = std::max(scratch, layer->scratch_size(batch));
    largest = std::max(largest, elements);
  }
  const auto scratch_place = arena.plan(scratch);
  const auto gradient_a = arena.plan(training ? largest : 0), gradient_b = arena.plan(training ? largest : 0);
  limit(arena.elements());

  reserved_ = 0;
  activations_ = Arena();
  arena.allocate();
  scratch_ = scratch_place;
  gradient_a_ = gradient_a;
  gradient_b_ = gradient_b;
  activations_ = std::move(arena);
  outputs_ = std::move(outputs);
  states_ = std::move(states);
  reserved_ = batch;
  reserved_for_training_ = training;
  reserved_threads_ = thread_count();
}

Pass Sequential::pass(std::size_t layer, Random* random) {
  return {training_pass_, random, activations_.at(states_[layer]), activations_.at(scratch_)};
}

TensorView Sequential::output(std::size_t layer, int batch) {
  return activations_.view(outputs_[layer], layers_[layer]->output_shape().with_batch(batch));
}

bool Sequential::works_with_next(std::size_t layer) const {
  return layer + 1 < layers_.size() && layers_[layer]->lets_next_work() &&
         layers_[layer + 1]->works_by_samples();
}

TensorView Sequential::forward(ConstTensorView x, Random* random) {
  const int batch = x.shape[0];
  if (thread_count() > reserved_threads_) reserve(reserved_, reserved_for_training_);
  if (batch > reserved_ || x.shape != input_.with_batch(batch))
    fail("Sequential", "input " + x.shape.text() + " does not fit " + input_.with_batch(reserved_).text());
  training_pass_ = random != nullptr;
  TensorView y;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    y = output(i, batch);
    Pass own = pass(i, random);
    if (!works_with_next(i)) {
      layers_[i]->forward(own, x, y);
    } else {
      Layer& next = *layers_[i + 1];
      const TensorView between = y;
      const Pass pass_of_next = pass(i + 1, random);
      y = output(i + 1, batch);
      const SampleWork work = [&](std::size_t first, std::size_t count, std::size_t place) {
        next.forward_samples(pass_of_next, between, y, first, count, place);
      };
      own.next = &work;
      layers_[i++]->forward(own, x, between);
    }
    x = y;
  }
  if (reserved_for_training_) gradient_of_output_ = activations_.view(gradient_a_, y.shape);
  return y;
}

void Sequential::finish(TensorView outputs) const {
  if (final_softmax_) final_softmax_->forward({outputs.data, outputs.size()}, outputs.shape[-1]);
}

void Sequential::finish_backward(ConstTensorView outputs, TensorView gradient) const {
  if (final_softmax_)
    final_softmax_->backward({}, {outputs.data, outputs.size()}, {gradient.data, gradient.size()},
                             outputs.shape[-1]);
}

void Sequential::backward(ConstTensorView x) {
  const int batch = x.shape[0];
  const auto input = [&](std::size_t i) -> ConstTensorView { return i ? output(i - 1, batch) : x; };
  TensorView dy = gradient_of_output_;
  Arena::Place place = gradient_a_, other = gradient_b_;
  for (std::size_t i = layers_.size(); i-- > first_trained_;) {
    Layer& layer = *layers_[i];
    TensorView dx;
    if (i > first_trained_) {
      dx = activations_.view(layer.only_reshapes() ? place : other, layer.input_shape().with_batch(batch));
      if (!layer.only_reshapes()) std::swap(place, other);
    }
    const ConstTensorView in = input(i), out = output(i, batch);
    const Pass own = pass(i, nullptr);
    // Not above the first: that layer would write its dx where this one still reads dy.
    if (i == first_trained_ + 1 && works_with_next(first_trained_)) {
      const SampleWork work = [&](std::size_t first, std::size_t count, std::size_t sample) {
        layer.backward_samples(own, in, out, dy, dx, first, count, sample);
      };
      Pass last = pass(first_trained_, nullptr);
      last.next = &work;
      layers_[first_trained_]->backward(last, input(first_trained_), in, dx, {});
      break;
    }
    layer.backward(own, in, out, dy, dx);
    dy = dx;
  }
}

std::vector<Scalar> Sequential::predict(std::span<const Scalar> samples, std::size_t n) {
  const std::size_t in = input_.elements(), out = output_shape().elements();
  if (samples.size() % in != 0 || samples.size() / in != n)
    fail("predict", std::to_string(n) + " samples of " + input_.text() + " have " + std::to_string(in) +
                        " numbers each, got " + std::to_string(samples.size()));
  std::vector<Scalar> predictions(n * out);
  const auto most = static_cast<std::size_t>(
      std::clamp<std::uint64_t>(kMostBetween / std::max<std::uint64_t>(between_, 1), 1, kPredictBatch));
  for (std::size_t begin = 0; begin < n; begin += most) {
    const int batch = static_cast<int>(std::min(most, n - begin));
    reserve(batch, false);
    const TensorView outputs = forward({samples.data() + begin * in, input_.with_batch(batch)}, nullptr);
    finish(outputs);
    std::copy(outputs.begin(), outputs.end(), predictions.begin() + static_cast<std::ptrdiff_t>(begin * out));
  }
  return predictions;
}

}  // namespace inkling
