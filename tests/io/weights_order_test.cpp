#include "io/weights_order.h"

#include <doctest/doctest.h>

#include <deque>
#include <string>

using namespace inkling;

namespace {

/// The names in the order in which they are put.
std::string ordered(const std::vector<std::pair<std::string, Shape>>& layers) {
  std::deque<NamedTensor> tensors;
  std::vector<LayerWeights> weights;
  for (const auto& [name, shape] : layers) {
    tensors.push_back({name, shape, {}});
    weights.push_back({name, {&tensors.back()}});
  }
  std::string all;
  for (const auto& each : in_likely_order(std::move(weights))) all += (all.empty() ? "" : " ") + each.layer;
  return all;
}

}  // namespace

TEST_CASE("layers without an order are put where one reads what the other gives") {
  // A list of PyTorch's, and what classifies after it.
  CHECK(ordered({{"classifier.0", {400, 128}},
                 {"classifier.2", {128, 10}},
                 {"features.0", {5, 5, 1, 6}},
                 {"features.1", {6}},
                 {"features.10", {5, 5, 16, 16}},
                 {"features.3", {5, 5, 6, 16}},
                 {"features.4", {16}}}) ==
        "features.0 features.1 features.3 features.4 features.10 classifier.0 classifier.2");
  // Numbers say which normalisation is whose.
  CHECK(ordered({{"bn2", {8}},
                 {"bn3", {8}},
                 {"conv1", {3, 3, 1, 8}},
                 {"conv2", {3, 3, 8, 8}},
                 {"conv3", {3, 3, 8, 8}},
                 {"fc", {1568, 10}}}) == "conv1 conv2 bn2 conv3 bn3 fc");
  // Names that say nothing.
  CHECK(ordered({{"decide", {64, 10}}, {"head", {288, 64}}, {"see", {3, 3, 1, 4}}, {"look", {3, 3, 4, 8}}}) ==
        "see look head decide");
  CHECK(ordered({{"fc1", {784, 128}}, {"fc10", {128, 10}}, {"fc2", {128, 128}}}) == "fc1 fc2 fc10");
}
