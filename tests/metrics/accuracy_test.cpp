#include <doctest/doctest.h>

#include "metrics/metric.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("accuracy is the share of samples whose largest prediction is at the label, over all batches") {
  const auto accuracy = make_metric("accuracy");
  CHECK(accuracy->name() == "accuracy");
  CHECK(accuracy->result() == 0);
  std::vector<Scalar> first{0.1f, 0.9f, 0, /**/ 0.5f, 0.2f, 0.3f}, second{0, 0, 1};
  const std::vector<std::uint8_t> labels{1, 2}, label{2};
  accuracy->update(TensorView(first.data(), {2, 3}), labels);
  CHECK(accuracy->result() == 0.5);
  accuracy->update(TensorView(second.data(), {1, 3}), label);
  CHECK(accuracy->result() == doctest::Approx(2. / 3));
  accuracy->reset();
  CHECK(accuracy->result() == 0);
  CHECK(contains(refusal([] { make_metric("accurracy"); }), "did you mean 'accuracy'?"));
}
