#include "metrics/f1_score.h"

namespace inkling {

void F1Score::describe_own(Fields& fields) {
  fields.choice("average", average_, {"macro", "micro", "weighted"});
  fields.fixed("threshold", {});
}

double F1Score::result() const {
  // Every sample has one label and one guess, so that all together are as good as they are accurate.
  if (average_ == "micro") return matrix_.accuracy();
  double sum = 0, weights = 0;
  for (std::size_t label = 0; label < matrix_.classes(); ++label) {
    const double weight = average_ == "macro" ? 1 : static_cast<double>(matrix_.support(label));
    sum += weight * matrix_.f1(label);
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

}  // namespace inkling
