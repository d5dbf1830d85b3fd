#include "losses/loss.h"

#include <algorithm>

#include "base/keras.h"

namespace inkling {

void one_hot(Labels labels, TensorView targets) {
  std::fill(targets.begin(), targets.end(), Scalar(0));
  Scalar* row = targets.data;
  const int classes = targets.shape[-1];
  for (const std::uint8_t label : labels) {
    if (label == kNoClass)
      std::fill(row, row + classes, Scalar(1) / static_cast<Scalar>(classes));
    else
      row[label] = 1;
    row += classes;
  }
}

void Loss::describe(Fields& fields) {
  if (knows_logits()) fields.flag("from_logits", from_logits_);
  describe_own(fields);
  std::string name;
  fields.text("name", name);
  fields.fixed("reduction", {"sum_over_batch_size"});
  fields.fixed("axis", {-1});
  describe_dtype(fields);
}

std::unique_ptr<Loss> read_loss(const Json& description) {
  return read_object("loss", description, make_loss);
}

}  // namespace inkling
