#include "ink/strokes.h"

#include <doctest/doctest.h>

#include <string>

#include "base/error.h"

using namespace inkling;

namespace {

std::string message_of(const std::string& json) {
  try {
    read_drawing(parse_json("strokes", json));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a drawing is read from JSON") {
  const Drawing drawing = read_drawing(
      parse_json("test", R"({"writer":"a","strokes":[[1,2,3.5,-4e2],[],[5,6]],"label":7,"pen":12})"));
  REQUIRE(drawing.strokes.size() == 3);
  CHECK(drawing.strokes[0].size() == 2);
  CHECK(drawing.strokes[0][1].x == 3.5);
  CHECK(drawing.strokes[0][1].y == -400);
  CHECK(drawing.strokes[1].empty());
  CHECK(drawing.label == 7);
  CHECK(drawing.pen == 12);

  const Drawing empty = read_drawing(parse_json("test", R"({"strokes":[]})"));
  CHECK(empty.strokes.empty());
  CHECK(empty.label == -1);
  CHECK(empty.pen == 0);
}

TEST_CASE("a wrong drawing is refused in words") {
  CHECK(message_of("[1,2]") == "[strokes] a drawing must be an object, got an array");
  CHECK(message_of("{}") == "[strokes] a drawing must have a list named strokes");
  CHECK(message_of(R"({"strokes":{"0":[1,2]}})") == "[strokes] a drawing must have a list named strokes");
  CHECK(message_of(R"({"strokes":[1,2]})") == "[strokes] strokes[0] must be a list [x0,y0,x1,y1,...], got 1");
  CHECK(message_of(R"({"strokes":[[1,2],[3,4,5]]})") ==
        "[strokes] strokes[1] has an odd number of coordinates, 3: the last x has no y");
  CHECK(message_of(R"({"strokes":[[1,null]]})") ==
        "[strokes] strokes[0][1] must be a number from -1e9 to 1e9, got null");
  CHECK(message_of(R"({"strokes":[[1,2,"3",4]]})") ==
        "[strokes] strokes[0][2] must be a number from -1e9 to 1e9, got \"3\"");
  CHECK(message_of(R"({"strokes":[[1,2,3,2e9]]})").find("strokes[0][3]") != std::string::npos);
  CHECK(message_of(R"({"strokes":[[true,2]]})").find("strokes[0][0]") != std::string::npos);
  CHECK(message_of(R"({"strokes":[],"label":-1})") ==
        "[strokes] label must be an integer from 0 to 65535, got -1");
  CHECK(message_of(R"({"strokes":[],"label":7.5})").find("label") != std::string::npos);
  CHECK(message_of(R"({"strokes":[],"label":18446744073709551615})").find("label") != std::string::npos);
  CHECK(message_of(R"({"strokes":[],"pen":-1})") == "[strokes] pen must be a width from 0 to 1e9, got -1");
  CHECK(message_of(R"({"strokes":[[1,2],"\ud800"]})").find("[strokes]") == 0);
  CHECK(message_of(R"({"strokes":[[1,)") == "[strokes] not valid JSON at byte 16");
}

TEST_CASE("numbers that are not finite are refused") {
  for (const double value : {1e300, -1e10, 1.0 / 0.0, 0.0 / 0.0})
    CHECK_THROWS_AS(read_drawing(Json{{"strokes", {{1.0, value}}}}), Error);
}

TEST_CASE("a drawing may be large but not without limit") {
  CHECK(read_drawing(Json{{"strokes", Json::array({Json(200'000, 1)})}}).strokes[0].size() == 100'000);
  CHECK_THROWS_WITH(read_drawing(Json{{"strokes", Json::array({Json(200'000, 1), Json(2, 1)})}}),
                    "[strokes] a drawing may have 100000 points, got more");
  CHECK_THROWS_WITH(read_drawing(Json{{"strokes", Json(10'001, Json::array())}}),
                    "[strokes] a drawing may have 10000 strokes, got 10001");
}

TEST_CASE("a stroke file is read line by line") {
  const auto drawings = read_drawings(
      "{\"strokes\":[[1,2]],\"label\":3}\r\n\n  \n{\"strokes\":[]}\n{\"strokes\":[[0,0]],\"label\":9}");
  REQUIRE(drawings.size() == 3);
  CHECK(drawings[0].label == 3);
  CHECK(drawings[1].label == -1);
  CHECK(drawings[2].label == 9);
  CHECK(read_drawings("").empty());
}

TEST_CASE("an error in a stroke file names the line") {
  CHECK_THROWS_WITH(read_drawings("{\"strokes\":[]}\n\n{\"strokes\":[[1]]}\n"),
                    "[strokes] line 3: strokes[0] has an odd number of coordinates, 1: the last x has no y");
  CHECK_THROWS_WITH(read_drawings("{\"strokes\":[]}\n{\"strokes\":[]", "digits.jsonl"),
                    "[digits.jsonl] line 2: not valid JSON at byte 14");
}

TEST_CASE("a stroke file may be large but not without limit") {
  std::string text;
  for (int i = 0; i < 100'001; ++i) text += "{\"strokes\":[]}\n";
  CHECK_THROWS_WITH(read_drawings(text), "[strokes] line 100001: a stroke file may have 100000 drawings");
  CHECK_THROWS_WITH(read_drawings(std::string(5 << 20, '[')), "[strokes] line 1: is longer than 4 MiB");
}

TEST_CASE("a drawing is turned clockwise, and its pen and label stay") {
  const Drawing turned_once = turned({{{{1, 0}, {0, 2}}}, 7, 3}, 90);
  CHECK(turned_once.strokes[0][0].x == doctest::Approx(0));
  CHECK(turned_once.strokes[0][0].y == doctest::Approx(1));
  CHECK(turned_once.strokes[0][1].x == doctest::Approx(-2));
  CHECK(turned_once.label == 7);
  CHECK(turned_once.pen == 3);
}
