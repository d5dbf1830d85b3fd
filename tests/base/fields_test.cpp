#include "base/fields.h"

#include <doctest/doctest.h>

#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

struct Thing {
  int units = 0, depth = 3;
  double rate = 0.5;
  bool flag = true;
  std::string padding = "valid", note;
  Pair size{2, 2};
  Json extra;

  void describe(Fields& fields) {
    fields.integer("units", units, 1);
    fields.integer("depth", depth, 0);
    fields.number("rate", rate, 0, 1);
    fields.flag("flag", flag);
    fields.choice("padding", padding, {"valid", "same"});
    fields.text("note", note);
    fields.pair("size", size, 1);
    fields.json("extra", extra);
  }
};

Thing read(const std::string& text) {
  Thing thing;
  read_fields("Thing", thing, parse_json("tests", text));
  return thing;
}

std::string refused(const std::string& text) {
  return refusal([&] { read(text); });
}

}  // namespace

TEST_CASE("fields are read from JSON, with defaults, and written to it in their order") {
  Thing thing = read(R"({"units": 7.0, "size": 5, "padding": "same", "depth": null, "extra": [1]})");
  CHECK(
      write_fields(thing).dump() ==
      R"({"units":7,"depth":3,"rate":0.5,"flag":true,"padding":"same","note":"","size":[5,5],"extra":[1]})");
  CHECK(read(R"({"units": 1, "size": [3, 4]})").size == Pair{3, 4});
}

TEST_CASE("what is wrong with fields is said in words") {
  CHECK(contains(refused("[]"), "[Thing] configuration must be an object, got []"));
  CHECK(contains(refused("{}"), "[Thing] units is missing"));
  CHECK(contains(refused(R"({"units": 0})"), "[Thing] units must be positive, got 0"));
  CHECK(contains(refused(R"({"units": 1, "depth": -1})"), "[Thing] depth must be at least 0, got -1"));
  for (const auto* value :
       {"1.5", "\"7\"", "true", "[1]", "{}", "3000000000", "-3000000000", "1e300", "18446744073709551615"})
    CHECK(contains(refused(std::string(R"({"units": )") + value + "}"),
                   "[Thing] units must be a whole number"));
  CHECK(contains(refused(R"({"units": 1, "rate": 1.1})"), "[Thing] rate must be from 0.0 to 1.0, got 1.1"));
  CHECK(contains(refused(R"({"units": 1, "rate": "much"})"), "[Thing] rate must be a number, got \"much\""));
  CHECK(contains(refused(R"({"units": 1, "flag": 1})"), "[Thing] flag must be true or false, got 1"));
  CHECK(contains(refused(R"({"units": 1, "padding": "sane"})"),
                 "[Thing] padding: unknown name 'sane', did you mean 'same'?"));
  CHECK(contains(refused(R"({"units": 1, "note": 5})"), "[Thing] note must be a text, got 5"));
  CHECK(contains(refused(R"({"units": 1, "size": [1, 2, 3]})"), "[Thing] size must be a whole number"));
  CHECK(contains(refused(R"({"units": 1, "size": [1, 0]})"), "[Thing] size must be positive, got 0"));
  CHECK(
      contains(refused(R"({"unit": 1, "units": 1})"), "[Thing] unknown name 'unit', did you mean 'units'?"));
  CHECK(refused(R"({"units": ")" + std::string(1000, 'x') + "\"}").size() < 150);
}
