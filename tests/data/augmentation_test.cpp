#include "data/augmentation.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace inkling;

TEST_CASE("augmentation is read from JSON and written to it") {
  const auto augmentation = Augmentation::from_json(
      parse_json("test", R"({"rotation_degrees": 15, "scale": 0.13, "shift": 2, "gamma": 0.3})"));
  CHECK(augmentation.rotation_degrees == 15);
  CHECK(augmentation.scale == 0.13);
  CHECK(augmentation.aspect == 0);
  CHECK(augmentation.shift == 2);
  CHECK(augmentation.gamma == 0.3);
  CHECK(augmentation.any());
  CHECK(Augmentation::from_json(augmentation.to_json()) == augmentation);
  CHECK(augmentation.to_json().size() == 9);
  CHECK_FALSE(Augmentation::from_json(Json::object()).any());
}

TEST_CASE("augmentation refuses what it does not know") {
  const auto read = [](const char* text) { return Augmentation::from_json(parse_json("test", text)); };
  CHECK_THROWS_WITH_AS(read(R"({"scal": 0.1})"), "[Augmentation] unknown name 'scal', did you mean 'scale'?",
                       Error);
  CHECK_THROWS_WITH_AS(read(R"({"scale": 1})"), "[Augmentation] scale must be 0 to 0.9, got 1.0", Error);
  CHECK_THROWS_WITH_AS(read(R"({"shift": -1})"), "[Augmentation] shift must be 0 to 100.0, got -1.0", Error);
  CHECK_THROWS_WITH_AS(read(R"({"shift": "far"})"), "[Augmentation] shift must be a number", Error);
  CHECK_THROWS_WITH_AS(read("[1]"), "[Augmentation] must be an object of names and numbers", Error);
  Augmentation augmentation;
  augmentation.gain = 0.0 / 0.0;
  CHECK_THROWS_AS(augmentation.validate(), Error);
}
