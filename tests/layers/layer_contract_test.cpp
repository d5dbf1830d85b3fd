#include "layers/layer_contract.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "fixtures.h"
#include "initializers/initializer.h"
#include "kernels/elementwise.h"
#include "numbers.h"
#include "threads.h"

namespace inkling::tests {

namespace {

constexpr int kSamples = 3;
constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kNaN = std::numeric_limits<Scalar>::quiet_NaN();
constexpr double kTolerance = kDouble ? 1e-6 : 4e-3;

/// Numbers between two fences that show whether anything was written past their ends.
class Fenced {
 public:
  explicit Fenced(std::size_t size) : memory_(size + 2 * kWidth, kPost) {}
  Values values() { return Values(memory_).subspan(kWidth, memory_.size() - 2 * kWidth); }
  void fill(Scalar value) { std::fill(values().begin(), values().end(), value); }
  bool intact() {
    const Values all(memory_);
    const auto is_post = [](Scalar value) { return value == kPost; };
    return std::all_of(all.begin(), all.begin() + kWidth, is_post) &&
           std::all_of(all.end() - kWidth, all.end(), is_post);
  }

 private:
  static constexpr std::ptrdiff_t kWidth = 32;
  static constexpr Scalar kPost = 12345;
  std::vector<Scalar> memory_;
};

/// A layer with memory of its own, fenced; poisoned before every call, but for the cache, which the layer may
/// keep, and the state from forward to backward.
class Rig {
 public:
  Rig(std::unique_ptr<Layer> layer, const Shape& input, int batch)
      : layer_((layer->build(input), std::move(layer))),
        x_shape(input.with_batch(batch)),
        y_shape(layer_->output_shape().with_batch(batch)),
        x_(x_shape.elements()),
        y_(y_shape.elements()),
        dy_(y_.values().size()),
        dx_(x_.values().size()),
        cache_(layer_->cache_size()),
        state_(layer_->state_size(batch)),
        forward_scratch_(layer_->forward_scratch_size(batch)),
        scratch_(layer_->scratch_size(batch)) {
    cache_.fill(0);
    std::vector<TensorView> weights, gradients;
    for (const auto& spec : layer_->weight_specs()) {
      weights_.emplace_back(spec.shape.elements());
      gradients_.emplace_back(spec.trainable ? spec.shape.elements() : 0);
      weights.emplace_back(weights_.back().values().data(), spec.shape);
      gradients.emplace_back(spec.trainable ? gradients_.back().values().data() : nullptr, spec.shape);
    }
    layer_->bind(weights, gradients);
  }

  Layer& layer() const { return *layer_; }
  Values x() { return x_.values(); }
  Values weight(std::size_t i) { return weights_[i].values(); }
  Values gradient(std::size_t i) { return gradients_[i].values(); }
  Values y() { return y_.values(); }
  Values dx() { return dx_.values(); }

  void forward(bool training, bool backward_follows = true, const RangeWork* epilogue = nullptr) {
    Random random(11);
    training_ = training;
    y_.fill(kInfinity);
    forward_scratch_.fill(kNaN);
    if (backward_follows) state_.fill(kNaN);
    Pass pass = this->pass();
    pass.scratch = forward_scratch_.values().data();
    if (training) pass.random = &random;
    if (!backward_follows) pass.state = nullptr;
    pass.epilogue = epilogue;
    layer_->forward(pass, x_view(), y_view());
  }

  /// The output as an epilogue sees it, from room for no more than it needs.
  Numbers forward_transient() {
    const auto size = static_cast<std::ptrdiff_t>(layer_->output_shape().elements());
    Fenced room(layer_->epilogue_samples(x_shape[0]) * size);
    Numbers seen(y().size(), kInfinity);
    const RangeWork epilogue = [&](std::size_t first, std::size_t count, std::size_t place) {
      std::copy_n(room.values().begin() + place * size, count * size, seen.begin() + first * size);
    };
    forward_scratch_.fill(kNaN);
    Pass pass = this->pass();
    pass.scratch = forward_scratch_.values().data();
    pass.training = false;
    pass.state = nullptr;
    pass.epilogue = &epilogue;
    pass.transient = true;
    layer_->forward(pass, x_view(), TensorView(room.values().data(), y_shape));
    return room.intact() ? seen : Numbers();
  }

