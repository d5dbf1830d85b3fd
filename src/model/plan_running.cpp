#include "base/error.h"
#include "model/plan.h"

namespace inkling {

Scalar* Plan::at(MemoryPlan::Id value) {
  if (value == kNone) return nullptr;
  return arena_.at({static_cast<std::size_t>(memory_.values()[value].offset)});
}

TensorView Plan::view(MemoryPlan::Id value, const Shape& sample) {
  return {at(value), sample.with_batch(samples_)};
}

Pass Plan::pass(std::size_t layer, Random* random) {
  const OfLayer& own = of_layers_[layer];
  return {.training = training_pass_,
          .reading = purpose_ == Purpose::kReading,
          .random = random,
          .cache = at(own.cache),
          .state = at(own.state),
          .skip_activation = own.skip_activation};
}

ConstTensorView Plan::input_of(std::size_t step, ConstTensorView x) {
  return step > 0 ? view(of_steps_[step - 1].output, layers_[steps_[step].first]->input_shape()) : x;
}

TensorView Plan::forward(ConstTensorView x, Random* random) {
  require(!random || purpose_ != Purpose::kReading, "Plan", "it is for reading only");
  samples_ = x.shape[0];
  training_pass_ = random != nullptr;
  TensorView y;
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    if (observer_) observer_(steps_[s], Moment::kBeforeForward, {});
    y = run_forward(s, input_of(s, x), random);
    if (observer_) observer_(steps_[s], Moment::kAfterForward, y);
  }
  return y;
}

TensorView Plan::run_forward(std::size_t s, ConstTensorView x, Random* random) {
  const Step& step = steps_[s];
  const OfStep& own = of_steps_[s];
  Layer &front = *layers_[step.first], &back = *layers_[step.last];
  const TensorView y = view(own.output, back.output_shape());
  Pass pass_of_front = pass(step.first, random);
  pass_of_front.scratch = at(own.scratch);
  if (!step.is_fused()) {
    front.forward(pass_of_front, x, y);
    return y;
  }
  const TensorView between = step.pooled ? y : view(own.between, front.output_shape());
  const Pass pass_of_back = pass(step.last, random);
  const std::size_t size = back.output_shape().elements();
  const RangeWork epilogue = [&](std::size_t begin, std::size_t count, std::size_t place) {
    if (!step.pooled) back.forward_range(pass_of_back, between, y, begin, count, place);
    if (step.activation) step.activation->forward({y.data + begin * size, count * size}, y.shape[-1]);
  };
  pass_of_front.epilogue = &epilogue;
  pass_of_front.transient = own.transient;
  pass_of_front.pooled = step.pooled;
  pass_of_front.argmax = pass_of_back.state;
  front.forward(pass_of_front, x, between);
  return y;
}

TensorView Plan::output_gradient() {
  return view(output_gradient_, layers_.back()->output_shape());
}

void Plan::backward(ConstTensorView x) {
  differentiate(first_differentiated_, x);
}

TensorView Plan::differentiate(std::size_t first, ConstTensorView x) {
  TensorView dy = output_gradient();
  for (std::size_t s = steps_.size(); s-- > first;) {
    const MemoryPlan::Id dx = of_steps_[s].dx;
    if (observer_) observer_(steps_[s], Moment::kBeforeBackward, dy);
    const TensorView gradient =
        dx == kNone ? TensorView() : view(dx, layers_[steps_[s].first]->input_shape());
    run_backward(s, input_of(s, x), dy, gradient);
    if (observer_) observer_(steps_[s], Moment::kAfterBackward, {});
    dy = gradient;
  }
  return dy;
}

void Plan::run_backward(std::size_t s, ConstTensorView x, TensorView dy, TensorView dx) {
  const Step& step = steps_[s];
  const OfStep& own = of_steps_[s];
  Layer &front = *layers_[step.first], &back = *layers_[step.last];
  const ConstTensorView y = view(own.output, back.output_shape());
  Pass pass_of_front = pass(step.first, nullptr);
  pass_of_front.scratch = at(own.backward_scratch);
  if (!step.is_fused()) return front.backward(pass_of_front, x, y, dy, dx);

  const ConstTensorView between = step.pooled ? y : view(own.between, front.output_shape());
  const TensorView dbetween = step.pooled ? dy : view(own.between_gradient, front.output_shape());
  const Pass pass_of_back = pass(step.last, nullptr);
  const std::size_t size = back.output_shape().elements();
  const RangeWork prologue = [&](std::size_t begin, std::size_t count, std::size_t place) {
    const std::size_t start = begin * size, length = count * size;
    if (step.activation)
      step.activation->backward({}, {y.data + start, length}, {dy.data + start, length}, y.shape[-1]);
    if (!step.pooled) back.backward_range(pass_of_back, between, y, dy, dbetween, begin, count, place);
  };
  pass_of_front.prologue = &prologue;
  pass_of_front.pooled = step.pooled;
  pass_of_front.argmax = pass_of_back.state;
  front.backward(pass_of_front, x, between, dbetween, dx);
}

void Plan::require_inside() const {
  require(purpose_ == Purpose::kInside, "Plan", "it is not for looking inside");
}

// No step is fused here: a layer's step has its number.

ConstTensorView Plan::activation(std::size_t layer) {
  require_inside();
  return view(of_steps_[layer].output, layers_[layer]->output_shape());
}

ConstTensorView Plan::activation_gradient(std::size_t layer, ConstTensorView x) {
  require_inside();
  return differentiate(layer + 1, x);
}

ConstTensorView Plan::input_gradient(ConstTensorView x) {
  require_inside();
  return differentiate(0, x);
}

}  // namespace inkling
