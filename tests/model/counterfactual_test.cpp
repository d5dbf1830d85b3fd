#include "model/counterfactual.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "fixtures.h"
#include "io/model_file.h"
#include "io/trials.h"
#include "model/sequential.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("a small change of a digit is found that makes it another, and no smaller one does") {
  const Sequential model = read_model(shipped_model()).model;
  Inside inside(model);
  int found = 0;
  double changed = 0;
  for (std::size_t digit = 0; digit < 10; ++digit) {
    Numbers image;
    for (const unsigned char pixel : hundred_digits().subspan(digit * 7840, 784))
      image.push_back(static_cast<Scalar>(pixel) / 255);
    for (const std::size_t label : {(digit + 1) % 10, (digit + 5) % 10}) {
      inside.look(image);
      const Counterfactual other = change_towards(inside, label);
      double square = 0;
      for (std::size_t i = 0; i < image.size(); ++i) {
        CHECK(other.image[i] >= 0);
        CHECK(other.image[i] <= 1);
        square += std::pow(static_cast<double>(other.image[i]) - image[i], 2);
      }
      inside.look(other.image);
      const ConstTensorView answer = inside.activation(model.layers().size() - 1);
      CHECK(answer[label] == other.probability);
      CHECK(other.found == (std::max_element(answer.begin(), answer.end()) == answer.begin() + label));
      if (!other.found) continue;
      ++found;
      changed += std::sqrt(square);
    }
  }
  MESSAGE("found ", found, " of 20, changed by ", changed / found, " in the mean");
  CHECK(found >= 15);
  CHECK(changed / found < 5);
}

TEST_CASE("an image that is of the class is not changed, and a class that there is not is refused") {
  const Sequential model = read_model(shipped_model()).model;
  Inside inside(model);
  Numbers image;
  for (const unsigned char pixel : hundred_digits().subspan(3 * 7840, 784))
    image.push_back(static_cast<Scalar>(pixel) / 255);
  inside.look(image);
  const Counterfactual same = change_towards(inside, 3);
  CHECK(same.found);
  CHECK(same.image == image);
  CHECK(refusal([&] { change_towards(inside, 10); }) == "[label] must be below 10, got 10");
}
