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
  CHECK(layers[0]["config"]["kernel_size"] == Json{3, 3});
  Json first = layers[0];
  first.erase("config");
  CHECK(first ==
        Json{{"name", "conv2d"},
             {"class_name", "Conv2D"},
             {"input_shape", {28, 28, 1}},
             {"shape", {28, 28, 32}},
             {"parameters", 320},
             {"activation", "relu"},
             {"weights",
              {{{"name", "kernel"}, {"shape", {3, 3, 1, 32}}}, {{"name", "bias"}, {"shape", {32}}}}}});
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

TEST_CASE("a session has the weights of each of its layers") {
  const Session session(shipped_model());
  const auto& all = session.model().weights();
  std::size_t next = 0;
  for (std::size_t layer = 0; layer < session.model().layers().size(); ++layer)
    for (const auto& [name, values] : session.weights(layer)) {
      CHECK(all[next].name == session.model().layers()[layer]->name() + "/" + name);
      CHECK(all[next++].values.data == values.data);
    }
  CHECK(next == all.size());
  CHECK(refusal([&] { session.weights(99); }) == "[layer] must be below 11, got 99");
}

TEST_CASE("what is switched off is so for one question, and only where it is there") {
  Session session(shipped_model());
  const Numbers image = ink_of(hundred_digits().subspan(0, 784));
  const Numbers answer = session.predict(image, 1), whole = session.activations(image);
  const LookOptions off{parse_json("off", R"([{"layer": 5, "channel": 3}, {"layer": 0, "channel": 31}])")};
  const Numbers without = session.predict(image, 1, off), seen = session.activations(image, off);
  CHECK(distance(without, answer) > 1e-5);
  CHECK(distance(Numbers(seen.end() - 10, seen.end()), without) < 1e-6);
  for (std::size_t i = 31; i < 28 * 28 * 32; i += 32) CHECK(seen[i] == 0);
  CHECK(session.activations(image) == whole);
  CHECK(session.predict(image, 1, {}) == Numbers(whole.end() - 10, whole.end()));
  CHECK(session.explain(image, {.off = off.off}) != session.explain(image, {}));
  CHECK(session.change_towards(image, "3", off).image != session.change_towards(image, "3").image);
  const WeightedSum sum = session.weighted_sum(image, {.layer = 10, .index = 4, .off = off.off});
  CHECK(sum.value == doctest::Approx(without[4]));

  const auto refused = [&](const char* text) {
    return refusal([&] { session.activations(image, {parse_json("off", text)}); });
  };
  CHECK(refused("3") == "[off] must be a list");
  CHECK(refused("[3]") == "[off] configuration must be an object, got 3");
  CHECK(refused(R"([{"layer": -1}])") == "[off] layer must be at least 0, got -1");
  CHECK(refused(R"([{"layer": 11}])") == "[layer] must be below 11, got 11");
  CHECK(refused(R"([{"channel": 32}])") == "[channel] must be below 32, got 32");
  CHECK(refused(R"([{"chanel": 1}])") == "[off] unknown name 'chanel', did you mean 'channel'?");
  const Numbers dark(784, Scalar(255));
  CHECK(contains(refusal([&] { session.predict(dark, 1, off); }), "must be ink from 0 to 1"));
  CHECK(refusal([&] { session.weighted_sum(image, {.layer = 0, .index = -1}); }) != "");
}

TEST_CASE("statistics of a session are of its layers, for images that fit it and are not too many") {
  Session session({small_network(), parse_json("plan", "{}"), 7}, small_digits());
  const Json all = session.statistics(small_digits()), layers = session.layers();
  REQUIRE(all.size() == layers.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i]["name"] == layers[i]["name"]);
    CHECK(all[i]["activations"]["counts"].size() == 32);
    CHECK(all[i]["weights"].is_null() == layers[i]["weights"].empty());
    CHECK(all[i]["gradients"].is_null() == layers[i]["weights"].empty());
  }
  Session other(shipped_model());
  CHECK(refusal([&] { other.statistics(small_digits()); }) ==
        "[statistics] the model takes images (28, 28, 1), the data set has (14, 14, 1)");
  const std::vector<Dataset> seven(7, small_digits());
  CHECK(refusal([&] { session.statistics(concatenate(seven)); }) ==
        "[statistics] takes at most 1000 images, got 1120");
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
      session.weighted_sum(image, {.layer = 0, .index = 3});
      session.statistics(digits);
      CHECK(now != before);
      before = now;
    }
  };
  CHECK(trained(true) == trained(false));
}