  /// In ranges of two samples and of the rest, which lie where they do not belong.
  void run_on_ranges(std::span<const Scalar> dy) {
    const std::size_t samples = x_shape[0], size = x().size() / samples;
    Numbers shifted(x().size() + size), dx_shifted(shifted.size(), kInfinity);
    std::copy(x().begin(), x().end(), shifted.begin() + static_cast<std::ptrdiff_t>(size));
    std::copy(dy.begin(), dy.end(), dy_.values().begin());
    y_.fill(kInfinity);
    state_.fill(kNaN);
    const TensorView from(shifted.data(), x_shape), gradient(dx_shifted.data(), x_shape);
    for (const auto& [first, count] : {std::pair<std::size_t, std::size_t>{2, samples - 2}, {0, 2}})
      layer_->forward_range(pass(), from, y_view(), first, count, first + 1);
    for (const auto& [first, count] : {std::pair<std::size_t, std::size_t>{0, 2}, {2, samples - 2}})
      layer_->backward_range(pass(), from, y_view(), TensorView(dy_.values().data(), y_shape), gradient,
                             first, count, first + 1);
    std::copy(dx_shifted.begin() + static_cast<std::ptrdiff_t>(size), dx_shifted.end(), dx().begin());
  }

  void backward(std::span<const Scalar> dy, bool want_dx, Scalar gradient) {
    std::copy(dy.begin(), dy.end(), dy_.values().begin());
    backward(pass(), TensorView(dy_.values().data(), y_shape), want_dx, gradient);
  }

  /// The gradient comes from a prologue, into room for no more than it needs.
  void backward_with_prologue(std::span<const Scalar> dy, Scalar gradient) {
    const auto size = static_cast<std::ptrdiff_t>(layer_->output_shape().elements());
    Fenced room(layer_->epilogue_samples(x_shape[0]) * size);
    room.fill(kNaN);
    const RangeWork prologue = [&](std::size_t first, std::size_t count, std::size_t place) {
      std::copy_n(dy.begin() + first * size, count * size, room.values().begin() + place * size);
    };
    Pass pass = this->pass();
    pass.prologue = &prologue;
    backward(pass, TensorView(room.values().data(), y_shape), true, gradient);
    if (!room.intact()) dx_.fill(kNaN);
  }

  bool intact() {
    const auto intact = [](Fenced& fenced) { return fenced.intact(); };
    return intact(x_) && intact(y_) && intact(dy_) && intact(dx_) && intact(cache_) && intact(state_) &&
           intact(forward_scratch_) && intact(scratch_) &&
           std::all_of(weights_.begin(), weights_.end(), intact) &&
           std::all_of(gradients_.begin(), gradients_.end(), intact);
  }

 private:
  Pass pass() {
    return {.training = training_,
            .cache = cache_.values().data(),
            .state = state_.values().data(),
            .scratch = scratch_.values().data()};
  }
  TensorView x_view() { return {x().data(), x_shape}; }
  TensorView y_view() { return {y().data(), y_shape}; }

  void backward(const Pass& pass, TensorView dy, bool want_dx, Scalar gradient) {
    dx_.fill(kInfinity);
    scratch_.fill(kNaN);
    for (auto& each : gradients_) each.fill(gradient);
    const Numbers x_before(x().begin(), x().end()), y_before(y().begin(), y().end());
    if (!layer_->backward_reads_input()) x_.fill(kNaN);
    if (!layer_->backward_reads_output()) y_.fill(kNaN);
    layer_->backward(pass, x_view(), y_view(), dy, want_dx ? TensorView(dx().data(), x_shape) : TensorView());
    if (!layer_->backward_reads_input()) std::copy(x_before.begin(), x_before.end(), x().begin());
    if (!layer_->backward_reads_output()) std::copy(y_before.begin(), y_before.end(), y().begin());
  }

