#include "session/catalogue.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/json.h"
#include "layers/layer.h"
#include "presets/preset.h"

using namespace inkling;

namespace {

Json network(const char* layers) {
  return {{"class_name", "Sequential"}, {"config", {{"layers", parse_json("layers", layers)}}}};
}

}  // namespace

TEST_CASE("the catalogue offers every layer with its options and their limits") {
  const Json all = catalogue();
  const Json& conv2d = all["layers"][0];
  CHECK(conv2d["class_name"] == "Conv2D");
  CHECK(
      conv2d["fields"][0] ==
      Json{{"name", "filters"}, {"type", "integer"}, {"least", 1}, {"most", 2147483647}, {"suggested", 16}});
  const auto has = [&](const char* list, const Json& field) {
    return std::find(all[list].begin(), all[list].end(), field) != all[list].end();
  };
  CHECK(has("plan", {{"name", "seed"},
                     {"type", "integer"},
                     {"default", 1},
                     {"least", 0},
                     {"help", "The same seed gives the same weights."}}));
  CHECK(has("training", {{"name", "validation_split"},
                         {"type", "number"},
                         {"default", 0.1},
                         {"least", 0.0},
                         {"most", 0.999},
                         {"help", "The share at the end of the data that is only used to validate."}}));
  const Json kernel_size = conv2d["fields"][1];
  CHECK(kernel_size["type"] == "pair");
  CHECK(kernel_size["suggested"] == Json{3, 3});
  for (const char* kind :
       {"layers", "optimizers", "schedules", "losses", "metrics", "callbacks", "augmentation"})
    CHECK(all[kind].size() > 3);
}

TEST_CASE("a layer begins with what is suggested for what must be given") {
  const Json all = catalogue();
  for (const Json& layer : all["layers"]) {
    CAPTURE(layer["class_name"]);
    Json config = Json::object();
    for (const Json& field : layer["fields"])
      if (field.contains("suggested") && !field.contains("default"))
        config[field["name"].get<std::string>()] = field["suggested"];
    CHECK_NOTHROW(read_layer({{"class_name", layer["class_name"]}, {"config", config}}));
  }
}

TEST_CASE("what a person sets is told of in a sentence, and how far one goes is permitted") {
  const Json all = catalogue();
  for (const char* list : {"training", "augmentation"})
    for (const Json& field : all[list]) {
      CAPTURE(field["name"]);
      CHECK(field["help"].get<std::string>().ends_with("."));
      if (field.contains("usual_most")) CHECK(field["usual_most"] <= field["most"]);
    }
}

TEST_CASE("the outline of a preset adds up") {
  const Json figures = outline(find_preset("keras-simple").model);
  CHECK(figures["parameters"] == 1'199'882);
  CHECK(!figures.contains("error"));
  CHECK(figures["layers"].size() == 8);
  CHECK(figures["layers"][0]["output_shape"] == Json{26, 26, 32});
  CHECK(figures["layers"][0]["multiply_adds"] == 26 * 26 * 32 * 9);
}

TEST_CASE("an error stands at the layer where it arises") {
  const Json figures = outline(network(R"([
    {"class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 1]}},
    {"class_name": "Flatten", "config": {}},
    {"class_name": "Conv2D", "config": {"filters": 2, "kernel_size": 3}},
    {"class_name": "Dense", "config": {"units": 10}}])"));
  CHECK(figures["layers"][0]["output_shape"] == Json{64});
  CHECK(figures["layers"][1]["error"].get<std::string>().starts_with("[Conv2D]"));
  CHECK(!figures["layers"][2].contains("output_shape"));
  CHECK(figures["error"] == figures["layers"][1]["error"]);
  CHECK(outline(Json())["error"] == "[Sequential] configuration needs a list of layers");
  CHECK(outline(network("[3]")).contains("error"));
}

TEST_CASE("the outline of what is no network says so, whatever stands there") {
  const std::string input = R"({"class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 1]}})";
  for (const std::string& wrong : std::vector<std::string>{
           "null", "3", "\"Dense\"", "[]", "{}", R"({"class_name": 3})",
           R"({"class_name": null, "config": {}})", R"({"class_name": "Dense", "config": 3})",
           R"({"class_name": "Dense", "config": {"units": {"a": [1]}}})",
           R"({"class_name": ["Dense"], "config": {"units": 10}})",
           R"({"class_name": "Dense", "config": {"units": 10, "kernel_regularizer": 3}})",
           R"({"class_name": "Dense", "config": {"units": 10, "kernel_initializer": [null]}})"}) {
    CAPTURE(wrong);
    for (const std::string& layers :
         std::vector<std::string>{"[" + input + "," + wrong + "]", "[" + wrong + "]",
                                  "[" + input + R"(,{"class_name": "Flatten", "config": {}},)" + wrong + "]",
                                  "[" + input + R"(,{"class_name": "No", "config": {}},)" + wrong + "]"}) {
      Json figures;
      REQUIRE_NOTHROW(figures = outline(network(layers.c_str())));
      CHECK(figures.contains("error"));
    }
  }
  for (const char* wrong : {"3", "[]", R"({"config": 3})", R"({"config": {"layers": 3}})",
                            R"({"class_name": 3, "config": {"name": 3, "layers": [3]}})"})
    CHECK(outline(parse_json("model", wrong)).contains("error"));
}
