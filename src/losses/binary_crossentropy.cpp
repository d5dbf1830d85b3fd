#include "losses/binary_crossentropy.h"

#include <cmath>

#include "base/math.h"
#include "losses/probability.h"

namespace inkling {

double BinaryCrossentropy::compute(ConstTensorView predictions, ConstTensorView targets,
                                   ConstValues sample_weights, bool from_logits, TensorView gradient) const {
  const int batch = predictions.shape[0], classes = predictions.shape[1];
  const double share = 1.0 / (static_cast<double>(batch) * classes);
  double total = 0;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const double weight = sample_weights.empty() ? share : share * sample_weights[i / classes];
    const double target = (1 - label_smoothing_) * targets[i] + label_smoothing_ / 2, p = predictions[i];
    double loss = 0, slope = 0;
    if (from_logits) {
      // log(1 + exp(p)) - t p, without overflow on either side.
      const double small = math::exp(-std::fabs(p));
      loss = (p > 0 ? p : 0) - target * p + math::log(1 + small);
      slope = (p > 0 ? 1 : small) / (1 + small) - target;
    } else {
      const double kept = kept_probability(p);
      loss = -target * math::log(kept) - (1 - target) * math::log(1 - kept);
      slope = kept == p ? (p - target) / (p * (1 - p)) : 0;
    }
    total += weight * loss;
    if (gradient) gradient[i] = static_cast<Scalar>(weight * slope);
  }
  return total;
}

}  // namespace inkling
