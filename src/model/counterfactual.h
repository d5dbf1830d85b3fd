#pragma once

#include <vector>

#include "model/inside.h"

namespace inkling {

/// A small change of an image after which a network answers with another class.
struct Counterfactual {
  /// The changed image, ink 0..1, and the class's probability there.
  std::vector<Scalar> image;
  Scalar probability = 0;
  /// Whether the class is the likeliest there; where not, no small change was found.
  bool found = false;
};

/// Changes the image that `inside` saw last until `label` is its answer, and then as little of that as it
/// takes: along the gradient of the class's score against the likeliest other, smoothed, so that ink grows
/// and fades where ink could be, and within 0..1 (after Wachter, Mittelstadt and Russell, 2018,
/// https://arxiv.org/abs/1711.00399). `inside` looks at the changed image afterwards. Throws an Error for a
/// class that there is not.
Counterfactual change_towards(Inside& inside, std::size_t label);

}  // namespace inkling