  std::unique_ptr<Layer> layer_;
  Shape x_shape, y_shape;
  Fenced x_, y_, dy_, dx_, cache_, state_, forward_scratch_, scratch_;
  std::vector<Fenced> weights_, gradients_;
  bool training_ = false;
};

/// Distinct numbers, none near 0 or near another, in random order: no kink is near.
Numbers spread_numbers(std::size_t n, Random& random) {
  Numbers values(n);
  for (std::size_t i = 0; i < n; ++i)
    values[i] = static_cast<Scalar>(3.0 * (static_cast<double>(i) + 0.3) / static_cast<double>(n) - 1.5);
  random.shuffle(std::span(values));
  return values;
}

bool finite(Values values) {
  return std::all_of(values.begin(), values.end(), [](Scalar value) { return std::isfinite(value); });
}

class Contract {
 public:
  Contract(const MakeLayer& make, const Shape& input) : make_(make), input_(input) {
    Random random(5);
    Rig rig(make(), input, kSamples);
    x_ = spread_numbers(rig.x().size(), random);
    dy_ = random_scalars(rig.y().size(), random);
    for (const auto& spec : rig.layer().weight_specs())
      weights_.push_back(random_scalars(spec.shape.elements(), random, spec.trainable ? -0.8 : 0.5, 1.2));
  }

  std::vector<std::string> check() {
    for (const bool training : {false, true})
      for (const auto* kernels : {"portable", "auto"}) {
        use_kernels(kernels);
        pass_ = std::string(training ? "training" : "inference") + ", " + kernels + ": ";
        const Outcome first = run(training, 1, true);
        if (!same(first, run(training, 1, true))) fault("not the same bits again");
        for (const std::size_t threads : {2, 3})
          if (!same(first, run(training, threads, true)))
            fault("not the same bits with " + std::to_string(threads) + " threads");
        if (first.gradients != run(training, 1, false).gradients)
          fault("without dx the gradients of weights are not the same bits");
        if (!training) check_independence(first.y);
        for (const std::size_t threads : {1, 2, 64}) check_fusion(training, threads, first);
        check_differences(training, first);
      }
    use_kernels("auto");
    return {faults_.begin(), faults_.end()};
  }

 private:
  struct Outcome {
    Numbers y, dx;
    std::vector<Numbers> gradients, weights;
  };

  static bool same(const Outcome& a, const Outcome& b) {
    return a.y == b.y && a.dx == b.dx && a.gradients == b.gradients && a.weights == b.weights;
  }

  void fault(const std::string& what) { faults_.insert(pass_ + what); }

  void load(Rig& rig) const {
    std::copy(x_.begin(), x_.end(), rig.x().begin());
    for (std::size_t i = 0; i < weights_.size(); ++i)
      std::copy(weights_[i].begin(), weights_[i].end(), rig.weight(i).begin());
  }

  Outcome run(bool training, std::size_t threads, bool want_dx) {
    const Threads count(threads);
    Rig rig(make_(), input_, kSamples);
    load(rig);
    rig.forward(training);
    if (!finite(rig.y())) fault("not every output is written");
    rig.backward(dy_, want_dx, 7);
    if (want_dx && !finite(rig.dx())) fault("not every number of dx is written");
    if (!rig.intact()) fault("writes beside what it was given");
    if (!std::equal(x_.begin(), x_.end(), rig.x().begin())) fault("changes its input");
    Outcome outcome{{rig.y().begin(), rig.y().end()}, {rig.dx().begin(), rig.dx().end()}, {}, {}};
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const bool may_change = training && !rig.layer().weight_specs()[i].trainable;
      outcome.weights.emplace_back(rig.weight(i).begin(), rig.weight(i).end());
      if (!may_change && outcome.weights[i] != weights_[i]) fault("changes its weights");
      outcome.gradients.emplace_back(rig.gradient(i).begin(), rig.gradient(i).end());
      for (Scalar& gradient : outcome.gradients[i]) gradient -= 7;
    }
    return outcome;
  }

