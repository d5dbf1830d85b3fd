#include "model/counterfactual.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "model/sequential.h"

namespace inkling {

namespace {

/// How far each step goes, as the root of the sum of squares over all pixels, and how many there may be: a
/// digit of MNIST has about 9.
constexpr double kChange = 0.25;
constexpr int kMostChanges = 40;
/// Halvings of the way back.
constexpr int kHalvings = 6;
/// What a pixel's neighbours count, of itself.
constexpr Scalar kBeside = Scalar(0.5), kAcross = Scalar(0.25);

/// The likeliest class but one.
std::size_t rival_of(std::size_t label, ConstTensorView answer) {
  std::size_t rival = label == 0 ? 1 : 0;
  for (std::size_t i = 0; i < answer.size(); ++i)
    if (i != label && answer[i] > answer[rival]) rival = i;
  return rival;
}

/// Each pixel with its neighbours, so that single pixels do not decide.
std::vector<Scalar> smoothed(ConstTensorView gradient, const Shape& shape) {
  const int rows = shape.rank() > 1 ? shape[0] : 1, columns = shape.rank() > 1 ? shape[1] : shape[0];
  std::vector<Scalar> result(gradient.size());
  if (gradient.size() != static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns))
    return {gradient.begin(), gradient.end()};
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x)
      for (int v = std::max(y - 1, 0); v <= std::min(y + 1, rows - 1); ++v)
        for (int u = std::max(x - 1, 0); u <= std::min(x + 1, columns - 1); ++u) {
          const int apart = (u != x ? 1 : 0) + (v != y ? 1 : 0);
          const Scalar weight = apart == 0 ? Scalar(1) : apart == 1 ? kBeside : kAcross;
          result[static_cast<std::size_t>(y * columns + x)] +=
              weight * gradient[static_cast<std::size_t>(v * columns + u)];
        }
  return result;
}

}  // namespace

Counterfactual change_towards(Inside& inside, std::size_t label) {
  const std::size_t last = inside.model().layers().size() - 1,
                    classes = inside.model().output_shape().elements();
  if (label >= classes) fail("label", "must be below {}, got {}", classes, label);
  require(classes > 1, "label", "is the only class");
  const std::vector<Scalar> start(inside.image().begin(), inside.image().end());
  std::vector<Scalar> image = start;
  const auto is_answer = [&](const std::vector<Scalar>& changed) {
    inside.look(changed);
    const ConstTensorView answer = inside.activation(last);
    return answer[label] > answer[rival_of(label, answer)];
  };
  const auto result = [&](bool found) {
    const bool is_found = is_answer(image) && found;
    return Counterfactual{image, inside.activation(last)[label], is_found};
  };

  int steps = 0;
  for (; !is_answer(image); ++steps) {
    if (steps == kMostChanges) return result(false);
    std::vector<Scalar> weights(classes);
    weights[label] = 1;
    weights[rival_of(label, inside.activation(last))] = -1;
    std::vector<Scalar> direction = smoothed(inside.image_gradient(weights), inside.model().input_shape());
    // What cannot grow or fade any more is no part of the step.
    double length = 0;
    for (std::size_t i = 0; i < image.size(); ++i) {
      if (direction[i] > 0 ? image[i] >= 1 : image[i] <= 0) direction[i] = 0;
      length += static_cast<double>(direction[i]) * direction[i];
    }
    if (!(length > 0)) return result(false);
    const auto scale = static_cast<Scalar>(kChange / std::sqrt(length));
    for (std::size_t i = 0; i < image.size(); ++i)
      image[i] = std::clamp(image[i] + scale * direction[i], Scalar(0), Scalar(1));
  }
  // Back towards the start, as far as the answer stays.
  const std::vector<Scalar> end = image;
  double least = 0, enough = 1;
  for (int i = 0; steps > 0 && i < kHalvings; ++i) {
    const double share = (least + enough) / 2;
    for (std::size_t p = 0; p < image.size(); ++p)
      image[p] = start[p] + static_cast<Scalar>(share) * (end[p] - start[p]);
    (is_answer(image) ? enough : least) = share;
  }
  for (std::size_t p = 0; p < image.size(); ++p)
    image[p] = start[p] + static_cast<Scalar>(enough) * (end[p] - start[p]);
  return result(true);
}

}  // namespace inkling
