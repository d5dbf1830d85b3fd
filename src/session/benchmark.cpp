#include "session/benchmark.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"

namespace inkling {

namespace {

using Now = std::function<double()>;

constexpr int kEndless = 1'000'000;
/// Gradients of a network that knows its images by heart are so near to zero that processors compute with
/// them many times more slowly.
constexpr double kLearningRate = 1e-8;

/// Another layer, and how long that has worked in training.
class TimedLayer final : public Layer {
 public:
  TimedLayer(std::unique_ptr<Layer> layer, const Now& now) : layer_(std::move(layer)), now_(now) {
    set_name(layer_->name());
    set_trainable(layer_->trainable());
  }

  void set_next(TimedLayer& next) { next_ = &next; }
  void reset() { forward_seconds_ = backward_seconds_ = 0; }
  Json json() const {
    return {{"layer", name()},
            {"multiply_adds", multiply_adds()},
            {"forward_seconds", forward_seconds_},
            {"backward_multiply_adds", backward_products_ * multiply_adds()},
            {"backward_seconds", backward_seconds_}};
  }

  std::string_view type() const override { return layer_->type(); }
  void describe(Fields& fields) override { layer_->describe(fields); }
  std::size_t state_size(int batch) const override { return layer_->state_size(batch); }
  std::size_t scratch_size(int batch) const override { return layer_->scratch_size(batch); }
  bool only_reshapes() const override { return layer_->only_reshapes(); }
  bool lets_next_work() const override { return layer_->lets_next_work(); }
  bool works_by_samples() const override { return layer_->works_by_samples(); }
  double multiply_adds() const override { return layer_->multiply_adds(); }
  std::string_view activation() const override { return layer_->activation(); }
  std::unique_ptr<Activation> take_activation() override { return layer_->take_activation(); }
  bool picks_largest() const override { return layer_->picks_largest(); }
  void end_with(std::unique_ptr<Activation> activation) override { layer_->end_with(std::move(activation)); }

  void forward(const Pass& pass, ConstTensorView x, TensorView y) override {
    lend_weights();
    measure(pass.training ? &TimedLayer::forward_seconds_ : &TimedLayer::not_counted_, x.shape[0],
            [&] { layer_->forward(pass, x, y); });
  }

  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override {
    backward_products_ = (trainable() ? 1 : 0) + (dx ? 1 : 0);
    measure(&TimedLayer::backward_seconds_, x.shape[0], [&] { layer_->backward(pass, x, y, dy, dx); });
  }

  void forward_samples(const Pass& pass, ConstTensorView x, TensorView y, std::size_t first,
                       std::size_t count, std::size_t place) override {
    const double begin = now_();
    layer_->forward_samples(pass, x, y, first, count, place);
    of_samples_[first] = now_() - begin;
  }

  void backward_samples(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy, TensorView dx,
                        std::size_t first, std::size_t count, std::size_t place) override {
    const double begin = now_();
    layer_->backward_samples(pass, x, y, dy, dx, first, count, place);
    of_samples_[first] = now_() - begin;
  }

 protected:
  Shape compute_output_shape(const Shape& input) override {
    layer_->build(input);
    return layer_->output_shape();
  }
  std::vector<WeightSpec> declare_weights(const Shape&) override { return layer_->weight_specs(); }

 private:
  using Seconds = double TimedLayer::*;

  /// Adds how long this takes to `seconds`, and to the next layer's what that does meanwhile.
  template <typename Work>
  void measure(Seconds seconds, int batch, const Work& work) {
    if (next_) next_->of_samples_.assign(static_cast<std::size_t>(batch), 0);
    const double begin = now_();
    work();
    this->*seconds += now_() - begin;
    if (!next_) return;
    const auto& done = next_->of_samples_;
    const double meanwhile =
        std::accumulate(done.begin(), done.end(), 0.0) / static_cast<double>(thread_count());
    this->*seconds -= meanwhile;
    next_->*seconds += meanwhile;
  }

  void lend_weights() {
    if (lent_) return;
    std::vector<TensorView> weights, gradients;
    for (int i = 0; i < weight_count(); ++i) {
      weights.push_back(weight(i));
      gradients.push_back(gradient(i));
    }
    layer_->bind(std::move(weights), std::move(gradients));
    lent_ = true;
  }

