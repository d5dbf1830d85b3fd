#include "io/safetensors.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>
#include <string_view>

#include "base/error.h"

using namespace inkling;
using namespace std::string_view_literals;

namespace {

using FileBytes = std::vector<std::byte>;

/// A file of any header and as many bytes of zeros.
FileBytes file_of(const std::string& header, std::size_t data_bytes, std::uint64_t header_bytes) {
  FileBytes bytes(8 + header.size() + data_bytes);
  std::memcpy(bytes.data(), &header_bytes, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

FileBytes file_of(const std::string& header, std::size_t data_bytes = 0) {
  return file_of(header, data_bytes, header.size());
}

std::string tensor(const std::string& name, const std::string& shape, const std::string& offsets) {
  return "\"" + name + R"(":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

/// What reading says, without "[safetensors] "; empty where it succeeds.
std::string refusal(const FileBytes& bytes) {
  try {
    read_safetensors(bytes);
  } catch (const Error& error) {
    return std::string(error.what()).substr(14);
  }
  return "";
}

TensorFile small() {
  TensorFile file;
  file.metadata = {{"format", "inkling"}, {"config", "{\"name\":\"\u00e9\"}"}};
  file.tensors = {{"dense/kernel", {2, 3}, {1, -2, 3.5f, 0, 1e-40f, 6}},
                  {"dense/bias", {3}, {-0.0f, 3.4e38f, 9}},
                  {"quantized", {3}, {-128, 5, 127}, true},
                  {"step", {}, {7}},
                  {"none", {0, 5}, {}}};
  return file;
}

}  // namespace

TEST_CASE("safetensors come back as they were written") {
  const TensorFile file = small();
  const FileBytes bytes = write_safetensors(file);
  CHECK(bytes == write_safetensors(file));
  const TensorFile back = read_safetensors(bytes);
  CHECK(back.metadata == file.metadata);
  REQUIRE(back.tensors.size() == file.tensors.size());
  for (std::size_t i = 0; i < file.tensors.size(); ++i) {
    const auto* found = back.tensor(file.tensors[i].name);
    REQUIRE(found != nullptr);
    CHECK(found->shape == file.tensors[i].shape);
    CHECK(found->values == file.tensors[i].values);
    CHECK(found->integers == file.tensors[i].integers);
  }
  CHECK(write_safetensors(back) == bytes);
  CHECK(*back.text("format") == "inkling");
  CHECK(back.text("Format") == nullptr);
  CHECK(back.tensor("bias") == nullptr);
  CHECK(read_safetensors(write_safetensors({})).tensors.empty());
}

TEST_CASE("the bytes of a safetensors file are those of the format") {
  const TensorFile file{{{"a", "b"}}, {{"w", {2}, {1, 2}}}};
  const std::string header =
      R"({"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  const FileBytes bytes = write_safetensors(file);
  const std::size_t padded = (header.size() + 7) / 8 * 8;
  REQUIRE(bytes.size() == 8 + padded + 8);
  CHECK(std::to_integer<std::size_t>(bytes[0]) == padded);
  const std::string written(reinterpret_cast<const char*>(bytes.data()) + 8, padded);
  CHECK(written == header + std::string(padded - header.size(), ' '));
  float values[2];
  std::memcpy(values, bytes.data() + 8 + padded, 8);
  CHECK(values[0] == 1);
  CHECK(values[1] == 2);
}

TEST_CASE("whole numbers take a byte each") {
  const TensorFile file{{}, {{"w", {4}, {-128, -1, 0, 127}, true}}};
  const std::string header = R"({"w":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}})";
  const FileBytes bytes = write_safetensors(file);
  const std::size_t padded = (header.size() + 7) / 8 * 8;
  REQUIRE(bytes.size() == 8 + padded + 4);
  CHECK(std::string(reinterpret_cast<const char*>(bytes.data()) + 8, header.size()) == header);
  const FileBytes values(bytes.end() - 4, bytes.end());
  CHECK(values == FileBytes{std::byte{0x80}, std::byte{0xff}, std::byte{0}, std::byte{0x7f}});
  CHECK(refusal(file_of(R"({"w":{"dtype":"I8","shape":[4],"data_offsets":[0,16]}})", 16)) ==
        R"(tensor "w" of shape (4) needs 4 bytes, data_offsets give 16)");
  for (const float wrong : {-129.0f, 128.0f, 0.5f, 1e9f})
    CHECK_THROWS_WITH_AS(write_safetensors({{}, {{"w", {1}, {wrong}, true}}}),
                         "[safetensors] tensor \"w\" must hold whole numbers from -128 to 127", Error);
}

TEST_CASE("tensors may be named in any order and come in that of their data") {
  const auto header = "{" + tensor("b", "[1]", "[4,8]") + "," + tensor("a", "[1]", "[0,4]") + "}   ";
  const TensorFile file = read_safetensors(file_of(header, 8));
  REQUIRE(file.tensors.size() == 2);
  CHECK(file.tensors[0].name == "a");
  CHECK(file.tensors[1].name == "b");
}

TEST_CASE("a safetensors file cut short at any byte is refused, and so is one drawn out") {
  const FileBytes bytes = write_safetensors(small());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    CHECK(refusal(FileBytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length))) != "");
  }
  FileBytes longer = bytes;
  longer.push_back(std::byte{0});
  CHECK(refusal(longer) == "1 bytes of data belong to no tensor");
}

