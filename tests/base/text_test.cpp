#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/names.h"
#include "base/registry.h"
#include "base/text.h"
#include "numbers.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("snake_case is Keras's") {
  CHECK(snake_case("Conv2D") == "conv2d");
  CHECK(snake_case("MaxPooling2D") == "max_pooling2d");
  CHECK(snake_case("GlobalAveragePooling2D") == "global_average_pooling2d");
  CHECK(snake_case("BatchNormalization") == "batch_normalization");
  CHECK(snake_case("LeakyReLU") == "leaky_re_lu");
  CHECK(snake_case("SGD") == "sgd");
  CHECK(snake_case("") == "");
}

TEST_CASE("an unknown name is answered with the nearest known one, or with all") {
  const std::vector<std::string> known{"relu", "softmax"};
  CHECK(unknown_name("RELU", known).text() == "unknown name 'RELU', did you mean 'relu'?");
  CHECK(unknown_name("softmx", known).text() == "unknown name 'softmx', did you mean 'softmax'?");
  CHECK(unknown_name("something", known).text() == "unknown name 'something'; known are relu, softmax");
  CHECK(unknown_name(std::string(100'000, 'x'), known).text().size() < 130);
}

TEST_CASE("what comes from outside is shown on one line, and cut in the middle at 80 characters") {
  CHECK(on_one_line("a\tb\r\n\x1b[31mc\x7f\xc2\x9b") == "a b   [31mc  ");
  CHECK(on_one_line("a\u202eb\u2028c\u2066\u200fd") == "a b c  d");
  CHECK(on_one_line("お\u00e9\U0001f600") == "お\u00e9\U0001f600");
  CHECK(on_one_line("\xff\xc0\xaf\xed\xa0\x80 \xe3\x81") ==
        "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd \ufffd\ufffd");
  CHECK(on_one_line("") == "");
  CHECK(shortened(std::string(80, 'x')) == std::string(80, 'x'));
  CHECK(shortened(std::string(40, 'a') + std::string(100'000, 'b') + std::string(60, 'c')) ==
        std::string(30, 'a') + "…" + std::string(49, 'c'));
  std::string wide;
  for (int i = 0; i < 81; ++i) wide += "お";
  CHECK(shortened(wide).size() == 80 * 3);
  CHECK(shortened("/a/\x1b]0;title\a") == "/a/ ]0;title ");
}

TEST_CASE("a registry makes what is known and refuses the rest") {
  const Registry<int> registry("number", {{"one", [] { return std::make_unique<int>(1); }},
                                          {"two", [] { return std::make_unique<int>(2); }}});
  CHECK(*registry.make("two") == 2);
  CHECK(registry.names() == std::vector<std::string>{"one", "two"});
  CHECK(contains(refusal([&] { registry.make("tow"); }), "[number] unknown name 'tow'"));
}

TEST_CASE("the hash is FNV-1a") {
  Hash hash;
  CHECK(hash.text() == "cbf29ce484222325");
  hash.add("a", 1);
  CHECK(hash.text() == "af63dc4c8601ec8c");
  hash.add("oobar", 5);
  Hash whole;
  whole.add("aoobar", 6);
  CHECK(hash.value() == whole.value());
}

TEST_CASE("JSON is parsed as its library parses it") {
  for (const char* text : {"null",
                           "true",
                           "-7",
                           "18446744073709551615",
                           "0.25",
                           "1e400000000000000000000",
                           "\"\\u304a\\n\"",
                           "[]",
                           "{}",
                           R"([1, [2, {"b": [], "a": {"c": [null, false]}}], "x"])",
                           R"({"a": 1, "b": [2], "a": {"a": 3}})",
                           "[1,]",
                           "[1] 2",
                           "{\"a\"}",
                           "[",
                           "nul",
                           "\"\\ud800\"",
                           "-",
                           "1.",
                           ""}) {
    CAPTURE(text);
    const Json expected = Json::parse(text, nullptr, false);
    if (expected.is_discarded()) {
      CHECK_THROWS_AS(parse_json("x", text), Error);
      continue;
    }
    const Json parsed = parse_json("x", text);
    CHECK(parsed.dump() == expected.dump());
    CHECK(parsed.type() == expected.type());
  }
}

TEST_CASE("JSON that is wrong, deep or out of range is refused") {
  CHECK(parse_json("x", R"({"b": 1, "a": 2})").dump() == R"({"b":1,"a":2})");
  CHECK(contains(refusal([] { parse_json("x", "{\"a\": }"); }), "[x] not valid JSON at byte 7"));
  CHECK(contains(refusal([] { parse_json("x", ""); }), "[x] not valid JSON"));
  CHECK(contains(refusal([] { parse_json("x", "\"\xff\""); }), "[x] not valid JSON"));
  CHECK(contains(refusal([] { parse_json("x", "1e999"); }), "[x] JSON holds a number that is out of range"));
  CHECK(
      contains(refusal([] { parse_json("x", std::string(100'000, '[')); }), "[x] JSON is nested too deeply"));
  std::string many = "{";
  for (int i = 0; i < 30'000; ++i) many += (i ? ",\"" : "\"") + std::to_string(i) + "\":0";
  CHECK(contains(refusal([&] { parse_json("x", many + "}"); }), "keys"));
}