  void check_fusion(bool training, std::size_t threads, const Outcome& apart) {
    const Threads count(threads);
    Rig rig(make_(), input_, kSamples);
    load(rig);
    const auto is = [](Values values, const Numbers& expected) {
      return std::equal(expected.begin(), expected.end(), values.begin());
    };
    if (!training) {
      rig.forward(false, false);
      if (!is(rig.y(), apart.y)) fault("not the same bits where no backward pass follows");
    }
    if (rig.layer().runs_on_range()) {
      rig.run_on_ranges(dy_);
      if (!is(rig.y(), apart.y) || !is(rig.dx(), apart.dx)) fault("not the same bits on ranges");
    }
    if (!rig.layer().supports_epilogue()) return;
    if (rig.forward_transient() != apart.y) fault("the epilogue does not see the output");
    rig.forward(training);
    rig.backward_with_prologue(dy_, 7);
    if (!is(rig.dx(), apart.dx)) fault("not the same bits with a prologue");
    for (std::size_t i = 0; i < weights_.size(); ++i)
      for (std::size_t j = 0; j < rig.gradient(i).size(); ++j)
        if (rig.gradient(i)[j] - 7 != apart.gradients[i][j]) fault("not the same bits with a prologue");
  }

  void check_independence(const Numbers& y) {
    Rig rig(make_(), input_, 1);
    load_weights_only(rig);
    const std::size_t in = rig.x().size(), out = rig.y().size();
    for (std::size_t sample = 0; sample < kSamples; ++sample) {
      std::copy_n(x_.begin() + static_cast<std::ptrdiff_t>(sample * in), in, rig.x().begin());
      rig.forward(false);
      if (!std::equal(rig.y().begin(), rig.y().end(), y.begin() + static_cast<std::ptrdiff_t>(sample * out)))
        fault("a sample's output depends on its batch");
    }
  }

  void load_weights_only(Rig& rig) const {
    for (std::size_t i = 0; i < weights_.size(); ++i)
      std::copy(weights_[i].begin(), weights_[i].end(), rig.weight(i).begin());
  }

  /// sum(y * dy), whose gradients backward() computes.
  double objective(Rig& rig, bool training) const {
    rig.forward(training);
    double sum = 0;
    for (std::size_t i = 0; i < dy_.size(); ++i) sum += static_cast<double>(rig.y()[i]) * dy_[i];
    return sum;
  }

  /// Of several steps, one must agree: a wrong gradient agrees with none, and a kink is near to few.
  bool agrees(Rig& rig, bool training, Scalar& value, double gradient) const {
    const Scalar before = value;
    bool agrees = false;
    for (const double step : kDouble ? std::vector{1e-5, 1e-6, 1e-7} : std::vector{1e-2, 3e-3, 1e-3}) {
      value = static_cast<Scalar>(before + step);
      const double up = value, above = objective(rig, training);
      value = static_cast<Scalar>(before - step);
      const double difference = (above - objective(rig, training)) / (up - value);
      agrees = std::fabs(difference - gradient) <= kTolerance * (1 + std::fabs(gradient));
      if (agrees) break;
    }
    value = before;
    return agrees;
  }

  void check_differences(bool training, const Outcome& outcome) {
    Rig rig(make_(), input_, kSamples);
    load(rig);
    for (std::size_t i = 0; i < x_.size(); ++i)
      if (!agrees(rig, training, rig.x()[i], outcome.dx[i])) fault("dx is not what differences say");
    for (std::size_t w = 0; w < weights_.size(); ++w) {
      const auto& spec = rig.layer().weight_specs()[w];
      if (!spec.trainable) continue;
      for (std::size_t i = 0; i < weights_[w].size(); ++i)
        if (!agrees(rig, training, rig.weight(w)[i], outcome.gradients[w][i]))
          fault("the gradient of " + spec.name + " is not what differences say");
    }
  }

  MakeLayer make_;
  Shape input_;
  Numbers x_, dy_;
  std::vector<Numbers> weights_;
  std::string pass_;
  std::set<std::string> faults_;
};

}  // namespace

std::vector<std::string> layer_faults(const MakeLayer& make, const Shape& input) {
  return Contract(make, input).check();
}

void check_layer(const Json& description, const Shape& input) {
  const auto text = description.dump();
  CAPTURE(text);
  const Json written = write_layer(*read_layer(description));
  CHECK(write_layer(*read_layer(written)) == written);
  const Json config = description.value("config", Json::object());
  for (const auto& [key, value] : config.items()) {
    const bool kept = written["config"][key] == value || written["config"][key] == Json{value, value};
    CHECK_MESSAGE(kept, key, " comes back as ", written["config"][key].dump());
  }
  Json unknown = written;
  unknown["config"]["colour"] = 1;
  CHECK(contains(refusal([&] { read_layer(unknown); }), "colour"));

  for (const auto& fault : layer_faults([&] { return read_layer(description); }, input)) FAIL_CHECK(fault);
}

