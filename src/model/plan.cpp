#include "model/plan.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "model/sequential.h"

// What runs, and where it lies. Forward, the steps run at the moments 0, 1, ...; then comes the loss, and
// then they run backward.
namespace inkling {

namespace {

constexpr std::uint64_t kMaxNumbers = std::uint64_t{1} << 28;

bool has_something_to_train(const Layer* layer) {
  const auto& specs = layer->weight_specs();
  return std::any_of(specs.begin(), specs.end(), [](const auto& spec) { return spec.trainable; });
}

}  // namespace

Plan::Plan(const Sequential& model, int batch, Purpose purpose)
    : batch_(batch), purpose_(purpose), threads_(thread_count()), of_layers_(model.layers().size()) {
  for (const auto& layer : model.layers()) {
    layers_.push_back(layer.get());
    check_size(std::uint64_t{layer->output_shape().elements()} * static_cast<std::uint64_t>(batch));
  }
  find_steps();
  plan_forward();
  if (purpose != Purpose::kReading) plan_backward();
  memory_.place();
  check_size(memory_.size());
}

void Plan::check_size(std::uint64_t numbers) const {
  if (numbers > kMaxNumbers) fail("Sequential", "a batch of {} takes more than 1 GB", batch_);
}

void Plan::find_steps() {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const bool fused = purpose_ != Purpose::kInside && i + 1 < layers_.size() &&
                       layers_[i]->supports_epilogue() && layers_[i + 1]->runs_on_range();
    Step step{i, fused ? i + 1 : i};
    if (fused && layers_[i + 1]->is_max_pooling()) {
      auto activation = make_activation(layers_[i]->activation());
      of_layers_[i].skip_activation = activation->is_monotonic();
      if (activation->is_monotonic()) step.activation = std::move(activation);
    }
    i = step.last;
    steps_.push_back(std::move(step));
  }
  if (layers_.back()->activation() == "softmax") of_layers_.back().skip_activation = true;

  if (purpose_ == Purpose::kTraining) {
    const auto first = std::find_if(layers_.begin(), layers_.end(), has_something_to_train);
    const auto layer = static_cast<std::size_t>(first - layers_.begin());
    const auto holds_it = [&](const Step& step) { return step.last >= layer; };
    first_differentiated_ = std::find_if(steps_.begin(), steps_.end(), holds_it) - steps_.begin();
  } else if (purpose_ == Purpose::kReading) {
    first_differentiated_ = steps_.size();
  }
  // No gradient of its input comes from a layer that pools its outputs.
  for (std::size_t s = 0; s < steps_.size() && s <= first_differentiated_; ++s) {
    Step& step = steps_[s];
    const Layer& front = *layers_[step.first];
    step.pooled = step.is_fused() && (step.activation || front.activation() == "linear") &&
                  front.pools_outputs() && layers_[step.last]->is_max_pooling_2x2();
  }
}

MemoryPlan::Id Plan::add(const Shape& sample, std::size_t samples, int first, int last) {
  return memory_.add(std::uint64_t{sample.elements()} * samples, first, last);
}

void Plan::plan_forward() {
  const bool keeps_all = purpose_ == Purpose::kInside;
  const int end = backward_moment(0) + 1;
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    const auto& [first, last, activation, pooled] = steps_[s];
    const Layer &front = *layers_[first], &back = *layers_[last];
    const int now = static_cast<int>(s);
    // Looking inside, gradients are asked for again and again.
    const int until = keeps_all ? end : is_differentiated(s) ? backward_moment(s) : now;
    OfStep own;
    for (std::size_t i = first; i <= last; ++i) {
      of_layers_[i].cache = memory_.add(layers_[i]->cache_size(), 0, end);
      if (purpose_ != Purpose::kReading)
        of_layers_[i].state = memory_.add(layers_[i]->state_size(batch_), now, until);
    }
    own.scratch = memory_.add(front.forward_scratch_size(batch_), now, now);
    if (first != last && !pooled) {
      const bool front_reads = !of_layers_[first].skip_activation && front.backward_reads_output();
      own.transient = !is_differentiated(s) || !(front_reads || back.backward_reads_input());
      const std::size_t samples = own.transient ? front.epilogue_samples(batch_) : batch_;
      own.between = add(front.output_shape(), samples, now, own.transient ? now : until);
    }
    if (s > 0) memory_.extend(of_steps_[s - 1].output, now);
    if (s > 0 && is_differentiated(s) && front.backward_reads_input())
      memory_.extend(of_steps_[s - 1].output, until);
    own.output = s > 0 && first == last && front.only_reshapes() ? of_steps_[s - 1].output
                                                                 : add(back.output_shape(), batch_, now, now);
    // The outputs of the last step are there until the loss is known.
    memory_.extend(own.output, keeps_all ? end : now + 1);
    if (activation || (!of_layers_[last].skip_activation && back.backward_reads_output()))
      memory_.extend(own.output, until);
    of_steps_.push_back(own);
  }
}

void Plan::plan_backward() {
  const int loss = static_cast<int>(steps_.size());
  output_gradient_ = add(layers_.back()->output_shape(), batch_, loss, loss + 1);
  MemoryPlan::Id gradient = output_gradient_;
  for (std::size_t s = steps_.size(); s-- > first_differentiated_;) {
    const Layer& front = *layers_[steps_[s].first];
    const int now = backward_moment(s);
    OfStep& own = of_steps_[s];
    own.backward_scratch = memory_.add(front.scratch_size(batch_), now, now);
    if (steps_[s].is_fused() && !steps_[s].pooled)
      own.between_gradient = add(front.output_shape(), front.epilogue_samples(batch_), now, now);
    if (s == first_differentiated_ && purpose_ == Purpose::kTraining) break;
    if (!steps_[s].is_fused() && front.only_reshapes())
      memory_.extend(gradient, now + 1);
    else
      gradient = add(front.input_shape(), batch_, now, now + 1);
    own.dx = gradient;
  }
}

void Plan::allocate() {
  arena_.plan(static_cast<std::size_t>(memory_.size()));
  arena_.allocate();
}

}  // namespace inkling
