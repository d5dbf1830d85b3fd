#include <doctest/doctest.h>

#include <type_traits>

#include "base/error.h"
#include "base/json.h"
#include "numbers.h"
#include "tensor/shape.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Texts = std::vector<std::string>;

/// The error that `work` throws.
template <typename Work>
Error thrown(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  throw std::runtime_error("nothing was thrown");
}

}  // namespace

TEST_CASE("an error has its place, its rule and its values, and says them in English") {
  const Error error = thrown([] { fail("Conv2D", "kernel_size must be positive, got {}", 0); });
  CHECK(error.what() == std::string("[Conv2D] kernel_size must be positive, got 0"));
  CHECK(error.where() == "Conv2D");
  CHECK(error.message().rule == "kernel_size must be positive, got {}");
  CHECK(error.message().values == Texts{"0"});
  const Error plain = thrown([] { fail("x", "always"); });
  CHECK(plain.what() == std::string("[x] always"));
  CHECK(plain.message().rule == "always");
  CHECK(plain.message().values.empty());
}

TEST_CASE("require throws where its condition does not hold") {
  CHECK(refusal([] { require(true, "x", "never {}", 1); }) == "");
  CHECK(refusal([] { require(false, "x", "always"); }) == "[x] always");
  CHECK(refusal([] { require(false, "x", "got {}", 1); }) == "[x] got 1");
}

TEST_CASE("a value is a text, a whole number, JSON, or what has a text") {
  const std::string text = "text";
  const Message message =
      compose("{} {} {}|{} {} {}|{} {} {}", "literal", text, std::string_view("view"), -7, std::uint8_t{8},
              std::size_t{9}, Json(0.25), Json{{"a", nullptr}}, Shape{2, 3});
  CHECK(message.text() == R"(literal text view|-7 8 9|0.25 {"a":null} (2, 3))");
  CHECK(compose("{}", Json("\xff")).text() == "\"\ufffd\"");
  CHECK(compose("{}", std::numeric_limits<std::uint64_t>::max()).text() == "18446744073709551615");
  CHECK(compose("{}", std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
}

TEST_CASE("a list of names is one value, whatever its length") {
  const Message message = compose("known are {}", Texts(50, "name"));
  CHECK(message.values.size() == 1);
  CHECK(message.values[0].size() == 50 * 6 - 2);
  CHECK(compose("known are {}", Texts{"a", "b\n"}).text() == "known are a, b ");
  CHECK(compose("known are {}", Texts()).text() == "known are ");
}

TEST_CASE("a text may be said in full") {
  const Message message = compose("curl: {}", in_full(std::string(200, 'x') + "\n"));
  CHECK(message.rule == "curl: {}");
  CHECK(message.values == Texts{std::string(200, 'x') + " "});
}

TEST_CASE("a message within another makes one rule of the two") {
  const Message inner = compose("{} images of {}x{}", 3, 4, 5);
  const Message message = compose("{}: header says {} but {} bytes follow", "file", inner, 6);
  CHECK(message.rule == "{}: header says {} images of {}x{} but {} bytes follow");
  CHECK(message.values == Texts{"file", "3", "4", "5", "6"});
  CHECK(message.text() == "file: header says 3 images of 4x5 but 6 bytes follow");
}

TEST_CASE("what a value holds stays a value") {
  const Error error = thrown([] { fail("x", "{} and {} in {epoch}", "{}{0}", "a\nb\u202ec"); });
  CHECK(error.what() == std::string("[x] {}{0} and a b c in {epoch}"));
  CHECK(error.message().rule == "{} and {} in {epoch}");
  CHECK(error.message().values == Texts{"{}{0}", "a b c"});
}

TEST_CASE("an error is one short line, whatever is in it") {
  const std::string place = std::string(1000, 'x') + ", line 3";
  const Error error = thrown([&] { fail(place, "is\u202e{}", std::string(100'000, 'y') + "\nz"); });
  CHECK(std::string(error.what()).size() < 190);
  CHECK(contains(error.what(), ", line 3] is yyy"));
  CHECK(contains(error.what(), "y z"));
  CHECK(error.where().size() < 90);
  CHECK(refusal([] { fail("x", "a\nb\tc"); }) == "[x] a b c");
}

TEST_CASE("a message takes as many values as its rule has places") {
  CHECK(std::is_same_v<decltype(compose("{}", 1)), Message>);
  CHECK(Rule<0>("no { } place").text == std::string("no { } place"));
  CHECK(Rule<2>("{}{}").text == std::string("{}{}"));
}

TEST_CASE("what was thrown is described for other programs") {
  const Error error = thrown([] { fail("Conv2D", "window {} in \"{}\"", 3, "a\"b"); });
  CHECK(described(error).dump() == R"x({"error":"[Conv2D] window 3 in \"a\"b\"","where":"Conv2D",)x"
                                   R"x("code":"window {} in \"{}\"","values":["3","a\"b"]})x");
  CHECK(described(std::runtime_error("other")).dump() == R"({"error":"other"})");
}
