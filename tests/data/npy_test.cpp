#include "data/npy.h"

#include <doctest/doctest.h>

#include "arrays.h"
#include "base/error.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Bytes = std::vector<std::uint8_t>;

Array array_from(const std::string& file) {
  return read_npy("x.npy", as_bytes(file));
}

const Bytes kTwelve{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

}  // namespace

TEST_CASE("NumPy's arrays are read with their kind and shape") {
  const Array bytes = array_from(npy("|u1", "3, 2, 2", kTwelve));
  CHECK(is_npy(as_bytes(npy("|u1", "3, 2, 2", kTwelve))));
  CHECK(bytes.shape == std::vector<std::size_t>{3, 2, 2});
  CHECK(bytes.number(11) == 11);
  CHECK(array_from(npy<float>("<f4", "2", {0.5f, -2})).number(1) == -2);
  CHECK(array_from(npy<std::int64_t>("<i8", "2", {7, -9})).number(1) == -9);
  CHECK(array_from(npy<std::uint8_t>(">u2", "1", {1, 2})).number(0) == 258);
  CHECK(array_from(npy<std::uint8_t>(">f4", "1", {0x3f, 0x80, 0, 0})).number(0) == 1);
}

TEST_CASE("texts of NumPy are read") {
  const Array wide = array_from(npy<std::uint32_t>("<U2", "2", {'a', 0, 0x304a, 'b'}));
  CHECK(wide.texts == std::vector<std::string>{"a", "おb"});
  CHECK(array_from(npy<char>("|S3", "2", {'a', 'b', 'c', 'd', 0, 0})).texts ==
        std::vector<std::string>{"abc", "d"});
}

TEST_CASE("what is wrong with a NumPy file is said") {
  const auto message = [](const std::string& file) {
    try {
      array_from(file);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const auto says = [&](const std::string& file, const char* words) {
    CAPTURE(message(file));
    CHECK(message(file).find(words) != std::string::npos);
  };
  says(npy("|u1", "2147483648, 28, 28", kTwelve), "too short for its 2147483648x28x28");
  says(npy("|u1", "4294967296, 4294967296, 4294967296", kTwelve), "too short");
  says(npy("<f8", "2305843009213693952", kTwelve), "too short");
  says(npy("|u1", "99999999999999999999999", kTwelve), "too short");
  says(npy("|u1", "11", kTwelve), "too long");
  says(npy("|u1", "0, 28, 28", Bytes{}), "is empty");
  says(npy("<U0", "4611686018427387904", Bytes{}), "is empty");
  says(npy("|O", "3", kTwelve), "Python objects");
  says(npy("<c8", "3", kTwelve), "no numbers");
  says(npy("|u1", "3, 2, 2", kTwelve, "True"), "column by column");
  says(npy("<U" + std::string(500, '9'), "3", kTwelve), "texts that are too long");
  says(npy("<U1000000", "3", kTwelve), "too short");
  const std::string whole = npy("|u1", "3, 2, 2", kTwelve);
  for (std::size_t length = 6; length < whole.size(); ++length)
    CHECK_THROWS_AS(array_from(whole.substr(0, length)), Error);
}

TEST_CASE("long names are cut in messages") {
  const std::string name(500, 'n');
  try {
    read_npy(name, as_bytes(npy("|u1", "11", kTwelve)));
    FAIL("taken");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).size() < 200);
  }
}