  std::unique_ptr<Layer> layer_;
  const Now& now_;
  bool lent_ = false;
  int backward_products_ = 0;
  TimedLayer* next_ = nullptr;
  /// Of the layer before, while that works; set at the first sample of those worked on together.
  std::vector<double> of_samples_;
  double forward_seconds_ = 0, backward_seconds_ = 0, not_counted_ = 0;
};

Sequential timed(const Json& model, const Now& now) {
  const Json config = Sequential::from_config(model).config();
  const Json& list = config["config"]["layers"];
  std::vector<std::unique_ptr<Layer>> layers;
  TimedLayer* before = nullptr;
  for (std::size_t i = 1; i < list.size(); ++i) {
    auto layer = std::make_unique<TimedLayer>(read_layer(list[i]), now);
    if (before) before->set_next(*layer);
    before = layer.get();
    layers.push_back(std::move(layer));
  }
  return Sequential("timed", read_input_layer(list[0]), std::move(layers));
}

/// Each shows a bright square on noise, at one of ten places, which tells its label.
Dataset made_up(const Shape& image, std::size_t classes, std::size_t size) {
  if (image.rank() != 3)
    fail("benchmark", "the network must take images (height, width, channels), it takes " + image.text());
  Dataset data{.name = "made up", .rows = image[0], .columns = image[1], .channels = image[2]};
  Random random(1);
  for (std::size_t i = 0; i < size; ++i) {
    const int label = static_cast<int>(i % std::min<std::size_t>(classes, 10));
    const int top = 2 + 12 * (label / 5), left = 2 + 5 * (label % 5);
    for (int row = 0; row < data.rows; ++row)
      for (int column = 0; column < data.columns; ++column) {
        const bool inside = row >= top && row < top + 10 && column >= left && column < left + 5;
        for (int channel = 0; channel < data.channels; ++channel)
          data.images.push_back(static_cast<std::uint8_t>((inside ? 200 : 0) + random.uniform(0, 50)));
      }
    data.labels.push_back(static_cast<std::uint8_t>(label));
  }
  for (std::size_t label = 0; label < classes; ++label) data.label_names.push_back(std::to_string(label));
  return data;
}

std::size_t classes(const Sequential& model) {
  return static_cast<std::size_t>(model.output_shape()[-1]);
}

}  // namespace

Benchmark::Benchmark(const TrainingPlan& plan, Now now)
    : now_(std::move(now)),
      model_(timed(plan.model, now_)),
      settings_(read_settings(plan, classes(model_))),
      trainer_(model_, settings_.compile) {
  FitOptions& fit = settings_.fit;
  // Before images are made: it refuses a batch that is too large.
  model_.reserve(fit.batches.batch_size, true);
  const auto batch_size = static_cast<std::size_t>(fit.batches.batch_size);
  data_ = made_up(model_.input_shape(), classes(model_), 10 * batch_size);
  images_.assign(model_.input_shape().elements() * batch_size, Scalar(0.3));

  model_.initialize(plan.seed);
  fit.epochs = kEndless;
  trainer_.begin(fit, whole(data_), {});
  trainer_.optimizer().set_learning_rate(kLearningRate);
  train();
  read();
  training_ = reading_ = {};
  for (const auto& layer : model_.layers()) static_cast<TimedLayer&>(*layer).reset();
}

template <typename Batch>
void Benchmark::measure(Work& work, const Batch& batch) {
  const double begin = now_();
  batch();
  work.seconds += now_() - begin;
  work.images += static_cast<std::size_t>(settings_.fit.batches.batch_size);
}

void Benchmark::train() {
  measure(training_, [&] {
    while (trainer_.step() != Trainer::Step::kTraining) {
    }
  });
}

void Benchmark::read() {
  measure(reading_, [&] { model_.predict(images_, images_.size() / model_.input_shape().elements()); });
}

Json Benchmark::figures() const {
  Json layers = Json::array();
  for (const auto& layer : model_.layers()) layers.push_back(static_cast<const TimedLayer&>(*layer).json());
  return {{"training", training_.json()}, {"reading", reading_.json()}, {"layers", layers}};
}

}  // namespace inkling