Numbers layer_output(const Json& description, const Shape& input, const Numbers& sample) {
  Rig rig(read_layer(description), input, 1);
  Random random(5);
  const auto& specs = rig.layer().weight_specs();
  for (std::size_t i = 0; i < specs.size(); ++i)
    read_initializer(specs[i].initializer)
        ->fill({rig.weight(i).data(), specs[i].shape}, specs[i].fan_in, specs[i].fan_out, random);
  std::copy(sample.begin(), sample.end(), rig.x().begin());
  rig.forward(false);
  return {rig.y().begin(), rig.y().end()};
}

void check_layer_fixture(const std::string& name) {
  CAPTURE(name);
  const double tolerance = kDouble ? 3e-6 : 1e-5;
  const Json fixture = read_fixture("layers/" + name + ".json");
  const auto sizes = fixture["input_shape"].get<std::vector<int>>();
  const Shape input(std::vector<int>(sizes.begin() + 1, sizes.end()));
  for (const auto* kernels : {"portable", "auto"}) {
    use_kernels(kernels);
    Rig rig(read_layer(fixture["layer"]), input, sizes[0]);
    const auto& specs = rig.layer().weight_specs();
    CHECK(Shape(fixture["output_shape"].get<std::vector<int>>()) ==
          rig.layer().output_shape().with_batch(sizes[0]));
    const auto find = [&](const Json& list, const std::string& weight) -> const Json& {
      for (const auto& each : list)
        if (each["name"] == weight) return each;
      fail(name, "has no {}", weight);
    };
    CHECK(fixture["weights"].size() == specs.size());
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const Json& weight = find(fixture["weights"], specs[i].name);
      CHECK(Shape(weight["shape"].get<std::vector<int>>()) == specs[i].shape);
      const Numbers values = scalars(weight["values"]);
      REQUIRE(values.size() == rig.weight(i).size());
      std::copy(values.begin(), values.end(), rig.weight(i).begin());
    }
    const Numbers x = scalars(fixture["input"]);
    std::copy(x.begin(), x.end(), rig.x().begin());
    rig.forward(fixture["training"].get<bool>());
    CHECK(distance(rig.y(), scalars(fixture["output"])) < tolerance);
    if (fixture.contains("updated_weights"))
      for (const auto& weight : fixture["updated_weights"])
        for (std::size_t i = 0; i < specs.size(); ++i)
          if (weight["name"] == specs[i].name)
            CHECK(distance(rig.weight(i), scalars(weight["values"])) < tolerance);
    rig.backward(scalars(fixture["output_gradient"]), true, 0);
    CHECK(distance(rig.dx(), scalars(fixture["input_gradient"])) < tolerance);
    for (std::size_t i = 0; i < specs.size(); ++i)
      if (specs[i].trainable)
        CHECK(distance(rig.gradient(i), scalars(find(fixture["weight_gradients"], specs[i].name)["values"])) <
              tolerance);
    CHECK(rig.intact());
  }
  use_kernels("auto");
}