TEST_CASE("a safetensors file with any byte changed is read or refused, never worse") {
  const FileBytes bytes = write_safetensors(small());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int change : {0x01, 0x02, 0x20, 0x80, 0xff}) {
      FileBytes changed = bytes;
      changed[i] ^= static_cast<std::byte>(change);
      CHECK_NOTHROW(refusal(changed));
    }
  }
}

TEST_CASE("what is wrong with a safetensors file is said in words") {
  const auto one = [](const std::string& shape, const std::string& offsets, std::size_t data_bytes) {
    return refusal(file_of("{" + tensor("w", shape, offsets) + "}", data_bytes));
  };
  SUBCASE("lengths") {
    CHECK(refusal(file_of("{}", 0, 3)) == "the header has 3 bytes but only 2 follow");
    CHECK(refusal(file_of(std::string(5 << 20, '{'))) ==
          "the header has 5242880 bytes, at most 4 MiB are read");
    CHECK(refusal(file_of("", 0, 60)) == "the header has 60 bytes but only 0 follow");
  }
  SUBCASE("header") {
    for (const char* header : {"", "{", "{}}", "{} x", "{\"a\":}", "{\"a\":1e999}", "{\"\xff\":1}",
                               "{\"__metadata__\":{\"a\":\"b\"}", "{\"a\":[[[[[1]]]]]}x"})
      CHECK_MESSAGE(refusal(file_of(header)) != "", header);
    std::string deep = "{\"a\":";
    for (int i = 0; i < 100'000; ++i) deep += "{\"a\":";
    CHECK(refusal(file_of(deep)) == "the header is nested too deeply");
    std::string many = "{\"__metadata__\":{";
    for (int i = 0; i < 20'000; ++i) many += "\"" + std::to_string(i) + "\":\"\",";
    CHECK(refusal(file_of(many + "\"\":\"\"}}")) == "more than 10000 names");
  }
  SUBCASE("metadata") {
    CHECK(refusal(file_of(R"({"__metadata__":{}})")) == "");
    CHECK(refusal(file_of(R"({"__metadata__":[]})")) == "__metadata__ must be an object");
    CHECK(refusal(file_of(R"({"__metadata__":{"a":1}})")) == R"(metadata "a" must be a text)");
    CHECK(refusal(file_of(R"({"__metadata__":{"a":"","a":""}})")) == R"(the name "a" comes twice)");
  }
  SUBCASE("entries") {
    CHECK(refusal(file_of(R"({"w":1})")) == R"(tensor "w" must be an object)");
    CHECK(refusal(file_of(R"({"w":{}})")) ==
          R"(tensor "w" must have dtype, shape and data_offsets and nothing else)");
    CHECK(refusal(file_of(R"({"w":{"dtype":"F32","shape":[0],"offsets":[0,0]}})")) ==
          R"(tensor "w" has no data_offsets)");
    CHECK(refusal(file_of(R"({"w":{"dtype":"C64","shape":[0],"data_offsets":[0,0]}})")) ==
          R"(tensor "w" has dtype "C64", only F32, I8, F16, BF16, F64 and I64 are read)");
    CHECK(refusal(file_of(R"({"w":{"dtype":1,"shape":[0],"data_offsets":[0,0]}})")) ==
          R"(tensor "w" has no dtype)");
    CHECK(refusal(file_of("{" + tensor("w", "[0]", "[0,0]") + "," + tensor("w", "[0]", "[0,0]") + "}")) ==
          R"(the name "w" comes twice)");
    CHECK(refusal(file_of(R"({"a\nb":1})")) == "tensor \"a b\" must be an object");
    CHECK(refusal(file_of("{\"" + std::string(5000, 'x') + "\":1}")).size() < 150);
  }
  SUBCASE("shapes") {
    CHECK(one("[]", "[0,4]", 4) == "");
    CHECK(one("[2,0]", "[0,0]", 0) == "");
    CHECK(one("[-1]", "[0,4]", 4) == R"(tensor "w" sizes must be whole numbers from 0)");
    CHECK(one("[1.0]", "[0,4]", 4) == R"(tensor "w" sizes must be whole numbers from 0)");
    CHECK(one("[\"1\"]", "[0,4]", 4) == R"(tensor "w" sizes must be whole numbers from 0)");
    CHECK(one("1", "[0,4]", 4) == R"(tensor "w" has no shape)");
    CHECK(one("[1,1,1,1,1]", "[0,4]", 4) == R"(tensor "w" has 5 axes, at most 4 are read)");
    CHECK(one("[3]", "[0,8]", 8) == R"(tensor "w" of shape (3) needs 12 bytes, data_offsets give 8)");
    for (const char* shape : {"[1152921504606846976]", "[4294967296,4294967296]", "[65536,65536,65536,65536]",
                              "[18446744073709551615]", "[2147483648]", "[3037000500,3037000500]"})
      CHECK_MESSAGE(one(shape, "[0,4]", 4) == R"(tensor "w" has more than 2^31 elements)", shape);
    CHECK(one("[2147483647]", "[0,4]", 4) != "");
    CHECK(one("[99999999999999999999999]", "[0,4]", 4) != "");
  }
  SUBCASE("offsets") {
    CHECK(one("[1]", "[0,4]", 3) == R"(tensor "w" lies at bytes 0 to 4 of the data, of which there are 3)");
    CHECK(one("[1]", "[4,0]", 4) == R"(tensor "w" has data_offsets out of order, 4 to 0)");
    CHECK(one("[1]", "[-4,0]", 4) == R"(tensor "w" data_offsets must be whole numbers from 0)");
    CHECK(one("[1]", "[0]", 4) == R"(tensor "w" has no data_offsets)");
    CHECK(one("[1]", "[0,4,8]", 8) == R"(tensor "w" has no data_offsets)");
    CHECK(one("[1]", "[1152921504606846976,1152921504606846980]", 4) != "");
    CHECK(one("[1]", "[18446744073709551612,18446744073709551615]", 4) != "");
    CHECK(one("[1]", "[4,8]", 8) == R"(tensor "w" leaves a hole before it)");
    CHECK(one("[1]", "[0,4]", 8) == "4 bytes of data belong to no tensor");
    const auto two = [](const std::string& offsets) {
      return refusal(
          file_of("{" + tensor("a", "[2]", "[0,8]") + "," + tensor("b", "[2]", offsets) + "}", 16));
    };
    CHECK(two("[8,16]") == "");
    CHECK(two("[4,12]") == R"(tensor "b" overlaps the tensor before it)");
    CHECK(two("[0,8]") == R"(tensor "b" overlaps the tensor before it)");
  }
}

TEST_CASE("a file of another kind is told from a model that is damaged") {
  const std::string words =
      "this is no model that can be opened: neither Inkling's safetensors nor a file of Keras, TensorFlow.js "
      "or ONNX";
  CHECK(refusal({}) == "this file is empty");
  for (const auto start : {"{}"sv, "not a model at all"sv, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv,
                           "PK\3\4\24\0\0\0\b\0"sv, "\x1f\x8b\b\0\0\0\0\0\0\3"sv}) {
    const auto bytes = std::as_bytes(std::span(start));
    CHECK_MESSAGE(refusal({bytes.begin(), bytes.end()}) == words, std::string(start));
  }
  for (const char* header : {" ", "[]", "1", "null", "\xff", " {}", "\xef\xbb\xbf{}"})
    CHECK_MESSAGE(refusal(file_of(header)) == words, header);
  for (const std::uint64_t length : {std::uint64_t{100'000'001}, std::uint64_t{1} << 60, ~std::uint64_t{0}})
    CHECK(refusal(file_of("{}", 0, length)) == words);
}

TEST_CASE("weights that are not finite are neither read nor written") {
  for (const float wrong : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
    TensorFile file = small();
    FileBytes bytes = write_safetensors(file);
    std::memcpy(bytes.data() + bytes.size() - 4, &wrong, 4);
    CHECK(refusal(bytes) == R"(tensor "step" has a value that is not finite, at 0)");
    file.tensors[1].values[2] = wrong;
    CHECK_THROWS_WITH_AS(write_safetensors(file),
                         "[safetensors] tensor \"dense/bias\" has a value that is not finite, at 2", Error);
  }
}

TEST_CASE("what could not be read back is not written") {
  TensorFile file = small();
  SUBCASE("tensor twice") {
    file.tensors[1].name = "step";
  }
  SUBCASE("metadata twice") {
    file.metadata[1].first = "format";
  }
  SUBCASE("reserved name") {
    file.tensors[0].name = "__metadata__";
  }
  SUBCASE("values missing") {
    file.tensors[0].values.pop_back();
  }
  SUBCASE("not UTF-8") {
    file.tensors[0].name = "\xff";
  }
  SUBCASE("text not UTF-8") {
    file.metadata[0].second = "\xc0";
  }
  CHECK_THROWS_AS(write_safetensors(file), Error);
}
