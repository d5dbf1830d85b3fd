#include "trainer/compiled_loss.h"

#include "base/error.h"

namespace inkling {

CompiledLoss::CompiledLoss(const Sequential& model, const Json& loss)
    : model_(model), loss_(read_loss(loss)) {
  if (loss_->from_logits() && model.ends_in_softmax())
    fail("compile", "the loss takes logits, but the model ends in softmax; leave one of them out");
}

void CompiledLoss::reserve(std::size_t batch) {
  const std::size_t numbers = model_.output_shape().elements() * batch;
  if (targets_.size() < numbers) targets_.resize(numbers);
}

double CompiledLoss::compute(TensorView outputs, Labels labels, ConstValues sample_weights,
                             TensorView gradient) {
  const TensorView targets(targets_.data(), outputs.shape);
  one_hot(labels, targets);
  const double penalty = model_.penalty();
  if (model_.ends_in_softmax() && loss_->takes_logits()) {
    const double loss = loss_->compute(outputs, targets, sample_weights, true, gradient);
    model_.finish(outputs);
    return loss + penalty;
  }
  model_.finish(outputs);
  const double loss = loss_->compute(outputs, targets, sample_weights, loss_->from_logits(), gradient);
  if (gradient) model_.finish_backward(outputs, gradient);
  return loss + penalty;
}

}  // namespace inkling