namespace {

/// y = factor * x, and every way to get it wrong.
enum class Flaw {
  kNone,
  kGradient,
  kWeightGradient,
  kSetsGradient,
  kForgetsOutput,
  kAddsToDx,
  kOverrun,
  kNeighbours,
  kScratch,
  kInput,
  kUnread,
  kState,
  kNeedsState,
  kEpilogue,
  kPrologue,
  kRange
};

class Scaling final : public Layer {
 public:
  explicit Scaling(Flaw flaw) : flaw_(flaw) {}
  std::string_view type() const override { return "Scaling"; }
  void describe(Fields&) override {}
  std::size_t scratch_size(int) const override { return 4; }
  std::size_t state_size(int) const override { return 1; }
  bool backward_reads_input() const override { return flaw_ != Flaw::kUnread; }
  bool supports_epilogue() const override { return flaw_ == Flaw::kEpilogue || flaw_ == Flaw::kPrologue; }
  bool runs_on_range() const override { return flaw_ == Flaw::kRange; }
  void forward(const Pass& pass, ConstTensorView x, TensorView y) override {
    const std::size_t n = x.size();
    for (std::size_t i = flaw_ == Flaw::kForgetsOutput ? 1 : 0; i < n; ++i) y[i] = weight(0)[0] * x[i];
    if (flaw_ == Flaw::kNeighbours) y[0] += static_cast<Scalar>(x.shape[0]);
    if (flaw_ == Flaw::kScratch) y[0] += pass.scratch[0];
    if (flaw_ == Flaw::kOverrun) y[n] = 0;
    if (flaw_ == Flaw::kInput) const_cast<Scalar*>(x.data)[0] += 1;
    if (flaw_ == Flaw::kState) y[0] += pass.state ? pass.state[0] : 0;
    if (flaw_ == Flaw::kNeedsState && !pass.state) y[0] = 0;
    const auto samples = static_cast<std::size_t>(x.shape[0]);
    if (pass.epilogue) (*pass.epilogue)(0, flaw_ == Flaw::kEpilogue ? samples - 1 : samples, 0);
  }
  void forward_range(const Pass&, ConstTensorView x, TensorView y, std::size_t first, std::size_t count,
                     std::size_t) override {
    const std::size_t size = x.size() / x.shape[0];
    for (std::size_t i = first * size; i < (first + count) * size; ++i) y[i] = weight(0)[0] * x[i];
  }
  void backward(const Pass& pass, ConstTensorView x, ConstTensorView, TensorView dy, TensorView dx) override {
    if (pass.prologue && flaw_ != Flaw::kPrologue) (*pass.prologue)(0, x.shape[0], 0);
    Scalar sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      sum += dy[i] * x[i];
      if (dx) dx[i] = dy[i] * weight(0)[0] + (flaw_ == Flaw::kAddsToDx ? dx[i] : 0);
    }
    if (flaw_ == Flaw::kGradient && dx) dx[2] *= Scalar(1.05);
    if (flaw_ == Flaw::kWeightGradient) sum *= Scalar(1.05);
    gradient(0)[0] = flaw_ == Flaw::kSetsGradient ? sum : gradient(0)[0] + sum;
  }

 protected:
  Shape compute_output_shape(const Shape& input) override { return input; }
  std::vector<WeightSpec> declare_weights(const Shape&) override {
    return {{.name = "factor", .shape = {1}, .initializer = "ones"}};
  }

 private:
  Flaw flaw_;
};

}  // namespace

TEST_CASE("the layer contract finds every way to be wrong") {
  const std::vector<std::pair<Flaw, std::string>> flaws{
      {Flaw::kGradient, "dx is not what differences say"},
      {Flaw::kWeightGradient, "the gradient of factor is not what"},
      {Flaw::kSetsGradient, "the gradient of factor is not what"},
      {Flaw::kForgetsOutput, "not every output is written"},
      {Flaw::kAddsToDx, "not every number of dx is written"},
      {Flaw::kOverrun, "writes beside"},
      {Flaw::kNeighbours, "depends on its batch"},
      {Flaw::kScratch, "not every output"},
      {Flaw::kInput, "changes its input"},
      {Flaw::kUnread, "the gradient of factor is not what"},
      {Flaw::kState, "not every output is written"},
      {Flaw::kNeedsState, "not the same bits where no backward pass follows"},
      {Flaw::kEpilogue, "the epilogue does not see the output"},
      {Flaw::kPrologue, "not the same bits with a prologue"},
      {Flaw::kRange, "not the same bits on ranges"},
  };
  const auto faults_of = [](Flaw flaw) {
    return layer_faults([flaw] { return std::make_unique<Scaling>(flaw); }, {2, 3});
  };
  CHECK(faults_of(Flaw::kNone).empty());
  for (const auto& [flaw, expected] : flaws) {
    std::string all;
    for (const auto& fault : faults_of(flaw)) all += fault + "\n";
    CHECK_MESSAGE(contains(all, expected), expected, " is not among\n", all);
  }
}

}  // namespace inkling::tests
