#include "data/augmentation.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace inkling;

namespace {

Augmentation read(const char* text) {
  Augmentation augmentation;
  read_fields("Augmentation", augmentation, parse_json("test", text));
  return augmentation;
}

}  // namespace

TEST_CASE("augmentation is read from JSON and written to it") {
  auto augmentation = read(R"({"rotation_degrees": 15, "scale": 0.13, "shift": 2, "gamma": 0.3})");
  CHECK(augmentation.rotation_degrees == 15);
  CHECK(augmentation.scale == 0.13);
  CHECK(augmentation.aspect == 0);
  CHECK(augmentation.shift == 2);
  CHECK(augmentation.gamma == 0.3);
  CHECK(augmentation.any());
  const Json json = write_fields(augmentation);
  CHECK(json.size() == 9);
  CHECK(read(json.dump().c_str()) == augmentation);
  CHECK_FALSE(read("{}").any());
}

TEST_CASE("augmentation refuses what it does not know") {
  CHECK_THROWS_WITH_AS(read(R"({"scal": 0.1})"), "[Augmentation] unknown name 'scal', did you mean 'scale'?",
                       Error);
  CHECK_THROWS_WITH_AS(read(R"({"scale": 1})"), "[Augmentation] scale must be from 0.0 to 0.9, got 1", Error);
  CHECK_THROWS_WITH_AS(read(R"({"shift": -1})"), "[Augmentation] shift must be from 0.0 to 100.0, got -1",
                       Error);
  CHECK_THROWS_WITH_AS(read(R"({"shift": "far"})"), "[Augmentation] shift must be a number, got \"far\"",
                       Error);
  CHECK_THROWS_WITH_AS(read("[1]"), "[Augmentation] configuration must be an object, got [1]", Error);
  Augmentation augmentation;
  augmentation.gain = 0.0 / 0.0;
  CHECK_THROWS_AS(augmentation.validate(), Error);
}
