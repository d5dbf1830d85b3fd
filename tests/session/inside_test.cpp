#include <doctest/doctest.h>

#include <algorithm>
#include <span>

#include "digits.h"
#include "fixtures.h"
#include "io/trials.h"
#include "numbers.h"
#include "session/session.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// An image, ink 0..1.
Numbers ink_of(std::span<const unsigned char> pixels) {
  Numbers image;
  for (const unsigned char pixel : pixels) image.push_back(static_cast<Scalar>(pixel) / 255);
  return image;
}

}  // namespace

TEST_CASE("a session shows its layers, and explains its answer or another") {
  Session session(shipped_model());
  const Numbers image = ink_of(hundred_digits().subspan(0, 784));
  const Json layers = session.layers();
  CHECK(layers[0] == Json{{"name", "conv2d"}, {"class_name", "Conv2D"}, {"shape", {28, 28, 32}}});
  std::size_t numbers = 0;
  for (const Json& layer : layers) {
    std::size_t size = 1;
    for (const Json& each : layer["shape"]) size *= each.get<std::size_t>();
    numbers += size;
  }
  const auto activations = session.activations(image);
  CHECK(activations.size() == numbers);
  const auto answer = session.predict(image, 1);
  CHECK(distance(Numbers(activations.end() - 10, activations.end()), answer) < 1e-6);

  const auto likeliest =
      static_cast<std::size_t>(std::max_element(answer.begin(), answer.end()) - answer.begin());
  CHECK(session.explain(image, {}) == session.explain(image, {.label = session.labels()[likeliest]}));
  CHECK(session.explain(image, {}) !=
        session.explain(image, {.label = session.labels()[(likeliest + 1) % 10]}));
  CHECK(session.explain(image, {.method = "grad_cam"}) ==
        session.explain(image, {.method = "grad_cam", .layer = "max_pooling2d_2"}));
  CHECK(refusal([&] { session.explain(image, {.method = "grad_cam", .layer = "x"}); }) ==
        "[layer] the model has no layer x");
}

TEST_CASE("a network is looked into while it learns, and learns as if nobody looked") {
  const Dataset digits = small_digits();
  const Json training = parse_json("plan", R"({"optimizer": "adam", "epochs": 1, "batch_size": 64})");
  const Numbers image = ink_of(digits.image(0));
  const auto trained = [&](bool looks) {
    Session session({small_network(), training, 7}, small_digits());
    Numbers before;
    for (;;) {
      const Json event = session.step();
      if (event["event"] == "done") return event["weights_hash"].get<std::string>();
      if (!looks || event["event"] != "batch") continue;
      const Numbers now = session.activations(image);
      session.explain(image, {});
      CHECK(now != before);
      before = now;
    }
  };
  CHECK(trained(true) == trained(false));
}
